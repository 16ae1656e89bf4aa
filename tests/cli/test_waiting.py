"""The bar beside long work: only at a terminal, only where it takes a while, and never in the way."""

import os
import pty
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import TextIO

import pytest

from simulator.cli import waiting as module
from simulator.cli.waiting import waited_for, waiting


class Terminal:
    """Standard error as a terminal that is read afterwards."""

    def __init__(self) -> None:
        self._far, near = pty.openpty()
        self.near: TextIO = os.fdopen(near, "w")

    def seen(self) -> str:
        """Everything written to it; nothing can be written afterwards."""
        self.near.close()
        text = b""
        with suppress(OSError):  # Linux says EIO where nobody writes any more
            while more := os.read(self._far, 100_000):
                text += more
        return text.decode()

    def close(self) -> None:
        self.near.close()
        os.close(self._far)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    opened = Terminal()
    yield opened
    opened.close()


def looked_at(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, patience: float = 0) -> None:
    """From here on standard error is `terminal`; pytest puts its own in place before each test."""
    monkeypatch.setattr(sys, "stderr", terminal.near)
    monkeypatch.setattr(module, "_PATIENCE", patience)


def test_it_says_what_takes_so_long_and_how_far_it_is(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at(terminal, monkeypatch)
    assert list(waited_for(range(10), "Reading 10 sessions")) == list(range(10))
    seen = terminal.seen()
    assert seen.count("Reading 10 sessions") == 1
    assert "[###" in seen
    assert "100%" in seen
    assert seen.endswith("\n")


def test_steps_may_be_told_as_they_come(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at(terminal, monkeypatch)
    with waiting(100, "Reading a file") as advance:
        advance(30)
        advance(70)
    seen = terminal.seen()
    assert " 30%" in seen
    assert "100%" in seen


def test_what_is_soon_done_shows_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at(terminal, monkeypatch, 3600)
    assert len(list(waited_for(range(10), "Reading"))) == 10
    assert terminal.seen() == ""


def test_nothing_is_drawn_where_nobody_looks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0)
    assert list(waited_for("abc", "Reading")) == ["a", "b", "c"]
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("printing", [True, False])
def test_it_keeps_off_a_terminal_that_is_printed_to(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, printing: bool
) -> None:
    looked_at(terminal, monkeypatch)
    monkeypatch.setattr(sys, "stdout", terminal.near)
    list(waited_for("abc", "Reading", printing=printing))
    assert (terminal.seen() == "") is printing


def test_a_dumb_terminal_gets_no_control_sequence(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at(terminal, monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    list(waited_for("abc", "Reading"))
    assert terminal.seen() == ""


def interrupted() -> None:
    with waiting(10, "Reading") as advance:
        advance(3)
        raise KeyboardInterrupt


def test_an_interrupt_goes_through_and_leaves_the_line_whole(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at(terminal, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert terminal.seen().endswith("\x1b[?25h\r\n")
