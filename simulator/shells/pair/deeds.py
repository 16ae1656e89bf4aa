"""Owns what the interviewer's keys do: a command made of the line that is gone to, or a question first.

No rule: whatever has no place is refused by the table, and said.
"""

from collections.abc import Coroutine
from typing import Any, Protocol

from simulator.interview.commands import (
    AddQuestion,
    Ask,
    Choose,
    Close,
    Command,
    Finish,
    Jot,
    Next,
    Observe,
    Say,
    Shift,
    Skip,
    Tick,
    Undo,
    Wrap,
)
from simulator.interview.events import Act, CloseReason, TickKind
from simulator.interview.protocol import RefusedError
from simulator.interview.state import Phase, State
from simulator.reading.model import Move
from simulator.shells.pair.dialogs import (
    Choice,
    Dialog,
    Dialogs,
    Doing,
    Edit,
    Option,
    Then,
    nothing,
    own_question,
)
from simulator.shells.pair.pages import Page, Row, is_rated
from simulator.shells.pair.screen import Leaving, Ways, drawn
from simulator.shells.pair.view import BETWEEN, HELP


class Screen(Protocol):
    """What deeds need of the screen they are done at."""

    @property
    def state(self) -> State: ...
    @property
    def ways(self) -> Ways: ...
    @property
    def dialogs(self) -> Dialogs: ...
    @property
    def row(self) -> Row | None:
        """The line that is gone to."""
        ...

    @property
    def form_is_due(self) -> bool:
        """Whether the interviewer is to rate now."""
        ...

    @property
    def unsent(self) -> str:
        """A line that was begun and not sent."""
        ...

    def do(self, command: Command) -> Coroutine[Any, Any, None]: ...
    def open(self, dialog: Dialog) -> None: ...
    def turn_to(self, page: Page) -> None: ...
    def notify(self, text: str) -> None: ...
    def leave(self, why: Leaving) -> None: ...


class Deeds:
    """The deeds of one screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def enter(self) -> Doing:
        """What the line stands for; once the questions are over, the form."""
        if self._screen.form_is_due:
            self._screen.open(self._screen.dialogs.form())
            return None
        row = self._screen.row
        command = row.command if row else None
        if isinstance(command, Observe):
            return self.mark(command.move)
        if isinstance(command, Choose):
            return self._choose(command)
        return None if command is None else self._screen.do(command)

    async def _choose(self, command: Choose) -> None:
        """Chosen between two questions, it is asked at once; else it comes next."""
        await self._screen.do(command)
        if self._screen.state.phase in BETWEEN:
            await self._screen.do(Ask())
            self._screen.turn_to(Page.KEY)

    def mark(self, move: Move) -> Doing:
        """Something heard by voice; of what is learning it is asked how well."""
        if not is_rated(move):
            return self._screen.do(Observe(move))
        self._screen.open(self._screen.dialogs.rate_move(move))
        return None

    async def tick(self, number: int) -> None:
        """The key point of this number."""
        await self._screen.do(Tick(TickKind.POINT, number - 1))

    def edit(self) -> None:
        """The prepared line, to be changed before it is sent."""
        line = self._line()

        async def send(text: str) -> None:
            await self._screen.do(Say(line.act, text, line.index))

        self._screen.open(Edit("Change it as you like; Enter sends it", send, line.text))

    async def aloud(self) -> None:
        """The prepared line was said by voice."""
        line = self._line()
        await self._screen.do(Say(line.act, "", line.index, aloud=True))

    def _line(self) -> Say:
        row = self._screen.row
        if row is None or not isinstance(row.command, Say):
            raise RefusedError("Go to a line of the page Say first.")
        return row.command

    def speak(self) -> None:
        """A line in one's own words."""

        async def send(text: str) -> None:
            if text:
                await self._screen.do(Say(Act.NEUTRAL, text))

        self._screen.open(Edit("Say in your own words", send, self._screen.unsent, kept=True))

    def paste(self, text: str) -> None:
        """Pasted text is something to say."""

        async def send(line: str) -> None:
            await self._screen.do(Say(Act.NEUTRAL, line))

        self._screen.open(Edit("Say in your own words", send, text, kept=True))

    def note(self) -> None:
        """A note to oneself."""

        async def keep(text: str) -> None:
            if text:
                await self._screen.do(Jot(text))

        self._screen.open(Edit("Note to yourself, for the feedback", keep))

    def own(self) -> None:
        """A question of one's own."""

        async def add(text: str) -> None:
            state = self._screen.state
            number = len(state.planned.questions) if state.planned else 0
            question = own_question(text, number, state.started.session)
            if question:
                await self._screen.do(AddQuestion(question))

        title = "Your question; then, if you like, key points: one a line (Alt-Enter makes a new line)"
        self._screen.open(Edit(title, add))

    async def skip(self) -> None:
        """Leave the question out."""
        await self._screen.do(Skip(self._place()))

    async def shift(self, by: int) -> None:
        """Ask the question later or earlier."""
        await self._screen.do(Shift(self._place(), by))

    def _place(self) -> int:
        row = self._screen.row
        if row is None or not isinstance(row.command, Choose):
            raise RefusedError("Go to a question of the page Next first.")
        return row.command.place

    async def undo(self) -> None:
        """Take the last mark back."""
        await self._screen.do(Undo())

    async def close(self) -> None:
        """Close the question."""
        await self._screen.do(Next())
        if self._screen.state.phase is Phase.CLOSED:
            self._screen.turn_to(Page.KEY)

    def end(self) -> None:
        """End the interview, once that is sure."""
        state = self._screen.state
        if state.phase is Phase.RATING:
            self._ask("End without the forms?", lambda: self._screen.do(Finish()))
        else:
            self._ask("End the interview? Both of you rate it then.", self._wrap)

    async def _wrap(self) -> None:
        if self._screen.state.phase not in BETWEEN:
            await self._screen.do(Close(CloseReason.QUIT))
        await self._screen.do(Wrap())

    def swap(self) -> None:
        """Change seats, once that is sure."""
        self._ask(f"Swap seats? Then {self._screen.ways.other} interviews you.", self._screen.ways.swap)

    def leave(self) -> None:
        """Leave, once that is sure."""

        def go() -> None:
            self._screen.leave(Leaving.PAUSED)

        self._ask(f"Leave? {self._screen.ways.leaves}", go)

    def hand(self) -> None:
        """Hand the laptop back."""
        if not self._screen.ways.handed:
            raise RefusedError("You sit at a terminal of your own; there is nothing to hand back.")
        self._screen.leave(Leaving.HANDED)

    def new_code(self) -> None:
        """Draw another join code."""
        self._screen.notify(drawn(self._screen.ways.door))

    def warm_up(self) -> None:
        """Rate three sample exchanges."""
        self._screen.open(self._screen.dialogs.warm_up())

    def help(self) -> None:
        """All keys."""
        self._screen.open(Choice("", (Option("enter", "back", nothing),), HELP))

    def _ask(self, question: str, then: Then) -> None:
        self._screen.open(Choice(question, (Option("y", "yes", then), Option("n", "no", nothing))))
