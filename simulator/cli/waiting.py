"""Owns the bar beside long work: how far it is and the time left, on standard error, at a terminal alone.

Work that is soon done shows none. Ctrl-C goes through as it came; the bar's line is ended first.
"""

import os
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_T = TypeVar("_T")
_PATIENCE = 0.5
"""Seconds without a word; whatever is done by then needs no bar."""


@contextmanager
def waiting(total: int, doing: str, *, printing: bool = False) -> Iterator[Callable[[int], None]]:
    """Run work of `total` steps under a bar; what is handed out is called with every few steps done.

    `doing` is said once, above the bar: "Reading 12,000 sessions". Where the work prints as it goes
    (`printing`), a bar is drawn only if that does not land on the same terminal. Nothing else may be said on
    standard error meanwhile.
    """
    if not _has_room(printing=printing):
        yield lambda _: None
        return
    bar = _Bar(total, doing)
    try:
        yield bar.advance
    finally:
        bar.close()


def waited_for(items: Collection[_T], doing: str, *, printing: bool = False) -> Iterator[_T]:
    """The items one by one, under a bar as `waiting` draws it; an item is done when the next is asked for."""
    with waiting(len(items), doing, printing=printing) as advance:
        for item in items:
            yield item
            advance(1)


def _has_room(*, printing: bool) -> bool:
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return False
    return not (printing and sys.stdout is not None and sys.stdout.isatty())


class _Bar:
    """click's bar, drawn once the work has taken a while."""

    def __init__(self, total: int, doing: str) -> None:
        self._bar: ProgressBar[int] = click.progressbar(  # made now, for it reckons the time left from here
            length=total,
            file=sys.stderr,
            width=0,
            bar_template="[%(bar)s]  %(info)s",
            update_min_steps=max(1, total // 1000),
            item_show_func=self._after_the_time,
        )
        self._doing = doing
        self._shown_from = monotonic() + _PATIENCE
        self._waiting = 0
        self._shown = False

    def advance(self, steps: int) -> None:
        self._waiting += steps
        if not self._shown and monotonic() < self._shown_from:
            return
        if not self._shown:
            self._shown = True
            click.echo(f"{self._doing} (Ctrl-C stops)", err=True)
        self._bar.update(self._waiting)
        self._waiting = 0

    def _after_the_time(self, _: int | None) -> str | None:
        return "left" if self._bar.eta_known and not self._bar.finished else None

    def close(self) -> None:
        if self._shown:
            self._bar.render_finish()
