"""What each format's own marks mean: decks, exports, tables, JSON."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.questions.importing.importer import Imported, import_cards
from simulator.questions.importing.templates import Template, render
from tests.questions.importing.writers import BASIC, CLOZE, Cards, write_old_package, write_package


def read(path: Path, text: str) -> Imported:
    path.write_text(text, encoding="utf-8")
    return import_cards(path)


def said(imported: Imported) -> list[tuple[str, str]]:
    return [(one.question["ask"], one.question.get("explanation", "")) for one in imported.kept]


@pytest.mark.parametrize("write", [write_package, write_old_package])
def test_a_cloze_note_is_a_question_for_each_gap(
    write: Callable[[Cards, Path, tuple[str, str]], None], tmp_path: Path
) -> None:
    cards = (("The {{c1::GIL}} lets {{c2::one}} run.", "In CPython.", ("a::b", "leech")),)
    write(cards, tmp_path / "deck.apkg", CLOZE)
    imported = import_cards(tmp_path / "deck.apkg")
    assert said(imported) == [
        ("Fill the gap: The […] lets one run.", "GIL\nIn CPython."),
        ("Fill the gap: The GIL lets […] run.", "one\nIn CPython."),
    ]
    assert imported.kept[0].question["tags"] == ["a::b"]
    assert str(imported.kept[0].place) == f"{tmp_path / 'deck.apkg'}: note 1"


@pytest.mark.parametrize(
    ("front", "back", "question", "answer"),
    [
        (*BASIC, "Q", "A"),
        ("What is {{Front}}?", "{{Front}}: {{Back}}", "What is Q?", ": A"),
        ("{{Front}} {{type:Back}} {{hint:Back}}", "{{FrontSide}}{{Back}}", "Q", "A"),
        ("{{#Back}}{{Front}}{{/Back}}{{^Back}}none{{/Back}}", "{{Back}}", "Q", "A"),
        ("{{#Absent}}{{Front}}{{/Absent}}{{Tags}}{{text:Front}}", "{{Back}}", "Q", "A"),
        ("{{/x}}{{Front", "{{Back}}", "{{Front", "A"),
    ],
)
def test_templates_say_what_is_asked(front: str, back: str, question: str, answer: str) -> None:
    asked, told = render(Template(front, back), {"Front": "Q", "Back": "A"})
    assert (asked.strip(), told.strip()) == (question, answer)


def test_an_export_of_notes_says_which_columns_are_none(tmp_path: Path) -> None:
    head = "#separator:Semicolon\n#html:true\n#guid column:1\n#notetype column:2\n"
    head += "#deck column:3\n#tags column:6\n"
    rows = 'id1;Basic;Default;"What is ""<b>x</b>"";?";a<br>b;t1 t2\n# no row\nid2;Basic;Default;Why?\n'
    imported = read(tmp_path / "notes.txt", head + rows)
    assert said(imported) == [('What is "x";?', "a\nb"), ("Why?", "")]
    assert imported.kept[0].question["tags"] == ["t1", "t2"]
    assert [one.place.number for one in imported.kept] == [7, 9]


def test_an_export_may_say_that_it_is_no_html(tmp_path: Path) -> None:
    assert said(read(tmp_path / "a.txt", "#separator:tab\n#html:false\nWhat is &lt;?\t<b>\n")) == [
        ("What is &lt;?", "<b>")
    ]
    assert said(read(tmp_path / "b.txt", "#separator:|\n#columns:Back|Front\nA|Why?\n")) == [("Why?", "A")]


def test_a_text_without_tabs_is_read_as_markdown(tmp_path: Path) -> None:
    assert said(read(tmp_path / "a.txt", "Q: What is it?\nA: A lock.\n\nQ: Why?\nA: So.\n")) == [
        ("What is it?", "A lock."),
        ("Why?", "So."),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("head", [True, False])
def test_a_table_with_or_without_a_head(delimiter: str, head: bool, tmp_path: Path) -> None:
    rows = [["What, then?", "a;b"], ["Why|so?", "c\td"]]
    if head:
        rows = [["No", "Back", "Front"], *([str(n), b, a] for n, (a, b) in enumerate(rows))]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert said(read(tmp_path / "a.csv", text)) == [("What, then?", "a;b"), ("Why|so?", "c   d")]


def test_a_row_that_cannot_be_read_is_skipped_with_its_line(tmp_path: Path) -> None:
    text = f"question,answer\nWhy?,{'x' * 140_000}\nWhat?,A.\n\n,only an answer\n"
    imported = read(tmp_path / "a.csv", text)
    assert said(imported) == [("What?", "A.")]
    assert [(one.place.number, one.reason.split(" (")[0]) for one in imported.skipped] == [
        (2, "the row cannot be read"),
        (5, "the question is empty"),
    ]


@pytest.mark.parametrize(
    "value",
    [
        [{"question": "Why?", "answer": "So."}],
        {"cards": [{"Front": "Why?", "Back": "So."}]},
        {"about": "me", "python": [{"q": "Why?", "a": "So."}]},
        {"topics": [{"name": "python", "questions": [{"prompt": "Why?", "response": "So."}]}]},
        [["Why?", "So."]],
        {"Why?": "So."},
        [{"question": "Why?", "options": ["No.", "So."], "answer": "B"}],
        [{"question": "Why?", "options": ["No.", "So."], "answer": 1}],
        [{"question": "Why?", "answer": ["So."], "extra": {"a": []}}],
    ],
)
def test_json_in_its_usual_shapes(value: object, tmp_path: Path) -> None:
    assert said(read(tmp_path / "a.json", json.dumps(value))) == [("Why?", "So.")]


def test_json_says_which_items_are_none(tmp_path: Path) -> None:
    imported = read(tmp_path / "a.json", json.dumps([{"x": 1}, 7, None, "Why?", {"question": "What?"}]))
    assert said(imported) == [("Why?", ""), ("What?", "")]
    assert [one.place.number for one in imported.skipped] == [1, 2, 3]


def test_names_of_lists_become_tags(tmp_path: Path) -> None:
    imported = read(tmp_path / "a.json", json.dumps({"sql": {"joins": [{"q": "Why?", "tags": "a, b"}]}}))
    assert imported.kept[0].question["tags"] == ["sql", "joins", "a", "b"]


def test_a_line_that_is_no_json_is_skipped(tmp_path: Path) -> None:
    imported = read(tmp_path / "a.jsonl", '{"q": "Why?"}\n{"q": \n\n[1, 2]\n')
    assert said(imported) == [("Why?", "")]
    assert [one.place.number for one in imported.skipped] == [2, 4]
