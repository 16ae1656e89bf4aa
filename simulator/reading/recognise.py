"""Owns whether a question that was asked in somebody's own words is one that is known; only when certain.

Two things have to hold: every rarer word that was asked stands in the known question, which names enough of
its topic, and the two say the same as wholes, by more than the next one does. Else it stays unknown: an
answer held against the wrong key would be judged unjustly.
"""

from collections.abc import Iterable
from typing import NamedTuple

from simulator.questions.model import Question
from simulator.reading.answers import Likeness
from simulator.reading.terms import Text, prepared
from simulator.reading.vectors import Vectors
from simulator.reading.vocabulary import stem
from simulator.reading.words import word_set, words

ALIKE = 0.55
"""From this likeness of two questions as wholes (cosine) on they may be the same."""
APART = 0.05
"""By so much the best is more alike than the next best."""
NAMED = 0.5
"""Of the weight of the words of its topic, so much must have been asked about at least."""
_RARER = 0.9
"""Weight from which on a word has to stand in both."""
_TELLS = 0.6
"""Weight from which on a word tells what a topic is."""
_ASKING = word_set(
    "add avoid choose compare deal define describe difference explain fix handle idea important matter next "
    "prevent problem protect question reason solve stop talk tell walk work"
)
"""Words that people ask with, whatever they ask about."""
_MOST = 400
"""Characters of what was asked that are looked at."""


_ASKING_STEMS = frozenset(map(stem, _ASKING))


class _Known(NamedTuple):
    question: Question
    wording: tuple[str, ...]
    topic: Text
    whole: Text


class Recogniser:
    """Knows questions again."""

    def __init__(self, known: Iterable[Question], vectors: Vectors, meaning: Likeness | None) -> None:
        """Take the questions that are known; those about made-up terms are never recognised."""
        self._vectors = vectors
        self._meaning = meaning
        self._known = [self._prepared(question) for question in known if not question.is_foil]

    def _prepared(self, question: Question) -> _Known:
        topic = prepared(question.topic, self._vectors)
        whole = prepared(f"{question.ask} {question.topic}", self._vectors)
        return _Known(question, _wording(question.ask), topic, whole)

    def __call__(self, asked: str) -> Question | None:
        """The question that `asked` is for certain."""
        asked = asked[:_MOST]
        wording = _wording(asked)
        same = [one.question for one in self._known if wording and one.wording == wording]
        if same or self._meaning is None:
            return next(iter(same), None)
        spoken = prepared(asked, self._vectors)
        near = [one.question for one in self._known if _share(one.topic, spoken, _TELLS) >= NAMED]
        if not near:
            return None
        alike = self._meaning.likeness([asked], [question.ask for question in near])[0]
        ranked = sorted(zip(alike, range(len(near)), strict=True), reverse=True)
        best, place = ranked[0]
        second = ranked[1][0] if len(ranked) > 1 else -1.0
        found = near[place]
        whole = next(one.whole for one in self._known if one.question is found)
        certain = best >= ALIKE and best - second >= APART and _share(spoken, whole, _RARER) == 1.0
        return found if certain else None


def _wording(text: str) -> tuple[str, ...]:
    return tuple(word.text.casefold() for word in words(text))


def _share(one: Text, other: Text, least: float) -> float:
    """The weight of the words of `one`, from `least` on, that stand in `other`; 0 where it has none such."""
    stems = {term.stem for term in other.terms}
    groups = {group for term in other.terms for group in term.groups}
    telling = [term for term in one.terms if term.weight >= least and term.stem not in _ASKING_STEMS]
    there = [term for term in telling if term.stem in stems or term.groups & groups]
    return sum(term.weight for term in there) / sum(term.weight for term in telling) if telling else 0.0
