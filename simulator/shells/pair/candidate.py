"""Owns the candidate's screen of pair mode: line by line, as when practising alone, with a person opposite.

No key point, misconception or explanation comes here unless the interviewer sends it: what is drawn is what
was said, and at the end what came of it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app_session
from prompt_toolkit.application.run_in_terminal import in_terminal
from prompt_toolkit.formatted_text import AnyFormattedText, FormattedText
from prompt_toolkit.renderer import print_formatted_text

from simulator.interview.commands import (
    Close,
    Command,
    Contest,
    Finish,
    Hint,
    Rate,
    Reply,
    SetMark,
    Wrap,
)
from simulator.interview.events import (
    AnyEvent,
    Aspect,
    CloseReason,
    Role,
    Swapped,
)
from simulator.interview.protocol import RefusedError
from simulator.interview.state import Phase, State
from simulator.reports.blocks import Block, Tone
from simulator.reports.feedback import ASPECTS, SCALE
from simulator.reports.plain import wrap
from simulator.reports.reading import reading_blocks
from simulator.reports.words import progress
from simulator.shells.pair.screen import InterruptedPromptError, Leaving, Ways, drawn, on
from simulator.shells.pair.seat import Seat
from simulator.shells.pair.table import Table
from simulator.shells.pair.telling import told, welcome
from simulator.shells.prompts import (
    HOW_SURE,
    PROMPT,
    STYLE,
    SURE_KEYS,
    colours,
    columns,
    fragments,
    key_prompt,
    key_session,
    line_session,
    reply_session,
)
from simulator.shells.sitting import BETWEEN, help_blocks
from simulator.shells.slash import Typed, UnknownWordError, Word, parse
from simulator.text import scrub

T = TypeVar("T")


Missed = tuple[AnyEvent, State]
"""An event that happened while nobody looked at this screen, with the state after it."""


class CandidateScreen:
    """The candidate at a seat, until they leave it."""

    def __init__(self, seat: Seat, table: Table, ways: Ways, missed: Sequence[Missed] = ()) -> None:
        """Sit down at `table`; `missed` is told first, else where the interview stands."""
        self._missed = missed
        self._seat = seat
        self._table = table
        self._ways = ways
        self._leaving: Leaving | None = None
        self._unshown: asyncio.Queue[list[Block]] = asyncio.Queue()
        self._asking: tuple[str, PromptSession[Any]] | None = None
        self._failed: Exception | None = None

    async def run(self) -> Leaving:
        """Sit there; raises StorageError where something cannot be kept."""
        with on(self._seat), self._table.watched(self._take):
            for event, state in self._missed:
                self._unshown.put_nowait(told(event, state, self._ways.other))
            if not self._missed:
                self._unshown.put_nowait(welcome(self._table.state, self._ways.other))
            printing = asyncio.create_task(self._print_on())
            try:
                while self._leaving is None:
                    await self._unshown.join()
                    await self._ask_next()
                await self._unshown.join()
            except (EOFError, InterruptedPromptError):
                self._leaving = Leaving.LEFT
            finally:
                printing.cancel()
                with suppress(asyncio.CancelledError):
                    await printing
        if self._failed is not None:
            raise self._failed
        return self._leaving

    def leave(self, why: Leaving) -> None:
        """End the screen."""
        self._leaving = why
        self._unshown.put_nowait([])

    def notify(self, text: str) -> None:
        """Say something that is no part of the interview."""
        self._unshown.put_nowait([_say(text)])

    # What comes in

    def _take(self, event: AnyEvent, state: State) -> None:
        if isinstance(event, Swapped):
            self._leaving = Leaving.SWAPPED
        self._unshown.put_nowait(told(event, state, self._ways.other))

    async def _print_on(self) -> None:
        while True:
            blocks = await self._unshown.get()
            try:
                if blocks:
                    await _print(blocks)
                self._refit()
            except Exception as error:  # whatever it is, it ends the screen, not only the printing
                self._failed, self._leaving = error, Leaving.LEFT
            finally:
                self._unshown.task_done()

    # What is asked

    def _wanted(self) -> str:
        state = self._table.state
        if self._leaving is not None:
            return "nothing"
        if state.phase is Phase.RATING and Role.CANDIDATE not in state.rated:
            return "form"
        # Nobody is interrupted in the middle of a line for a key.
        return "key" if state.awaits_mark and not self._is_typing() else "line"

    def _is_typing(self) -> bool:
        if self._asking is not None and self._asking[0] == "line":
            return bool(self._asking[1].default_buffer.text)
        return False

    def _refit(self) -> None:
        """End the running prompt where something else is to be asked now, else draw what has changed."""
        if self._asking is None:
            return
        kind, session = self._asking
        if session.app.future is None or session.app.future.done():
            return  # answered already
        if kind != self._wanted():
            session.app.erase_when_done = True
            session.app.exit(result=None)
        else:
            session.app.invalidate()

    async def _ask_next(self) -> None:
        match self._wanted():
            case "key":
                await self._how_sure()
            case "form":
                await self._form()
            case "line":
                await self._line()

    async def _prompt(
        self, kind: str, session: PromptSession[T], message: AnyFormattedText, default: str = ""
    ) -> T | None:
        """What is answered to `session`; None where it was ended because something else is to be asked."""
        session.interrupt_exception = InterruptedPromptError
        self._asking = kind, session
        try:
            return await session.prompt_async(
                message, default=default, handle_sigint=False, set_exception_handler=False
            )
        finally:
            self._asking = None

    async def _line(self) -> None:
        session = reply_session(self._table.state, self._ways.words)
        text, self._table.draft = self._table.draft, ""
        try:
            line = await self._prompt("line", session, self._status, text)
        except BaseException:
            self._table.draft = scrub(session.default_buffer.text)
            raise
        if line is None:
            self._table.draft = scrub(session.default_buffer.text)
            return
        try:
            await self._carry_out(scrub(line))
        except (UnknownWordError, RefusedError) as refusal:
            await _print([_say(str(refusal))])

    def _status(self) -> FormattedText:
        state = self._table.state
        there = "is here" if self._ways.present() else "is away"
        parts = [self._place(state)]
        if self._ways.door is not None and self._ways.door.shut:
            parts.append("too many wrong codes: /code draws another")
        if not self._ways.handed:
            parts.append(f"{self._ways.other} {there}")
        parts.append(_open_steps(state))
        parts.append("Enter hands over; /help" if self._ways.handed else "/help")
        line = wrap(" · ".join(part for part in parts if part), columns())
        return FormattedText([("class:status", "\n" + "\n".join(line) + "\n"), *PROMPT])

    def _place(self, state: State) -> str:
        total = len(state.planned.questions) if state.planned else 0
        match state.phase:
            case Phase.READY | Phase.CLOSED:
                return f"{len(state.episodes)}/{total} · the next question is chosen"
            case Phase.RATING:
                return f"{self._ways.other} rates"
            case Phase.OVER:
                return "over"
            case _:
                return f"{state.current.position + 1}/{total}"

    async def _how_sure(self) -> None:
        pressed = await self._prompt("key", key_session("".join(SURE_KEYS)), key_prompt(HOW_SURE))
        if pressed is not None:
            self._table.draft += pressed.typed
            with suppress(RefusedError):  # the answer may be out by now
                await self._do(SetMark(SURE_KEYS.get(pressed.key)))

    async def _form(self) -> None:
        ratings: dict[Aspect, int] = {}
        for aspect, words in ASPECTS.items():
            asked = key_prompt(f"{words}? {_SCALE}")
            pressed = await self._prompt("form", key_session(_RATINGS), asked)
            if pressed is None:
                return
            if pressed.key in _RATINGS[:-1] and pressed.key:
                ratings[aspect] = int(pressed.key)
        written = []
        for question in ("What went well? (a line, or Enter) ", "What will you try next time? "):
            message = FormattedText([("class:status", question)])
            line = await self._prompt("form", line_session(), message)
            if line is None:
                return
            written.append(scrub(line).strip())
        await self._do(Rate(ratings, *written))

    # What is done

    async def _do(self, command: Command) -> None:
        await self._table.do(Role.CANDIDATE, command)

    async def _carry_out(self, line: str) -> None:
        if not line.strip():
            if self._ways.handed:
                self._leaving = Leaving.HANDED
            return
        said = parse(line, self._ways.words)
        if said.word is None:
            await self._do(Reply(said.text, said.mark))
        else:
            await self._words[said.word](said)

    @property
    def _words(self) -> dict[Word, Callable[[Typed], Awaitable[None]]]:
        return {
            Word.NOTE: lambda said: self._table.note(Role.CANDIDATE, said.text),
            Word.HINT: lambda _: self._do(Hint()),
            Word.SURE: lambda said: self._do(SetMark(said.mark)),
            Word.WHY: self._why,
            Word.CONTEST: self._contest,
            Word.PAUSE: self._leave,
            Word.QUIT: self._quit,
            Word.HELP: lambda _: _print(help_blocks(self._ways.words, others=_MEANINGS)),
            Word.SWAP: lambda _: self._ways.swap(),
            Word.CODE: self._code,
            Word.HAND: self._hand,
        }

    async def _why(self, _: Typed) -> None:
        state = self._table.state
        if state.episodes:
            await _print(reading_blocks(state.current, keyed=False))

    async def _contest(self, said: Typed) -> None:
        state = self._table.state
        if not state.episodes:
            raise RefusedError("No question was asked yet.")
        await self._do(Contest(state.current.position, said.text))

    async def _leave(self, _: Typed) -> None:
        self._leaving = Leaving.PAUSED

    async def _hand(self, _: Typed) -> None:
        self._leaving = Leaving.HANDED

    async def _quit(self, said: Typed) -> None:
        """End what is not over yet; once it is, leave."""
        match self._table.state.phase:
            case Phase.OVER:
                await self._leave(said)
            case Phase.RATING:
                await self._do(Finish())
            case Phase.READY | Phase.CLOSED:
                await self._do(Wrap())
            case _:
                await self._do(Close(CloseReason.QUIT))
                await self._do(Wrap())

    async def _code(self, _: Typed) -> None:
        await _print([_say(drawn(self._ways.door))])


def _say(text: str) -> Block:
    return Block(Tone.PROGRAM, text)


_MEANINGS = {
    Word.PAUSE: "stop here; `idk pair --resume` goes on",
    Word.QUIT: "end the interview, and see how it went; once it is over, leave",
}
_RATINGS = "01234-"
_SCALE = (
    " · ".join(f"{number} {word}" for number, word in enumerate(SCALE)) + " · - no occasion · Enter skips"
)


def _open_steps(state: State) -> str:
    """What is done and open on the question that is asked."""
    if state.phase in (*BETWEEN, Phase.RATING, Phase.OVER) or not state.current.has_gap:
        return ""
    return progress(state.current)


async def _print(blocks: list[Block]) -> None:
    """Write above the prompt that may be running."""
    async with in_terminal():
        output = get_app_session().output
        print_formatted_text(output, fragments(*blocks), STYLE, color_depth=colours())
        output.flush()
