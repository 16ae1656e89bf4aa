"""Owns the network in torch, and its start from MiniLM's published weights. `encoder` is its twin."""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from simulator.reading.arrays import ModelFile
from training.neural.data import MOVES, Example

WIDTH, INNER, HEADS, LAYERS, PLACES = 384, 1536, 12, 6, 512
FIRST_BIAS = -4.0
"""At the start no piece shows any move; the sum over some thirty pieces is near each move's rate."""
SHUT = -1e4
ROOT = (WIDTH // HEADS) ** 0.5
"""The attention's weights are divided by it; the model file has it in the query's weights already."""
READ_PLACES = 320
"""Places in the input that the reader at run time can fill."""


class Layer(nn.Module):
    """One layer of BERT: attention, then the wide part, each added to its input and normalised."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        self.mix = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.after = nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x: Tensor, shut: Tensor) -> Tensor:
        """`shut` is added to the attention's weights: 0, or much less than 0 where there is padding."""
        rows, length, _ = x.shape
        query, key, value = self.mix(x).view(rows, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        weights = (query @ key.transpose(2, 3)).float() / ROOT + shut
        weights = self._drop(functional.softmax(weights, -1).to(value.dtype))
        seen = (weights @ value).transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.norm(x + self._drop(self.out(seen)))
        inner = functional.gelu(self.widen(x), approximate="tanh")
        return self.after(x + self._drop(self.narrow(inner)))  # type: ignore[no-any-return]

    def _drop(self, x: Tensor) -> Tensor:
        return functional.dropout(x, self.dropout, self.training)


class Network(nn.Module):
    """MiniLM with a score for each move on every piece. The words' table stays as published."""

    def __init__(self, words: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = dropout
        self.words = nn.Embedding(words, WIDTH)
        self.words.weight.requires_grad_(False)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.sides = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, len(MOVES))
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.constant_(self.head.bias, FIRST_BIAS)

    def forward(self, batch: list[Example]) -> Tensor:
        """The score of every move for every part of every example, in order."""
        scores = self.pieces(batch)
        places = torch.arange(scores.shape[1])
        rows = [scores[row] for row, one in enumerate(batch) for _ in one.parts]
        spans = torch.tensor([(part.start, part.end) for one in batch for part in one.parts])
        inside = (places >= spans[:, :1]) & (places < spans[:, 1:])
        return torch.logsumexp(torch.stack(rows).masked_fill(~inside[..., None], SHUT), 1)

    def pieces(self, batch: list[Example]) -> Tensor:
        """The score of every move for every piece."""
        longest = max(map(len, batch))
        numbers = torch.zeros(len(batch), longest, dtype=torch.long)
        for row, one in enumerate(batch):
            numbers[row, : len(one)] = torch.tensor(one.first + one.before)
        places = torch.arange(longest)
        second = places >= torch.tensor([[len(one.first)] for one in batch])
        padding = places >= torch.tensor([[len(one)] for one in batch])
        x = self.norm(self.words(numbers) + self.places(places) + self.sides(second.long()))
        x = functional.dropout(x, self.dropout, self.training)
        shut = torch.zeros(len(batch), 1, 1, longest).masked_fill(padding[:, None, None], SHUT)
        for layer in self.layers:
            x = layer(x, shut)
        return self.head(functional.dropout(x, self.dropout, self.training)).float()  # type: ignore[no-any-return]


def start(weights: Path, kept: list[int], dropout: float = 0.1) -> Network:
    """A network that begins with MiniLM's weights, its table cut down to the word pieces `kept`."""
    network = Network(len(kept), dropout)
    take(network, weights, kept, range(LAYERS), sides=(0, 1))
    return network


def take(
    network: nn.Module, weights: Path, kept: Sequence[int], layers: Sequence[int], sides: Sequence[int]
) -> None:
    """Let `network` begin with MiniLM's: its word pieces `kept`, its `layers`, its `sides` for the own ones.

    Raises ValueError where anything but the head would be left without a weight.
    """
    published = read_safetensors(weights)
    own = {
        "words.weight": published["embeddings.word_embeddings.weight"][list(kept)],
        "places.weight": published["embeddings.position_embeddings.weight"],
        "sides.weight": published["embeddings.token_type_embeddings.weight"][list(sides)],
    }
    for kind in ("weight", "bias"):
        own[f"norm.{kind}"] = published[f"embeddings.LayerNorm.{kind}"]
        for at, number in enumerate(layers):
            theirs, ours = f"encoder.layer.{number}.", f"layers.{at}."
            three = [published[f"{theirs}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            own[f"{ours}mix.{kind}"] = torch.cat(three)
            own[f"{ours}out.{kind}"] = published[f"{theirs}attention.output.dense.{kind}"]
            own[f"{ours}norm.{kind}"] = published[f"{theirs}attention.output.LayerNorm.{kind}"]
            own[f"{ours}widen.{kind}"] = published[f"{theirs}intermediate.dense.{kind}"]
            own[f"{ours}narrow.{kind}"] = published[f"{theirs}output.dense.{kind}"]
            own[f"{ours}after.{kind}"] = published[f"{theirs}output.LayerNorm.{kind}"]
    missing, unexpected = network.load_state_dict(own, strict=False)
    if unexpected or set(missing) != {"head.weight", "head.bias"}:
        raise ValueError(f"{weights} is not MiniLM-L6: {missing} {unexpected}")


def resume(file: ModelFile) -> Network:
    """A network that goes on from a model file."""
    network = Network(len(file.arrays["words"]))
    restore(network, file.arrays)
    return network


def restore(network: nn.Module, arrays: Mapping[str, NDArray[Any]]) -> None:
    """The weights of a model file, bytes times their scales; the inverse of `quantized`. What `arrays` lacks
    stays as it is."""
    own = network.state_dict()
    for name, weight in own.items():
        key = array_name(name)
        if key not in arrays:
            continue
        values = arrays[key].astype(np.float32)
        if f"{key}.scale" in arrays:
            values *= arrays[f"{key}.scale"][:, None]
        if ".mix." in name:
            values[:WIDTH] *= ROOT
        values = values.T if key == "head" else values
        own[name] = weight.clone()
        own[name][: len(values)] = torch.from_numpy(values.copy())
    network.load_state_dict(own)


def packed(network: Network) -> dict[str, NDArray[Any]]:
    """The arrays of the model file."""
    return quantized(network, READ_PLACES)


def quantized(network: nn.Module, places: int) -> dict[str, NDArray[Any]]:
    """Matrices as signed bytes with a scale for each row, the rest as it is; of the places the first ones."""
    arrays: dict[str, NDArray[Any]] = {}
    for name, weight in network.state_dict().items():
        key, values = array_name(name), weight.numpy().copy()
        if ".mix." in name:
            values[:WIDTH] /= ROOT
        if values.ndim == 2 and key not in {"head", "places", "sides"}:
            scale = np.abs(values).max(1) / 127
            arrays[key] = np.round(values / scale[:, None]).astype(np.int8)
            arrays[f"{key}.scale"] = scale.astype(np.float32)
        else:
            whole = {"head": values.T, "places": values[:places]}.get(key, values)
            arrays[key] = whole.astype(np.float32)
    return arrays


def array_name(name: str) -> str:
    """What the model file calls a weight of the network."""
    return name.removeprefix("layers.").removesuffix(".weight")


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The float32 tensors of a safetensors file."""
    data = path.read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    tensors = {}
    for name, entry in msgspec.json.decode(data[8 : 8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = entry["data_offsets"]
            array = np.frombuffer(data, "<f4", (end - begin) // 4, 8 + size + begin)
            tensors[name] = torch.from_numpy(array.reshape(entry["shape"]).copy())
    return tensors
