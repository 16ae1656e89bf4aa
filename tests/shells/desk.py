"""A terminal for tests, in process: keys go in as the awaited text appears, a screen comes out.

Nothing sleeps and no second thread types: the output itself looks, whenever it is flushed, whether the text
that the next keys wait for has been written.
"""

import io
import re
from collections.abc import Callable, Iterable
from threading import Timer
from typing import NamedTuple

import pyte
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from simulator.interview.events import AnyEvent, Marking
from simulator.shells import terminal
from tests.shells.seat import Seat, opening

Step = tuple[str, str]
"""A text to wait for, and the keys that are then pressed."""

ENTER, ALT_ENTER, ESCAPE, CTRL_C, CTRL_D = "\r", "\x1b\r", "\x1b", "\x03", "\x04"
CONTROL_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[ -/]*[0-~])")
_PATIENCE = 5.0


def pasted(text: str) -> str:
    """`text` as a terminal with bracketed paste sends it."""
    return f"\x1b[200~{text}\x1b[201~"


class Typed(NamedTuple):
    """What came of typing at a terminal."""

    sent: str
    """All that was written to the terminal, control sequences included."""
    stop: BaseException | None
    """What ended it, if that was an interruption or the end of input."""


def at_terminal(
    program: Callable[[], None], steps: Iterable[Step], *, columns: int, rows: int, full_screen: bool = False
) -> Typed:
    """Run `program` at a terminal of its own and go through `steps`.

    A `full_screen` program writes only what changes, so the screen is looked at instead of what is written:
    the text of a step must not be on it before.
    """
    with create_pipe_input() as keys:
        tube = _Tube(list(steps), keys, pyte.Screen(columns, rows) if full_screen else None)
        size = Size(rows=rows, columns=columns)
        output = Vt100_Output(tube, lambda: size, term="xterm")
        watch = Timer(_PATIENCE, tube.give_up)
        watch.start()
        stop: BaseException | None = None
        try:
            with create_app_session(input=keys, output=output):
                program()
        except (EOFError, KeyboardInterrupt) as stopped:
            stop = stopped
        finally:
            watch.cancel()
            print("\n".join(seen(tube.text, columns * 4, rows)))  # pytest shows it where a test fails
        assert not tube.steps, f"never seen: {tube.steps[0][0]!r}"
        assert not tube.stalled, "all keys were pressed, and it waits for more"
        return Typed(tube.text, stop)


def seen(sent: str, columns: int, rows: int) -> list[str]:
    """The lines on a screen to which `sent` was written."""
    screen = pyte.Screen(columns, rows)
    pyte.Stream(screen).feed(sent)
    return [line.rstrip() for line in screen.display]


class Desk:
    """A seat with a keyboard and a screen."""

    def __init__(
        self, events: Iterable[AnyEvent] | None = None, *, columns: int = 80, rows: int = 200
    ) -> None:
        self.seat = Seat(opening(marking=Marking.ASKED) if events is None else events, write=terminal.write)
        self.draft = terminal.Draft()
        self.sent = ""
        """All that was written to the terminal, control sequences included."""
        self._columns = columns
        self._rows = rows

    def sit(self, *steps: Step, resume: bool = False) -> BaseException | None:
        """Sit at the terminal and go through `steps`; what ended it, or None where the session is over."""

        def sitting() -> None:
            self.seat.open(resume=resume)
            terminal.sit(self.seat.sitting, self.draft)

        typed = at_terminal(sitting, steps, columns=self._columns, rows=self._rows)
        self.sent = typed.sent
        return typed.stop

    @property
    def screen(self) -> list[str]:
        """The lines on the screen at the end, the empty ones left out.

        It has more columns than the shell was told, so that a line that is too long is seen to be.
        """
        return [line for line in seen(self.sent, self._columns * 4, self._rows) if line]

    @property
    def text(self) -> str:
        """What the screen says, as one line."""
        return " ".join(" ".join(self.screen).split())


class _Tube(io.TextIOWrapper):
    """Where the terminal's output goes; presses the keys of the next step once its text has come."""

    def __init__(self, steps: list[Step], keys: PipeInput, screen: pyte.Screen | None = None) -> None:
        self._bytes = io.BytesIO()
        super().__init__(self._bytes, encoding="utf-8", newline="")
        self.steps = steps
        self.stalled = False
        self._keys = keys
        self._seen = 0
        self._screen = screen
        self._stream = pyte.Stream(screen) if screen else None

    @property
    def text(self) -> str:
        return self._bytes.getvalue().decode()

    def give_up(self) -> None:
        """Take the keyboard away: nothing has come of the last keys for too long."""
        self.stalled = True
        self._keys.close()

    def isatty(self) -> bool:
        return True

    def flush(self) -> None:
        super().flush()
        while self.steps:
            text = self.text
            if self.steps[0][0] not in self._new(text):
                return
            self._seen = len(text)
            # As a terminal sends it: what is no UTF-8 was written here as a lone surrogate.
            self._keys.send_bytes(self.steps.pop(0)[1].encode("utf-8", "surrogateescape"))

    def _new(self, text: str) -> str:
        """What there is to be seen: what was written since the last step, or the whole screen."""
        fresh = text[self._seen :]
        if self._screen is None or self._stream is None:
            return CONTROL_SEQUENCE.sub("", fresh)
        self._stream.feed(fresh)
        self._seen = len(text)
        return " ".join(" ".join(self._screen.display).split())
