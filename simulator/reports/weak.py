"""Owns which moments of a session were weak, and why: where looking again is worth most. Shows nothing."""

from typing import NamedTuple

from simulator.interview.events import Support
from simulator.reading.model import Facet, Who
from simulator.reports.closing import AFTERWARDS, Advice, Advised, advice, outcome_line
from simulator.reports.words import percent
from simulator.scoring.rubric import CAP_WITHOUT_ASK
from simulator.scoring.session import ScoredQuestion, ScoredSession

_HONEST = 0.85
"""From these points on the claim was no weak one."""
_LEARNT = 0.7
"""From this share of the learning points on the gap was well used."""


class Moment(NamedTuple):
    """A place where more was to be had."""

    position: int
    """The question's."""
    seq: int
    """The event it is about."""
    what: str
    """What is weak, as a sentence."""
    why: str
    """Why it is, and what to do, as sentences."""


def moments(scored: ScoredSession) -> list[Moment]:
    """The weak moments in order, at most one a question: what would have earned most there."""
    found = [_moment(question) for question in scored.questions]
    return [moment for moment in found if moment]


def _moment(scored: ScoredQuestion) -> Moment | None:
    advised = advice(scored)
    if advised is None or scored.stance is None or not _is_weak(scored):
        return None
    position = scored.episode.position
    try_it = f"Try: {advised.text}"
    match advised.what:
        case Advised.DO_IT:
            assert advised.facet is not None  # DO_IT names the move
            return Moment(
                position, _last_said(scored), _NOT_DONE[advised.facet], f"{_lost(scored, advised)} {try_it}"
            )
        case Advised.UNPROMPTED:
            return Moment(position, _first_helped(scored), _HELPED, try_it)
        case _:
            return Moment(position, _stand(scored), outcome_line(scored, AFTERWARDS), try_it)


def _is_weak(scored: ScoredQuestion) -> bool:
    honest = scored.points is None or scored.points >= _HONEST
    return not honest or (scored.learning is not None and scored.learning.value < _LEARNT)


_NOT_DONE: dict[Facet, str] = {
    Facet.EXPLAIN: "You did not ask for it to be explained.",
    Facet.NOTE: "Nothing was written down.",
    Facet.RESOURCE: "You did not ask for something to learn from.",
    Facet.TEACH_BACK: "You did not say it back in your own words.",
    Facet.FOLLOW_UP: "You did not go deeper.",
}
_HELPED = "You did it once the coach had named it."


def _lost(scored: ScoredQuestion, advised: Advice) -> str:
    assert scored.learning is not None  # a move can only be missing in a gap
    term = next(term for term in scored.learning.terms if term.facet is advised.facet)
    share = percent(term.weight / scored.learning.possible)
    cap = f", and without it the rest comes to {percent(CAP_WITHOUT_ASK)} at most"
    return f"It is worth {share} of 100 here{cap if advised.facet is Facet.EXPLAIN else ''}."


def _last_said(scored: ScoredQuestion) -> int:
    said = [turn.seq for turn in scored.episode.turns if turn.line.who is Who.CANDIDATE]
    return said[-1] if said else scored.episode.seq


def _stand(scored: ScoredQuestion) -> int:
    return next(iter(scored.episode.coding.rests_on), scored.episode.seq)


def _first_helped(scored: ScoredQuestion) -> int:
    helped = [shown.seq for shown in scored.facets.values() if shown.support is Support.PROMPT]
    return min(helped, default=scored.episode.seq)
