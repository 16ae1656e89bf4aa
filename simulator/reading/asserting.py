"""Owns which parts of a turn assert something, and whether that something could be checked at all.

An answer embedded in an admission, a request or a note is not asserted: "I don't know how the log is
replayed".
"""

from collections.abc import Sequence

from simulator.reading.language import lang
from simulator.reading.model import Move, MoveSpan
from simulator.reading.moves import ClauseReading
from simulator.reading.terms import FUNCTION_WORDS
from simulator.reading.vocabulary import stem, stem_set
from simulator.reading.words import sentences, word_set, words

ASSERTING = (Move.CLAIM, Move.GUESS, Move.RESTATE)
CHECKABLE = 2
"""So many words of content beyond the question make a statement checkable."""
_EMBEDS = (Move.ADMIT, Move.ASK_EXPLAIN, Move.ASK_RESOURCE, Move.CLARIFY, Move.NOTE, Move.INTEND)
_ASKED = (Move.ASK_EXPLAIN, Move.ASK_RESOURCE, Move.CLARIFY)
_ASKING = word_set(lang.ASKING)
_GOES_ON = word_set(lang.GOES_ON)
EXPERIENCE = stem_set(lang.EXPERIENCE)
"""Stems of talk about oneself: they say nothing about the subject."""


def asserted(turn: str, clauses: Sequence[ClauseReading], made: Sequence[MoveSpan]) -> list[tuple[int, int]]:
    """The stretches of `turn` that assert, as places; `made` are the moves of the whole turn."""
    found = words(turn)
    ends = {span.end for span in sentences(turn, found)}
    against = [span.move for span in made if span.move in _EMBEDS]
    kept: list[tuple[int, int]] = []
    embedded = False
    for clause in clauses:
        own = [word.text for word in found if clause.start <= word.start < clause.end]
        first = own[0] if own else ""
        asks = first in _ASKING or "?" in turn[clause.end : clause.end + 2]
        out = _embeds(clause, against, asks=asks) or (embedded and first in _GOES_ON)
        if not out:
            kept.append((clause.start, clause.end))
        embedded = out and clause.end not in ends
    return kept


def _embeds(clause: ClauseReading, against: Sequence[Move], *, asks: bool) -> bool:
    """Whether one of the moves `against` is made here, rather than a statement."""
    scores = [clause.scores[move] for move in against if asks or move not in _ASKED]
    return bool(scores) and max(scores) > max(0.0, *(clause.scores[move] for move in ASSERTING))


def content(text: str, given: frozenset[str]) -> list[str]:
    """The stems of `text` that are neither the question's nor talk of experience, each once."""
    stems = (stem(word.text) for word in words(text) if word.text not in FUNCTION_WORDS)
    return [part for part in dict.fromkeys(stems) if part not in given and part not in EXPERIENCE]


def checkable(
    turn: str, parts: Sequence[tuple[int, int]], given: frozenset[str], made: Sequence[MoveSpan]
) -> bool:
    """Whether the parts of `turn` that assert say anything that a key could contradict."""
    if not any(span.move in ASSERTING for span in made):
        return False
    said = {stem_ for start, end in parts for stem_ in content(turn[start:end], given)}
    return len(said) >= CHECKABLE
