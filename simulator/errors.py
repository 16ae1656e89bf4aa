"""Owns the errors meant for the user and the exit codes; never prints one (`cli` does, in one place)."""

from collections.abc import Iterable
from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the process tells its caller; documented in docs/formats.md."""

    OK = 0
    USAGE = 2
    """The command line cannot be understood."""
    INPUT = 3
    """A file or value given by the user is wrong: a bank, a transcript, an id."""
    STORAGE = 4
    """A file could not be read or written: disk full, no permission, in use."""
    BUG = 70
    """A defect of the program; a log file is named."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C; what was acknowledged is kept."""


class IdkError(Exception):
    """Something went wrong that the user can act on; its text says what, where and the remedy."""

    exit_code: ClassVar[ExitCode] = ExitCode.INPUT


class StorageError(IdkError):
    """A file could not be read or written."""

    exit_code = ExitCode.STORAGE


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """` - did you mean 'x'?` for the known name nearest to `found`, or nothing when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415  (only a mistake needs it)

    near = get_close_matches(found, list(known), n=1, cutoff=0.6)
    return f" - did you mean '{near[0]}'?" if near else ""
