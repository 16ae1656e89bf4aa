"""Owns the first lines of a session: what it is, and what the user must know before it."""

from simulator.interview.events import STUDY, CoachLevel
from simulator.interview.state import State
from simulator.reports.blocks import Block, Tone
from simulator.reports.words import COACHES, count

_PREMISE = "When you don't know: say so, write it down, and ask for it to be explained."
_FOILS = (
    "Some questions are about things that don't exist, so you can practise saying so.\n"
    "Each is named before it closes; --no-foils turns them off."
)


def greeting(state: State, *, first: bool, unwarned: bool) -> list[Block]:
    """What is said before the first question.

    The `first` session tells what it is about; who is still `unwarned` is told of made-up terms.
    """
    questions = state.planned.questions if state.planned else ()
    started, silent = state.started, len(state.planned.silent) if state.planned else 0
    about = f"{_what(state, len(questions))}; {COACHES[started.coach]}"
    if silent and started.coach is not CoachLevel.SILENT:
        about += f", and keeps quiet in {silent} to see what you do by yourself"
    blocks = [Block(Tone.PROGRAM, f"{about}.")]
    if first:
        blocks.insert(0, Block(Tone.PROGRAM, _PREMISE))
    if unwarned and started.foils:
        blocks.append(Block(Tone.PROGRAM, _FOILS))
    return blocks


def _what(state: State, questions: int) -> str:
    if state.started.mode == STUDY:
        return f"{count(questions, 'topic')} of your notebook, due again"
    return f"{count(questions, 'question')} from {', '.join(state.started.banks)}"
