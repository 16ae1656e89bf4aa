"""Owns the way from a bank file to a `Bank`, or to every problem in it; nothing else here opens one.

bytes -> text (`source`) -> nodes (`yaml_reader`) -> values (`checker`, `rules`) -> `Bank` (`builder`)
"""

from os import PathLike
from pathlib import Path
from typing import NamedTuple

from simulator.errors import StorageError
from simulator.questions.builder import NEEDED, build_bank
from simulator.questions.checked import checked
from simulator.questions.model import Bank
from simulator.questions.problems import MAX_PROBLEMS, BankError, Problem
from simulator.questions.source import FILE, MAX_BYTES


class LoadedBank(NamedTuple):
    """A bank, and what is doubtful about its file but does not keep it from being used."""

    bank: Bank
    warnings: tuple[Problem, ...] = ()


def load_bank(path: str | PathLike[str]) -> LoadedBank:
    """Read the bank file at `path`.

    Raises:
        BankError: there is no such file, or it is no valid bank; it has every problem.
        StorageError: the file is there and cannot be read.
    """
    file = str(path)
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, ValueError) as error:
        found = "a folder" if isinstance(error, IsADirectoryError) else "no such file"
        raise BankError([_whole(file, "a bank file", found)]) from None
    except OSError as error:
        raise StorageError(f"{file}: the bank cannot be read: {error.strerror}") from None
    return read_bank(data, file)


def read_bank(data: bytes, file: str) -> LoadedBank:
    """Read a bank out of a file's bytes; `file` is its name in messages.

    Raises:
        BankError: it is no valid bank; it has every problem.
    """
    if len(data) > MAX_BYTES:
        raise BankError([_whole(file, f"at most {MAX_BYTES // 1024**2} MiB (split the bank)", "more")])
    bank, problems, is_empty = checked(data, file, build_bank)
    if is_empty:
        problems.append(_whole(file, f"a bank with {NEEDED}", "an empty file", line=1))
    ordered = _ordered(problems)
    if bank is None or any(problem.is_error for problem in problems):
        raise BankError(ordered)
    return LoadedBank(bank, ordered)


def _ordered(problems: list[Problem]) -> tuple[Problem, ...]:
    """In the order of the file; of more than `MAX_PROBLEMS` the errors first, and the last says so."""
    kept = sorted(problems, key=lambda problem: not problem.is_error)[:MAX_PROBLEMS]
    ordered = sorted(kept, key=lambda problem: (problem.line, problem.column))
    if len(problems) > MAX_PROBLEMS:
        expected, found = f"at most {MAX_PROBLEMS} problems", "more: mend these and check again"
        ordered.append(_whole(problems[0].file, expected, found))
    return tuple(ordered)


def _whole(file: str, expected: str, found: str, line: int = 0) -> Problem:
    return Problem(file=file, line=line, column=line, path=FILE, expected=expected, found=found)
