"""What is known without opening a page, and the small file that keeps it."""

from pathlib import Path

import pytest

from simulator.notebook.cards import INDEX, Card, Notebook, glance, index
from simulator.notebook.topics import State
from tests.notebook.given import day


def card(name: str, due: int | None) -> Card:
    on = None if due is None else day(due)
    return Card(name=name, file=f"{name}.md", state=State.OPEN, first=day(0), due=on, names=(name,))


CARDS = (card("a", 5), card("b", 2), card("c", None), card("d", 9))


def test_what_is_due_is_in_the_order_of_waiting(tmp_path: Path) -> None:
    book = Notebook(tmp_path, CARDS)
    assert [one.name for one in book.due(day(5))] == ["b", "a"]
    assert book.page(CARDS[0]) == tmp_path / "a.md"


def test_the_cards_are_kept(tmp_path: Path) -> None:
    (tmp_path / INDEX).write_bytes(index(CARDS))
    assert glance(tmp_path) == Notebook(tmp_path, CARDS)


@pytest.mark.parametrize(
    "content", [None, b"", b"[]", b"\xff", b'{"version":1,"cards":[{}]}', b'{"version":99,"cards":[]}']
)
def test_without_a_file_that_is_sound_nothing_is_known(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / INDEX).write_bytes(content)
    assert glance(tmp_path) == Notebook(tmp_path)
