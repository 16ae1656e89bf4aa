"""A real comment is told from lost text, and a list of names from a cut sentence, as well as can be."""

import pytest

from simulator.questions.lost_text import cut_sentence, lost_behind_hash
from simulator.questions.nodes import Mapping, Scalar, Sequence
from simulator.questions.yaml_reader import read_yaml


def value(text: str) -> Scalar | Sequence:
    root = read_yaml(f"a: {text}\n", "x").root
    assert isinstance(root, Mapping)
    node = root.entries["a"][1]
    assert not isinstance(node, Mapping)
    return node


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("issue #12 of it", "#12 of it"),
        ("C # in short", "# in short"),
        ("one   #two", "#two"),
        ("topic     # goes into the notebook", ""),
        ("topic  ## loud", ""),
        ("topic\t# tabbed", ""),
        ('"issue #12"', ""),
        ('"issue" #12', ""),
        ("C#", ""),
        ("a#b", ""),
    ],
)
def test_lost_behind_hash(text: str, lost: str) -> None:
    node = value(text)
    assert isinstance(node, Scalar)
    assert lost_behind_hash(node) == lost


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("[What is on disk, when COMMIT returns?]", "when COMMIT returns?"),
        ("[the log is flushed first, then the page]", "then the page"),
        ("[it is fast, which helps]", "which helps"),
        ("[Yes, it does]", "it does"),
        ("[databases, durability]", None),
        ("[PostgreSQL, storage engines, C++]", None),
        ("[write-ahead log, redo log]", None),
        ('["the log is flushed first, then the page", "then all"]', None),
        ('["the log is flushed first", then the page]', None),
        ("[What is it?, When is it used?]", None),
        ("[]", None),
    ],
)
def test_cut_sentence(text: str, cut: str | None) -> None:
    node = value(text)
    assert isinstance(node, Sequence)
    found = cut_sentence(node)
    assert (found.text if found else None) == cut
