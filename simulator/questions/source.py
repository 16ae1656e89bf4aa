"""Owns the way from a file's bytes to characters that YAML can be read from; knows nothing of YAML itself.

Every place that is not UTF-8 or holds a character no text needs is reported, and replaced one for one, so
that the rest of the file can be read on and every later line and column is still the one an editor shows.
"""

import re
from itertools import islice
from typing import NamedTuple

from simulator.questions.problems import Problem, Severity

MAX_BYTES = 8 * 1024 * 1024
"""About 6,000 full questions, read in some 2 s; more is a wrong file rather than a bank."""
MAX_PLACES = 20
"""Places of one kind that are listed; a file with more is damaged as a whole."""

FILE = "file"
"""The path of a problem that belongs to no field."""

STRANGE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Control characters, half characters, and the rare signs that YAML or an editor takes for a line's end."""
INVISIBLE = frozenset("\x85\u2028\u2029\ufeff")
"""Those of them that are no damage: editors and web pages leave them behind."""


class Source(NamedTuple):
    """A file's text, safe to read on, and what was wrong with its characters."""

    text: str
    problems: list[Problem]


def decode(data: bytes, file: str) -> Source:
    """Read `data` as UTF-8 with line ends of any system; a byte order mark in front is passed over."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Source("", [_problem(file, "", 0, "UTF-8", "UTF-16 (save the file as UTF-8)")])
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    text, bad_bytes = _decode_on(data)
    problems = [
        _problem(file, text, at, "UTF-8", f"the byte 0x{byte:02X} (save the file as UTF-8)")
        for at, byte in bad_bytes
    ]
    strange = [_strange(file, text, match) for match in islice(STRANGE.finditer(text), MAX_PLACES)]
    return Source(STRANGE.sub(" ", text) if strange else text, problems + strange)


def _decode_on(data: bytes) -> tuple[str, list[tuple[int, int]]]:
    """The text with U+FFFD for what is not UTF-8, and the first such places: (offset in the text, byte)."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    length = start = 0
    while len(places) < MAX_PLACES:
        try:
            pieces.append(data[start:].decode())
        except UnicodeDecodeError as error:
            good = data[start : start + error.start].decode()
            places.append((length + len(good), data[start + error.start]))
            pieces.append(good + "\ufffd")
            length += len(good) + 1
            start += error.end
        else:
            return "".join(pieces), places
    pieces.append(data[start:].decode(errors="replace"))
    return "".join(pieces), places


def _strange(file: str, text: str, match: re.Match[str]) -> Problem:
    character = match.group()
    found = f"the invisible character U+{ord(character):04X}"
    if character in INVISIBLE:
        return _problem(
            file, text, match.start(), "a space or an ordinary line end", found, severity=Severity.WARNING
        )
    return _problem(file, text, match.start(), "text without control characters", found)


def _problem(
    file: str, text: str, offset: int, expected: str, found: str, *, severity: Severity = Severity.ERROR
) -> Problem:
    return Problem(
        file=file,
        line=text.count("\n", 0, offset) + 1,
        column=offset - text.rfind("\n", 0, offset),
        path=FILE,
        expected=expected,
        found=found,
        severity=severity,
    )
