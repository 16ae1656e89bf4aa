"""Owns how imported questions become bank files: their YAML, how many to a file; overwrites nothing."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from simulator.errors import IdkError, StorageError
from simulator.questions.fields import SLUG
from simulator.questions.source import MAX_BYTES
from simulator.questions.yaml_writer import yaml_text

MOST_QUESTIONS = 5_000
"""Questions of one file, so that it is still read in a few seconds."""
MOST_BYTES = MAX_BYTES - 64 * 1024
"""Bytes of one file, without its head."""

_HEAD = """\
# Imported drafts. What a finished question needs besides: idk bank check {name}
# A key point counts as yours once it says confirmed: true, or no longer says confirmed.
format: 1
bank: {name}
title: {title}
language: en

questions:
"""


def bank_name(name: str) -> str:
    """`name`, if it can name a bank and the further ones beside it.

    Raises:
        IdkError: it cannot.
    """
    if re.fullmatch(SLUG.regex, name) is None or len(name) > SLUG.most - 4:
        raise IdkError(
            f"'{name}' cannot name a bank: expected {SLUG.says}, at most {SLUG.most - 4} characters"
        )
    return name


def banks(name: str, questions: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The names and the contents of the files: NAME, then NAME-2 and so on where one would be too large."""
    number, count, size = 1, 0, 0
    parts: list[str] = []
    for question in questions:
        text = yaml_text([question])
        length = len(text.encode())
        if parts and (count == MOST_QUESTIONS or size + length > MOST_BYTES):
            yield _bank(name, number, parts)
            number, count, size, parts = number + 1, 0, 0, []
        parts.append(text)
        count, size = count + 1, size + length
    yield _bank(name, number, parts)


def _bank(name: str, number: int, parts: Sequence[str]) -> tuple[str, str]:
    called = name if number == 1 else f"{name}-{number}"
    return called, _HEAD.format(name=called, title=called.replace("-", " ").capitalize()) + "".join(parts)


def write_banks(
    made: Iterable[tuple[str, str]], folder: Path, refuse: Callable[[str], None] = lambda _: None
) -> list[Path]:
    """Write the banks `made` (name, content) into `folder`, all of them or none; the new files.

    `refuse` raises for a name that must not be used.

    Raises:
        IdkError: a file is there already; it is left as it is.
        StorageError: one cannot be written.
    """
    written: list[Path] = []
    try:
        for name, text in made:
            refuse(name)
            file = folder / f"{name}.yaml"
            folder.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                written.append(file)
                stream.write(text)
    except BaseException as error:
        for file in written:
            file.unlink(missing_ok=True)
        if isinstance(error, FileExistsError):
            raise _exists(error, folder) from None
        if isinstance(error, OSError):
            raise StorageError(f"{error.filename or folder}: cannot be written ({error.strerror})") from None
        raise
    return written


def _exists(error: FileExistsError, folder: Path) -> IdkError:
    if not folder.is_dir():
        return StorageError(f"{folder}: cannot be made, there is a file of that name")
    return IdkError(
        f"{error.filename} is there already, and is left as it is. Choose another name with --as."
    )
