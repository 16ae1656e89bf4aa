"""The file of a neural model: what was packed comes back, and damage is always noticed."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from simulator.reading.arrays import load, pack, unpack
from simulator.reading.weights import DamagedModelError

ARRAYS: dict[str, NDArray[Any]] = {
    "table": np.arange(6, dtype=np.int8).reshape(2, 3),
    "scale": np.array([0.5, 2], np.float32),
}
DATA = pack("test-1", b'{"heads":12}', ARRAYS)


def test_what_was_packed_comes_back() -> None:
    model = unpack(DATA)
    assert (model.version, model.facts) == ("test-1", b'{"heads":12}')
    assert {name: array.tolist() for name, array in model.arrays.items()} == {
        name: array.tolist() for name, array in ARRAYS.items()
    }


@settings(max_examples=100)
@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_any_changed_byte_is_noticed(at: int, change: int) -> None:
    damaged = bytearray(DATA)
    damaged[at] ^= change
    with pytest.raises(DamagedModelError):
        unpack(bytes(damaged))


@given(st.integers(0, len(DATA) - 1))
def test_a_cut_file_is_noticed(length: int) -> None:
    with pytest.raises(DamagedModelError):
        unpack(DATA[:length])


def test_a_missing_file_is_said_to_be_unreadable(tmp_path: Path) -> None:
    with pytest.raises(DamagedModelError, match="cannot be read"):
        load(tmp_path / "none.neural")
