"""The committed JSON Schema is the field table's, and agrees with the loader."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import simulator.questions
from simulator.questions.fields import BANK, QUESTION
from simulator.questions.model import Question
from simulator.questions.nodes import Mapping, Node, Scalar
from simulator.questions.schema import bank_schema, schema_text
from simulator.questions.source import decode
from simulator.questions.yaml_reader import read_yaml

COMMITTED = Path(simulator.questions.__file__).parent / "bank.schema.json"
BANKS = Path(__file__).parent.parent / "banks"
TYPED: dict[str, Any] = {"true": True, "false": False, "1": 1, "2": 2}


def plain(node: Node) -> Any:
    """The values as an editor's YAML reader sees them."""
    if isinstance(node, Scalar):
        return TYPED.get(node.text, node.text) if node.plain else node.text
    if isinstance(node, Mapping):
        return {name: plain(child) for name, (_, child) in node.entries.items()}
    return [plain(item) for item in node.items]


def errors(path: Path) -> list[str]:
    root = read_yaml(decode(path.read_bytes(), "x").text, "x").root
    assert root is not None
    return [error.message for error in Draft202012Validator(bank_schema()).iter_errors(plain(root))]


def test_the_committed_schema_is_current() -> None:
    assert COMMITTED.read_text() == schema_text(), "write it anew: idk bank schema > the file"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(bank_schema())


def test_every_attribute_of_a_question_is_in_the_table() -> None:
    assert set(QUESTION.by_name) | {"bank"} == set(Question.__struct_fields__)
    assert all(field.meaning.endswith(".") for field in (*QUESTION.fields, *BANK.fields))


@pytest.mark.parametrize("path", sorted((BANKS / "good").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_good_bank_fits(path: Path) -> None:
    assert errors(path) == []


@pytest.mark.parametrize(
    "name",
    [
        "unknown-key", "empty-text", "few-points", "no-core", "foil-incomplete", "missing-fields",
        "missing-head", "wrong-type", "bad-url", "bad-kind", "bad-id", "bad-level", "bad-flag", "bad-date",
        "too-long",
        "newer-format", "not-a-mapping", "no-questions",
    ],
)  # fmt: skip
def test_a_bad_bank_does_not_fit(name: str) -> None:
    assert errors(BANKS / "bad" / f"{name}.yaml")
