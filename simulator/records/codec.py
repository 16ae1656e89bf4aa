"""Owns how an event becomes a line of a transcript and comes back; never opens a file.

A line is one JSON object in UTF-8 and ends in `\\n`, which occurs nowhere else in it. An event of a kind that
this version does not know is kept as it stands, and a field it does not know is passed over, so that versions
can share a folder.
"""

import re
from typing import Any, get_args

import msgspec

from simulator.errors import IdkError
from simulator.interview.events import FORMAT, AnyEvent, Started

MAX_LINE = 16 * 1024 * 1024
"""Bytes in the longest line that is written or read."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(AnyEvent)
_KINDS = frozenset(kind.__struct_config__.tag for kind in get_args(AnyEvent))
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class Unknown(msgspec.Struct, frozen=True):
    """A line of a kind that this version does not know; `line` counts from 1."""

    kind: str
    line: int
    raw: bytes


class DamagedLineError(IdkError):
    """A line is no event. `whole` tells whether it is at least a complete JSON object, hence not torn."""

    def __init__(self, file: str, line: int, problem: str, *, whole: bool) -> None:
        super().__init__(
            f"{file}:{line}: {problem}. "
            "Restore the file from a copy, or delete this line to go on without it."
        )
        self.whole = whole


class NewerFormatError(IdkError):
    """The transcript was written by a later version of the program."""


class LineTooLongError(IdkError):
    """An event does not fit into a line."""


class _Kind(msgspec.Struct):
    kind: str


class _Head(msgspec.Struct):
    kind: str
    format: int


_KIND_DECODER = msgspec.json.Decoder(_Kind)
_HEAD_DECODER = msgspec.json.Decoder(_Head)


def encode(event: AnyEvent) -> bytes:
    """The line for `event`, with its final newline.

    A lone surrogate, which UTF-8 cannot carry, becomes U+FFFD: one for one, so that offsets into the text
    hold. Raises `LineTooLongError` for a line over `MAX_LINE`, and `ValueError` for an event that could not
    be read back (a naive `at`, a probability that is no number): better refused here than found in a file.
    """
    line = _encode_text(event)
    if len(line) >= MAX_LINE:
        raise LineTooLongError(
            f"This takes {len(line) / 2**20:.1f} MiB in the transcript, where a line holds at most "
            f"{MAX_LINE // 2**20} MiB: shorten it."
        )
    try:
        back = _DECODER.decode(line)
    except msgspec.DecodeError as error:
        raise ValueError(f"{event!r:.200} cannot be written: {error}") from error
    if back.at.tzinfo is None:
        raise ValueError(f"{event!r:.200} cannot be written: its time has no time zone")
    return line + b"\n"


def decode(raw: bytes, file: str, line: int) -> AnyEvent | Unknown:
    """The event on a line (with or without its newline); `file` and `line` (from 1) are named in errors.

    Raises `DamagedLineError` where there is none.
    """
    try:
        event: AnyEvent = _DECODER.decode(raw)
    except _UNREADABLE as error:
        kind = kind_of(raw, file, line)
        if kind not in _KINDS:
            return Unknown(kind, line, raw.removesuffix(b"\n"))
        problem = f"expected a '{kind}' event; {_lower(error)}"
        raise DamagedLineError(file, line, problem, whole=is_object(raw)) from None
    if event.at.tzinfo is None:
        raise DamagedLineError(
            file, line, "expected a time with its zone in 'at', such as 21:17:05Z", whole=True
        )
    return event


def decode_header(raw: bytes, file: str) -> Started:
    """The header on the first line.

    Raises `NewerFormatError` where a later version wrote it, whatever else it holds, and `DamagedLineError`
    where it is no header.
    """
    _refuse_newer_format(raw, file)
    event = decode(raw, file, 1)
    if not isinstance(event, Started):
        found = _KIND_DECODER.decode(raw).kind
        raise DamagedLineError(
            file, 1, f"expected the header, a 'started' event; found '{found}'", whole=True
        )
    return event


def kind_of(raw: bytes, file: str, line: int) -> str:
    """The kind of event on a line, at a fraction of the cost of reading it; raises `DamagedLineError`."""
    try:
        return _KIND_DECODER.decode(raw).kind
    except _UNREADABLE as error:
        problem = f"expected an event as a JSON object; {_lower(error)}"
        raise DamagedLineError(file, line, problem, whole=is_object(raw)) from None


def is_object(raw: bytes) -> bool:
    """Whether `raw` is one complete JSON object."""
    try:
        return isinstance(msgspec.json.decode(raw), dict)
    except _UNREADABLE:
        return False


def _encode_text(event: AnyEvent) -> bytes:
    try:
        return _ENCODER.encode(event)
    except UnicodeEncodeError:
        return _ENCODER.encode(_scrub(msgspec.to_builtins(event)))


def _scrub(value: Any) -> Any:
    match value:
        case str():
            return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
        case dict():
            return {key: _scrub(item) for key, item in value.items()}
        case list() | tuple():
            return [_scrub(item) for item in value]
        case _:
            return value


def _refuse_newer_format(raw: bytes, file: str) -> None:
    try:
        head = _HEAD_DECODER.decode(raw)
    except _UNREADABLE:
        return
    if head.kind == "started" and head.format > FORMAT:
        raise NewerFormatError(
            f"{file}:1: the transcript has format {head.format}; "
            f"this version of idk reads formats up to {FORMAT}. Upgrade idk to read it."
        )


def _lower(error: Exception) -> str:
    text = str(error)
    return text[:1].lower() + text[1:]
