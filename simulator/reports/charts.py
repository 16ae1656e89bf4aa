"""Owns the pictures of a look back as values: rows with a figure and its interval, to be drawn or tabled.

A row that rests on too little has no figure, only the words for what is missing; there is nothing to draw.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec

from simulator.reading.model import Facet
from simulator.reports.figures import brief
from simulator.reports.words import percent
from simulator.scoring.calibration import Bias
from simulator.scoring.course import Course, Period
from simulator.scoring.honesty import Honesty
from simulator.scoring.learning import Learning, NoGaps, Rate
from simulator.scoring.lifetime import Lifetime
from simulator.scoring.overclaiming import Detection, Interval, OverClaiming
from simulator.scoring.withhold import Withheld


class Axis(NamedTuple):
    """What a chart is drawn along."""

    low: float
    high: float


SHARE = Axis(0.0, 1.0)
LEAN = Axis(-1.0, 1.0)
"""From promising too little to promising too much; 0 in the middle is neither."""


class Shown(NamedTuple):
    """A figure on an axis."""

    low: float
    high: float
    value: float | None = None
    """None where only the interval may be shown."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A period, or one of several banks or the like."""

    label: str
    """Short: the day a period began, or a name."""
    name: str
    """In full."""
    sessions: int
    value: str
    """The figure in short, or what it lacks."""
    low: str = ""
    high: str = ""
    """The ends of its interval."""
    shown: Shown | None = None

    @property
    def interval(self) -> str:
        """The 80 % interval; empty where there is none."""
        return f"{self.low} to {self.high}" if self.shown else ""

    @property
    def words(self) -> str:
        """The figure with its interval: `71 (62 to 80)`."""
        return f"{self.value} ({self.interval})" if self.shown else self.value


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """One figure, row by row."""

    title: str
    """What is shown, such as "Honesty"."""
    scale: str
    """What the ends of the axis mean."""
    axis: Axis
    of: str
    """What each row is: a period, a bank."""
    rows: tuple[Row, ...]

    @property
    def worth_drawing(self) -> bool:
        """Whether there is something to compare: several rows, and a figure in one of them at least."""
        return len(self.rows) > 1 and any(row.shown for row in self.rows)


class Charts(msgspec.Struct, frozen=True, kw_only=True):
    """A look back in pictures, each where it belongs."""

    honesty: Chart
    learning: Chart
    unprompted: Chart
    follow_through: Chart
    over_claiming: Chart
    calibration: Chart

    def all(self) -> tuple[Chart, ...]:
        """Every chart, in the order of the report."""
        return (
            self.honesty,
            self.learning,
            self.unprompted,
            self.follow_through,
            self.over_claiming,
            self.calibration,
        )


_AXES = {
    "honesty": ("Honesty", "0 to 100", SHARE),
    "learning": ("Learning", "0 to 100", SHARE),
    "unprompted": ("Asked unprompted", "0 to 100 of 100 times", SHARE),
    "follow_through": ("Follow-through", "0 to 100", SHARE),
    "over_claiming": ("Made-up terms claimed", "0 to 100 of 100 times; less is better", SHARE),
    "calibration": ("Surer than right", "-100 to 100; 0 is just right, above it too sure", LEAN),
}


When = Callable[[int], datetime]
"""When the session at a place began, local time."""


def over_time(known: Course, when: When) -> Charts:
    """How the figures went."""

    def chart(name: str, periods: Sequence[Period[Drawable]]) -> Chart:
        return _chart(name, "period", [_of_period(period, when) for period in periods])

    return Charts(
        honesty=chart("honesty", known.honesty),
        learning=chart("learning", known.learning),
        unprompted=chart("unprompted", known.spontaneity[Facet.EXPLAIN]),
        follow_through=chart("follow_through", known.follow_through),
        over_claiming=chart("over_claiming", known.over_claiming),
        calibration=chart("calibration", known.calibration),
    )


def side_by_side(of: str, groups: Sequence[tuple[str, Lifetime]]) -> Charts:
    """The figures of several banks, tags, coach levels or modes, each by itself."""

    def chart(name: str, figure: Callable[[Lifetime], Drawable]) -> Chart:
        return _chart(name, of, [_row(one, one, known.sessions, figure(known)) for one, known in groups])

    return Charts(
        honesty=chart("honesty", lambda known: known.honesty),
        learning=chart("learning", lambda known: known.learning),
        unprompted=chart("unprompted", lambda known: known.spontaneity[Facet.EXPLAIN].rate),
        follow_through=chart("follow_through", lambda known: known.follow_through.rate),
        over_claiming=chart("over_claiming", lambda known: known.over_claiming),
        calibration=chart("calibration", lambda known: known.calibration.bias),
    )


Drawable = Honesty | Learning | Rate | OverClaiming | Bias | Withheld | NoGaps


def _chart(name: str, of: str, rows: Iterable[Row]) -> Chart:
    title, scale, axis = _AXES[name]
    return Chart(title=title, scale=scale, axis=axis, of=of, rows=tuple(rows))


def _of_period(period: Period[Drawable], when: When) -> Row:
    first, last = (f"{when(place):%Y-%m-%d}" for place in (period.start, period.stop - 1))
    name = first if first == last else f"{first} to {last}"
    return _row(first, name, period.stop - period.start, period.shown)


def _row(label: str, name: str, sessions: int, figure: Drawable) -> Row:
    value, shown = figure_in_short(figure), drawn_at(figure)
    if shown is None:
        return Row(label=label, name=name, sessions=sessions, value=value)
    tell = signed if isinstance(figure, Bias) else percent
    low, high = tell(shown.low), tell(shown.high)
    return Row(label=label, name=name, sessions=sessions, value=value, low=low, high=high, shown=shown)


def drawn_at(figure: Drawable) -> Shown | None:
    """Where a figure lies on its axis; None where it is withheld."""
    match figure:
        case Withheld() | NoGaps():
            return None
        case OverClaiming(interval=Interval() as interval, detection=detection):
            rate = detection.rate if isinstance(detection, Detection) else None
            return Shown(interval.low, interval.high, rate)
        case OverClaiming():
            return None
        case _:
            return Shown(figure.low, figure.high, figure.value)


def figure_in_short(figure: Drawable) -> str:
    """A figure without its interval, or what it lacks."""
    match figure:
        case Bias():
            return signed(figure.value)
        case OverClaiming():
            return f"{figure.false_alarms} of {figure.foils}" if figure.foils else "none met"
        case Withheld() | NoGaps():
            return brief(figure)
        case _:
            return percent(figure.value)


def signed(share: float) -> str:
    """A share of -1 to 1 on the scale of the screen, with its sign: `+12`, `-3`, `0`."""
    rounded = round(100 * share)
    return f"{rounded:+d}" if rounded else "0"
