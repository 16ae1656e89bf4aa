"""What is handed out keeps to its schema, says what was said, and harms nobody who opens it."""

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from simulator.interview.commands import Ask, Finish, Next, Note
from simulator.interview.events import Aid, CoachLevel
from simulator.reading.model import Quality
from simulator.records.store import Transcript, read_session
from simulator.reports.blocks import Block, Tone
from simulator.reports.export import csv_file
from simulator.reports.export.markdown_file import markdown
from simulator.reports.export.tables import TABLES, NoteRow, SessionExport, export
from simulator.reports.schema import schema
from simulator.text import clean
from tests.interview.scenes import REAL, START, Scene, started
from tests.reports.sittings import ADMIT, EXPLAIN

HOSTILE = (
    '=1+1|"; <script>alert(1)</script>\x1b[2J \u202e**x** `y` &lt; [a](http://b) \n'
    "# z\n    code\n- w\n===\n1. v"
)
MARKDOWN = MarkdownIt("commonmark")


SAMPLES = sorted((Path(__file__).parents[3] / "transcripts" / "samples").glob("*.jsonl"))


def sat() -> SessionExport:
    """Somebody who admits, asks and notes on one question, and passes the other by."""
    scene = Scene([REAL, REAL], header=started(coach=CoachLevel.SILENT, aid=Aid.SILENT))
    scene.do(Ask())
    scene.hear("I don't know WAL.", ADMIT)
    scene.hear("Why is the log first?", EXPLAIN)
    scene.do(Note("write-ahead logging: the order", Quality.SPECIFIC), Next(), Ask(), Next(), Finish())
    return export(Transcript(Path("t.jsonl"), tuple(scene.events)))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_session_keeps_to_the_schema_and_tables_join(path: Path) -> None:
    exported = export(read_session(path))
    assert exported.moves
    assert exported.notes
    data = json.loads(msgspec.json.encode(exported))
    Draft202012Validator(schema("export.schema.json")).validate(data)
    turns = {(turn["number"], turn["event"]): turn for turn in data["turns"]}
    for move in data["moves"]:
        turn = turns[move["number"], move["event"]]
        assert (turn["speaker"], turn["text"][move["starts"] : move["ends"]]) == ("you", move["text"])
    for note in data["notes"]:
        assert turns[note["number"], note["event"]]["speaker"] == "note"
    assert {row["number"] for row in data["questions"]} >= {turn["number"] for turn in data["turns"]}


def test_what_is_unknown_is_null_and_what_was_not_done_is_0() -> None:
    exported = sat()
    assert (exported.session.honesty, exported.session.source) == (None, None)
    asked, passed = exported.questions
    assert (asked.explain, asked.note, asked.resource, asked.teach_back) == (3, 3, 0, 0)
    assert (passed.skipped, passed.stance, passed.honesty, passed.explain) == (True, None, None, None)


def cells(table: str, *rows: msgspec.Struct) -> list[dict[str, str]]:
    """CSV, written and read again."""
    text = csv_file.header(TABLES[table]) + "".join(map(csv_file.line, rows))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def note(text: str) -> NoteRow:
    return NoteRow(session="s", number=1, event=2, at=START, topic="t", text=text)


@given(st.text())
@example(HOSTILE)
@example("\t=1")
@example("＝1+1")
def test_csv_gives_the_text_back_and_no_cell_is_a_formula(text: str) -> None:
    (row,) = cells("notes", note(text))
    shown = row["text"]
    assert not shown.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not shown.startswith(("\t", "\r", "\n"))
    assert clean(text) in (shown, shown.removeprefix("'"))


def test_csv_of_a_whole_session_has_a_row_each() -> None:
    exported = sat()
    for name in TABLES:
        assert len(cells(name, *exported.rows(name))) == len(exported.rows(name))


def shown(text: str) -> str:
    """The text that Markdown shows, white space aside."""
    parts = []
    for token in MARKDOWN.parse(text):
        assert token.type not in ("html_block", "code_block", "fence", "hr")
        for child in token.children or ():
            assert child.type in (
                "text",
                "softbreak",
                "hardbreak",
                "strong_open",
                "strong_close",
                "text_special",
            )
            parts.append(child.content or " ")
    return "".join("".join(parts).split())


@given(st.text())
@example(HOSTILE)
@example("    code\n\tmore")
@example("a\n===\nb\n---\n> c\n~~~\n1) d\n+ e")
def test_markdown_shows_every_text_as_it_is(text: str) -> None:
    block = Block(Tone.CANDIDATE, text, "You")
    written = "".join(markdown([Block(Tone.HEADING, "Title"), block]))
    expected = "".join(clean(text).strip("\n").split())
    assert shown(written) == f"TitleYou:{expected}"


@given(st.text())
@example(HOSTILE)
def test_a_heading_stays_one_line(text: str) -> None:
    tokens = MARKDOWN.parse("".join(markdown([Block(Tone.HEADING, text)])))
    assert [token.type for token in tokens][:3] in ([], ["heading_open", "inline", "heading_close"])
