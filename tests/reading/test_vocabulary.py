"""The field's words: what means the same or the opposite, and that the shipped file is up to date."""

import json
from pathlib import Path

import pytest

from simulator.reading.vocabulary import FILE, stem, vocabulary
from simulator.reading.words import words

SOURCE = Path(__file__).parents[2] / "training" / "vocabulary.json"


def groups(phrase: str) -> frozenset[int]:
    return vocabulary().meanings.get(" ".join(stem(word.text) for word in words(phrase)), frozenset())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("db", "databases"),
        ("k8s", "Kubernetes"),
        ("mutex", "locks"),
        ("write-ahead log", "WAL"),
        ("acks", "ack"),
    ],
)
def test_abbreviations_and_synonyms_share_a_group(one: str, other: str) -> None:
    assert groups(one) & groups(other)


@pytest.mark.parametrize(
    ("one", "other"), [("before", "after"), ("optimistic", "pessimistic"), ("read", "write")]
)
def test_opposites_exclude_each_other_both_ways(one: str, other: str) -> None:
    opposite = vocabulary().opposite
    pairs = {(a, b) for a in groups(one) for b in groups(other)}
    assert pairs & opposite
    assert {(b, a) for a, b in pairs} & opposite


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("serialise", "serialize"),
        ("colour", "colors"),
        ("written", "write"),
        ("indices", "index"),
        ("sent", "sending"),
    ],
)
def test_forms_and_spellings_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_the_shipped_file_holds_every_phrase_of_its_source() -> None:
    source = json.loads(SOURCE.read_text("utf-8"))
    assert all(groups(phrase) for same in source["same"] for phrase in same), (
        f"run training.build to renew {FILE}"
    )
    assert all(groups(word) for pair in source["opposite"] for word in pair)


def test_no_group_is_its_own_opposite() -> None:
    assert all(a != b for a, b in vocabulary().opposite)
