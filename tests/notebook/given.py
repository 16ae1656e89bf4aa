"""What a notebook is made of in tests: lessons by hand, and the pages they become."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from simulator.notebook.cards import Card, Notebook
from simulator.notebook.lessons import Lesson
from simulator.notebook.shelf import keep_up
from simulator.notebook.topics import by_topic
from simulator.questions.model import Resource, ResourceKind
from simulator.scoring.recall import Rating

WAL = "write-ahead logging"
BOOK = Resource("The log, explained", "https://example.org/wal", ResourceKind.ARTICLE)


def day(number: int) -> date:
    """A day, so many after the first."""
    return date(2026, 11, 1) + timedelta(days=number)


def noted(topic: str = WAL, on: int = 0, *unclear: str, explained: str = "", key: str = "test/wal") -> Lesson:
    """What a question leaves on which the topic was written down."""
    return Lesson(topic=topic, day=day(on), key=key, noted=unclear, explained=explained, rating=Rating.AGAIN)


def tried(topic: str = WAL, on: int = 1, rating: Rating = Rating.GOOD, key: str = "test/wal") -> Lesson:
    """What a question leaves that was answered."""
    return Lesson(topic=topic, day=day(on), key=key, rating=rating, full=rating >= Rating.GOOD)


def kept(folder: Path, *lessons: Lesson) -> Notebook:
    """The notebook in `folder` after these lessons, each of a session of its own."""
    return keep_up(folder, by_topic({f"{number:03}": (one,) for number, one in enumerate(lessons)}))


def only(book: Notebook) -> Card:
    """The one topic of a notebook."""
    (card,) = book.cards
    return card


def files(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with what is in it."""
    return dict(_files(folder))


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
