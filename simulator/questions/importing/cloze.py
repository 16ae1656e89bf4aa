"""Owns texts with gaps, as Anki writes them: `The {{c1::GIL::lock}} …`; never reads a file."""

import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_GAPS = 20
"""Questions made of one text; more numbers than that are a generated file."""

_TOKENS = re.compile(r"(\{\{c[0-9]{1,3}::|\}\})")
_OPENING = re.compile(r"\{\{c([0-9]{1,3})::")


class Gap(NamedTuple):
    """A text with one gap in it, and what the gap hides."""

    text: str
    hidden: str
    bare: str
    """The text without its gap, to tell whether anything is left to go by."""


class _Frame:
    """An open gap (number 0: the whole text) with its text so far, shown and hidden."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.shown: list[str] = []
        self.bare: list[str] = []
        self.full: list[str] = []

    def add(self, shown: str, bare: str, full: str) -> None:
        self.shown.append(shown)
        self.bare.append(bare)
        self.full.append(full)


def has_gaps(text: str) -> bool:
    """Whether `text` is one with gaps."""
    return _OPENING.search(text) is not None


def gaps(text: str) -> Iterator[Gap]:
    """`text` once for each number its gaps have, the other gaps filled in; at most `MAX_GAPS`."""
    tokens = _TOKENS.split(text)
    for number in sorted({int(found) for found in _OPENING.findall(text)})[:MAX_GAPS]:
        yield _gap(tokens, number)


def _gap(tokens: list[str], number: int) -> Gap:
    frames = [_Frame(0)]
    hidden: list[str] = []
    for token in tokens:
        opening = _OPENING.fullmatch(token)
        if opening:
            frames.append(_Frame(int(opening.group(1))))
        elif token == "}}" and len(frames) > 1:  # noqa: S105  (it ends a gap)
            _close(frames, number, hidden)
        else:
            frames[-1].add(token, token, token)
    while len(frames) > 1:  # an opening that nothing closes stays as it is written
        left = frames.pop()
        opened = f"{{{{c{left.number}::"
        frames[-1].add(opened + "".join(left.shown), opened + "".join(left.bare), opened + "".join(left.full))
    return Gap("".join(frames[0].shown), ", ".join(hidden), "".join(frames[0].bare))


def _close(frames: list[_Frame], number: int, hidden: list[str]) -> None:
    frame = frames.pop()
    full, _, hint = "".join(frame.full).partition("::")
    if frame.number != number:
        frames[-1].add("".join(frame.shown).partition("::")[0], "".join(frame.bare).partition("::")[0], full)
        return
    frames[-1].add(_shown(hint), "", full)
    if full.strip() and all(outer.number != number for outer in frames):
        hidden.append(full.strip())


def _shown(hint: str) -> str:
    """What stands for the gap; some exports put the hint in brackets, or dots for none."""
    return f"[{hint.strip(' []').strip('.') or '…'}]"
