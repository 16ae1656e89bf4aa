"""Owns evidence put together: what several replies show, and what a person's ticks make of it. Reads no
text."""

from collections.abc import Sequence

import msgspec

from simulator.questions.model import Question
from simulator.reading.levels import level_of
from simulator.reading.model import Evidence, EvidenceLevel, MisconceptionReading, PointReading

_ON_A_FOIL = (
    EvidenceLevel.FULL,
    EvidenceLevel.WRONG,
    EvidenceLevel.PARTIAL,
    EvidenceLevel.NONE,
    EvidenceLevel.UNCLEAR,
)
"""What counts of several replies to a made-up term: doubt whatever else is said, then invented detail."""


def merge(evidences: Sequence[Evidence], question: Question) -> Evidence:
    """What several replies to one question show together: the best reading of every point, levelled anew.

    Texts and places stay those of the reply that showed the point best. Raises ValueError for no evidence
    at all.
    """
    if not evidences:
        raise ValueError("no evidence to merge")
    if question.is_foil:
        return min(evidences, key=lambda evidence: _ON_A_FOIL.index(evidence.level))
    points: dict[int, PointReading] = {}
    stated: dict[int, MisconceptionReading] = {}
    for evidence in evidences:
        for point in evidence.points:
            if point.index not in points or point.p > points[point.index].p:
                points[point.index] = point
        for entry in evidence.misconceptions:
            if entry.index not in stated or entry.p > stated[entry.index].p:
                stated[entry.index] = entry
    return _levelled(
        tuple(points[index] for index in sorted(points)),
        tuple(stated[index] for index in sorted(stated)),
        question,
        asserts=any(_asserts(evidence) for evidence in evidences),
    )


def relevel(heard: Evidence | None, question: Question, ticked: frozenset[int]) -> Evidence:
    """The evidence for the points `ticked` by a person, taken at their word; the words stay the reader's."""
    known = {point.index: point for point in heard.points} if heard else {}
    points = tuple(
        msgspec.structs.replace(known.get(index, PointReading(index, 0.0, False)), met=index in ticked)
        for index in range(len(question.key_points))
    )
    certain = tuple(msgspec.structs.replace(point, p=float(point.met)) for point in points)
    stated = heard.misconceptions if heard else ()
    asserts = heard is not None and _asserts(heard)
    levelled = _levelled(certain, stated, question, asserts=asserts)
    return msgspec.structs.replace(levelled, points=points, confidence=1.0)


def _asserts(evidence: Evidence) -> bool:
    return evidence.level is not EvidenceLevel.NONE


def _levelled(
    points: tuple[PointReading, ...],
    stated: tuple[MisconceptionReading, ...],
    question: Question,
    *,
    asserts: bool,
) -> Evidence:
    level, coverage, confidence = level_of(points, stated, asserts, question.key_points)
    return Evidence(level, round(coverage, 4), points, stated, round(confidence, 4))
