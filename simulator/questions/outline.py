"""Owns how a bank or a question with its answer key reads as plain text; prints nothing.

Text of a bank is cleaned here, since all of it is on its way to a terminal.
"""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from simulator.questions.model import Bank, KeyPoint, Question
from simulator.text import clean, one_line

NARROWEST = 20
"""Columns below which wrapping would only tear words apart."""


def outline_bank(bank: Bank, width: int) -> str:
    """Title and questions of a bank, its foils only counted: a foil that is known beforehand is spoiled."""
    real = [question for question in bank.questions if not question.is_foil]
    lines = [*_wrapped(f"{bank.title} ({bank.name}, {bank.language})", width), ""]
    for question in real:
        about = ", ".join([question.level.value, *question.tags[:1]])
        lines += [
            *_wrapped(f"{bank.name}/{question.id}", width),
            *_wrapped(f"{question.ask} ({about})", width, "  "),
        ]
    made_up = len(bank.questions) - len(real)
    if made_up:
        lines += ["", *_wrapped(f"Made-up questions, not listed so that they can be asked: {made_up}", width)]
    return "\n".join(lines)


def outline_question(question: Question, width: int) -> str:
    """A question and all of its key."""
    about = " · ".join([question.level.value, *question.tags, *(["made up"] if question.is_foil else [])])
    lines = [*_wrapped(question.key, width), *_wrapped(about, width), "", *_wrapped(question.ask, width)]
    for heading, items in _sections(question):
        if items:
            lines += ["", *_wrapped(heading, width)]
            mark = "- " if len(items) > 1 else ""
            lines += [line for item in items for line in _item(item, width, mark)]
    return "\n".join(lines)


def _sections(question: Question) -> Iterator[tuple[str, list[str]]]:
    """Headings with their items, in the order in which an interview needs them."""
    yield "Topic", [question.topic]
    yield "Skills", [", ".join(question.skills)] if question.skills else []
    yield "What is meant", _one(question.scope)
    yield "Key points", [_point(point) for point in question.key_points]
    yield "Probes", list(question.probes)
    yield "Misconceptions", [f"{wrong.claim}\nNo: {wrong.correction}" for wrong in question.misconceptions]
    yield "Explanation", _one(question.explanation)
    yield "Follow-ups", [f"{more.ask}\n{more.answer}" for more in question.follow_ups]
    yield "In your own words", _one(question.check)
    yield "Resources", [f"{found.title} ({found.kind.value})\n{found.url}" for found in question.resources]
    yield "To build", _one(question.project)
    yield "Real neighbour", _one(question.near)
    yield "What is told afterwards", _one(question.debrief)
    yield "Checked on", _one(question.checked)


def _one(text: str) -> list[str]:
    return [text] if text else []


def _point(point: KeyPoint) -> str:
    marks = [
        *(["core"] if point.core else []),
        *([f"weight {point.weight:g}"] if point.weight != 1 else []),
        *([] if point.confirmed else ["not confirmed"]),
    ]
    said = f"{point.point} ({', '.join(marks)})" if marks else point.point
    return "\n".join([said, *(f"or: {other}" for other in point.accept)])


def _item(text: str, width: int, mark: str) -> Iterable[str]:
    first, *rest = clean(text).split("\n")
    yield from _wrapped(first, width, mark)
    for line in rest:
        yield from _wrapped(line, width, " " * len(mark))


def _wrapped(text: str, width: int, mark: str = "") -> list[str]:
    return wrap(
        one_line(text),
        max(width, NARROWEST),
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,  # an id or an address is copied whole
        break_on_hyphens=False,
    )
