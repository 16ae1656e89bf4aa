"""Owns the cases that the reading of answers is measured on: public sets of graded answers, our own files."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from simulator.questions.loader import load_bank
from simulator.questions.model import KeyPoint, Level, Misconception, Question

OWN = Path(__file__).parent.parent / "answers"


class Graded(NamedTuple):
    """An answer graded as a whole against one or several model answers, any of which will do."""

    group: str
    """What the question is, to hold questions out."""
    ask: str
    references: tuple[str, ...]
    answer: str
    score: float
    """0-1."""
    label: str
    """As the set has it, in lower case; empty where it has scores only."""


class Pointed(NamedTuple):
    """An answer whose points are marked one by one."""

    question: Question
    answer: str
    met: frozenset[int]
    stated: frozenset[int]
    kind: str
    """What makes the case worth having."""


def graded(path: Path) -> list[Graded]:
    """The answers of a set in JSON lines: `question`, `reference`, `response`, `label`, `score`."""
    return [_graded(json.loads(line)) for line in path.read_text("utf-8").splitlines()]


_WORTH = {"correct": 1.0, "partially_correct_incomplete": 0.5, "partially correct": 0.5}


def _graded(record: dict[str, object]) -> Graded:
    label = str(record.get("label") or "").lower()
    score, most = record.get("score"), record.get("score_max")
    if isinstance(score, int | float) and isinstance(most, int | float) and most:
        worth = score / most
    else:
        worth = _WORTH.get(label, 0.0)
    references = record["reference"]
    assert isinstance(references, list)
    ask = str(record["question"])
    return Graded(ask, ask, tuple(map(str, references)), str(record["response"]), worth, label)


def marked(path: Path, banks: Path) -> Iterator[Pointed]:
    """Whole answers to questions of the banks, with the points met and the misconceptions stated."""
    listed = {q.id: q for q in load_bank(banks / "backend-basics.yaml").bank.questions}
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        yield Pointed(
            listed[entry["question"]],
            entry["answer"],
            frozenset(entry["met"]),
            frozenset(entry["stated"]),
            entry.get("kind", "reply"),
        )


def points(path: Path) -> Iterator[Pointed]:
    """Single points with answers that meet them and answers that do not, by kind."""
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        question = key(entry["question"], [entry["point"]])
        for answers, met in ((entry["yes"], {0}), (entry["no"], set[int]())):
            for answer in answers:
                yield Pointed(question, answer, frozenset(met), frozenset(), entry.get("kind", ""))


def key(ask: str, ways: list[str], claims: tuple[str, ...] = ()) -> Question:
    """A question whose key is one point in several wordings."""
    return Question(
        bank="training",
        id="training",
        ask=ask,
        topic="",
        level=Level.MID,
        key_points=(KeyPoint(ways[0], tuple(ways[1:])),),
        misconceptions=tuple(Misconception(claim, "") for claim in claims),
    )
