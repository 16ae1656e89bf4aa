"""Owns where banks are found and what they are called; opens no more of a file than its head.

A bank is found by the name it gives itself (`bank: …`), else by its file's name. The user's own comes before
a bundled one of the same name.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import IdkError, did_you_mean

if TYPE_CHECKING:
    from simulator.questions.loader import LoadedBank
    from simulator.questions.model import Bank, Question

BANKS = "question_banks"
HEAD_BYTES = 4096
"""How far into a file its name is looked for; it stands among the first lines."""

_PACKAGE = Path(__file__).resolve().parent.parent
_NAME = re.compile(rb"^bank:[ \t]*[\"']?([a-z0-9-]{1,80})\b", re.MULTILINE)


class Library:
    """The banks that can be asked for by name; each is read at most once."""

    def __init__(self, files: dict[str, Path], notices: tuple[str, ...] = ()) -> None:
        self.files = files
        self.notices = notices
        """What the user should know: a name that is taken twice."""
        self._loaded: dict[str, LoadedBank] = {}

    def load(self, name: str) -> "LoadedBank":
        """Read the bank called `name`, or the file at that path; no other file is read.

        Raises:
            IdkError: there is no such bank, or it is not valid (`BankError`).
        """
        from simulator.questions.loader import load_bank  # noqa: PLC0415  (names alone need no YAML)

        if name in self.files:
            if name not in self._loaded:
                self._loaded[name] = load_bank(self.files[name])
            return self._loaded[name]
        if name.endswith((".yaml", ".yml")) or "/" in name:
            return load_bank(name)
        known = ", ".join(self.files) or "none"
        raise IdkError(f"no bank is called '{name}'{did_you_mean(name, self.files)} (known: {known})")

    def usable(self) -> "Iterator[Bank]":
        """Every bank that can be used; one with errors is passed over."""
        for name in self.files:
            with suppress(IdkError):
                yield self.load(name).bank

    def holding(self, keys: Iterable[str]) -> "list[Bank]":
        """The banks in which to look for the questions `keys`: those named in `bank/id`, else all of them.

        Where all are looked through, one with errors is passed over. Raises what `load` raises for one that
        is named, and IdkError where only such a one could hold the questions.
        """
        keys = list(keys)
        named = dict.fromkeys(key.partition("/")[0] if "/" in key else "" for key in keys)
        if "" not in named:
            return [self.load(name).bank for name in named]
        banks, broken = [], []
        for name in self.files:
            try:
                banks.append(self.load(name).bank)
            except IdkError:
                broken.append(name)
        if broken and not any(key == one.id for key in keys for bank in banks for one in bank.questions):
            name = broken[0]
            raise IdkError(
                f"no such question; the bank {name} cannot be used: idk bank check {name} tells why."
            )
        return banks

    def question(self, key: str) -> "Question":
        """The question called `key`, by `bank/id` or by its id alone.

        Raises:
            IdkError: there is none, or several banks have one.
        """
        from simulator.questions.selection import find  # noqa: PLC0415

        return find((question for bank in self.holding([key]) for question in bank.questions), key)


def bundled_folder() -> Path | None:
    """Where the banks that come with the program are: in the package, or beside it in a checkout."""
    packed = _PACKAGE / BANKS
    if packed.is_dir():
        return packed
    beside = _PACKAGE.parent / BANKS
    return beside if (_PACKAGE.parent / "pyproject.toml").is_file() and beside.is_dir() else None


def find_banks(user_folders: Iterable[Path] = ()) -> Library:
    """The bundled banks and those in `user_folders`, by name; of two of the user's the first is used.

    A folder that does not exist holds none.
    """
    files: dict[str, Path] = {}
    notices: list[str] = []
    own: set[str] = set()
    bundled = bundled_folder()
    for name, file in _named(bundled) if bundled else ():
        files.setdefault(name, file)
    for name, file in chain.from_iterable(map(_named, user_folders)):
        if name in own:
            notices.append(f"{file}: the bank {name} is also in {files[name]}, which is used")
            continue
        if name in files:
            notices.append(f"{file}: used in place of the bundled bank {name}")
        files[name] = file
        own.add(name)
    return Library(dict(sorted(files.items())), tuple(notices))


def bank_name(file: str | PathLike[str]) -> str:
    """What the bank in `file` is called: as it says in its head, else as the file is called."""
    path = Path(file)
    try:
        with path.open("rb") as stream:
            found = _NAME.search(stream.read(HEAD_BYTES))
    except OSError:
        found = None
    return found.group(1).decode() if found else path.stem


def _named(folder: Path) -> Iterator[tuple[str, Path]]:
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir()):
        if file.suffix in {".yaml", ".yml"} and file.is_file():
            yield bank_name(file), file
