"""Owns the way from an interview to its scores: what each question counts as, and what all of them come to.

A fold over the state and nothing else: the same transcript gives the same numbers. Reads no reply itself.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

import msgspec

from simulator.interview.coding import SURE_ENOUGH, Shown
from simulator.interview.events import Aid, CoachLevel, Role, Stance, Support
from simulator.interview.spoken import evidence_of, has_levels
from simulator.interview.state import Episode, State
from simulator.questions.model import Question
from simulator.reading.merging import relevel
from simulator.reading.model import Evidence, EvidenceLevel, Facet, Quality
from simulator.scoring import learning as learned
from simulator.scoring.honesty import Honesty, Item, Repair, honesty, outcome, points
from simulator.scoring.learning import (
    EpisodeScore,
    FacetResult,
    Learning,
    NoGaps,
    Spontaneity,
    faded_aid,
    note_quality,
    spontaneity,
    teach_back_quality,
)
from simulator.scoring.outcomes import Outcome
from simulator.scoring.rubric import MASTERED, OMEGA, PROPOSED, Coding, ItemType
from simulator.scoring.withhold import Withheld


class Basis(StrEnum):
    """Who stands behind the coding of a question."""

    CONFIRMED = "confirmed"
    INTERVIEWER = "interviewer"
    """The person who interviewed has ticked it while listening: one friend's rating."""
    AUTOMATIC = "automatic"
    CONTESTED = "contested"


class ScoredQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """One question with everything that was made of it."""

    episode: Episode
    item: Item | None
    """What enters the honesty score; None where the question was skipped."""
    basis: Basis
    coded: Coding
    """What the coding weight follows from: added ticks make a confirmed question count as read."""
    stance: Stance | None
    """None where the question was skipped: it is shown, not scored."""
    evidence: Evidence | None
    """As scored: by the user's ticks where there are any, else as read."""
    omega: float
    """Coding weight, 0-1."""
    outcome: Outcome | None
    points: float | None
    """h, 0-1; None where nothing is scored."""
    repaired: bool
    learning: EpisodeScore | None
    """None where there was no gap."""
    gap: learned.Episode | None
    """What enters the learning score, if it is one; None where the question was skipped."""
    facets: dict[Facet, Shown]
    """The learning moves as they count: after the rules for copies and notes."""

    @property
    def level(self) -> EvidenceLevel:
        """The level of the evidence as scored."""
        return self.evidence.level if self.evidence else EvidenceLevel.NONE

    @property
    def not_backed(self) -> bool:
        """Whether it may be said that the claim is not backed: only where that is nearly certain."""
        return (
            self.basis in (Basis.CONFIRMED, Basis.INTERVIEWER)
            or self.evidence is None
            or self.evidence.confidence >= SURE_ENOUGH
        )


class ScoredSession(msgspec.Struct, frozen=True, kw_only=True):
    """All questions of a session and what they come to."""

    questions: tuple[ScoredQuestion, ...]
    honesty: Honesty | Withheld
    learning: Learning | Withheld | NoGaps
    spontaneity: dict[Facet, Spontaneity]


def score(state: State) -> ScoredSession:
    """Score every question asked so far that is closed."""
    questions = closed_questions(state)
    return ScoredSession(
        questions=questions,
        honesty=honesty([question.item for question in questions if question.item]),
        learning=learned.pooled_learning([[q.learning.gap for q in questions if q.learning]]),
        spontaneity=_spontaneity([question.gap for question in questions if question.gap]),
    )


def closed_questions(state: State) -> tuple[ScoredQuestion, ...]:
    """The closed questions with all that each of them earns; nothing that only several come to."""
    questions = _coded_questions(state)
    scores = learned.episode_scores([question.gap for question in questions if question.gap])
    by_key = {score.key: score for score in scores}
    return tuple(
        msgspec.structs.replace(question, learning=by_key.get(str(question.episode.position)))
        for question in questions
    )


def _spontaneity(gaps: Sequence[learned.Episode]) -> dict[Facet, Spontaneity]:
    return {facet: spontaneity(gaps, facet) for facet in Facet}


def aids(level: CoachLevel, uncoached: Mapping[Facet, tuple[int, int]]) -> dict[Facet, Aid]:
    """The most the coach gives for each facet at `level`.

    `uncoached` holds for each facet in how many silent episodes the move was made, and of how many.
    """
    fixed = {CoachLevel.FULL: Aid.PROMPT, CoachLevel.SILENT: Aid.SILENT}
    return {f: fixed[level] if level in fixed else faded_aid(*uncoached.get(f, (0, 0))) for f in Facet}


def _coded_questions(state: State) -> list[ScoredQuestion]:
    """The closed questions, each by itself: `learning` needs all of them, so it is filled in above."""
    if state.planned is None:
        return []
    repeats, known = frozenset(state.planned.repeats), state.planned.known
    # By lot the coach says nothing in some questions; a silent one never speaks before the end.
    always_silent = state.started.coach is CoachLevel.SILENT
    return [
        _question(
            episode,
            repeat=episode.position in repeats,
            recall=known.get(episode.position, 0.0),
            silent=always_silent or episode.silent,
            heard_by_friend=state.is_pair,
        )
        for episode in state.episodes
        if episode.closed
    ]


def _question(
    episode: Episode, *, repeat: bool, recall: float, silent: bool, heard_by_friend: bool
) -> ScoredQuestion:
    evidence, coded = _evidence(episode, heard_by_friend=heard_by_friend)
    coded = Coding.CONTESTED if episode.contested else coded
    item = _item(episode, evidence, coded, repeat=repeat, recall=recall)
    facets = _facets(episode)
    unscored = item is None or item.standing.evidence is EvidenceLevel.UNCLEAR
    return ScoredQuestion(
        episode=episode,
        item=item,
        basis=_basis(episode),
        coded=coded,
        stance=item.stance if item else None,
        evidence=evidence,
        omega=item.omega if item else 0.0,
        outcome=outcome(item) if item else None,
        points=None if item is None or unscored else points(item),
        repaired=item is not None and item.repaired,
        learning=None,
        gap=_gap(episode, item, facets, silent=silent) if item else None,
        facets=facets,
    )


def _basis(episode: Episode) -> Basis:
    if episode.contested:
        return Basis.CONTESTED
    if episode.confirmed is None:
        return Basis.AUTOMATIC
    return Basis.INTERVIEWER if episode.confirmed_by is Role.INTERVIEWER else Basis.CONFIRMED


def _item(
    episode: Episode, evidence: Evidence | None, coded: Coding, *, repeat: bool, recall: float
) -> Item | None:
    coding = episode.coding
    if coding.stance is None:
        return None
    return Item(
        key=str(episode.position),
        type=_type(episode.question, recall),
        stance=coding.stance,
        evidence=evidence.level if evidence else EvidenceLevel.NONE,
        omega=OMEGA[coded] * trust(episode.question),
        contested=episode.contested,
        repair=_repair(episode),
        retrievability=0.0 if episode.question.is_foil else recall,
        probed=coding.before_probe,
        repeat=repeat,
    )


def trust(question: Question) -> float:
    """What the answer key leaves of the coding weight, 0.5-1: less where an import proposed key points."""
    points = question.key_points
    if not points:
        return 1.0
    kept = sum(point.weight * (1.0 if point.confirmed else PROPOSED) for point in points)
    return kept / sum(point.weight for point in points)


def _type(question: Question, recall: float) -> ItemType:
    if question.is_foil:
        return ItemType.FOIL
    return ItemType.CONTROL if recall >= MASTERED else ItemType.REAL


def _repair(episode: Episode) -> Repair | None:
    withdrawn, when = episode.coding.withdrawn, episode.coding.repair_time
    if withdrawn is None:
        return None
    assert when is not None  # they are set together
    return Repair(withdrawn, when)


def _evidence(episode: Episode, *, heard_by_friend: bool) -> tuple[Evidence | None, Coding]:
    """What counts as shown, and who stands behind it: the user's ticks before the reader's."""
    coding, question = episode.coding, episode.question
    if not question.is_foil and not question.key_points and not heard_by_friend:
        return _UNKNOWN, Coding.UNCLEAR
    evidence, coded = coding.evidence, Coding.AUTOMATIC
    if episode.confirmed is not None and episode.confirmed_by is Role.INTERVIEWER:
        evidence, coded = evidence_of(episode.ticks, question, evidence), Coding.CONFIRMED
    elif episode.confirmed is not None:
        ticked = frozenset(episode.confirmed)
        evidence = evidence if question.is_foil else relevel(evidence, question, ticked)
        # What the user adds to the reader's ticks is their word alone, and weighs like it.
        coded = Coding.CONFIRMED if ticked <= coding.met else Coding.AUTOMATIC
    elif coding.affirmed and coding.doubted is not None:
        evidence = relevel(evidence, question, coding.met | {coding.doubted})
    elif has_levels(question) and not question.is_foil and coding.is_claim:
        evidence = _UNKNOWN  # written on the spot: there is no key to hold a claim against
    if evidence is not None and evidence.level is EvidenceLevel.UNCLEAR:
        coded = Coding.UNCLEAR
    return evidence, coded


_UNKNOWN = Evidence(EvidenceLevel.UNCLEAR, 0.0, confidence=0.0)
"""Without a key nobody can say what an answer shows, not even that it shows nothing."""


def _gap(episode: Episode, item: Item, facets: Mapping[Facet, Shown], *, silent: bool) -> learned.Episode:
    ask = facets.get(Facet.EXPLAIN)
    question = episode.question
    return learned.Episode(
        key=item.key,
        type=item.type,
        evidence=item.evidence,
        facets={facet: FacetResult(shown.quality, shown.support) for facet, shown in facets.items()},
        explained=episode.coding.explained,
        corrected=episode.coding.corrected,
        omega=item.omega,
        contested=item.contested,
        retrievability=item.retrievability,
        silent=silent,
        ask=ask.text if ask else "",
        topic=f"{question.topic} {question.ask}",
    )


def _facets(episode: Episode) -> dict[Facet, Shown]:
    """The learning moves after the rules that hold them against the question and the explanation."""
    question = episode.question
    about = (question.ask, question.topic, question.explanation, question.near)
    by_voice = {seen.seq for seen in episode.observed}
    counted = {}
    for facet, shown in episode.coding.facets.items():
        quality = shown.quality
        if shown.seq in by_voice:
            pass  # the interviewer heard and rated it: there are no words to hold against the rules
        elif facet is Facet.TEACH_BACK:
            quality = teach_back_quality(quality, shown.text, question.explanation)
        elif facet is Facet.NOTE:
            quality = note_quality(quality, shown.text, about)
        if quality > Quality.NONE:
            counted[facet] = msgspec.structs.replace(shown, quality=quality)
    return counted


def missing(scored: ScoredQuestion) -> list[Facet]:
    """The facets that were possible in a gap and were not shown."""
    if scored.learning is None:
        return []
    return [term.facet for term in scored.learning.terms if term.support is Support.MISSING]
