"""Owns what is said of one question once it is closed: outcome, points, why, and what would earn more."""

from enum import StrEnum
from typing import NamedTuple

from simulator.interview.events import CloseReason, Stance, Support
from simulator.interview.state import Episode
from simulator.questions.model import Question
from simulator.reading.model import EvidenceLevel, Facet
from simulator.reports.blocks import Block, Tone
from simulator.reports.words import BY_WORTH, FACETS, SUPPORTS, TO_EARN, percent
from simulator.scoring.outcomes import OUTCOME_WORDS, REPAIRED_WORDS, Outcome
from simulator.scoring.rubric import CLAIMS
from simulator.scoring.session import Basis, ScoredQuestion, missing

_UNBACKED = frozenset({Outcome.UNSUPPORTED, Outcome.LEAN_MISSED, Outcome.LATE_WRONG})
"""Outcomes that say "not backed by the key": only where the reading is nearly certain."""
_UNSURE_WORDS = "I may have read this one wrong - if so, {remedy}"
IN_THE_INTERVIEW = "say /contest"
AFTERWARDS = "contest it"
"""What to do about a question that was read wrongly."""


NO_KEY = "No answer key is known for this question, so it is not scored."


def has_key(question: Question) -> bool:
    """Whether anybody can say what a right answer to `question` is; not to one asked in another place."""
    return question.is_foil or bool(question.key_points)


def passed_by(episode: Episode) -> bool:
    """Whether a question was closed without a stand; of one that has no key, without a word."""
    answered = any(episode.said(turn.seq) for turn in episode.turns)
    return episode.skipped and (has_key(episode.question) or not answered)


def closing(scored: ScoredQuestion) -> list[Block]:
    """The lines that close a question, for the coached modes at once, else for the end."""
    return [*came_of(scored), *next_time(scored)]


def came_of(scored: ScoredQuestion, remedy: str = IN_THE_INTERVIEW) -> list[Block]:
    """What came of a question, in words and in points; `remedy` is what to do where it was read wrongly."""
    if passed_by(scored.episode):
        word = "Not asked to the end." if scored.episode.closed is not CloseReason.NEXT else "Skipped."
        return [Block(Tone.PROGRAM, f"{word} It does not count.")]
    lines = [outcome_line(scored, remedy)]
    if scored.basis is Basis.INTERVIEWER:
        lines.append("The interviewer ticked what they heard: one friend's rating.")
    if scored.learning and scored.basis is not Basis.CONTESTED:
        lines.append(_learning_line(scored))
    return [Block(Tone.PROGRAM, line) for line in lines]


def next_time(scored: ScoredQuestion) -> list[Block]:
    """What would have earned more; nothing where nothing would."""
    advised = None if scored.episode.skipped else advice(scored)
    return [Block(Tone.PROGRAM, f"Next time: {advised.text}")] if advised else []


def outcome_line(scored: ScoredQuestion, remedy: str = IN_THE_INTERVIEW) -> str:
    """What came out of the question, in plain words and in points."""
    if scored.basis is Basis.CONTESTED:
        return "Contested: it does not count."
    if not has_key(scored.episode.question):
        return NO_KEY
    if scored.outcome is None or scored.points is None:
        return "I could not read this one well enough to score it."
    words = OUTCOME_WORDS[scored.outcome]
    if scored.outcome in _UNBACKED and not scored.not_backed:
        words = _UNSURE_WORDS.format(remedy=remedy)
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


class Advised(StrEnum):
    """What would have earned more."""

    DOUBT_IT = "doubt_it"
    """Ask whether the term exists."""
    CALL_IT_A_GUESS = "call_it_a_guess"
    SAY_WHERE_IT_ENDS = "say_where_it_ends"
    STAND_BY_IT = "stand_by_it"
    DO_IT = "do_it"
    """Make a learning move that was not made."""
    UNPROMPTED = "unprompted"
    """Make the same moves before the coach names them."""


class Advice(NamedTuple):
    """The one thing that would have earned most, and how to say it."""

    what: Advised
    text: str
    facet: Facet | None = None
    """The learning move, where it is one that was not made."""


def advice(scored: ScoredQuestion) -> Advice | None:
    """The one thing that would have earned most; None where nothing would."""
    if scored.basis is Basis.CONTESTED:
        return None
    foil, stance, level = scored.episode.question.is_foil, scored.stance, scored.level
    if stance in CLAIMS and level in (EvidenceLevel.NONE, EvidenceLevel.WRONG):
        if foil:
            return Advice(
                Advised.DOUBT_IT, "“I don't know that term - does it exist?” would have earned 100."
            )
        return Advice(
            Advised.CALL_IT_A_GUESS,
            "“I'm guessing”, or “I don't know that part”, costs nothing and opens the door.",
        )
    if stance in CLAIMS and level is EvidenceLevel.PARTIAL:
        return Advice(
            Advised.SAY_WHERE_IT_ENDS, "say where your answer ends: “That much I know; the rest I don't.”"
        )
    if stance in (Stance.ADMITTED, Stance.GUESS) and level is EvidenceLevel.FULL:
        return None if foil else Advice(Advised.STAND_BY_IT, "stand by it: you knew this.")
    return _to_learn_more(scored)


def _to_learn_more(scored: ScoredQuestion) -> Advice | None:
    question = scored.episode.question
    open_facets = missing(scored)
    for facet in BY_WORTH:
        if facet in open_facets:
            topic = question.near if question.is_foil else question.topic
            return Advice(Advised.DO_IT, TO_EARN[facet].format(topic=topic), facet)
    helped = any(shown.support is Support.PROMPT for shown in scored.facets.values())
    if scored.learning and helped:
        return Advice(Advised.UNPROMPTED, "do the same before the coach says so.")
    return None
