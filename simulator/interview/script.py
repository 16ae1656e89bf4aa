"""Owns how a rule writes down what it decides: the events so far, and the state after them. Has no rule."""

from datetime import datetime

from simulator.errors import IdkError
from simulator.interview import voice
from simulator.interview.coach import advice
from simulator.interview.coding import Coding
from simulator.interview.events import Act, AnyEvent, Coached, Noted, Role, Said
from simulator.interview.state import Episode, State, evolve
from simulator.questions.model import Question
from simulator.reading.model import Quality


class RefusedError(IdkError):
    """The command has no place here; the interview is as it was."""


class Script:
    """The events decided so far and the state after them, so that a rule sees what it has just done."""

    def __init__(self, state: State, at: datetime, role: Role) -> None:
        self.state = state
        self.at = at
        self.role = role
        self.events: list[AnyEvent] = []

    def emit(self, event: AnyEvent) -> None:
        self.state = evolve(self.state, event)
        self.events.append(event)

    def say(self, act: Act, text: str | None = None, index: int | None = None) -> None:
        worded = voice.line(act, self.state.said.get(act, 0), self.question) if text is None else text
        self.emit(Said(at=self.at, act=act, text=worded, index=index))

    @property
    def episode(self) -> Episode:
        return self.state.current

    @property
    def question(self) -> Question:
        return self.episode.question

    @property
    def coding(self) -> Coding:
        return self.episode.coding

    def coach(self, *, asked_for: bool = False) -> bool:
        """Let the coach speak, if there is anything to say; `asked_for` has it hint where it would not."""
        advised = advice(self.state, asked_for=asked_for)
        if advised:
            facet, aid, text = advised
            self.emit(Coached(at=self.at, facet=facet, aid=aid, text=text))
        return advised is not None

    def write_down(self, text: str, quality: Quality) -> None:
        """Have the candidate's note written down."""
        question = self.question
        topic = question.near if question.is_foil else question.topic
        self.emit(Noted(at=self.at, text=text, topic=topic, quality=quality))
