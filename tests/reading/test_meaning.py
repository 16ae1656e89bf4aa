"""What whole texts mean: near where they say the same, in any company, and only with the model they fit."""

import msgspec
import numpy as np
import pytest

from simulator.reading.arrays import ModelFile, load
from simulator.reading.meaning import FILE, Axes, MeaningEncoder
from simulator.reading.reader import FOLDER
from simulator.reading.weights import DamagedModelError

MODEL, AXES = load(FOLDER / "moves.neural"), load(FOLDER / FILE)
FACTS = msgspec.json.decode(AXES.facts, type=Axes)
ENCODER = MeaningEncoder(MODEL, AXES)


def like(one: str, *others: str) -> list[float]:
    return ENCODER.likeness([one], others)[0]


def test_the_same_said_otherwise_is_nearer_than_something_else() -> None:
    same, other, strange = like(
        "does asyncio have deadlocks too?",
        "Can async code deadlock as well?",
        "What is a covering index?",
        "Bananas are yellow.",
    )
    assert same > 0.4 > max(other, strange)


def test_a_text_is_the_same_in_any_company() -> None:
    texts = [
        "a lock",
        "the log is replayed after a crash, and only then are requests served",
        "why?",
        "a lock",
    ]
    together = MeaningEncoder(MODEL, AXES).vectors(texts)
    alone = [MeaningEncoder(MODEL, AXES).vectors([text])[0] for text in texts]
    assert all(np.allclose(one, other, atol=1e-4) for one, other in zip(together, alone, strict=True))
    assert like("a lock", "a lock") == pytest.approx([1.0], abs=1e-5)


def test_nothing_is_like_nothing() -> None:
    assert like("", "a lock", "") == [0.0, 0.0]
    assert ENCODER.likeness([], ["a lock"]) == []
    assert like("a lock") == []


@pytest.mark.parametrize("facts", [msgspec.json.encode(Axes("another", 3, FACTS.judge)), b"{}"])
def test_axes_of_another_model_are_refused(facts: bytes) -> None:
    with pytest.raises(DamagedModelError):
        MeaningEncoder(MODEL, ModelFile("x", facts, AXES.arrays))
