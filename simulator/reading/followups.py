"""Owns which prepared follow-up, if any, a candidate's question comes to."""

from collections.abc import Sequence

from simulator.questions.model import FollowUp, Question
from simulator.reading.match import align, figures, statement, stretch
from simulator.reading.terms import Text, prepared
from simulator.reading.vectors import Vectors

ALIKE = 0.55
"""From this likeness (0-1) on the prepared answer is given; below it the interviewer says that it has
none."""


def follow_up_of(question: Question, asked: str, vectors: Vectors) -> int | None:
    """The index of the follow-up of `question` that the words `asked` come to."""
    if not question.follow_ups or not asked.strip():
        return None
    spoken = prepared(asked, vectors)
    if not spoken.terms:
        return None
    given = frozenset(term.stem for term in prepared(question.ask, vectors).terms)
    scores = [_likeness(entry, spoken, given, vectors) for entry in question.follow_ups]
    best = max(range(len(scores)), key=scores.__getitem__)
    return best if scores[best] >= ALIKE else None


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


def asked_words(turn: str, spans: Sequence[tuple[int, int]]) -> str:
    """The words of `turn` in which something is asked."""
    return " ".join(turn[start:end] for start, end in spans)
