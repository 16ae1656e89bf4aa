"""Owns the arithmetic of what is measured; reads nothing."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = Sequence[float] | NDArray[np.float64]
Flags: TypeAlias = Sequence[bool] | NDArray[np.bool_]


def macro_f1(said: Flags, true: Flags) -> float:
    """Mean of the F1 of yes and the F1 of no."""
    a, b = np.asarray(said, bool), np.asarray(true, bool)
    return (_f1(a, b) + _f1(~a, ~b)) / 2


def _f1(said: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    both = float((said & true).sum())
    return 2 * both / max(1.0, float(said.sum() + true.sum()))


def pearson(one: Numbers, other: Numbers) -> float:
    """Correlation, -1 to 1; 0 where one side does not vary."""
    a, b = np.asarray(one, float), np.asarray(other, float)
    return float(np.corrcoef(a, b)[0, 1]) if a.std() and b.std() else 0.0


def auc(values: Numbers, true: Flags) -> float:
    """How often a yes has a higher value than a no."""
    v, t = np.asarray(values, float), np.asarray(true, bool)
    order = np.argsort(v, kind="stable")
    ranks = np.empty(len(v))
    ranks[order] = np.arange(len(v))
    for value in np.unique(v):
        same = v == value
        ranks[same] = ranks[same].mean()
    yes, no = int(t.sum()), int((~t).sum())
    return float((ranks[t].sum() - yes * (yes - 1) / 2) / (yes * no)) if yes and no else 0.0


def calibration(values: Numbers, true: Flags, bins: int = 10) -> float:
    """Mean distance between what was promised and what came true, weighted over `bins` (ECE)."""
    v, t = np.asarray(values, float), np.asarray(true, float)
    place = np.minimum((v * bins).astype(int), bins - 1)
    gaps = [abs(v[place == k].sum() - t[place == k].sum()) for k in range(bins)]
    return float(sum(gaps) / max(1, len(v)))
