"""Owns what the candidate is told of each event: the one place from which words come to their screen.

Nothing of the key comes from here: of the interviewer's lines what was sent, of the rest that it happened;
and how it was read only once both have rated. Pure.
"""

from simulator.interview.events import (
    AnyEvent,
    Closed,
    CoachLevel,
    Finished,
    Observed,
    Rated,
    Resumed,
    Role,
    Wrapped,
)
from simulator.interview.state import Phase, State
from simulator.reports.blocks import Block, Tone
from simulator.reports.conversation import conversation
from simulator.reports.feedback import feedback
from simulator.reports.summary import summary
from simulator.scoring.session import score
from simulator.shells.sitting import BETWEEN, Show, question_blocks

_RECALLED = 5
"""Lines of the conversation shown when somebody sits down in the middle of a question."""
_FORM = "\nThe questions are over. First rate yourself; nobody sees it before both forms are in."


def told(event: AnyEvent, state: State, other: str) -> list[Block]:
    """What the candidate is told of `event`, given the state after it; `other` is the interviewer's name."""
    match event:
        case Closed():
            return [_say(f"That closes question {state.current.position + 1}.")]
        case Wrapped():
            answered = any(episode.coding.stance for episode in state.episodes)
            return [_say(_FORM)] if answered else []
        case Rated(by=Role.INTERVIEWER):
            return [_say(f"{other[:1].upper()}{other[1:]} has rated, too.")]
        case Finished():
            return ending(state, other)
        case Observed() | Resumed():
            return []
        case _:
            blocks: list[Block] = []
            Show(blocks.append)(event, state)
            return blocks


def ending(state: State, other: str) -> list[Block]:
    """What came of it, once it is over: the summary, and both forms beside it."""
    scored = score(state)
    names = {Role.CANDIDATE: "you", Role.INTERVIEWER: other}
    leave = _say("\nThat was it. /swap changes seats; /quit leaves.")
    return [*summary(state, scored), *feedback(state, scored, names), leave]


def welcome(state: State, other: str) -> list[Block]:
    """Where the interview stands, for a candidate who sits down."""
    if state.phase is Phase.OVER:
        return ending(state, other)
    if state.phase is Phase.RATING:
        return [] if Role.CANDIDATE in state.rated else [_say(_FORM)]
    if state.phase in BETWEEN:
        off = state.started.coach is CoachLevel.SILENT
        coach = "The coach is off." if off else "The coach stands beside you."
        return [_say(f"You are the candidate; {other} interviews. {coach}")]
    said = conversation(state.current)[-_RECALLED:]
    return [_say(f"Going on; {other} interviews."), *question_blocks(state), *said]


def _say(text: str) -> Block:
    return Block(Tone.PROGRAM, text)
