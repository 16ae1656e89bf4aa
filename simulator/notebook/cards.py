"""Owns what is known of the topics without opening a page: the cards, and the small file that keeps them.

That file may be deleted at any time: `shelf` makes it again.
"""

from datetime import date
from pathlib import Path

import msgspec

from simulator.notebook.topics import State

INDEX = ".index.json"
_VERSION = 1


class Card(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of a topic without opening its page."""

    name: str
    file: str
    """Its page, from the notebook's folder."""
    state: State
    first: date
    """The day on which it was written down."""
    due: date | None
    """The day on which it comes back; None where it is parked or done."""
    keys: tuple[str, ...] = ()
    """The questions on it, the one asked last first."""
    names: tuple[str, ...]
    """Every identity it goes by."""
    beside: bool = False
    """Whether its kept part was changed by hand, so that it is kept up in a file beside it."""
    size: int = 0
    changed: int = 0
    """Of its page: nanoseconds since the epoch."""
    stamp: str = ""
    """Of the lessons on it."""


class Notebook(msgspec.Struct, frozen=True):
    """The notebook as it stands."""

    folder: Path
    cards: tuple[Card, ...] = ()
    """By name."""
    notices: tuple[str, ...] = ()
    """Pages that could not be read or kept up, and why."""

    def due(self, day: date) -> list[Card]:
        """The topics due on `day`, those that have waited longest first."""
        waiting = [(card.due, card.names, card) for card in self.cards if card.due and card.due <= day]
        return [card for _, _, card in sorted(waiting, key=lambda one: one[:2])]

    def page(self, card: Card) -> Path:
        """The page of a topic."""
        return self.folder / card.file


class _Index(msgspec.Struct, frozen=True):
    version: int
    cards: tuple[Card, ...]


def glance(folder: Path) -> Notebook:
    """The notebook as it was last kept up: what a session that must begin at once goes by."""
    try:
        index = msgspec.json.decode((folder / INDEX).read_bytes(), type=_Index)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Notebook(folder)
    return Notebook(folder, index.cards if index.version == _VERSION else ())


def index(cards: tuple[Card, ...]) -> bytes:
    """The content of the file that keeps `cards`."""
    return msgspec.json.encode(_Index(_VERSION, cards))
