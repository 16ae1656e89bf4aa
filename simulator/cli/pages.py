"""Owns how commands come by the notebook: brought up to the newest session, and a topic found by its name."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from simulator.cli import places
from simulator.cli.clock import today
from simulator.cli.output import talk
from simulator.errors import IdkError
from simulator.notebook.cards import Card, Notebook
from simulator.notebook.exports import Entry
from simulator.notebook.lessons import Lesson, all_lessons
from simulator.notebook.page import Page, PageError
from simulator.notebook.shelf import add_words, begin_page, keep_up, open_page
from simulator.notebook.topics import Topic, by_topic, gather, identity
from simulator.reports.notebook import standing


class Book(NamedTuple):
    """The notebook with the lessons it was made of."""

    notebook: Notebook
    lessons: dict[str, list[Lesson]]
    """By the identity of their topic, in order."""
    sessions: dict[str, tuple[Lesson, ...]]
    """The same by the session they come from."""

    def entry(self, card: Card) -> Entry:
        """All there is on a topic; a page that is not understood has been named already, and is left out."""
        try:
            page = open_page(self.notebook.page(card))
        except PageError:
            page = Page(text="", topic=card.name, headed=True)
        return Entry(card, page, self._topic(card))

    def entries(self) -> list[Entry]:
        """All there is on each topic, by name."""
        return [self.entry(card) for card in self.notebook.cards]

    def _topic(self, card: Card) -> Topic | None:
        found = sorted(
            (one for name in card.names for one in self.lessons.get(name, ())), key=lambda one: one.day
        )
        return gather(found, card.first) if found else None


def brought_up(transcripts: Path | None) -> Book:
    """The notebook, kept up with the sessions there are; what stood in the way is said on standard error.

    `transcripts` is the folder that was named for once. Raises StorageError.
    """
    sessions, passed_over = all_lessons(places.transcripts(transcripts), _watched)
    lessons = by_topic(sessions)
    notebook = keep_up(places.notebook(transcripts), lessons)
    for notice in (*passed_over, *notebook.notices):
        talk(notice)
    return Book(notebook, lessons, sessions)


def write_down(book: Notebook, topic: str, words: str, day: date) -> Path:
    """Write `topic` down as of `day`: a page of its own, or the `words` added to the one there is; its path.

    Raises IdkError where the topic has no name, StorageError where the page cannot be written.
    """
    known = next((card for card in book.cards if identity(topic) in card.names), None)
    if known is None:
        return begin_page(book.folder, topic, day, words)
    if words:
        add_words(book.page(known), words, day)
    return book.page(known)


def say_what_is_new(session: str) -> None:
    """Bring the user's notebook up, and say what `session` has put into it."""
    try:
        book = brought_up(None)
    except IdkError as error:
        talk(f"idk: the notebook could not be kept up: {error}")
        return
    noted = {identity(one.topic) for one in book.sessions.get(session, ()) if one.noted is not None}
    cards = [card for card in book.notebook.cards if noted & set(card.names)]
    if cards:
        names = ", ".join(f"{card.name} ({standing(card, today())})" for card in cards)
        talk(f"In your notebook: {names}. See it: idk notebook")


def _watched(sessions: Sequence[str]) -> Iterable[str]:
    from simulator.cli.waiting import waited_for

    return waited_for(sessions, f"Reading {len(sessions):,} sessions for what you wrote down")


def typed(card: Card, transcripts: Path | None) -> str:
    """How a command names the topic, in the notebook beside `transcripts` if they were named for once."""
    plain = all(word == quote(word) for word in card.name.split())
    name = card.name if plain else quote(card.name)
    words = (places.named_again(transcripts).strip(), "--" if name.startswith("-") else "", name)
    return " ".join(filter(None, words))


def find_card(notebook: Notebook, words: str) -> Card:
    """The topic that `words` mean: its name, a part of it that no other has, or nearly its name.

    Raises IdkError where they mean none or several.
    """
    wanted = identity(words)
    if not notebook.cards:
        raise IdkError(
            "The notebook is empty. Write a topic down in an interview, or: idk notebook add TOPIC"
        )
    exact = [card for card in notebook.cards if wanted in card.names]
    parts = exact or [card for card in notebook.cards if any(wanted in name for name in card.names)]
    if len(parts) == 1:
        return parts[0]
    if parts:
        shown = ", ".join(f"'{card.name}'" for card in parts[:5]) + (", ..." if len(parts) > 5 else "")
        raise IdkError(f"'{words}' is a part of {len(parts)} topics: {shown}. Say more of the name.")
    from difflib import get_close_matches

    names = {name: card for card in notebook.cards for name in card.names}
    near = list(dict.fromkeys(names[name].name for name in get_close_matches(wanted, names, n=3)))
    meant = f" - did you mean {' or '.join(repr(name) for name in near)}?" if near else "."
    raise IdkError(f"No topic is called '{words}'{meant} `idk notebook` lists them.")
