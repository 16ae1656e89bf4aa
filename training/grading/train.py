"""Trains the judge of answers against points, and writes `meaning.model`. Seeded.

With `--hold` a third of the questions is left out of training, and a part of the answers to the others; the
list of them goes beside the model. On those it is learned how far to trust the judge (`training.answers`).
"""

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import torch
from torch import nn
from torch.nn import functional

from simulator.reading.arrays import ModelFile, load, pack
from simulator.reading.encoder import Facts
from simulator.reading.judge import MOST_ANSWER, MOST_POINT, JudgeFacts, table_digest
from simulator.reading.meaning import Axes
from simulator.reading.wordpiece import WordPiece
from training.grading.cases import graded
from training.grading.network import Input, JudgeNetwork, packed, resume, start
from training.grading.pairs import Pair, from_graded, nearest, own
from training.grading.retell import padded, slipped
from training.meaning import with_axes
from training.neural.network import HEADS

BATCH = 24
RATE, HEAD_RATE, DECAY = 2e-4, 1e-3, 0.9
"""Learning rates of the last layer and of the score; each layer below learns slower by the factor DECAY."""
RESUMED_RATE = 0.5
"""Of these rates, for a network that goes on from an earlier model file."""
WARM_UP, LAST_RATE = 0.06, 0.02
SURE = 0.98
"""No pair is trusted more than this."""
NEAREST = 0.75
"""Share of times at which, of several wordings, the one nearest to the answer is learned from."""
THIRDS, QUARTERS = 3, 4
"""Of the students' questions one in three is held out, of our own one in four."""
HELD_ANSWERS = 0.15


class Drawn(NamedTuple):
    """A pair as it is learned from once."""

    text: Input
    y: float
    weight: float


def layout(words: WordPiece, point: str, answer: str) -> Input:
    """The two as one text; the same as the reader makes of them."""
    wanted = [piece.number for piece in words.cut(point)[:MOST_POINT]]
    said = [piece.number for piece in words.cut(answer)[:MOST_ANSWER]]
    pieces, sides = [words.number("[CLS]")], [0]
    for side, (mine, other) in enumerate(((wanted, set(said)), (said, set(wanted)))):
        pieces += [*mine, words.number("[SEP]")]
        sides += [2 * side + (number in other) for number in mine] + [2 * side]
    return Input(pieces, sides)


class Draws:
    """Makes an epoch's examples: every pair once, with fresh noise."""

    def __init__(self, words: WordPiece, pairs: Sequence[Pair], seed: int) -> None:
        self._words, self._pairs, self._dice = words, pairs, random.Random(seed)  # noqa: S311
        self._near = [nearest(pair.points, pair.answer) for pair in pairs]

    def __len__(self) -> int:
        return len(self._pairs)

    def _one(self, pair: Pair, near: int) -> Drawn:
        dice = self._dice
        at = near if dice.random() < NEAREST else dice.randrange(len(pair.points))
        answer = slipped(pair.answer, dice)
        if not pair.source.startswith("beetle"):
            answer = padded(answer, dice)
        return Drawn(layout(self._words, pair.points[at], answer), pair.y, pair.weight)

    def batches(self) -> Iterator[list[Drawn]]:
        """One epoch in batches of examples of like length, the batches in random order."""
        made = [self._one(pair, near) for pair, near in zip(self._pairs, self._near, strict=True)]
        self._dice.shuffle(made)
        batches = []
        for at in range(0, len(made), BATCH * 32):
            alike = sorted(made[at : at + BATCH * 32], key=lambda one: len(one.text.pieces))
            batches += [alike[i : i + BATCH] for i in range(0, len(alike), BATCH)]
        self._dice.shuffle(batches)
        yield from batches


def train(network: JudgeNetwork, draws: Draws, epochs: int, pace: float = 1.0) -> None:
    """Fit `network` in place; a `pace` below 1 suits a network that has learned before."""
    optimizer = torch.optim.AdamW(_groups(network), betas=(0.9, 0.98), fused=True)
    rates = [group["lr"] * pace for group in optimizer.param_groups]
    steps, step, begun = epochs * (math.ceil(len(draws) / BATCH) + 1), 0, time.monotonic()
    for epoch in range(epochs):
        network.train()
        losses = []
        for batch in draws.batches():
            share = (step + 1) / steps
            height = share / WARM_UP if share < WARM_UP else max(LAST_RATE, (1 - share) / (1 - WARM_UP))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * height
            with torch.autocast("cpu", torch.bfloat16):
                scores = network([one.text for one in batch])
            wanted = 1 - SURE + (2 * SURE - 1) * torch.tensor([one.y for one in batch])
            each = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
            loss = (each * torch.tensor([one.weight for one in batch])).sum() / BATCH
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
            step += 1
        _say(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.monotonic() - begun:.0f} s")
    network.eval()


def _groups(network: JudgeNetwork) -> list[dict[str, Any]]:
    groups, last = [], len(network.layers) - 1
    for name, weight in network.named_parameters():
        if not weight.requires_grad:
            continue
        depth = last - int(name.split(".")[1]) if name.startswith("layers.") else last + 1
        rate = HEAD_RATE if name.startswith("head") else RATE * DECAY**depth
        groups.append({"params": [weight], "lr": rate, "weight_decay": 0.01 if weight.dim() > 1 else 0.0})
    return groups


class Apart(NamedTuple):
    """What is held out."""

    groups: frozenset[str]
    """Questions."""
    answers: frozenset[tuple[str, str]]
    """Questions with answers."""

    def holds(self, pair: Pair) -> bool:
        """Whether `pair` is held out."""
        return pair.group in self.groups or (pair.ask, pair.answer) in self.answers


def apart(pairs: Sequence[Pair], which: int) -> Apart:
    """Part `which` of the questions, and some answers to the students' other questions."""
    students = [pair for pair in pairs if pair.source == "beetle"]
    theirs = sorted({pair.group for pair in students})
    ours = sorted({pair.group for pair in pairs if pair.source != "beetle"})
    groups = {g for i, g in enumerate(theirs) if i % THIRDS == which}
    groups |= {g for i, g in enumerate(ours) if i % QUARTERS == which}
    dice = random.Random(1)  # noqa: S311
    rest = [pair for pair in students if pair.group not in groups]
    answers = {(pair.ask, pair.answer) for pair in rest if dice.random() < HELD_ANSWERS}
    return Apart(frozenset(groups), frozenset(answers))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--students", type=Path, required=True, help="Beetle as JSON lines")
    options.add_argument("--banks", type=Path, default=Path("question_banks"))
    options.add_argument("--minilm", type=Path, required=True, help="folder of MiniLM-L6")
    options.add_argument("--moves", type=Path, default=Path("simulator/reading/moves.neural"))
    options.add_argument("--layers", default="0,1,2,3", help="which of MiniLM's layers to begin with")
    options.add_argument("--epochs", type=int, default=2)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--hold", type=int, help="number of the part that is held out")
    options.add_argument("--resume", type=Path, help="model file to go on from")
    options.add_argument("--out", type=Path, required=True, help="the model file")
    return options.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write."""
    chosen = _options(arguments)
    torch.set_num_threads(1)
    torch.manual_seed(chosen.seed)
    moves = load(chosen.moves)
    pieces = list(msgspec.json.decode(moves.facts, type=Facts).vocabulary)
    listed = (chosen.minilm / "vocab.txt").read_text(encoding="utf-8").split("\n")
    place = {piece: at for at, piece in enumerate(listed)}
    layers = [int(number) for number in chosen.layers.split(",")]
    network = start(chosen.minilm / "model.safetensors", [place[piece] for piece in pieces], layers)
    pairs = [*own(chosen.banks), *from_graded(graded(chosen.students), "beetle", 1.0)]
    if chosen.hold is not None:
        out = apart(pairs, chosen.hold)
        pairs = [pair for pair in pairs if not out.holds(pair)]
        held = {"groups": sorted(out.groups), "answers": sorted(out.answers)}
        chosen.out.with_suffix(".held.json").write_text(json.dumps(held, indent=0) + "\n")
    _say(f"{len(pairs)} pairs")
    if chosen.resume:
        resume(network, load(chosen.resume))
    pace = RESUMED_RATE if chosen.resume else 1.0
    train(network, Draws(WordPiece(pieces), pairs, chosen.seed), chosen.epochs, pace)
    judge = JudgeFacts(heads=HEADS, layers=len(layers), table=table_digest(moves))
    facts = msgspec.json.encode(Axes(moves.version, 0, judge))
    whole = with_axes(ModelFile("meaning-2", facts, packed(network)), moves, chosen.banks)
    chosen.out.write_bytes(pack(whole.version, whole.facts, whole.arrays))


if __name__ == "__main__":
    main()
