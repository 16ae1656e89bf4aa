"""Owns one interview at which two sit: their commands in the order they come, each event to both screens.

Holds no rule (`interview` does) and no screen. Recording, time and reading are handed in.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from simulator.interview.commands import Command, Heed, Note, Pause, Resume
from simulator.interview.events import AnyEvent, Marking, Role
from simulator.interview.state import State
from simulator.shells.sitting import Rate
from simulator.shells.step import Clock, Interview, Read, Record

Watch = Callable[[AnyEvent, State], None]
"""Is told of an event, and the state after it; returns at once."""


class Table:
    """An interview under way between two."""

    def __init__(
        self,
        state: State,
        *,
        record: Record,
        clock: Clock,
        read: Read,
        rate: Rate,
        taken_up: bool = False,
    ) -> None:
        """Sit down at the interview as it stands; `taken_up`, where it was begun by another process."""
        self._interview = Interview(state, record=record, clock=clock, read=read, show=self._tell)
        self._rate = rate
        self._turn = asyncio.Lock()
        self._watching: list[Watch] = []
        self._stopped = taken_up
        self.used = taken_up
        """Whether anything was done at it, but to stop and to go on."""
        self.clock = clock
        self.draft = state.draft
        """What the candidate has typed and not sent."""
        self.unsent = ""
        """What the interviewer has typed and not sent."""

    @property
    def state(self) -> State:
        """The interview as it stands."""
        return self._interview.state

    async def go_on(self) -> None:
        """Go on where it was stopped, if it was; also by a crash, which could not say so."""
        if self._stopped or self.state.paused:
            self._stopped = False
            await self.do(Role.CANDIDATE, Resume(Marking.ASKED))

    async def do(self, role: Role, command: Command) -> None:
        """Carry out `command` once it is its turn, and have the reply it leaves read.

        Reading takes long, so it is done on another thread; who asks for something meanwhile waits. Raises
        RefusedError where the command has no place, and StorageError where it cannot be recorded.
        """
        async with self._turn:
            await self._read_on(role)  # somebody may have left while their reply was read
            self._interview.carry_out(command, role)
            self.used = self.used or not isinstance(command, Pause | Resume)
            await self._read_on(role)

    async def note(self, role: Role, text: str) -> None:
        """Write down what the candidate notes; without words, the topic of the question."""
        state = self.state
        if state.episodes:
            text = text or state.current.question.topic
            quality = await asyncio.to_thread(self._rate, state, text)
            await self.do(role, Note(text, quality))

    async def _read_on(self, role: Role) -> None:
        while (reply := self.state.unread) is not None and not self.state.paused:
            reading = await asyncio.to_thread(self._interview.read, self.state.current, reply.text)
            self._interview.carry_out(Heed(reading), role)

    @contextmanager
    def watched(self, watch: Watch) -> Iterator[None]:
        """Have `watch` told of every event until the end of the block."""
        self._watching.append(watch)
        try:
            yield
        finally:
            self._watching.remove(watch)

    def _tell(self, event: AnyEvent, state: State) -> None:
        for watch in tuple(self._watching):
            watch(event, state)
