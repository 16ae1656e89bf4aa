"""Owns the fit of `answers.json`: what the figures of `match` weigh when they become a probability.

A logistic regression whose signs are fixed: what speaks for a point can only raise its probability. The
window that fits
best depends on the weights, so windows and weights are found in turns.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from simulator.questions.loader import load_bank
from simulator.questions.model import KeyPoint, Level, Question
from simulator.reading import vectors
from simulator.reading.answers import (
    CALIBRATION,
    CONTRADICTED,
    Calibration,
    comparisons,
    inputs,
    key_of,
    odds,
)
from simulator.reading.match import Figures, stretch
from simulator.reading.terms import prepared
from simulator.reading.windows import windows

HERE = Path(__file__).parent
TARGET = HERE.parent / "simulator" / "reading" / CALIBRATION
ROUNDS = 3
RIDGE = 0.01
AGAINST = ("denied", "opposite", "numbers", "swapped", "heap")
NEGATIVES = 6
"""Answers to other questions held against each point."""


SHARES = {
    "own words": 2.0,
    "written yes": 0.3,
    "written no": 0.5,
    "parroting": 1.0,
    "bank other wording": 0.04,
    "bank other point": 0.3,
    "bank misconception": 0.3,
    "bank other question": 0.5,
    "beetle correct": 0.5,
    "beetle contradictory": 0.3,
    "beetle irrelevant": 0.5,
    "beetle non_domain": 0.5,
}
"""What a case of each source counts. Other wordings in a bank are cut so short that many share no word with
their point;
no reader of words can learn from those, so they count little."""


class Case(NamedTuple):
    """An answer held against one point, and whether it meets it."""

    question: Question
    answer: str
    met: float
    source: str


def written() -> Iterator[Case]:
    """The hand-written cases: other words, denials, swapped roles, near misses."""
    for line in (HERE / "answers" / "cases.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        question = _question(entry["question"], (KeyPoint(entry["point"]),))
        yield Case(question, entry["point"], 1.0, "own words")
        for answer in entry["yes"]:
            yield Case(question, answer, 1.0, "written yes")
        for answer in entry["no"]:
            yield Case(question, answer, 0.0, "written no")
        yield Case(question, entry["question"], 0.0, "parroting")


def banks(folder: Path) -> Iterator[Case]:
    """Every other wording of a point held against the rest of them; other points and misconceptions as
    misses."""
    rng = np.random.default_rng(0)
    listed = [
        q for path in sorted(folder.glob("*.yaml")) for q in load_bank(path).bank.questions if not q.is_foil
    ]
    strange = [(q.id, way) for q in listed for point in q.key_points for way in (point.point, *point.accept)]
    for question in listed:
        for i, point in enumerate(question.key_points):
            for k, way in enumerate(point.accept):
                rest = tuple(other for j, other in enumerate(point.accept) if j != k)
                yield Case(
                    _question(question.ask, (KeyPoint(point.point, rest),)), way, 1.0, "bank other wording"
                )
            whole = _question(question.ask, (point,))
            for other in (*question.key_points[:i], *question.key_points[i + 1 :]):
                yield Case(whole, other.point, 0.0, "bank other point")
            for entry in question.misconceptions:
                yield Case(whole, entry.claim, 0.0, "bank misconception")
            for answer in rng.choice([way for name, way in strange if name != question.id], NEGATIVES):
                yield Case(whole, str(answer), 0.0, "bank other question")


def students(path: Path, most: int) -> Iterator[Case]:
    """Answers of students held against the model answers (see the model card for sources and licences)."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rng = np.random.default_rng(0)
    for i in rng.permutation(len(records))[:most]:
        record = records[i]
        truth = {"correct": 1.0, "contradictory": 0.0, "irrelevant": 0.0, "non_domain": 0.0}.get(
            record["label"].lower()
        )
        if truth is not None:
            first, *rest = record["reference"]
            question = _question(record["question"], (KeyPoint(first, tuple(rest)),))
            yield Case(question, record["response"], truth, f"{path.stem} {record['label'].lower()}")


def _question(ask: str, key: tuple[KeyPoint, ...]) -> Question:
    return Question(bank="training", id="training", ask=ask, topic="", level=Level.MID, key_points=key)


START = Calibration(
    version="start",
    bias=-5.5,
    weights={
        "recall": 4.0,
        "recall_high": 2.0,
        "plain_recall": 0.5,
        "said": 0.3,
        "meaning": 2.0,
        "meaning_high": 2.0,
        "focus": 0.5,
        "overlap": 1.0,
        "overlap_high": 1.0,
        "denied": -6.0,
        "opposite": -4.0,
        "numbers": -4.0,
        "swapped": -4.0,
        "heap": -2.0,
    },
)
"""Where the search for windows begins; only the fit is shipped."""


class Table(NamedTuple):
    """The cases as numbers."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    weight: NDArray[np.float64]


def candidates(cases: Sequence[Case], table: vectors.Vectors) -> list[list[Figures]]:
    """For every case the figures of every wording in every window."""
    found = []
    for case in cases:
        answer = prepared(case.answer, table)
        parts = [stretch(answer, *window, table) for window in windows(answer)]
        ways = key_of(case.question, table).points[0]
        found.append([shown for shown, _, _ in comparisons(ways, answer, parts, table)])
    return found


def chosen(cases: Sequence[Case], listed: Sequence[Sequence[Figures]], now: Calibration) -> Table:
    """The best-fitting figures of every case under the weights `now`."""
    rows, kept = [], []
    for case, shown in zip(cases, listed, strict=True):
        best = max(shown, key=lambda figure: odds(figure, now), default=None)
        if best is not None and odds(best, now) != CONTRADICTED:  # that is a rule, nothing to learn
            rows.append([inputs(best)[name] for name in now.weights])
            kept.append((case.met, SHARES[case.source]))
    pairs = np.array(kept)
    return Table(np.array(rows), pairs[:, 0], pairs[:, 1])


def fit(table: Table, names: Sequence[str]) -> Calibration:
    """The logistic regression of `table`, ridged, with the signs that each figure must have."""
    x, y, weight = table

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = x @ w[1:] + w[0]
        p = 1 / (1 + np.exp(-z))
        cost = float((weight * (np.logaddexp(0, z) - y * z)).sum() + RIDGE * (w[1:] ** 2).sum())
        error = weight * (p - y)
        return cost, np.append(error.sum(), x.T @ error + 2 * RIDGE * w[1:])

    limits = [(None, None), *((None, 0.0) if name in AGAINST else (0.0, None) for name in names)]
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, bounds=limits, method="L-BFGS-B").x
    weights = {name: round(float(w), 4) for name, w in zip(names, found[1:], strict=True)}
    return Calibration(version="logistic-1", bias=round(float(found[0]), 4), weights=weights)


def fitted(cases: Sequence[Case], table: vectors.Vectors, start: Calibration) -> Calibration:
    """The calibration for `cases`."""
    listed = candidates(cases, table)
    now = start
    for _ in range(ROUNDS):
        now = fit(chosen(cases, listed, now), list(start.weights))
    return now


def build(student_file: Path) -> None:
    """Fit, and write the file the package ships."""
    table = vectors.load(TARGET.parent / "words.vectors")
    cases = [*written(), *banks(HERE.parent / "question_banks"), *students(student_file, 1000)]
    made = fitted(cases, table, START)
    TARGET.write_bytes(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")
    print(f"{TARGET.name}: {made.weights}")  # noqa: T201
