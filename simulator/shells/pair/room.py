"""Owns who sits where: the host and one guest, two seats, and an interview for each of the two as candidate.

Knows neither the door nor the store: interviews come from a function that is handed in.
"""

import asyncio
from collections.abc import Callable, Iterable
from enum import Enum, auto

from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.shortcuts import print_formatted_text

from simulator.errors import IdkError
from simulator.interview.commands import Pause, Swap
from simulator.interview.events import PauseReason, Role
from simulator.interview.protocol import RefusedError, allowed
from simulator.interview.state import Phase
from simulator.shells.pair.candidate import CandidateScreen, Missed
from simulator.shells.pair.desk import Desk
from simulator.shells.pair.screen import Leaving, Opener, Ways, on
from simulator.shells.pair.seat import Seat
from simulator.shells.pair.table import Table
from simulator.shells.slash import Word
from simulator.text import clean

_AT_ONE = frozenset(Word) - {Word.NEXT, Word.CODE}
_HOST = frozenset(Word) - {Word.NEXT, Word.HAND}
_GUEST = frozenset(Word) - {Word.NEXT, Word.HAND, Word.CODE, Word.PAUSE}


class Person(Enum):
    """The two of them."""

    HOST = auto()
    GUEST = auto()

    @property
    def other(self) -> "Person":
        """The one opposite."""
        return Person.GUEST if self is Person.HOST else Person.HOST


OpenTable = Callable[[Person], Table]
"""Opens the interview in which this person is the candidate. Raises IdkError where that cannot be done."""


class Room:
    """Two people, and which of them is the candidate now."""

    def __init__(self, candidate: Person, open_table: OpenTable) -> None:
        self._candidate = candidate
        self._open_table = open_table
        self._tables: dict[Person, Table] = {}
        self._opening = asyncio.Lock()
        self._guest: Seat | None = None
        self._screens: dict[Person, CandidateScreen | Desk] = {}
        self.door: Opener | None = None
        """The door that leads here; set by whoever opens one."""

    @property
    def tables(self) -> Iterable[Table]:
        """The interviews begun so far."""
        return self._tables.values()

    def add(self, candidate: Person, table: Table) -> None:
        """Have an interview that was begun before."""
        self._tables[candidate] = table

    async def _table(self) -> Table:
        """The interview that is on, begun or taken up if it is not yet."""
        async with self._opening:
            table = self._tables.get(self._candidate) or self._begin(self._candidate)
            await table.go_on()
        return table

    def _begin(self, candidate: Person) -> Table:
        table = self._tables[candidate] = self._open_table(candidate)
        return table

    async def host(self, seat: Seat) -> Leaving:
        """The host sits down, and stays until they want no more; why they left.

        Raises StorageError where something cannot be kept.
        """
        return await self._stay(Person.HOST, seat)

    async def guest(self, seat: Seat) -> None:
        """Somebody has come in: they sit down opposite the host, unless somebody sits there."""
        if self._is_there:
            with on(seat):
                print_formatted_text(FormattedText([("", _TAKEN)]))
            return
        self._guest = seat
        self._notify(Person.HOST, f"Your friend ({clean(seat.name)}) is here.")
        try:
            await self._stay(Person.GUEST, seat)
        finally:
            self._guest = None
            self._notify(Person.HOST, "Your friend has left; joining again goes on where you are.")

    async def one_terminal(self, seat: Seat) -> Leaving:
        """Both sit at one terminal, which they hand to and fro; it ends as for the host."""
        role, missed = Role.CANDIDATE, list[Missed]()
        table = await self._table()
        while True:
            ways = self._handed_ways(role)
            with table.watched(lambda event, state: missed.append((event, state))):
                if role is Role.CANDIDATE:
                    leaving = await self._run(Person.HOST, CandidateScreen(seat, table, ways, missed.copy()))
                else:
                    missed.clear()
                    leaving = await self._run(Person.HOST, Desk(seat, table, ways))
            if leaving in (Leaving.LEFT, Leaving.PAUSED):
                return leaving
            if leaving is Leaving.SWAPPED:
                missed.clear()
                table = await self._table()
            role = _OPPOSITE[role]

    def stop(self) -> None:
        """Have the host leave, as they could themselves."""
        screen = self._screens.get(Person.HOST)
        if screen is not None:
            screen.leave(Leaving.LEFT)

    async def _stay(self, person: Person, seat: Seat) -> Leaving:
        leaving = Leaving.SWAPPED
        while leaving is Leaving.SWAPPED and not seat.gone.is_set():
            table = await self._table()
            ways = self._ways(person)
            if person is self._candidate:
                leaving = await self._run(person, CandidateScreen(seat, table, ways))
            else:
                leaving = await self._run(person, Desk(seat, table, ways))
        return leaving

    async def _run(self, person: Person, screen: CandidateScreen | Desk) -> Leaving:
        self._screens[person] = screen
        try:
            return await screen.run()
        finally:
            del self._screens[person]

    def _notify(self, person: Person, text: str) -> None:
        screen = self._screens.get(person)
        if screen is not None:
            screen.notify(text)

    def _ways(self, person: Person) -> Ways:
        hosts = person is Person.HOST
        return Ways(
            other="your friend" if hosts else "your host",
            present=(lambda: self._is_there) if hosts else lambda: True,
            swap=lambda: self._swap(person),
            words=_HOST if hosts else _GUEST,
            leaves=_HOST_LEAVES if hosts else _GUEST_LEAVES,
            door=self.door if hosts else None,
        )

    def _handed_ways(self, role: Role) -> Ways:
        holds = self._candidate if role is Role.CANDIDATE else self._candidate.other
        return Ways(
            other=f"the {_OPPOSITE[role]}",
            present=lambda: True,
            swap=lambda: self._swap(holds),
            words=_AT_ONE,
            leaves=_HOST_LEAVES,
            handed=True,
        )

    @property
    def _is_there(self) -> bool:
        return self._guest is not None and not self._guest.gone.is_set()

    async def _swap(self, person: Person) -> None:
        """Change seats; the interview of the other is begun, or taken up where it was left."""
        table = self._tables[self._candidate]
        role = Role.CANDIDATE if person is self._candidate else Role.INTERVIEWER
        if Swap not in allowed(table.state, role):
            raise RefusedError("Seats change between two questions: close this one first.")
        following = self._candidate.other
        async with self._opening:
            if following not in self._tables:
                try:
                    self._begin(following)
                except IdkError as error:  # nothing has changed: they go on where they are
                    raise RefusedError(str(error)) from error
        await table.do(role, Swap())
        self._candidate = following

    async def pause(self, reason: PauseReason) -> None:
        """Stop every interview that is not over, so that each can be taken up where it is.

        Raises StorageError where that cannot be kept.
        """
        for table in self.tables:
            if table.state.phase is not Phase.OVER and not table.state.paused:
                await table.do(Role.CANDIDATE, Pause(reason, table.draft))


_OPPOSITE = {Role.CANDIDATE: Role.INTERVIEWER, Role.INTERVIEWER: Role.CANDIDATE}
_TAKEN = "Somebody else has sat down with your host already, so there is no seat for you."
_HOST_LEAVES = "That closes the room; everything is kept, and the interview can be taken up."
_GUEST_LEAVES = "Everything is kept; join again the same way."
