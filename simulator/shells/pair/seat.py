"""Owns what a room and the door that leads to it know of each other. Nothing runs here.

The door (`door.py`) brings a person with a terminal; the room decides whether they sit, watch or are refused.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

from prompt_toolkit.input import Input
from prompt_toolkit.output import Output

from simulator.errors import IdkError


class DoorError(IdkError):
    """The door cannot be opened: an extra is not installed, the address is taken, a key cannot be used."""


class Seat(Protocol):
    """One person's terminal, wherever it is.

    Run prompts on it with `handle_sigint=False` and `set_exception_handler=False`: signals and accidents of
    the host are nobody else's.
    """

    @property
    def input(self) -> Input:
        """The keys they press; closed, so that a prompt ends with EOFError, once they are gone."""
        ...

    @property
    def output(self) -> Output:
        """Their screen; `get_size()` follows it. What is written once they are gone is dropped."""
        ...

    @property
    def gone(self) -> asyncio.Event:
        """Set once their connection is lost or closed."""
        ...

    @property
    def name(self) -> str:
        """What the host calls them, safe to show."""
        ...

    def close(self) -> None:
        """Say goodbye and hang up."""
        ...


Room = Callable[[Seat], Awaitable[None]]
"""What happens with a person who came in; when it returns, their seat is closed."""
