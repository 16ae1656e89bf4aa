"""Owns an opened session until it is over or stopped: shell, signals, and how to go on afterwards."""

import errno
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import Protocol

import click

from simulator.cli.clock import now
from simulator.cli.opening import Opened, rate_with, read_with
from simulator.cli.output import talk
from simulator.cli.places import named_again
from simulator.cli.typed import lines
from simulator.errors import ExitCode, StorageError
from simulator.interview.commands import Pause, Resume
from simulator.interview.events import Marking, PauseReason
from simulator.interview.protocol import RefusedError
from simulator.interview.state import Phase
from simulator.reading.reader import load_reader
from simulator.reports.blocks import Block
from simulator.reports.greeting import greeting
from simulator.reports.plain import plain
from simulator.shells.sitting import Show, Sitting, go_on
from simulator.shells.step import Interview


class HangUpError(Exception):
    """The terminal went away, or the process was told to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def sit(opened: Opened, marking: Marking, *, resumed: bool, full: bool, folder: Path | None) -> int:
    """Sit the opened session in a full terminal or in plain lines, and return the exit code.

    Whatever stops it, what was acknowledged is on disk, and the way to go on is said; `folder` is where
    transcripts were asked to be for once.
    """
    reader = load_reader()
    shell: _Shell = _FullShell() if full else _PlainShell()
    interview = Interview(
        opened.state,
        record=lambda events: opened.journal.append(*events),
        clock=now,
        read=read_with(reader, talk),
        show=Show(shell.write),
    )
    with opened.journal, stop_signals(shell.stop):
        try:
            for notice in opened.notices:
                talk(notice)
            if resumed:
                interview.step(Resume(marking))
            else:
                for block in greeting(opened.state, first=opened.first, unwarned=opened.unwarned):
                    shell.write(block)
            if interview.state.phase is Phase.READY:
                go_on(interview)
            # The question is on the screen: nobody waits while the reader loads.
            threading.Thread(target=reader.prepare, daemon=True).start()
            shell.sit(Sitting(interview, shell.write, rate_with(reader)))
        except (KeyboardInterrupt, EOFError):
            _pause(interview, PauseReason.INTERRUPT, shell.draft)
            code: int = ExitCode.INTERRUPTED
        except HangUpError as stop:
            _pause(interview, PauseReason.HANG_UP, shell.draft)
            code = 128 + stop.number
        except OSError as error:
            # The other end of the terminal or the pipe is gone; nobody is left to talk to.
            _pause(interview, PauseReason.HANG_UP, shell.draft)
            if error.errno not in (errno.EIO, errno.EPIPE):
                raise
            code = ExitCode.INTERRUPTED
        else:
            code = ExitCode.OK
        _say_how_to_go_on(interview, folder)
        return code


class _Shell(Protocol):
    """A way to sit an interview."""

    @property
    def draft(self) -> str:
        """What was typed and not sent."""

    def write(self, block: Block) -> None: ...

    def stop(self, error: BaseException) -> None:
        """Leave off now, by `error`: called from a signal handler."""

    def sit(self, sitting: Sitting) -> None: ...


class _PlainShell:
    """Plain lines, on a pipe or a simple terminal."""

    draft = ""

    def __init__(self) -> None:
        at_terminal = sys.stdout is not None and sys.stdout.isatty()
        self._width = shutil.get_terminal_size().columns if at_terminal else None
        for stream in (sys.stdin, sys.stdout):
            # Another encoding than the text needs, or bytes that are none, must not stop the interview.
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")

    def write(self, block: Block) -> None:
        click.echo(plain(block, self._width))

    def stop(self, error: BaseException) -> None:
        raise error

    def sit(self, sitting: Sitting) -> None:
        from simulator.shells import pipe

        pipe.sit(sitting, lines(), _complain)


class _FullShell:
    """A terminal with line editing."""

    def __init__(self) -> None:
        from simulator.shells import terminal

        self._terminal = terminal
        self._draft = terminal.Draft()
        self.write = terminal.write

    @property
    def draft(self) -> str:
        return self._draft.text

    def stop(self, error: BaseException) -> None:
        if not self._terminal.stop(error):
            raise error

    def sit(self, sitting: Sitting) -> None:
        self._terminal.sit(sitting, self._draft)


def _pause(interview: Interview, reason: PauseReason, draft: str) -> None:
    if interview.state.phase is not Phase.OVER and not interview.state.paused:
        with suppress(StorageError, RefusedError):
            interview.step(Pause(reason, draft))


def _say_how_to_go_on(interview: Interview, folder: Path | None) -> None:
    session = interview.state.started.session
    where = named_again(folder)
    with suppress(OSError):
        if interview.state.phase is Phase.OVER:
            talk(f"\nSee it again, with the reason for every point: idk review last{where}")
        else:
            command = f"idk practice --resume {session}{where}"
            talk(f"\nStopped; nothing is lost. Go on with: {command}")


@contextmanager
def stop_signals(end: Callable[[BaseException], None]) -> Iterator[None]:
    """Meanwhile a request to stop and a hang-up `end` what is going on with `HangUpError`."""

    def stop(number: int, _: FrameType | None) -> None:
        for each in numbers:  # the first is enough: another must not disturb the putting in order
            signal.signal(each, _no_more)
        end(HangUpError(number))

    known = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    # What is ignored already, as by `nohup`, stays ignored.
    numbers = [number for number in known if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _no_more(_number: int, _frame: FrameType | None) -> None:
    """Takes a signal and does nothing; SIG_IGN would have Python complain of one already on its way."""


def _complain(block: Block) -> None:
    click.echo(plain(block), err=True)
