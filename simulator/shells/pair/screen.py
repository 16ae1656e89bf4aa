"""Owns what both screens of pair mode share: how one ends, what it may ask of the room, its terminal.

Draws nothing.
"""

from collections.abc import Callable, Collection, Coroutine
from contextlib import AbstractContextManager, nullcontext
from enum import Enum, auto
from typing import Any, NamedTuple, Protocol

from prompt_toolkit.application import create_app_session, get_app_session

from simulator.interview.protocol import RefusedError
from simulator.shells.pair.seat import Seat
from simulator.shells.slash import Word
from simulator.text import clean, scrub

MOST = 20_000
"""Characters in a line of the interviewer's: an explanation has a few thousand."""


class Leaving(Enum):
    """Why a screen ends."""

    SWAPPED = auto()
    """The seats have changed."""
    HANDED = auto()
    """The laptop goes to the other."""
    PAUSED = auto()
    """Whoever sat there wants no more for now, or no more at all."""
    LEFT = auto()
    """They pressed Ctrl-C or Ctrl-D, or are gone."""


class InterruptedPromptError(Exception):
    """Ctrl-C on a prompt. A KeyboardInterrupt in a task would end the whole loop, with everybody in it."""


class Opener(Protocol):
    """What a screen does with the door."""

    @property
    def shut(self) -> bool:
        """Whether no code opens any more, too many having been wrong."""
        ...

    def new_code(self) -> str:
        """Draw another join code; the old one no longer opens."""
        ...


class Ways(NamedTuple):
    """What a screen knows of the room, and may ask of it."""

    other: str
    """What the person on the other seat is called."""
    present: Callable[[], bool]
    """Whether that person is there."""
    swap: Callable[[], Coroutine[Any, Any, None]]
    """Change seats; raises RefusedError where that has no place now."""
    words: Collection[Word]
    """The commands of the candidate's line."""
    leaves: str
    """What happens when this person leaves, to be asked before."""
    door: Opener | None = None
    """The door, for its host."""
    handed: bool = False
    """Whether both sit at one terminal, handed to and fro."""


def drawn(door: Opener | None) -> str:
    """Another join code, as it is told; raises RefusedError where there is no door of one's own."""
    if door is None:
        raise RefusedError("There is no door of yours to open here.")
    return f"The join code is now {door.new_code().upper()}; the old one no longer opens."


def on(seat: Seat) -> AbstractContextManager[Any]:
    """Have prompts read and draw on `seat`'s terminal; a door has seen to that already."""
    if get_app_session().output is seat.output:
        return nullcontext()
    return create_app_session(input=seat.input, output=seat.output)


def typed(text: str) -> str:
    """What a person at a seat has typed, as it may be recorded and shown to the other."""
    return clean(scrub(text)).strip()
