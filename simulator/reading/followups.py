"""Owns which prepared follow-up, if any, a candidate's question comes to."""

import math
from collections.abc import Sequence
from operator import mul

from simulator.questions.model import FollowUp, Question
from simulator.reading.answers import Likeness
from simulator.reading.match import align, figures, statement, stretch
from simulator.reading.terms import Term, Text, prepared
from simulator.reading.vectors import Vectors
from simulator.reading.words import sentences, words

ALIKE = 0.55
"""From this likeness of words (0-1) on two questions are the same."""
LIKELY = 0.4
"""The prepared answer is given from this probability on; below it the interviewer says that it has none."""
WEIGHTS = (-4.81, 2.09, 4.43, 2.77, 1.45, 0.82)
"""Of the figures of `closeness`, the first one a constant; printed by `python -m training.followups`."""
_OWN = 0.6
"""Weight from which on a word tells what a question is about."""
_MOST_NAMED = 2.0
_BEGINNING = 5
"""Letters that two forms of one word share at least."""


def follow_up_of(
    question: Question, asked: str, vectors: Vectors, meaning: Likeness | None = None
) -> int | None:
    """The index of the follow-up of `question` that the words `asked` come to."""
    if not question.follow_ups or not asked.strip():
        return None
    spoken = prepared(asked, vectors)
    if not spoken.terms:
        return None
    given, likeness = alike(question, spoken, vectors)
    if meaning is None:
        scores, least = likeness, ALIKE
    else:
        rows = closeness(question, spoken, given, likeness, vectors, meaning)
        scores, least = [_chance(row) for row in rows], LIKELY
    best = max(range(len(scores)), key=scores.__getitem__)
    return best if scores[best] >= least else None


def alike(question: Question, spoken: Text, vectors: Vectors) -> tuple[frozenset[str], list[float]]:
    """The stems of the question's own words, and how alike `spoken` is to each follow-up by its words."""
    given = frozenset(term.stem for term in prepared(question.ask, vectors).terms)
    return given, [_likeness(entry, spoken, given, vectors) for entry in question.follow_ups]


def closeness(
    question: Question,
    spoken: Text,
    given: frozenset[str],
    likeness: Sequence[float],
    vectors: Vectors,
    meaning: Likeness,
) -> list[tuple[float, ...]]:
    """Figures for each follow-up: a constant, likeness of the words and of the whole to what is asked and of
    the whole to a sentence of the answer, and words of the question's own that stand in either."""
    own = [term for term in spoken.terms if term.stem not in given and term.weight >= _OWN]
    weight = sum(term.weight for term in own)
    whole = meaning.likeness([spoken.text], [entry.ask for entry in question.follow_ups])[0]
    rows: list[tuple[float, ...]] = []
    for entry, words_alike, asked in zip(question.follow_ups, likeness, whole, strict=True):
        named = _named(own, prepared(f"{entry.ask} {entry.answer}", vectors))
        answered = max(meaning.likeness([spoken.text], _sentences(entry.answer))[0], default=0.0)
        share = named / weight if weight else 0.0
        rows.append((1.0, words_alike, asked, answered, min(_MOST_NAMED, named), share))
    return rows


def _chance(figures_: Sequence[float]) -> float:
    """How likely it is that a follow-up with these figures is what was asked for."""
    return 1 / (1 + math.exp(-sum(map(mul, WEIGHTS, figures_))))


def _named(own: Sequence[Term], body: Text) -> float:
    """The weight of the terms `own` that stand in `body` in some form."""
    stems = {term.stem for term in body.terms}
    groups = {group for term in body.terms for group in term.groups}
    beginnings = {stem[:_BEGINNING] for stem in stems if len(stem) >= _BEGINNING}
    return sum(
        term.weight
        for term in own
        if term.stem in stems or term.groups & groups or term.stem[:_BEGINNING] in beginnings
    )


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, words(text))]


def _likeness(entry: FollowUp, spoken: Text, given: frozenset[str], vectors: Vectors) -> float:
    """How alike two questions are: what is asked for, both ways round, and as wholes."""
    wanted = prepared(entry.ask, vectors)
    forward = _figures(wanted, spoken, given, vectors)
    backward = _figures(spoken, wanted, given, vectors)
    return 0.4 * forward[0] + 0.25 * backward[0] + 0.35 * forward[1]


def _figures(one: Text, other: Text, given: frozenset[str], vectors: Vectors) -> tuple[float, float]:
    weights = tuple(term.weight * (0.4 if term.stem in given else 1.0) for term in one.terms)
    wording = statement(one, weights, vectors)
    part = stretch(other, 0, len(other.terms), vectors)
    shown = figures(wording, other, align(wording, other, vectors), part)
    return shown.recall, shown.meaning
