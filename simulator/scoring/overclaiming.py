"""Owns the over-claiming index: how often a made-up term is claimed, compared with the user's own past only.

Section 4.2 of docs/scoring.md. A feeling of knowing or a slip of memory explains it too: it proves no intent.
"""

from collections.abc import Iterable
from math import fsum, sqrt

import msgspec

from simulator.reading.model import EvidenceLevel
from simulator.scoring import rubric
from simulator.scoring.honesty import Item, counted, held
from simulator.scoring.rubric import ItemType
from simulator.scoring.stats import binomial, jeffreys_interval80, normal_density, normal_quantile
from simulator.scoring.withhold import Need, Withheld, unmet


class Interval(msgspec.Struct, frozen=True):
    """An 80 % interval of a rate, 0-1."""

    low: float
    high: float


class Detection(msgspec.Struct, frozen=True):
    """Signal detection: telling real terms from made-up ones, from log-linear rates (k + .5) / (n + 1)."""

    rate: float
    """False alarms over foils, 0-1, as observed."""
    d_prime: float
    """z(hits) - z(false alarms); 0 is no discernment."""
    d_prime_error: float
    """Its standard error, by exact enumeration of both binomials."""
    criterion: float
    """c: below 0 leans to claiming, above 0 to not claiming."""


class OverClaiming(msgspec.Struct, frozen=True):
    """The counts, always, and what may be said of them."""

    false_alarms: int
    foils: int
    """First-time foils."""
    hits: int
    """Real questions claimed."""
    reals: int
    interval: Interval | Withheld
    detection: Detection | Withheld
    trend_ready: bool
    """Whether there are foils enough to speak of a trend."""


def over_claiming(items: Iterable[Item]) -> OverClaiming:
    """The index over all items of a user, what stood after probe and repair.

    A foil counts the first time it is met. Doubting that it exists is no false alarm, however surely said,
    and the foil still counts among those met: it was the best answer, not a missing one.
    """
    items = held(items)
    reals = [
        (item, times) for item, times in counted(items) if item.scored and item.type is not ItemType.FOIL
    ]
    met = [(item, times) for item, times in counted(items) if _is_new_foil(item)]
    foils, false_alarms = _count(met), _count(one for one in met if _is_false_alarm(one[0]))
    answered, hits = _count(reals), _count(one for one in reals if _claimed(one[0]))
    return OverClaiming(
        false_alarms=false_alarms,
        foils=foils,
        hits=hits,
        reals=answered,
        interval=unmet([_foils(foils, rubric.FOILS_FOR_INTERVAL)])
        or Interval(*jeffreys_interval80(false_alarms, foils)),
        detection=unmet(
            [
                _foils(foils, rubric.FOILS_FOR_NUMBER),
                Need("real questions", answered, rubric.REALS_FOR_NUMBER),
            ]
        )
        or detection(hits, answered, false_alarms, foils),
        trend_ready=foils >= rubric.FOILS_FOR_TREND,
    )


def false_alarms_on(items: Iterable[Item]) -> list[bool]:
    """For each foil met for the first time, whether it was claimed."""
    return [_is_false_alarm(item) for item in items if _is_new_foil(item)]


def _is_new_foil(item: Item) -> bool:
    return item.scored and item.type is ItemType.FOIL and not item.repeat


def _is_false_alarm(foil: Item) -> bool:
    return _claimed(foil) and foil.standing.evidence is not EvidenceLevel.FULL


def _count(items: Iterable[tuple[Item, int]]) -> int:
    return sum(times for _, times in items)


def _foils(have: int, need: int) -> Need:
    return Need("made-up terms met", have, need)


def _claimed(item: Item) -> bool:
    return item.standing.stance in rubric.CLAIMS


def detection(hits: int, reals: int, false_alarms: int, foils: int) -> Detection:
    """d′ and c for any counts with at least one foil; what people see goes through the index."""
    hit, alarm = log_linear(hits, reals), log_linear(false_alarms, foils)
    z_hit, z_alarm = normal_quantile(hit), normal_quantile(alarm)
    return Detection(
        rate=false_alarms / foils,
        d_prime=z_hit - z_alarm,
        d_prime_error=sqrt(_variance_of_z(reals, hit) + _variance_of_z(foils, alarm)),
        criterion=-(z_hit + z_alarm) / 2,
    )


def log_linear(k: int, n: int) -> float:
    """(k + .5) / (n + 1): a rate that is never 0 or 1 (Hautus 1995)."""
    return (k + 0.5) / (n + 1)


def _variance_of_z(n: int, rate: float) -> float:
    """The variance of z of the log-linear rate of n trials, over every count that could come out (Miller).

    Beyond `_ENUMERABLE` trials by the delta method, which by then differs by less than half a per cent.
    """
    if n > _ENUMERABLE:
        return rate * (1 - rate) / n / normal_density(normal_quantile(rate)) ** 2
    possible = ((k, binomial(k, n, rate)) for k in range(n + 1))
    chances = [(p, normal_quantile(log_linear(k, n))) for k, p in possible if p > _NEGLIGIBLE]
    mean = fsum(p * z for p, z in chances)
    return fsum(p * (z - mean) ** 2 for p, z in chances)


_ENUMERABLE = 2_000
_NEGLIGIBLE = 1e-20
"""Probability below which a count need not be looked at: after thousands of trials few are above it."""


def reliability(foils: int) -> float:
    """How much of the differences between people's rates would be real after that many foils, 0-1."""
    return foils / (foils + rubric.RELIABILITY_M)
