"""Owns the making of the word vectors: every word's sentence vector by all-MiniLM-L6-v2, reduced to 64
numbers."""

import hashlib
from pathlib import Path

import numpy as np

from simulator.reading import vectors
from training.minilm import Encoder, Floats, folder

TARGET = Path(__file__).parent.parent / "simulator" / "reading" / "words.vectors"
COMMON = 15_000
"""How many words of the encoder's own list are kept; it is sorted by how common they are."""
SIZE = 64


def listed() -> tuple[str, ...]:
    """The words that get a vector: the commonest plain words, then those of the field that are missing."""
    own = (folder() / "vocab.txt").read_text("utf-8").split("\n")
    plain = [word for word in own if word.isascii() and word.isalpha() and len(word) > 1]
    field = (Path(__file__).parent / "field_words.txt").read_text("utf-8").split()
    return tuple(dict.fromkeys([*plain[:COMMON], *field]))


def reduced(rows: Floats) -> Floats:
    """The rows, each of length 1, on their 64 main axes."""
    centred = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    centred -= centred.mean(0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    main = centred @ axes[:, ::-1][:, :SIZE]
    return np.asarray(main / np.linalg.norm(main, axis=1, keepdims=True), np.float32)


def build() -> None:
    """Write the file the package ships."""
    chosen = listed()
    main = reduced(Encoder().encode(chosen))
    scale = float(np.abs(main).max()) / 127
    table = np.round(main / scale).astype(np.int8).tobytes()
    version = f"minilm-64-{hashlib.sha256(table).hexdigest()[:8]}"
    TARGET.write_bytes(vectors.pack(version, chosen, SIZE, scale, table))
    print(f"{TARGET.name}: {version}, {len(chosen)} words, {TARGET.stat().st_size} bytes")  # noqa: T201


if __name__ == "__main__":
    build()
