"""Owns how the replies of a transcript were read, reply by reply, and where in the words the moves are."""

from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import NamedTuple

from simulator.interview.events import AnyEvent, Heard, Replied
from simulator.reading.model import Move, MoveSpan, Reading


def readings(events: Iterable[AnyEvent], passed_over: Collection[int] = ()) -> dict[int, Reading]:
    """The reading of each reply, by the line of the transcript that holds the reply; the header is 0.

    `passed_over` are the lines that are not among the events. Of a reply read again the last reading counts.
    """
    found: dict[int, Reading] = {}
    line, reply = -1, -1
    for event in events:
        line += 1
        while line in passed_over:
            line += 1
        if isinstance(event, Replied):
            reply = line
        elif isinstance(event, Heard):
            found[reply] = event.reading
    return found


class Piece(NamedTuple):
    """Some words of a reply, all of them in the same moves."""

    text: str
    marked: bool
    """Whether they show a move."""
    ends: tuple[Move, ...]
    """The moves whose words end here."""


def pieces(text: str, spans: Iterable[MoveSpan]) -> list[Piece]:
    """The reply cut where a move begins or ends; put together again, the pieces are the reply."""
    inside = [(max(one.start, 0), min(one.end, len(text)), one.move) for one in spans]
    inside = [one for one in inside if one[0] < one[1]]
    edges = sorted({0, len(text), *(edge for start, end, _ in inside for edge in (start, end))})
    return [
        Piece(
            text[start:stop],
            any(one[0] <= start and stop <= one[1] for one in inside),
            tuple(move for _, end, move in inside if end == stop),
        )
        for start, stop in pairwise(edges)
    ]
