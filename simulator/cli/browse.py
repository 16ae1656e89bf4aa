"""Owns `idk review` on a full terminal: hands the browser the sessions in a folder, and stops it in order."""

import errno
import os
from functools import cached_property
from pathlib import Path

from simulator.cli.amend import amend
from simulator.cli.output import talk
from simulator.cli.sit import HangUpError, stop_signals
from simulator.errors import ExitCode, IdkError
from simulator.interview.commands import Confirm, Contest
from simulator.reading.reader import load_reader
from simulator.records.store import SUFFIX, header_of, list_sessions, read_session
from simulator.reports.listing import Glance, glance
from simulator.reports.own_words import Better, better
from simulator.reports.recording import Recording, recording
from simulator.scoring.session import ScoredQuestion
from simulator.shells import terminal
from simulator.shells.browser.app import browse as show
from simulator.shells.browser.view import Unreadable


def browse(folder: Path, where: str) -> int:
    """Show the sessions in `folder` until the user leaves; the exit code."""
    sessions = Sessions(folder, where)
    if not sessions.ids:
        talk("No session yet. Start one with: idk practice")
        return ExitCode.OK
    with stop_signals(_end):
        try:
            show(sessions)
        except HangUpError as hang_up:
            return 128 + hang_up.number
        except (KeyboardInterrupt, EOFError):
            return ExitCode.INTERRUPTED
        except OSError as error:
            if error.errno not in (errno.EIO, errno.EPIPE):
                raise
            return ExitCode.INTERRUPTED  # the terminal is gone; nobody is left to talk to
    return ExitCode.OK


def _end(error: BaseException) -> None:
    if not terminal.stop(error):
        raise error


class Sessions:
    """The sessions in a folder, each read when it is looked at and not before."""

    def __init__(self, folder: Path, where: str) -> None:
        self._folder = folder
        self._where = where
        self._seen: dict[str, Glance | Unreadable] = {}
        self._texts: dict[str, str] = {}
        self._reader = load_reader()

    @cached_property
    def ids(self) -> list[str]:
        return [session.id for session in list_sessions(self._folder)]

    def _path(self, session: str) -> Path:
        return self._folder / f"{session}{SUFFIX}"

    def look(self, session: str) -> Glance | Unreadable:
        if session not in self._seen:
            self._seen[session] = self._glance(session)
        return self._seen[session]

    def _glance(self, session: str) -> Glance | Unreadable:
        try:
            return glance(self.open(session))
        except (IdkError, OSError) as error:
            # Where the folder is, is known; in a line of the list it would hide what is wrong.
            return Unreadable(str(error).replace(f"{self._folder}{os.sep}", ""))

    def text(self, session: str) -> str:
        if session not in self._texts:
            self._texts[session] = f"{session} {self._header(session)}"
        return self._texts[session]

    def _header(self, session: str) -> str:
        try:
            header = header_of(self._path(session))
        except (IdkError, OSError):
            return "cannot be opened"
        return f"{header.at.astimezone():%Y-%m-%d %H:%M} {' '.join(header.banks)} {header.mode}"

    def open(self, session: str) -> Recording:
        return recording(read_session(self._path(session)))

    def amend(self, session: str, command: Contest | Confirm) -> str | None:
        self._seen.pop(session, None)  # what was done in it may read otherwise now
        return amend(self._path(session), command, self._where)

    def better(self, session: Recording, scored: ScoredQuestion) -> Better | None:
        return better(session, scored, self._reader)
