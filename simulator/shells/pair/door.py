"""Owns the door of pair mode: opened at an address, it brings everybody who gets in to the room.

What goes over the network is `server.py`'s; this module is light, and needs no extra to be imported.
"""

import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from simulator.shells.pair.gate import CODE_LENGTH, Gate, Refusal
from simulator.shells.pair.hall import Hall
from simulator.shells.pair.seat import DoorError, Room
from simulator.text import SYMBOLS

__all__ = ["Door", "DoorError"]


class Door:
    """An open door: where it is, what opens it, what was turned away. Made by `Door.open`."""

    def __init__(self, gate: Gate, port: int, fingerprint: str) -> None:
        self._gate = gate
        self.port = port
        self.fingerprint = fingerprint
        """The host key's, as OpenSSH shows it: `SHA256:` and 43 symbols."""

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        room: Room,
        *,
        host: str,
        port: int,
        keys: Path,
        authorized: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> "AsyncIterator[Door]":
        """Open a door at `host` and `port` (0: any free one), and nowhere else.

        `room` is called for everybody who gets in, in a task of its own. People get in with the join code, or
        with a key listed in `authorized` (in the form of OpenSSH's authorized_keys). `keys` is the folder in
        which the host's own key is kept. `clock` counts seconds and never goes back.

        In the end everybody is sent away. An error of `room` closes the door and is raised here; so is
        DoorError, where the door cannot be opened.
        """
        try:
            from simulator.shells.pair.server import serve  # noqa: PLC0415  (asyncssh is an extra)
        except ModuleNotFoundError as missing:
            raise DoorError(
                f"A friend joins over ssh, which needs an extra: {missing.name} is not installed. Install it "
                "with: pip install 'idk-simulator[pair]'"
            ) from missing
        hall = Hall(room, Gate(_draw_code()), clock)
        async with serve(hall, host, port, keys, authorized) as served, hall.opened():
            yield cls(hall.gate, served.port, served.fingerprint)

    @property
    def code(self) -> str:
        """The join code."""
        return self._gate.code

    @property
    def shut(self) -> bool:
        """Whether too many codes were wrong, so that none opens until there is a new one."""
        return self._gate.shut

    @property
    def refused(self) -> Mapping[Refusal, int]:
        """What was turned away, and how often."""
        return self._gate.refused

    def new_code(self) -> str:
        """Draw another join code, which opens the gate again; those who are in stay."""
        self._gate.new_code(_draw_code())
        return self._gate.code


def _draw_code() -> str:
    return "".join(secrets.choice(SYMBOLS) for _ in range(CODE_LENGTH))
