"""Owns what both shells do with what is typed, and how they show what happens. No rule of the interview.

A shell brings a way to write blocks; everything else about sitting an interview is the same for all.
"""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from simulator.interview.commands import (
    Ask,
    Close,
    Contest,
    Finish,
    Hint,
    Next,
    Note,
    Pause,
    Reply,
    SetMark,
)
from simulator.interview.events import (
    AnyEvent,
    Asked,
    Closed,
    CloseReason,
    Coached,
    CoachLevel,
    Contested,
    Finished,
    Marked,
    Noted,
    PauseReason,
    Resumed,
    Said,
)
from simulator.interview.state import Phase, State
from simulator.reading.model import Quality
from simulator.reports.blocks import Block, Tone
from simulator.reports.closing import closing
from simulator.reports.conversation import conversation
from simulator.reports.reading import reading_blocks
from simulator.reports.summary import summary
from simulator.reports.words import MARKS
from simulator.scoring.session import score
from simulator.shells.slash import ALONE, HELP, Typed, Word
from simulator.shells.step import Interview

Write = Callable[[Block], None]
Rate = Callable[[State, str], Quality]
"""Rates a note on the current question."""


class Show:
    """Writes each event as blocks; the only thing that turns events into a screen."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def __call__(self, event: AnyEvent, state: State) -> None:
        for block in self._blocks(event, state):
            self._write(block)

    def _blocks(self, event: AnyEvent, state: State) -> list[Block]:
        match event:
            case Asked():
                return question_blocks(state)
            case Said(text=text):
                return [Block(Tone.INTERVIEWER, text, "Interviewer")]
            case Coached(text=text):
                return [Block(Tone.COACH, text, "Coach")]
            case Contested():
                return [Block(Tone.PROGRAM, "This question no longer counts. Thank you for saying so.")]
            case Noted():
                return [Block(Tone.PROGRAM, "Written down.")]
            case Marked(mark=mark) if mark is not None:
                return [Block(Tone.PROGRAM, MARKS[mark].capitalize() + ".")]
            case Closed() if state.started.coach is not CoachLevel.SILENT:
                return [Block(Tone.PROGRAM, ""), *closing(score(state).questions[-1])]
            case Finished():
                return summary(state, score(state))
            case Resumed():
                return resumed_blocks(state)
            case _:
                return []


def question_blocks(state: State) -> list[Block]:
    """The question just put."""
    episode = state.current
    total = len(state.planned.questions) if state.planned else 0
    heading = f"Question {episode.position + 1} of {total}"
    return [Block(Tone.HEADING, heading), Block(Tone.QUESTION, episode.question.ask)]


def resumed_blocks(state: State) -> list[Block]:
    """Where the session stopped: the question again and the last lines of the conversation."""
    if state.phase in (Phase.READY, Phase.CLOSED, Phase.OVER):
        return [Block(Tone.PROGRAM, "Going on where you stopped.")]
    said = conversation(state.current)[-_RECALLED:]
    return [Block(Tone.PROGRAM, "Going on where you stopped."), *question_blocks(state), *said]


_RECALLED = 5
"""Lines of the conversation shown when a session goes on."""


def help_blocks(words: Collection[Word] = ALONE, *, others: Mapping[Word, str] = {}) -> list[Block]:
    """What can be typed; `others` holds what a command means here, where that is something else."""
    lines = [f"{use} - {others.get(word, meaning)}" for word, (use, meaning) in HELP.items() if word in words]
    return [Block(Tone.PROGRAM, "\n".join(["Type your reply, or:", *lines]))]


class Sitting(NamedTuple):
    """An interview with what a shell brings to it."""

    interview: Interview
    write: Write
    rate: Rate


def carry_out(sitting: Sitting, typed: Typed) -> None:
    """Do what was typed. Raises RefusedError where it has no place, StorageError where it cannot be kept."""
    if typed.word is not None:
        _WORDS[typed.word](sitting, typed)
        return
    sitting.interview.step(Reply(typed.text, typed.mark))


def _sure(sitting: Sitting, typed: Typed) -> None:
    sitting.interview.step(SetMark(typed.mark))


def _note(sitting: Sitting, typed: Typed) -> None:
    state = sitting.interview.state
    text = typed.text or state.current.question.topic
    sitting.interview.step(Note(text, sitting.rate(state, text)))


def _next(sitting: Sitting, _: Typed) -> None:
    sitting.interview.step(Next())


def _hint(sitting: Sitting, _: Typed) -> None:
    sitting.interview.step(Hint())


def _contest(sitting: Sitting, typed: Typed) -> None:
    sitting.interview.step(Contest(sitting.interview.state.current.position, typed.text))


def _pause(sitting: Sitting, _: Typed) -> None:
    sitting.interview.step(Pause(PauseReason.ASKED))


def _quit(sitting: Sitting, _: Typed) -> None:
    leave(sitting.interview, CloseReason.QUIT)


def _why(sitting: Sitting, _: Typed) -> None:
    for block in reading_blocks(sitting.interview.state.current):
        sitting.write(block)


def _help(sitting: Sitting, _: Typed) -> None:
    for block in help_blocks():
        sitting.write(block)


_WORDS: dict[Word, Callable[[Sitting, Typed], None]] = {
    Word.NOTE: _note,
    Word.NEXT: _next,
    Word.HINT: _hint,
    Word.SURE: _sure,
    Word.WHY: _why,
    Word.CONTEST: _contest,
    Word.PAUSE: _pause,
    Word.QUIT: _quit,
    Word.HELP: _help,
}


def leave(interview: Interview, by: CloseReason) -> None:
    """Close what is open, so that the session can end."""
    if interview.state.phase not in BETWEEN:
        interview.step(Close(by))


def go_on(interview: Interview) -> None:
    """Put the next question where one is due, or end the session where none is."""
    if interview.state.phase in BETWEEN and not interview.state.paused:
        interview.step(Ask() if interview.state.wants_more else Finish())


BETWEEN = frozenset({Phase.READY, Phase.CLOSED})
"""Where no question is open."""
