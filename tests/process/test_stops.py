"""Stops and storage on bad days: signals, pipes that break, disks that are full, folders that go."""

import os
import resource
import shutil
from collections.abc import Callable
from pathlib import Path
from signal import SIGHUP, SIGINT, SIGTERM, Signals

import pytest

from simulator.interview.events import Finished, Noted, Paused, PauseReason, Replied
from tests.process.programs import SIT, Talk, events, run_idk, sessions

pytestmark = pytest.mark.process

STOPPED = "Stopped; nothing is lost. Go on with: idk practice --resume "


@pytest.fixture
def folder(own_home: Path) -> Path:
    """Where the sessions of this test are."""
    return own_home / "transcripts"


def goes_on(folder: Path) -> None:
    """The only session in `folder` can be taken up and ended."""
    done = run_idk("practice", "--resume", typed="/note later\n/quit\n")
    assert done.code == 0
    assert "Going on where you stopped." in done.out
    assert isinstance(events(folder)[-1], Finished)


@pytest.mark.parametrize(
    ("stops", "code", "reason"),
    [
        ((SIGINT,), 130, PauseReason.INTERRUPT),
        ((SIGTERM,), 143, PauseReason.HANG_UP),
        ((SIGHUP,), 129, PauseReason.HANG_UP),
        ((SIGHUP, SIGHUP, SIGHUP), 129, PauseReason.HANG_UP),
    ],
)
def test_a_signal_pauses(stops: tuple[Signals, ...], code: int, reason: PauseReason, folder: Path) -> None:
    with Talk(*SIT) as talk:
        done = talk.type("/note the log").until("Written down.").send(*stops).end()
    assert (done.code, STOPPED in done.err) == (code, True)
    last = events(folder)[-1]
    assert isinstance(last, Paused)
    assert last.reason is reason
    goes_on(folder)


def test_different_signals_at_once_pause_once(folder: Path) -> None:
    with Talk(*SIT) as talk:
        done = talk.type("/note the log").until("Written down.").send(SIGHUP, SIGTERM, SIGHUP).end()
    assert done.code in (128 + SIGHUP, 128 + SIGTERM)
    assert "Traceback" not in done.err
    assert sum(isinstance(event, Paused) for event in events(folder)) == 1
    goes_on(folder)


def test_a_reader_of_the_output_that_leaves_loses_nothing(folder: Path) -> None:
    with Talk(*SIT) as talk:
        talk.type("/note the log").until("Written down.").hang_up_on_output()
        done = talk.type("/note one more", "/note yet one more").end()
    assert "Traceback" not in done.err
    assert "Exception ignored" not in done.err
    assert STOPPED in done.err
    assert isinstance(events(folder)[-1], Paused)
    goes_on(folder)


def limited_to(size: int) -> Callable[[], None]:
    """A disk that is full once a file has so many bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_full_disk_keeps_what_was_acknowledged(folder: Path) -> None:
    notes = "".join(f"/note number {number}\n" for number in range(200))
    done = run_idk(*SIT, typed=notes, limit=limited_to(8192))
    assert done.code == 4
    assert "make room on the disk" in done.err
    kept = [event for event in events(folder) if isinstance(event, Noted)]
    assert len(kept) == done.out.count("Written down.") > 0
    goes_on(folder)


def test_a_disk_full_from_the_start_records_nothing_and_says_so(folder: Path) -> None:
    done = run_idk(*SIT, typed="x\n", limit=limited_to(0))
    assert (done.code, done.out) == (4, "")
    assert "Nothing was recorded yet" in done.err
    assert not sessions(folder)


def test_an_output_that_cannot_be_written_is_no_defect(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run_idk(*SIT, typed="x\n", out=full)
    assert done.code == 4
    assert "Traceback" not in done.err


def test_a_read_only_folder_is_named(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):
        pytest.skip("root may write anywhere")
    done = run_idk(*SIT, typed="x\n")
    assert (done.code, str(folder) in done.err, "--transcripts" in done.err) == (4, True, True)


def test_a_file_where_the_folder_should_be_is_named(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.touch()
    done = run_idk(*SIT, typed="x\n")
    assert (done.code, done.out) == (4, "")
    assert str(folder) in done.err


def test_a_folder_that_vanishes_is_said(folder: Path) -> None:
    with Talk(*SIT) as talk:
        talk.type("/note the log").until("Written down.")
        shutil.rmtree(folder)
        done = talk.type("/note one more").end()
    assert done.code == 4
    assert done.out.count("Written down.") == 1
    assert "was deleted or replaced" in done.err


def test_two_sittings_of_one_session_are_not_possible(folder: Path) -> None:
    with Talk(*SIT) as talk:
        talk.type("/note the log").until("Written down.")
        second = run_idk("practice", "--resume", typed="/note mine\n")
        assert (second.code, second.out) == (4, "")
        assert "is open in another idk" in second.err
        done = talk.type("/note one more", "/pause").end()
    assert done.code == 0
    assert [event.text for event in events(folder) if isinstance(event, Noted)] == ["the log", "one more"]


def test_a_session_beside_an_open_one_is_possible(folder: Path) -> None:
    with Talk(*SIT) as talk:
        talk.until("write-ahead log")
        assert run_idk(*SIT, typed="/note mine\n").code == 0
    assert len(sessions(folder)) == 2


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (b"x" * 1_000_000, "x" * 1_000_000),
        (b"why " * 250_000, ("why " * 250_000).strip()),
        (rb"one\ntwo", "one\ntwo"),
        (b"caf\xe9 \xff \xed\xa0\x80", "caf\ufffd \ufffd \ufffd\ufffd\ufffd"),
        (b"nul \0 esc \x1b[2J", "nul \0 esc \x1b[2J"),
    ],
    ids=["one-word", "one-megabyte", "newline", "not-utf8", "controls"],
)
def test_any_reply_is_taken_whole(typed: bytes, text: str, folder: Path) -> None:
    done = run_idk(*SIT, typed=typed + b"\n/quit\n")
    assert (done.code, "\x1b" in done.out, "\0" in done.out) == (0, False, False)
    assert [event.text for event in events(folder) if isinstance(event, Replied)] == [text]


def test_a_reply_too_long_for_a_line_is_refused_and_the_session_goes_on(folder: Path) -> None:
    done = run_idk(*SIT, typed=b"x" * (17 * 2**20) + b"\n")
    assert done.code == 3
    assert "shorten it" in done.err
    goes_on(folder)
