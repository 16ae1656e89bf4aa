"""Owns what is kept of each session so that it need not be read again: one digest a session, by its id.

A kind of digest has a file of its own beside the transcripts, a line a session, only added to; the last line
of a session counts. It may be deleted at any time: it is made again. What a digest holds is decided by the
function handed in, never here.
"""

import contextlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from simulator.errors import IdkError
from simulator.interview.events import AnyEvent
from simulator.records.store import SUFFIX, EmptyTranscriptError, read_session, session_ids

T = TypeVar("T")

_SUFFIX = ".digests"
_VERSION = 1
_MANY = 300
"""Sessions that take a noticeable time to read."""

Announce = Callable[[int], None]


class Kind(msgspec.Struct, Generic[T], frozen=True):
    """A kind of digest."""

    name: str
    """Names its file: `.NAME.digests`."""
    type: type[T]
    rules: str
    """The version of `make`: when it changes, every session is read again."""
    make: Callable[[tuple[AnyEvent, ...]], T]
    """The digest of a session's events; raises `IdkError` where they make no session."""

    def file(self, folder: Path) -> Path:
        """Where the digests of the sessions in `folder` are kept."""
        return folder / f".{self.name}{_SUFFIX}"


class Digests(msgspec.Struct, Generic[T], frozen=True):
    """The digests of the sessions in a folder."""

    by_session: dict[str, T]
    """In the order of their ids, the oldest first."""
    notices: tuple[str, ...] = ()
    """Transcripts that were passed over, and why."""


class _Head(msgspec.Struct, frozen=True):
    """The first line."""

    version: int
    rules: str


class _Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is kept of one session; without a digest it is to be read again."""

    session: str
    size: int = 0
    changed: int = 0
    """Nanoseconds since the epoch; 0 for a session that is over, which nothing but `forget` changes."""
    digest: msgspec.Raw = msgspec.Raw()


def digests(folder: Path, kind: Kind[T], announce: Announce | None = None) -> Digests[T]:
    """The digests of all sessions in `folder`; only those that are new or have changed are read.

    A transcript that cannot be read is passed over and named in `notices`. Where the folder cannot be
    written, nothing is kept for the next time. `announce` is told how many must be read where they are so
    many that it takes a while. Raises `StorageError` where the folder cannot be listed.
    """
    ids = sorted(session_ids(folder))
    known, usable = _load(kind.file(folder), kind.rules)
    found: dict[str, T] = {}
    added: list[_Line] = []
    notices: list[str] = []
    decoder, encoder = msgspec.json.Decoder(kind.type), msgspec.json.Encoder()
    unread = len(ids) - sum(session in known for session in ids)
    if announce and unread > _MANY:
        announce(unread)
    for session in ids:
        path = folder / f"{session}{SUFFIX}"
        kept = known.get(session)
        try:
            if kept and (not kept.changed or _stamp(path) == (kept.size, kept.changed)):
                found[session] = decoder.decode(kept.digest)
                continue
            size, changed = _stamp(path)
            transcript = read_session(path)
            found[session] = digest = kind.make(transcript.events)
        except EmptyTranscriptError:
            continue  # stopped before it began: there is nothing to miss
        except (IdkError, OSError) as error:
            notices.append(f"Passed over: {error}")
            continue
        changed = 0 if transcript.finished else changed
        added.append(_Line(session, size, changed, msgspec.Raw(encoder.encode(digest))))
    _keep(kind, folder, added, usable=usable)
    return Digests(found, tuple(notices))


def forget(folder: Path, session: str) -> None:
    """Have `session` read again next time, by every kind: something was added to it after it was over."""
    for file in folder.glob(f".*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            _append(file, [_Line(session)])


def _stamp(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_size, state.st_mtime_ns


def _load(file: Path, rules: str) -> tuple[dict[str, _Line], bool]:
    """The lines of `file` by session, and whether it can be added to; a damaged line is as good as none."""
    try:
        head, *lines = file.read_bytes().split(b"\n")
        if msgspec.json.decode(head, type=_Head) != _Head(_VERSION, rules):
            return {}, False
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}, False
    decoder = msgspec.json.Decoder(_Line)
    known: dict[str, _Line] = {}
    for line in lines:
        with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
            kept = decoder.decode(line)
            known[kept.session] = kept
    return {session: kept for session, kept in known.items() if bytes(kept.digest)}, True


def _keep(kind: Kind[T], folder: Path, added: list[_Line], *, usable: bool) -> None:
    """Add the lines, to a new file where the old one is not `usable`; a failure costs only time."""
    if not added:
        return
    file = kind.file(folder)
    with contextlib.suppress(OSError):
        if usable:
            _append(file, added)
            return
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            _append(draft, [_Head(_VERSION, kind.rules), *added])
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)


def _append(file: Path, lines: Iterable[msgspec.Struct]) -> None:
    """Add `lines` in one write, on a line of their own also behind one that a crash has cut short."""
    data = msgspec.json.Encoder().encode_lines(list(lines))
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(b"\n" + data if os.fstat(descriptor).st_size else data)
