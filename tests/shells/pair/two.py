"""Two people at one interview in process: keys go in, screens come out. Nothing sleeps; everything settles.

A seat is a pipe for keys and a pyte screen. Replies are read by their tags, as in the other shells' tests.
"""

import asyncio
import contextlib
import io
import re
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pyte
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from simulator.interview.events import AnyEvent, CoachLevel, Role, Started
from simulator.interview.state import Episode, State, replay
from simulator.questions.model import Question
from simulator.reading.model import Quality, Reading
from simulator.shells.pair.room import Person, Room
from simulator.shells.pair.screen import Opener
from simulator.shells.pair.table import Table
from tests.interview.scenes import FOIL, REAL
from tests.shells.scripted import read_tags
from tests.shells.seat import START, opening

CONTROL_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[ -/]*[0-~])")
_PATIENCE = 20.0
_TURNS = 15
"""Rounds of the loop in which everything that keys can lead to has happened."""


def run(scene: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Play a scene; one that waits for what does not come fails."""

    async def play() -> None:
        async with asyncio.timeout(_PATIENCE):
            await scene()

    asyncio.run(play())


def pair_opening(
    questions: Iterable[Question] = (REAL, FOIL), coach: CoachLevel = CoachLevel.SILENT
) -> list[AnyEvent]:
    """The two events that begin an interview between two."""
    import msgspec

    started, planned = opening(tuple(questions), coach=coach)
    assert isinstance(started, Started)
    return [msgspec.structs.replace(started, mode="pair", guest=Role.INTERVIEWER), planned]


class PipedSeat:
    """A seat at which a test sits."""

    def __init__(self, keys: PipeInput, name: str, columns: int, rows: int) -> None:
        self.input = keys
        self.name = name
        self.gone = asyncio.Event()
        self.size = Size(rows=rows, columns=columns)
        self._tube = _Tube()
        self.output = Vt100_Output(self._tube, lambda: self.size, term="xterm", enable_cpr=False)
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._fed = 0

    def close(self) -> None:
        self.gone.set()
        self.input.close()

    def resize(self, columns: int, rows: int) -> None:
        """Make the window so large."""
        self.size = Size(rows=rows, columns=columns)
        self._screen.resize(rows, columns)

    @property
    def sent(self) -> str:
        """All that was written to this terminal, control sequences included."""
        return self._tube.getvalue()

    @property
    def lines(self) -> list[str]:
        """The screen."""
        text = self.sent
        self._stream.feed(text[self._fed :])
        self._fed = len(text)
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """What the screen says, as one line."""
        return " ".join(" ".join(self.lines).split())

    @property
    def said(self) -> str:
        """All that was ever written, without control sequences, as one line."""
        return " ".join(CONTROL_SEQUENCE.sub(" ", self.sent).split())


class _Tube(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise io.UnsupportedOperation


class Meeting:
    """A room with its two seats, and every event that was recorded."""

    def __init__(self, room: Room, new_seat: Callable[[str], PipedSeat]) -> None:
        self.room = room
        self.host = new_seat("host")
        self.guest = new_seat("ada")
        self.new_seat = new_seat
        self.events: dict[Person, list[AnyEvent]] = {}
        self.tasks: dict[Person, asyncio.Task[Any]] = {}

    def table(self, candidate: Person = Person.HOST) -> Table:
        """The interview in which this person is the candidate."""
        return self.room._tables[candidate]

    @property
    def state(self) -> State:
        """The first interview."""
        return self.table().state

    async def settle(self) -> None:
        """Let everything happen that follows from what was done."""
        quiet = 0
        while quiet < _TURNS:
            await asyncio.sleep(0)
            busy = any(table._turn.locked() for table in self.room.tables)
            quiet = 0 if busy else quiet + 1

    async def press(self, seat: PipedSeat, keys: str) -> None:
        """Press keys, and let them have their effect."""
        seat.input.send_bytes(keys.encode("utf-8", "surrogateescape"))
        await self.settle()

    async def until(self, seat: PipedSeat, text: str) -> None:
        """Wait for `text` on a screen."""
        end = asyncio.get_running_loop().time() + 5
        while text not in seat.text:
            assert asyncio.get_running_loop().time() < end, f"{text!r} is not seen:\n" + "\n".join(seat.lines)
            await self.settle()

    async def escape(self, seat: PipedSeat) -> None:
        """Press Esc, which is a key of its own once nothing follows it."""
        seat.input.send_bytes(b"\x1b")
        await asyncio.sleep(0)
        seat.input.flush()
        await self.settle()

    async def join(self, seat: PipedSeat) -> None:
        """Have the guest come in."""
        self.guest = seat
        self.tasks[Person.GUEST] = asyncio.create_task(self.room.guest(seat))
        await self.settle()


@asynccontextmanager
async def meeting(
    questions: Iterable[Question] = (REAL, FOIL),
    *,
    coach: CoachLevel = CoachLevel.SILENT,
    size: tuple[int, int] = (80, 24),
    events: Iterable[AnyEvent] | None = None,
    alone: bool = False,
    door: Opener | None = None,
) -> AsyncIterator[Meeting]:
    """A host who is the candidate, and a guest opposite, unless the host is to be `alone` at first."""
    kept: dict[Person, list[AnyEvent]] = {}

    def open_table(candidate: Person) -> Table:
        first = list(events) if events is not None else pair_opening(questions, coach)
        kept[candidate] = first
        return Table(replay(first), record=first.extend, clock=lambda: _clock(first), read=_read, rate=_rate)

    with contextlib.ExitStack() as stack:

        def new_seat(name: str) -> PipedSeat:
            return PipedSeat(stack.enter_context(create_pipe_input()), name, *size)

        met = Meeting(Room(Person.HOST, open_table), new_seat)
        met.events = kept
        met.room.door = door
        met.tasks[Person.HOST] = asyncio.create_task(met.room.host(met.host))
        await met.settle()
        if not alone:
            await met.join(met.guest)
        try:
            yield met
        finally:
            print("\n".join(met.host.lines), "\n".join(met.guest.lines), sep="\n" + "=" * 80 + "\n")
            for seat in (met.host, met.guest):
                seat.close()
            await asyncio.gather(*met.tasks.values(), return_exceptions=True)


def _clock(events: list[AnyEvent]) -> datetime:
    return START + timedelta(seconds=len(events))


def _read(episode: Episode, text: str) -> Reading:
    return read_tags(episode.question, text)


def _rate(_: State, text: str) -> Quality:
    return Quality.PLAIN if text else Quality.NONE
