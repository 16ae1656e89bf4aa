"""Owns many sessions in words: what may be said of them, and for the rest how much is missing."""

from datetime import datetime

from simulator.reading.model import Facet
from simulator.reports.blocks import Block, Tone
from simulator.reports.figures import hundred, number, still_needed, told
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


def progress(known: Lifetime, first: datetime, last: datetime) -> list[Block]:
    """All sessions, which began from `first` to `last`."""
    return [
        Block(Tone.HEADING, "All your sessions"),
        _say(_span(known, first, last)),
        *_counts(known),
        Block(Tone.HEADING, "Honesty"),
        *_honesty(known),
        Block(Tone.HEADING, "Learning"),
        *_learning(known),
        Block(Tone.HEADING, "Made-up terms"),
        *_over_claiming(known.over_claiming, known.trends[Measure.OVER_CLAIMING]),
        Block(Tone.HEADING, "How sure you say you are"),
        *_calibration(known.calibration),
    ]


def _say(text: str) -> Block:
    return Block(Tone.PROGRAM, text)


def _span(known: Lifetime, first: datetime, last: datetime) -> str:
    begun, ended = (f"{at.astimezone():%Y-%m-%d}" for at in (first, last))
    days = begun if begun == ended else f"{begun} to {ended}"
    return f"{count(known.sessions, 'session')}, {days}; answers that count: {known.answers}."


def _counts(known: Lifetime) -> list[Block]:
    """What was done where something was not known: there before any score is."""
    parts = [f"said so {known.said_so.made} of {known.said_so.of}"] if known.said_so.of else []
    parts += [
        f"{word} {known.moves[facet].made} of {known.moves[facet].of}"
        for facet, word in FACETS.items()
        if known.moves[facet].of
    ]
    return [_say(f"Where you did not know: {' · '.join(parts)}.")] if parts else []


def _honesty(known: Lifetime) -> list[Block]:
    lines = [f"Honesty {told(known.honesty)}."]
    if isinstance(known.honesty, Honesty):
        lines += [
            f"Saying so when you don't know: {percent(known.honesty.candour)}. "
            f"Standing by what you know: {percent(known.honesty.ownership)}.",
            "What lies five sessions back counts half.",
        ]
    if known.under_claim:
        lines.append(under_claim_line(known.under_claim))
    halves = {measure: known.trends[measure] for measure in (Measure.CANDOUR, Measure.OWNERSHIP)}
    lines += [_change(_HALVES[measure], change) for measure, change in halves.items()]
    return [_say(line) for line in lines]


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


def _learning(known: Lifetime) -> list[Block]:
    lines = [f"Learning {told(known.learning)}.", _change("learning", known.trends[Measure.LEARNING])]
    seen = [_uncoached(facet, known.spontaneity[facet]) for facet in FACETS if known.spontaneity[facet].of]
    if seen:
        lines.append(f"By yourself, where the coach kept quiet: {'; '.join(seen)}.")
    return [_say(line) for line in [*lines, *_returns(known.follow_through)]]


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


def _over_claiming(index: OverClaiming, change: Trend | Withheld) -> list[Block]:
    if not index.foils:
        return [_say("None met yet.")]
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
    return [_say(line) for line in lines]


_LEANINGS = {
    Leaning.OVER: "surer than right",
    Leaning.UNDER: "right more often than you say",
    Leaning.UNCLEAR: "no clear leaning",
}


def _calibration(known: Calibration) -> list[Block]:
    if isinstance(known.bias, Withheld):
        return [_say(f"Not yet - {still_needed(known.bias)}.")]
    lines = [_bias(known.bias, known.answers)]
    if not isinstance(known.curve, Withheld):
        lines += [
            f"When {STANCES[point.stance]}: right {percent(point.correctness)} of 100 times, where the key "
            f"promises {percent(point.p_hat)} ({count(point.answers, 'answer')})."
            for point in known.curve
        ]
    else:
        lines.append(f"Key by key: not yet - {still_needed(known.curve)}.")
    return [_say(line) for line in lines]


def _bias(bias: Bias, answers: int) -> str:
    low, high = (hundred(round(edge, 2)) for edge in (bias.low, bias.high))
    return (
        f"{count(answers, 'answer')} with a key: {_LEANINGS[bias.leaning]}. The keys promise "
        f"{hundred(round(bias.value, 2))} of 100 more than the answers keep (80% sure: {low} to {high}). "
        f"Mean mark {number(bias.mark)}, from −6 to 3."
    )
