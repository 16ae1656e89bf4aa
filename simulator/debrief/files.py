"""Owns the folder of debriefs: one YAML file an interview, the user's to edit, for their eyes alone.

Nothing else in this package touches a file. A file is replaced whole or not at all.
"""

import glob
import re
import unicodedata
from os import listdir
from pathlib import Path
from typing import NamedTuple

import msgspec

from simulator.debrief.fields import DEBRIEF, FORMAT
from simulator.debrief.model import Debrief
from simulator.disk import put
from simulator.errors import IdkError, StorageError, did_you_mean
from simulator.questions.checked import checked
from simulator.questions.checker import Checker
from simulator.questions.nodes import Node
from simulator.questions.problems import MAX_PROBLEMS
from simulator.questions.source import MAX_BYTES
from simulator.questions.values import says
from simulator.questions.yaml_writer import yaml_text
from simulator.text import clean

SUFFIX = ".yaml"
_NUMBER = re.compile(r"\d{1,4}", re.ASCII)
_HEAD = "# Yours: edit it as you like. idk debrief show {id}\n"
_LONGEST_SLUG = 40


class Kept(NamedTuple):
    """A debrief that has a file."""

    id: str
    path: Path
    debrief: Debrief


class Shelf(NamedTuple):
    """The debriefs in a folder."""

    kept: tuple[Kept, ...]
    """The newest interview first."""
    notices: tuple[str, ...] = ()
    """Files that cannot be used, and why."""


def read_debrief(data: bytes, file: str) -> tuple[Debrief, tuple[str, ...]]:
    """The debrief in a file's bytes, and what is doubtful about it; `file` is its name in messages.

    Raises:
        IdkError: it is none; the text is every problem, with its place.
    """
    if len(data) > MAX_BYTES:
        raise IdkError(f"{file}: expected at most {MAX_BYTES // 1024**2} MiB; found more")
    debrief, problems, is_empty = checked(data, file, _built)
    if is_empty:
        debrief = Debrief()
    ordered = sorted(problems, key=lambda problem: (problem.line, problem.column))
    errors = [problem for problem in ordered if problem.is_error]
    if debrief is None or errors:
        raise IdkError("\n".join(map(str, errors[:MAX_PROBLEMS])))
    return debrief, tuple(str(problem) for problem in ordered)


def _built(checker: Checker, root: Node) -> Debrief | None:
    values = checker.mapping(root, "", DEBRIEF)
    if values is None or checker.failed:
        return None
    values.pop("format", None)
    return Debrief(**values)


def load(path: Path) -> Kept:
    """The debrief at `path`. Raises IdkError where it is none, StorageError where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StorageError(f"{path}: the debrief cannot be read ({error.strerror})") from None
    debrief, _ = read_debrief(data, str(path))
    if not debrief.day:
        raise IdkError(f"{path}:1:1: day: expected {says(DEBRIEF.by_name['day'].shape)}; found no such field")
    return Kept(path.stem, path, debrief)


def shelf(folder: Path) -> Shelf:
    """Every debrief in `folder`; one that cannot be used is named. None where there is no folder."""
    kept, notices = [], []
    for name in _names(folder):
        try:
            kept.append(load(folder / name))
        except IdkError as error:
            notices.append(str(error))
    kept.sort(key=lambda one: (one.debrief.day, one.id), reverse=True)
    return Shelf(tuple(kept), tuple(notices))


def _names(folder: Path) -> list[str]:
    try:
        names = listdir(folder)  # noqa: PTH208  (names alone are wanted)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StorageError(f"{folder} cannot be listed: {error.strerror}") from None
    return [name for name in names if name.endswith(SUFFIX) and not name.startswith(".")]


def find(kept: tuple[Kept, ...], text: str) -> Kept:
    """The debrief that `text` means: `last`, its place in the list, the beginning of its id, or a company.

    Of several with one company the newest. Raises IdkError where it means none, or several ids.
    """
    if not kept:
        raise IdkError("There is no debrief yet. Begin one with: idk debrief")
    wanted = " ".join(text.split()).casefold().removesuffix(SUFFIX)
    if wanted == "last":
        return kept[0]
    if _NUMBER.fullmatch(wanted) and 1 <= int(wanted) <= len(kept):
        return kept[int(wanted) - 1]
    same = [one for one in kept if one.id == wanted or one.debrief.company.casefold() == wanted]
    if same:
        return same[0]
    begun = [one for one in kept if wanted and one.id.startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise IdkError(
            f"'{text}' begins the ids of {len(begun)} debriefs ({', '.join(one.id for one in begun[:3])})."
        )
    known = {one.id for one in kept} | {one.debrief.company for one in kept if one.debrief.company}
    near = did_you_mean(text, sorted(known)) or "."
    raise IdkError(
        f"No debrief is called '{text}'{near} Expected a company, an id, or `last`: idk debrief list"
    )


def save(folder: Path, debrief: Debrief, id_: str = "") -> Kept:
    """Write `debrief` into `folder`, over the one called `id_` or as a new one, readable by the user alone.

    Raises StorageError where it cannot be written; what was there is then as it was.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
        name = id_ or _free(folder, debrief)
        put(folder / f"{name}{SUFFIX}", _text(debrief, name).encode("utf-8", "replace"))
    except OSError as error:
        raise StorageError(f"{folder}: the debrief cannot be written ({error.strerror})") from None
    return Kept(name, folder / f"{name}{SUFFIX}", debrief)


def forget(path: Path) -> None:
    """Take a debrief's file away, and what an interrupted change of it has left. Raises StorageError."""
    try:
        for left in path.parent.glob(f".{glob.escape(path.name)}.*"):
            left.unlink()
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"{path}: cannot be removed ({error.strerror})") from None


def _text(debrief: Debrief, name: str) -> str:
    plain = {"format": FORMAT, **msgspec.to_builtins(debrief)}
    return _HEAD.format(id=name) + yaml_text(_cleaned(plain))


def _cleaned(value: object) -> object:
    """Without what a file must not hold, and without empty texts."""
    if isinstance(value, str):
        return clean(value.replace("\t", " ")).strip()
    if isinstance(value, dict):
        cleaned = {key: _cleaned(one) for key, one in value.items()}
        return {key: one for key, one in cleaned.items() if one != ""}
    return [_cleaned(one) for one in value] if isinstance(value, list | tuple) else value


def _free(folder: Path, debrief: Debrief) -> str:
    """An id that no file has: the day and the company."""
    plain = unicodedata.normalize("NFKD", debrief.company).encode("ascii", "ignore").decode().casefold()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_SLUG].strip("-") or "interview"
    first, taken = f"{debrief.day}-{slug}", set(_names(folder))
    ids = (first if number == 1 else f"{first}-{number}" for number in range(1, 10_000))
    return next(one for one in ids if f"{one}{SUFFIX}" not in taken)
