"""Owns a session as a page: the paragraphs of its review, each question a part with a heading of its own."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element

from simulator.reports.blocks import Block, Tone
from simulator.reports.html.page import add, append_text, new_page, written
from simulator.reports.review import Entry

_SPOKEN = frozenset({Tone.CANDIDATE, Tone.INTERVIEWER, Tone.COACH})


def review_page(entries: Iterable[Entry]) -> str:
    """The page on a session; `entries` are its review, the first of which is its title."""
    title, *rest = entries
    html, main = new_page(title.block.text)
    parts = [(position, [one.block for one in part]) for position, part in groupby(rest, _position)]
    questions = [(position, blocks[0].text) for position, blocks in parts if position >= 0]
    for place, (position, blocks) in enumerate(parts):
        if position < 0:
            _add_blocks(main, blocks)
        else:
            _add_question(main, position, blocks)
        if place == 0 and questions:
            _add_contents(main, questions)
    return written(html)


def _position(entry: Entry) -> int:
    return entry.position


def _anchor(position: int) -> str:
    return f"question-{position + 1}"


def _add_contents(main: Element, questions: Iterable[tuple[int, str]]) -> None:
    listed = add(add(main, "nav", aria_label="Questions"), "ul", class_="points")
    for position, heading in questions:
        add(add(listed, "li"), "a", heading, href=f"#{_anchor(position)}")


def _add_question(main: Element, position: int, blocks: Sequence[Block]) -> None:
    part = add(main, "section", aria_labelledby=_anchor(position))
    add(part, "h2", blocks[0].text, id=_anchor(position))
    _add_blocks(part, blocks[1:])


def _add_blocks(part: Element, blocks: Iterable[Block]) -> None:
    for tone, run in groupby(blocks, lambda block: block.tone):
        if tone is Tone.POINT:
            listed = add(part, "ul", class_="points")
            for block in run:
                add(listed, "li", block.text)
            continue
        for block in run:
            _add_block(part, block)


def _add_block(part: Element, block: Block) -> None:
    spoken = block.tone in _SPOKEN
    whole = add(part, "div" if spoken else "p", class_=f"said {block.tone}" if spoken else "aside")
    if block.label:
        add(whole, "b", f"{block.label}: ")
    at = 0
    for start, end in block.marks:
        append_text(whole, block.text[at:start])
        add(whole, "mark", block.text[start:end])
        at = end
    append_text(whole, block.text[at:].strip("\n") if not at else block.text[at:])
