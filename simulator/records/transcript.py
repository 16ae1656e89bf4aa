"""Owns the reading of one transcript from its file; never writes, repairs or locks one (`journal` does)."""

import os
import stat
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

import msgspec

from simulator.errors import IdkError, StorageError
from simulator.interview.events import AnyEvent, Finished, Started
from simulator.records.codec import (
    MAX_LINE,
    DamagedLineError,
    Unknown,
    decode,
    decode_header,
    is_object,
    kind_of,
)

SUFFIX = ".jsonl"
"""How the name of a transcript ends; it begins with the session's id."""


class EmptyTranscriptError(IdkError):
    """The file holds no event: its session was stopped before it began."""


class Transcript(msgspec.Struct, frozen=True):
    """What one file holds."""

    path: Path
    events: tuple[AnyEvent, ...]
    """The first is the header, a `Started`."""
    unknown: tuple[Unknown, ...] = ()
    """Lines of kinds that this version does not know."""
    torn: str | None = None
    """Says that the last line was cut short by a crash, hence left out."""
    size: int = 0
    """Bytes of the whole lines: where the next line belongs."""

    @property
    def header(self) -> Started:
        """What the session was sat under."""
        first = self.events[0]
        assert isinstance(first, Started)  # read_session lets nothing else through
        return first

    @property
    def passed_over(self) -> frozenset[int]:
        """The numbers of the lines of unknown kinds, the header being 0."""
        return frozenset(line.line - 1 for line in self.unknown)

    @property
    def numbered(self) -> list[tuple[int, AnyEvent]]:
        """The events, each with the number of its line, the header being 0."""
        passed_over = self.passed_over
        lines = range(len(self.events) + len(self.unknown))
        return list(zip((line for line in lines if line not in passed_over), self.events, strict=True))

    @property
    def finished(self) -> bool:
        """Whether the session is over."""
        return any(isinstance(event, Finished) for event in self.events)


class SessionSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What a listing shows of one session."""

    path: Path
    header: Started
    planned: int
    """Questions the session was to have."""
    asked: int
    closed: int
    finished: bool
    paused: bool
    """Whether it was stopped on purpose; an unfinished session that was not can be taken up all the same."""
    torn: bool


class _Plan(msgspec.Struct):
    questions: tuple[msgspec.Raw, ...]


def read_session(path: Path) -> Transcript:
    """Everything in the transcript at `path`; a torn last line is left out and said in `torn`.

    Raises `StorageError` where the file cannot be read, `EmptyTranscriptError` where it holds no event,
    `DamagedLineError` (`file:line`) where a line before the last is no event, `NewerFormatError` where a
    later version wrote it.
    """
    with open_transcript(path) as file:
        return read_from(file, path)


def read_from(file: BufferedReader, path: Path) -> Transcript:
    """`read_session` for a file that is already open at its start."""
    events: list[AnyEvent] = []
    unknown: list[Unknown] = []
    torn, size = None, 0
    for number, raw, is_torn in _lines(file, path):
        if is_torn:
            torn = f"{path}:{number}: the last line was cut short ({len(raw)} bytes) and is left out."
            break
        event = decode(raw, str(path), number) if number > 1 else decode_header(raw, str(path))
        if isinstance(event, Unknown):
            unknown.append(event)
        else:
            events.append(event)
        size += len(raw)
    if not events:
        raise _empty(path)
    return Transcript(path, tuple(events), tuple(unknown), torn, size)


def header_of(path: Path) -> Started:
    """What the session at `path` was sat under: nothing but the first line is read.

    Raises what `read_session` raises for that line.
    """
    with open_transcript(path) as file:
        for _, raw, torn in _lines(file, path):
            if torn:
                break
            return decode_header(raw, str(path))
    raise _empty(path)


def summary_of(path: Path) -> SessionSummary:
    """What a listing shows of the transcript at `path`: only the header is read in full.

    Raises what `read_session` raises, except that it does not look into the other lines.
    """
    counts = {"asked": 0, "closed": 0, "finished": 0}
    header, planned, paused, torn = None, 0, False, False
    with open_transcript(path) as file:
        for number, raw, torn in _lines(file, path):
            if torn:
                break
            kind = kind_of(raw, str(path), number)
            if header is None:
                header = decode_header(raw, str(path))
            elif kind == "planned":
                planned += len(msgspec.json.decode(raw, type=_Plan).questions)
            elif kind in counts:
                counts[kind] += 1
            paused = kind == "paused" or (paused and kind != "resumed")
    if header is None:
        raise _empty(path)
    return SessionSummary(
        path=path,
        header=header,
        planned=planned,
        asked=counts["asked"],
        closed=counts["closed"],
        finished=counts["finished"] > 0,
        paused=paused and not counts["finished"],
        torn=torn,
    )


def open_transcript(path: Path) -> BufferedReader:
    """The file at `path` for reading; raises `StorageError` where it is no ordinary file or unreadable."""
    try:
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
        )  # a named pipe must not hang us
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise StorageError(f"{path} is not an ordinary file, so it cannot be a transcript.")
    except FileNotFoundError:
        raise StorageError(f"{path} does not exist. `idk review` lists the sessions there are.") from None
    except OSError as error:
        raise StorageError(f"{path} cannot be read: {error.strerror}.") from error
    return os.fdopen(descriptor, "rb")


def _lines(file: BufferedReader, path: Path) -> Iterator[tuple[int, bytes, bool]]:
    """Line by line: its number, its bytes and whether it is torn, which only the last can be.

    Torn is what a crash leaves of a line: no newline, or no complete JSON object. Nothing but `\\n` ends a
    line, whatever `str.splitlines` takes for an end.
    """
    number = 0
    raw, more = _read_line(file, path)
    while raw:
        number += 1
        if len(raw) > MAX_LINE:
            problem = f"expected a line of at most {MAX_LINE // 2**20} MiB; this one is longer"
            raise DamagedLineError(str(path), number, problem, whole=False)
        yield number, raw, not more and not (raw.endswith(b"\n") and is_object(raw))
        raw, more = _read_line(file, path)


def _read_line(file: BufferedReader, path: Path) -> tuple[bytes, bool]:
    """The next line (empty at the end) and whether another follows."""
    try:
        return file.readline(MAX_LINE + 1), bool(file.peek(1))
    except OSError as error:
        raise StorageError(f"{path} cannot be read: {error.strerror}.") from error


def _empty(path: Path) -> EmptyTranscriptError:
    return EmptyTranscriptError(f"{path} holds nothing: its session was stopped before it began. Delete it.")
