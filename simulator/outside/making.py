"""Owns how an outside interview becomes a transcript: the events that stand for what was said.

What was not there is not made up: no key for how sure, no coach. A question that no bank knows has no answer
key, so what was answered is unclear, and it stays out of the scores.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256

import msgspec

from simulator.interview.coding import Coding
from simulator.interview.events import (
    Act,
    Aid,
    AnyEvent,
    Asked,
    Closed,
    CloseReason,
    CoachLevel,
    Finished,
    Heard,
    Marking,
    Noted,
    Planned,
    Replied,
    Said,
    Source,
    Started,
)
from simulator.interview.state import Episode, State, begin, evolve
from simulator.outside.grouping import Group, asks, core
from simulator.questions.model import Level, Question
from simulator.reading.model import Facet, Line, Move, Quality, Reader, Reading, Who

MODE = "imported"
UNKEYED = "imported"
"""Names the bank of questions that no bank knows."""
_EXPLAINS_FROM = 8
"""Words; fewer do not explain what was asked for."""
_TOPIC = 80
"""Characters of a question that stand for its topic where nobody named one."""


def make(
    groups: Sequence[Group],
    source: Source,
    *,
    session: str,
    rubric: str,
    reader: Reader,
    reader_name: str,
    at: datetime,
    advance: Callable[[int], None] = lambda _: None,
) -> list[AnyEvent]:
    """The events of the session; `advance` is called with the turns made so far since it was last."""
    questions = tuple(map(_question, groups))
    started = Started(
        at=at,
        session=session,
        rubric=rubric,
        reader=reader_name,
        mode=MODE,
        coach=CoachLevel.SILENT,
        seed=0,
        marking=Marking.IN_LINE,
        banks=tuple(dict.fromkeys(question.bank for question in questions)),
        aids=dict.fromkeys(Facet, Aid.SILENT),
        foils=False,
        source=source,
    )
    planned = Planned(at=at, questions=questions)
    maker = _Maker(evolve(begin(started), planned), reader, at)
    for position, group in enumerate(groups):
        maker.emit(Asked(at=at, position=position))
        for line in group.turns:
            maker.take(line)
            advance(1)
        maker.emit(Closed(at=at, by=CloseReason.NEXT))
    maker.emit(Finished(at=at))
    return [started, planned, *maker.events]


def _question(group: Group) -> Question:
    """The bank's question in the words in which it was asked; one without a key where no bank knows it."""
    if group.known is not None:
        return msgspec.structs.replace(group.known, ask=group.ask)
    topic = " ".join(core(group.ask).split()).rstrip("?. ")
    topic = topic if len(topic) <= _TOPIC else f"{topic[:_TOPIC].rstrip()}…"
    name = sha256(group.ask.encode("utf-8", "replace")).hexdigest()[:12]
    return Question(bank=UNKEYED, id=f"q-{name}", ask=group.ask, topic=topic, level=Level.MID, draft=True)


class _Maker:
    """The events so far, and the state after them."""

    def __init__(self, state: State, reader: Reader, at: datetime) -> None:
        self._state = state
        self._reader = reader
        self._at = at
        self.events: list[AnyEvent] = []

    @property
    def _episode(self) -> Episode:
        return self._state.current

    def emit(self, event: AnyEvent) -> None:
        self._state = evolve(self._state, event)
        self.events.append(event)

    def take(self, line: Line) -> None:
        """What a line of the interview has made happen."""
        if line.who is Who.INTERVIEWER:
            self.emit(Said(at=self._at, act=self._act(line.text), text=line.text))
            return
        context = self._episode.conversation
        self.emit(Replied(at=self._at, text=line.text))
        reading = self._reader.read(self._episode.question, context, line.text, self._episode.coding.evidence)
        self.emit(Heard(at=self._at, reading=reading))
        if reading.makes(Move.NOTE):
            quality = reading.quality.get(Facet.NOTE, Quality.PLAIN)
            topic = self._episode.question.topic
            self.emit(Noted(at=self._at, text=line.text, topic=topic, quality=quality))

    def _act(self, text: str) -> Act:
        """What the interviewer does by a line; `neutral` where that is not plain."""
        coding, heard = self._episode.coding, self._episode.heard
        latest = self._episode.turns[-1].line.who if self._episode.turns else None
        asked = frozenset(_moves(heard)) if latest is Who.CANDIDATE else frozenset()
        substantial = len(text.split()) >= _EXPLAINS_FROM
        if substantial and asked & _WANTS_EXPLANATION:
            return Act.FOLLOW_UP if coding.explained else Act.EXPLAIN
        if Move.ASK_RESOURCE in asked:
            return Act.RESOURCES
        if Move.CLARIFY in asked:
            return Act.SCOPE
        if self._gives_away(text):
            return Act.EXPLAIN
        return Act.PROBE if asks(text) and _has_stand(coding) else Act.NEUTRAL

    def _gives_away(self, text: str) -> bool:
        """Whether a line says what the key asks for: nothing after it shows what was known."""
        question = self._episode.question
        if not question.key_points:
            return False
        evidence = self._reader.read(question, (), text).evidence
        return evidence is not None and any(point.met for point in evidence.points)


_WANTS_EXPLANATION = frozenset({Move.ASK_EXPLAIN, Move.FOLLOW_UP})


def _moves(reading: Reading | None) -> Iterator[Move]:
    return (span.move for span in reading.moves) if reading else iter(())


def _has_stand(coding: Coding) -> bool:
    return coding.stance is not None
