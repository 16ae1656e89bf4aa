"""Whole interviews in real terminals: a pty and tmux, wide and narrow, resized, dumb, stopped by signals."""

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simulator.interview.events import Finished, Paused, PauseReason
from tests.process.programs import IDK, SIT, events
from tests.shells.screens import Pty, Terminal, Tmux

PRACTICE = [*IDK, *SIT, "--coach", "full"]
RESUME = [*IDK, "practice", "--resume"]
READY = "Enter sends"
NARROW, WIDE = 40, 80

in_tmux = pytest.param(
    "tmux",
    marks=[pytest.mark.tmux, pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")],
)

Open = Callable[..., Pty]


@pytest.fixture
def open_pty() -> Iterator[Open]:
    """Opens ptys, and closes them in the end."""
    opened: list[Pty] = []

    def start(command: list[str], *, columns: int = WIDE, **environment: str) -> Pty:
        opened.append(Pty(command, columns=columns, **environment))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


@pytest.fixture(params=[pytest.param("pty", marks=pytest.mark.process), in_tmux])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[NARROW, WIDE])
def terminal(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    """A terminal in which a practice begins."""
    columns = request.param
    window: Terminal = (
        Pty(PRACTICE, columns=columns) if kind == "pty" else Tmux(PRACTICE, tmp_path, columns=columns)
    )
    yield window
    window.close()


def test_a_whole_interview(terminal: Terminal, own_home: Path) -> None:
    terminal.until(READY)
    terminal.press("I don't know that one.\r")
    terminal.until("said so ✓")
    terminal.press("Could you explain it to me?\r")
    terminal.until("asked ✓")
    terminal.resize(60)
    terminal.press("/note write-ahead logging\r")
    terminal.until("noted ✓")
    terminal.press("\r")
    terminal.until("Enter: read right")
    terminal.press("\r")
    terminal.until("See it again")
    assert "The two scores" in "\n".join(terminal.screen)
    assert isinstance(events(own_home / "transcripts")[-1], Finished)


@pytest.mark.process
def test_a_terminal_is_left_as_it_was_found(open_pty: Open) -> None:
    terminal = open_pty(PRACTICE)
    terminal.until(READY)
    assert not terminal.is_as_it_was
    terminal.press("/pause\r")
    assert terminal.end() == 0
    assert terminal.is_as_it_was


@pytest.mark.process
def test_nobody_waits_for_a_cursor_position(open_pty: Open) -> None:
    terminal = open_pty(PRACTICE)
    terminal.until(READY)
    terminal.press("I don't know that one.\r")
    terminal.until("said so ✓")
    assert b"\x1b[6n" not in terminal.sent


@pytest.mark.process
def test_a_dumb_terminal_gets_plain_lines(open_pty: Open, own_home: Path) -> None:
    terminal = open_pty(PRACTICE, TERM="dumb")
    terminal.until(">")
    terminal.press("I don't know that one.\r")
    terminal.until("Coach:")
    terminal.press("/quit\r")
    assert terminal.end() == 0
    assert b"\x1b" not in terminal.sent
    assert isinstance(events(own_home / "transcripts")[-1], Finished)


@pytest.mark.process
def test_ctrl_d_in_a_dumb_terminal_pauses(open_pty: Open, own_home: Path) -> None:
    terminal = open_pty(PRACTICE, TERM="dumb")
    terminal.until(">")
    terminal.press("\x04")
    assert terminal.end() == 130
    assert isinstance(events(own_home / "transcripts")[-1], Paused)


@pytest.mark.process
@pytest.mark.parametrize(
    ("number", "code", "reason"),
    [
        (signal.SIGTERM, 143, PauseReason.HANG_UP),
        (signal.SIGHUP, 129, PauseReason.HANG_UP),
        (signal.SIGINT, 130, PauseReason.INTERRUPT),
    ],
)
def test_a_signal_in_the_middle_of_typing(
    number: signal.Signals, code: int, reason: PauseReason, open_pty: Open, own_home: Path
) -> None:
    terminal = open_pty(PRACTICE)
    terminal.until(READY)
    terminal.press("half a thought")
    terminal.until("half a thought")
    terminal.process.send_signal(number)
    assert (terminal.end(), terminal.is_as_it_was) == (code, True)
    last = events(own_home / "transcripts")[-1]
    assert isinstance(last, Paused)
    assert (last.reason, last.draft) == (reason, "half a thought")
    again = open_pty(RESUME)
    again.until("> half a thought")
    again.press("\x15/quit\r")
    again.until("That was short")
    assert again.end() == 0


@pytest.mark.process
def test_two_signals_end_it_without_a_question(open_pty: Open) -> None:
    terminal = open_pty(PRACTICE)
    terminal.until(READY)
    terminal.process.send_signal(signal.SIGHUP)
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.end() in (128 + signal.SIGHUP, 128 + signal.SIGTERM)
    assert b"Unhandled exception" not in terminal.sent


@pytest.mark.process
def test_a_terminal_that_goes_away_loses_no_draft(open_pty: Open, own_home: Path) -> None:
    terminal = open_pty(PRACTICE)
    terminal.until(READY)
    terminal.press("half a thought")
    terminal.until("half a thought")
    assert terminal.hang_up() in (128 + signal.SIGHUP, 130)
    last = events(own_home / "transcripts")[-1]
    assert isinstance(last, Paused)
    assert last.draft == "half a thought"
