"""Owns how point readings become a level: the coding rules of section 2.1 of docs/scoring.md, and nothing
else.

Pure arithmetic: it reads no text.
"""

import math
from collections.abc import Sequence

from simulator.questions.model import KeyPoint
from simulator.reading.model import EvidenceLevel, MisconceptionReading, PointReading

FULL_COVERAGE = 0.65
"""From this coverage on, with every core point met, an answer is full."""
MET = 0.5
"""A point counts as met from this probability on."""
LIKELY = 0.5
"""That nothing is met is not said below this probability; where no level reaches it, none is named."""
_ROUNDING = 1e-9
_STEPS = 10_000
"""Coverage is counted in this many steps, so that a long key takes bounded time."""


def coverage_of(points: Sequence[PointReading], key: Sequence[KeyPoint]) -> float:
    """Weight of the key points met over the weight of all, 0-1."""
    total = sum(point.weight for point in key)
    met = sum(key[point.index].weight for point in points if point.met)
    return met / total if total else 0.0


def level_of(
    points: Sequence[PointReading],
    misconceptions: Sequence[MisconceptionReading],
    asserts: bool,
    key: Sequence[KeyPoint],
) -> tuple[EvidenceLevel, float, float]:
    """The level that the points met amount to, the coverage, and the probability of that level.

    A stated misconception is a core contradiction. With no point met an answer that asserts something
    checkable is wrong, and one that does not is none - unless that is less likely than not: then it is
    `unclear`, and its probability that of the likeliest level. Points are taken as independent given the
    answer.
    """
    coverage = coverage_of(points, key)
    empty = EvidenceLevel.WRONG if asserts else EvidenceLevel.NONE
    if not key:
        return empty, coverage, 1.0
    contradicted = 1 - math.prod(1 - entry.p for entry in misconceptions)
    full, nothing = _chances({point.index: point.p for point in points}, key)
    chances = {
        EvidenceLevel.FULL: full * (1 - contradicted),
        EvidenceLevel.PARTIAL: max(0.0, 1 - full - nothing) * (1 - contradicted),
        EvidenceLevel.WRONG: contradicted,
    }
    chances[empty] = chances.get(empty, 0.0) + nothing * (1 - contradicted)
    level = EvidenceLevel.WRONG if misconceptions else _counted(points, coverage, key, empty)
    likeliest = max(chances.values())
    if likeliest < LIKELY or (level is empty and chances[level] < LIKELY):
        return EvidenceLevel.UNCLEAR, coverage, min(1.0, likeliest)
    return level, coverage, min(1.0, chances[level])


def _counted(
    points: Sequence[PointReading], coverage: float, key: Sequence[KeyPoint], empty: EvidenceLevel
) -> EvidenceLevel:
    """The level of an answer that meets exactly the points that are `met`."""
    met = {point.index for point in points if point.met}
    if not met:
        return empty
    whole = all(index in met for index, point in enumerate(key) if point.core)
    return EvidenceLevel.FULL if whole and coverage >= FULL_COVERAGE - _ROUNDING else EvidenceLevel.PARTIAL


def _chances(probability: dict[int, float], key: Sequence[KeyPoint]) -> tuple[float, float]:
    """The probability that the answer is full, and that no point is met."""
    total = sum(point.weight for point in key)
    spread = {0: 1.0}  # coverage in steps -> probability, given that every core point so far is met
    nothing = 1.0
    for index, point in enumerate(key):
        p = probability.get(index, 0.0)
        nothing *= 1 - p
        step = round(point.weight / total * _STEPS)
        grown: dict[int, float] = {}
        for at, chance in spread.items():
            grown[at + step] = grown.get(at + step, 0.0) + chance * p
            if not point.core:
                grown[at] = grown.get(at, 0.0) + chance * (1 - p)
        spread = grown
    full = sum(chance for at, chance in spread.items() if at >= FULL_COVERAGE * _STEPS - len(key))  # rounding
    return min(full, 1 - nothing), nothing
