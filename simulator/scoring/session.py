"""Owns the way from an interview to its scores: what each question counts as, and what all of them come to.

A fold over the state and nothing else: the same transcript gives the same numbers. Reads no reply itself.
"""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from simulator.interview.coding import SURE_ENOUGH, Shown
from simulator.interview.events import Aid, CoachLevel, Stance, Support
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
from simulator.scoring.rubric import OMEGA, Coding, ItemType
from simulator.scoring.withhold import Withheld


class Basis(StrEnum):
    """Who stands behind the coding of a question."""

    CONFIRMED = "confirmed"
    AUTOMATIC = "automatic"
    CONTESTED = "contested"


class ScoredQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """One question with everything that was made of it."""

    episode: Episode
    item: Item | None
    """What enters the honesty score; None where the question was skipped."""
    basis: Basis
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
            self.basis is Basis.CONFIRMED or self.evidence is None or self.evidence.confidence >= SURE_ENOUGH
        )


class ScoredSession(msgspec.Struct, frozen=True, kw_only=True):
    """All questions of a session and what they come to."""

    questions: tuple[ScoredQuestion, ...]
    honesty: Honesty | Withheld
    learning: Learning | Withheld | NoGaps
    spontaneity: dict[Facet, Spontaneity]


def score(state: State) -> ScoredSession:
    """Score every question asked so far that is closed."""
    closed = [episode for episode in state.episodes if episode.closed]
    repeats = frozenset(state.planned.repeats) if state.planned else frozenset()
    items = {e.position: item for e in closed if (item := _item(e, repeat=e.position in repeats))}
    gaps = [_gap(e, items[e.position]) for e in closed if e.position in items]
    by_position = {int(s.key): s for s in learned.episode_scores(gaps)}
    return ScoredSession(
        questions=tuple(_scored(e, items.get(e.position), by_position.get(e.position)) for e in closed),
        honesty=honesty(items.values()),
        learning=learned.learning(gaps),
        spontaneity=uncoached(state),
    )


def uncoached(state: State) -> dict[Facet, Spontaneity]:
    """What was done in the closed episodes in which the coach said nothing."""
    gaps = [
        _gap(episode, item)
        for episode in state.episodes
        if episode.closed and episode.silent and (item := _item(episode, repeat=False))
    ]
    return {facet: spontaneity(gaps, facet) for facet in Facet}


def aids(level: CoachLevel, uncoached: Mapping[Facet, tuple[int, int]]) -> dict[Facet, Aid]:
    """The most the coach gives for each facet at `level`.

    `uncoached` holds for each facet in how many silent episodes the move was made, and of how many.
    """
    fixed = {CoachLevel.FULL: Aid.PROMPT, CoachLevel.SILENT: Aid.SILENT}
    return {f: fixed[level] if level in fixed else faded_aid(*uncoached.get(f, (0, 0))) for f in Facet}


def _scored(episode: Episode, item: Item | None, gap: EpisodeScore | None) -> ScoredQuestion:
    evidence, _ = _evidence(episode)
    unscored = item is None or item.standing.evidence is EvidenceLevel.UNCLEAR
    return ScoredQuestion(
        episode=episode,
        item=item,
        basis=_basis(episode),
        stance=item.stance if item else None,
        evidence=evidence,
        omega=item.omega if item else 0.0,
        outcome=outcome(item) if item else None,
        points=None if item is None or unscored else points(item),
        repaired=item is not None and item.repaired,
        learning=gap,
        facets=_facets(episode),
    )


def _basis(episode: Episode) -> Basis:
    if episode.contested:
        return Basis.CONTESTED
    return Basis.AUTOMATIC if episode.confirmed is None else Basis.CONFIRMED


def _item(episode: Episode, *, repeat: bool) -> Item | None:
    coding = episode.coding
    if coding.stance is None:
        return None
    evidence, omega = _evidence(episode)
    return Item(
        key=str(episode.position),
        type=_type(episode.question),
        stance=coding.stance,
        evidence=evidence.level if evidence else EvidenceLevel.NONE,
        omega=omega,
        contested=episode.contested,
        repair=_repair(episode),
        probed=coding.before_probe,
        repeat=repeat,
    )


def _type(question: Question) -> ItemType:
    return ItemType.FOIL if question.is_foil else ItemType.REAL


def _repair(episode: Episode) -> Repair | None:
    withdrawn, when = episode.coding.withdrawn, episode.coding.repair_time
    if withdrawn is None or when is None:
        return None
    return Repair(withdrawn, when)


def _evidence(episode: Episode) -> tuple[Evidence | None, float]:
    """What counts as shown, and with which weight: the user's ticks before the reader's."""
    coding, question = episode.coding, episode.question
    heard = coding.met
    if episode.confirmed is not None:
        ticked = frozenset(episode.confirmed)
        # What the user adds to the reader's ticks is their word alone, and weighs like it.
        who = Coding.CONFIRMED if ticked <= heard else Coding.AUTOMATIC
        evidence = coding.evidence if question.is_foil else relevel(coding.evidence, question, ticked)
        return evidence, OMEGA[who]
    if coding.affirmed and coding.doubted is not None:
        return relevel(coding.evidence, question, heard | {coding.doubted}), OMEGA[Coding.AUTOMATIC]
    return coding.evidence, OMEGA[Coding.AUTOMATIC]


def _gap(episode: Episode, item: Item) -> learned.Episode:
    facets = _facets(episode)
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
        silent=episode.silent,
        ask=ask.text if ask else "",
        topic=f"{question.topic} {question.ask}",
    )


def _facets(episode: Episode) -> dict[Facet, Shown]:
    """The learning moves after the rules that hold them against the question and the explanation."""
    question = episode.question
    about = (question.ask, question.topic, question.explanation, question.near)
    counted = {}
    for facet, shown in episode.coding.facets.items():
        quality = shown.quality
        if facet is Facet.TEACH_BACK:
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
