"""Owns interviews as text: `Name: what they say`, also with the names in bold, as in Markdown.

What stands on the lines below belongs to the same turn. A colon after other words makes no name: only names
that say what somebody is, or that come again, are those of speakers.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from simulator.errors import IdkError
from simulator.outside.dialogue import Dialogue, Role, Spoken, joined, role

_TIME = r"(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\)?\]?)"
_NAME = r"[^\W\d_][\w .'’()-]{0,39}?"
_PLAIN = re.compile(rf"\s*(?:{_TIME}\s*[-–]?\s*)?({_NAME})\s*{_TIME}?\s*:(?!//)(?:\s+|$)(.*)")
_BOLD = re.compile(
    rf"\s*(?:[>*+-]\s+|#+\s+)*(?:{_TIME}\s*)?(\*\*|__)({_NAME})\s*{_TIME}?\s*(?::\s*\1|\1\s*{_TIME}?\s*:?)\s*(.*)"
)
_HEADING = re.compile(rf"#{{1,6}}\s+({_NAME})\s*:?\s*()$")
_NAME_AND_TIME = re.compile(rf"\s*({_NAME})\s+{_TIME}\s*()$")
_FENCE = re.compile(r"\s*(```|~~~)")


_LABELS = frozenset(
    {
        *("case", "con", "cons", "example", "examples", "first", "hint", "input", "note", "notes", "option"),
        *("output", "pro", "problem", "pros", "ps", "second", "solution", "step", "summary", "third", "tip"),
        *("todo", "warning"),
    }
)
"""What people put before a colon that is nobody's name."""


class _Line(NamedTuple):
    number: int
    raw: str
    name: str
    """Empty where nobody begins to speak on it."""
    text: str


def read_text_dialogue(text: str, file: str) -> Dialogue:
    """Who says what in `text`; raises `IdkError` where no speaker can be found in it."""
    lines = list(_lines(text))
    names = _speakers(lines)
    if not names:
        raise IdkError(
            f"{file}:1: expected turns that begin with who speaks, as in `Interviewer: …` and "
            "`Candidate: …`; found none. Put a name and a colon before each turn."
        )
    turns: list[tuple[str, int, list[str]]] = []
    before: list[_Line] = []
    for line in lines:
        if line.name.casefold() in names:
            turns.append((names[line.name.casefold()], line.number, [line.text]))
        elif turns:
            turns[-1][2].append(line.raw)
        elif line.raw.strip():
            before.append(line)
    spoken = (Spoken(name, "\n".join(parts).strip(), number) for name, number, parts in turns)
    notices = [f"{file}:{before[0].number}: left out what stands before the first speaker."] if before else []
    return Dialogue(tuple(joined(one for one in spoken if one.text)), tuple(notices))


def _lines(text: str) -> Iterator[_Line]:
    fenced = False
    for number, raw in enumerate(text.split("\n"), 1):
        fence = _FENCE.match(raw) is not None
        if fenced or fence:  # code is never a speaker
            fenced = fenced != fence
            yield _Line(number, raw, "", raw)
            continue
        bold = _BOLD.match(raw)
        if bold:
            yield _Line(number, raw, bold[2].strip(), bold[3])
            continue
        found = _PLAIN.match(raw) or _HEADING.match(raw) or _NAME_AND_TIME.match(raw)
        yield _Line(number, raw, found[1].strip() if found else "", found[2] if found else raw)


def _speakers(lines: list[_Line]) -> dict[str, str]:
    """The names of those who speak, as they are first written, by themselves folded."""
    found = [line.name for line in lines if line.name and line.name.casefold() not in _LABELS]
    written = {name.casefold(): name for name in reversed(found)}
    times = Counter(map(str.casefold, found))
    roles = {name: role(name) for name in times}
    if set(Role) <= set(
        roles.values()
    ):  # then nobody else's name is needed, and what looks like one is a label
        sure = {name for name in times if roles[name]}
    else:
        sure = {name for name, count in times.items() if count > 1 or roles[name]}
    sure = sure if len(sure) > 1 else set(times)
    return {name: written[name] for name in sure}
