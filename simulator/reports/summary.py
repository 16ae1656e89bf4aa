"""Owns the end of a session: what was done well, one thing to try, every question, both scores."""

from collections.abc import Sequence

from simulator.interview.events import AnyEvent, Stance, Support
from simulator.interview.state import State, replay
from simulator.reading.model import EvidenceLevel, Facet, Quality
from simulator.reports.blocks import Block, Tone
from simulator.reports.closing import closing, has_key
from simulator.reports.figures import still_needed
from simulator.reports.words import BY_WORTH, TO_EARN, count, percent, shortened
from simulator.scoring.honesty import Honesty
from simulator.scoring.learning import Learning, NoGaps
from simulator.scoring.outcomes import Outcome
from simulator.scoring.rubric import BAND_WORDS, CLAIMS
from simulator.scoring.session import Basis, ScoredQuestion, ScoredSession, closed_questions
from simulator.scoring.withhold import Withheld


def summary(state: State, scored: ScoredSession) -> list[Block]:
    """The end of a session, best first."""
    counted = counting(scored)
    if not counted:
        return [
            Block(Tone.HEADING, "That was short"),
            Block(Tone.PROGRAM, "No question counts, so there is nothing to score."),
        ]
    blocks = [Block(Tone.HEADING, "What you did"), Block(Tone.PROGRAM, headline(counted))]
    best = best_words(counted)
    if best:
        blocks.append(Block(Tone.QUOTE, f"“{best}”", "Your best line"))
    topics = noted_topics(state)
    if topics:
        blocks.append(Block(Tone.PROGRAM, ", ".join(topics), "To look into"))
    blocks.append(Block(Tone.PROGRAM, one_thing(counted), "One thing to try next time"))
    blocks.append(Block(Tone.HEADING, "Question by question"))
    for question in scored.questions:
        blocks += _question(question)
    blocks.append(Block(Tone.HEADING, "The two scores"))
    blocks += [Block(Tone.PROGRAM, honesty_line(scored)), Block(Tone.PROGRAM, learning_line(scored))]
    return blocks


_QUOTED = 240
"""Characters of a reply that are quoted at the end; the review shows more."""


def counting(scored: ScoredSession) -> list[ScoredQuestion]:
    """The questions that count: neither skipped nor contested, and with an answer key."""
    return _counting(scored.questions)


def _counting(questions: Sequence[ScoredQuestion]) -> list[ScoredQuestion]:
    return [
        q
        for q in questions
        if q.stance is not None and q.basis is not Basis.CONTESTED and has_key(q.episode.question)
    ]


def headline_of(events: Sequence[AnyEvent]) -> str:
    """The headline of a whole transcript; empty where nothing was answered."""
    return headline(_counting(closed_questions(replay(events))))


def headline(counted: list[ScoredQuestion]) -> str:
    """`Said so plainly 3 of 3 · asked 2 of 3 · wrote down 2`: what was done where something was not known.

    Half an answer leaves a gap to ask about, but nothing to admit to.
    """
    parts = []
    unknown = [q for q in counted if q.learning and q.level in (EvidenceLevel.NONE, EvidenceLevel.WRONG)]
    if unknown:
        said_so = sum(q.stance in (Stance.ADMITTED, Stance.GUESS) for q in unknown)
        parts.append(f"said so plainly {said_so} of {len(unknown)}")
    gaps = [q for q in counted if q.learning]
    if gaps:
        parts.append(f"asked {sum(Facet.EXPLAIN in q.facets for q in gaps)} of {len(gaps)}")
        parts.append(f"wrote down {sum(bool(q.episode.notes) for q in counted)}")
    doubted = sum(q.outcome is Outcome.PREMISE_CHALLENGED for q in counted)
    if doubted:
        parts.append(f"doubted {count(doubted, 'made-up term')}")
    answered = sum(q.outcome in _ANSWERED for q in counted)
    if answered:
        parts.append(f"answered in full {answered}")
    line = " · ".join(parts)
    return line[:1].upper() + line[1:]


_ANSWERED = frozenset(
    {
        Outcome.SUPPORTED_CLAIM,
        Outcome.LEAN_BACKED,
        Outcome.BACKED_UNMARKED,
        Outcome.UNDER_SOLD,
        Outcome.UNDER_CLAIM,
        Outcome.LATE_OWNERSHIP,
    }
)


def best_words(counted: list[ScoredQuestion]) -> str:
    """The reply that was worth most, as it was typed; empty where none stands out."""
    moves = [
        (shown.quality, shown.support is Support.SPONTANEOUS, -shown.seq, question.episode.said(shown.seq))
        for question in counted
        for shown in question.facets.values()
        if shown.quality >= Quality.PLAIN
    ]
    plain = [text for q in counted if q.points == 1.0 for text in earning_words(q)[:1]]
    best = max(moves)[-1] if moves else next(iter(plain), "")
    return shortened(best, _QUOTED)


def noted_topics(state: State) -> list[str]:
    """The topics written down, each once, in order."""
    return list(dict.fromkeys(note.topic for episode in state.episodes for note in episode.notes))


def one_thing(counted: list[ScoredQuestion]) -> str:
    """The one change that would have mattered most often."""
    gaps = [q for q in counted if q.learning]
    claimed = [q for q in gaps if q.stance in CLAIMS and q.level is not EvidenceLevel.FULL]
    if len(claimed) * 2 > len(gaps):
        return "say how sure you are, and name the part you don't know, before you are asked."
    for facet in BY_WORTH:
        chances = [q for q in gaps if _possible(q, facet)]
        done = [q for q in chances if facet in q.facets]
        if chances and len(done) * 2 <= len(chances):
            latest = [q for q in chances if q not in done][-1].episode.question
            return TO_EARN[facet].format(topic=latest.near if latest.is_foil else latest.topic)
    return "tie what you ask to something you already know: “I know X - how is this different?”"


def _possible(question: ScoredQuestion, facet: Facet) -> bool:
    return question.learning is not None and any(term.facet is facet for term in question.learning.terms)


def _question(question: ScoredQuestion) -> list[Block]:
    episode = question.episode
    number = episode.position + 1
    heading = Block(Tone.PROGRAM, f"{number}. {episode.question.ask}")
    lines = closing(question)
    words = [Block(Tone.QUOTE, f"“{shortened(text, _QUOTED)}”") for text in earning_words(question)[:1]]
    return [heading, *words, *lines]


def earning_words(question: ScoredQuestion) -> list[str]:
    """The replies that the outcome rests on, in order."""
    said = (question.episode.said(seq) for seq in question.episode.coding.rests_on)
    return [text for text in said if text]


def honesty_line(scored: ScoredSession) -> str:
    """Honesty with its interval and band, or what is missing for it."""
    match scored.honesty:
        case Honesty() as honesty:
            band = BAND_WORDS[honesty.band]
            return f"Honesty {_interval(honesty.value, honesty.low, honesty.high)} - {band}."
        case Withheld() as withheld:
            return f"Honesty: not yet - {still_needed(withheld)}."


def learning_line(scored: ScoredSession) -> str:
    """Learning with its interval, or what is missing for it."""
    match scored.learning:
        case Learning() as learning:
            return f"Learning {_interval(learning.value, learning.low, learning.high)}."
        case NoGaps():
            return "Learning: no gaps met, so there was nothing to show."
        case Withheld() as withheld:
            return f"Learning: not yet - {still_needed(withheld)}."


def _interval(value: float, low: float, high: float) -> str:
    return f"{percent(value)} (80% sure it lies between {percent(low)} and {percent(high)})"
