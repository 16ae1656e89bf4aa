"""Owns many sessions in words: what may be said of them, and for the rest how much is missing."""

from collections.abc import Callable
from typing import NamedTuple

from simulator.reading.model import Facet
from simulator.reports.blocks import Block, Tone
from simulator.reports.charts import Chart
from simulator.reports.figures import hundred, number, still_needed, told
from simulator.reports.looking_back import Look
from simulator.reports.words import FACETS, STANCES, count, percent
from simulator.scoring.calibration import Bias, Calibration, Leaning
from simulator.scoring.honesty import Honesty, UnderClaim
from simulator.scoring.learning import Rate, Spontaneity
from simulator.scoring.lifetime import Lifetime, Measure
from simulator.scoring.mastery import FollowThrough
from simulator.scoring.overclaiming import Detection, Interval, OverClaiming
from simulator.scoring.trend import Direction, Trend
from simulator.scoring.withhold import Withheld

_DUE = 8
"""Due topics named at most."""


Draw = Callable[[Chart], list[str]]
"""A chart as lines."""


class Section(NamedTuple):
    """A part of the report: words, then pictures."""

    title: str
    lines: list[str]
    charts: list[Chart]
    """Those in which there is something to see."""


def sections(look: Look) -> list[Section]:
    """What the sessions come to, and how it went; there is at least one session."""
    known, charts = look.known, look.charts
    only = [f"Only {look.only}."] if look.only else []
    return [
        _section("Some of your sessions" if look.only else "All your sessions", [*only, *_what(look)]),
        _section("Honesty", _honesty(known), charts.honesty),
        _section("Learning", _learning(known), charts.learning, charts.unprompted, charts.follow_through),
        _section(
            "Made-up terms",
            _over_claiming(known.over_claiming, known.trends[Measure.OVER_CLAIMING]),
            charts.over_claiming,
        ),
        _section("How sure you say you are", _calibration(known.calibration), charts.calibration),
    ]


def _section(title: str, lines: list[str], *charts: Chart) -> Section:
    return Section(title, lines, [chart for chart in charts if chart.worth_drawing])


def progress(look: Look, draw: Draw, legend: str = "") -> list[Block]:
    """The report for a terminal; `legend` tells how to read a chart, and is said where there is one."""
    blocks = []
    for section in sections(look):
        blocks += [Block(Tone.HEADING, section.title), *map(_say, section.lines)]
        for chart in section.charts:
            blocks.append(_say(f"\n{chart.title} {look.beside} ({chart.scale}):"))
            blocks += map(_say, draw(chart))
            if legend:
                blocks.append(_say(legend))
                legend = ""
    return blocks


def _say(text: str) -> Block:
    return Block(Tone.PROGRAM, text)


def _what(look: Look) -> list[str]:
    """When it was, and what was done where something was not known: there before any score is."""
    known = look.known
    begun, ended = (f"{look.began(place):%Y-%m-%d}" for place in (0, -1))
    days = begun if begun == ended else f"{begun} to {ended}"
    span = f"{count(known.sessions, 'session')}, {days}; answers that count: {known.answers}."
    parts = [f"said so {known.said_so.made} of {known.said_so.of}"] if known.said_so.of else []
    parts += [
        f"{word} {known.moves[facet].made} of {known.moves[facet].of}"
        for facet, word in FACETS.items()
        if known.moves[facet].of
    ]
    return [span, f"Where you did not know: {' · '.join(parts)}."] if parts else [span]


def _honesty(known: Lifetime) -> list[str]:
    lines = [f"Honesty {told(known.honesty)}."]
    if isinstance(known.honesty, Honesty):
        lines += [
            f"Saying so when you don't know: {percent(known.honesty.candour)}. "
            f"Standing by what you know: {percent(known.honesty.ownership)}.",
            "What lies five sessions back counts half.",
        ]
    if known.under_claim:
        lines.append(under_claim_line(known.under_claim))
    return [*lines, *(_change(_HALVES[half], known.trends[half]) for half in _HALVES)]


_HALVES = {Measure.CANDOUR: "saying so when you don't know", Measure.OWNERSHIP: "standing by what you know"}


def under_claim_line(flag: UnderClaim) -> str:
    """The under-claim flag, neutrally: nothing tells forgetting from denial."""
    return (
        f"You said “I don't know” on {flag.denied} of {count(flag.asked, 'topic')} you explained well "
        f"before; about {number(round(flag.expected, 1))} was expected."
    )


def _change(of: str, change: Trend | Withheld) -> str:
    if isinstance(change, Withheld):
        return f"Change in “{of}”: too early to tell ({still_needed(change)})."
    if change.direction is Direction.NO_CLEAR_CHANGE:
        return f"Change in “{of}”: no clear change."
    sure = change.probability if change.direction is Direction.UP else 1 - change.probability
    return f"Change in “{of}”: {_ARROWS[change.direction]} ({percent(sure)}% sure)."


_ARROWS = {Direction.UP: "↑ up", Direction.DOWN: "↓ down"}


def _learning(known: Lifetime) -> list[str]:
    lines = [f"Learning {told(known.learning)}.", _change("learning", known.trends[Measure.LEARNING])]
    seen = [_uncoached(facet, known.spontaneity[facet]) for facet in FACETS if known.spontaneity[facet].of]
    if seen:
        lines.append(f"By yourself, where the coach kept quiet: {'; '.join(seen)}.")
    return [*lines, *_returns(known.follow_through)]


def _uncoached(facet: Facet, seen: Spontaneity) -> str:
    rate = f", so {told(seen.rate)}" if isinstance(seen.rate, Rate) else ""
    return f"{FACETS[facet]} {seen.made} of {seen.of}{rate}"


def _returns(known: FollowThrough) -> list[str]:
    lines = []
    if known.of:
        rate = f" Follow-through {told(known.rate)}."
        lines.append(f"Topics written down: {known.returned} of {known.of} came back in time.{rate}")
    if known.due:
        named = ", ".join(one.topic for one in known.due[:_DUE])
        more = f", and {len(known.due) - _DUE} more" if len(known.due) > _DUE else ""
        lines.append(f"Due now: {named}{more}.")
    return lines


def _over_claiming(index: OverClaiming, change: Trend | Withheld) -> list[str]:
    if not index.foils:
        return ["None met yet."]
    line = f"Claimed {index.false_alarms} of {index.foils}, each when it was met for the first time"
    match index.interval:
        case Interval() as interval:
            line += f"; plausible: {hundred(round(interval.low, 2))} to {hundred(round(interval.high, 2))}%."
        case Withheld() as withheld:
            line += f". What that says of you is not shown yet: {still_needed(withheld)}."
    lines = [line]
    if isinstance(index.detection, Detection):
        d = index.detection
        lines.append(
            f"Telling real from made up: d′ {number(d.d_prime)} (± {number(d.d_prime_error)}; 0 is none), "
            f"c {number(d.criterion)} (below 0 leans to claiming)."
        )
        lines.append(_change("claims of made-up terms", change))
    return lines


_LEANINGS = {
    Leaning.OVER: "surer than right",
    Leaning.UNDER: "right more often than you say",
    Leaning.UNCLEAR: "no clear leaning",
}


def _calibration(known: Calibration) -> list[str]:
    if isinstance(known.bias, Withheld):
        return [f"Not yet - {still_needed(known.bias)}."]
    lines = [_bias(known.bias, known.answers)]
    if not isinstance(known.curve, Withheld):
        lines += [
            f"When {STANCES[point.stance]}: right {percent(point.correctness)} of 100 times, where the key "
            f"promises {percent(point.p_hat)} ({count(point.answers, 'answer')})."
            for point in known.curve
        ]
    else:
        lines.append(f"Key by key: not yet - {still_needed(known.curve)}.")
    return lines


def _bias(bias: Bias, answers: int) -> str:
    low, high = (hundred(round(edge, 2)) for edge in (bias.low, bias.high))
    return (
        f"{count(answers, 'answer')} with a key: {_LEANINGS[bias.leaning]}. The keys promise "
        f"{hundred(round(bias.value, 2))} of 100 more than the answers keep (80% sure: {low} to {high}). "
        f"Mean mark {number(bias.mark)}, from −6 to 3."
    )
