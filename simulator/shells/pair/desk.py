"""Owns the interviewer's screen: full-screen, by keyboard alone, a fold of the events the candidate's shows.

What it lists is `pages`, what its keys do `deeds`, what it asks `dialogs`, how it is drawn `drawing`. Nothing
stays on the terminal afterwards: the key is on the alternate screen only, and wiped before that is left.
"""

import asyncio
from collections.abc import Awaitable

from prompt_toolkit import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.layout import (
    BufferControl,
    Dimension,
    DynamicContainer,
    HSplit,
    Layout,
    Window,
)
from prompt_toolkit.layout.containers import AnyContainer

from simulator.interview.commands import Command
from simulator.interview.events import AnyEvent, Role, Swapped
from simulator.interview.protocol import RefusedError
from simulator.interview.state import Phase, State
from simulator.shells.pair import view
from simulator.shells.pair.deeds import Deeds
from simulator.shells.pair.desk_keys import desk_keys
from simulator.shells.pair.dialogs import Choice, Dialog, Dialogs, Edit, Option, Then, handed_over
from simulator.shells.pair.drawing import (
    STYLE,
    WIDE,
    Item,
    Scrolled,
    beside,
    left_of,
    paragraph,
    right_of,
    shown,
)
from simulator.shells.pair.pages import Page, Row, result, rows
from simulator.shells.pair.screen import MOST, Leaving, Ways, on, typed
from simulator.shells.pair.seat import Seat
from simulator.shells.pair.table import Table
from simulator.shells.prompts import colours
from simulator.text import clean

_CLOCK = 10.0
"""Seconds after which the clock, which counts minutes, is drawn anew."""
_ESCAPE = 0.3
"""Seconds after which Esc is a key of its own, not the beginning of another."""


class Desk:
    """The interviewer at a seat, until they leave it."""

    def __init__(self, seat: Seat, table: Table, ways: Ways) -> None:
        self.table = table
        self.ways = ways
        self.dialogs = Dialogs(self.open, self.do)
        self.deeds = Deeds(self)
        self.dialog: Dialog | None = None
        self._seat = seat
        self._page = Page.NEXT if table.state.phase in view.BETWEEN else Page.KEY
        self._notice = ""
        self._busy: set[asyncio.Task[None]] = set()
        self._lists = {page: self._list_of(page) for page in Page}
        self._asked = Scrolled(lambda: view.asked(self.dialog), self._left)
        self._result = Scrolled(lambda: [view.item(row) for row in self._rows()], self._left)
        self._talk = Scrolled(lambda: view.talk(self.state, self.ways.other), self._right, ahead=False)
        self._buffer = Buffer(multiline=True)
        self._app: Application[Leaving] = Application(
            layout=Layout(self._layout(), focused_element=self._head),
            key_bindings=desk_keys(self),
            style=STYLE,
            color_depth=colours(),
            full_screen=True,
            erase_when_done=True,  # so that nothing of the key is left where the alternate screen is not
            refresh_interval=_CLOCK,
            input=seat.input,
            output=seat.output,
        )
        self._app.timeoutlen = self._app.ttimeoutlen = _ESCAPE

    async def run(self) -> Leaving:
        """Sit there; raises StorageError where something cannot be kept."""
        with on(self._seat), self.table.watched(self._take):
            if self.ways.handed:
                self.open(handed_over(self._begin))
            else:
                self._begin()
            try:
                return await self._app.run_async(handle_sigint=False, set_exception_handler=False)
            except EOFError:
                return Leaving.LEFT
            finally:
                self._keep_unsent()

    def _begin(self) -> None:
        """Go on where this seat was left, or at the beginning."""
        self._open_form()
        if self.dialog is None and self.table.unsent:
            self.deeds.speak()
        elif self.dialog is None and self.state.phase is Phase.READY and self.state.warmed_up is None:
            self.open(self.dialogs.offer_warm_up())

    def leave(self, why: Leaving) -> None:
        """End the screen."""
        if self._app.is_running and self._app.future is not None and not self._app.future.done():
            self._app.exit(result=why)

    def notify(self, text: str) -> None:
        """Say something that is no part of the interview."""
        self._notice = text
        self._app.invalidate()

    # What comes in

    @property
    def state(self) -> State:
        """The interview as it stands."""
        return self.table.state

    def _take(self, event: AnyEvent, _: State) -> None:
        if isinstance(event, Swapped):
            self.leave(Leaving.SWAPPED)
        self._open_form()
        self._app.invalidate()

    def _open_form(self) -> None:
        if self.form_is_due and self.dialog is None:
            self.open(self.dialogs.form())
        elif self.state.phase is Phase.OVER:
            self.close_dialog()

    @property
    def form_is_due(self) -> bool:
        """Whether the interviewer is to rate now."""
        rated = self.state.rated
        return self.state.phase is Phase.RATING and Role.CANDIDATE in rated and Role.INTERVIEWER not in rated

    # What is drawn

    def _left(self) -> int:
        columns = self._seat.output.get_size().columns
        return columns if self._is_alone else left_of(columns)

    @property
    def _is_alone(self) -> bool:
        """Whether the conversation gives way to what is in the body."""
        return self.state.phase is Phase.OVER

    def _right(self) -> int:
        return right_of(self._seat.output.get_size().columns)

    def _list_of(self, page: Page) -> Scrolled:
        def items() -> list[Item]:
            return [view.item(row) for row in rows(page, self.state)]

        return Scrolled(items, self._left)

    def _layout(self) -> AnyContainer:
        self._line = Window(
            BufferControl(self._buffer),
            height=Dimension(min=1, max=6),
            wrap_lines=True,
            dont_extend_height=True,
        )
        # While nothing is written the keys go here, where none of them edits anything.
        self._head = paragraph(lambda: view.header(self.state, self.ways, self.table.clock()), 2, keys=True)
        rule = Window(height=1, char="─", style="class:status")
        return HSplit(
            [
                self._head,
                paragraph(lambda: view.question(self.state, self.ways), 4),
                shown(lambda: self.state.phase is not Phase.OVER, paragraph(self._tabs, 1)),
                DynamicContainer(self._body),
                shown(
                    lambda: isinstance(self.dialog, Edit),
                    HSplit([rule, paragraph(self._title, 3), self._line]),
                ),
                shown(lambda: bool(self._notice), paragraph(self._noticed, 3)),
                paragraph(lambda: view.keys(self.dialog, self._page, self.state, self.ways), 4),
            ],
        )

    def _tabs(self) -> FormattedText:
        return view.tabs(self._page)

    def _body(self) -> AnyContainer:
        columns = self._seat.output.get_size().columns
        if self._is_alone or (isinstance(self.dialog, Choice) and columns < WIDE):
            return self._shown.window
        return beside(self._shown.window, self._talk.window, columns)

    @property
    def _shown(self) -> Scrolled:
        """The list in the body."""
        if isinstance(self.dialog, Choice):
            return self._asked
        return self._result if self.state.phase is Phase.OVER else self._lists[self._page]

    def _title(self) -> FormattedText:
        return FormattedText(
            [("class:head", clean(self.dialog.title) if isinstance(self.dialog, Edit) else "")]
        )

    def _noticed(self) -> FormattedText:
        return FormattedText([("class:notice", clean(self._notice))])

    # What is gone to

    def _rows(self) -> list[Row]:
        over = self.state.phase is Phase.OVER
        return result(self.state, self.ways.other) if over else rows(self._page, self.state)

    @property
    def row(self) -> Row | None:
        """The line that is gone to."""
        at = self._shown.chosen
        return None if at is None or self.dialog else self._rows()[at]

    def turn_to(self, page: Page) -> None:
        """Show another page, from its beginning."""
        self._page = page
        self._lists[page].begin()

    def turn(self, by: int) -> None:
        """Show the page so many further."""
        pages = list(Page)
        self._page = pages[(pages.index(self._page) + by) % len(pages)]

    def step(self, by: int) -> None:
        """Go to the next line, or on in a long one."""
        self._shown.step(by)

    def scroll_talk(self, by: int) -> None:
        """See what was said before, or after."""
        self._talk.scroll_back(by)

    # What is done

    @property
    def unsent(self) -> str:
        """A line that was begun and not sent."""
        return self.table.unsent

    def perform(self, deed: Then) -> None:
        """Do something, at once or in its turn; what is refused is said."""
        self._notice = ""
        try:
            doing = deed()
        except RefusedError as refusal:
            self._notice = str(refusal)
            return
        if doing is not None:
            task = asyncio.ensure_future(self._guarded(doing))
            self._busy.add(task)
            task.add_done_callback(self._busy.discard)

    async def _guarded(self, doing: Awaitable[None]) -> None:
        try:
            await doing
        except RefusedError as refusal:
            self._notice = str(refusal)
        except Exception as error:  # whatever it is, it ends the screen, not only this task
            if not self._app.is_running:
                raise
            self._app.exit(exception=error)
        self._app.invalidate()

    async def do(self, command: Command) -> None:
        """Carry a command out as the interviewer."""
        await self.table.do(Role.INTERVIEWER, command)

    def open(self, dialog: Dialog) -> None:
        """Ask something."""
        self.dialog = dialog
        self._asked.begin()
        if isinstance(dialog, Edit):
            self._buffer.set_document(Document(dialog.text))
            self._app.layout.focus(self._line)
        self._app.invalidate()

    def close_dialog(self) -> None:
        """Ask nothing any more; a line that was begun is kept."""
        self._keep_unsent()
        self._end_dialog()

    def _end_dialog(self) -> None:
        self.dialog = None
        self._app.layout.focus(self._head)

    def _keep_unsent(self) -> None:
        if isinstance(self.dialog, Edit) and self.dialog.kept:
            self.table.unsent = typed(self._buffer.text)

    def choose_here(self) -> None:
        """The option that is gone to is taken."""
        at = self._asked.chosen
        if isinstance(self.dialog, Choice) and at is not None:
            first = len(view.asked(self.dialog)) - len(self.dialog.options)
            if at >= first:
                self.choose(self.dialog.options[at - first])

    def choose(self, option: Option) -> None:
        """One of the options was taken."""
        self._end_dialog()
        self.perform(option.then)

    def accept(self) -> None:
        """What was written is taken."""
        dialog, text = self.dialog, typed(self._buffer.text)
        if not isinstance(dialog, Edit):
            return
        if len(text) > MOST:
            self._notice = f"That is too long: at most {MOST:,} characters."
            return
        self._end_dialog()
        if dialog.kept:
            self.table.unsent = ""
        self.perform(lambda: dialog.then(text))
