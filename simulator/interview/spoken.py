"""Owns what an interviewer's marks and ticks come to: the coding of an answer that was spoken, not typed.

What is marked between two lines of the interviewer's is one reply, so that "I know the first half, not the
rest" is no claim taken back; it is coded by the same rules as a typed one (`coding`). Nothing here guesses:
every move and every point was heard by a person.
"""

import msgspec

from simulator.interview import coding as code
from simulator.interview.coding import Coding
from simulator.interview.events import TickKind
from simulator.questions.model import Question
from simulator.reading.merging import relevel
from simulator.reading.model import (
    Evidence,
    EvidenceLevel,
    Facet,
    MisconceptionReading,
    Move,
    MoveSpan,
    Quality,
    Reading,
)

READER = "interviewer"
"""Stands as the reader's version where a person has heard."""
FACET_OF: dict[Move, Facet] = {
    Move.ASK_EXPLAIN: Facet.EXPLAIN,
    Move.ASK_RESOURCE: Facet.RESOURCE,
    Move.RESTATE: Facet.TEACH_BACK,
    Move.NOTE: Facet.NOTE,
    Move.FOLLOW_UP: Facet.FOLLOW_UP,
}
"""The learning moves that can be heard; each is rated 1-4."""
STANDS = (Move.ADMIT, Move.GUESS, Move.CLAIM, Move.DEFLECT)
"""The moves by which the candidate takes a stand, or none."""
_LEVELS = {
    TickKind.FULL: EvidenceLevel.FULL,
    TickKind.WRONG: EvidenceLevel.WRONG,
    TickKind.PARTIAL: EvidenceLevel.PARTIAL,
}
"""In the order in which they count where several are ticked."""


class Box(msgspec.Struct, frozen=True):
    """Something that can be ticked as said."""

    what: TickKind
    index: int = 0


class Observation(msgspec.Struct, frozen=True):
    """Something the interviewer heard the candidate do."""

    move: Move
    quality: Quality
    seq: int


class Spoken(msgspec.Struct, frozen=True):
    """What was observed since the interviewer last spoke, and the coding before it."""

    before: Coding
    observed: tuple[Observation, ...] = ()


def has_levels(question: Question) -> bool:
    """Whether an answer is ticked as a whole, there being no key points (a foil, a question of one's own)."""
    return not question.key_points


def points_of(ticks: frozenset[Box]) -> tuple[int, ...]:
    """The key points among the ticks, in order."""
    return tuple(sorted(tick.index for tick in ticks if tick.what is TickKind.POINT))


def evidence_of(ticks: frozenset[Box], question: Question, heard: Evidence | None = None) -> Evidence | None:
    """What the answer shows by the interviewer's ticks; `heard`, as read, lends its words and no judgement.

    None where a question without a key was not judged.
    """
    kinds = {tick.what for tick in ticks}
    if has_levels(question):
        level = next((level for kind, level in _LEVELS.items() if kind in kinds), None)
        if level is None:
            level = EvidenceLevel.NONE if TickKind.NONE in kinds else None
        return None if level is None else Evidence(level, 0.0)
    stated = tuple(
        MisconceptionReading(tick.index, 1.0)
        for tick in sorted(ticks, key=lambda tick: tick.index)
        if tick.what is TickKind.MISCONCEPTION
    )
    asserts = TickKind.WRONG in kinds or bool(stated)
    base = Evidence(EvidenceLevel.WRONG, 0.0, misconceptions=stated) if asserts else None
    if heard is not None:
        level = EvidenceLevel.WRONG if asserts else heard.level
        base = msgspec.structs.replace(heard, level=level, misconceptions=stated)
    return relevel(base, question, frozenset(points_of(ticks)))


def hear(spoken: Spoken, question: Question, ticks: frozenset[Box]) -> Coding:
    """The coding once everything in `spoken`, with what is ticked, is taken as one reply."""
    coding = spoken.before
    if not spoken.observed:
        return coding
    seq = spoken.observed[-1].seq
    reading = Reading(
        moves=tuple(MoveSpan(seen.move, "", 0, 0) for seen in spoken.observed),
        evidence=evidence_of(ticks, question) if ticks and not coding.revealed else None,
        quality={
            FACET_OF[seen.move]: seen.quality
            for seen in sorted(spoken.observed, key=lambda seen: seen.quality)
            if seen.move in FACET_OF
        },
        reader=READER,
    )
    coding = code.hear(coding, question, "", reading, seq)
    for seen in spoken.observed:
        if seen.move is Move.NOTE:
            coding = code.note(coding, seen.quality, seen.seq, "")
    return coding
