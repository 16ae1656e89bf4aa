"""Owns the file in which a ledger is kept: its form, and that it is whole or not there at all."""

import contextlib
import sys
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from simulator.disk import put

LEDGER_FOLDER = ".ledger"
"""A folder of its own: writing into it is no change of the transcripts' folder."""
LEDGER_FILE = "sessions"
"""The ledger that scores and choices rest on; a ledger for another use has another name."""
_VERSION = 1


class LedgerFile(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """The file. Columns are kept as this machine holds them in memory."""

    version: int = _VERSION
    order: str = sys.byteorder
    rules: str = ""
    folder: int = 0
    """The folder's time of change when it was last listed; 0 where that is not to be relied on."""
    sessions: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    """Sessions that could not be read: tried again each time."""
    over: bytes = b""
    """A byte for each session: whether it is finished."""
    marks: bytes = b""
    """Two numbers for each session: its transcript's bytes and time of change when the row was made."""
    heads: tuple[bytes, ...] = ()
    asked: tuple[bytes, ...] = ()
    results: tuple[bytes, ...] = ()
    head_of: bytes = b""
    questions: bytes = b""
    asked_of: bytes = b""
    result_of: bytes = b""


Mark = tuple[int, int]
"""By what a changed transcript is known: its bytes and its time of change."""


class Kept(NamedTuple):
    """A row in codes, and the state of the transcript that it was made from."""

    mark: Mark
    over: bool
    head: int
    asked: Sequence[int]
    results: Sequence[int]


def rows_of(file: LedgerFile) -> Iterator[Kept]:
    """The rows, in the order of the sessions."""
    marks, heads = array("Q", file.marks), array("I", file.head_of)
    asked, results = array("I", file.asked_of), array("I", file.result_of)
    start = 0
    for place, count in enumerate(array("I", file.questions)):
        stop = start + count
        mark = (marks[2 * place], marks[2 * place + 1])
        over = bool(file.over[place])
        yield Kept(mark, over, heads[place], asked[start:stop], results[start:stop])
        start = stop


def load(folder: Path, rules: str | None, name: str = LEDGER_FILE) -> LedgerFile:
    """The file; an empty one where there is none that can be used. Any rules will do where None are named."""
    try:
        file = msgspec.msgpack.decode((folder / LEDGER_FOLDER / name).read_bytes(), type=LedgerFile)
        usable = (file.version, file.order) == (_VERSION, sys.byteorder) and rules in (None, file.rules)
        return file if usable and _is_whole(file) else LedgerFile()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError):
        return LedgerFile()


def _is_whole(file: LedgerFile) -> bool:
    """Whether the columns fit each other, so that no later step need ask; raises ValueError for odd bytes."""
    codes = array("I", file.asked_of), array("I", file.result_of), array("I", file.head_of)
    lines = file.asked, file.results, file.heads
    questions, sessions = array("I", file.questions), len(file.sessions)
    return (
        sum(questions) == len(codes[0]) == len(codes[1])
        and len(questions) == len(codes[2]) == len(file.over) == sessions
        and len(array("Q", file.marks)) == 2 * sessions
        and all(max(column, default=-1) < len(known) for column, known in zip(codes, lines, strict=True))
    )


def save(folder: Path, file: LedgerFile, name: str = LEDGER_FILE) -> None:
    """Put the file in place whole or not at all; where that is impossible it is made again next time."""
    place = folder / LEDGER_FOLDER
    with contextlib.suppress(OSError):
        place.mkdir(mode=0o700, exist_ok=True)
        put(place / name, msgspec.msgpack.encode(file))
