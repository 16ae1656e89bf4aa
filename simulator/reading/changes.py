"""Owns what would have changed a reading: the reply is read once more without some words. Shows nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from simulator.questions.model import Question
from simulator.reading.merging import relevel
from simulator.reading.model import Evidence, EvidenceLevel, Line, Move, Reader, Reading


class LeftOut(NamedTuple):
    """How the reply is read without some of its words."""

    words: str
    gone: tuple[Move, ...]
    """The moves that it no longer makes."""
    come: tuple[Move, ...]
    """The moves that it makes instead."""


def left_out(
    reader: Reader, question: Question, context: Sequence[Line], turn: str, reading: Reading
) -> list[LeftOut]:
    """For the words that show each move of `reading`: how `turn` is read without them, where that differs.

    Nothing is said of words that are the whole reply. One more reading for each move.
    """
    changes = []
    for start, end in dict.fromkeys((span.start, span.end) for span in reading.moves):
        rest = f"{turn[:start]} {turn[end:]}"
        if not any(character.isalnum() for character in rest):
            continue
        again = reader.read(question, context, rest)
        before, after = _made(reading), _made(again)
        gone = tuple(move for move in before if move not in after)
        come = tuple(move for move in after if move not in before)
        if gone or come:
            changes.append(LeftOut(turn[start:end], gone, come))
    return changes


def _made(reading: Reading) -> list[Move]:
    return [span.move for span in reading.moves]


def missing_for_full(question: Question, evidence: Evidence) -> tuple[int, ...]:
    """The fewest key points that would have made the answer full, core ones first; none if nothing would."""
    met = frozenset(point.index for point in evidence.points if point.met)
    points = question.key_points
    left = sorted(
        (index for index in range(len(points)) if index not in met),
        key=lambda index: (not points[index].core, -points[index].weight, index),
    )
    for size in range(1, len(left) + 1):
        if relevel(evidence, question, met | set(left[:size])).level is EvidenceLevel.FULL:
            return tuple(left[:size])
    return ()
