"""Owns the one step every shell takes: decide, record, evolve, show - and read what was said.

Knows neither the store nor the clock nor the reader: they are handed in. Has no rule of its own.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from simulator.interview.commands import Command, Heed
from simulator.interview.events import AnyEvent, Role
from simulator.interview.protocol import decide
from simulator.interview.state import Episode, State, evolve
from simulator.reading.model import Reading

Record = Callable[[Sequence[AnyEvent]], None]
"""Puts events on disk; returns only when they are there. Raises StorageError."""
Clock = Callable[[], datetime]
Read = Callable[[Episode, str], Reading]
"""Reads a reply to the current question; it is the last turn of the episode."""
Show = Callable[[AnyEvent, State], None]
"""Shows an event, given the state after it."""


class Interview:
    """An interview under way: commands in, events to disk and to the screen."""

    def __init__(self, state: State, *, record: Record, clock: Clock, read: Read, show: Show) -> None:
        self.state = state
        self._record = record
        self._clock = clock
        self.read = read
        self._show = show

    def step(self, command: Command) -> None:
        """Carry out `command`, and read the reply it leaves unread.

        Raises RefusedError where the command has no place, and StorageError where it could not be
        recorded; in both cases the state is as it was.
        """
        self.carry_out(command)
        while (reply := self.state.unread) is not None:
            self.carry_out(Heed(self.read(self.state.current, reply.text)))

    def carry_out(self, command: Command, role: Role = Role.SOLO) -> None:
        """`step` for whoever has this `role`; the reply that it may leave unread stays so."""
        events = decide(self.state, command, self._clock(), role)
        # On disk before anybody sees it: what is shown has been kept.
        self._record(events)
        for event in events:
            self.state = evolve(self.state, event)
            self._show(event, self.state)
