"""Owns the training of the linear reader of moves: a smooth maximum over clauses plus the turn's own share.

Needs numpy and scipy; the package itself never does. The features are the package's own.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from simulator.reading.features import BUCKETS, turn_features
from simulator.reading.model import Line, Move, Who
from simulator.reading.moves import SOFTNESS
from training.records import Turn

Floats = NDArray[np.float32]
MOVES = tuple(Move)


class Design(NamedTuple):
    """Turns as matrices: one row a clause, one row a turn, where each turn's clauses start, the labels."""

    clauses: sp.csr_matrix
    turns: sp.csr_matrix
    starts: NDArray[np.int64]
    labels: Floats


class Model(NamedTuple):
    """Weights of clause and turn features (one table: their names never meet) and a bias for each move."""

    table: Floats
    bias: Floats


class Settings(NamedTuple):
    """What training may vary."""

    epochs: int = 8
    rate: float = 0.5
    decay: float = 2e-6
    batch: int = 64
    seed: int = 0


def design(turns: Sequence[Turn]) -> Design:
    """The feature matrices of `turns`; each row is scaled to length 1 over its distinct features."""
    clause_rows: list[Sequence[int]] = []
    turn_rows: list[Sequence[int]] = []
    starts: list[int] = []
    for turn in turns:
        seen = turn_features(turn.question, [Line(Who(who), text) for who, text in turn.context], turn.text)
        starts.append(len(clause_rows))
        clause_rows.extend([clause.features for clause in seen.clauses] or [()])
        turn_rows.append(seen.turn)
    labels = np.array([[move in turn.moves for move in MOVES] for turn in turns], np.float32)
    return Design(_matrix(clause_rows), _matrix(turn_rows), np.array(starts), labels)


def _matrix(rows: Sequence[Sequence[int]]) -> sp.csr_matrix:
    sizes = np.array([len(row) for row in rows])
    values = np.repeat(1 / np.sqrt(np.maximum(sizes, 1)), sizes).astype(np.float32)
    places = np.fromiter((i for row in rows for i in row), np.int32, int(sizes.sum()))
    return sp.csr_matrix((values, places, np.append(0, np.cumsum(sizes))), shape=(len(rows), BUCKETS))


def pool(scores: Floats, starts: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Log-sum-exp over each turn's clauses, and every clause's share in it."""
    counts = np.diff(np.append(starts, len(scores)))
    top = np.maximum.reduceat(scores, starts, axis=0)
    raised = np.exp((scores - np.repeat(top, counts, axis=0)) / SOFTNESS)
    total = np.add.reduceat(raised, starts, axis=0)
    return top + SOFTNESS * np.log(total), raised / np.repeat(total, counts, axis=0)


def log_odds(model: Model, data: Design) -> Floats:
    """The log-odds of every move for every turn."""
    pooled, _ = pool(data.clauses @ model.table, data.starts)
    return np.asarray(pooled + data.turns @ model.table + model.bias, np.float32)


def probability(odds: Floats) -> Floats:
    """The logistic function."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), np.float32)


def train(data: Design, settings: Settings) -> Model:
    """Fit by AdaGrad on the binary cross-entropy of every move."""
    rng = np.random.default_rng(settings.seed)
    count, moves = data.labels.shape
    table = np.zeros((BUCKETS, moves), np.float32)
    bias = np.full(moves, -2.0, np.float32)
    seen_table, seen_bias = np.full_like(table, 1e-4), np.full_like(bias, 1e-4)
    for _ in range(settings.epochs):
        for batch in np.array_split(rng.permutation(count), max(1, count // settings.batch)):
            part = _pick(data, batch)
            pooled, shares = pool(part.clauses @ table, part.starts)
            error = (probability(pooled + part.turns @ table + bias) - part.labels) / len(batch)
            sizes = np.diff(np.append(part.starts, part.clauses.shape[0]))
            used = np.union1d(part.clauses.indices, part.turns.indices)
            slope = part.clauses.T @ (shares * np.repeat(error, sizes, axis=0)) + part.turns.T @ error
            slope = slope[used] + settings.decay * table[used]
            seen_table[used] += slope**2
            table[used] -= settings.rate * slope / np.sqrt(seen_table[used])
            seen_bias += error.sum(0) ** 2
            bias -= settings.rate * error.sum(0) / np.sqrt(seen_bias)
    return Model(table, bias)


def _pick(data: Design, chosen: NDArray[np.int64]) -> Design:
    ends = np.append(data.starts[1:], data.clauses.shape[0])
    sizes = ends[chosen] - data.starts[chosen]
    rows = np.concatenate([np.arange(data.starts[i], ends[i]) for i in chosen])
    starts = np.append(0, np.cumsum(sizes)[:-1])
    return Design(data.clauses[rows], data.turns[chosen], starts, data.labels[chosen])


def joined(parts: Iterable[Design]) -> Design:
    """Several designs as one."""
    listed = list(parts)
    offsets = np.cumsum([0, *(part.clauses.shape[0] for part in listed[:-1])])
    return Design(
        sp.vstack([part.clauses for part in listed]).tocsr(),
        sp.vstack([part.turns for part in listed]).tocsr(),
        np.concatenate([part.starts + offset for part, offset in zip(listed, offsets, strict=True)]),
        np.vstack([part.labels for part in listed]),
    )


def cut_points(odds: Floats, labels: Floats, beta: Sequence[float]) -> Floats:
    """For each move the log-odds that give the best F-beta on `labels`; smoothed over its neighbourhood."""
    grid = np.arange(-3.0, 2.0, 0.1)
    chosen = []
    for k, b in enumerate(beta):
        truth = labels[:, k] > 0
        scores = np.array([_f_beta(odds[:, k] >= cut, truth, b) for cut in grid])
        smooth = np.convolve(scores, np.ones(5) / 5, mode="same")
        chosen.append(grid[2:-2][int(np.argmax(smooth[2:-2]))])
    return np.array(chosen, np.float32)


def _f_beta(made: NDArray[np.bool_], truth: NDArray[np.bool_], beta: float) -> float:
    hit = float((made & truth).sum())
    return (1 + beta**2) * hit / max(1.0, float(made.sum()) + beta**2 * float(truth.sum()))
