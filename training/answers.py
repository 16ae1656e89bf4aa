"""Owns the fit of `answers.json`: what figures and judge weigh when they become a probability.

A logistic regression of the figures of `match`, whose signs are fixed: what speaks for a point can only raise
its probability. The window that fits best depends on the weights, so windows and weights are found in turns.
What the judge says is added with weights of its own.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize

from simulator.questions.loader import load_bank
from simulator.questions.model import KeyPoint, Level, Question
from simulator.reading import vectors
from simulator.reading.answers import (
    CALIBRATION,
    CALIBRATION_MEANING,
    CONTRADICTED,
    MOST_JUDGED,
    Calibration,
    Judgement,
    Likeness,
    around,
    best_of,
    comparisons,
    inputs,
    key_of,
    odds,
    parts_of,
)
from simulator.reading.arrays import load
from simulator.reading.match import Figures
from simulator.reading.meaning import FILE, MeaningEncoder
from simulator.reading.terms import prepared

HERE = Path(__file__).parent
TARGET = HERE.parent / "simulator" / "reading"
ROUNDS = 3
RIDGE = 0.01
AGAINST = ("denied", "opposite", "numbers", "swapped", "heap", "rival", "asked")
WHOLE = ("alike", "alike_high", "alike_said", "rival", "asked")
"""What only a model of whole texts can tell."""
NEGATIVES = 6
"""Answers to other questions held against each point."""


SHARES = {
    "reply": 2.0,
    "reply misconception": 1.0,
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
    "beetle partially_correct_incomplete": 0.0,
    "beetle irrelevant": 0.5,
    "beetle non_domain": 0.5,
}
"""What a case of each source counts. Other wordings in a bank are cut so short that many share no word with
their point;
no reader of words can learn from those, so they count little."""


MOST_BANK = 3000
"""Cases drawn from the question banks."""
SENTENCES = Judgement(bias=-0.5, figures=0.5, judge=0.5)
"""For the sentences of a model answer. Chosen, not fitted: teachers differ in how much they let pass. On
answers about circuits, graded strictly, a fit gives -.5, .4 and .8; others let more pass, and want less of
the judge."""


class Case(NamedTuple):
    """An answer held against one point, and whether it meets it."""

    question: Question
    answer: str
    met: float
    source: str
    index: int = 0
    """Which point of the question."""


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
                key = (*question.key_points[:i], KeyPoint(point.point, rest), *question.key_points[i + 1 :])
                yield Case(_question(question.ask, key), way, 1.0, "bank other wording", i)
            whole = _question(question.ask, question.key_points)
            for other in (*question.key_points[:i], *question.key_points[i + 1 :]):
                yield Case(whole, other.point, 0.0, "bank other point", i)
            for entry in question.misconceptions:
                yield Case(whole, entry.claim, 0.0, "bank misconception", i)
            for answer in rng.choice([way for name, way in strange if name != question.id], NEGATIVES):
                yield Case(whole, str(answer), 0.0, "bank other question", i)


def replies(folder: Path) -> Iterator[Case]:
    """Whole answers by hand, each held against every point and every misconception of its question."""
    listed = {q.id: q for q in load_bank(folder / "backend-basics.yaml").bank.questions}
    for line in (HERE / "answers" / "replies.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        question = listed[entry["question"]]
        for i in range(len(question.key_points)):
            yield Case(question, entry["answer"], float(i in entry["met"]), "reply", i)
        claims = tuple(KeyPoint(claim.claim) for claim in question.misconceptions)
        for i in range(len(claims)):
            whole = _question(question.ask, (claims[i], *question.key_points))
            yield Case(whole, entry["answer"], float(i in entry["stated"]), "reply misconception")


def students(path: Path, most: int) -> Iterator[Case]:
    """Answers of students held against the model answers (see the model card for sources and licences)."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rng = np.random.default_rng(0)
    for i in rng.permutation(len(records))[:most]:
        record = records[i]
        label = record["label"].lower()
        first, *rest = record["reference"]
        question = _question(record["question"], (KeyPoint(first, tuple(rest)),))
        yield Case(question, record["response"], float(label == "correct"), f"beetle {label}")


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
        "alike": 1.0,
        "alike_high": 1.0,
        "alike_said": 1.0,
        "rival": -1.0,
        "asked": -1.0,
    },
)
"""Where the search for windows begins; only the fit is shipped."""


class Table(NamedTuple):
    """The cases as numbers."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    weight: NDArray[np.float64]


def candidates(
    cases: Sequence[Case], table: vectors.Vectors, meaning: Likeness | None
) -> list[list[Figures]]:
    """For every case the figures of every wording in every window."""
    found = []
    for case in cases:
        answer, key = prepared(case.answer, table), key_of(case.question, table)
        parts = parts_of(answer, key, table, meaning)
        shown = comparisons(key.points[case.index], answer, parts, key, table)
        found.append([entry for _, entry, _, _ in shown])
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
    return Calibration(version="logistic-2", bias=round(float(found[0]), 4), weights=weights)


def fitted(
    cases: Sequence[Case], table: vectors.Vectors, start: Calibration, meaning: Likeness | None
) -> Calibration:
    """The calibration for `cases`."""
    listed = candidates(cases, table, meaning)
    names = [name for name in start.weights if meaning is not None or name not in WHOLE]
    now = Calibration(start.version, start.bias, {name: start.weights[name] for name in names})
    for _ in range(ROUNDS):
        now = fit(chosen(cases, listed, now), names)
    asked = [i for i, case in enumerate(cases) if case.source == "reply"]
    return level(chosen([cases[i] for i in asked], [listed[i] for i in asked], now), now)


def level(table: Table, now: Calibration) -> Calibration:
    """`now` with the bias at which as many points are expected to be met in whole answers as are met there.

    The other cases are no sample of what people answer: how often they meet a point says nothing.
    """
    z = table.x @ np.array(list(now.weights.values())) + now.bias

    def surplus(shift: float) -> float:
        return float((1 / (1 + np.exp(-z - shift)) - table.y).sum())

    return msgspec.structs.replace(now, bias=round(now.bias + float(brentq(surplus, -5, 5)), 4))


def build(student_file: Path) -> None:
    """Fit, and write the files the package ships."""
    table = vectors.load(TARGET / "words.vectors")
    folder = HERE.parent / "question_banks"
    listed = list(banks(folder))
    drawn = [listed[i] for i in np.random.default_rng(0).permutation(len(listed))[:MOST_BANK]]
    cases = [*written(), *replies(folder), *drawn, *students(student_file, 1000)]
    encoder = MeaningEncoder(load(TARGET / "moves.neural"), load(TARGET / FILE))
    for name, meaning in ((CALIBRATION, None), (CALIBRATION_MEANING, encoder)):
        made = fitted(cases, table, START, meaning)
        (TARGET / name).write_bytes(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")
        print(f"{name}: {made}")  # noqa: T201


class Held(msgspec.Struct, frozen=True):
    """What the judge has not learned from: questions, and answers to others."""

    groups: frozenset[str]
    answers: frozenset[tuple[str, str]]

    def has(self, case: Case) -> bool:
        """Whether the judge has never seen the answer of `case`."""
        return case.question.ask in self.groups or (case.question.ask, case.answer) in self.answers


def weigh(cases: Sequence[Case], now: Calibration, table: vectors.Vectors, meaning: Likeness) -> Judgement:
    """How far figures and judge are to be trusted together: a logistic regression of their log-odds."""
    rows, kept = [], []
    for case in cases:
        answer, key = prepared(case.answer, table), key_of(case.question, table)
        parts = parts_of(answer, key, table, meaning)
        match = best_of(key.points[case.index], answer, parts, key, now, table)
        if match is not None and match.odds != CONTRADICTED:
            (said,) = meaning.said([(match.wording.text.text, around(answer, match.part))])
            rows.append((match.odds, max(-MOST_JUDGED, min(MOST_JUDGED, said))))
            kept.append((case.met, 1.0))
    both, pairs = np.array(rows), np.array(kept)
    made = fit(Table(both, pairs[:, 0], pairs[:, 1]), ("figures", "judge"))
    return Judgement(made.bias, made.weights["figures"], made.weights["judge"])


def build_judgements(judge: Path) -> None:
    """Weigh judge and figures on the whole answers that the judge at `judge` was not trained on; write it."""
    held = msgspec.json.decode(judge.with_suffix(".held.json").read_bytes(), type=Held)
    table = vectors.load(TARGET / "words.vectors")
    meaning = MeaningEncoder(load(TARGET / "moves.neural"), load(judge))
    file = TARGET / CALIBRATION_MEANING
    now = msgspec.json.decode(file.read_bytes(), type=Calibration)
    ours = [case for case in replies(HERE.parent / "question_banks") if held.has(case)]
    made = msgspec.structs.replace(now, judgement=weigh(ours, now, table, meaning), sentences=SENTENCES)
    file.write_bytes(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")
    print(f"{file.name}: {made.judgement} from {len(ours)} cases")  # noqa: T201
