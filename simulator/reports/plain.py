"""Owns a report as plain text: no control sequence, no colour, readable at any width."""

import textwrap

from simulator.reports.blocks import Block, Tone
from simulator.text import clean


def plain(block: Block, width: int | None = None) -> str:
    """`block` as lines, wrapped to `width` columns where one is given."""
    text = clean(block.text)
    if block.label:
        text = f"{block.label}: {text}"
    if block.tone is Tone.HEADING:
        heading = "\n".join(wrap(text, width and width - len("==  ==")))
        return f"\n== {heading} =="
    body = "\n".join(wrap(text, width, block.tone))
    if block.tone is Tone.QUESTION:
        return f"\n{body}\n"
    return f"\n{body}" if block.tone is Tone.CANDIDATE else body


def wrap(text: str, width: int | None, tone: Tone = Tone.PROGRAM) -> list[str]:
    """`text` as lines of at most `width` columns; words longer than that, such as addresses, stay whole."""
    first, rest = _INDENT.get(tone, ("", ""))
    lines = []
    for line in text.split("\n"):
        if width is None:
            lines.append(first + line)
            continue
        lines += textwrap.wrap(
            line,
            max(width, _LEAST),
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    return lines


_INDENT = {Tone.QUOTE: ("  ", "  "), Tone.POINT: ("  ", "      ")}
"""Indents of the first line and of the others."""
_LEAST = 20
"""Narrower than this nothing is wrapped any further."""
