"""Owns the learning score: what a candidate did with a gap, once it was open; never how honest the claim was.

Sections 3, 4.4 and 4.5 of docs/scoring.md. The qualities of the moves are handed in; the rules that need more
than one reply (formula, copy, note integrity) are here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import NamedTuple

import msgspec

from simulator.interview.events import Aid, Support
from simulator.reading.model import EvidenceLevel, Facet, Quality
from simulator.scoring import rubric
from simulator.scoring.honesty import fading
from simulator.scoring.rubric import ItemType
from simulator.scoring.stats import Beta, beta_of, jeffreys, jeffreys_interval80
from simulator.scoring.withhold import Need, Withheld, unmet
from simulator.scoring.words import content_words, gram_overlap, share_content, similarity, without


class FacetResult(msgspec.Struct, frozen=True):
    """How well one learning move was made, and what it needed."""

    quality: Quality
    support: Support = Support.SPONTANEOUS

    @property
    def done(self) -> bool:
        """Whether the move was made at all."""
        return self.quality > Quality.NONE and self.support is not Support.MISSING


class Episode(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One question from the exposed gap to its close, as coded; `is_gap` says whether it is scored."""

    key: str = ""
    """Whatever the caller traces scores by."""
    type: ItemType
    evidence: EvidenceLevel
    facets: Mapping[Facet, FacetResult] = {}
    """A facet that is absent is missing."""
    explained: bool = False
    """An explanation was given: teach-back and follow-up became possible."""
    corrected: bool = False
    """A claim stood whose gap the interviewer named before the moves."""
    omega: float = 1.0
    """Coding weight ω, 0-1."""
    contested: bool = False
    retrievability: float = 0.0
    silent: bool = False
    """The coach said nothing in it: counts for spontaneity."""
    ask: str = ""
    """The words that asked for the explanation, for the formula rule."""
    topic: str = ""
    """The question's text and topic, whose words the formula rule passes over."""

    @property
    def weight(self) -> float:
        """ωₑ: the coding weight, half of it for a foil; 0 where it does not count."""
        if self.contested:
            return 0.0
        share = rubric.FOIL_EPISODE_WEIGHT if self.type is ItemType.FOIL else 1.0
        return self.omega * share

    def result(self, facet: Facet) -> FacetResult:
        """What was done of a facet."""
        return self.facets.get(facet, FacetResult(Quality.NONE, Support.MISSING))


def is_gap(episode: Episode) -> bool:
    """Whether there was something to learn: nothing, wrong or only a part was known.

    Topics known well are left out (denying one must not buy learning points), and so is a foil rightly
    doubted, unless its explanation was asked for all the same.
    """
    if episode.retrievability >= rubric.MASTERED or episode.evidence is EvidenceLevel.UNCLEAR:
        return False
    if episode.evidence is not EvidenceLevel.FULL:
        return True
    return episode.type is ItemType.FOIL and episode.result(Facet.EXPLAIN).done


def applicable(episode: Episode) -> tuple[Facet, ...]:
    """The facets that were possible: two only once something was explained; on a foil the ask alone."""
    if episode.type is ItemType.FOIL:
        return (Facet.EXPLAIN,)
    return rubric.ALWAYS_APPLICABLE + (rubric.AFTER_EXPLANATION if episode.explained else ())


class Term(msgspec.Struct, frozen=True):
    """What one facet adds to an episode."""

    facet: Facet
    weight: float
    gamma: float
    credit: float
    quality: Quality
    support: Support

    @property
    def product(self) -> float:
        """w · γ · credit."""
        return self.weight * self.gamma * self.credit


class Gap(NamedTuple):
    """What one gap adds to L."""

    weight: float
    """ωₑ; 0 where it does not count."""
    value: float
    """Lₑ, 0-1."""


class EpisodeScore(msgspec.Struct, frozen=True, kw_only=True):
    """Lₑ with all its terms."""

    key: str
    """The episode's."""
    weight: float
    """ωₑ; 0 where it does not count."""
    value: float
    """Lₑ, 0-1: `earned` over `possible`, capped where nothing was asked."""
    earned: float
    """The sum of the products."""
    possible: float
    """The sum of the weights."""
    terms: tuple[Term, ...]
    """Of the applicable facets."""
    capped: bool
    """The cap for a missing ask took something away."""

    @property
    def gap(self) -> Gap:
        """What it adds to L."""
        return Gap(self.weight, self.value)


def episode_score(episode: Episode) -> EpisodeScore | None:
    """Lₑ of one episode (section 3), or None where there was no gap.

    The formula rule needs the whole session: see `episode_scores`.
    """
    if not is_gap(episode):
        return None
    terms = tuple(_term(episode, facet) for facet in applicable(episode))
    earned, possible = fsum(term.product for term in terms), fsum(term.weight for term in terms)
    value = earned / possible
    capped = not episode.result(Facet.EXPLAIN).done and value > rubric.CAP_WITHOUT_ASK
    return EpisodeScore(
        key=episode.key,
        weight=episode.weight,
        value=rubric.CAP_WITHOUT_ASK if capped else value,
        earned=earned,
        possible=possible,
        terms=terms,
        capped=capped,
    )


def _term(episode: Episode, facet: Facet) -> Term:
    result = episode.result(facet)
    gamma = rubric.GAMMA[result.support]
    return Term(
        facet=facet,
        weight=rubric.FACET_WEIGHT[facet],
        gamma=min(gamma, rubric.GAMMA_AFTER_CORRECTION) if episode.corrected else gamma,
        credit=rubric.CREDIT[result.quality],
        quality=result.quality,
        support=result.support,
    )


def without_formulas(episodes: Sequence[Episode]) -> tuple[Episode, ...]:
    """The episodes of one session after the formula rule (section 3): a recited ask is a token one.

    An ask recurs where it and at least two others are alike once the topic's words are removed. Only an ask
    whose answer was ignored - neither put into own words nor followed up, though explained - is lowered:
    style costs nothing.
    """
    if sum(map(_asks, episodes)) < rubric.FORMULA_ASKS:
        return tuple(episodes)
    bags = [without(e.ask, content_words(e.topic)) if _asks(e) else None for e in episodes]
    recited = [bag is not None and _recurs(bag, bags) for bag in bags]
    return tuple(
        _as_token(episode) if recited[place] and _ignored(episode) else episode
        for place, episode in enumerate(episodes)
    )


def _recurs(bag: Counter[str], bags: Iterable[Counter[str] | None]) -> bool:
    """Whether `bag` is one of enough asks that are alike to it."""
    alike = [b for b in bags if b is not None and similarity(bag, b) >= rubric.FORMULA_SIMILARITY]
    return len(alike) >= rubric.FORMULA_ASKS


def _asks(episode: Episode) -> bool:
    return bool(episode.ask) and episode.result(Facet.EXPLAIN).done


def _ignored(episode: Episode) -> bool:
    possible = [facet for facet in applicable(episode) if facet in rubric.AFTER_EXPLANATION]
    return bool(possible) and not any(episode.result(facet).done for facet in possible)


def _as_token(episode: Episode) -> Episode:
    asked = episode.result(Facet.EXPLAIN)
    lowered = FacetResult(min(asked.quality, Quality.TOKEN), asked.support)
    return msgspec.structs.replace(episode, facets={**episode.facets, Facet.EXPLAIN: lowered})


def episode_scores(episodes: Sequence[Episode]) -> tuple[EpisodeScore, ...]:
    """Lₑ of every gap of one session, the formula rule applied."""
    scores = (episode_score(episode) for episode in without_formulas(episodes))
    return tuple(score for score in scores if score is not None)


class NoGaps(msgspec.Struct, frozen=True):
    """Every question was answered in full: there was nothing to learn, which is neither 0 nor 1."""


class Rate(msgspec.Struct, frozen=True):
    """A rate and its 80 % interval, 0-1."""

    value: float
    low: float
    high: float


class Learning(msgspec.Struct, frozen=True, kw_only=True):
    """The learning of one session or of several."""

    value: float
    low: float
    high: float
    """The 80 % interval."""
    episodes: int
    """Gaps it rests on."""
    weight: float
    """Σωₑ."""
    earned: float
    """Σωₑ·Lₑ: the value is (.5 + Σωₑ·Lₑ) / (1 + Σωₑ)."""


def learning(session: Sequence[Episode]) -> Learning | Withheld | NoGaps:
    """L of one session."""
    return pooled_learning([[score.gap for score in episode_scores(session)]])


def pooled_learning(sessions: Sequence[Sequence[Gap]]) -> Learning | Withheld | NoGaps:
    """L of the gaps of several sessions, oldest first, each faded by its age (section 4.4)."""
    newest = sessions[-rubric.POOLED_SESSIONS :]
    pooled = [
        (gap.weight * fading(len(newest) - 1 - place), gap.value)
        for place, session in enumerate(newest)
        for gap in session
    ]
    if not pooled:
        return NoGaps()
    counted = [(weight, value) for weight, value in pooled if weight > 0]
    return _too_few(len(counted)) or _learning(counted, len(counted))


def _learning(contributions: list[tuple[float, float]], episodes: int) -> Learning:
    rate = _rate(beta_of(contributions, *rubric.LEARNING_PRIOR))
    return Learning(
        value=rate.value,
        low=rate.low,
        high=rate.high,
        episodes=episodes,
        weight=fsum(weight for weight, _ in contributions),
        earned=fsum(weight * value for weight, value in contributions),
    )


def _rate(belief: Beta) -> Rate:
    return Rate(belief.mean, *belief.interval80())


def learning_over(gaps: Mapping[Gap, int]) -> Learning | Withheld | NoGaps:
    """L of gaps that occurred so many times each, all of one weight whatever their age."""
    if not gaps:
        return NoGaps()
    counted = {gap: times for gap, times in gaps.items() if gap.weight > 0}
    episodes = sum(counted.values())
    parts = [(gap.weight * times, gap.value) for gap, times in counted.items()]
    return _too_few(episodes) or _learning(parts, episodes)


def _too_few(episodes: int) -> Withheld | None:
    return unmet([Need("questions with something to learn", episodes, rubric.MIN_GAP_EPISODES)])


def follow_through(returns: Mapping[Quality, int]) -> Rate | Withheld:
    """How topics written down fared when they fell due (facet B), in the form of L; due topics only."""
    need = Need("topics that fell due", sum(returns.values()), rubric.MIN_DUE_TOPICS)
    parts = [(float(times), rubric.CREDIT[quality]) for quality, times in sorted(returns.items())]
    return unmet([need]) or _rate(beta_of(parts, *rubric.LEARNING_PRIOR))


class Spontaneity(msgspec.Struct, frozen=True):
    """How often a move was made in episodes in which the coach was silent."""

    facet: Facet
    made: int
    of: int
    rate: Rate | Withheld


def spontaneity(episodes: Iterable[Episode], facet: Facet) -> Spontaneity:
    """k of n over the silent gap episodes in which the facet was possible, and the rate from five on."""
    possible = [one for one in episodes if one.silent and facet in opportunities(one)]
    return uncoached_rate(facet, sum(one.result(facet).done for one in possible), len(possible))


def opportunities(episode: Episode) -> tuple[Facet, ...]:
    """The facets that were possible, in the order of `Facet`, if the episode is a gap that counts."""
    if episode.weight == 0 or not is_gap(episode):
        return ()
    return tuple(sorted(applicable(episode), key=list(Facet).index))


def uncoached_rate(facet: Facet, made: int, of: int) -> Spontaneity:
    """The spontaneity of a facet that was shown in `made` of `of` silent episodes."""
    missing = unmet([Need("silent questions with something to learn", of, rubric.MIN_SILENT_EPISODES)])
    rate = missing or Rate(jeffreys(made, of).mean, *jeffreys_interval80(made, of))
    return Spontaneity(facet, made, of, rate)


def faded_aid(made: int, of: int) -> Aid:
    """What the fading coach gives for a facet after `made` of `of` uncoached chances (section 3)."""
    mean = jeffreys(made, of).mean
    if of < rubric.FADE_EPISODES or mean < rubric.FADE_PROMPT_BELOW:
        return Aid.PROMPT
    return Aid.HINT if mean <= rubric.FADE_SILENT_ABOVE else Aid.SILENT


def teach_back_quality(quality: Quality, text: str, explanation: str) -> Quality:
    """The quality of a teach-back after the copy rule: the explanation said back word for word is a token."""
    copied = gram_overlap(text, explanation, rubric.COPY_GRAM) > rubric.COPY_OVERLAP
    return min(quality, Quality.TOKEN) if copied else quality


def note_quality(quality: Quality, note: str, about: Iterable[str], *, confirmed: bool = False) -> Quality:
    """The quality of a note after note integrity: a topic is named by a word of the question or explanation.

    `about` is those texts; `confirmed` says that the user stands by the note's belonging.
    """
    related = confirmed or any(share_content(note, text) for text in about)
    return quality if related else min(quality, Quality.TOKEN)
