"""Owns how the interviewer's screen is laid out and scrolls: text in, windows out. Knows no interview."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from prompt_toolkit.application import get_app
from prompt_toolkit.data_structures import Point
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.layout import (
    ConditionalContainer,
    Dimension,
    FormattedTextControl,
    HSplit,
    VSplit,
    Window,
)
from prompt_toolkit.layout.containers import AnyContainer
from prompt_toolkit.styles import Style

from simulator.reports.plain import wrap
from simulator.text import clean

WIDE = 72
"""From so many columns on the conversation stands beside the page, else below it."""
STYLE = Style.from_dict(
    {
        "head": "bold",
        "tab": "ansibrightblack",
        "tab.open": "bold reverse",
        "here": "reverse",
        "status": "ansibrightblack",
        "notice": "bold",
        "candidate": "bold",
        "coach": "ansicyan",
        "question": "bold",
    }
)


HEAD, TEXT = "head", "text"
"""Styles of an item that cannot be gone to, and of one that is only read."""


class Item(NamedTuple):
    """A paragraph of a list."""

    text: str
    style: str = ""
    sign: str = ""
    """Stands before the text, which is then indented."""


class Scrolled:
    """A list in a window. The item that is gone to is in sight; where none was gone to, the beginning of a
    list with `ahead`, else its end, as of a conversation."""

    def __init__(
        self, items: Callable[[], Sequence[Item]], width: Callable[[], int], *, ahead: bool = True
    ) -> None:
        self._items = items
        self._width = width
        self._ahead = ahead
        self._top = 0
        self._back = 0
        """Lines above the end, where the list shows its end."""
        self._at = 0
        self._into = 0
        """Lines of it that are scrolled past, where it is taller than the window."""
        control = FormattedTextControl(self._text, get_cursor_position=lambda: Point(0, self._top))
        self.window = Window(
            control,
            get_vertical_scroll=lambda _: self._top,
            always_hide_cursor=True,
            height=Dimension(min=1),
        )

    @property
    def _height(self) -> int:
        info = self.window.render_info
        return max(info.window_height if info else get_app().output.get_size().rows - 8, 1)

    def _text(self) -> FormattedText:
        items = self._items()
        drawn = [_lines(item, self._width()) for item in items]
        chosen = self.chosen
        if self._ahead:
            self._look(drawn, chosen or 0)
        else:
            total = sum(map(len, drawn))
            self._back = min(self._back, max(0, total - self._height))
            self._top = max(0, total - self._height - self._back)
        pieces: list[tuple[str, str]] = []
        for number, lines in enumerate(drawn):
            style = f"class:{items[number].style}" if items[number].style else ""
            if self._ahead and number == chosen and items[number].style != TEXT:
                style += " class:here"
            for line in lines:
                pieces += [(style, line), ("", "\n")]
        return FormattedText(pieces[:-1])

    def _look(self, drawn: Sequence[Sequence[str]], at: int) -> None:
        """Move the window as little as shows the item `at`, or the part of it that is being read."""
        height = self._height
        start = sum(map(len, drawn[:at]))
        size = len(drawn[at]) if drawn else 0
        if size > height:
            self._top = start + min(self._into, size - height)
        elif start + size <= height:
            self._top = 0
        else:
            self._top = min(max(self._top, start + size - height), start)

    @property
    def chosen(self) -> int | None:
        """The item that is gone to; None where there is none to go to."""
        stops = self._stops()
        return next((stop for stop in stops if stop >= self._at), stops[-1] if stops else None)

    def _stops(self) -> list[int]:
        return [number for number, item in enumerate(self._items()) if item.style != HEAD]

    def begin(self) -> None:
        """Go to the first item."""
        self._at, self._into = 0, 0

    def step(self, by: int) -> None:
        """Go to the next item (`by` 1) or the one before (-1); first through the rest of a tall one."""
        at = self.chosen
        if at is None:
            return
        size = len(_lines(self._items()[at], self._width()))
        page, hidden = max(self._height - 1, 1), size - self._height - self._into
        if by > 0 and hidden > 0:
            self._into += min(hidden, page)
        elif by < 0 and self._into:
            self._into = max(0, self._into - page)
        else:
            stops = self._stops()
            place = stops.index(at) + by
            self._at, self._into = stops[min(max(place, 0), len(stops) - 1)], 0

    def scroll_back(self, by: int) -> None:
        """Move towards the beginning (`by` > 0) or the end, by most of a window."""
        self._back = max(0, self._back + by * max(self._height - 1, 1))


def _lines(item: Item, width: int) -> list[str]:
    indent = len(item.sign) + 1 if item.sign else 0
    first, *rest = folded(item.text, max(width - indent - 1, 8))
    sign = f"{item.sign} " if item.sign else ""
    return [f"{sign}{first}", *(f"{' ' * indent}{line}" for line in rest)]


def folded(text: str, width: int) -> list[str]:
    """Text in lines that fit; a word that is longer than one, such as an address, in pieces."""
    return [line for part in wrap(clean(text), width) for line in _cut(part, width)]


def _cut(line: str, width: int) -> list[str]:
    return [line[start : start + width] for start in range(0, len(line), width)] or [""]


def beside(left: AnyContainer, right: AnyContainer, columns: int) -> AnyContainer:
    """Two parts side by side, or one below the other where the screen is narrow."""
    if columns >= WIDE:
        return VSplit(
            [HSplit([left], width=left_of(columns)), Window(width=1, char="│", style="class:status"), right]
        )
    line = Window(height=1, char="─", style="class:status")
    return HSplit(
        [HSplit([left], height=Dimension(weight=3)), line, HSplit([right], height=Dimension(weight=2))]
    )


def left_of(columns: int) -> int:
    """The columns of the left part."""
    return columns * 11 // 20 if columns >= WIDE else columns


def right_of(columns: int) -> int:
    """The columns of the right part."""
    return columns - left_of(columns) - 1 if columns >= WIDE else columns


def paragraph(text: Callable[[], FormattedText], most: int, *, keys: bool = False) -> Window:
    """A few lines, in one style, that take no more room than they need; `keys` may go there."""

    def fit() -> FormattedText:
        width = get_app().output.get_size().columns - 1
        pieces = [(piece[0], piece[1]) for piece in text()]
        if len(pieces) == 1:
            pieces = [(style, "\n".join(folded(line, width))) for style, line in pieces]
        return FormattedText(pieces)

    return Window(
        FormattedTextControl(fit, focusable=keys, show_cursor=False),
        height=Dimension(min=1, max=most),
        dont_extend_height=True,
        always_hide_cursor=True,
    )


def shown(when: Callable[[], bool], part: AnyContainer) -> ConditionalContainer:
    """A part that takes room only while `when` holds."""
    return ConditionalContainer(part, Condition(when))
