"""Owns the writing of one transcript: append, sync, lock, repair; never decides what is written.

What `append` has returned from is on the disk. What it has not returned from leaves no trace, or whole lines
that nobody relied on, or a torn last line, which the next `resume` cuts off and keeps beside the file.

Locking needs POSIX: on Windows a journal cannot be opened, and says so; transcripts can still be read.
"""

import contextlib
import errno
import itertools
import os
from pathlib import Path
from typing import Self

from simulator.errors import StorageError
from simulator.interview.events import AnyEvent
from simulator.records.codec import encode
from simulator.records.transcript import SUFFIX, Transcript, open_transcript, read_from

_APPEND = os.O_RDWR | os.O_APPEND


class SessionInUseError(StorageError):
    """Another process has the session open."""


class Journal:
    """One session's transcript, open for appending: made by `create` or `resume`; a context manager.

    Not for use by several threads at once.
    """

    def __init__(
        self, path: Path, descriptor: int, transcript: Transcript | None = None, recovered: str | None = None
    ) -> None:
        self.path = path
        self.transcript = transcript
        """What `resume` found; None for a new session."""
        self.recovered = recovered
        """Says what `resume` cut off and where it is kept; None where the file was whole."""
        self._descriptor = descriptor
        self._size = transcript.size if transcript else 0
        self._closed = False
        self._broken = False

    @classmethod
    def create(cls, folder: Path, session: str) -> Self:
        """A new transcript for the session with this id in `folder`, which is made if need be.

        Raises `StorageError` where that cannot be done, also where the session exists already.
        """
        path = folder / f"{session}{SUFFIX}"
        try:
            _make_folder(folder)
            descriptor = os.open(path, _APPEND | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as error:
            raise StorageError(f"{error.filename} is in the way: move it, or start again.") from error
        except OSError as error:
            raise _cannot_write(path, error) from error
        journal = cls(path, descriptor)
        try:
            _lock(descriptor, path)
            _sync_folder(folder)
        except BaseException as error:
            journal.close()
            if isinstance(error, OSError):
                raise _cannot_write(path, error) from error
            raise
        return journal

    @classmethod
    def resume(cls, path: Path) -> Self:
        """The transcript at `path`, read (`transcript`) and, if its last line is torn, repaired.

        Raises `SessionInUseError` where another process has it open, `StorageError` where it cannot be
        written, and whatever `read_session` raises; the file is then as it was.
        """
        open_transcript(path).close()  # says in better words than the next line what is wrong with the path
        try:
            descriptor = os.open(path, _APPEND)
        except OSError as error:
            raise _cannot_write(path, error) from error
        try:
            _lock(descriptor, path)
            with open(descriptor, "rb", closefd=False) as file:
                transcript = read_from(file, path)
            return cls(path, descriptor, transcript, _cut_torn_tail(descriptor, transcript))
        except BaseException:
            os.close(descriptor)
            raise

    def append(self, *events: AnyEvent) -> None:
        """Write `events` down, all in one go; once this returns they survive a crash.

        Raises `StorageError` where they cannot be written, or the file was deleted, replaced or changed by
        others meanwhile: none of `events` counts as written then, everything before them does.
        """
        data = b"".join(map(encode, events))
        self._check_usable()
        if not data:
            return
        try:
            _write_all(self._descriptor, data)
            os.fsync(self._descriptor)
            self._size += len(data)
        except (
            BaseException
        ) as error:  # also Ctrl-C: half a line must not stay where the next one will follow
            self._roll_back()
            if isinstance(error, OSError):
                raise self._not_written(error) from error
            raise

    def close(self) -> None:
        """Release the session; a new one into which nothing was written leaves no file."""
        if self._closed:
            return
        self._closed = True
        with contextlib.suppress(OSError):
            if not self._size and self._is_there():
                self.path.unlink()
        with contextlib.suppress(OSError):  # everything has been synced
            os.close(self._descriptor)

    def discard(self) -> None:
        """Release the session and delete its transcript: nothing has happened in it."""
        with contextlib.suppress(OSError):
            if not self._closed and self._is_there():
                self.path.unlink()
        self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check_usable(self) -> None:
        if self._closed:
            raise ValueError("the journal is closed")
        if self._broken:
            raise StorageError(
                f"{self.path} could not be written before. Run idk again: it repairs the file."
            )
        if not self._is_there():
            raise StorageError(
                f"{self.path} was deleted or replaced while its session was open: nothing can be added. "
                "Put the file back from the bin or a copy and run idk to go on, or start a new session."
            )
        if os.fstat(self._descriptor).st_size != self._size:
            raise StorageError(
                f"{self.path} was changed by another program while its session was open. "
                "Close it there and run idk to go on: what you said is in the file unless removed there."
            )

    def _is_there(self) -> bool:
        """Whether the path still leads to the file that is open."""
        try:
            return os.path.samestat(os.fstat(self._descriptor), self.path.stat())
        except OSError:
            return False

    def _roll_back(self) -> None:
        """Cut off what was not written whole."""
        try:
            os.ftruncate(self._descriptor, self._size)
            os.fsync(self._descriptor)
        except OSError:
            self._broken = True

    def _not_written(self, error: OSError) -> StorageError:
        kept = "Everything before your last step is kept" if self._size else "Nothing was recorded yet"
        remedy = "make room on the disk" if error.errno in _FULL else "see to the disk"
        go_on = "run idk to go on from there" if self._size else "start again"
        return StorageError(f"{self.path} cannot be written: {error.strerror}. {kept}: {remedy} and {go_on}.")


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def _cannot_write(path: Path, error: OSError) -> StorageError:
    return StorageError(
        f"{error.filename or path} cannot be written: {error.strerror}. "
        "Allow writing there, or name a folder of yours with --transcripts."
    )


def _make_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it, for the user alone, so that a crash does not undo it."""
    if folder.is_dir() or folder == folder.parent:
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a crash, where it may be read and its file system can do that."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # what network file systems answer that cannot
            raise
    finally:
        os.close(descriptor)


def _lock(descriptor: int, path: Path) -> None:
    """Keep other processes out until the descriptor is closed.

    By `flock`, not `lockf`, whose lock is lost as soon as this process opens and closes the file once more.
    """
    try:
        import fcntl  # noqa: PLC0415  (not on Windows)
    except ImportError:
        raise StorageError(
            f"{path} cannot be locked: recording a session needs Linux, macOS or another POSIX system. "
            "On Windows run idk inside WSL."
        ) from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise SessionInUseError(
            f"{path} is open in another idk. Go on there, or pause it there first (/pause), "
            "or start a new session here with: idk practice"
        ) from None
    except OSError as error:
        raise StorageError(
            f"{path} cannot be locked: {error.strerror}. Name a folder on a local disk with --transcripts."
        ) from error


def _write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data`, in one call unless the system takes less at once."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _cut_torn_tail(descriptor: int, transcript: Transcript) -> str | None:
    """Cut off the torn last line, keep it in a file beside, and say so; None where there is none."""
    if transcript.torn is None:
        return None
    path = transcript.path
    try:
        tail = os.pread(descriptor, os.fstat(descriptor).st_size - transcript.size, transcript.size)
        beside = _keep_beside(path, tail)
        os.ftruncate(descriptor, transcript.size)
        os.fsync(descriptor)
    except OSError as error:
        raise StorageError(
            f"{path} ends in a line cut short by a crash, which cannot be moved away: {error.strerror}. "
            "Make room on the disk, allow writing to the folder, and run idk again."
        ) from error
    return (
        f"The last line of {path} was cut short by a crash. "
        f"Its {len(tail)} bytes are kept in {beside.name}; everything before them is intact."
    )


def _keep_beside(path: Path, tail: bytes) -> Path:
    """Write `tail` into a new file beside `path`, named after it."""
    for number in itertools.count(1):
        beside = path.with_suffix(f".torn-{number}")
        try:
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        break
    try:
        _write_all(descriptor, tail)
        os.fsync(descriptor)
    except OSError:
        beside.unlink()
        raise
    finally:
        os.close(descriptor)
    _sync_folder(path.parent)
    return beside
