"""Owns the way from an Anki package (a zip) to the database in it, unpacked within bounds; reads no notes."""

import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Protocol

from simulator.errors import IdkError

MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes a database may have; 12,000 notes have some 10 MiB. Pictures and sounds are never unpacked."""
_PIECE = 1024 * 1024
_DATABASES = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""Newest first: beside a newer one stands an older one with a single note, which says to update Anki."""
_MAX_DIRECTORY = 64 * 1024 * 1024
"""Bytes of a zip's table of contents; it is held in memory, and 64 MiB name a million files."""


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


@contextmanager
def database(path: Path, file: str) -> Iterator[Path]:
    """The database of the package at `path`, in a temporary file for as long as the context lasts.

    Raises:
        IdkError: it is no package, it is damaged, or it unpacks to more than `MAX_UNPACKED` bytes.
    """
    with TemporaryDirectory(prefix="idk-import-") as folder:
        unpacked = Path(folder) / "collection.db"
        try:
            _unpack(path, unpacked, file)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OverflowError):
            raise IdkError(
                f"{file}: the package is damaged or cut short. Export it from Anki once more."
            ) from None
        except (RuntimeError, NotImplementedError):  # how zipfile says: a password, a compression it lacks
            raise IdkError(
                f"{file}: the package is packed in an unknown way. Export it from Anki once more."
            ) from None
        yield unpacked


def _unpack(path: Path, target: Path, file: str) -> None:
    with path.open("rb") as stream:
        if _directory_size(stream) > _MAX_DIRECTORY:
            raise zipfile.BadZipFile
        with zipfile.ZipFile(stream) as archive:
            held = set(archive.namelist())
            name = next((name for name in _DATABASES if name in held), None)
            if name is None:
                raise IdkError(
                    f"{file}: expected an Anki package with a collection in it; found a zip without one. "
                    "Export the deck from Anki as .apkg."
                )
            with archive.open(name) as member, target.open("wb") as out:
                if name.endswith("b"):
                    _copy_compressed(member, out, file)
                else:
                    _copy(member, out, file)


def _directory_size(stream: IO[bytes]) -> int:
    """What a zip says its table of contents has in bytes; 0 where it is too large to say so, or no zip."""
    stream.seek(0, 2)
    stream.seek(-min(stream.tell(), 65_557), 2)
    end = stream.read()
    at = end.rfind(b"PK\x05\x06")
    stream.seek(0)
    return int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0


def _copy_compressed(member: IO[bytes], out: IO[bytes], file: str) -> None:
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415
    else:
        from backports import zstd  # noqa: PLC0415
    try:
        with zstd.ZstdFile(member) as plain:
            _copy(plain, out, file)
    except zstd.ZstdError:
        raise zipfile.BadZipFile from None


def _copy(source: _Readable, out: IO[bytes], file: str) -> None:
    size = 0
    while piece := source.read(_PIECE):
        size += len(piece)
        if size > MAX_UNPACKED:
            raise IdkError(
                f"{file}: unpacks to more than {MAX_UNPACKED // 1024**2} MiB, which no deck of text does. "
                "Export a smaller deck from Anki."
            )
        out.write(piece)
