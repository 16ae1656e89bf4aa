"""Readings that are what the reply itself says, so that what a shell shows does not change with the model.

A reply may begin with tags: `[admit] no idea`, `[claim:0,2] the log comes first`, `[claim:none] I know it`,
`[claim:x0] it is a copy`, `[claim:unsure,1] something`. Points count from 0; `x0` states misconception 0; a
level of evidence may be named instead; `unsure` makes the reader so. A reply without tags makes no move.
"""

import re

from simulator.questions.model import Question
from simulator.reading.model import (
    Evidence,
    EvidenceLevel,
    Facet,
    MisconceptionReading,
    Move,
    MoveSpan,
    PointReading,
    Quality,
    Reading,
)

_TAGS = re.compile(r"\[([a-z_0-9:, ]+)\]\s*")
_FACETS = {
    Move.ASK_EXPLAIN: Facet.EXPLAIN,
    Move.ASK_RESOURCE: Facet.RESOURCE,
    Move.RESTATE: Facet.TEACH_BACK,
    Move.NOTE: Facet.NOTE,
    Move.FOLLOW_UP: Facet.FOLLOW_UP,
}
_ENOUGH = 0.65


def read_tags(question: Question, turn: str) -> Reading:
    """The reading that the tags of `turn` ask for."""
    tags = _TAGS.match(turn)
    moves: list[Move] = []
    evidence, follow_up = None, None
    start = tags.end() if tags else 0
    for tag in tags[1].split() if tags else []:
        name, _, shown = tag.partition(":")
        moves.append(Move(name))
        if name == Move.FOLLOW_UP:
            follow_up = int(shown) if shown else None
        elif shown:
            evidence = _evidence(question, shown.split(","), turn[start:])
    return Reading(
        moves=tuple(MoveSpan(move, turn[start:], start, len(turn)) for move in moves),
        evidence=evidence,
        quality={_FACETS[move]: Quality.PLAIN for move in moves if move in _FACETS},
        follow_up=follow_up,
        reader="scripted",
    )


def _evidence(question: Question, shown: list[str], words: str) -> Evidence:
    met = {int(item) for item in shown if item.isdigit()}
    wrong = tuple(MisconceptionReading(int(item[1:]), 0.99, words) for item in shown if item.startswith("x"))
    named = [EvidenceLevel(item) for item in shown if item in list(EvidenceLevel)]
    confidence = 0.6 if "unsure" in shown else 0.99
    points = question.key_points
    weight = sum(point.weight for point in points)
    coverage = sum(points[index].weight for index in met) / weight if points else 0.0
    return Evidence(
        level=named[0] if named else _level(question, met, coverage, wrong=bool(wrong)),
        coverage=coverage,
        points=tuple(
            PointReading(i, confidence if i in met else 1 - confidence, i in met) for i in range(len(points))
        ),
        misconceptions=wrong,
        confidence=confidence,
    )


def _level(question: Question, met: set[int], coverage: float, *, wrong: bool) -> EvidenceLevel:
    if wrong:
        return EvidenceLevel.WRONG
    core = {index for index, point in enumerate(question.key_points) if point.core}
    if coverage >= _ENOUGH and core <= met:
        return EvidenceLevel.FULL
    return EvidenceLevel.PARTIAL if met else EvidenceLevel.NONE
