"""Owns the folder of transcripts: what a session is called, which there are, which one is meant.

The way in for the rest of the program: reading one file (`transcript`) and writing one (`journal`) are found
here too. Never looks into a file in order to list it.
"""

import re
from datetime import UTC, datetime
from heapq import nlargest
from os import listdir
from pathlib import Path

import msgspec

from simulator.errors import IdkError, StorageError, did_you_mean
from simulator.records.journal import Journal, SessionInUseError
from simulator.records.transcript import (
    SUFFIX,
    EmptyTranscriptError,
    SessionSummary,
    Transcript,
    header_of,
    read_session,
    summary_of,
)
from simulator.text import SYMBOLS

__all__ = [
    "SUFFIX",
    "SYMBOLS",
    "EmptyTranscriptError",
    "Journal",
    "SessionInUseError",
    "SessionRef",
    "SessionSummary",
    "Transcript",
    "began",
    "find_session",
    "header_of",
    "is_session_id",
    "list_sessions",
    "new_session_id",
    "newest_sessions",
    "read_session",
    "session_ids",
    "summary_of",
]

_ID = re.compile(rf"\d{{8}}T\d{{6}}Z-[{SYMBOLS}]{{4}}", re.ASCII)
_ID_IN_NAMES = re.compile(rf"\0({_ID.pattern}){re.escape(SUFFIX)}(?=\0)", re.ASCII)
"""Finds the ids among names set between NULs, which no name can hold: one pass over 10,000 takes 2 ms."""
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_NEAR = 200
"""How many of the newest ids are compared with a misspelt one; comparing is slow."""


class SessionRef(msgspec.Struct, frozen=True):
    """A session that has a file in `folder`."""

    id: str
    folder: Path

    @property
    def path(self) -> Path:
        """Its transcript."""
        return self.folder / f"{self.id}{SUFFIX}"


def new_session_id(at: datetime, symbols: str) -> str:
    """The id of a session started `at` (aware), such as `20261122T211705Z-7kq3`.

    `symbols` are four of `SYMBOLS`, drawn by the caller. Raises `ValueError` for anything else.
    """
    if at.tzinfo is None:
        raise ValueError("a session starts at a time with a time zone")
    session = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{symbols}"
    if not is_session_id(session):
        raise ValueError(f"{symbols!r} is not four of {SYMBOLS}")
    return session


def is_session_id(text: str) -> bool:
    """Whether `text` has the form of a session's id."""
    return _ID.fullmatch(text) is not None


def began(session: str) -> datetime:
    """When the session with this id began (UTC), to the second."""
    return datetime.strptime(session[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def session_ids(folder: Path) -> set[str]:
    """The ids of the sessions in `folder`, by name alone; none where there is no folder.

    Raises `StorageError` where the folder cannot be listed.
    """
    try:
        names = listdir(folder)  # noqa: PTH208  (10,000 `Path`s would cost the first question 20 ms)
    except FileNotFoundError:
        return set()
    except OSError as error:
        raise StorageError(
            f"{folder} cannot be listed: {error.strerror}. Name another folder with --transcripts."
        ) from error
    return set(_ID_IN_NAMES.findall("\0".join(["", *names, ""])))


def list_sessions(folder: Path) -> list[SessionRef]:
    """The sessions in `folder`, newest first; raises `StorageError` where it cannot be listed."""
    return [SessionRef(session, folder) for session in sorted(session_ids(folder), reverse=True)]


def newest_sessions(folder: Path, count: int) -> tuple[list[SessionRef], int]:
    """The newest `count` sessions in `folder`, newest first, and how many there are in all.

    Raises `StorageError` where the folder cannot be listed.
    """
    ids = session_ids(folder)
    return [SessionRef(session, folder) for session in nlargest(count, ids)], len(ids)


def find_session(folder: Path, text: str) -> SessionRef:
    """The session in `folder` that `text` means: `last`, its place in the list (1 is the newest), or the
    beginning of its id.

    A number is a place where the list is long enough, else the beginning of an id. Raises `IdkError` where
    `text` means no session or several.
    """
    sessions = list_sessions(folder)
    if not sessions:
        raise IdkError(f"{folder} holds no session yet. Start one with: idk practice")
    wanted = text.strip().removesuffix(SUFFIX)
    if wanted == "last":
        return sessions[0]
    if _NUMBER.fullmatch(wanted) and 1 <= int(wanted) <= len(sessions):
        return sessions[int(wanted) - 1]
    return _by_beginning(sessions, wanted)


def _by_beginning(sessions: list[SessionRef], wanted: str) -> SessionRef:
    found = [session for session in sessions if wanted and session.id.lower().startswith(wanted.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        shown = ", ".join(session.id for session in found[:3]) + (", ..." if len(found) > 3 else "")
        raise IdkError(f"'{wanted}' begins the ids of {len(found)} sessions ({shown}). Give more of the id.")
    near = did_you_mean(wanted, ["last", *(session.id for session in sessions[:_NEAR])])
    raise IdkError(
        f"No session is called '{wanted}'{near or '.'} Expected `last`, a number from 1 (the newest) "
        f"to {len(sessions)}, or the beginning of an id. `idk review` lists them."
    )
