"""Owns the marking of words inside a text: `[asks: Could you explain it]?`, for every eye and ear.

The marks are words and brackets, so they need no colour and are read out as they stand. Decides nothing about
what is marked.
"""

from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from simulator.text import clean


class Label(NamedTuple):
    """A word for a part of a text: code points `start` to `end`, exclusive."""

    start: int
    end: int
    word: str


class Marked(NamedTuple):
    """A text with its labels in it."""

    text: str
    marks: tuple[tuple[int, int], ...]
    """Where in `text` the marked words are, their labels left out."""


def located(text: str, words: str, start: int, end: int) -> tuple[int, int] | None:
    """Where `words` stand in `text`: at `start`-`end` if so, else where they come first, else None."""
    if not words.strip():
        return None
    if 0 <= start < end <= len(text) and text[start:end] == words:
        return start, end
    found = text.find(words)
    return (found, found + len(words)) if found >= 0 else None


def marked(text: str, labels: Iterable[Label]) -> Marked:
    """`text`, cleaned, with a bracket and a word around each labelled part.

    Brackets nest and never cross: a part that reaches out of another is marked on both sides of its end.
    Labels outside the text are left out.
    """
    writer = _Writer(text)
    for label in _nested(text, _together(text, labels)):
        writer.open(label)
    return writer.done()


def _together(text: str, labels: Iterable[Label]) -> list[Label]:
    """Labels of the same words as one, in the order of their words."""
    words: dict[tuple[int, int], dict[str, None]] = {}
    for label in labels:
        inside = text[label.start : label.end]
        if not 0 <= label.start < label.end <= len(text) or not clean(inside).strip():
            continue
        start = label.start + len(inside) - len(inside.lstrip())
        words.setdefault((start, start + len(inside.strip())), {})[label.word] = None
    return [Label(start, end, ", ".join(said)) for (start, end), said in words.items()]


def _nested(text: str, labels: Iterable[Label]) -> list[Label]:
    """The labels from the outside in, those that cross another parted at its end."""
    queue = [(label.start, -label.end, label.word) for label in labels]
    heapify(queue)
    parted: list[Label] = []
    around: list[Label] = []
    while queue:
        start, minus_end, word = heappop(queue)
        label = Label(start, -minus_end, word)
        while around and around[-1].end <= label.start:
            around.pop()
        if around and around[-1].end < label.end:
            edge = around[-1].end
            rest = text[edge : label.end]
            heappush(queue, (label.end - len(rest.lstrip()), -label.end, word))
            label = label._replace(end=edge)
        around.append(label)
        parted.append(label)
    return parted


class _Writer:
    """Writes a text with brackets, told the labels from the outside in."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._around: list[Label] = []
        self._pieces: list[str] = []
        self._length = 0
        self._marks: list[tuple[int, int]] = []

    def open(self, label: Label) -> None:
        self._close_before(label.start)
        self._copy(label.start)
        self._add(f"[{label.word}: ")
        self._around.append(label)

    def done(self) -> Marked:
        self._close_before(len(self._text))
        self._copy(len(self._text))
        return Marked("".join(self._pieces), tuple(self._marks))

    def _close_before(self, place: int) -> None:
        while self._around and self._around[-1].end <= place:
            self._copy(self._around[-1].end)
            self._around.pop()
            self._add("]")

    def _copy(self, end: int) -> None:
        words = clean(self._text[self._at : end])
        if self._around and words:
            self._marks.append((self._length, self._length + len(words)))
        self._add(words)
        self._at = max(self._at, end)

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)
