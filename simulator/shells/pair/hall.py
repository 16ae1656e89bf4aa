"""Owns who is inside: brings everybody who got in to the room, and sends everybody away in the end.

Knows nothing of the network.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from simulator.shells.pair.gate import Gate
from simulator.shells.pair.remote import RemoteSeat
from simulator.shells.pair.seat import Room


class Hall:
    """Where people are between the gate and their way home."""

    def __init__(self, room: Room, gate: Gate, clock: Callable[[], float]) -> None:
        self.gate = gate
        self.clock = clock
        self._room = room
        self._people: asyncio.TaskGroup | None = None
        self._seats: set[RemoteSeat] = set()

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Open for people; in the end nobody is left. An error of the room ends it, and is raised here."""
        try:
            async with asyncio.TaskGroup() as people:
                self._people = people
                try:
                    yield
                finally:
                    self._people = None
                    for seat in self._seats:
                        seat.close()
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from None

    def sit(self, seat: RemoteSeat) -> None:
        """Bring the person on `seat` to the room, in a task of their own."""
        if self._people is None:
            seat.close()
            seat.part()
            return
        self._seats.add(seat)
        task = self._people.create_task(seat.receive(self._room))
        task.add_done_callback(lambda _: self._seats.discard(seat))
