"""What is said of the notebook: in order, in words, and nothing twice."""

from datetime import timedelta
from pathlib import Path

import pytest

from simulator.notebook.cards import Card, Notebook
from simulator.notebook.exports import Entry
from simulator.notebook.page import new_page, read_page
from simulator.notebook.topics import State, gather
from simulator.reports.notebook import coming, overview, page_blocks, standing, when
from simulator.reports.plain import plain
from tests.notebook.given import BOOK, day, noted, tried

TODAY = day(10)


def card(name: str, due: int | None = 20, state: State = State.OPEN) -> Card:
    on = None if due is None else day(due)
    return Card(name=name, file=f"{name}.md", state=state, first=day(0), due=on, names=(name,))


def said(*cards: Card, everything: bool = False) -> str:
    book = Notebook(Path("notebook"), cards)
    return "\n".join(map(plain, overview(book, TODAY, everything=everything)))


CARDS = (
    card("a", 12),
    card("b", 10),
    card("c", 3, State.EXPLAINED),
    card("d", 30, State.EXPLAINED),
    card("e", None, State.PARKED),
    card("f", None, State.DONE),
    card("g", 11, State.LEARNING),
)


def test_what_is_due_then_what_is_open_then_how_many_more() -> None:
    assert said(*CARDS) == (
        "\n== Due now: 2 ==\n  c - explained, due since 2026-11-04\n  b - open, due today\n"
        "\n== Open: 2 ==\n  a - open, back in 2 days (2026-11-13)\n  g - learning, back tomorrow\n"
        "\nNot listed: 1 done, 1 explained, 1 parked (--all lists them)."
    )


def test_everything_is_listed_if_wished() -> None:
    text = said(*CARDS, everything=True)
    assert "== All others: 5 ==" in text
    assert all(f"\n  {one.name} - " in text for one in CARDS)
    assert "Not listed" not in text


def test_nothing_written_down_is_said() -> None:
    assert said() == "Nothing is written down yet."


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (-3, "due since 2026-11-08"),
        (0, "due today"),
        (1, "back tomorrow"),
        (2, "back in 2 days (2026-11-13)"),
    ],
)
def test_a_day_as_seen_from_today(ahead: int, words: str) -> None:
    assert when(TODAY + timedelta(days=ahead), TODAY) == words


def test_what_is_parked_has_no_day() -> None:
    assert standing(card("e", None, State.PARKED), TODAY) == "parked"


def test_what_is_coming() -> None:
    book = Notebook(Path("notebook"), CARDS)
    assert coming(book, TODAY) == "Still due today: 2. Back tomorrow: 1. Within a week: 2."
    assert coming(Notebook(Path("notebook")), TODAY) == "Back tomorrow: 0. Within a week: 0."


def test_one_topic_in_all_its_parts() -> None:
    lessons = [noted("wal", 0, "why?", explained="It is so."), tried("wal", 3)]
    topic = gather(lessons)
    page = read_page(new_page("wal", day(0), "mine"))
    blocks = page_blocks(Entry(card("wal", 12, State.EXPLAINED), page, topic), TODAY)
    assert [block.text for block in blocks] == [
        "wal",
        "Explained. Written down 2026-11-01. Back in 2 days (2026-11-13).",
        "\nMy notes:",
        "mine",
        "\nUnclear to me:",
        "- why?",
        "\nAs it was explained:",
        "It is so.",
        "\nWhen it came back:",
        "- 2026-11-04: in full",
    ]


def test_what_to_learn_it_by_and_nothing_that_is_not_there() -> None:
    import msgspec

    topic = msgspec.structs.replace(gather([noted("wal")]), resources=(BOOK,), project="Build it.")
    bare = Entry(card("wal", None, State.DONE), read_page(new_page("wal", day(0))), None)
    assert [block.text for block in page_blocks(bare, TODAY)] == ["wal", "Done. Written down 2026-11-01."]
    texts = [block.text for block in page_blocks(bare._replace(topic=topic), TODAY)]
    assert texts[2:] == [
        "\nTo learn it by:",
        "- The log, explained (article): https://example.org/wal",
        "- Build: Build it.",
    ]
