"""Owns which column, or which name, is the question, the answer or the tags."""

import re
from collections.abc import Sequence
from typing import NamedTuple

QUESTION = ("question", "questions", "q", "front", "prompt", "ask", "term", "word", "title", "text")
"""Names of a question, the surest first; of an answer and of tags below."""
ANSWER = (
    "answer", "answers", "a", "back", "response", "explanation", "definition", "meaning", "solution",
    "correct_answer", "model_answer", "output", "reply", "extra",
)  # fmt: skip
TAGS = ("tags", "tag", "topic", "topics", "category", "categories", "subject", "deck", "section")
_NO_LETTERS = re.compile(r"[^a-z]+")


class Columns(NamedTuple):
    """Places in a row, from 0; None for what the table does not have."""

    question: int
    answer: int | None
    tags: int | None = None


def normal(name: str) -> str:
    """A column's name as it is compared: `Correct Answer` is `correct_answer`."""
    return _NO_LETTERS.sub("_", name.casefold()).strip("_")


def named(row: Sequence[str]) -> Columns | None:
    """The columns that a heading row names; None where it names no question, so that it is no heading."""
    names = [normal(cell) for cell in row]
    question = _first(names, QUESTION)
    answer, tags = _first(names, ANSWER), _first(names, TAGS)
    if question is None or (answer is None and tags is None and len(row) > 1):
        return None
    return Columns(question, answer, tags)


def first_two(width: int) -> Columns:
    """The columns of a table without a heading."""
    return Columns(0, 1 if width > 1 else None, None)


def _first(names: list[str], known: Sequence[str]) -> int | None:
    return next((names.index(name) for name in known if name in names), None)
