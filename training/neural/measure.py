"""Owns what is measured on turns not trained on: how sure scores are, figures. Knows no network."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from training.neural.data import MOVES

Floats: TypeAlias = NDArray[np.float32]


def calibrate(scores: Floats, wanted: Floats, rounds: int = 100) -> tuple[list[float], list[float]]:
    """Slope and shift of each move's log-odds: logistic regression, held near slope 1 and shift 0."""
    slopes, shifts = [], []
    for column, truth in zip(scores.T.astype(np.float64), wanted.T, strict=True):
        inputs = np.stack([column, np.ones_like(column)], 1)
        line = np.array([1.0, 0.0])
        for _ in range(rounds):
            p = 1 / (1 + np.exp(-np.clip(inputs @ line, -30, 30)))
            slope = inputs.T @ (p - truth) + (line - [1.0, 0.0])
            curve = inputs.T @ (inputs * (p * (1 - p))[:, None]) + np.eye(2)
            step = np.linalg.solve(curve, slope)
            line = line - step / max(1.0, 4 * float(np.abs(step).max()))  # from afar a full step overshoots
        slopes.append(round(float(line[0]), 4))
        shifts.append(round(float(line[1]), 4))
    return slopes, shifts


def figures(log_odds: NDArray[Any], wanted: Floats) -> dict[str, Any]:
    """F1 of each move, their mean, and the share of turns with every move right, deciding at log-odds 0."""
    made = log_odds > 0
    hits, said, true = (made * wanted).sum(0), made.sum(0), wanted.sum(0)
    f1 = 2 * hits / np.maximum(said + true, 1)
    rows = zip(MOVES, f1, hits / np.maximum(said, 1), hits / np.maximum(true, 1), true, strict=True)
    return {
        "macro_f1": round(float(f1.mean()), 4),
        "exact": round(float((made == wanted).all(1).mean()), 4),
        "moves": {
            move: dict(zip(("f1", "precision", "recall", "n"), np.round(row, 3).tolist(), strict=True))
            for move, *row in rows
        },
    }
