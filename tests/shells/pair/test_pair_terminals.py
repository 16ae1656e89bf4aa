"""`idk pair` as people run it: real processes, real terminals, the OpenSSH client of the friend."""

import re
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simulator.interview.events import Finished, Paused, Rated, Replied, Role, Ticked
from simulator.records.store import read_session
from tests.process.programs import BANK, IDK, run_idk
from tests.shells.screens import Pty, Tmux

ASKED = ["--question", "write-ahead-log", "--question", "deferred-index-hoisting"]
PAIR = [*IDK, "pair", "--bank", str(BANK), *ASKED]
POINTS = (
    "Changes reach the log on disk",
    "After a crash the log is replayed",
    "one sequential write instead",
)
in_tmux = pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
by_ssh = pytest.mark.skipif(not shutil.which("ssh"), reason="the OpenSSH client (ssh) is not installed")

Open = Callable[..., Pty]


@pytest.fixture
def open_pty() -> Iterator[Open]:
    """Opens ptys, and closes them in the end."""
    opened: list[Pty] = []

    def start(command: list[str]) -> Pty:
        opened.append(Pty(command))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


@pytest.mark.tmux
@in_tmux
def test_no_line_of_the_key_is_left_where_the_laptop_was_handed_back(tmp_path: Path) -> None:
    terminal = Tmux([*PAIR, "--here"], tmp_path)
    try:
        terminal.until("Enter hands over")
        for first in (True, False):
            terminal.press("\r")
            terminal.until("I am the interviewer")
            assert not [point for point in POINTS if point in " ".join(terminal.screen)]
            terminal.press("\r")
            if first:
                terminal.until("Rate three short samples")
                terminal.press("n")
                terminal.until("to choose from")
                terminal.press("\r")
            terminal.until(POINTS[0])
            terminal.press("1")
            terminal.until("✓ 1")
            terminal.press("1")
            terminal.until("· 1")
            terminal.press("h")
            terminal.until("Enter hands over")
        left = terminal.scrollback
        assert "What does a write-ahead log give a database?" in left
        assert not [point for point in POINTS if point in left]
        assert "kept as a backup" not in left
        terminal.press("/pause\r")
        terminal.until("left with 0")
        assert not [point for point in POINTS if point in terminal.scrollback]
    finally:
        terminal.close()


def ssh(host: Pty, known: Path) -> list[str]:
    """How the friend joins, as the host's screen says it, with the code as their next line."""
    host.until("your friend is away")
    text = "\n".join(host.screen)
    found = re.search(r"ssh -p (\d+) (\S+)", text)
    assert found
    options = ["-o", f"UserKnownHostsFile={known}", "-o", "StrictHostKeyChecking=accept-new", "-F", "none"]
    return ["ssh", "-tt", *options, "-p", found[1], f"ada@{found[2]}"]


def code(host: Pty) -> str:
    found = re.search(r"^\s+((?:[0-9A-Z]\s+){7}[0-9A-Z])$", "\n".join(host.screen), re.MULTILINE)
    assert found
    return "".join(found[1].split()).lower()


def join(host: Pty, open_pty: Open, folder: Path) -> Pty:
    friend = open_pty(ssh(host, folder / "known_hosts"))
    friend.until("Join code:")
    friend.press(f"{code(host)}\r")
    friend.until("Key Say Heard Next Notes")
    return friend


@pytest.mark.process
@by_ssh
def test_a_whole_interview_over_ssh(open_pty: Open, own_home: Path, tmp_path: Path) -> None:
    host = open_pty([*PAIR, "--port", "0"])
    friend = join(host, open_pty, tmp_path)
    friend.press("n")
    friend.until("to choose from")
    friend.press("\r")
    host.until("What does a write-ahead log give a database?")
    host.press("I don't know that one.\r")
    friend.until("Your host: I don't know that one.")
    friend.press("2")
    friend.until("✓ 2")
    friend.press("/Fine, we will look at it.\r")
    host.until("Fine, we will look at it.")
    friend.press("zy")
    host.until("Said so plainly")
    host.press("440000")
    host.until("What went well?")
    host.press("said so\r")
    host.until("What will you try")
    host.press("ask\r")
    friend.until("Your form, 1 of 6")
    friend.press("440000")
    friend.until("What went well?")
    friend.press("calm\r")
    friend.until("One thing to try next time?")
    friend.press("ask me\r")
    host.until("one friend's rating")
    friend.until("What the two of you saw")
    host.press("/quit\r")
    assert host.end() == 0
    friend.until("Goodbye.")
    (path,) = (own_home / "transcripts").glob("*.jsonl")
    events = read_session(path).events
    assert isinstance(events[-1], Finished)
    assert [event.by for event in events if isinstance(event, Rated)] == [Role.CANDIDATE, Role.INTERVIEWER]
    assert [event.text for event in events if isinstance(event, Replied)] == ["I don't know that one."]
    assert not [point for point in POINTS if point.encode() in host.sent]
    shown = run_idk("review", "last")
    assert "What the two of you saw" in shown.out
    assert "“ask me”" in shown.out


@pytest.mark.process
@by_ssh
def test_a_host_that_is_killed_takes_it_up_again(open_pty: Open, own_home: Path, tmp_path: Path) -> None:
    host = open_pty([*PAIR, "--port", "0"])
    friend = join(host, open_pty, tmp_path)
    friend.press("n")
    friend.until("to choose from")
    friend.press("\r")
    host.until("What does a write-ahead log give a database?")
    friend.press("1")
    friend.until("✓ 1")
    host.press("I don't know that one.\r")
    host.until("said so ✓")
    host.process.send_signal(signal.SIGKILL)
    host.process.wait(10)
    again = open_pty([*IDK, "pair", "--resume", "--port", "0"])
    friend = join(again, open_pty, tmp_path)
    friend.until("Your host: I don't know that one.")
    friend.until("✓ 1")
    again.press("\x03")
    assert again.end() == 130
    (path,) = (own_home / "transcripts").glob("*.jsonl")
    kinds = [type(event).__name__ for event in read_session(path).events]
    assert kinds.count("Ticked") == 1
    assert kinds[-2:] == ["Resumed", "Paused"]
    assert "idk pair --resume" in run_idk("practice", "--resume", path.stem).err


@pytest.mark.process
@by_ssh
@pytest.mark.parametrize(
    ("number", "ended"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_host_that_is_stopped_loses_nothing(
    number: signal.Signals, ended: int, open_pty: Open, own_home: Path, tmp_path: Path
) -> None:
    host = open_pty([*PAIR, "--port", "0"])
    friend = join(host, open_pty, tmp_path)
    friend.press("n")
    friend.until("to choose from")
    friend.press("\r")
    host.until("1/2")
    host.press("half a thought")
    host.until("> half a thought")
    host.process.send_signal(number)
    assert (host.end(), host.is_as_it_was) == (ended, True)
    friend.until("Goodbye.")
    (path,) = (own_home / "transcripts").glob("*.jsonl")
    last = read_session(path).events[-1]
    assert isinstance(last, Paused)
    assert last.draft == "half a thought"
    assert not [event for event in read_session(path).events if isinstance(event, Ticked)]


@pytest.mark.process
def test_a_room_nobody_came_to_leaves_nothing_behind(open_pty: Open, own_home: Path) -> None:
    host = open_pty([*PAIR, "--port", "0"])
    host.until("your friend is away")
    host.press("\x04")
    host.end()
    assert not list((own_home / "transcripts").glob("*.jsonl"))
