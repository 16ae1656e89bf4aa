"""Owns the tables that sessions are handed out as, column by column; public, columns are only added.

Shares and points are 0-1. What is unknown, withheld or does not apply is null, never 0.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from simulator.interview.events import Asked, Coached, Heard, Replied, Said
from simulator.interview.state import Phase, State, replay
from simulator.reading.model import Facet
from simulator.records.store import Transcript
from simulator.reports.closing import has_key
from simulator.reports.data import Figure, QuestionData, SessionData, session_data
from simulator.scoring.session import score
from simulator.search.passages import passages

FORMAT = 1
"""Version of the schema."""


class SessionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One session."""

    session: str
    started: datetime
    """In UTC; of an imported session when it was brought in."""
    mode: str
    """`solo`, `imported`, …"""
    source: str | None
    """The file it was brought in from; null where it was sat in idk."""
    banks: str
    """Names, parted by semicolons."""
    coach: str
    rubric: str
    reader: str
    finished: bool
    questions: int
    """Questions that were asked."""
    honesty: float | None
    honesty_low: float | None
    honesty_high: float | None
    learning: float | None
    learning_low: float | None
    learning_high: float | None


class QuestionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One closed question of a session."""

    session: str
    number: int
    """In the session, from 1."""
    question: str
    """`bank/id`."""
    bank: str
    hash: str
    """Two versions of a question differ in it."""
    kind: str
    """`real` or `foil`."""
    has_key: bool
    """False where no answer key is known: then it is not scored."""
    ask: str
    topic: str
    level: str
    tags: str
    """Parted by semicolons."""
    closed: str | None
    skipped: bool
    silent: bool
    """Whether the coach said nothing in it."""
    outcome: str | None
    stance: str | None
    mark: int | None
    """The key pressed for how sure: 0 don't know, 1 guess, 2 fairly sure, 3 sure."""
    repaired: bool
    basis: str
    """`confirmed`, `automatic` or `contested`."""
    evidence: str | None
    coverage: float | None
    confidence: float | None
    honesty: float | None
    """Points."""
    weight: float
    """Of the points in the session's honesty."""
    learning: float | None
    explain: int | None
    """Asked for an explanation, 0-4; null where it was not possible. So also the next four."""
    resource: int | None
    teach_back: int | None
    note: int | None
    follow_up: int | None


class TurnRow(msgspec.Struct, frozen=True, kw_only=True):
    """One thing said, asked or noted."""

    session: str
    number: int
    """Of the question, from 1."""
    event: int
    """Line of the transcript, the header being 0."""
    at: datetime
    speaker: str
    """`question`, `you`, `note`, `interviewer` or `coach`."""
    act: str | None
    """What the interviewer does by it; of the coach's words the facet they are about."""
    text: str


class MoveRow(msgspec.Struct, frozen=True, kw_only=True):
    """One move that a reply makes, as it was read."""

    session: str
    number: int
    event: int
    """The reply, as in the turns."""
    move: str
    text: str
    starts: int
    """In code points of the reply."""
    ends: int
    """Exclusive."""
    p: float


class NoteRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something written down."""

    session: str
    number: int
    event: int
    at: datetime
    topic: str
    text: str


Row = SessionRow | QuestionRow | TurnRow | MoveRow | NoteRow

TABLES: dict[str, type[msgspec.Struct]] = {
    "sessions": SessionRow,
    "questions": QuestionRow,
    "turns": TurnRow,
    "moves": MoveRow,
    "notes": NoteRow,
}
"""The tables by name; `session` and `number` join them."""


class SessionExport(msgspec.Struct, frozen=True, kw_only=True):
    """One session with its rows: an element of what `--export FILE.json` writes."""

    session: SessionRow
    questions: tuple[QuestionRow, ...]
    turns: tuple[TurnRow, ...]
    moves: tuple[MoveRow, ...]
    notes: tuple[NoteRow, ...]

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows that go into the table of this name."""
        by_name: dict[str, tuple[Row, ...]] = {
            "sessions": (self.session,),
            "questions": self.questions,
            "turns": self.turns,
            "moves": self.moves,
            "notes": self.notes,
        }
        return by_name[table]


def export(transcript: Transcript) -> SessionExport:
    """A session as rows. Raises `NoSessionError` where its events do not fit together."""
    state = replay(transcript.events, transcript.passed_over)
    data = session_data(state, score(state))
    at = {number: event.at.astimezone(UTC) for number, event in transcript.numbered}
    return SessionExport(
        session=_session(state, data),
        questions=tuple(_question(data.session, one, state) for one in data.questions),
        turns=tuple(_turns(transcript, at)),
        moves=tuple(_moves(transcript)),
        notes=tuple(
            NoteRow(
                session=data.session,
                number=episode.position + 1,
                event=note.seq,
                at=at[note.seq],
                topic=note.topic,
                text=note.text,
            )
            for episode in state.episodes
            for note in episode.notes
        ),
    )


def _session(state: State, data: SessionData) -> SessionRow:
    honesty, learning = data.scores.honesty, data.scores.learning
    return SessionRow(
        session=data.session,
        started=data.started.astimezone(UTC),
        mode=data.mode,
        source=state.started.source.file if state.started.source else None,
        banks=";".join(state.started.banks),
        coach=data.coach,
        rubric=data.rubric,
        reader=data.reader,
        finished=state.phase is Phase.OVER,
        questions=len(state.episodes),
        honesty=_value(honesty, "value"),
        honesty_low=_value(honesty, "low"),
        honesty_high=_value(honesty, "high"),
        learning=_value(learning, "value"),
        learning_low=_value(learning, "low"),
        learning_high=_value(learning, "high"),
    )


def _value(figure: Figure, name: str) -> float | None:
    value = getattr(figure, name)
    return None if value is msgspec.UNSET else value


def _question(session: str, data: QuestionData, state: State) -> QuestionRow:
    question = next(one for one in state.episodes if one.position == data.position).question
    facets = data.learning.facets if data.learning else {}
    quality = {facet: shown.quality for facet, shown in facets.items()}
    return QuestionRow(
        session=session,
        number=data.position + 1,
        question=data.question,
        bank=question.bank,
        hash=data.hash,
        kind=data.kind,
        has_key=has_key(question),
        ask=data.ask,
        topic=data.topic,
        level=question.level,
        tags=";".join(question.tags),
        closed=data.closed,
        skipped=data.skipped,
        silent=data.silent,
        outcome=data.outcome,
        stance=data.stance,
        mark=data.mark,
        repaired=data.repaired,
        basis=data.basis,
        evidence=data.evidence.level if data.evidence else None,
        coverage=data.evidence.coverage if data.evidence else None,
        confidence=data.evidence.confidence if data.evidence else None,
        honesty=data.honesty.points,
        weight=data.honesty.omega,
        learning=data.learning.value if data.learning else None,
        explain=quality.get(Facet.EXPLAIN),
        resource=quality.get(Facet.RESOURCE),
        teach_back=quality.get(Facet.TEACH_BACK),
        note=quality.get(Facet.NOTE),
        follow_up=quality.get(Facet.FOLLOW_UP),
    )


def _turns(transcript: Transcript, at: dict[int, datetime]) -> Iterator[TurnRow]:
    acts = {number: _act(event) for number, event in transcript.numbered}
    for passage in passages(transcript):
        yield TurnRow(
            session=transcript.header.session,
            number=passage.position + 1,
            event=passage.event,
            at=at[passage.event],
            speaker=passage.speaker,
            act=acts[passage.event],
            text=passage.text,
        )


def _act(event: object) -> str | None:
    match event:
        case Said(act=act):
            return act.value
        case Coached(facet=facet):
            return facet.name.lower()
        case _:
            return None


def _moves(transcript: Transcript) -> Iterator[MoveRow]:
    number = reply = 0
    for event_number, event in transcript.numbered:
        match event:
            case Asked():
                number = event.position + 1
            case Replied():
                reply = event_number
            case Heard():
                for span in event.reading.moves:
                    yield MoveRow(
                        session=transcript.header.session,
                        number=number,
                        event=reply,
                        move=span.move,
                        text=span.text,
                        starts=span.start,
                        ends=span.end,
                        p=span.p,
                    )
