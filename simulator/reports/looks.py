"""Owns the looks of a report where looks are to be had: the lines of `plain`, each in parts with a style.

The same words on the same lines as without looks, so nothing is said by looks alone.
"""

from itertools import accumulate, groupby
from operator import itemgetter
from typing import NamedTuple

from simulator.reports.blocks import Block, Tone
from simulator.reports.plain import plain
from simulator.text import clean

LABEL, MARK = "label", "mark"
"""Styles beside those named after the tones: who speaks, and words that are marked."""

_SPACE = frozenset("\t\n\x0b\x0c\r ")
"""What wrapping may take away, put in or move; all other characters keep their order."""


class Part(NamedTuple):
    """Some words in one style."""

    style: str
    text: str


def lines(block: Block, width: int | None) -> list[list[Part]]:
    """The lines of `block`, in parts."""
    styles = iter(_styles(block))
    drawn = []
    for line in plain(block, width).split("\n"):
        found = [None if c in _SPACE else next(styles) for c in line]
        each = zip(_filled(found, block.tone.value), line, strict=True)
        runs = groupby(each, itemgetter(0))
        drawn.append([Part(style, "".join(c for _, c in run)) for style, run in runs])
    return drawn


def _filled(styles: list[str | None], between: str) -> list[str]:
    """The styles of a line, a space in that of the words on both sides of it, else in `between`."""
    left = list(accumulate(styles, _latest))
    right = list(accumulate(reversed(styles), _latest))[::-1]
    return [
        before if before is not None and before == after else between
        for before, after in zip(left, right, strict=True)
    ]


def _latest(before: str | None, now: str | None) -> str | None:
    return now or before


def _styles(block: Block) -> list[str]:
    """The style of each character of `block` that is no space, as `plain` puts them in order."""
    tone = block.tone.value
    if block.tone is Tone.HEADING:
        words = f"== {block.label}: {block.text} ==" if block.label else f"== {block.text} =="
        return [tone for c in clean(words) if c not in _SPACE]
    styles = [LABEL for c in (f"{block.label}:" if block.label else "") if c not in _SPACE]
    marked = {place for start, end in block.marks for place in range(start, end)}
    text = clean(block.text)
    return styles + [MARK if place in marked else tone for place, c in enumerate(text) if c not in _SPACE]


_ANSI = {Tone.HEADING.value: "1", LABEL: "1", MARK: "4", Tone.COACH.value: "36"}
"""Bold, underlined, cyan."""


def ansi(block: Block, width: int | None) -> str:
    """`block` as `plain` gives it, with the control sequences of a terminal for its looks."""
    return "\n".join("".join(map(_dressed, line)) for line in lines(block, width))


def _dressed(part: Part) -> str:
    code = _ANSI.get(part.style)
    return f"\x1b[{code}m{part.text}\x1b[0m" if code and not part.text.isspace() else part.text
