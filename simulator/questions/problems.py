"""Owns what is wrong with a bank file and how it is said; never reads a file and never prints."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from simulator.errors import IdkError

MAX_PROBLEMS = 200
"""Problems of a file that are listed at once; nobody works through more."""
SHOWN = 60
"""Characters of a value that a message repeats: enough to find it again, and the line stays readable."""


class Severity(StrEnum):
    """Whether a problem keeps the bank from being used."""

    ERROR = "error"
    WARNING = "warning"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong in one place; its text is one line for the user."""

    file: str
    line: int
    """1-based; 0 where the file as a whole is meant."""
    column: int
    """1-based, in characters; 0 where the file as a whole is meant."""
    path: str
    """Where in the bank: `questions[1].level`, counted from 0; `file` where no field is meant."""
    expected: str
    found: str
    near: str | None = None
    """The known name that was probably meant."""
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """Whether it keeps the bank from being used."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        """`file:line:col: path: expected …; found … - did you mean …?`, a warning marked as one."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        mark = "" if self.is_error else "warning: "
        hint = f" - did you mean '{self.near}'?" if self.near else ""
        return f"{place}: {mark}{self.path}: expected {self.expected}; found {self.found}{hint}"


class BankError(IdkError):
    """A bank file cannot be used; its text is every problem, one a line, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def shown(text: str) -> str:
    """`text` as a message repeats it: in quotes, on one line, cut to `SHOWN` characters."""
    flat = " ".join(text[: SHOWN * 4].split())
    return f"'{flat[:SHOWN]}…'" if len(flat) > SHOWN or len(text) > SHOWN * 4 else f"'{flat}'"


def step(name: str) -> str:
    """A field's name as a part of a path; one that is no plain word stands in quotes."""
    return name if len(name) <= SHOWN and name.replace("-", "_").isidentifier() else shown(name)


def nearest(found: str, known: Iterable[str]) -> str | None:
    """The known name that `found` is probably a slip of, whatever its case; None when none is near."""
    names = {name.casefold(): name for name in known}
    if len(found) > SHOWN or not names:  # the comparison takes quadratic time, and no name is that long
        return None
    from difflib import get_close_matches  # noqa: PLC0415  (only a mistake needs it)

    near = get_close_matches(found.strip().casefold(), names, n=1, cutoff=0.6)
    return names[near[0]] if near else None
