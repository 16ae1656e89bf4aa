"""What leaves the notebook is read back by the programs it is for, and nothing in it is obeyed."""

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

import icalendar
import msgspec
import pytest
import yaml
from jsonschema import Draft202012Validator

from simulator.notebook.cards import Card
from simulator.notebook.exports import Entry, anki, calendar, data, table, vault
from simulator.notebook.page import new_page, read_page
from simulator.notebook.topics import State, Topic, Unclear, gather, identity
from simulator.questions.importing.importer import import_cards
from simulator.reports.schema import path as schema_path
from tests.notebook.given import BOOK, WAL, day, noted

TOMORROW = day(1)
HOSTILE = [
    "<script>alert(1)</script> & <b>",
    '=HYPERLINK("http://x")',
    "+1 -1 @x",
    "tab\there",
    'a "quoted" name, with; commas',
    "a]]b|c [[d#e^f",
    "x" * 200,
    "日本語の話題",
    "🦊 emoji \u0301",
    "[sound:x.mp3] [latex]\\input{x}[/latex] {{c1::gap}}",
    "\\n;,:",
    "#hash",
    "new\nline",
    "\x1b[2J\u202egnp",
]


def entry(
    name: str = WAL,
    *,
    file: str = "",
    state: State = State.OPEN,
    due: date | None = TOMORROW,
    own: str = "",
    topic: Topic | None = None,
) -> Entry:
    page = read_page(new_page(name, day(0), own))
    card = Card(
        name=page.topic,
        file=file or f"{crc32(name.encode())}.md",
        state=state,
        first=day(0),
        due=due,
        keys=topic.keys if topic else (),
        names=(identity(name),),
    )
    return Entry(card, page, topic)


FULL = entry(
    own="First line.\n\n- =second",
    topic=Topic(
        name=WAL,
        noted=True,
        first=day(0),
        last=day(2),
        keys=("test/wal", "old/wal"),
        unclear=(Unclear(day(0), "why?\nreally"), Unclear(day(1), "how?")),
        explained="It is so.\nAnd so.",
        resources=(BOOK,),
        project="Build it.",
    ),
)
ALL = [FULL, *(entry(name, own=name, file=f"{place}.md") for place, name in enumerate(HOSTILE))]


def test_all_there_is_as_data() -> None:
    found = msgspec.json.decode(msgspec.json.encode(data(FULL)))
    assert found == {
        "topic": WAL,
        "state": "open",
        "first": "2026-11-01",
        "due": "2026-11-02",
        "questions": ["test/wal", "old/wal"],
        "page": FULL.card.file,
        "unclear": ["why? really", "how?"],
        "explained": "It is so.\nAnd so.",
        "resources": [{"title": BOOK.title, "url": BOOK.url, "kind": "article"}],
        "project": "Build it.",
        "notes": "First line.\n\n- =second",
    }
    schema = msgspec.json.decode(schema_path("notebook.schema.json").read_bytes())
    Draft202012Validator(schema).validate(
        msgspec.json.decode(msgspec.json.encode([data(one) for one in ALL]))
    )


def test_a_topic_of_the_user_s_own_has_notes_and_nothing_else() -> None:
    bare = entry(own="mine")
    assert (bare.notes, bare.explained, bare.unclear, bare.resources, bare.project) == (
        "mine",
        "",
        (),
        (),
        "",
    )


# A table


def rows(entries: list[Entry]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table(entries), newline="")))


def test_a_table_is_read_back() -> None:
    (row,) = rows([FULL])
    assert row == {
        "topic": WAL,
        "state": "open",
        "first": "2026-11-01",
        "due": "2026-11-02",
        "questions": "test/wal old/wal",
        "unclear": "why? really\nhow?",
        "explained": "It is so.\nAnd so.",
        "learn_from": "The log, explained: https://example.org/wal",
        "project": "Build it.",
        "notes": "First line.\n\n- =second",
    }
    assert rows([entry(due=None, state=State.DONE)])[0]["due"] == ""


def test_no_cell_is_a_formula_and_none_is_lost() -> None:
    found = rows(ALL)
    assert len(found) == len(ALL)
    for row, one in zip(found, ALL, strict=True):
        assert all(not cell.startswith(("=", "+", "-", "@", "\t")) for cell in row.values())
        assert row["topic"].removeprefix("'") == one.card.name
        assert row["notes"].removeprefix("'") == one.notes
    assert "\x1b" not in table(ALL)


# Anki


def cards(text: str) -> tuple[dict[str, str], list[list[str]]]:
    """An Anki text file: its headers, and its notes."""
    lines = text.split("\n")
    head = dict(line[1:].split(":", 1) for line in lines if re.match(r"#[a-z ]+:", line))
    body = "\n".join(lines[len(head) :])
    return head, list(csv.reader(io.StringIO(body, newline=""), delimiter="\t"))


def test_anki_reads_a_note_a_topic() -> None:
    head, notes = cards(anki([FULL]))
    assert head == {
        "separator": "Tab",
        "html": "true",
        "notetype": "Basic",
        "deck": "idk",
        "guid column": "1",
        "tags column": "4",
    }
    assert notes == [
        [
            f"idk {WAL}",
            f"{WAL}: explain it in your own words.<br>- why? really<br>- how?",
            "It is so.<br>And so.<br><br>First line.<br><br>- =second<br><br>"
            "- The log, explained: https://example.org/wal<br>- Build: Build it.",
            "idk idk::open",
        ]
    ]


def test_nothing_on_a_card_is_obeyed() -> None:
    _, notes = cards(anki(ALL))
    assert len(notes) == len(ALL)
    assert all(len(note) == 4 for note in notes)
    for _, front, back, _ in notes:
        assert not re.search(r"<(?!br>)|\[sound|\[latex|\x1b", front + back)
    assert len({note[0] for note in notes}) == len(ALL)


def test_our_own_import_takes_what_anki_does(tmp_path: Path) -> None:
    file = tmp_path / "topics.txt"
    file.write_text(anki(ALL), encoding="utf-8")
    imported = import_cards(file)
    assert (len(imported.kept), imported.skipped) == (len(ALL), [])


def test_anki_itself_takes_every_note_and_knows_it_again(tmp_path: Path) -> None:
    library = pytest.importorskip("anki.collection")
    file = tmp_path / "topics.txt"
    file.write_text(anki(ALL), encoding="utf-8")
    collection = library.Collection(str(tmp_path / "collection.anki2"))
    try:
        for new in (len(ALL), 0):
            log = _imported(collection, library, file)
            assert len(log.new) == new
            assert not any((log.conflicting, log.missing_notetype, log.empty_first_field))
            assert collection.note_count() == len(ALL)
    finally:
        collection.close()


def _imported(collection: Any, library: Any, file: Path) -> Any:
    metadata = collection.get_csv_metadata(path=str(file), delimiter=None)
    request = library.ImportCsvRequest(path=str(file), metadata=metadata)
    return collection.import_csv(request).log


# A calendar


def events(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_a_calendar_has_a_day_for_what_comes_back_on_it() -> None:
    due = [entry("a", due=day(1)), entry("b", due=day(4)), entry("c", due=day(9)), entry("d", due=None)]
    first, second = events(calendar([one.card for one in due], day(4)))
    assert [one["DTSTART"].dt for one in (first, second)] == [day(4), day(9)]
    assert [one["DTEND"].dt for one in (first, second)] == [day(5), day(10)]
    assert (str(first["SUMMARY"]), str(first["DESCRIPTION"])) == ("idk study: 2 topics", "a\nb")
    assert (str(second["SUMMARY"]), str(second["UID"])) == ("idk study: c", "2026-11-10@idk-notebook")


def test_hostile_names_stay_names_in_a_calendar() -> None:
    content = calendar([one.card for one in ALL], day(9))
    (event,) = events(content)
    assert str(event["DESCRIPTION"]).split("\n") == [one.card.name for one in ALL]
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_another_program_reads_the_same_calendar() -> None:
    vobject = pytest.importorskip("vobject")
    content = calendar([one.card for one in ALL], day(9)).decode()
    event = vobject.readOne(content).vevent
    assert event.description.value.split("\n") == [one.card.name for one in ALL]


def test_the_last_day_there_is_makes_no_trouble() -> None:
    (event,) = events(calendar([entry(due=date.max).card], day(0)))
    assert event["DTSTART"].dt == date.max


# Linked pages


def front(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
    return found


def test_linked_pages_hold_all_there_is() -> None:
    other = entry("fsync", file="fsync.md", own="Used by write-ahead logging, as the log is.", due=None)
    file = FULL._replace(card=msgspec.structs.replace(FULL.card, file="sub/wal.md"))
    files = vault([file, other])
    assert set(files) == {"sub-wal.md", "fsync.md", "Notebook.md"}
    assert front(files["sub-wal.md"]) == {
        "aliases": [WAL],
        "tags": ["idk", "idk/open"],
        "written": day(0),
        "due": day(1),
    }
    assert "due" not in front(files["fsync.md"])
    for part in (f"# {WAL}", "> why? really", "It is so.", "First line.", f"[{BOOK.title}]({BOOK.url})"):
        assert part in files["sub-wal.md"]
    assert files["fsync.md"].endswith(f"See also: [[Notebook]], [[sub-wal|{WAL}]]\n")
    assert files["sub-wal.md"].endswith("See also: [[Notebook]]\n")
    assert (
        files["Notebook.md"] == f"# Notebook\n\n2 open\n\n## Open\n\n- [[sub-wal|{WAL}]]\n- [[fsync|fsync]]\n"
    )


def test_no_two_pages_of_a_vault_are_one() -> None:
    places = [
        "notebook.md",
        "Notebook.md",
        "a/b.md",
        "a-b.md",
        "A-B.md",
        "C# [x]|y.md",
        "…/".join("x" * 90) + ".md",
    ]
    files = vault([entry(f"topic {place}", file=place) for place in places])
    assert len({name.casefold() for name in files}) == len(places) + 1
    assert all(len(name.encode()) < 200 for name in files)
    linked = re.findall(r"\[\[(.*?)\|", files["Notebook.md"])
    assert {f"{name}.md" for name in linked} == set(files) - {"Notebook.md"}


def test_hostile_names_make_no_links_of_their_own() -> None:
    files = vault(ALL)
    assert len(files) == len(ALL) + 1
    for line in files["Notebook.md"].split("\n"):
        assert re.fullmatch(r"(- \[\[[^\[\]|#^]+\|[^\[\]|#^]+\]\]|#.*|[^\[]*)", line)
    for text in files.values():
        assert "\x1b" not in text


def test_an_empty_notebook_leaves_empty_files() -> None:
    assert cards(anki([]))[1] == []
    assert rows([]) == []
    assert events(calendar([], day(0))) == []
    assert vault([]) == {"Notebook.md": "# Notebook\n\n\n"}


def test_what_the_sessions_say_comes_along() -> None:
    lessons = [noted(explained="It is so.")]
    assert data(entry(topic=gather(lessons))).explained == "It is so."
