"""Writes cards in each format that is imported: a card is (question, answer, tags)."""

import csv
import html
import json
import sqlite3
import sys
import zipfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path

if sys.version_info >= (3, 14):
    from compression.zstd import compress
else:
    from backports.zstd import compress

Cards = Sequence[tuple[str, str, tuple[str, ...]]]

BASIC = ("{{Front}}", "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}")
CLOZE = ("{{cloze:Front}}", "{{cloze:Front}}<br>\n{{Back}}")


def write_csv(cards: Cards, path: Path, delimiter: str = ",") -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, delimiter=delimiter)
        rows.writerow(("Question", "Answer", "Tags"))
        rows.writerows((question, answer, " ".join(tags)) for question, answer, tags in cards)


def write_tsv(cards: Cards, path: Path) -> None:
    write_csv(cards, path, "\t")


def write_json(cards: Cards, path: Path) -> None:
    items = [{"question": q, "answer": a, "tags": list(tags)} for q, a, tags in cards]
    path.write_text(json.dumps(items), encoding="utf-8")


def write_lines(cards: Cards, path: Path) -> None:
    items = (json.dumps({"front": q, "back": a, "tags": list(tags)}) for q, a, tags in cards)
    path.write_text("".join(f"{item}\n" for item in items), encoding="utf-8")


def write_text_export(cards: Cards, path: Path) -> None:
    """As Anki's "Notes in plain text" writes it."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write("#separator:tab\n#html:true\n#tags column:3\n")
        rows = csv.writer(stream, delimiter="\t", lineterminator="\n")
        rows.writerows((as_html(q), as_html(a), " ".join(tags)) for q, a, tags in cards)


def write_details(cards: Cards, path: Path) -> None:
    folds = (f"<details>\n<summary>{html.escape(q)}</summary>\n\n{a}\n\n</details>\n\n" for q, a, _ in cards)
    path.write_text("# Questions\n\n" + "".join(folds), encoding="utf-8")


def write_headings(cards: Cards, path: Path) -> None:
    path.write_text("# Questions\n\n" + "".join(f"### {q}\n\n{a}\n\n" for q, a, _ in cards), encoding="utf-8")


def write_marked(cards: Cards, path: Path) -> None:
    path.write_text("".join(f"**Q:** {q}\n\n**A:** {a}\n\n" for q, a, _ in cards), encoding="utf-8")


def write_numbered(cards: Cards, path: Path) -> None:
    items = (f"{n}. {q}\n\n{_indented(a)}\n\n" for n, (q, a, _) in enumerate(cards, 1))
    path.write_text("".join(items), encoding="utf-8")


def write_table(cards: Cards, path: Path) -> None:
    rows = (f"| {q} | {a} |\n" for q, a, _ in cards)
    path.write_text("| Question | Answer |\n| --- | --- |\n" + "".join(rows), encoding="utf-8")


def write_old_package(cards: Cards, path: Path, template: tuple[str, str] = BASIC) -> None:
    """An Anki package as 2.1 wrote it: the note types are JSON, the database is not compressed."""
    front, back = template
    model = {
        "name": "Basic",
        "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}],
        "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": front, "afmt": back}],
    }
    database = _database(
        cards,
        path,
        ["CREATE TABLE col (models text)"],
        [("INSERT INTO col VALUES (?)", (json.dumps({"1": model}),))],
    )
    pack(path, {"collection.anki2": b"an older database, not to be read", "collection.anki21": database})


def write_package(cards: Cards, path: Path, template: tuple[str, str] = BASIC) -> None:
    """An Anki package as today's Anki writes it: note types in tables, the database compressed by zstd."""
    database = _database(
        cards,
        path,
        [
            "CREATE TABLE notetypes (id integer PRIMARY KEY, name text)",
            "CREATE TABLE fields (ntid integer, ord integer, name text)",
            "CREATE TABLE templates (ntid integer, ord integer, name text, config blob)",
        ],
        [
            ("INSERT INTO notetypes VALUES (?, ?)", (1, "Basic")),
            ("INSERT INTO fields VALUES (?, ?, ?)", (1, 0, "Front")),
            ("INSERT INTO fields VALUES (?, ?, ?)", (1, 1, "Back")),
            ("INSERT INTO templates VALUES (?, ?, ?, ?)", (1, 0, "Card 1", _config(*template))),
        ],
    )
    older = b"an older database, not to be read"
    pack(path, {"collection.anki2": older, "collection.anki21b": compress(database)})


def pack(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def as_html(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


WRITERS: dict[str, Callable[[Cards, Path], None]] = {
    "new.apkg": write_package,
    "old.apkg": write_old_package,
    "export.txt": write_text_export,
    "cards.csv": write_csv,
    "cards.tsv": write_tsv,
    "cards.json": write_json,
    "cards.jsonl": write_lines,
    "details.md": write_details,
    "headings.md": write_headings,
    "marked.md": write_marked,
    "numbered.md": write_numbered,
    "table.md": write_table,
}
"""A name that each format may have, and how it is written."""


def _database(
    cards: Cards, beside: Path, tables: Iterable[str], rows: Iterable[tuple[str, tuple[object, ...]]]
) -> bytes:
    path = beside.with_suffix(".db")
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE notes (id integer PRIMARY KEY, mid integer, tags text, flds text)")
        for table in tables:
            connection.execute(table)
        for statement, values in rows:
            connection.execute(statement, values)
        connection.executemany(
            "INSERT INTO notes VALUES (?, 1, ?, ?)",
            (
                (number, f" {' '.join(tags)} ", f"{as_html(q)}\x1f{as_html(a)}")
                for number, (q, a, tags) in enumerate(cards)
            ),
        )
    data = path.read_bytes()
    path.unlink()
    return data


def _config(front: str, back: str) -> bytes:
    """A template's protocol buffer."""
    parts = ((b"\x0a", front.encode()), (b"\x12", back.encode()), (b"\x1a", b"unused"))
    return b"".join(key + _length(text) + text for key, text in parts)


def _length(text: bytes) -> bytes:
    size = len(text)
    return bytes([size]) if size < 0x80 else bytes([size & 0x7F | 0x80, size >> 7])


def _indented(text: str) -> str:
    return "\n".join(f"   {line}" for line in text.split("\n"))
