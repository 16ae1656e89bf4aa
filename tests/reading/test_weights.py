"""The weights' file: what goes in comes out, and a damaged file is refused, never half read."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.reading.weights import DamagedModelError, Weights, load, pack, unpack

SMALL = Weights(
    version="t-1",
    columns=("a", "b"),
    scale=(0.5, 0.25),
    bias=(-1.0, 2.0),
    table=(memoryview(bytes([1, 255, 0, 7])).cast("b"), memoryview(bytes([2, 3, 128, 9])).cast("b")),
)


def test_what_was_packed_is_unpacked() -> None:
    again = unpack(pack(SMALL))
    assert (again.version, again.columns, again.scale, again.bias) == (
        "t-1",
        ("a", "b"),
        (0.5, 0.25),
        (-1.0, 2.0),
    )
    assert [list(column) for column in again.table] == [[1, -1, 0, 7], [2, 3, -128, 9]]


@settings(max_examples=60)
@given(st.integers(0, len(pack(SMALL)) - 1), st.integers(1, 255))
def test_one_changed_byte_is_noticed(place: int, change: int) -> None:
    data = bytearray(pack(SMALL))
    data[place] ^= change
    with pytest.raises(DamagedModelError, match="checksum"):
        unpack(bytes(data))


@settings(max_examples=40)
@given(st.binary(max_size=80))
def test_any_other_content_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedModelError):
        unpack(data)


def test_a_missing_file_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(DamagedModelError, match="cannot be read"):
        load(tmp_path / "none.model")


def test_another_format_is_refused() -> None:
    import hashlib

    body = pack(SMALL)[:-32].replace(b'"format":1', b'"format":2')
    with pytest.raises(DamagedModelError, match="format 1"):
        unpack(body + hashlib.sha256(body).digest())
