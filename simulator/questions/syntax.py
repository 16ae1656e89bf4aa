"""Owns how a text that is not YAML is explained; the parser's own words are the last resort.

Where the cause is one character that needs quotes, the explanation comes with a remedy for reading on: that
character is replaced by `STAND_IN`, so that the problems further down are reported in the same run.
"""

import re
from typing import NamedTuple

from yaml.error import Mark, MarkedYAMLError
from yaml.events import Event, ScalarEvent

from simulator.questions.problems import shown

STAND_IN = "_"
INDICATORS = frozenset("@`%&*!?-")
"""Characters that mean something to YAML at the beginning of a text."""

_FIELD = re.compile(r"^[ -]*[\w-]+$")


class Explained(NamedTuple):
    """A place (0-based, as the parser counts), what was expected, what was found, whether to mend."""

    line: int
    column: int
    expected: str
    found: str
    mend: bool = False


def explain(error: MarkedYAMLError, lines: list[str], before: Event | None) -> Explained:
    """What the user did where the parser gave up, after it had read `before`."""
    mark, began = error.problem_mark, error.context_mark
    if mark is None:
        return Explained(0, 0, "YAML", error.problem or "something else")
    if (
        began is not None
        and "quoted scalar" in (error.context or "")
        and "escape" not in (error.problem or "")
    ):
        return _unclosed_quote(began.line, began.column, lines)
    if began is not None and "flow" in (error.context or ""):
        return _unclosed_bracket(mark, began, lines)
    if isinstance(before, ScalarEvent) and (quote := _torn_quote(before, mark)):
        return _unclosed_quote(*quote, lines)
    line = lines[mark.line] if mark.line < len(lines) else ""
    return _stray(error, mark, line)


def _unclosed_quote(line: int, column: int, lines: list[str]) -> Explained:
    text = lines[line][column:]
    return Explained(line, column, f"a closing {text[:1]} for the text that begins here", shown(text))


def _torn_quote(before: ScalarEvent, mark: Mark) -> tuple[int, int] | None:
    """Where a text began whose closing quote is missing, so that the next text's opening quote closed it."""
    start, end = before.start_mark, before.end_mark
    if before.style not in {'"', "'"} or start is None or end is None:
        return None
    return (start.line, start.column) if start.line < end.line == mark.line else None


def _unclosed_bracket(mark: Mark, began: Mark, lines: list[str]) -> Explained:
    opening = _from(began, lines)[:1]
    if mark.line >= len(lines) or (mark.line, mark.column) == (began.line, began.column):
        text = _from(began, lines)
        closing = {"[": "]", "{": "}"}.get(opening, "bracket")
        return Explained(
            began.line, began.column, f"a closing {closing} and quotes around texts inside", shown(text)
        )
    text = _from(mark, lines)
    return Explained(
        mark.line, mark.column, "',' or the closing bracket, and quotes around texts inside", _rest(text)
    )


def _stray(error: MarkedYAMLError, mark: Mark, line: str) -> Explained:
    before, rest = line[: mark.column], line[mark.column :]
    first = rest[:1]
    if first == "\t":
        return Explained(mark.line, mark.column, "spaces", "a tab")
    if first == ":" and not _FIELD.match(before):
        return Explained(
            mark.line, mark.column, "quotes around a text with ': ' in it", shown(line.strip()), mend=True
        )
    if first == ":":
        column = len(before) - len(before.lstrip(" -"))
        return Explained(
            mark.line, column, "the field in line with the one above, whose text is complete", _rest(line)
        )
    if first in INDICATORS and before.rstrip().endswith((":", "-", "[", ",", "{")):
        return Explained(
            mark.line, mark.column, f"quotes around a text that begins with {first}", _rest(rest), mend=True
        )
    if before.rstrip().endswith(('"', "'")):
        return Explained(
            mark.line, mark.column, "nothing after the closing quote (inside, write it twice)", _rest(rest)
        )
    if "block scalar" in (error.context or ""):
        return Explained(
            mark.line, mark.column, "a line end after | or > (quote a text that begins so)", _rest(rest)
        )
    if "escape" in (error.problem or "") or "hexdec" in (error.problem or ""):
        return Explained(
            mark.line, mark.column, r"\\ for a backslash in double quotes, or single quotes", _rest(rest)
        )
    if "block" in (error.context or "") and rest:
        return Explained(mark.line, mark.column, "a field or list item in line with those above", _rest(rest))
    return Explained(mark.line, mark.column, "YAML", f"{_rest(rest)} ({error.problem})")


def _from(mark: Mark, lines: list[str]) -> str:
    """The line from `mark` on; the parser may place its end behind the last line."""
    return lines[mark.line][mark.column :] if mark.line < len(lines) else ""


def _rest(text: str) -> str:
    return shown(text) if text.strip() else "the end of the text"
