"""Owns what is said of one question once it is closed: outcome, points, why, and what would earn more."""

from simulator.interview.events import CloseReason, Stance, Support
from simulator.reading.model import EvidenceLevel
from simulator.reports.blocks import Block, Tone
from simulator.reports.words import BY_WORTH, FACETS, SUPPORTS, TO_EARN, percent
from simulator.scoring.outcomes import OUTCOME_WORDS, REPAIRED_WORDS, Outcome
from simulator.scoring.rubric import CLAIMS
from simulator.scoring.session import Basis, ScoredQuestion, missing

_UNBACKED = frozenset({Outcome.UNSUPPORTED, Outcome.LEAN_MISSED, Outcome.LATE_WRONG})
"""Outcomes that say "not backed by the key": only where the reading is nearly certain."""
_UNSURE_WORDS = "I may have read this one wrong - if so, say /contest"


def closing(scored: ScoredQuestion) -> list[Block]:
    """The lines that close a question, for the coached modes at once, else for the end."""
    if scored.episode.skipped:
        word = "Not asked to the end." if scored.episode.closed is not CloseReason.NEXT else "Skipped."
        return [Block(Tone.PROGRAM, f"{word} It does not count.")]
    lines = [outcome_line(scored)]
    if scored.basis is Basis.INTERVIEWER:
        lines.append("The interviewer ticked what they heard: one friend's rating.")
    if scored.learning and scored.basis is not Basis.CONTESTED:
        lines.append(_learning_line(scored))
    more = to_earn_more(scored)
    if more:
        lines.append(f"Next time: {more}")
    return [Block(Tone.PROGRAM, line) for line in lines]


def outcome_line(scored: ScoredQuestion) -> str:
    """What came out of the question, in plain words and in points."""
    if scored.basis is Basis.CONTESTED:
        return "Contested: it does not count."
    if scored.outcome is None or scored.points is None:
        return "I could not read this one well enough to score it."
    words = OUTCOME_WORDS[scored.outcome]
    if scored.outcome in _UNBACKED and not scored.not_backed:
        words = _UNSURE_WORDS
    if scored.repaired:
        withdrawn = scored.episode.coding.withdrawn
        evaded = withdrawn is not None and withdrawn.stance is Stance.DEFLECTED
        words += " (when asked again)" if evaded else f" ({REPAIRED_WORDS})"
    return f"Honesty {percent(scored.points)} - {words}."


def _learning_line(scored: ScoredQuestion) -> str:
    assert scored.learning is not None
    steps = []
    for term in sorted(scored.learning.terms, key=lambda t: list(FACETS).index(t.facet)):
        done = term.support is not Support.MISSING
        how = f" ({SUPPORTS[term.support]})" if done and term.support is not Support.SPONTANEOUS else ""
        steps.append(f"{FACETS[term.facet]} {'✓' if done else '○'}{how}")
    return f"Learning {percent(scored.learning.value)} - {', '.join(steps)}."


def to_earn_more(scored: ScoredQuestion) -> str:
    """The one thing that would have earned most, as a sentence to say; empty where nothing would."""
    episode = scored.episode
    topic = episode.question.near if episode.question.is_foil else episode.question.topic
    if scored.basis is Basis.CONTESTED:
        return ""
    if scored.stance in CLAIMS and scored.level in (EvidenceLevel.NONE, EvidenceLevel.WRONG):
        if episode.question.is_foil:
            return "“I don't know that term - does it exist?” would have earned 100."
        return "“I'm guessing”, or “I don't know that part”, costs nothing and opens the door."
    if scored.stance in CLAIMS and scored.level is EvidenceLevel.PARTIAL:
        return "say where your answer ends: “That much I know; the rest I don't.”"
    if scored.stance in (Stance.ADMITTED, Stance.GUESS) and scored.level is EvidenceLevel.FULL:
        return "stand by it: you knew this." if not episode.question.is_foil else ""
    open_facets = missing(scored)
    for facet in BY_WORTH:
        if facet in open_facets:
            return TO_EARN[facet].format(topic=topic)
    helped = [f for f, shown in scored.facets.items() if shown.support is Support.PROMPT]
    return "do the same before the coach says so." if scored.learning and helped else ""
