"""Owns which file is read by which reader, and which files of a folder are read; reads none itself."""

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

from simulator.errors import IdkError, StorageError
from simulator.questions.importing.cards import Found, Notice, Reader

READERS = {
    ".apkg": "anki.read_package",
    ".colpkg": "anki.read_package",
    ".txt": "tables.read_txt",
    ".csv": "tables.read_csv",
    ".tsv": "tables.read_tsv",
    ".json": "json_file.read_json",
    ".jsonl": "json_file.read_lines",
    ".ndjson": "json_file.read_lines",
    ".md": "markdown.read_markdown",
    ".markdown": "markdown.read_markdown",
}
"""The reader of each ending, by its name, so that only the one needed is imported."""
MAX_FILES = 2_000
"""Files of one folder."""
_PASSED_OVER = frozenset({"changelog", "code_of_conduct", "contributing", "license", "security"})
"""Files of a public repository that hold no questions."""
_FOLDERS_PASSED_OVER = frozenset({"__pycache__", "node_modules"})


def found_in(source: Path) -> Iterator[Found]:
    """What the file, or each file of the folder, holds; a file of a folder that cannot be read is a notice.

    Raises:
        IdkError: it does not exist, it is of no known kind or cannot be read; no file of the folder can.
    """
    try:
        folder = source.is_dir()
    except OSError:  # a name too long for any file
        folder = False
    if not folder:
        yield from read(source, str(source))
        return
    files = 0
    problems: list[str] = []
    for item in _files(source):
        if isinstance(item, Notice):
            yield item
            continue
        files += 1
        if files > MAX_FILES:
            raise IdkError(f"{source}: more than {MAX_FILES:,} files. Import its folders one by one.")
        try:
            yield from read(item, str(item))
        except IdkError as error:
            problems.append(str(error))
            yield Notice(str(error))
    if files == 0:
        raise IdkError(f"{source}: no file in this folder ends in {_endings()}.")
    if len(problems) == files:
        raise IdkError(f"{source}: none of its {files} files can be read; the first: {problems[0]}")


def read(path: Path, file: str) -> Iterator[Found]:
    """What one file holds; `file` is its name in messages."""
    name = READERS.get(path.suffix.lower())
    try:
        regular = path.is_file()
        there = regular or path.exists()
    except (OSError, ValueError):
        there = regular = False
    if not there:
        raise IdkError(f"{file}: no such file or folder.")
    if name is None or not regular:
        raise IdkError(f"{file}: expected a file that ends in {_endings()}, or a folder of such files.")
    module, function = name.split(".")
    reader = cast("Reader", getattr(import_module(f"{__package__}.{module}"), function))
    try:
        yield from reader(path, file)
    except OSError as error:
        raise StorageError(f"{file}: cannot be read ({error.strerror or error})") from None


def _files(folder: Path) -> Iterator[Path | Notice]:
    """The files of known endings in `folder` and below, in their order; links to folders are not followed."""
    for at, folders, names in os.walk(folder, onerror=None, followlinks=False):
        here = Path(at)
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in _FOLDERS_PASSED_OVER)
        for name in folders:
            if (here / name).is_symlink():
                yield Notice(f"{here / name}: a link to a folder is not followed.")
        for name in sorted(names):
            path = here / name
            known = path.suffix.lower() in READERS and path.stem.lower() not in _PASSED_OVER
            if known and name[0] != "." and path.is_file():
                yield path


def _endings() -> str:
    *most, last = READERS
    return f"{', '.join(most)} or {last}"
