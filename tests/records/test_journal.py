"""What is acknowledged survives: crashes, full disks, interruptions, other programs."""

import errno
import itertools
import os
import random
import resource
import signal
import struct
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.errors import StorageError
from simulator.interview.events import AnyEvent, Asked, Finished, Replied
from simulator.records.codec import DamagedLineError, encode
from simulator.records.journal import Journal, SessionInUseError
from simulator.records.transcript import EmptyTranscriptError, read_session
from tests.records.headers import AT, ID, header

if TYPE_CHECKING:
    from typing_extensions import Buffer

HEADER = header()
EVENTS: tuple[AnyEvent, ...] = (HEADER, Asked(at=AT, position=0), Replied(at=AT, text="no idea\u2028"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The transcript of a session that was left in the middle."""
    with Journal.create(tmp_path, ID) as journal:
        journal.append(*EVENTS)
    return journal.path


def test_a_new_session_makes_its_folder_and_file_for_the_user_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    with Journal.create(folder, ID) as journal:
        assert (journal.transcript, journal.recovered) == (None, None)
        assert journal.path.stat().st_mode & 0o777 == 0o600
        assert folder.stat().st_mode & 0o777 == folder.parent.stat().st_mode & 0o777 == 0o700
        journal.append(HEADER)
    assert read_session(journal.path).events == (HEADER,)


def test_each_append_is_on_the_disk_before_it_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def spy(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            calls.append(name)
            return real(*arguments)

        return call

    with Journal.create(tmp_path, ID) as journal:
        monkeypatch.setattr(os, "write", spy("write", os.write))
        monkeypatch.setattr(os, "fsync", spy("fsync", os.fsync))
        journal.append(*EVENTS)
        journal.append(*EVENTS[1:])
        journal.append()
        assert calls == ["write", "fsync"] * 2
        assert read_session(journal.path).events == EVENTS + EVENTS[1:]


def test_a_session_goes_on_where_it_stopped(path: Path) -> None:
    with Journal.resume(path) as journal:
        assert journal.transcript is not None
        assert journal.transcript.events == EVENTS
        assert journal.recovered is None
        journal.append(Finished(at=AT))
    assert read_session(path).events == (*EVENTS, Finished(at=AT))


def test_a_session_is_not_begun_twice(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StorageError, match="is in the way"):
        Journal.create(path.parent, ID)
    assert path.read_bytes() == before


def test_a_session_that_never_began_leaves_no_file(tmp_path: Path) -> None:
    journal = Journal.create(tmp_path, ID)
    journal.close()
    journal.close()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValueError, match="closed"):
        journal.append(HEADER)


def test_a_transcript_without_any_event_is_not_resumed(tmp_path: Path) -> None:
    path = tmp_path / f"{ID}.jsonl"
    path.write_bytes(encode(HEADER)[:-1])
    with pytest.raises(EmptyTranscriptError):
        Journal.resume(path)
    assert path.read_bytes() == encode(HEADER)[:-1]


# repair


@pytest.mark.parametrize("tail", [b'{"kind":"replied","at":"2026', b"\0" * 4096, b"{\n", b"{}"])
def test_a_torn_tail_is_kept_beside_and_reported(path: Path, tail: bytes) -> None:
    whole = path.read_bytes()
    for number in (1, 2):
        with path.open("ab") as file:
            file.write(tail)
        with Journal.resume(path) as journal:
            beside = path.with_suffix(f".torn-{number}")
            assert beside.read_bytes() == tail
            assert beside.stat().st_mode & 0o777 == 0o600
            assert journal.recovered is not None
            assert str(path) in journal.recovered
            assert beside.name in journal.recovered
            assert path.read_bytes() == whole
            journal.append(Finished(at=AT))
            whole += encode(Finished(at=AT))
    assert path.read_bytes() == whole


def test_cut_at_every_byte_it_goes_on_from_the_lines_before_the_cut(path: Path) -> None:
    whole = path.read_bytes()
    for cut in range(len(encode(HEADER)), len(whole)):
        path.write_bytes(whole[:cut])
        kept = whole[:cut].rfind(b"\n") + 1
        with Journal.resume(path) as journal:
            assert (journal.recovered is None) == (kept == cut)
            journal.append(Finished(at=AT))
        assert path.read_bytes() == whole[:kept] + encode(Finished(at=AT))


def test_damage_in_the_middle_is_an_error_and_nothing_is_touched(path: Path) -> None:
    damaged = path.read_bytes().replace(b"position", b"positi\xff\xff", 1) + b'{"torn'
    path.write_bytes(damaged)
    with pytest.raises(DamagedLineError, match=rf"{path}:2: "):
        Journal.resume(path)
    assert path.read_bytes() == damaged
    assert list(path.parent.iterdir()) == [path]
    path.write_bytes(encode(HEADER))
    Journal.resume(path).close()  # the lock was released


def test_a_torn_tail_that_cannot_be_kept_is_not_cut(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with path.open("ab") as file:
        file.write(b'{"torn')
    torn = path.read_bytes()
    monkeypatch.setattr(os, "write", failing(errno.ENOSPC))
    with pytest.raises(StorageError, match=r"cannot be moved away: No space left.* run idk again"):
        Journal.resume(path)
    assert path.read_bytes() == torn
    assert list(path.parent.iterdir()) == [path]


# disks that fail


def failing(number: int) -> Callable[..., int]:
    def fail(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    return fail


def test_short_writes_are_completed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    with Journal.resume(path) as journal:
        monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:7]))
        journal.append(*EVENTS[1:])
    assert read_session(path).events == EVENTS + EVENTS[1:]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_failing_disk_keeps_what_was_before_and_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    whole = path.read_bytes()
    with Journal.resume(path) as journal:
        with monkeypatch.context() as patched:
            patched.setattr(os, call, failing(number))
            with pytest.raises(StorageError) as caught:
                journal.append(Finished(at=AT))
        assert (
            f"{path} cannot be written: {os.strerror(number)}. Everything before your last step is kept"
            in str(caught.value)
        )
        assert "run idk to go on" in str(caught.value)
    assert path.read_bytes() == whole


def test_once_there_is_room_again_the_same_journal_goes_on(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal.resume(path) as journal:
        with monkeypatch.context() as patched:
            patched.setattr(os, "write", failing(errno.ENOSPC))
            with pytest.raises(StorageError, match="make room"):
                journal.append(*EVENTS[1:])
        journal.append(Finished(at=AT))
    assert read_session(path).events == (*EVENTS, Finished(at=AT))


def test_a_line_that_cannot_be_cut_off_again_is_never_written_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write

    def half(descriptor: int, data: memoryview) -> int:
        write(descriptor, data[:10])
        raise OSError(errno.EIO, "Input/output error")

    with Journal.resume(path) as journal:
        with monkeypatch.context() as patched:
            patched.setattr(os, "write", half)
            patched.setattr(os, "ftruncate", failing(errno.EIO))
            with pytest.raises(StorageError, match="see to the disk"):
                journal.append(Finished(at=AT))
        with pytest.raises(StorageError, match="could not be written before"):
            journal.append(Finished(at=AT))
    with Journal.resume(path) as journal:
        assert journal.transcript is not None
        assert journal.transcript.events == EVENTS
        assert journal.recovered is not None


def test_a_really_full_disk_leaves_whole_lines(path: Path) -> None:
    """A limit on the file's size makes the system itself write half of a line and then refuse."""
    whole = path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Journal.resume(path) as journal:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) + 20, limits[1]))
        try:
            with pytest.raises(StorageError, match="is kept: make room on the disk and run idk to go on"):
                journal.append(Finished(at=AT))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert path.read_bytes() == whole
        journal.append(Finished(at=AT))
    assert read_session(path).finished


def test_a_disk_full_from_the_start_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal.create(tmp_path, ID) as journal:
        monkeypatch.setattr(os, "write", failing(errno.ENOSPC))
        with pytest.raises(
            StorageError, match="Nothing was recorded yet: make room on the disk and start again"
        ):
            journal.append(HEADER)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("moment", ["before", "within", "after"])
def test_an_interrupted_append_leaves_no_half_line(
    path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    write, whole = os.write, path.read_bytes()

    def interrupted(descriptor: int, data: memoryview) -> int:
        write(descriptor, {"before": data[:0], "within": data[:9], "after": data}[moment])
        raise KeyboardInterrupt

    with Journal.resume(path) as journal:
        with monkeypatch.context() as patched:
            patched.setattr(os, "write", interrupted)
            with pytest.raises(KeyboardInterrupt):
                journal.append(*EVENTS[1:])
        assert path.read_bytes() == whole
        journal.append(Finished(at=AT))
    assert read_session(path).events == (*EVENTS, Finished(at=AT))


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_a_new_file_whose_name_is_not_safe_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(os, "fsync", failing(number))
    with pytest.raises(StorageError, match=os.strerror(number)):
        Journal.create(tmp_path, ID)
    assert list(tmp_path.iterdir()) == []


def test_a_file_system_that_cannot_sync_folders_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing(errno.EINVAL))
        journal = Journal.create(tmp_path, ID)
    with journal:
        journal.append(HEADER)
    assert read_session(journal.path).events == (HEADER,)


def test_a_folder_that_may_be_written_but_not_read_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def no_listing(name: Path, flags: int, mode: int = 0o777) -> int:
        if name == tmp_path:
            raise PermissionError(errno.EACCES, "Permission denied", str(name))
        return real(name, flags, mode)

    monkeypatch.setattr(os, "open", no_listing)
    with Journal.create(tmp_path, ID) as journal:
        journal.append(HEADER)
    assert read_session(journal.path).events == (HEADER,)


# folders and files that are not what they were


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: Path, *_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(name))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(StorageError, match=rf"{tmp_path}/{ID}.jsonl cannot be written: .*--transcripts"):
        Journal.create(tmp_path, ID)


def test_a_transcript_that_may_only_be_read_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def read_only(name: Path, flags: int, mode: int = 0o777) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, "Read-only file system", str(name))
        return real(name, flags, mode)

    monkeypatch.setattr(os, "open", read_only)
    with pytest.raises(StorageError, match="Read-only file system"):
        Journal.resume(path)


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match=f"{tmp_path}/file is in the way"):
        Journal.create(tmp_path / "file", ID)
    with pytest.raises(StorageError, match=f"{tmp_path}/file is in the way"):
        Journal.create(tmp_path / "file" / "below", ID)


def remove(path: Path) -> None:
    path.unlink()


def replace(path: Path) -> None:
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)


def move_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


@pytest.mark.parametrize("mischief", [remove, replace, move_folder])
def test_a_transcript_that_vanished_is_noticed(tmp_path: Path, mischief: Callable[[Path], None]) -> None:
    with Journal.create(tmp_path / "folder", ID) as journal:
        journal.append(*EVENTS)
        mischief(journal.path)
        with pytest.raises(StorageError, match="was deleted or replaced while its session was open"):
            journal.append(Finished(at=AT))


@pytest.mark.parametrize("change", [b"x\n", None])
def test_a_transcript_that_others_changed_is_not_written_on(path: Path, change: bytes | None) -> None:
    with Journal.resume(path) as journal:
        with path.open("r+b") as file:
            if change is None:
                file.truncate(10)
            else:
                file.seek(0, os.SEEK_END)
                file.write(change)
        changed = path.read_bytes()
        with pytest.raises(StorageError, match="was changed by another program"):
            journal.append(Finished(at=AT))
    assert path.read_bytes() == changed


# one session, one process


def test_a_session_is_open_only_once_even_in_one_process(path: Path) -> None:
    with Journal.resume(path) as journal:
        with pytest.raises(SessionInUseError, match=r"open in another idk.*/pause.*idk practice"):
            Journal.resume(path)
        assert read_session(path).events == EVENTS  # reading is free, and drops no lock
        with pytest.raises(SessionInUseError):
            Journal.resume(path)
        journal.append(Finished(at=AT))
    Journal.resume(path).close()


def test_a_file_system_without_locks_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fcntl.flock", failing(errno.ENOLCK))
    with pytest.raises(StorageError, match="Name a folder on a local disk"):
        Journal.resume(path)
    with pytest.raises(StorageError, match="Name a folder on a local disk"):
        Journal.create(path.parent / "new", ID)
    assert list((path.parent / "new").iterdir()) == []


def test_a_system_without_posix_locks_is_told_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with pytest.raises(StorageError, match="needs Linux, macOS or another POSIX system"):
        Journal.resume(path)


# real processes


def in_child(work: Callable[[int], None]) -> tuple[int, int]:
    """Run `work` in a process of its own, with a pipe to write to: its id and the pipe's reading end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            work(writing)
        finally:
            os._exit(0)
    os.close(writing)
    return child, reading


def read_to_end(descriptor: int) -> bytes:
    with open(descriptor, "rb") as pipe:
        return pipe.read()


@pytest.mark.process
def test_two_processes_do_not_share_a_session(path: Path) -> None:
    def try_it(pipe: int) -> None:
        try:
            Journal.resume(path)
        except SessionInUseError:
            os.write(pipe, b"in use")

    with Journal.resume(path):
        child, pipe = in_child(try_it)
        assert read_to_end(pipe) == b"in use"
        os.waitpid(child, 0)


def append_for_ever(path: Path, pipe: int, first: int, pieces: int) -> None:
    """Append numbered replies, acknowledging each on the pipe once it is written.

    With `pieces`, lines are written a few bytes at a time and the process is killed at that many.
    """
    write, left = os.write, pieces

    def write_a_piece(descriptor: int, data: "Buffer") -> int:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return write(descriptor, memoryview(data)[:11])

    if pieces:
        os.write = write_a_piece
    with Journal.resume(path) as journal:
        for number in itertools.count(first):
            padding = "x" * (1_000_000 if number % 7 == 0 and not pieces else 100)
            journal.append(Replied(at=AT, text=f"{number} {padding}"))
            write(pipe, struct.pack("i", number))


@pytest.mark.process
def test_kill_9_loses_nothing_acknowledged(path: Path) -> None:
    """Every other time in the middle of writing, else whenever the kill of another process arrives."""
    dice, written, torn = random.Random(20261122), 0, 0
    for turn in range(100):
        pieces = dice.randrange(1, 200) if turn % 2 else 0
        child, pipe = in_child(partial(append_for_ever, path, first=written, pieces=pieces))
        acknowledged = b""
        if not pieces:
            acknowledged = os.read(pipe, 4 * dice.randrange(1, 8))
            os.kill(child, signal.SIGKILL)
        acknowledged += read_to_end(pipe)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        found = read_session(path)
        torn += found.torn is not None
        replies = [event.text.split()[0] for event in found.events if isinstance(event, Replied)][1:]
        assert replies == [str(number) for number in range(len(replies))]
        last = struct.unpack("i", acknowledged[-4:])[0] if acknowledged else written - 1
        assert last + 1 <= len(replies) <= last + 2
        written = len(replies)
    assert torn > 20, "too few kills hit the middle of a line"
