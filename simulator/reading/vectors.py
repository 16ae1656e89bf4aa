"""Owns what words are near in meaning: a table of small word vectors, and how common each word is.

Layout of the file: a line of JSON (`format`, `version`, `size`, `scale`, `words`), a newline, the
zlib-packed words (one a
line, commonest first), the vectors as signed bytes, and the SHA-256 of everything before it.
"""

import hashlib
import math
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import add, mul
from pathlib import Path

import msgspec

from simulator.reading.weights import DamagedModelError

FORMAT = 1
_DIGEST = hashlib.sha256().digest_size


class _Header(msgspec.Struct, frozen=True, kw_only=True):
    format: int
    version: str
    size: int
    scale: float
    words: int
    """Bytes of the packed list of words."""


class Vectors:
    """Word vectors of length 1; a word that is not in the table is near nothing but itself."""

    def __init__(
        self, version: str, listed: tuple[str, ...], size: int, scale: float, table: memoryview
    ) -> None:
        """Take the words and their vectors (`size` signed bytes each, times `scale`)."""
        self.version = version
        self._places = {word: place for place, word in enumerate(listed)}
        self._size = size
        self._square = scale * scale
        self._table = table
        self.similarity = lru_cache(maxsize=65536)(self._similarity)

    def rank(self, word: str) -> int | None:
        """How many words are commoner; None for a word that is not in the table."""
        return self._places.get(word)

    def vector(self, word: str) -> memoryview | None:
        """The word's vector, if it has one."""
        place = self._places.get(word)
        return None if place is None else self._table[place * self._size : (place + 1) * self._size]

    def _similarity(self, one: str, other: str) -> float:
        """Cosine of two words' vectors, -1 to 1; 0 where one of them has none."""
        a, b = self.vector(one), self.vector(other)
        return 0.0 if a is None or b is None else float(sum(map(mul, a, b)) * self._square)

    def direction(self, bag: Mapping[str, float]) -> tuple[float, ...]:
        """The mean of a weighted bag of words, of length 1; empty where it has no known word."""
        total = [0.0] * self._size
        for word, weight in bag.items():
            vector = self.vector(word)
            if vector is not None:
                total = list(map(add, total, map(weight.__mul__, map(float, vector))))
        length = math.sqrt(sum(map(mul, total, total)))
        return tuple(x / length for x in total) if length else ()


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    """Cosine of two directions, -1 to 1; 0 where one of them is empty."""
    return float(sum(map(mul, one, other)))


NO_VECTORS = Vectors("none", (), 1, 0.0, memoryview(b""))
"""Stands in where the table cannot be used: every word is near itself alone."""


def pack(version: str, listed: tuple[str, ...], size: int, scale: float, table: bytes) -> bytes:
    """The file's content."""
    packed = zlib.compress("\n".join(listed).encode(), 9)
    header = _Header(format=FORMAT, version=version, size=size, scale=scale, words=len(packed))
    body = msgspec.json.encode(header) + b"\n" + packed + table
    return body + hashlib.sha256(body).digest()


def unpack(data: bytes) -> Vectors:
    """The vectors in a file's content; raises `DamagedModelError`."""
    body, digest = data[:-_DIGEST], data[-_DIGEST:]
    if hashlib.sha256(body).digest() != digest:
        raise DamagedModelError("its checksum does not match its content")
    line, _, rest = body.partition(b"\n")
    try:
        header = msgspec.json.decode(line, type=_Header)
        listed = tuple(zlib.decompress(rest[: header.words]).decode().split("\n"))
    except (msgspec.DecodeError, zlib.error, UnicodeDecodeError) as error:
        raise DamagedModelError(f"it is not in format {FORMAT}") from error
    table = memoryview(rest)[header.words :].cast("b")
    if header.format != FORMAT or len(table) != len(listed) * header.size:
        raise DamagedModelError(f"it is not in format {FORMAT}")
    return Vectors(header.version, listed, header.size, header.scale, table)


def load(path: Path) -> Vectors:
    """The vectors in the file at `path`; raises `DamagedModelError`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DamagedModelError(f"it cannot be read ({error.strerror})") from error
    return unpack(data)
