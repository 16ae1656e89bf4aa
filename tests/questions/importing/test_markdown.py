"""Markdown in the shapes of public question lists."""

from time import process_time

import pytest

from simulator.questions.importing.cards import Card, Skipped
from simulator.questions.importing.markdown import cards_in


def read(text: str) -> list[tuple[str, str, int]]:
    return [
        (one.question, one.answer, one.place.number)
        for one in cards_in(text, "a.md")
        if isinstance(one, Card)
    ]


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        (
            "<details>\n<summary>What is X?</summary>\n\nA *letter*.\n\n</details>",
            [("What is X?", "A letter.", 1)],
        ),
        (
            "<details><summary><b>What is X?</b></summary><br>A letter.</details>",
            [("What is X?", "A letter.", 1)],
        ),
        ("<details>\n<summary>Closures</summary>A scope.</details>\n", [("Closures", "A scope.", 1)]),
        (
            "###### 1. What is it?\n\n```js\nlet a;\n```\n\n- A: 1\n\n"
            "<details><summary><b>Answer</b></summary>\n\n#### Answer: A\n\nSo.\n\n</details>",
            [("What is it?\n\n    let a;\n\n- A: 1", "A\n\nSo.", 1)],
        ),
        (
            "## What is X?\n\nA letter.\n\n### Note\n\nOld.\n",
            [("What is X?", "A letter.\n\nNote\n\nOld.", 1)],
        ),
        ("### Closures\n\nA scope.\n\n### Empty\n", [("Closures", "A scope.", 1)]),
        ("12. ### What is X\n\n    A letter.\n\n    **[Up](#top)**\n", [("What is X", "A letter.", 1)]),
        ("**Q: What is X?**\n\n**A:** A letter.\n\nMore.", [("What is X?", "A letter.\n\nMore.", 1)]),
        (
            "Q1. What is X?\nA1. A letter.\nMore.\nQ2. Why?",
            [("What is X?", "A letter.\nMore.", 1), ("Why?", "", 4)],
        ),
        ("- **Q:** What is X?\n- **A:** A letter.", [("What is X?", "A letter.", 1)]),
        ("**1. What is X?**\n\nA letter.\n", [("What is X?", "A letter.", 1)]),
        (
            "- What is X?\n- Explain Y\n- [Why?](https://a.b)",
            [("What is X?", "", 1), ("Explain Y", "", 2), ("Why?", "", 3)],
        ),
        (
            "1. What is X?\n\nA letter.\n\n2. Why?\n\n   So.\n",
            [("What is X?", "A letter.", 1), ("Why?", "So.", 5)],
        ),
        ("- What is X?\n  - A letter.\n  - Old.\n", [("What is X?", "- A letter.\n- Old.", 1)]),
        ("| Question | Answer |\n|---|---|\n| What is `X`? | A letter |", [("What is `X`?", "A letter", 3)]),
        ("<h3>What is X?</h3>\n\nA letter.\n", [("What is X?", "A letter.", 1)]),
        ("```\n### What is X?\n<details>\n```\n\n- What is Y?\n", [("What is Y?", "", 6)]),
        ("- [What is X?](#x)\n- [Why?](#why)\n", []),
        ("# Title\n\nSome text.\n", []),
        ("", []),
    ],
)
def test_a_shape_of_questions(text: str, cards: list[tuple[str, str, int]]) -> None:
    assert read(text) == cards


def test_headings_above_questions_are_their_tags() -> None:
    text = "# All\n\n## Databases\n\n### SQL\n\n- What is X?\n- Why?\n\n"
    text += "## Questions\n\n- And Z?\n- What is it?\n"
    found = [one for one in cards_in(text, "a.md") if isinstance(one, Card)]
    assert [one.tags for one in found] == [("SQL", "Databases")] * 2 + [()] * 2


def test_a_fold_around_questions_is_their_tag() -> None:
    text = "<details><summary>SQL</summary>\n\n- What is X?\n- Why?\n\n</details>\n"
    found = [one for one in cards_in(text, "a.md") if isinstance(one, Card)]
    assert [(one.question, one.tags, one.place.number) for one in found] == [
        ("What is X?", ("SQL",), 3),
        ("Why?", ("SQL",), 4),
    ]


def test_what_asks_nothing_is_skipped_with_its_line() -> None:
    text = "## Help\n\nSend it.\n\n## X\n\n- What is X?\n- Nothing\n\n---\n\n"
    text += "<details><summary>Answer</summary>A</details>\n"
    skipped = [(one.place.number, one.reason) for one in cards_in(text, "a.md") if isinstance(one, Skipped)]
    assert skipped == [
        (1, "a heading that asks nothing"),
        (8, "a list item that asks nothing"),
        (12, "an answer without a question before it"),
    ]


def test_a_fold_that_nothing_closes_ends_where_the_next_begins() -> None:
    text = "<details><summary>What is X?</summary>\nA.\n\n<details><summary>Why?</summary>\nSo.\n</details>\n"
    assert read(text) == [("What is X?", "A.", 1), ("Why?", "So.", 4)]


@pytest.mark.parametrize("part", ["[", "![", "<details>\n", "*a ", "_a", "`", "<!--", "```\n", "| a "])
def test_hostile_text_takes_bounded_time(part: str) -> None:
    started = process_time()
    read(part * (100_000 // len(part)))
    assert process_time() - started < 2


def test_a_long_text_is_read_in_pieces_that_make_no_difference() -> None:
    text = "".join(f"{n}. What is {n}?\n\n   It is {n}.\n\n" for n in range(1, 900))
    assert read(text) == [(f"What is {n}?", f"It is {n}.", 4 * n - 3) for n in range(1, 900)]


def test_a_long_table_keeps_its_head_and_its_lines() -> None:
    rows = "".join(f"| What is {n}? | It is number {n} of many |\n" for n in range(3, 2_500))
    found = read(f"| Question | Answer |\n| --- | --- |\n{rows}")
    assert found == [(f"What is {n}?", f"It is number {n} of many", n) for n in range(3, 2_500)]
