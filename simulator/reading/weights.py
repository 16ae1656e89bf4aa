"""Owns the file that holds a linear model's weights: one header line, packed 8-bit columns, a checksum. No
pickle.

Layout: a line of JSON (`format`, `version`, `rows`, `columns`, `scale`, `bias`), a newline, the zlib-packed
columns one after another (`rows` signed bytes each), and the SHA-256 of everything before it.
"""

import hashlib
import math
import zlib
from pathlib import Path

import msgspec

FORMAT = 1
_DIGEST = hashlib.sha256().digest_size


class DamagedModelError(Exception):
    """The model file is missing, cut, altered or of another format; the text says which."""


class _Header(msgspec.Struct, frozen=True, kw_only=True):
    format: int
    version: str
    rows: int
    columns: tuple[str, ...]
    scale: tuple[float, ...]
    bias: tuple[float, ...]


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """A linear model: for each column a bias, and `rows` weights that are bytes times a scale."""

    version: str
    columns: tuple[str, ...]
    scale: tuple[float, ...]
    bias: tuple[float, ...]
    table: tuple[memoryview, ...]
    """One signed byte a row, a view a column."""


def pack(weights: Weights) -> bytes:
    """The file's content."""
    header = _Header(
        format=FORMAT,
        version=weights.version,
        rows=len(weights.table[0]),
        columns=weights.columns,
        scale=weights.scale,
        bias=weights.bias,
    )
    body = msgspec.json.encode(header) + b"\n" + zlib.compress(b"".join(weights.table), 9)
    return body + hashlib.sha256(body).digest()


def unpack(data: bytes) -> Weights:
    """The weights in a file's content; raises `DamagedModelError`."""
    body, digest = data[:-_DIGEST], data[-_DIGEST:]
    if hashlib.sha256(body).digest() != digest:
        raise DamagedModelError("its checksum does not match its content")
    line, _, packed = body.partition(b"\n")
    try:
        header = msgspec.json.decode(line, type=_Header)
        table = memoryview(zlib.decompress(packed)).cast("b")
    except (msgspec.DecodeError, zlib.error) as error:
        raise DamagedModelError(f"it is not in format {FORMAT}") from error
    count = len(header.columns)
    sound = (
        header.format == FORMAT
        and len(table) == header.rows * count
        and count == len(header.scale) == len(header.bias)
        and all(map(math.isfinite, header.scale + header.bias))
    )
    if not sound:
        raise DamagedModelError(f"it is not in format {FORMAT}")
    return Weights(
        version=header.version,
        columns=header.columns,
        scale=header.scale,
        bias=header.bias,
        table=tuple(table[i * header.rows : (i + 1) * header.rows] for i in range(count)),
    )


def load(path: Path) -> Weights:
    """The weights in the file at `path`; raises `DamagedModelError`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DamagedModelError(f"it cannot be read ({error.strerror})") from error
    return unpack(data)
