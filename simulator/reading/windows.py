"""Owns which stretches of an answer are held against a statement: runs of sentences, cut where they run
on."""

from collections.abc import Iterator
from typing import NamedTuple

from simulator.reading.terms import Text
from simulator.reading.words import sentences

LONGEST_UNIT = 14
"""Terms in a unit; a longer sentence is cut between clauses."""
WIDEST = 3
"""Units in a window."""
MOST_TERMS = 32
"""Terms in a window of more than one unit."""


class Window(NamedTuple):
    """Terms `first` to `last` (exclusive) of an answer."""

    first: int
    last: int


def windows(answer: Text) -> list[Window]:
    """Every run of up to three units, shortest first."""
    units = list(_units(answer))
    found = []
    for size in range(1, WIDEST + 1):
        for at in range(len(units) - size + 1):
            window = Window(units[at].first, units[at + size - 1].last)
            if size == 1 or window.last - window.first <= MOST_TERMS:
                found.append(window)
    return found


def _units(answer: Text) -> Iterator[Window]:
    ends = {span.last for span in sentences(answer.text, list(answer.words))}
    first = at = 0
    for span in answer.clauses:
        begin = at
        while at < len(answer.terms) and answer.terms[at].at < span.last:
            at += 1
        if begin > first and at - first > LONGEST_UNIT:
            yield Window(first, begin)
            first = begin
        if span.last in ends and at > first:
            yield Window(first, at)
            first = at
    if at > first:
        yield Window(first, at)
