"""Owns the judge's network in torch. `simulator.reading.judge` is its twin."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from simulator.reading.arrays import ModelFile
from simulator.reading.judge import MOST_ANSWER, MOST_POINT
from training.neural.network import PLACES, SHUT, WIDTH, Layer, quantized, restore, take

SIDES = 4
"""Kinds of places: point, answer; each not found, or found, on the other side."""
READ_PLACES = MOST_POINT + MOST_ANSWER + 3
"""Places in the input that the reader can fill."""


class Input(NamedTuple):
    """Word pieces, and of which kind each is."""

    pieces: Sequence[int]
    sides: Sequence[int]


class JudgeNetwork(nn.Module):
    """Some layers of MiniLM over point and answer; one score. The words' table stays as published."""

    def __init__(self, words: int, layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = dropout
        self.words = nn.Embedding(words, WIDTH)
        self.words.weight.requires_grad_(False)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.sides = nn.Embedding(SIDES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.head = nn.Linear(2 * WIDTH, 1)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, batch: Sequence[Input]) -> Tensor:
        """The log-odds of each."""
        longest = max(len(one.pieces) for one in batch)
        numbers = torch.zeros(len(batch), longest, dtype=torch.long)
        sides = torch.zeros(len(batch), longest, dtype=torch.long)
        filled = torch.zeros(len(batch), longest, dtype=torch.bool)
        for row, one in enumerate(batch):
            numbers[row, : len(one.pieces)] = torch.tensor(one.pieces)
            sides[row, : len(one.sides)] = torch.tensor(one.sides)
            filled[row, : len(one.pieces)] = True
        x = self.norm(self.words(numbers) + self.places(torch.arange(longest)) + self.sides(sides))
        x = functional.dropout(x, self.dropout, self.training)
        shut = torch.zeros(len(batch), 1, 1, longest).masked_fill(~filled[:, None, None], SHUT)
        for layer in self.layers:
            x = layer(x, shut)
        x = x.float() * filled[..., None]
        seen = torch.cat([x[:, 0], x.sum(1) / filled.sum(1, keepdim=True)], 1)
        seen = functional.dropout(seen, self.dropout, self.training)
        return self.head(seen).float()[:, 0]  # type: ignore[no-any-return]


def start(weights: Path, kept: Sequence[int], chosen: Sequence[int]) -> JudgeNetwork:
    """A network that begins with the layers `chosen` of MiniLM, its table cut down to the pieces `kept`."""
    network = JudgeNetwork(len(kept), len(chosen))
    take(network, weights, kept, chosen, sides=(0, 0, 1, 1))
    return network


def resume(network: JudgeNetwork, file: ModelFile) -> None:
    """Go on from a model file, with the words' table that `network` has."""
    restore(network, file.arrays)


def packed(network: JudgeNetwork) -> dict[str, NDArray[Any]]:
    """The arrays of the model file, without the words."""
    arrays = quantized(network, READ_PLACES)
    return {key: values for key, values in arrays.items() if key.partition(".")[0] != "words"}
