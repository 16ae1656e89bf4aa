"""Owns Anki's packages (`.apkg`, `.colpkg`): the notes of their database as cards, of any Anki since 2.0."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from simulator.errors import IdkError
from simulator.questions.importing.archive import database
from simulator.questions.importing.cards import Card, Found, Notice, Place, Skipped
from simulator.questions.importing.cloze import has_gaps
from simulator.questions.importing.markup import MAX_FIELD, from_html
from simulator.questions.importing.templates import Template, render

_STEPS = 100_000_000
"""Steps the database may take for one query; a note takes some twenty. A view can ask for any number."""
_OF_ANKI = frozenset({"leech", "marked", "missing"})
"""Tags that say how a card is learned, not what it is about."""


class _NoteType(NamedTuple):
    """What Anki knows of the notes of a kind."""

    name: str
    fields: tuple[str, ...]
    templates: tuple[Template, ...]


def read_package(path: Path, file: str) -> Iterator[Found]:
    """The notes of a package, in the order they were made: by their first template, each gap on its own."""
    with database(path, file) as unpacked:
        try:
            with closing(_connect(unpacked)) as connection:
                types = _note_types(connection)
                yield from _cards(connection, types, file)
        except (sqlite3.Error, ValueError, KeyError, TypeError, RecursionError):
            raise IdkError(
                f"{file}: the collection in the package cannot be read. Export it from Anki once more."
            ) from None


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 32 * 1024 * 1024)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.create_collation(
        "unicase", lambda a, b: (a.casefold() > b.casefold()) - (a.casefold() < b.casefold())
    )
    steps = iter(range(_STEPS // 10_000))
    connection.set_progress_handler(lambda: next(steps, None) is None, 10_000)
    return connection


def _note_types(connection: sqlite3.Connection) -> dict[int, _NoteType]:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "notetypes" not in tables:
        (models,) = connection.execute("SELECT models FROM col").fetchone()
        return {int(key): _legacy(model) for key, model in json.loads(models).items()}
    types: dict[int, _NoteType] = {}
    for key, name in connection.execute("SELECT id, name FROM notetypes"):
        fields = connection.execute("SELECT name FROM fields WHERE ntid = ? ORDER BY ord", (key,))
        sides = connection.execute("SELECT config FROM templates WHERE ntid = ? ORDER BY ord", (key,))
        types[key] = _NoteType(
            name, tuple(row[0] for row in fields), tuple(_template(row[0]) for row in sides)
        )
    return types


def _legacy(model: dict[str, Any]) -> _NoteType:
    """A note type of the JSON that Anki kept them in until 2.1.28."""
    fields = sorted(model["flds"], key=lambda field: int(field["ord"]))
    sides = sorted(model["tmpls"], key=lambda side: int(side["ord"]))
    return _NoteType(
        str(model["name"]),
        tuple(str(field["name"]) for field in fields),
        tuple(Template(str(side["qfmt"]), str(side["afmt"])) for side in sides),
    )


def _template(config: bytes) -> Template:
    """A template out of its protocol buffer, where field 1 is the front and field 2 the back."""
    sides = {1: "", 2: ""}
    at = 0
    while at < len(config):
        key, at = _varint(config, at)
        kind = key & 7
        size = {1: 8, 5: 4}.get(kind, 0)
        if kind in {0, 2}:
            value, at = _varint(config, at)
            size = value if kind == 2 else 0
        if key >> 3 in sides and kind == 2:
            sides[key >> 3] = config[at : at + size].decode("utf-8", "replace")
        at += size
    return Template(sides[1], sides[2])


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins at `at`, and where it ends.

    Raises:
        ValueError: there is none.
    """
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            break
        value |= (data[at] & 0x7F) << shift
        at += 1
        if data[at - 1] < 0x80:
            return value, at
    raise ValueError("no number")


def _cards(connection: sqlite3.Connection, types: dict[int, _NoteType], file: str) -> Iterator[Found]:
    told: set[int] = set()
    notes = connection.execute("SELECT mid, tags, flds FROM notes ORDER BY id")
    for number, (kind, tags, values) in enumerate(notes, 1):
        place = Place(file, number, "note")
        fields = str(values).split("\x1f")
        note_type = types.get(kind)
        if note_type is not None and len(note_type.templates) > 1 and kind not in told:
            told.add(kind)
            yield Notice(f"{file}: of the notes of type '{note_type.name}' only the first card is taken.")
        if max(map(len, fields)) > MAX_FIELD:
            yield Skipped(place, f"a field has more than {MAX_FIELD:,} characters", fields[0])
            continue
        yield _card(place, fields, note_type, str(tags))


def _card(place: Place, fields: list[str], note_type: _NoteType | None, tags: str) -> Card:
    asked, said = fields[0], "\n".join(fields[1:2])
    if note_type is not None and note_type.templates:
        named = dict(zip(note_type.fields, fields, strict=False))
        asked, said = render(note_type.templates[0], named)
        if has_gaps(asked):  # the back repeats the text, and only what is beside it is new
            repeated = {name for name, text in named.items() if has_gaps(text)}
            said = render(note_type.templates[0], {**named, **dict.fromkeys(repeated, "")})[1]
    question, answer = from_html(asked), from_html(said)
    about = tuple(tag for tag in tags.split() if tag.casefold() not in _OF_ANKI)
    remarks = ("a picture or sound is left out",) if question.media or answer.media else ()
    return Card(place, question.text, answer.text, about, remarks)
