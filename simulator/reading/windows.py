"""Owns which stretches of an answer are held against a statement: runs of clauses, and of sentences cut where
they run on."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from simulator.reading.terms import Text
from simulator.reading.words import sentences

LONGEST_UNIT = 14
"""Terms in a unit; a longer sentence is cut between clauses."""
WIDEST = 3
"""Units in a window."""
CLAUSES = 2
"""Clauses in a window that is no whole unit: what one idea takes, where others stand beside it."""
MOST_TERMS = 32
"""Terms in a window of more than one unit."""


class Window(NamedTuple):
    """Terms `first` to `last` (exclusive) of an answer."""

    first: int
    last: int


def windows(answer: Text) -> list[Window]:
    """Every clause, pair of neighbouring clauses, and run of up to three units; each once, shortest first."""
    clauses, units = list(_clauses(answer)), list(_units(answer))
    runs = [*_runs(clauses, CLAUSES), *_runs(units, WIDEST)]
    return sorted(dict.fromkeys(runs), key=lambda window: window.last - window.first)


def _runs(units: Sequence[Window], widest: int) -> Iterator[Window]:
    for size in range(1, widest + 1):
        for at in range(len(units) - size + 1):
            window = Window(units[at].first, units[at + size - 1].last)
            if size == 1 or window.last - window.first <= MOST_TERMS:
                yield window


def _clauses(answer: Text) -> Iterator[Window]:
    at = 0
    for span in answer.clauses:
        first = at
        while at < len(answer.terms) and answer.terms[at].at < span.last:
            at += 1
        if at > first:
            yield Window(first, at)


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
