"""Owns a far-away person's terminal as prompt_toolkit sees it: their keys, their screen, their seat.

Everything is in memory: a pipe, once full, would stop the whole host. Knows nothing of how they are
connected; what is written goes to the `Wire`.
"""

import asyncio
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import count
from typing import Protocol, TextIO, cast

from prompt_toolkit.application.current import AppSession, create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import Input
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.output.vt100 import Vt100_Output

from simulator.shells.pair.seat import Room
from simulator.shells.pair.typed import KnownKeys

MOST_WAITING = 64 * 1024
"""Characters typed that wait to be read; what is typed beyond them is lost."""
AT_ONCE = 32
"""Characters read before the host goes on with other things: each may cost a millisecond in a long text."""
GRACE = 2.0
"""Seconds in which a room may end once its person is gone; then it is cancelled."""
_HUNG_UP = "Your host has hung up. Goodbye.\r\n"
_WENT_WRONG = "Something went wrong at your host's. Goodbye.\r\n"

LEAST_COLUMNS, LEAST_ROWS = 10, 4
MOST_COLUMNS, MOST_ROWS = 500, 200
"""A screen is drawn no larger: a window said to have 4 billion rows would fill the memory."""


class Wire(Protocol):
    """The way to a far-away terminal."""

    def write(self, text: str) -> None:
        """Send `text`; never waits, does nothing where there is nobody any more."""

    def hang_up(self) -> None:
        """End the connection, after what was written."""


class RemoteInput(Input):
    """The keys of a far-away person."""

    _numbers = count()

    def __init__(self) -> None:
        self._hash = f"remote-{next(self._numbers)}"
        self._waiting = ""
        self._over = False
        self._ready: Callable[[], None] | None = None
        self._keys: list[KeyPress] = []
        self._known = KnownKeys()
        self._parser = Vt100Parser(self._keys.append)

    def send(self, text: str) -> None:
        """Take what the person typed."""
        self._waiting += text[: MOST_WAITING - len(self._waiting)]
        self._wake()

    def end(self) -> None:
        """Nothing more is typed; what was is read first."""
        self._over = True
        self._wake()

    def close(self) -> None:
        """Nothing more is read."""
        self._waiting = ""
        self.end()

    @property
    def closed(self) -> bool:
        return self._over and not self._waiting

    def read_keys(self) -> list[KeyPress]:
        text, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        if self._waiting:
            self._wake()
        self._parser.feed(self._known.pass_on(text))
        return self._taken()

    def flush_keys(self) -> list[KeyPress]:
        self._parser.feed(self._known.flush())
        self._parser.flush()
        return self._taken()

    def _taken(self) -> list[KeyPress]:
        keys = self._keys.copy()
        self._keys.clear()
        return keys

    def _wake(self) -> None:
        """Let whoever reads the keys know that there is something to read, as soon as there is time."""
        if self._ready is not None:
            asyncio.get_running_loop().call_soon(self._tell)

    def _tell(self) -> None:
        if self._ready is not None and (self._waiting or self._over):
            self._ready()

    def attach(self, input_ready_callback: Callable[[], None]) -> AbstractContextManager[None]:
        return self._read_by(input_ready_callback)

    def detach(self) -> AbstractContextManager[None]:
        return self._read_by(None)

    @contextmanager
    def _read_by(self, reader: Callable[[], None] | None) -> Iterator[None]:
        before, self._ready = self._ready, reader
        self._wake()
        try:
            yield
        finally:
            self._ready = before
            self._wake()

    def raw_mode(self) -> AbstractContextManager[None]:
        return nullcontext()

    def cooked_mode(self) -> AbstractContextManager[None]:
        return nullcontext()

    def fileno(self) -> int:
        raise io.UnsupportedOperation("these keys come from no file")

    def typeahead_hash(self) -> str:
        return self._hash


class _Writer:
    """What prompt_toolkit takes for a file."""

    encoding = "utf-8"

    def __init__(self, wire: Wire) -> None:
        self.write = wire.write

    def flush(self) -> None:
        """Nothing waits here."""

    def isatty(self) -> bool:
        return True


class RemoteSeat:
    """The seat of a far-away person (a `Seat`)."""

    def __init__(self, wire: Wire, name: str, term: str, columns: int, rows: int) -> None:
        self.name = name
        self.gone = asyncio.Event()
        self.input = RemoteInput()
        # Without an answer to "where is the cursor?" every line would wait for one, and we need none.
        self.output = Vt100_Output(
            cast(TextIO, _Writer(wire)), lambda: self._size, term=term, enable_cpr=False
        )
        self._wire = wire
        self._size = _drawn(columns, rows)
        self._session: AppSession | None = None
        self._task: asyncio.Task[None] | None = None
        self._farewell = ""

    async def receive(self, room: Room) -> None:
        """Let `room` have this person, and hang up in the end.

        Ctrl-C, Ctrl-D and a lost connection, where the room does not take them, mean that the person leaves.
        """
        self._task = asyncio.current_task()
        with create_app_session(input=self.input, output=self.output) as self._session:
            try:
                if not self.gone.is_set():
                    await room(self)
            except (EOFError, KeyboardInterrupt):
                pass
            except Exception:
                self._farewell = _WENT_WRONG
                raise
            except asyncio.CancelledError:
                self._farewell = self._farewell or _HUNG_UP
                raise
            finally:
                self._task = None
                self.part()

    def resize(self, columns: int, rows: int) -> None:
        """Their window has another size now."""
        self._size = _drawn(columns, rows)
        app = self._session.app if self._session else None
        if app is not None and app.is_running:
            app.renderer.erase(leave_alternate_screen=False)
            app.renderer.request_absolute_cursor_position()
            app.invalidate()

    def close(self, farewell: str = _HUNG_UP) -> None:
        """Say goodbye and hang up, once the room has let go of them: in `GRACE` seconds at the latest."""
        self._farewell = farewell
        self.lost()

    def part(self) -> None:
        """Hang up, after the goodbye: no room has them."""
        self.gone.set()
        self._wire.write(self._farewell)
        self._wire.hang_up()

    def lost(self) -> None:
        """They are gone: what runs on this seat ends."""
        if self.gone.is_set():
            return
        self.gone.set()
        self.input.close()
        asyncio.get_running_loop().call_later(GRACE, self._let_go)

    def _let_go(self) -> None:
        if self._task is not None:
            self._task.cancel()


def _drawn(columns: int, rows: int) -> Size:
    """The size to draw in, for a window said to be so large; 0 is unknown."""
    return Size(
        rows=min(max(rows or 24, LEAST_ROWS), MOST_ROWS),
        columns=min(max(columns or 80, LEAST_COLUMNS), MOST_COLUMNS),
    )
