"""Owns CSV and TSV files, and Anki's text export with its `#separator` lines, which is a table as well."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from simulator.questions.importing.cards import Card, Found, Notice, Place, Skipped
from simulator.questions.importing.columns import Columns, first_two, named
from simulator.questions.importing.markup import Plain, from_either, from_html, plain
from simulator.questions.importing.text_file import read_text

SAMPLE = 64 * 1024
"""Characters from which the delimiter is told."""
_DELIMITERS = (",", "\t", ";", "|")
_SEPARATORS = {
    "tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":",
}  # fmt: skip
"""Anki's names for them."""
_NOT_FIELDS = ("deck column", "notetype column", "guid column", "tags column")


class _Layout(NamedTuple):
    """How the rows of a table are to be read; without `columns` the first row may be a heading."""

    delimiter: str
    columns: Columns | None = None
    html: bool | None = None
    """None where the file does not say."""
    tags: tuple[str, ...] = ()
    """Tags of every row."""
    first_line: int = 1
    comments: bool = False
    """Whether a row that begins with # is none."""


def read_csv(path: Path, file: str) -> Iterator[Found]:
    """The rows of a CSV file; the delimiter is told from its first lines."""
    text, notice = read_text(path, file)
    if notice:
        yield Notice(notice)
    yield from _rows(text, file, _Layout(_delimiter(text[:SAMPLE])))


def read_tsv(path: Path, file: str) -> Iterator[Found]:
    """The rows of a file with tabs between its columns."""
    text, notice = read_text(path, file)
    if notice:
        yield Notice(notice)
    yield from _rows(text, file, _Layout("\t"))


def read_txt(path: Path, file: str) -> Iterator[Found]:
    """A text file: Anki's export with or without its head, else questions in the shapes of Markdown."""
    text, notice = read_text(path, file)
    if notice:
        yield Notice(notice)
    head = _head(text)
    if head or _has_tabs(text):
        yield from _rows(*_without_head(text, head, file))
        return
    from simulator.questions.importing.markdown import cards_in  # noqa: PLC0415  (only such a file needs it)

    yield from cards_in(text, file)


def _has_tabs(text: str) -> bool:
    lines = [line for line in text[:SAMPLE].split("\n") if line.strip()]
    return sum("\t" in line for line in lines) * 2 > len(lines)


def _delimiter(sample: str) -> str:
    """The one that gives most rows the same number of columns, more than one; a comma where none does."""
    if len(sample) == SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    scores: dict[str, tuple[float, int]] = {}
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in _parsed(sample, delimiter) if row)
        width, count = max(widths.items(), key=lambda item: item[1], default=(1, 0))
        scores[delimiter] = (count / widths.total(), -width) if width > 1 else (0.0, 0)
    return max(_DELIMITERS, key=lambda delimiter: scores[delimiter])


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    while True:
        try:
            yield next(reader)
        except csv.Error:
            continue
        except StopIteration:
            return


def _head(text: str) -> dict[str, str]:
    """Anki's `#key:value` lines at the top; empty where the file has none."""
    head: dict[str, str] = {}
    for line in text[:SAMPLE].split("\n"):
        key, colon, value = line.partition(":")
        if not line.startswith("#") or not colon or not key[1:].strip().replace(" ", "").isalpha():
            break
        head[key[1:].strip().lower()] = value.strip("\r")
    return head if head.keys() & {"separator", "html", "columns", "deck", "notetype", *_NOT_FIELDS} else {}


def _without_head(text: str, head: dict[str, str], file: str) -> tuple[str, str, _Layout]:
    lines = text.split("\n", len(head))
    body = lines[len(head)] if len(lines) > len(head) else ""
    named_separator = head.get("separator", "tab")
    delimiter = _SEPARATORS.get(named_separator.strip().lower(), named_separator[:1] or "\t")
    apart = {int(head[key]) - 1 for key in _NOT_FIELDS if head.get(key, "").strip().isdecimal()}
    tags = head.get("tags column", "").strip()
    columns = named(head["columns"].split(delimiter)) if "columns" in head else None
    if columns is None:
        free = [place for place in range(len(apart) + 2) if place not in apart]
        columns = Columns(free[0], free[1], None)
    if tags.isdecimal():
        columns = columns._replace(tags=int(tags) - 1)
    layout = _Layout(
        delimiter,
        columns,
        head.get("html", "true").strip().lower() == "true",
        tuple(head.get("tags", "").split()),
        len(head) + 1,
        comments=True,
    )
    return body, file, layout


def _rows(text: str, file: str, layout: _Layout) -> Iterator[Found]:
    columns = layout.columns
    reader = csv.reader(text.splitlines(keepends=True), delimiter=layout.delimiter)
    while True:
        place = Place(file, reader.line_num + layout.first_line)
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Skipped(place, f"the row cannot be read ({error}): is a quotation mark not closed?")
            continue
        if not any(cell.strip() for cell in row) or (layout.comments and row[0].startswith("#")):
            continue
        if columns is None:
            columns = named(row)
            if columns is not None:
                continue
            columns = first_two(len(row))
        yield _card(row, place, columns, layout)


def _card(row: list[str], place: Place, columns: Columns, layout: _Layout) -> Card:
    question, answer = (_field(row, at, layout) for at in (columns.question, columns.answer))
    tags = row[columns.tags] if columns.tags is not None and columns.tags < len(row) else ""
    remarks = ("a picture or sound is left out",) if question.media or answer.media else ()
    return Card(place, question.text, answer.text, (*layout.tags, *split_tags(tags)), remarks)


def _field(row: list[str], at: int | None, layout: _Layout) -> Plain:
    if at is None or at >= len(row):
        return Plain("")
    if layout.html is None:
        return from_either(row[at])
    return from_html(row[at]) if layout.html else plain(row[at])


def split_tags(text: str) -> tuple[str, ...]:
    """The tags of one cell: parted by commas or semicolons, else by spaces as Anki does."""
    for mark in (",", ";"):
        if mark in text:
            return tuple(tag.strip() for tag in text.split(mark))
    return tuple(text.split())
