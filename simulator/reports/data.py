"""Owns a session's report as data: what `idk review ID --json` prints. Public; fields are only added.

Shares and points are 0-1. A figure that rests on too little is absent, and `withheld` stands in its place.
`events` are lines of the transcript (the header is 0) on which a figure rests.
"""

from datetime import datetime

import msgspec

from simulator.interview.events import CloseReason, Mark, Stance, Support
from simulator.interview.state import Episode, Phase, State
from simulator.questions.model import Kind
from simulator.reading.model import EvidenceLevel, Facet, MisconceptionReading
from simulator.reports.feedback import FeedbackData, feedback_data
from simulator.scoring.honesty import Honesty, contributions
from simulator.scoring.learning import Learning, NoGaps, Rate, Spontaneity
from simulator.scoring.outcomes import Outcome
from simulator.scoring.rubric import CREDIT, Band
from simulator.scoring.session import Basis, ScoredQuestion, ScoredSession
from simulator.scoring.withhold import Withheld

FORMAT = 1
"""Version of this report's form."""


class _Data(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of the report; what has nothing to say is left out."""


class Lacking(_Data, frozen=True):
    """How much a withheld figure rests on, and how much it needs."""

    have: float
    need: float
    of: str


class Figure(_Data, frozen=True, kw_only=True):
    """A figure with its 80 % interval, or what it lacks."""

    value: float | msgspec.UnsetType = msgspec.UNSET
    low: float | msgspec.UnsetType = msgspec.UNSET
    high: float | msgspec.UnsetType = msgspec.UNSET
    band: Band | msgspec.UnsetType = msgspec.UNSET
    candour: float | msgspec.UnsetType = msgspec.UNSET
    ownership: float | msgspec.UnsetType = msgspec.UNSET
    withheld: Lacking | msgspec.UnsetType = msgspec.UNSET
    no_gaps: bool = False
    """Every question was answered in full, so there was nothing to learn."""
    events: tuple[int, ...] = ()


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A key point, whether it was met, and by which words of which event."""

    index: int
    point: str
    p: float
    met: bool
    text: str
    start: int
    end: int
    event: int | None
    confirmed: bool | None
    """Whether the user left it ticked; null where nobody looked."""


class EvidenceData(msgspec.Struct, frozen=True, kw_only=True):
    """What the answer shows against the key."""

    level: EvidenceLevel
    coverage: float
    confidence: float
    points: tuple[Point, ...]
    misconceptions: tuple[MisconceptionReading, ...]


class FacetData(msgspec.Struct, frozen=True, kw_only=True):
    """One learning facet that was possible: 0-4, and the help it needed."""

    quality: int
    support: Support
    credit: float
    text: str
    events: tuple[int, ...]


class LearningData(msgspec.Struct, frozen=True, kw_only=True):
    """The learning of one gap."""

    value: float
    capped: bool
    """The cap for a missing ask took something away."""
    facets: dict[Facet, FacetData]


class HonestyData(msgspec.Struct, frozen=True, kw_only=True):
    """The honesty points of one question and where they count."""

    points: float | None
    omega: float
    strata: dict[str, float]
    """The weight in each stratum."""
    events: tuple[int, ...]


class NoteData(msgspec.Struct, frozen=True, kw_only=True):
    """Something written down."""

    topic: str
    text: str
    event: int


class QuestionData(msgspec.Struct, frozen=True, kw_only=True):
    """One question and everything that was made of it."""

    position: int
    question: str
    """`bank/id`."""
    hash: str
    kind: Kind
    ask: str
    topic: str
    closed: CloseReason | None
    skipped: bool
    silent: bool
    outcome: Outcome | None
    stance: Stance | None
    mark: Mark | None
    repaired: bool
    basis: Basis
    evidence: EvidenceData | None
    honesty: HonestyData
    learning: LearningData | None
    notes: tuple[NoteData, ...]


class SpontaneityData(msgspec.Struct, frozen=True, kw_only=True):
    """How often a move was made where the coach was silent."""

    made: int
    of: int
    rate: Figure


class ScoresData(msgspec.Struct, frozen=True, kw_only=True):
    """What the session comes to."""

    honesty: Figure
    learning: Figure
    spontaneity: dict[Facet, SpontaneityData]


class SessionData(msgspec.Struct, frozen=True, kw_only=True):
    """A whole session."""

    format: int
    session: str
    started: datetime
    mode: str
    coach: str
    seed: int
    rubric: str
    reader: str
    finished: bool
    questions: tuple[QuestionData, ...]
    scores: ScoresData
    feedback: FeedbackData | None = None
    """Of an interview between two: both forms beside the program's reading."""


def session_data(state: State, scored: ScoredSession) -> SessionData:
    """The report on a session, as it stands now."""
    started = state.started
    strata = _strata(scored)
    questions = tuple(_question(q, strata.get(q.episode.position, {})) for q in scored.questions)
    return SessionData(
        format=FORMAT,
        session=started.session,
        started=started.at,
        mode=started.mode,
        coach=started.coach,
        seed=started.seed,
        rubric=started.rubric,
        reader=started.reader,
        finished=state.phase is Phase.OVER,
        questions=questions,
        scores=_scores(scored, questions),
        feedback=feedback_data(state, scored),
    )


def _strata(scored: ScoredSession) -> dict[int, dict[str, float]]:
    """The weight of each question in each stratum, by position."""
    routed = contributions([q.item for q in scored.questions if q.item])
    weights: dict[int, dict[str, float]] = {}
    for part in (*routed.candour, *routed.ownership):
        weights.setdefault(int(part.key), {})[part.stratum.value] = part.weight
    return weights


def _question(scored: ScoredQuestion, strata: dict[str, float]) -> QuestionData:
    episode = scored.episode
    question, coding = episode.question, episode.coding
    return QuestionData(
        position=episode.position,
        question=question.key,
        hash=question.content_hash,
        kind=question.kind,
        ask=question.ask,
        topic=question.topic,
        closed=episode.closed,
        skipped=episode.skipped,
        silent=episode.silent,
        outcome=scored.outcome,
        stance=scored.stance,
        mark=coding.mark,
        repaired=scored.repaired,
        basis=scored.basis,
        evidence=_evidence(scored),
        honesty=HonestyData(points=scored.points, omega=scored.omega, strata=strata, events=coding.rests_on),
        learning=_learning(scored),
        notes=tuple(NoteData(topic=n.topic, text=n.text, event=n.seq) for n in episode.notes),
    )


def _evidence(scored: ScoredQuestion) -> EvidenceData | None:
    evidence = scored.evidence
    if evidence is None:
        return None
    episode = scored.episode
    ticked = episode.confirmed
    return EvidenceData(
        level=evidence.level,
        coverage=evidence.coverage,
        confidence=evidence.confidence,
        points=tuple(
            Point(
                index=p.index,
                point=episode.question.key_points[p.index].point,
                p=p.p,
                met=p.met,
                text=p.text,
                start=p.start,
                end=p.end,
                event=_said_in(episode, p.index) if p.text else None,
                confirmed=None if ticked is None else p.index in ticked,
            )
            for p in evidence.points
        ),
        misconceptions=evidence.misconceptions,
    )


def _said_in(episode: Episode, index: int) -> int | None:
    """The event whose words meet a key point best."""
    heard = [(p.p, -seq) for seq, e in episode.coding.heard for p in e.points if p.index == index and p.text]
    return -max(heard)[1] if heard else None


def _learning(scored: ScoredQuestion) -> LearningData | None:
    score = scored.learning
    if score is None:
        return None
    facets = {}
    for term in score.terms:
        shown = scored.facets.get(term.facet)
        facets[term.facet] = FacetData(
            quality=int(term.quality),
            support=term.support,
            credit=CREDIT[term.quality],
            text=shown.text if shown else "",
            events=(shown.seq,) if shown else (),
        )
    return LearningData(value=score.value, capped=score.capped, facets=facets)


def _scores(scored: ScoredSession, questions: tuple[QuestionData, ...]) -> ScoresData:
    honest = tuple(e for q in questions if q.honesty.strata for e in q.honesty.events)
    learned = tuple(e for q in questions if q.learning for f in q.learning.facets.values() for e in f.events)
    return ScoresData(
        honesty=_honesty(scored.honesty, honest),
        learning=_figure(scored.learning, tuple(sorted(set(learned)))),
        spontaneity={facet: _spontaneity(s) for facet, s in scored.spontaneity.items()},
    )


def _honesty(honesty: Honesty | Withheld, events: tuple[int, ...]) -> Figure:
    if isinstance(honesty, Withheld):
        return _figure(honesty, events)
    return Figure(
        value=honesty.value,
        low=honesty.low,
        high=honesty.high,
        band=honesty.band,
        candour=honesty.candour,
        ownership=honesty.ownership,
        events=events,
    )


def _figure(figure: Learning | Rate | Withheld | NoGaps, events: tuple[int, ...]) -> Figure:
    match figure:
        case NoGaps():
            return Figure(no_gaps=True)
        case Withheld():
            return Figure(withheld=Lacking(have=figure.have, need=figure.need, of=figure.of), events=events)
        case Learning() | Rate():
            return Figure(value=figure.value, low=figure.low, high=figure.high, events=events)


def _spontaneity(shown: Spontaneity) -> SpontaneityData:
    return SpontaneityData(made=shown.made, of=shown.of, rate=_figure(shown.rate, ()))
