"""Owns the making of `meaning.model`: the axes of the vectors of whole texts."""

from pathlib import Path

import msgspec
import numpy as np

from simulator.questions.loader import load_bank
from simulator.reading.arrays import ModelFile, load, pack
from simulator.reading.meaning import FILE, Axes, MeaningEncoder

HERE = Path(__file__).parent
TARGET = HERE.parent / "simulator" / "reading" / FILE
LAYERS = 3
AXES = 128
SOFTENED = 20
"""Axes beyond this one count less and less."""


def texts(folder: Path) -> list[str]:
    """Questions, points, wordings and follow-ups of the banks."""
    listed = [q for path in sorted(folder.glob("*.yaml")) for q in load_bank(path).bank.questions]
    return [
        text
        for question in listed
        for text in (
            question.ask,
            *(way for point in question.key_points for way in (point.point, *point.accept)),
            *(entry.ask for entry in question.follow_ups),
        )
    ]


def build() -> None:
    """Find the axes, and write the file the package ships."""
    model = load(TARGET.parent / "moves.neural")
    facts = msgspec.json.encode(Axes(model.version, LAYERS))
    width = model.arrays["norm"].shape[0]
    bare = {"centre": np.zeros(width, np.float32), "axes": np.eye(width, dtype=np.float32)}
    encoder = MeaningEncoder(model, ModelFile("bare", facts, bare))
    means = encoder.means(encoder.numbers(texts(HERE.parent / "question_banks")))
    centre = means.mean(axis=0)
    _, spread, axes = np.linalg.svd(means - centre, full_matrices=False)
    scaled = axes[:AXES].T / (spread[:AXES] + spread[SOFTENED])
    arrays = {"centre": centre.astype(np.float32), "axes": scaled.astype(np.float32)}
    TARGET.write_bytes(pack("meaning-1", facts, arrays))
