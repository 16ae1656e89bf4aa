"""Owns the browser's terminal: keys in, screens out, time for a replay. No rule: those are in `keys`.

Never sees the store; what it needs of it is handed in.
"""

import asyncio
import os
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import Protocol

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.styles import Style

from simulator.errors import IdkError
from simulator.interview.commands import Confirm, Contest
from simulator.reports.listing import Glance
from simulator.reports.own_words import Better
from simulator.reports.recording import Recording
from simulator.scoring.session import ScoredQuestion
from simulator.shells.browser import keys
from simulator.shells.browser.keys import Amend, Leave, Open, Wish
from simulator.shells.browser.state import Browser, Size, begin
from simulator.shells.browser.view import Screen, Unreadable, screen
from simulator.shells.prompts import colours

_STYLE = Style.from_dict(
    {
        "title": "reverse",
        "keys": "ansibrightblack",
        "status": "bold",
        "chosen": "bold",
        "heading": "bold",
        "label": "bold",
        "coach": "ansicyan",
        "mark": "underline",
    }
)
_AT_ONCE = 200
"""Sessions that the filter looks at before the keyboard is looked after again."""
_NAMED = (
    "up",
    "down",
    "left",
    "right",
    "pageup",
    "pagedown",
    "home",
    "end",
    "enter",
    "escape",
    "backspace",
    "tab",
)


class Folder(Protocol):
    """The sessions there are, as the browser may know them."""

    @property
    def ids(self) -> Sequence[str]:
        """The newest first."""

    def look(self, session: str) -> Glance | Unreadable:
        """What is seen of one in the list. Remembers, and raises nothing."""

    def text(self, session: str) -> str:
        """What the filter looks at: no more than the beginning is read for it. Remembers, raises nothing."""

    def open(self, session: str) -> Recording:
        """One of them; raises IdkError where it cannot be read."""

    def amend(self, session: str, command: Contest | Confirm) -> str | None:
        """Add something to one; says what was mended in its file, if anything. Raises IdkError."""

    def better(self, session: Recording, scored: ScoredQuestion) -> Better | None:
        """What would have earned more in the user's own words. Slow: called on another thread."""


def browse(folder: Folder) -> None:
    """Show the sessions until the user leaves. Raises EOFError or what `stop` was given where it is ended."""
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    _Browsing(folder).run()


class _Browsing:
    """The browser at work: the one place where its state changes."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._app = self._application()
        self._state = begin(folder.ids, self._size())
        self._seen: tuple[Browser, Screen] | None = None
        self._ticking: asyncio.TimerHandle | None = None
        self._looking: asyncio.Task[None] | None = None
        self._trying: Recording | None = None

    def run(self) -> None:
        self._app.run(handle_sigint=False)

    def _application(self) -> Application[None]:
        control = FormattedTextControl(
            self._text, focusable=True, show_cursor=True, get_cursor_position=self._cursor
        )
        app: Application[None] = Application(
            layout=Layout(Window(control)),
            key_bindings=self._bindings(),
            full_screen=True,
            style=_STYLE,
            color_depth=colours(),
        )
        app.ttimeoutlen = app.timeoutlen = 0.05  # Esc is a key here, not only the beginning of others
        return app

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        for name in _NAMED:
            bindings.add(name, eager=True)(partial(self._pressed, name))
        bindings.add("c-c", eager=True)(partial(self._pressed, "c-c"))
        bindings.add("c-d", eager=True)(partial(self._pressed, "c-c"))

        @bindings.add(Keys.Any)
        @bindings.add(Keys.BracketedPaste)
        def _(event: KeyPressEvent) -> None:
            self._pressed(event.data, event)

        return bindings

    def _size(self) -> Size:
        size = self._app.output.get_size()
        return Size(max(size.columns, 1), max(size.rows, 1))

    def _screen(self) -> Screen:
        """The screen of the state in the window as it is now; drawn once for each state."""
        self._state = keys.resized(self._state, self._size())
        if self._seen is None or self._seen[0] is not self._state:
            self._seen = (self._state, screen(self._state, self._folder.look))
        return self._seen[1]

    def _text(self) -> StyleAndTextTuples:
        parts: StyleAndTextTuples = []
        for number, line in enumerate(self._screen().lines):
            parts += [("", "\n")] if number else []
            parts += [(f"class:{style}" if style else "", text) for style, text in line]
        return parts

    def _cursor(self) -> Point:
        return Point(x=0, y=self._screen().cursor)

    def _pressed(self, key: str, _: KeyPressEvent) -> None:
        if self._app.is_done:
            return  # typed ahead of the end
        before = self._state
        state, wish = keys.press(before, key)
        self._become(state)
        if wish is not None:
            self._carry_out(wish)
        if self._state.filter != before.filter:
            self._look_on()

    def _become(self, state: Browser) -> None:
        replay = self._state.replay
        self._state = state
        if state.replay != replay:
            self._wait_for_the_next_step()
        self._app.invalidate()

    def _carry_out(self, wish: Wish) -> None:
        match wish:
            case Leave():
                self._app.exit()
            case Open(session=session):
                self._open(session)
            case Amend(command=command):
                self._amend(command)

    def _open(self, session: str, message: str = "") -> None:
        try:
            recording = self._folder.open(session)
        except (IdkError, OSError) as error:
            self._become(keys.refused(self._state, str(error)))
            return
        said = " ".join(filter(None, (message, *recording.notices)))
        self._become(keys.shown(self._state, recording, said))
        self._trying = recording
        # Nobody waits for it, not even on the way out.
        Thread(target=self._try_own_words, args=(recording, self._app.loop), daemon=True).start()

    def _amend(self, command: Contest | Confirm) -> None:
        assert self._state.session is not None  # the wish came from an open session
        session = self._state.session.recording.id
        try:
            mended = self._folder.amend(session, command)
        except (IdkError, OSError) as error:
            self._become(keys.refused(self._state, str(error)))
            return
        done = "no longer counts" if isinstance(command, Contest) else "is confirmed as you left it"
        self._open(session, " ".join(filter(None, (mended, f"Question {command.position + 1} {done}."))))

    def _try_own_words(self, recording: Recording, loop: asyncio.AbstractEventLoop) -> None:
        """Find, one by one, what would have earned more in the user's own words. On a thread of its own."""
        for scored in recording.scored.questions:
            if self._trying is not recording:
                return  # another session is looked at by now
            found = self._folder.better(recording, scored)
            if found:
                with suppress(RuntimeError):  # the user has left
                    loop.call_soon_threadsafe(self._learn, recording, found)

    def _learn(self, recording: Recording, found: Better) -> None:
        if self._trying is recording:
            self._become(keys.learnt(self._state, recording.id, found))

    def _look_on(self) -> None:
        """Hold the filter against all sessions, a few at a time, the keyboard looked after in between."""
        if self._looking:
            self._looking.cancel()
        self._looking = self._app.create_background_task(self._look())

    async def _look(self) -> None:
        while self._state.looked < len(self._state.ids):
            self._become(keys.look_on(self._state, self._folder.text, _AT_ONCE))
            await asyncio.sleep(0)

    def _wait_for_the_next_step(self) -> None:
        if self._ticking:
            self._ticking.cancel()
        wait = self._state.replay.wait if self._state.replay else None
        loop = self._app.loop
        self._ticking = loop.call_later(wait, self._step) if wait is not None and loop else None

    def _step(self) -> None:
        self._become(keys.stepped(self._state))
