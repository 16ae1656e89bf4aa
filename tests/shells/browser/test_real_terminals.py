"""Looking through sessions in real terminals: a pty and tmux, resized, dumb, without colour, stopped."""

import re
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simulator.interview.events import Contested
from tests.process.programs import IDK, SIT, events, run_idk
from tests.shells.screens import Pty, Terminal, Tmux

REVIEW = [*IDK, "review"]
REPLIES = "I don't know that one.\nCould you explain it to me?\n/note the log\n/next\n"
LIST, KEYS = "1 session, the newest first", "Esc back"

Open = Callable[..., Pty]
_COLOUR = re.compile(rb"\x1b\[(?:\d+;)*[39]\d(?:;\d+)*m")

pytestmark = pytest.mark.process


@pytest.fixture(autouse=True)
def _sat(own_home: Path) -> None:
    """A session to look at."""
    assert run_idk(*SIT, typed=REPLIES).code == 0


@pytest.fixture
def open_pty() -> Iterator[Open]:
    """Opens ptys, and closes them in the end."""
    opened: list[Pty] = []

    def start(command: list[str], *, columns: int = 80, **environment: str) -> Pty:
        opened.append(Pty(command, columns=columns, **environment))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


@pytest.fixture(
    params=[
        "pty",
        pytest.param(
            "tmux",
            marks=[
                pytest.mark.tmux,
                pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed"),
            ],
        ),
    ]
)
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    """A terminal in which past sessions are looked through."""
    window: Terminal = Pty(REVIEW) if request.param == "pty" else Tmux(REVIEW, tmp_path)
    yield window
    window.close()


def test_a_session_is_found_read_and_contested_in_any_window(terminal: Terminal, own_home: Path) -> None:
    terminal.until(LIST)
    terminal.press("postgres")
    terminal.until("Filter: postgres▏ 1 of 1")
    terminal.press("\r")
    terminal.until(KEYS)
    terminal.resize(40)
    terminal.until("t ticks · r replay · Ctrl-C quits")
    terminal.press("n")
    terminal.until("1. What does a write-ahead log give")
    terminal.resize(80)
    terminal.until("1. What does a write-ahead log give a database?")
    terminal.press("c")
    terminal.until("y contests it")
    terminal.press("y")
    terminal.until("Question 1 no longer counts.")
    assert isinstance(events(own_home / "transcripts")[-1], Contested)


def test_the_terminal_is_left_as_it_was_found(open_pty: Open) -> None:
    terminal = open_pty(REVIEW)
    terminal.until(LIST)
    assert not terminal.is_as_it_was
    terminal.press("\x03")
    assert (terminal.end(), terminal.is_as_it_was) == (0, True)
    assert b"\x1b[6n" not in terminal.sent  # nobody waits to be told where the cursor is


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_ends_it_in_order(number: signal.Signals, code: int, open_pty: Open) -> None:
    terminal = open_pty(REVIEW)
    terminal.until(LIST)
    terminal.press("\r")
    terminal.until(KEYS)
    terminal.process.send_signal(number)
    assert (terminal.end(), terminal.is_as_it_was) == (code, True)
    assert terminal.sent.rindex(b"\x1b[?1049l") > terminal.sent.rindex(b"\x1b[?1049h")
    assert b"Traceback" not in terminal.sent


def test_a_terminal_that_goes_away_ends_it(open_pty: Open) -> None:
    terminal = open_pty(REVIEW)
    terminal.until(LIST)
    assert terminal.hang_up() in (128 + signal.SIGHUP, 130)


def test_without_colour_there_is_none(open_pty: Open) -> None:
    terminal = open_pty(REVIEW, NO_COLOR="1")
    terminal.until(LIST)
    terminal.press("\r")
    terminal.until(KEYS)
    terminal.press("\x03")
    assert terminal.end() == 0
    assert not _COLOUR.search(terminal.sent)


@pytest.mark.parametrize(("words", "environment"), [(["--plain"], {}), ([], {"TERM": "dumb"})])
def test_plain_lines_where_they_are_wanted_or_all_there_is(
    words: list[str], environment: dict[str, str], open_pty: Open
) -> None:
    terminal = open_pty([*REVIEW, *words], **environment)
    terminal.until("See one with: idk review 1.")
    assert terminal.end() == 0
    assert b"\x1b" not in terminal.sent


@pytest.mark.parametrize(
    ("words", "environment", "looks"),
    [([], {}, True), (["--plain"], {}, False), ([], {"NO_COLOR": "1"}, False), ([], {"TERM": "dumb"}, False)],
)
def test_a_session_on_a_terminal_is_underlined_where_that_is_wanted(
    words: list[str], environment: dict[str, str], looks: bool, open_pty: Open
) -> None:
    terminal = open_pty([*REVIEW, "last", *words], columns=40, **environment)
    assert terminal.end() == 0
    assert (b"\x1b[4m" in terminal.sent) == looks
    assert b"[don't know: " in terminal.sent


def test_a_pager_gets_the_session(open_pty: Open) -> None:
    terminal = open_pty([*REVIEW, "last", "--pager"], PAGER="tail -n 3")
    terminal.until("read again like that: ")
    assert terminal.end() == 0
    assert b"What does a write-ahead log" not in terminal.sent
