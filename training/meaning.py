"""Owns the making of the axes on which vectors of whole texts are compared; they stand in `meaning.model`."""

from pathlib import Path

import msgspec
import numpy as np

from simulator.questions.loader import load_bank
from simulator.reading.arrays import ModelFile, load, pack
from simulator.reading.judge import JudgeFacts
from simulator.reading.meaning import FILE, Axes, MeaningEncoder

HERE = Path(__file__).parent
TARGET = HERE.parent / "simulator" / "reading" / FILE
AXES = 128
SOFTENED = 20
"""Axes beyond this one count less and less."""
LAYERS = 3


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


def with_axes(judge: ModelFile, moves: ModelFile, banks: Path) -> ModelFile:
    """The file of the `judge` with the axes along which the texts of the `banks` differ."""
    facts = msgspec.json.encode(Axes(moves.version, LAYERS, _judge_facts(judge)))
    width = moves.arrays["norm"].shape[0]
    bare = {"centre": np.zeros(width, np.float32), "axes": np.eye(width, dtype=np.float32)}
    encoder = MeaningEncoder(moves, ModelFile("bare", facts, {**judge.arrays, **bare}))
    means = encoder.means(encoder.numbers(texts(banks)))
    centre = means.mean(axis=0)
    _, spread, axes = np.linalg.svd(means - centre, full_matrices=False)
    scaled = axes[:AXES].T / (spread[:AXES] + spread[SOFTENED])
    arrays = {"centre": centre.astype(np.float32), "axes": scaled.astype(np.float32)}
    return ModelFile("meaning-2", facts, {**judge.arrays, **arrays})


def _judge_facts(file: ModelFile) -> JudgeFacts:
    return msgspec.json.decode(file.facts, type=Axes).judge


def build() -> None:
    """Find the axes of the file the package ships anew, for the banks as they are."""
    moves, file = load(TARGET.parent / "moves.neural"), load(TARGET)
    made = with_axes(file, moves, HERE.parent / "question_banks")
    TARGET.write_bytes(pack(made.version, made.facts, made.arrays))
