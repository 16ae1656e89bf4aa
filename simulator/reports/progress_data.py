"""Owns many sessions as data: what `idk progress --json` prints. Public; fields are only added.

Shares and points are 0-1. A figure that rests on too little is absent, and `withheld` stands in its place.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Generic, TypeVar

import msgspec

from simulator.interview.events import Stance
from simulator.reading.model import Facet
from simulator.reports.data import Figure, Lacking, SpontaneityData
from simulator.reports.figures import figure, lacking
from simulator.reports.looking_back import Look
from simulator.scoring.calibration import Bias, Calibration, CurvePoint, Decomposition, Leaning
from simulator.scoring.course import Period
from simulator.scoring.learning import Spontaneity
from simulator.scoring.life import By, Count
from simulator.scoring.lifetime import Lifetime, Measure
from simulator.scoring.mastery import FollowThrough
from simulator.scoring.overclaiming import Detection, Interval, OverClaiming
from simulator.scoring.rubric import RUBRIC_VERSION
from simulator.scoring.trend import Direction, Trend
from simulator.scoring.withhold import Withheld

FORMAT = 1
"""Version of this report's form."""


class _Data(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of the report; what has nothing to say is left out."""


class IntervalData(_Data, frozen=True):
    """The 80 % interval of a rate, or what it lacks."""

    low: float | msgspec.UnsetType = msgspec.UNSET
    high: float | msgspec.UnsetType = msgspec.UNSET
    withheld: Lacking | msgspec.UnsetType = msgspec.UNSET


class DetectionData(_Data, frozen=True):
    """Telling real terms from made-up ones, or what that lacks."""

    rate: float | msgspec.UnsetType = msgspec.UNSET
    d_prime: float | msgspec.UnsetType = msgspec.UNSET
    d_prime_error: float | msgspec.UnsetType = msgspec.UNSET
    criterion: float | msgspec.UnsetType = msgspec.UNSET
    withheld: Lacking | msgspec.UnsetType = msgspec.UNSET


class OverClaimingData(msgspec.Struct, frozen=True, kw_only=True):
    """How often a made-up term was claimed, when it was met for the first time."""

    false_alarms: int
    foils: int
    hits: int
    """Real questions claimed."""
    reals: int
    interval: IntervalData
    detection: DetectionData


class BiasData(_Data, frozen=True):
    """How far the keys promise more than the answers keep, or what that lacks."""

    value: float | msgspec.UnsetType = msgspec.UNSET
    low: float | msgspec.UnsetType = msgspec.UNSET
    high: float | msgspec.UnsetType = msgspec.UNSET
    leaning: Leaning | msgspec.UnsetType = msgspec.UNSET
    brier: float | msgspec.UnsetType = msgspec.UNSET
    mark: float | msgspec.UnsetType = msgspec.UNSET
    withheld: Lacking | msgspec.UnsetType = msgspec.UNSET


class CurvePointData(msgspec.Struct, frozen=True, kw_only=True):
    """How often answers at one key are right."""

    stance: Stance
    promised: float
    correctness: float
    answers: int


class CurveData(_Data, frozen=True):
    """The calibration curve, or what it lacks."""

    points: tuple[CurvePointData, ...] | msgspec.UnsetType = msgspec.UNSET
    withheld: Lacking | msgspec.UnsetType = msgspec.UNSET


class DecompositionData(_Data, frozen=True):
    """The Brier score in its three parts, or what they lack."""

    reliability: float | msgspec.UnsetType = msgspec.UNSET
    resolution: float | msgspec.UnsetType = msgspec.UNSET
    uncertainty: float | msgspec.UnsetType = msgspec.UNSET
    withheld: Lacking | msgspec.UnsetType = msgspec.UNSET


class CalibrationData(msgspec.Struct, frozen=True, kw_only=True):
    """Whether "sure" is right more often than "guess", and as often as it says."""

    answers: int
    """Answers to real questions with a key for how sure."""
    bias: BiasData
    curve: CurveData
    decomposition: DecompositionData


class TrendData(_Data, frozen=True):
    """The change from an older window to the newest, or what it lacks."""

    direction: Direction | msgspec.UnsetType = msgspec.UNSET
    probability: float | msgspec.UnsetType = msgspec.UNSET
    """P(newer is greater)."""
    withheld: Lacking | msgspec.UnsetType = msgspec.UNSET


class CountData(msgspec.Struct, frozen=True, kw_only=True):
    """How often something was done, and how often it could have been."""

    made: int
    of: int


class UnderClaimData(msgspec.Struct, frozen=True, kw_only=True):
    """More "I don't know" on topics known well than forgetting explains."""

    denied: int
    asked: int
    expected: float
    probability: float


class DueData(msgspec.Struct, frozen=True, kw_only=True):
    """A topic that was written down and is due."""

    question: str
    """`bank/id`."""
    topic: str
    due: date


class FollowThroughData(msgspec.Struct, frozen=True, kw_only=True):
    """How topics written down fared when they fell due."""

    returned: int
    of: int
    rate: Figure
    due: tuple[DueData, ...]


D = TypeVar("D")
F = TypeVar("F")


class PeriodData(msgspec.Struct, Generic[D], frozen=True, kw_only=True):
    """A figure over some sessions that follow one another, from them alone."""

    first: datetime
    last: datetime
    """When the first and the last of them began."""
    sessions: int
    figure: D


class CourseData(msgspec.Struct, frozen=True, kw_only=True):
    """Each figure over time, oldest first, in at most 12 periods; a period is as long as the figure needs."""

    honesty: tuple[PeriodData[Figure], ...]
    learning: tuple[PeriodData[Figure], ...]
    spontaneity: dict[Facet, tuple[PeriodData[Figure], ...]]
    follow_through: tuple[PeriodData[Figure], ...]
    over_claiming: tuple[PeriodData[OverClaimingData], ...]
    calibration: tuple[PeriodData[BiasData], ...]


class GroupData(msgspec.Struct, frozen=True, kw_only=True):
    """What the sessions or questions of one bank, tag, coach level or mode come to."""

    name: str
    sessions: int
    answers: int
    honesty: Figure
    learning: Figure
    spontaneity: dict[Facet, SpontaneityData]
    follow_through: FollowThroughData
    over_claiming: OverClaimingData
    calibration: CalibrationData


class ProgressData(msgspec.Struct, frozen=True, kw_only=True):
    """All sessions."""

    format: int
    rubric: str
    """By which everything is scored, whatever a session was sat under."""
    sessions: int
    first: datetime | None
    last: datetime | None
    answers: int
    """Questions that count towards honesty."""
    said_so: CountData
    """Of the answers that show none or wrong, those that were no claim."""
    moves: dict[Facet, CountData]
    """Over the gaps in which a move was possible, with help or without."""
    honesty: Figure
    under_claim: UnderClaimData | None
    learning: Figure
    spontaneity: dict[Facet, SpontaneityData]
    follow_through: FollowThroughData
    over_claiming: OverClaimingData
    calibration: CalibrationData
    trends: dict[Measure, TrendData]
    over_time: CourseData
    only: str
    """Which sessions and questions these are, in words; empty for all."""
    by: By | None
    """What `groups` are."""
    groups: tuple[GroupData, ...]
    """Banks, tags, coach levels or modes, each by itself; a question with two tags counts in both."""


def progress_data(look: Look) -> ProgressData:
    """The report on the sessions looked at."""
    known, flag = look.known, look.known.under_claim
    return ProgressData(
        format=FORMAT,
        rubric=RUBRIC_VERSION,
        sessions=known.sessions,
        first=look.first,
        last=look.last,
        answers=known.answers,
        said_so=_count(known.said_so),
        moves={facet: _count(done) for facet, done in known.moves.items()},
        honesty=figure(known.honesty),
        under_claim=msgspec.convert(flag, UnderClaimData, from_attributes=True) if flag else None,
        learning=figure(known.learning),
        spontaneity={facet: _spontaneity(seen) for facet, seen in known.spontaneity.items()},
        follow_through=_follow_through(known.follow_through),
        over_claiming=_over_claiming(known.over_claiming),
        calibration=_calibration(known.calibration),
        trends={measure: _trend(change) for measure, change in known.trends.items()},
        over_time=_course(look),
        only=look.only,
        by=look.by,
        groups=tuple(_group(name, part) for name, part in look.groups),
    )


def _course(look: Look) -> CourseData:
    def periods(cut: Sequence[Period[F]], data: Callable[[F], D]) -> tuple[PeriodData[D], ...]:
        return tuple(
            PeriodData(
                first=look.began(one.start).astimezone(UTC),
                last=look.began(one.stop - 1).astimezone(UTC),
                sessions=one.stop - one.start,
                figure=data(one.shown),
            )
            for one in cut
        )

    course = look.course
    return CourseData(
        honesty=periods(course.honesty, figure),
        learning=periods(course.learning, figure),
        spontaneity={facet: periods(cut, figure) for facet, cut in course.spontaneity.items()},
        follow_through=periods(course.follow_through, figure),
        over_claiming=periods(course.over_claiming, _over_claiming),
        calibration=periods(course.calibration, _bias),
    )


def _group(name: str, known: Lifetime) -> GroupData:
    return GroupData(
        name=name,
        sessions=known.sessions,
        answers=known.answers,
        honesty=figure(known.honesty),
        learning=figure(known.learning),
        spontaneity={facet: _spontaneity(seen) for facet, seen in known.spontaneity.items()},
        follow_through=_follow_through(known.follow_through),
        over_claiming=_over_claiming(known.over_claiming),
        calibration=_calibration(known.calibration),
    )


def _count(done: Count) -> CountData:
    return CountData(made=done.made, of=done.of)


def _spontaneity(seen: Spontaneity) -> SpontaneityData:
    return SpontaneityData(made=seen.made, of=seen.of, rate=figure(seen.rate))


def _follow_through(known: FollowThrough) -> FollowThroughData:
    return FollowThroughData(
        returned=known.returned,
        of=known.of,
        rate=figure(known.rate),
        due=tuple(DueData(question=one.key, topic=one.topic, due=one.due) for one in known.due),
    )


def _over_claiming(index: OverClaiming) -> OverClaimingData:
    return OverClaimingData(
        false_alarms=index.false_alarms,
        foils=index.foils,
        hits=index.hits,
        reals=index.reals,
        interval=_interval(index.interval),
        detection=_detection(index.detection),
    )


def _interval(interval: Interval | Withheld) -> IntervalData:
    if isinstance(interval, Withheld):
        return IntervalData(withheld=lacking(interval))
    return IntervalData(low=interval.low, high=interval.high)


def _detection(detection: Detection | Withheld) -> DetectionData:
    if isinstance(detection, Withheld):
        return DetectionData(withheld=lacking(detection))
    return msgspec.convert(detection, DetectionData, from_attributes=True)


def _calibration(known: Calibration) -> CalibrationData:
    return CalibrationData(
        answers=known.answers,
        bias=_bias(known.bias),
        curve=_curve(known.curve),
        decomposition=_decomposition(known.decomposition),
    )


def _bias(bias: Bias | Withheld) -> BiasData:
    if isinstance(bias, Withheld):
        return BiasData(withheld=lacking(bias))
    return msgspec.convert(bias, BiasData, from_attributes=True)


def _curve(curve: tuple[CurvePoint, ...] | Withheld) -> CurveData:
    if isinstance(curve, Withheld):
        return CurveData(withheld=lacking(curve))
    points = (
        CurvePointData(
            stance=point.stance, promised=point.p_hat, correctness=point.correctness, answers=point.answers
        )
        for point in curve
    )
    return CurveData(points=tuple(points))


def _decomposition(parts: Decomposition | Withheld) -> DecompositionData:
    if isinstance(parts, Withheld):
        return DecompositionData(withheld=lacking(parts))
    return msgspec.convert(parts, DecompositionData, from_attributes=True)


def _trend(change: Trend | Withheld) -> TrendData:
    if isinstance(change, Withheld):
        return TrendData(withheld=lacking(change))
    return TrendData(direction=change.direction, probability=change.probability)
