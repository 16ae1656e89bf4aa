"""Trains the neural reader of moves: labelled turns -> one model file. Seeded.

`--hold` leaves files out of training and measures on them; what is learned there about how sure to be
(`--calibration`) goes into the file that is then trained on all turns.
"""

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from simulator.reading.arrays import load, pack
from simulator.reading.encoder import Facts
from simulator.reading.model import Move
from simulator.reading.wordpiece import WordPiece
from training.neural.augment import noisy
from training.neural.data import MOVES, Example, Turn, example, labels, read_turns
from training.neural.measure import calibrate, figures
from training.neural.network import HEADS, LAYERS, Network, packed, resume, start

BATCH = 16
RATE, HEAD_RATE, DECAY = 3e-4, 1e-3, 0.9
"""Learning rates of the last layer and of the scores; each layer below learns slower by the factor DECAY."""
RESUMED_RATE = 0.5
"""Of these rates, for a network that goes on from an earlier model file."""
WARM_UP, LAST_RATE = 0.06, 0.02
JOINED = 0.2
"""Share of turns that are followed by another one, so that each part must show its own moves only."""
JOINED_MOST = 200
"""Longest turn that is joined, in characters."""
FREQUENT = 16_000
"""Word pieces kept beside those that the turns use: the first of BERT's list, sorted by frequency."""
AVERAGED = 0.998
"""The shipped weights are a running mean over the steps; so much of it stays at each step."""
ADMIT_FAVOUR = 0.2
"""Added to an admission's log-odds: to miss one costs more than to read one too many."""
NOT_JOINED = {Move.DEFLECT, Move.RESTATE, Move.FOLLOW_UP}


def vocabulary(listed: Path, texts: Sequence[str]) -> tuple[list[int], list[str]]:
    """The word pieces that are kept, with their place in BERT's list."""
    pieces = listed.read_text(encoding="utf-8").split("\n")
    words = WordPiece(pieces)
    used = {piece.number for text in texts for piece in words.cut(text)}
    used |= {at for at, piece in enumerate(pieces[:FREQUENT]) if piece.isascii() and "[unused" not in piece}
    kept = sorted(at for at in used if pieces[at])
    return kept, [pieces[at] for at in kept]


class Examples:
    """Makes an epoch's examples: every turn once, with fresh noise, some with another turn joined on."""

    def __init__(self, words: WordPiece, turns: Sequence[Turn], seed: int) -> None:
        self._words, self._turns, self._dice = words, turns, random.Random(seed)  # noqa: S311
        self._joinable = [turn for turn in turns if _joinable(turn) and not turn.context and turn.moves]

    def epoch(self) -> list[Example]:
        """The examples of one epoch, in the order of the turns."""
        return [self._one(turn) for turn in self._turns]

    def _one(self, turn: Turn) -> Example:
        texts = [(noisy(turn.turn, self._dice), turn.moves)]
        if self._dice.random() < JOINED and _joinable(turn):
            other = self._dice.choice(self._joinable)
            texts.append((noisy(other.turn, self._dice), other.moves))
            self._dice.shuffle(texts)
        return example(self._words, turn, texts)

    def batches(self) -> Iterator[list[Example]]:
        """One epoch in batches of examples of like length, the batches in random order."""
        made = self.epoch()
        self._dice.shuffle(made)
        batches = []
        for at in range(0, len(made), BATCH * 24):
            alike = sorted(made[at : at + BATCH * 24], key=len)
            batches += [alike[i : i + BATCH] for i in range(0, len(alike), BATCH)]
        self._dice.shuffle(batches)
        yield from batches


def _texts(turn: Turn) -> list[str]:
    return [turn.question, turn.turn, *(line.text for line in turn.context)]


def _joinable(turn: Turn) -> bool:
    return len(turn.turn) < JOINED_MOST and not NOT_JOINED & set(turn.moves)


def train(network: Network, examples: Examples, turns: int, epochs: int, pace: float = 1.0) -> None:
    """Fit `network` in place; a `pace` below 1 suits a network that has learned before."""
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED))
    optimizer = torch.optim.AdamW(_groups(network), betas=(0.9, 0.98), fused=True)
    rates = [group["lr"] * pace for group in optimizer.param_groups]
    steps, step = epochs * (math.ceil(turns / BATCH) + 1), 0
    begun = time.monotonic()
    for epoch in range(epochs):
        network.train()
        losses = []
        for batch in examples.batches():
            share = (step + 1) / steps
            height = share / WARM_UP if share < WARM_UP else max(LAST_RATE, (1 - share) / (1 - WARM_UP))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * height
            with torch.autocast("cpu", torch.bfloat16):
                scores = network(batch)
            loss = _loss(scores, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            mean.update_parameters(network)
            losses.append(loss.item())
            step += 1
        _say(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.monotonic() - begun:.0f} s")
    network.load_state_dict(mean.module.state_dict())
    network.eval()


@torch.no_grad()
def predict(network: Network, words: WordPiece, turns: Sequence[Turn]) -> NDArray[np.float32]:
    """A row of scores for each turn."""
    made = [example(words, turn, [(turn.turn, turn.moves)]) for turn in turns]
    order = sorted(range(len(made)), key=lambda at: len(made[at]))
    scores = np.zeros((len(turns), len(MOVES)), np.float32)
    for at in range(0, len(order), 32):
        rows = order[at : at + 32]
        scores[rows] = network([made[row] for row in rows]).numpy()
    return scores


def _loss(scores: Tensor, batch: Sequence[Example]) -> Tensor:
    wanted = torch.from_numpy(np.stack([part.moves for one in batch for part in one.parts]))
    return functional.binary_cross_entropy_with_logits(scores, wanted, reduction="sum") / len(batch)


def _groups(network: Network) -> list[dict[str, Any]]:
    groups = []
    for name, weight in network.named_parameters():
        if not weight.requires_grad:
            continue
        depth = LAYERS - 1 - int(name.split(".")[1]) if name.startswith("layers.") else LAYERS
        rate = HEAD_RATE if name.startswith("head") else RATE * DECAY**depth
        groups.append({"params": [weight], "lr": rate, "weight_decay": 0.01 if weight.dim() > 1 else 0.0})
    return groups


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("turns", type=Path, nargs="+", help="JSON Lines files of labelled turns")
    options.add_argument("--minilm", type=Path, help="folder of MiniLM-L6")
    options.add_argument("--resume", type=Path, help="model file to go on from, instead of MiniLM")
    options.add_argument("--hold", nargs="*", default=[], help="files (names) to measure on only")
    options.add_argument("--figures", type=Path, help="JSON: what was measured on the files held out")
    options.add_argument("--calibration", type=Path, help="JSON; written with --hold, else read")
    options.add_argument("--out", type=Path, help="the model file")
    options.add_argument("--version", default="neural-1")
    options.add_argument("--epochs", type=int, default=6)
    options.add_argument("--seed", type=int, default=0)
    return options.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, measure, write."""
    chosen = _options(arguments)
    torch.set_num_threads(1)
    torch.manual_seed(chosen.seed)
    files = {path.stem: read_turns(path) for path in chosen.turns}
    seen = [turn for name, turns in files.items() if name not in chosen.hold for turn in turns]
    if chosen.resume:
        file = load(chosen.resume)
        pieces = list(msgspec.json.decode(file.facts, type=Facts).vocabulary)
        network = resume(file)
    else:
        texts = [text for turns in files.values() for turn in turns for text in _texts(turn)]
        kept, pieces = vocabulary(chosen.minilm / "vocab.txt", texts)
        network = start(chosen.minilm / "model.safetensors", kept)
    words = WordPiece(pieces)
    _say(f"{len(seen)} turns, {len(pieces)} word pieces")
    share = RESUMED_RATE if chosen.resume else 1.0
    train(network, Examples(words, seen, chosen.seed), len(seen), chosen.epochs, share)
    slope, shift = [1.0] * len(MOVES), [0.0] * len(MOVES)
    if chosen.hold:
        scores = {name: predict(network, words, files[name]) for name in chosen.hold}
        wanted = {name: np.stack([labels(turn.moves) for turn in files[name]]) for name in chosen.hold}
        slope, shift = calibrate(np.concatenate([*scores.values()]), np.concatenate([*wanted.values()]))
        shift[MOVES.index(Move.ADMIT)] += ADMIT_FAVOUR
        measured = {
            name: {
                "raw": figures(scores[name], wanted[name]),
                "calibrated": figures(scores[name] * np.array(slope) + np.array(shift), wanted[name]),
            }
            for name in chosen.hold
        }
        _write(chosen.figures, measured)
        _write(chosen.calibration, {"slope": slope, "shift": shift})
    elif chosen.calibration:
        line = json.loads(chosen.calibration.read_text())
        slope, shift = line["slope"], line["shift"]
    if chosen.out:
        facts = Facts(
            moves=tuple(MOVES),
            heads=HEADS,
            layers=LAYERS,
            slope=tuple(slope),
            shift=tuple(shift),
            vocabulary=tuple(pieces),
        )
        chosen.out.write_bytes(pack(chosen.version, msgspec.json.encode(facts), packed(network)))


def _write(path: Path | None, value: Any) -> None:
    if path:
        path.write_text(json.dumps(value, indent=1) + "\n")


if __name__ == "__main__":
    main()
