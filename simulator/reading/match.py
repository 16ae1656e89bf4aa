"""Owns how well a stretch of an answer says what a statement of the key says, as a few named figures.

Words are aligned one by one and softly (same stem, same meaning, a typo, near in meaning); words of the
question
count little, so that repeating it proves nothing. What speaks against - a denial, the opposite word, other
numbers,
roles swapped, a heap of words without a sentence - is measured apart. Turns figures into no probability.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from simulator.reading.terms import Term, Text
from simulator.reading.vectors import Vectors, cosine
from simulator.reading.vocabulary import vocabulary
from simulator.reading.words import word_set

SYNONYM = 0.92
TYPO = 0.85
RELATED = 0.75
"""Words that share a long beginning."""
MATCHED = 0.5
"""From this likeness on a word counts as said."""
_BEGINNING = 5
"""Letters that a shared beginning has, at least."""
_DENIAL = 4
"""A denial counts in full as soon as it holds for 1 / `_DENIAL` of the common words: it seldom holds for
all."""
_NEAR, _SPAN, _MOST = 0.38, 0.45, 0.85
"""A cosine of `_NEAR` counts nothing; over `_SPAN` more it rises to 1, cut at `_MOST`."""
_SYMMETRIC = word_set("connect separ differ differ_from same equal compar similar conflict between and")
_DIRECTION = word_set("befor after than until over under above below")
_PASSIVE = word_set("is are was were be been being gets get got")


class Statement(NamedTuple):
    """One wording of a point of the key, with what the question already gave away taken off its weights."""

    text: Text
    weights: tuple[float, ...]
    """What each term is worth as evidence."""
    direction: tuple[float, ...]
    """Where it points as a whole."""


class Stretch(NamedTuple):
    """Terms `first` to `last` (exclusive) of an answer, and where they point as a whole."""

    first: int
    last: int
    direction: tuple[float, ...]


def statement(text: Text, weights: Sequence[float], vectors: Vectors) -> Statement:
    """`text` as a statement whose terms weigh `weights`."""
    return Statement(text, tuple(weights), vectors.direction(bag(text.terms)))


def stretch(answer: Text, first: int, last: int, vectors: Vectors) -> Stretch:
    """Terms `first` to `last` of `answer`."""
    return Stretch(first, last, vectors.direction(bag(answer.terms[first:last])))


class Figures(NamedTuple):
    """How a window of the answer stands to a statement; all but `said` are 0-1."""

    recall: float
    """Weight of the statement's words that are said."""
    plain_recall: float
    """The same without regard to the question."""
    said: float
    """How much fresh weight is said, not more than 4."""
    meaning: float
    """Likeness of the two as wholes."""
    focus: float
    """Weight of the window's words that belong to the statement."""
    denied: float
    """A denial on one side alone."""
    opposite: float
    """An opposite in place of a word."""
    numbers: float
    """Another number in place of the statement's."""
    swapped: float
    """Roles on the two sides of a word swapped."""
    heap: float
    """Words without a sentence."""
    alike: float = 0.0
    """Likeness of the two as whole texts, in context; 0 where no model can tell."""
    asked: float = 0.0
    """The same between the window and the question."""
    rival: float = 0.0
    """The same between the window and what other points of the key say."""


class Alignment(NamedTuple):
    """For each term of a statement its best counterpart in the answer's terms."""

    likeness: tuple[tuple[float, ...], ...]
    opposite: tuple[tuple[bool, ...], ...]


def align(wording: Statement, answer: Text, vectors: Vectors) -> Alignment:
    """Likeness of every term of the statement to every term of the answer."""
    columns = {term.text: term for term in answer.terms}
    rows, against = [], []
    for mine in wording.text.terms:
        like = {text: likeness(mine, term, vectors) for text, term in columns.items()}
        opposed = {text: _opposes(mine, term) for text, term in columns.items()}
        rows.append(tuple(like[term.text] for term in answer.terms))
        against.append(tuple(opposed[term.text] for term in answer.terms))
    return Alignment(tuple(rows), tuple(against))


def likeness(one: Term, other: Term, vectors: Vectors) -> float:
    """How far two terms say the same, 0-1."""
    if one.stem == other.stem:
        return 1.0
    if one.groups and other.groups and one.groups & other.groups:
        return SYNONYM
    if one.number or other.number or _opposes(one, other):
        return 0.0
    soft = min(_MOST, max(0.0, (vectors.similarity(one.text, other.text) - _NEAR) / _SPAN))
    if one.text[0] != other.text[0]:
        return soft
    if soft < TYPO and _misspelt(one.text, other.text, vectors):
        return TYPO
    if soft < RELATED and _share_beginning(one.stem, other.stem):
        return RELATED
    return soft


def _opposes(one: Term, other: Term) -> bool:
    if not one.groups or not other.groups or one.groups & other.groups:
        return False
    opposite = vocabulary().opposite
    return any((a, b) in opposite for a in one.groups for b in other.groups)


def _misspelt(one: str, other: str, vectors: Vectors) -> bool:
    """Whether one is the other with a slip: only where one of them is no known word."""
    if min(len(one), len(other)) < 5 or one[0] != other[0] or abs(len(one) - len(other)) > 2:
        return False
    if vectors.rank(one) is not None and vectors.rank(other) is not None:
        return False
    return slips(one, other) <= (1 if min(len(one), len(other)) < 8 else 2)


@lru_cache(maxsize=16384)
def slips(one: str, other: str) -> int:
    """Letters to add, drop, change or swap with the next to turn `one` into `other`."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[i - 2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _share_beginning(one: str, other: str) -> bool:
    if one[:_BEGINNING] != other[:_BEGINNING] or min(len(one), len(other)) < _BEGINNING:
        return False
    least = math.ceil(0.7 * max(len(one), len(other)))
    return one[:least] == other[:least]


def text_of(answer: Text, part: Stretch) -> str:
    """The words of a stretch, from the beginning of its first clause to the end of its last."""
    start, end = place_of(answer, answer.terms[part.first].at, answer.terms[part.last - 1].at)
    return answer.text[start:end]


def place_of(answer: Text, first: int, last: int) -> tuple[int, int]:
    """Where the clauses lie that hold the words `first` to `last` (inclusive)."""
    start = next(span.start for span in answer.clauses if span.last > first)
    end = next(span.end for span in answer.clauses if span.last > last)
    return start, end


def promise(wording: Statement, answer: Text, alignment: Alignment, part: Stretch) -> float:
    """How promising a stretch is, 0-1: cheap, to choose those that are worth comparing in full."""
    best = [max(row[part.first : part.last], default=0.0) for row in alignment.likeness]
    said = sum(map(mul, wording.weights, best))
    return float(said * _focus(alignment, answer.terms, part.first, part.last))


def figures(wording: Statement, answer: Text, alignment: Alignment, part: Stretch) -> Figures:
    """Compare a statement with a stretch of an answer."""
    mine, (first, last, _) = wording.text.terms, part
    window = answer.terms[first:last]
    best = [max(((row[j], -j) for j in range(first, last)), default=(0.0, 0)) for row in alignment.likeness]
    alike = [value for value, _ in best]
    pairs = [(i, -place) for i, (value, place) in enumerate(best) if value >= MATCHED]
    fresh, plain = sum(wording.weights), sum(term.weight for term in mine)
    said = sum(map(mul, wording.weights, alike))
    plain_said = sum(term.weight * value for term, value in zip(mine, alike, strict=True))
    return Figures(
        recall=said / fresh if fresh else 0.0,
        plain_recall=plain_said / plain if plain else 0.0,
        said=min(4.0, said),
        meaning=max(0.0, cosine(wording.direction, part.direction)),
        focus=_focus(alignment, answer.terms, first, last),
        denied=_denied(mine, answer.terms, pairs),
        opposite=_opposite(mine, alignment, alike, pairs, answer.terms, first, last),
        numbers=_numbers(mine, alike, window),
        swapped=_swapped(wording.text, answer, pairs),
        heap=_heap(answer, window),
    )


def bag(terms: Sequence[Term]) -> dict[str, float]:
    """The words of `terms` with their weights, whatever their order."""
    found: dict[str, float] = {}
    for term in terms:
        for part in term.text.split("_"):
            found[part] = found.get(part, 0.0) + term.weight
    return found


def _focus(alignment: Alignment, theirs: Sequence[Term], first: int, last: int) -> float:
    weights = [term.weight for term in theirs[first:last]]
    if not weights or not alignment.likeness:
        return 0.0
    columns = map(max, zip(*(row[first:last] for row in alignment.likeness), strict=True))
    return float(sum(map(mul, weights, columns)) / sum(weights))


def _denied(mine: Sequence[Term], theirs: Sequence[Term], pairs: Sequence[tuple[int, int]]) -> float:
    weight = sum(mine[i].weight for i, _ in pairs)
    unlike = sum(mine[i].weight for i, j in pairs if mine[i].denied != theirs[j].denied)
    return min(1.0, _DENIAL * unlike / weight) if weight else 0.0


def _opposite(
    mine: Sequence[Term],
    alignment: Alignment,
    alike: Sequence[float],
    pairs: Sequence[tuple[int, int]],
    theirs: Sequence[Term],
    first: int,
    last: int,
) -> float:
    """1 where a word is missing and its opposite stands there, unless the two sides stand the other way
    round too."""
    for i, row in enumerate(alignment.opposite):
        if alike[i] >= MATCHED or mine[i].weight < 0.3:
            continue
        there = [j for j in range(first, last) if row[j] and theirs[j].denied == mine[i].denied]
        if there and not _crossed(mine, theirs, pairs, i, there[0]):
            return 1.0
    return 0.0


def _crossed(
    mine: Sequence[Term], theirs: Sequence[Term], pairs: Sequence[tuple[int, int]], i: int, j: int
) -> bool:
    straight = sum((a < i) == (b < j) for a, b in pairs if a != i and b != j)
    across = sum((a < i) != (b < j) for a, b in pairs if a != i and b != j)
    left, right = any(a < i for a, _ in pairs), any(a > i for a, _ in pairs)
    return left and right and across > straight and bool(mine) and bool(theirs)


def _numbers(mine: Sequence[Term], alike: Sequence[float], window: Sequence[Term]) -> float:
    missing = any(term.number and value < MATCHED for term, value in zip(mine, alike, strict=True))
    return float(missing and any(term.number for term in window))


def _swapped(statement: Text, answer: Text, pairs: Sequence[tuple[int, int]]) -> float:
    """1 where two words have changed places, or what stood left of a word stands right of it.

    At a word of direction ("before", "than") most of the sides must have changed; at any other word, all.
    """
    if _by(statement) != _by(answer):  # one is in the passive voice: order says nothing
        return 0.0
    once = _once(statement.terms, answer.terms, pairs)
    if _exchanged(statement.terms, once):
        return 1.0
    for pivot, place in pairs:
        stem = statement.terms[pivot].stem
        if stem in _SYMMETRIC:
            continue
        left = [j < place for i, j in once if i < pivot and j != place]
        right = [j > place for i, j in once if i > pivot and j != place]
        if (
            not left
            or not right
            or not any(j < place for _, j in once)
            or not any(j > place for _, j in once)
        ):
            continue
        straight, across = sum(left) + sum(right), len(left) + len(right) - sum(left) - sum(right)
        if across > straight if stem in _DIRECTION else straight == 0 and across >= 2:
            return 1.0
    return 0.0


def _exchanged(mine: Sequence[Term], once: Sequence[tuple[int, int]]) -> bool:
    """Whether exactly two words, with others between them, have taken each other's place."""
    order = sorted(range(len(once)), key=lambda k: once[k][1])
    moved = [k for k, now in enumerate(order) if k != now]
    if len(moved) != 2 or moved[1] - moved[0] < 2:
        return False
    between = {mine[once[k][0]].stem for k in range(moved[0] + 1, moved[1])}
    return not between & _SYMMETRIC


def _once(
    mine: Sequence[Term], theirs: Sequence[Term], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The pairs whose words occur once on either side: only their order is certain."""
    uses = [[term.stem for term in side] for side in (mine, theirs)]
    return [
        (i, j) for i, j in pairs if uses[0].count(mine[i].stem) == 1 and uses[1].count(theirs[j].stem) == 1
    ]


def _by(text: Text) -> bool:
    own = [word.text for word in text.words]
    return any(a in _PASSIVE and "by" in own[i + 2 : i + 6] for i, a in enumerate(own))


def _heap(answer: Text, window: Sequence[Term]) -> float:
    """How far the window is a mere list: no word that holds a sentence together, no form of a verb."""
    if len(window) < 4:
        return 0.0
    between = window[-1].at - window[0].at + 1 - len(window)
    joined = between / len(window)
    stretch = answer.words[window[0].at : window[-1].at + 1]
    verbs = sum(word.text.endswith(("ed", "ing", "en", "es")) for word in stretch) / len(stretch)
    return max(0.0, 1 - 4 * joined - 3 * verbs)
