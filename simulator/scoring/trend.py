"""Owns the question whether a rate has changed between two windows; sees no change that is not likely enough.

Section 4.4 of docs/scoring.md. Serves any contributions of weight and value: a stratum, episodes, returns.
"""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from simulator.scoring import rubric
from simulator.scoring.stats import beta_of, probability_greater
from simulator.scoring.withhold import Need, Withheld, unmet


class Direction(StrEnum):
    """Where a rate is going."""

    UP = "up"
    DOWN = "down"
    NO_CLEAR_CHANGE = "no_clear_change"


class Trend(msgspec.Struct, frozen=True):
    """The change from an old window to a new one."""

    direction: Direction
    probability: float
    """P(new > old), 0-1."""


def trend(old: Sequence[tuple[float, float]], new: Sequence[tuple[float, float]]) -> Trend | Withheld:
    """Compare two windows of `(weight, value)`, values 0-1, each of 16 opportunities or more."""
    need = Need("such questions in each of two periods", min(len(old), len(new)), rubric.TREND_OPPORTUNITIES)
    return unmet([need]) or _trend(old, new)


def _trend(old: Sequence[tuple[float, float]], new: Sequence[tuple[float, float]]) -> Trend:
    p = probability_greater(beta_of(new, *rubric.TREND_PRIOR), beta_of(old, *rubric.TREND_PRIOR))
    if p >= rubric.TREND_PROBABILITY:
        return Trend(Direction.UP, p)
    falling = 1 - p >= rubric.TREND_PROBABILITY
    return Trend(Direction.DOWN if falling else Direction.NO_CLEAR_CHANGE, p)
