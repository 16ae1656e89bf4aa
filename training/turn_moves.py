"""Owns the making of `moves.model`, and its measuring: every file held out once, read by a model of all the
others."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.reading import weights
from training import linear
from training.records import Turn, bare, turns

HERE = Path(__file__).parent
TARGET = HERE.parent / "simulator" / "reading" / "moves.model"
SEEDS = (0, 1)
"""The shipped table is the mean over these: less noise at no cost to the reader."""
BETA = [1.0] * len(linear.MOVES)
"""How much recall counts beside precision where each move's decision is placed."""
Bools = NDArray[np.bool_]


def files() -> dict[str, list[Turn]]:
    """The labelled turns, by file."""
    return {path.stem: turns(path) for path in sorted((HERE / "moves").glob("*.jsonl"))}


def build() -> None:
    """Train, and write the file the package ships."""
    groups = files()
    designs = _designs(groups)
    odds, labels = _held_out(designs)
    _report_all(groups, odds, labels)
    cuts = linear.cut_points(odds, labels, BETA)
    model = _fit([design.train for design in designs.values()])
    scale = np.abs(model.table).max(0) / 127
    table = np.round(model.table / scale).astype(np.int8)
    digest = hashlib.sha256(table.tobytes() + cuts.tobytes()).hexdigest()[:8]
    made = weights.Weights(
        version=f"linear-1-{digest}",
        columns=tuple(linear.MOVES),
        scale=tuple(float(x) for x in scale),
        bias=tuple(round(float(x), 5) for x in model.bias - cuts),
        table=tuple(memoryview(np.ascontiguousarray(table[:, k]).tobytes()) for k in range(table.shape[1])),
    )
    TARGET.write_bytes(weights.pack(made))
    count = sum(map(len, groups.values()))
    _say(
        f"{TARGET.name}: {made.version}, {count} turns of {len(groups)} files, {TARGET.stat().st_size} bytes"
    )


class _Designs(NamedTuple):
    train: linear.Design
    """Every turn as it stands and once more as a bare typist would put it."""
    test: linear.Design


def _designs(groups: dict[str, list[Turn]]) -> dict[str, _Designs]:
    return {
        name: _Designs(linear.design([*group, *map(bare, group)]), linear.design(group))
        for name, group in groups.items()
    }


def _fit(parts: Sequence[linear.Design]) -> linear.Model:
    data = linear.joined(parts)
    models = [linear.train(data, linear.Settings(seed=seed)) for seed in SEEDS]
    table = np.mean([model.table for model in models], axis=0)
    return linear.Model(table, np.mean([model.bias for model in models], axis=0))


def _held_out(designs: dict[str, _Designs]) -> tuple[linear.Floats, linear.Floats]:
    """Log-odds and labels of every turn, each file read by a model that never saw it."""
    odds, labels = [], []
    for name, held in designs.items():
        model = _fit([design.train for other, design in designs.items() if other != name])
        odds.append(linear.log_odds(model, held.test))
        labels.append(held.test.labels)
    return np.concatenate(odds), np.concatenate(labels)


def check() -> None:
    """Print precision, recall and F1 of every move on every file, held out."""
    groups = files()
    _report_all(groups, *_held_out(_designs(groups)))


def _report_all(groups: dict[str, list[Turn]], odds: linear.Floats, labels: linear.Floats) -> None:
    ends = np.cumsum([len(group) for group in groups.values()])
    for name, part in zip(groups, np.split(np.arange(len(odds)), ends[:-1]), strict=True):
        others = np.setdiff1d(np.arange(len(odds)), part)
        cuts = linear.cut_points(odds[others], labels[others], BETA)
        _report(name, odds[part] >= cuts, labels[part] > 0)


def _report(name: str, made: Bools, truth: Bools) -> None:
    hit = (made & truth).sum(0)
    precision = hit / np.maximum(made.sum(0), 1)
    recall = hit / np.maximum(truth.sum(0), 1)
    f1 = 2 * hit / np.maximum(made.sum(0) + truth.sum(0), 1)
    present = truth.sum(0) > 0
    _say(f"{name}: {len(truth)} turns, macro-F1 {f1[present].mean():.3f}")
    for move, p, r, f in zip(linear.MOVES, precision, recall, f1, strict=True):
        _say(f"  {move:<13} precision {p:.2f}  recall {r:.2f}  F1 {f:.2f}")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201
