"""Owns how the figures went over time: the same figures period by period, each from what it holds alone.

A period is closed as soon as there is enough in it to be shown (section 4.5 of docs/scoring.md), so those of
one figure need not be those of another. That depends on how much was answered, never on what came out. Says
nothing of change: two periods look different by chance, and `trend` alone tells whether they are.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

import msgspec

from simulator.reading.model import Facet, Quality
from simulator.scoring.calibration import Bias, calibration
from simulator.scoring.honesty import Honesty, honesty
from simulator.scoring.learning import Learning, NoGaps, Rate, follow_through, learning_over
from simulator.scoring.life import Life, Returns, Sums, total
from simulator.scoring.lifetime import unprompted
from simulator.scoring.overclaiming import OverClaiming, over_claiming
from simulator.scoring.withhold import Withheld

PERIODS = 12
"""The most a life is cut into: more would be too many to look at."""

F = TypeVar("F")
F_co = TypeVar("F_co", covariant=True)


class Period(msgspec.Struct, Generic[F_co], frozen=True):
    """A figure over some sessions that follow one another."""

    start: int
    stop: int
    """Places of the first session and of the one after the last."""
    shown: F_co
    """The figure; withheld only where all there is makes one period that is too short."""


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """Each figure over time, oldest first."""

    honesty: tuple[Period[Honesty | Withheld], ...]
    learning: tuple[Period[Learning | Withheld | NoGaps], ...]
    spontaneity: dict[Facet, tuple[Period[Rate | Withheld], ...]]
    over_claiming: tuple[Period[OverClaiming], ...]
    calibration: tuple[Period[Bias | Withheld], ...]
    follow_through: tuple[Period[Rate | Withheld], ...]


def course(life: Life, returns: Returns) -> Course:
    """How the figures of `life` went, whose topics came back as `returns` say."""
    blocks = _blocks(life, returns)
    return Course(
        honesty=_periods(blocks, lambda sums: honesty(sums.items), _is_shown),
        learning=_periods(blocks, lambda sums: learning_over(sums.gaps), _is_shown),
        spontaneity={facet: _periods(blocks, _unprompted(facet), _is_shown) for facet in Facet},
        over_claiming=_periods(blocks, lambda sums: over_claiming(sums.items), _has_interval),
        calibration=_periods(blocks, lambda sums: calibration(sums.items).bias, _is_shown),
        follow_through=_periods(blocks, lambda sums: follow_through(sums.returns), _is_shown),
    )


def _unprompted(facet: Facet) -> Callable[[Sums], Rate | Withheld]:
    return lambda sums: unprompted(sums, facet).rate


def _is_shown(figure: object) -> bool:
    return not isinstance(figure, Withheld | NoGaps)


def _has_interval(index: OverClaiming) -> bool:
    return not isinstance(index.interval, Withheld)


class _Block(NamedTuple):
    start: int
    stop: int
    sums: Sums


def _blocks(life: Life, returns: Returns) -> list[_Block]:
    """The life in at most `PERIODS` runs of as many sessions each, but for one more or less."""
    sessions, runs = len(life), min(PERIODS, len(life))
    settled: list[Counter[Quality]] = [Counter() for _ in range(runs)]
    for place, quality in returns.settled:
        settled[place * runs // sessions][quality] += 1
    edges = [-(-run * sessions // runs) for run in range(runs + 1)] if runs else [0]
    return [
        _Block(start, stop, msgspec.structs.replace(life.sums(start, stop), returns=came_back))
        for (start, stop), came_back in zip(pairwise(edges), settled, strict=True)
    ]


def _periods(
    blocks: Sequence[_Block], figure: Callable[[Sums], F], is_shown: Callable[[F], bool]
) -> tuple[Period[F], ...]:
    """The blocks put together until each period can be shown; what is left over goes to the last one."""
    periods: list[Period[F]] = []
    first, kept = 0, 0
    for place, block in enumerate(blocks, 1):
        shown = figure(total(one.sums for one in blocks[first:place]))
        if is_shown(shown):
            periods.append(Period(blocks[first].start, block.stop, shown))
            first, kept = place, first
    if first < len(blocks):
        rest = blocks[kept if periods else 0 :]
        shown = figure(total(one.sums for one in rest))
        periods[-1:] = [Period(rest[0].start, rest[-1].stop, shown)]
    return tuple(periods)
