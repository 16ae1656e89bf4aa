"""Owns a session as Markdown: the review as it is on the screen, each word verbatim, none as markup."""

import re
from collections.abc import Iterable, Iterator

from simulator.reports.blocks import Block, Tone
from simulator.text import clean, one_line

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$&!])")
_LINE_START = re.compile(r"(\d+)([.)])|([-+=])")


def markdown(blocks: Iterable[Block]) -> Iterator[str]:
    """The blocks as Markdown, each with its line breaks; the first is the title."""
    for place, block in enumerate(blocks):
        text = escaped(block.text)
        match block.tone:
            case Tone.HEADING:
                yield f"{'#' if place == 0 else '##'} {_inline(one_line(block.text))}\n\n"
            case Tone.QUOTE:
                yield "".join(f"> {line}\n" for line in _labelled(block, text).split("\n")) + "\n"
            case _:
                yield f"{_labelled(block, text)}\n\n"


def _labelled(block: Block, text: str) -> str:
    return f"**{escaped(block.label)}:** {text}" if block.label else text


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is: no markup, no HTML, its lines and indents kept."""
    return "\\\n".join(_line(line) for line in clean(text).strip("\n").split("\n"))


def _inline(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _line(line: str) -> str:
    body = line.lstrip(" \t")
    indent = line[: len(line) - len(body)].expandtabs(4)
    shown = _inline(body)
    start = _LINE_START.match(shown)
    if start:
        digits = start[1] or ""
        shown = f"{digits}\\{shown[len(digits) :]}"
    # An empty line would end the paragraph, and four spaces begin code.
    return "&nbsp;" * len(indent) + shown or "&nbsp;"
