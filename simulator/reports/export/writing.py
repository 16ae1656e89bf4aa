"""Owns the writing of exports: sessions come one by one and go out at once; a file is whole or not there.

Nothing is ever overwritten.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TextIO

import msgspec

from simulator.errors import IdkError, StorageError
from simulator.records.store import Transcript
from simulator.reports.export import csv_file
from simulator.reports.export.markdown_file import markdown
from simulator.reports.export.parquet_file import duckdb, write_parquet
from simulator.reports.export.tables import TABLES, export
from simulator.reports.recording import recording
from simulator.reports.review import review
from simulator.scoring.session import ScoredQuestion

FORMATS = ("md", "json", "csv", "parquet")
TABULAR = ("csv", "parquet")
"""The formats of which a file is one table."""
DEFAULT_TABLE = "questions"

Transcripts = Iterable[Transcript]


class Target(msgspec.Struct, frozen=True):
    """What is written where."""

    form: str
    files: dict[str, Path]
    """By table; by "" where the format is not one of tables."""
    folder: Path | None = None
    """To be made where it is not there."""


def target(path: Path, form: str | None, table: str | None) -> Target:
    """What `--export PATH` means: a file by its ending, or a folder, perhaps a new one, for every table.

    Raises `IdkError` where that is unclear, or something is there already.
    """
    folder = path.is_dir() or (form in TABULAR and not path.suffix)
    named = path.suffix.lower().removeprefix(".")
    form = form or ("md" if named == "markdown" else named)
    if form not in FORMATS:
        raise IdkError(
            f"{path}: expected a file that ends in .{', .'.join(FORMATS[:-1])} or .{FORMATS[-1]}"
            + (f", or --format {' or '.join(TABULAR)} for a table a file in this folder." if folder else ".")
        )
    if table is not None and form not in TABULAR:
        raise IdkError(f"--table is for csv and parquet; {form} holds everything.")
    if folder and form in TABULAR:
        wanted = [table] if table else list(TABLES)
        files = {name: path / f"{name}.{form}" for name in wanted}
    elif folder:
        raise IdkError(f"{path} is a folder. Name a file in it: {path / f'sessions.{form}'}")
    else:
        files = {(table or DEFAULT_TABLE) if form in TABULAR else "": path}
    for file in files.values():
        if file.exists() or file.is_symlink():
            raise IdkError(
                f"{file} is there already, and nothing is overwritten. Name another, or delete it."
            )
    return Target(form, files, path if folder else None)


def write(transcripts: Transcripts, to: Target) -> None:
    """Write the sessions out; what is not finished is taken away again.

    Raises `StorageError` where a file cannot be written, `IdkError` where Parquet needs DuckDB.
    """
    with ExitStack() as stack:
        try:
            if to.folder:
                to.folder.mkdir(exist_ok=True)
            _WRITERS[to.form](transcripts, to.files, stack)
        except OSError as error:
            first = next(iter(to.files.values()))
            raise StorageError(f"{error.filename or first} cannot be written: {error.strerror}.") from error


def _write_markdown(transcripts: Transcripts, files: dict[str, Path], stack: ExitStack) -> None:
    out = stack.enter_context(_new(files[""]))
    for transcript in transcripts:
        told = review(recording(transcript), _not_said_better)
        out.writelines(markdown(entry.block for entry in told))


def _not_said_better(_: ScoredQuestion) -> None:
    """What would have earned more takes a second reading; a file of many sessions goes without."""


def _write_json(transcripts: Transcripts, files: dict[str, Path], stack: ExitStack) -> None:
    out = stack.enter_context(_new(files[""]))
    before = "[\n"
    for transcript in transcripts:
        out.write(before + msgspec.json.encode(export(transcript)).decode())
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")


def _write_csv(transcripts: Transcripts, files: dict[str, Path], stack: ExitStack) -> None:
    outs = {name: stack.enter_context(_new(path)) for name, path in files.items()}
    for name, out in outs.items():
        out.write(csv_file.header(TABLES[name]))
    _spread(transcripts, outs, csv_file.line)


def _write_parquet(transcripts: Transcripts, files: dict[str, Path], stack: ExitStack) -> None:
    duckdb()  # said before the work, not after it
    first = next(iter(files.values()))
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=".idk-", dir=first.parent)))
    lines = {name: folder / f"{name}.jsonl" for name in files}
    with ExitStack() as drafts:
        outs = {name: drafts.enter_context(_new(path)) for name, path in lines.items()}
        _spread(transcripts, outs, lambda row: msgspec.json.encode(row).decode() + "\n")
    for name, path in files.items():
        made = folder / path.name
        write_parquet(lines[name], TABLES[name], made)
        lines[name].unlink()
    for path in files.values():
        (folder / path.name).rename(path)


def _spread(transcripts: Transcripts, outs: dict[str, TextIO], line: Callable[[msgspec.Struct], str]) -> None:
    """Put the rows of each session into the files of their tables."""
    for transcript in transcripts:
        exported = export(transcript)
        for name, out in outs.items():
            out.writelines(map(line, exported.rows(name)))


_WRITERS: dict[str, Callable[[Transcripts, dict[str, Path], ExitStack], None]] = {
    "md": _write_markdown,
    "json": _write_json,
    "csv": _write_csv,
    "parquet": _write_parquet,
}


@contextmanager
def _new(path: Path) -> Iterator[TextIO]:
    """A new file for text, taken away again where the work stops half-way."""
    with path.open("x", encoding="utf-8", newline="") as out:
        try:
            yield out
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise
