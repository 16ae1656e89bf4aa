"""Owns the walk through the arithmetic of one question, in plain words; works out nothing itself.

Every number comes out of the structures that scoring has computed with: the table, the repair, the weight,
the halves of honesty, the steps of learning. Section 2, 3 and 4.1 of docs/scoring.md.
"""

from simulator.interview.coding import Coding
from simulator.interview.events import Mark, RepairTime, Support
from simulator.reading.levels import FULL_COVERAGE
from simulator.reading.model import EvidenceLevel, Facet
from simulator.reports.blocks import Block, Tone
from simulator.reports.closing import NO_KEY, has_key, outcome_line
from simulator.reports.figures import hundred, number, still_needed
from simulator.reports.reading import key_blocks
from simulator.reports.summary import earning_words
from simulator.reports.words import FACETS, HEARD, ON_A_FOIL, STANCES, SUPPORTS, count, percent, shortened
from simulator.scoring import rubric
from simulator.scoring.honesty import (
    Contribution,
    Honesty,
    Item,
    Strata,
    Stratum,
    Worth,
    contributions,
    lapse_allowance,
    worth,
)
from simulator.scoring.learning import EpisodeScore, Learning, NoGaps, Term
from simulator.scoring.rubric import GAMMA, ItemType
from simulator.scoring.session import Basis, ScoredQuestion, ScoredSession
from simulator.scoring.withhold import Withheld

_QUOTED = 240
"""Characters of a reply that are quoted."""
_SHOWS = {
    EvidenceLevel.NONE: "no detail",
    EvidenceLevel.WRONG: "something else than the key",
    EvidenceLevel.PARTIAL: "part of the key",
    EvidenceLevel.FULL: "what the key asks for",
    EvidenceLevel.UNCLEAR: "something that could not be read",
}
_TABLES = {
    ItemType.REAL: "real questions",
    ItemType.FOIL: "made-up terms",
    ItemType.CONTROL: "topics you have explained well before",
}
_KEYS = {
    Mark.DONT_KNOW: "don't know",
    Mark.GUESS: "a guess",
    Mark.FAIRLY_SURE: "fairly sure",
    Mark.SURE: "sure",
}
_HALVES = {
    Stratum.CANDOUR: "saying so when you don't know",
    Stratum.OWNERSHIP: "standing by what you know",
}
_LOWERED = {
    Facet.EXPLAIN: "you asked in the same words in several questions and left the answer unused",
    Facet.TEACH_BACK: "most of it is the explanation word for word",
    Facet.NOTE: "it shares no word with the question or its explanation",
}
"""Why a step counts for less than it was read as."""


def why(scored: ScoredQuestion, session: ScoredSession) -> list[Block]:
    """How one question came to its points, and what they do to the two scores of its session."""
    episode = scored.episode
    blocks = [
        Block(Tone.HEADING, f"Question {episode.position + 1}"),
        Block(Tone.QUESTION, episode.question.ask),
    ]
    if not has_key(episode.question):
        return [*blocks, _say(f"{NO_KEY} Nobody can say what your answer shows.")]
    if scored.item is None:
        return [
            *blocks,
            _say("You went on before answering, so it is not scored. Nothing counts against you."),
        ]
    strata = contributions([q.item for q in session.questions if q.item])
    return [
        *blocks,
        Block(Tone.HEADING, "What was counted"),
        *_counted(scored, scored.item),
        Block(Tone.HEADING, "Honesty"),
        *_honesty(scored, scored.item),
        *_weight(scored, scored.item, strata, session),
        Block(Tone.HEADING, "Learning"),
        *_learning(scored),
        Block(Tone.HEADING, "The scores of the session"),
        *_session(session),
    ]


def _say(text: str) -> Block:
    return Block(Tone.PROGRAM, text)


def _counted(scored: ScoredQuestion, item: Item) -> list[Block]:
    episode, coding = scored.episode, scored.episode.coding
    blocks = [Block(Tone.QUOTE, f"“{shortened(text, _QUOTED)}”", "You") for text in earning_words(scored)]
    blocks.append(_say(f"How sure: {_how_sure(coding, item)}."))
    if episode.question.is_foil:
        blocks.append(_say("The term is made up, so nobody can know it."))
        return [*blocks, _say(f"Your answer shows: {ON_A_FOIL[scored.level]}.")]
    if scored.basis is Basis.INTERVIEWER:
        blocks += [_say(f"Heard by voice: {HEARD[seen.move]}.") for seen in episode.observed]
    ticked = coding.met if episode.confirmed is None else frozenset(episode.confirmed)
    blocks += key_blocks(episode, ticked)
    return [*blocks, _say(_shown(scored))]


def _how_sure(coding: Coding, item: Item) -> str:
    said = STANCES[item.standing.stance]
    if coding.mark is None or coding.words is None or coding.deflected:
        return f"{said}, by your words"
    words = STANCES[coding.words]
    return f"{said} (your key: {_KEYS[coding.mark]}; your words: {words}; the more careful one counts)"


def _shown(scored: ScoredQuestion) -> str:
    evidence = scored.evidence
    if evidence is None:
        return "Your answer shows no detail."
    wrong = [f" The key calls this wrong: “{stated.text}”." for stated in evidence.misconceptions]
    return (
        f"Your answer shows {_SHOWS[scored.level]}: {hundred(evidence.coverage)} of 100 by weight; it takes "
        f"{hundred(FULL_COVERAGE)} and every core point to have all of it.{''.join(wrong)}"
    )


def _honesty(scored: ScoredQuestion, item: Item) -> list[Block]:
    if scored.points is None:
        return [_say("This could not be read well enough, so there are no points.")]
    made = worth(item)
    stance, shown = STANCES[made.standing.stance], _evidence(item.type, made.standing.evidence)
    lines = [
        f"{stance[:1].upper()}{stance[1:]}; your answer shows {shown}: "
        f"the table for {_TABLES[made.table]} gives {hundred(made.by_table)} of 100."
    ]
    lines += _repaired(made, item)
    if made.bound is not None:
        lines.append(
            f"When you were asked for a detail it stood at {hundred(made.bound)}. Only true detail or taking "
            f"the claim back can raise that, so it is {hundred(made.value)}."
        )
    if item.repair and item.repair.at is RepairTime.AFTER_REVEAL:
        lines.append("You took it back after the answer was out; that is too late to count.")
    if scored.basis is not Basis.CONTESTED:
        lines.append(outcome_line(scored))
    return [_say(line) for line in lines]


def _evidence(kind: ItemType, level: EvidenceLevel) -> str:
    return (ON_A_FOIL if kind is ItemType.FOIL else _SHOWS)[level]


def _repaired(made: Worth, item: Item) -> list[str]:
    if made.repair is None:
        return []
    claim, share = made.repair.claim, hundred(made.share)
    before, after = hundred(made.claimed), hundred(made.by_table)
    when = "by yourself" if made.repair.at is RepairTime.UNPROMPTED else "when asked once more"
    # With a bound the sum is not the value; then it is left to the next line to say what is.
    result = f" = {hundred(made.value)}" if made.bound is None else ""
    return [
        f"At first {STANCES[claim.stance]}, and your answer showed {_evidence(item.type, claim.evidence)}: "
        f"worth {before}. You took that back {when}, which leads {share}% of the way: "
        f"{before} + {share}% × ({after} − {before}){result}."
    ]


def _weight(scored: ScoredQuestion, item: Item, strata: Strata, session: ScoredSession) -> list[Block]:
    lines = _basis(scored)
    if item.lapse and item.scored:
        lines.append(
            f"You explained this well before, and by the schedule you recall it with a chance of "
            f"{hundred(item.retrievability)} in 100, so that is how much of the weight counts."
        )
    if any(part.key == item.key for part in strata.free):
        allowed = lapse_allowance(q.item for q in session.questions if q.item)
        lines.append(f"Forgetting explains {allowed} such slip here, so this one is free: it counts nowhere.")
    parts = [part for part in (*strata.candour, *strata.ownership) if part.key == item.key]
    if len(parts) > 1:
        lines.append(
            "Half an answer shows both what you know and what you don't: each takes half of the weight."
        )
    return [_say(line) for line in [*lines, *map(_routed, parts)]]


def _basis(scored: ScoredQuestion) -> list[str]:
    weight = rubric.OMEGA[scored.coded]
    confirmed = number(rubric.OMEGA[rubric.Coding.CONFIRMED])
    by_friend = f"The interviewer ticked what they heard, so it weighs {number(weight)}: one friend's rating."
    says = {
        rubric.Coding.CONTESTED: "You contested it, so it counts nowhere.",
        rubric.Coding.CONFIRMED: (
            by_friend
            if scored.basis is Basis.INTERVIEWER
            else f"You confirmed the key points, so it weighs {number(weight)}."
        ),
        rubric.Coding.UNCLEAR: "So it weighs nothing, neither for you nor against you.",
        rubric.Coding.AUTOMATIC: (
            f"You added a key point that was not heard: your word alone weighs {number(weight)}."
            if scored.basis is Basis.CONFIRMED
            else f"Only the program has read it, so it weighs {number(weight)}. "
            f"Had you confirmed the key points, it would weigh {confirmed}."
        ),
    }
    return [says[scored.coded], *_proposed(scored)]


def _proposed(scored: ScoredQuestion) -> list[str]:
    points = scored.episode.question.key_points
    proposed = sum(not point.confirmed for point in points)
    if not proposed or not scored.omega:
        return []
    return [
        f"{count(proposed, 'key point')} of {len(points)} came from an import, and nobody has confirmed "
        f"{'them' if proposed > 1 else 'it'}: such a point keeps {hundred(rubric.PROPOSED)}% of its share, "
        f"so all of it weighs {number(scored.omega)}. `idk bank edit` is where you confirm them."
    ]


def _routed(part: Contribution) -> str:
    earned = part.weight * part.points
    return (
        f"So to “{_HALVES[part.stratum]}” it adds {number(part.weight)} × {hundred(part.points)}% = "
        f"{number(earned)}, where {number(part.weight)} was possible."
    )


def _session(session: ScoredSession) -> list[Block]:
    lines = [*_session_honesty(session.honesty), _session_learning(session.learning)]
    return [_say(line) for line in lines]


def _session_honesty(honesty: Honesty | Withheld) -> list[str]:
    if isinstance(honesty, Withheld):
        return [f"Honesty: not yet - {still_needed(honesty)}."]
    start, misses = rubric.STRATUM_PRIOR
    first, second = number(rubric.CANDOUR_EXPONENT), number(rubric.OWNERSHIP_EXPONENT)
    return [
        f"Both halves of honesty start at {number(start)} of {number(start + misses)}, as if two answers had "
        "been seen; what your answers add comes on top.",
        _half(Stratum.CANDOUR, honesty.candour, honesty.candour_earned, honesty.candour_weight),
        _half(Stratum.OWNERSHIP, honesty.ownership, honesty.ownership_earned, honesty.ownership_weight),
        f"Neither half makes up for the other: honesty is {number(honesty.candour)} to the power {first} × "
        f"{number(honesty.ownership)} to the power {second} = {number(honesty.value)}, so "
        f"{percent(honesty.value)} (80% sure: {percent(honesty.low)} to {percent(honesty.high)}).",
    ]


def _session_learning(learning: Learning | Withheld | NoGaps) -> str:
    match learning:
        case NoGaps():
            return "Learning: no gaps met, so there was nothing to show."
        case Withheld():
            return f"Learning: not yet - {still_needed(learning)}."
        case Learning():
            hit, miss = rubric.LEARNING_PRIOR
            return (
                f"Learning starts at {number(hit)} of {number(hit + miss)}: ({number(hit)} + "
                f"{number(learning.earned)}) / ({number(hit + miss)} + {number(learning.weight)}) = "
                f"{number(learning.value)}, so {percent(learning.value)} "
                f"(80% sure: {percent(learning.low)} to {percent(learning.high)})."
            )


def _half(stratum: Stratum, mean: float, earned: float, weight: float) -> str:
    start, misses = rubric.STRATUM_PRIOR
    return (
        f"{_HALVES[stratum].capitalize()}: ({number(start)} + {number(earned)}) / "
        f"({number(start + misses)} + {number(weight)}) = {number(mean)}."
    )


def _learning(scored: ScoredQuestion) -> list[Block]:
    score = scored.learning
    if score is None:
        return [_say(_no_gap(scored))]
    lines = [_step(scored, term) for term in score.terms]
    possible = {term.facet for term in score.terms}
    left_out = [word for facet, word in FACETS.items() if facet not in possible]
    if left_out and not scored.episode.question.is_foil:
        lines.append(f"Not possible, as nothing was explained: {', '.join(left_out)}.")
    if any(term.gamma < GAMMA[term.support] for term in score.terms):
        most = hundred(rubric.GAMMA_AFTER_CORRECTION)
        lines.append(f"The interviewer had to name what your claim lacked, so no step counts above {most}%.")
    lines.append(_sum(score))
    weight = number(score.weight)
    halved = " (a made-up term weighs half)" if scored.episode.question.is_foil else ""
    lines.append(
        f"It weighs {weight}{halved}, so to the session's learning it adds {weight} × "
        f"{hundred(score.value)}% = {number(score.weight * score.value)}."
    )
    return [_say(line) for line in lines]


def _no_gap(scored: ScoredQuestion) -> str:
    if scored.level is EvidenceLevel.UNCLEAR:
        return "This could not be read well enough to say what there was to learn."
    if scored.level is EvidenceLevel.FULL:
        return "There was nothing left to learn here, so it does not count."
    return "You explained this well before, so it is no gap: it cannot earn learning points."


def _step(scored: ScoredQuestion, term: Term) -> str:
    name, weight = FACETS[term.facet].capitalize(), hundred(term.weight)
    if term.support is Support.MISSING:
        unrelated = term.facet is Facet.NOTE and scored.episode.notes
        done = "what you wrote down names nothing of this question" if unrelated else "not done"
        return f"{name}: {done}, 0 of {weight}."
    read = scored.episode.coding.facets[term.facet].quality
    lowered = f" (read as {int(read)}, but {_LOWERED[term.facet]})" if term.quality < read else ""
    return (
        f"{name}: {int(term.quality)} of 4{lowered}, worth {hundred(term.credit)}%; "
        f"{SUPPORTS[term.support]}, so {hundred(term.gamma)}% of that: "
        f"{weight} × {hundred(term.credit)}% × {hundred(term.gamma)}% = {hundred(term.product)}."
    )


def _shown_as(share: float) -> str:
    """A share with its decimals, and the whole number that the screen shows where that is another."""
    exact, whole = hundred(share), percent(share)
    return exact if exact == whole else f"{exact}, shown as {whole}"


def _sum(score: EpisodeScore) -> str:
    parts = " + ".join(hundred(term.product) for term in score.terms)
    total = f"{parts} = {hundred(score.earned)}" if len(score.terms) > 1 else parts
    line = f"Together {total} of the {hundred(score.possible)} that were possible here: "
    if not score.capped:
        return f"{line}{_shown_as(score.value)}."
    cap = hundred(rubric.CAP_WITHOUT_ASK)
    return f"{line}but without asking for an explanation it is {cap} at most, so {hundred(score.value)}."
