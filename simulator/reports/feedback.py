"""Owns what two people say of an interview at its end, laid beside the program's reading of it.

Sealed until the session is over: until then nothing of it can be drawn.
"""

import msgspec

from simulator.interview.events import Aspect, Rated, Role, Stance
from simulator.interview.state import Phase, State
from simulator.reading.model import EvidenceLevel, Facet
from simulator.reports.blocks import Block, Tone
from simulator.reports.words import count
from simulator.scoring.rubric import CLAIMS
from simulator.scoring.session import Basis, ScoredQuestion, ScoredSession

ASPECTS: dict[Aspect, str] = {
    Aspect.SAID_SO: "Said so plainly when something was not known",
    Aspect.STOOD_BY: "Stood by what was known",
    Aspect.ASKED: "Asked for an explanation",
    Aspect.OWN_WORDS: "Put the explanation into own words",
    Aspect.RESOURCE: "Asked what to learn it from",
    Aspect.NOTED: "Wrote it down",
}
"""What is rated, in the order of the form: acts, so that two people can mean the same."""
SCALE = ("never", "seldom", "about half the time", "mostly", "every time")
"""What the ratings 0-4 say, of the times when there was occasion to."""
NAMES = {Role.CANDIDATE: "you", Role.INTERVIEWER: "your friend"}
"""What the two are called on the candidate's side."""
_APART = 2
"""Ratings so far from one another differ; a step is how exact such a scale is."""


class FeedbackData(msgspec.Struct, frozen=True, kw_only=True):
    """The forms of an interview between two, as data; sealed (null) until it is over."""

    aspects: tuple["Compared", ...]
    well: dict[Role, str]
    better: dict[Role, str]
    warm_up: tuple[int, int] | None
    """Sample ratings that were the rubric's, of how many."""


class Chances(msgspec.Struct, frozen=True):
    """How often something was done (`k`), of the times it could have been (`n`)."""

    k: int
    n: int

    @property
    def rating(self) -> int | None:
        """The same on the scale of the form; None where there was no occasion."""
        if not self.n:
            return None
        if self.k in (0, self.n):
            return 0 if not self.k else len(SCALE) - 1
        share = self.k / self.n
        return 1 if share < 0.4 else 2 if share <= 0.6 else 3


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the form, three ways."""

    aspect: Aspect
    candidate: int | None
    interviewer: int | None
    program: Chances

    @property
    def agree(self) -> bool | None:
        """Whether those that say anything are within a step; None where fewer than two do."""
        said = [each for each in (self.candidate, self.interviewer, self.program.rating) if each is not None]
        return None if len(said) < 2 else max(said) - min(said) < _APART


def compared(state: State, scored: ScoredSession) -> tuple[Compared, ...]:
    """Both forms beside the program's reading; empty while they are sealed, or where neither is in."""
    if state.phase is not Phase.OVER or not state.rated:
        return ()
    mine, theirs = state.rated.get(Role.CANDIDATE), state.rated.get(Role.INTERVIEWER)
    return tuple(
        Compared(
            aspect=aspect,
            candidate=mine.ratings.get(aspect) if mine else None,
            interviewer=theirs.ratings.get(aspect) if theirs else None,
            program=chances,
        )
        for aspect, chances in read_by_program(scored).items()
    )


def feedback_data(state: State, scored: ScoredSession) -> FeedbackData | None:
    """Both forms beside the program's reading, as data."""
    lines = compared(state, scored)
    if not lines:
        return None
    warm = state.warmed_up
    return FeedbackData(
        aspects=lines,
        well={role: rated.well for role, rated in state.rated.items()},
        better={role: rated.better for role, rated in state.rated.items()},
        warm_up=(warm.agreed, warm.of) if warm else None,
    )


def read_by_program(scored: ScoredSession) -> dict[Aspect, Chances]:
    """What the program has read of each aspect, over the questions that count."""
    counted = [q for q in scored.questions if q.stance is not None and q.basis is not Basis.CONTESTED]
    gaps = [q for q in counted if q.learning]
    unknown = [q for q in gaps if q.level in (EvidenceLevel.NONE, EvidenceLevel.WRONG)]
    known = [q for q in counted if q.level is EvidenceLevel.FULL and not q.episode.question.is_foil]
    told = [q for q in gaps if q.episode.coding.explained]
    return {
        Aspect.SAID_SO: Chances(sum(q.stance in _SAYS_SO for q in unknown), len(unknown)),
        Aspect.STOOD_BY: Chances(sum(q.stance in CLAIMS for q in known), len(known)),
        Aspect.ASKED: _shown(gaps, Facet.EXPLAIN),
        Aspect.OWN_WORDS: _shown(told, Facet.TEACH_BACK),
        Aspect.RESOURCE: _shown(gaps, Facet.RESOURCE),
        Aspect.NOTED: _shown(gaps, Facet.NOTE),
    }


_SAYS_SO = frozenset({Stance.ADMITTED, Stance.GUESS})


def _shown(questions: list[ScoredQuestion], facet: Facet) -> Chances:
    return Chances(sum(facet in q.facets for q in questions), len(questions))


def feedback(state: State, scored: ScoredSession, names: dict[Role, str] = NAMES) -> list[Block]:
    """Both forms beside the program's reading, with what the two wrote; nothing while they are sealed."""
    lines = compared(state, scored)
    if not lines:
        return _by_voice(state)
    blocks = [Block(Tone.HEADING, "What the two of you saw"), *_missing(state, names)]
    blocks += [_line(line, names) for line in lines]
    blocks.append(
        Block(Tone.PROGRAM, f"{_SAME} within a step of one another · {_OTHER} further apart: worth a word")
    )
    for role in (Role.CANDIDATE, Role.INTERVIEWER):
        rated = state.rated.get(role)
        blocks += _written(rated, names[role]) if rated else []
    return [*blocks, _rater(state, names), *_by_voice(state)]


_SAME, _OTHER = "=", "≠"


def _line(line: Compared, names: dict[Role, str]) -> Block:
    sign = {True: _SAME, False: _OTHER, None: "·"}[line.agree]
    program = f"{line.program.k} of {line.program.n}" if line.program.n else "no occasion"
    parts = [
        f"{names[Role.CANDIDATE]} {_rated(line.candidate)}",
        f"{names[Role.INTERVIEWER]} {_rated(line.interviewer)}",
        f"the program {program}",
    ]
    return Block(Tone.POINT, f"{sign} {ASPECTS[line.aspect]}: {' · '.join(parts)}")


def _rated(rating: int | None) -> str:
    return "-" if rating is None else SCALE[rating]


def _missing(state: State, names: dict[Role, str]) -> list[Block]:
    absent = [names[role] for role in (Role.CANDIDATE, Role.INTERVIEWER) if role not in state.rated]
    return [Block(Tone.PROGRAM, f"No form by {name}.") for name in absent]


def _written(rated: Rated, name: str) -> list[Block]:
    said = [("went well", rated.well), ("try next time", rated.better)]
    label = name[:1].upper() + name[1:]
    return [Block(Tone.QUOTE, f"“{text}”", f"{label}, {what}") for what, text in said if text]


def _rater(state: State, names: dict[Role, str]) -> Block:
    warm = state.warmed_up
    skilled = f"; before, {warm.agreed} of {warm.of} sample ratings were the rubric's" if warm else ""
    who = names[Role.INTERVIEWER]
    return Block(Tone.PROGRAM, f"What {who} rated and ticked is one friend's rating{skilled}.")


def jottings(state: State) -> list[Block]:
    """The interviewer's own notes, once the interview is over."""
    if state.phase is not Phase.OVER or not state.jotted:
        return []
    notes = [f"{f'Question {number}' if number else 'Before'}: {text}" for number, text in state.jotted]
    return [
        Block(Tone.HEADING, "The interviewer's notes"),
        *(Block(Tone.QUOTE, note) for note in notes),
    ]


def _by_voice(state: State) -> list[Block]:
    """What nobody can tell of questions that were only spoken."""
    if state.phase is not Phase.OVER:
        return []
    spoken = sum(bool(episode.observed) and not episode.is_typed for episode in state.episodes)
    if not spoken:
        return []
    return [
        Block(
            Tone.PROGRAM,
            f"Spoken only, and counted by marks and ticks alone: {count(spoken, 'question')}. Without words "
            "nobody can quote you, or tell whether own words were a copy of the explanation, a note named "
            "the topic, or asking had become a formula; how sure you were counts where you pressed the key.",
        )
    ]
