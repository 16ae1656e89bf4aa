"""Owns what makes a valid bank a poor one: questions asked twice, overlapping points, thin explanations.

Whatever is found is a doubt for a person to look at, never an error: it goes by words alone.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations
from math import ceil
from typing import NamedTuple

import snowballstemmer

from simulator.questions.model import Bank, KeyPoint, Question
from simulator.questions.problems import Problem, Severity, shown

ALIKE = 0.75
"""Questions that share so much of their words are probably the same one."""
CONTAINED = 0.8
"""A key point with this share of its words in another one is probably part of it."""
COVERED = 0.35
"""An explanation with less of a core point's words (in any of its wordings) probably leaves it out."""
WORDS = (60, 140)
"""Words of an explanation that teaches and is still listened to."""
LONG_SENTENCE = 32
"""Mean words a sentence beyond which an explanation is hard to follow when it is read aloud."""
NEAR_A_TERM = 0.85
"""A foil's topic this like the name of a real thing could be meant for it (0-1, by letters)."""
_WORD = re.compile(r"[^\W_]+(?:['’+#-][^\W_]+)*\+*")
_SENTENCE = re.compile(r"[.!?]+(?:\s|$)")
_EMPTY = frozenset(
    _WORD.findall(
        "a an and are as at be by can do does for from has have how if in into is it its of on one or so "
        "than that the their them then there they this to was what when where which while why will with "
        "would you your"
    )
)
_NO_ADDRESS = re.compile(r"localhost|127\.0\.0\.1|example\.(com|org|net)|[.,;)>\]]$|#$|[?&]utm_|\s")
_stemmer = snowballstemmer.stemmer("english")


class Doubt(NamedTuple):
    """What is doubtful about a question: in which field, what a good bank has there, and what was found."""

    question: str
    field: str
    expected: str
    found: str


def doubts(bank: Bank, others: Iterable[Bank]) -> list[Doubt]:
    """What is doubtful about `bank`, also beside the `others`, in the order of its questions."""
    beside = [question for other in others if other.name != bank.name for question in other.questions]
    terms = sorted(set(_terms((*bank.questions, *beside))))
    asked = _Asked()
    for question in beside:
        asked.add(question)
    found: list[Doubt] = []
    for question in bank.questions:
        found += asked.twice(question)
        asked.add(question)
        if question.is_foil:
            found += _near_a_term(question, terms)
        elif not question.draft:
            for check in _CHECKS:
                found += check(question)
    return found


def warnings(bank: Bank, others: Iterable[Bank], file: str, text: str) -> list[Problem]:
    """The doubts as warnings at the places of their questions in `text`, the content of `file`."""
    return [
        Problem(
            file=file,
            line=_line(text, doubt.question),
            column=1,
            path=f"{doubt.question}.{doubt.field}",
            expected=doubt.expected,
            found=doubt.found,
            severity=Severity.WARNING,
        )
        for doubt in doubts(bank, others)
    ]


def _line(text: str, question: str) -> int:
    found = re.search(
        rf"^[ \t-]*[\"']?id[\"']?[ \t]*:[ \t]*[\"']?{re.escape(question)}\b", text, re.MULTILINE
    )
    return text.count("\n", 0, found.start()) + 1 if found else 1


class _Asked:
    """The questions so far, to be found by their words: one that shares too few is never looked at."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[Question]] = defaultdict(list)

    def add(self, question: Question) -> None:
        for word in _stems(question.ask):
            self._by_word[word].append(question)

    def twice(self, question: Question) -> Iterator[Doubt]:
        own = sorted(_stems(question.ask), key=lambda word: len(self._by_word.get(word, ())))
        # Of the rarest words so many that whoever shares none of them shares too few of all.
        telling = own[: len(own) - ceil(ALIKE * len(own)) + 1] if own else []
        near = {other.key: other for word in telling for other in self._by_word.get(word, ())}
        for other in near.values():
            theirs = _stems(other.ask)
            if len(theirs.intersection(own)) / len(theirs.union(own)) >= ALIKE:
                yield Doubt(
                    question.id, "ask", "a question that is not asked elsewhere", f"that of {other.key}"
                )


def _overlapping_points(question: Question) -> Iterator[Doubt]:
    for (i, one), (j, other) in combinations(enumerate(question.key_points), 2):
        a, b = _stems(one.point), _stems(other.point)
        if min(len(a), len(b)) >= 3 and len(a & b) / min(len(a), len(b)) >= CONTAINED:
            part, whole = (i, j) if len(a) <= len(b) else (j, i)
            expected = "points that do not contain each other"
            yield Doubt(question.id, f"key_points[{part}]", expected, f"the words of key_points[{whole}]")


def _uncovered_core(question: Question) -> Iterator[Doubt]:
    said = _stems(question.explanation)
    for i, point in enumerate(question.key_points):
        if point.core and max(_share(wording, said) for wording in _wordings(point)) < COVERED:
            expected = f"it to cover the core point key_points[{i}]"
            yield Doubt(question.id, "explanation", expected, f"little of {shown(point.point)}")


def _wordings(point: KeyPoint) -> Sequence[frozenset[str]]:
    return [words for words in map(_stems, (point.point, *point.accept)) if words] or [frozenset()]


def _share(words: frozenset[str], said: frozenset[str]) -> float:
    return len(words & said) / len(words) if words else 1.0


def _length(question: Question) -> Iterator[Doubt]:
    count = len(_WORD.findall(question.explanation))
    least, most = WORDS
    if question.explanation and not least <= count <= most:
        yield Doubt(question.id, "explanation", f"{least} to {most} words", f"{count}")
    sentences = max(1, len(_SENTENCE.findall(question.explanation)))
    if count / sentences > LONG_SENTENCE:
        expected = f"sentences of at most {LONG_SENTENCE} words on average"
        yield Doubt(question.id, "explanation", expected, f"{count / sentences:.0f}")


def _addresses(question: Question) -> Iterator[Doubt]:
    for i, resource in enumerate(question.resources):
        if _NO_ADDRESS.search(resource.url):
            expected = "an address that anybody can open and that stays"
            yield Doubt(question.id, f"resources[{i}].url", expected, shown(resource.url))


_CHECKS: tuple[Callable[[Question], Iterator[Doubt]], ...] = (
    _overlapping_points,
    _uncovered_core,
    _length,
    _addresses,
)


def _terms(questions: Iterable[Question]) -> Iterator[str]:
    """What real things are called in these banks."""
    for question in questions:
        if question.is_foil:
            yield question.near
        else:
            yield from (question.topic, *question.tags, *question.skills)


def _near_a_term(foil: Question, terms: Iterable[str]) -> Iterator[Doubt]:
    from difflib import SequenceMatcher  # noqa: PLC0415  (only a check of banks needs it)

    matcher = SequenceMatcher(b=foil.topic.casefold())
    for term in terms:
        matcher.set_seq1(term.casefold())
        if matcher.quick_ratio() >= NEAR_A_TERM and matcher.ratio() >= NEAR_A_TERM:
            expected = "a made-up term that nobody takes for a real one"
            yield Doubt(foil.id, "topic", expected, f"{shown(foil.topic)}, near {shown(term)}")


@cache
def _stems(text: str) -> frozenset[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(_stemmer.stemWords([word for word in words if word not in _EMPTY]))
