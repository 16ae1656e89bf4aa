"""Owns the fit of `followups.WEIGHTS`: which prepared follow-up a question comes to. Run it with `-m`.

Questions in other words about the follow-ups of four bank questions, and others that nobody prepared for
(`answers/followups.jsonl`); weights are fitted on every second one and measured on the rest.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from simulator.questions.loader import load_bank
from simulator.reading.arrays import load
from simulator.reading.followups import LIKELY, WEIGHTS, alike, closeness
from simulator.reading.meaning import FILE, MeaningEncoder
from simulator.reading.reader import FOLDER
from simulator.reading.terms import prepared
from simulator.reading.vectors import load as load_vectors

HERE = Path(__file__).parent
RIDGE = 0.02


class Asked:
    """One question with the figures of each follow-up, and the follow-up it comes to, if any."""

    def __init__(self, rows: Sequence[tuple[float, ...]], index: int | None) -> None:
        """Take the figures."""
        self.rows = np.array(rows)
        self.truth = np.array([place == index for place in range(len(rows))], float)

    def read(self, weights: np.ndarray) -> tuple[int, int, int]:
        """1 for each of: found, wrongly found, not found although there."""
        p = 1 / (1 + np.exp(-self.rows @ weights))
        best = int(p.argmax())
        said, there = p[best] >= LIKELY, self.truth.any()
        right = bool(said and self.truth[best])
        return int(right), int(said and not right), int(there and not said)


def asked() -> list[Asked]:
    """Every question of the file, with its figures."""
    vectors = load_vectors(FOLDER / "words.vectors")
    meaning = MeaningEncoder(load(FOLDER / "moves.neural"), load(FOLDER / FILE))
    bank = load_bank(HERE.parent / "question_banks" / "backend-basics.yaml").bank
    listed = {question.id: question for question in bank.questions}
    made = []
    for line in (HERE / "answers" / "followups.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        question = listed[entry["question"]]
        for text in entry["asks"]:
            spoken = prepared(text, vectors)
            given, likeness = alike(question, spoken, vectors)
            made.append(Asked(closeness(question, spoken, given, likeness, vectors, meaning), entry["index"]))
    return made


def fit(cases: Sequence[Asked]) -> np.ndarray:
    """Logistic weights, none of them but the constant negative."""
    x, y = np.concatenate([one.rows for one in cases]), np.concatenate([one.truth for one in cases])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        error = 1 / (1 + np.exp(-z)) - y
        cost = float((np.logaddexp(0, z) - y * z).sum() + RIDGE * (w[1:] ** 2).sum())
        return cost, x.T @ error + 2 * RIDGE * np.append(0.0, w[1:])

    limits = [(None, None), *[(0.0, None)] * (x.shape[1] - 1)]
    return minimize(loss, np.zeros(x.shape[1]), jac=True, bounds=limits, method="L-BFGS-B").x


def main() -> None:
    """Print the weights fitted on half, and what they and the shipped ones find in each half."""
    cases = asked()
    weights = fit(cases[::2])
    print(f"WEIGHTS = {tuple(round(float(w), 2) for w in weights)}")  # noqa: T201
    for name, used in (("fitted", weights), ("shipped", np.array(WEIGHTS))):
        for half in (0, 1):
            own = cases[half::2]
            right, wrong, missed = np.sum([one.read(used) for one in own], axis=0)
            there = sum(one.truth.any() for one in own)
            found = f"{right} of {there} found, {missed} missed, {wrong} wrong of {len(own)}"
            print(f"{name}, half {half}: {found}")  # noqa: T201


if __name__ == "__main__":
    main()
