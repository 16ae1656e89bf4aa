"""Owns what a reader of any format hands over: cards in plain text, what was skipped, notices."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

MAX_CARDS = 50_000
"""Cards of one import; ten banks, and far more than anybody practises."""


class Place(NamedTuple):
    """Where something stands, so that a person finds it again."""

    file: str
    number: int
    """1-based."""
    unit: str = "line"
    """What `number` counts: lines, the notes of a deck, the items of a list."""

    def __str__(self) -> str:
        return (
            f"{self.file}:{self.number}" if self.unit == "line" else f"{self.file}: {self.unit} {self.number}"
        )


class Card(NamedTuple):
    """One question with its model answer, which may be empty; plain text, gaps (`{{c1::…}}`) still marked."""

    place: Place
    question: str
    answer: str = ""
    tags: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    """What was left out of it."""


class Skipped(NamedTuple):
    """Something that became no question, and why."""

    place: Place
    reason: str
    text: str = ""
    """What it says, to know it by; may be empty."""
    first: Place | None = None
    """Of a question that is there already, where."""


class Notice(NamedTuple):
    """What the user should know of a file as a whole; one sentence that names the file."""

    text: str


Found: TypeAlias = Card | Skipped | Notice
Reader: TypeAlias = Callable[[Path, str], Iterator[Found]]
"""Reads the file at a path, which messages call by the name given; an IdkError says why it cannot."""
