"""Owns the file of a neural model: a line of JSON, arrays, a checksum. No pickle, nothing in it is run.

Layout: a line of JSON (`format`, `version`, `facts`, `arrays`: name, kind and shape of each), a newline, the
arrays' bytes in that order (little-endian), and the SHA-256 of everything before it.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulator.reading.weights import DamagedModelError

FORMAT = 1
_DIGEST = hashlib.sha256().digest_size
_KINDS: dict[str, np.dtype[Any]] = {"int8": np.dtype(np.int8), "float32": np.dtype("<f4")}


class _Array(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    kind: str
    shape: tuple[int, ...]


class _Header(msgspec.Struct, frozen=True, kw_only=True):
    format: int
    version: str
    facts: msgspec.Raw
    arrays: tuple[_Array, ...]


class ModelFile(msgspec.Struct, frozen=True):
    """What a model file holds: a version, facts about the model as JSON, and its arrays."""

    version: str
    facts: bytes
    arrays: dict[str, NDArray[Any]]


def pack(version: str, facts: bytes, arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """The file's content; every array must be int8 or float32."""
    header = _Header(
        format=FORMAT,
        version=version,
        facts=msgspec.Raw(facts),
        arrays=tuple(_Array(name=n, kind=a.dtype.name, shape=a.shape) for n, a in arrays.items()),
    )
    parts = [np.ascontiguousarray(a, _KINDS[a.dtype.name]).tobytes() for a in arrays.values()]
    body = msgspec.json.encode(header) + b"\n" + b"".join(parts)
    return body + hashlib.sha256(body).digest()


def unpack(data: bytes) -> ModelFile:
    """The model in a file's content; raises `DamagedModelError`."""
    body = memoryview(data)[:-_DIGEST]
    if hashlib.sha256(body).digest() != data[-_DIGEST:]:
        raise DamagedModelError("its checksum does not match its content")
    end = data.find(b"\n")
    try:
        header = msgspec.json.decode(data[:end], type=_Header)
        arrays: dict[str, NDArray[Any]] = {}
        at = end + 1
        for array in header.arrays:
            kind = _KINDS[array.kind]
            count = int(np.prod(array.shape))
            arrays[array.name] = np.frombuffer(body, kind, count, at).reshape(array.shape)
            at += count * kind.itemsize
    except (msgspec.DecodeError, KeyError, ValueError) as error:
        raise DamagedModelError(f"it is not in format {FORMAT}") from error
    if header.format != FORMAT or at != len(body):
        raise DamagedModelError(f"it is not in format {FORMAT}")
    return ModelFile(header.version, bytes(header.facts), arrays)


def load(path: Path) -> ModelFile:
    """The model in the file at `path`; raises `DamagedModelError`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DamagedModelError(f"it cannot be read ({error.strerror})") from error
    return unpack(data)
