"""Owns the way from a file of text to its characters: a bounded size, a known encoding; gives no meaning."""

from pathlib import Path
from typing import NamedTuple

from simulator.errors import IdkError, StorageError

MAX_BYTES = 16 * 1024 * 1024
"""Some 40,000 cards; more would take memory without bound."""


class Text(NamedTuple):
    """What a file says; `notice`, when not empty, how it had to be read."""

    text: str
    notice: str = ""


def read_text(path: Path, file: str) -> Text:
    """The text of the file at `path`, line ends of any system as `\\n`.

    UTF-8; UTF-16 or UTF-32 with a byte order mark; else Windows-1252 with a notice.

    Raises:
        IdkError: it is too large, or it is no text.
        StorageError: it cannot be read.
    """
    return decode_text(read_bytes(path, file), file)


def read_bytes(path: Path, file: str) -> bytes:
    """The bytes of the file at `path`; raises as `read_text` does."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise StorageError(f"{file}: cannot be read ({error.strerror})") from None
    if len(data) > MAX_BYTES:
        raise IdkError(f"{file}: larger than {MAX_BYTES // 1024**2} MiB. Split it, and import the parts.")
    return data


def decode_text(data: bytes, file: str) -> Text:
    """The text of a file's bytes; raises as `read_text` does."""
    found = _decode(data, file)
    return found._replace(text=found.text.replace("\r\n", "\n").replace("\r", "\n"))


def _decode(data: bytes, file: str) -> Text:
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark) and name != "utf-8":
            return _decode_marked(data, name, file)
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in data:
        raise _no_text(file)
    try:
        return Text(data.decode())
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise _no_text(file) from None
    return Text(text, f"{file}:{line}: not UTF-8, so the file is read as Windows-1252; check its accents.")


def _decode_marked(data: bytes, name: str, file: str) -> Text:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        raise _no_text(file) from None
    if "\0" in text:
        raise _no_text(file)
    return Text(text)


def _no_text(file: str) -> IdkError:
    return IdkError(
        f"{file}: this is not text. If it opens in an editor, save it there as UTF-8 and try again."
    )
