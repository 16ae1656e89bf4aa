"""Owns calibration: whether "sure" is right more often than "guess", and as often as it says.

Section 4.3 of docs/scoring.md. Only answers to real questions with a stance key count: an admission predicts
nothing, an unmarked answer says nothing, and how often a made-up term comes up is not the user's doing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from math import fsum, sqrt

import msgspec

from simulator.interview.events import Stance
from simulator.scoring import rubric
from simulator.scoring.honesty import Item, counted
from simulator.scoring.rubric import ItemType
from simulator.scoring.stats import Z80
from simulator.scoring.withhold import Need, Withheld, unmet

_ANSWERS = "answers with a key for how sure"


class Answer(msgspec.Struct, frozen=True):
    """An answer to a real question, with the key pressed for it."""

    stance: Stance
    """Guess, fairly sure or sure."""
    correctness: float
    """y: 0, .5 or 1."""

    @property
    def p_hat(self) -> float:
        """The success rate that the key stands for."""
        return rubric.P_HAT[self.stance]

    @property
    def mark(self) -> float:
        """The certainty-based mark (CBM), -6 to 3."""
        return cbm_mark(self.stance, self.correctness)


def cbm_mark(stance: Stance, correctness: float) -> float:
    """The certainty-based mark of a guess, fairly sure or sure at y in 0-1: y, 4y - 2 or 9y - 6."""
    slope, intercept = rubric.CBM[stance]
    return slope * correctness + intercept


def answers(items: Iterable[Item]) -> Counter[Answer]:
    """What tells something of calibration, and how often it occurs."""
    told: Counter[Answer] = Counter()
    for item, times in counted(items):
        standing = item.standing
        if item.scored and item.type is not ItemType.FOIL and standing.stance in rubric.P_HAT:
            told[Answer(standing.stance, rubric.CORRECTNESS[standing.evidence])] += times
    return told


class Leaning(StrEnum):
    """Which way the keys lean against the answers."""

    OVER = "over"
    """Surer than right."""
    UNDER = "under"
    UNCLEAR = "unclear"


class Bias(msgspec.Struct, frozen=True):
    """How far the keys promise more than the answers keep."""

    value: float
    """Mean of p̂ - y, -1 to 1; positive is over-confident."""
    low: float
    high: float
    """80 % interval."""
    leaning: Leaning
    brier: float
    """Mean of (p̂ - y)², 0-1; smaller is better."""
    mark: float
    """Mean certainty-based mark, -6 to 3."""


class CurvePoint(msgspec.Struct, frozen=True):
    """How often answers at one key are right."""

    stance: Stance
    p_hat: float
    correctness: float
    """Mean of y."""
    answers: int


class Decomposition(msgspec.Struct, frozen=True):
    """Brier = reliability - resolution + uncertainty over the three keys, corrected for few answers.

    Being corrected (Ferro & Fricker 2012), reliability and resolution may come out slightly below 0.
    """

    reliability: float
    """Smaller is better."""
    resolution: float
    """Greater is better."""
    uncertainty: float


class Calibration(msgspec.Struct, frozen=True):
    """What can be said of calibration, each part from as many answers as it needs."""

    answers: int
    bias: Bias | Withheld
    curve: tuple[CurvePoint, ...] | Withheld
    decomposition: Decomposition | Withheld


def calibration(items: Iterable[Item]) -> Calibration:
    """Calibration over a window of items; every part is withheld below its minimum."""
    told = answers(items)
    levels = _by_level(told)
    return Calibration(
        answers=told.total(),
        bias=unmet([Need(_ANSWERS, told.total(), rubric.ANSWERS_FOR_LEANING)]) or _bias(told),
        curve=unmet(_curve_needs(told.total(), levels)) or _curve(levels),
        decomposition=unmet(_decomposition_needs(told.total(), levels)) or _decomposition(levels),
    )


Marks = Counter[float]
"""How often each y occurs."""


def _by_level(told: Counter[Answer]) -> dict[Stance, Marks]:
    levels: dict[Stance, Marks] = {stance: Counter() for stance in rubric.P_HAT}
    for answer, times in told.items():
        levels[answer.stance][answer.correctness] += times
    return levels


def _curve_needs(total: int, levels: Mapping[Stance, Marks]) -> list[Need]:
    rarest = min(ys.total() for ys in levels.values())
    return [
        Need(_ANSWERS, total, rubric.ANSWERS_FOR_CURVE),
        Need("answers at each key", rarest, rubric.ANSWERS_PER_LEVEL),
    ]


def _decomposition_needs(total: int, levels: Mapping[Stance, Marks]) -> list[Need]:
    # The spread at a key cannot be estimated from one answer, so a key used at all is used twice.
    rarest = min((ys.total() for ys in levels.values() if ys), default=0)
    return [
        Need(_ANSWERS, total, rubric.ANSWERS_FOR_DECOMPOSITION),
        Need("answers at each key used", rarest, 2),
    ]


def _bias(told: Counter[Answer]) -> Bias:
    """The bias, leaning one way where its 80 % interval leaves out 0.

    The spread is the one a calibrated user would show, p̂(1 - p̂) an answer: unlike the spread observed it is
    never 0 where all answers happen to be alike, and with half marks it is too wide rather than too narrow.
    """
    n, known = told.total(), told.items()
    value = fsum(times * (answer.p_hat - answer.correctness) for answer, times in known) / n
    half = Z80 * sqrt(fsum(times * answer.p_hat * (1 - answer.p_hat) for answer, times in known)) / n
    leaning = Leaning.OVER if value > half else Leaning.UNDER if value < -half else Leaning.UNCLEAR
    return Bias(
        value=value,
        low=value - half,
        high=value + half,
        leaning=leaning,
        brier=fsum(times * (answer.p_hat - answer.correctness) ** 2 for answer, times in known) / n,
        mark=fsum(times * answer.mark for answer, times in known) / n,
    )


def _curve(levels: Mapping[Stance, Marks]) -> tuple[CurvePoint, ...]:
    return tuple(
        CurvePoint(stance, rubric.P_HAT[stance], _mean(ys), ys.total()) for stance, ys in levels.items()
    )


def _decomposition(levels: Mapping[Stance, Marks]) -> Decomposition:
    """Murphy's three terms with the bias of small bins taken out.

    As y may be .5, a bin's spread is the variance of its y, which for 0 and 1 alone is the usual ȳ(1 - ȳ).
    """
    everything: Marks = Counter()
    for ys in levels.values():
        everything.update(ys)
    n, mean = everything.total(), _mean(everything)
    reliability = resolution = noise = 0.0
    for stance, ys in levels.items():
        if ys:
            share, level_mean = ys.total() / n, _mean(ys)
            reliability += share * (rubric.P_HAT[stance] - level_mean) ** 2
            resolution += share * (level_mean - mean) ** 2
            noise += share * _variance(ys) / (ys.total() - 1)
    total_noise = _variance(everything) / (n - 1)
    return Decomposition(
        reliability=reliability - noise,
        resolution=resolution - noise + total_noise,
        uncertainty=_variance(everything) + total_noise,
    )


def _mean(ys: Marks) -> float:
    return fsum(y * times for y, times in ys.items()) / ys.total()


def _variance(ys: Marks) -> float:
    """The variance within a sample, divided by its size."""
    mean = _mean(ys)
    return fsum((y - mean) ** 2 * times for y, times in ys.items()) / ys.total()
