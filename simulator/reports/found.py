"""Owns how what a search has found is shown: a question, the line around what was looked for, who said it."""

import re

import msgspec

from simulator.reports.words import count
from simulator.scoring.outcomes import OUTCOME_WORDS
from simulator.search.find import Found, Hit, Match
from simulator.search.passages import Speaker
from simulator.text import clean, one_line

FORMAT = 1
"""Version of this report's form."""

SPEAKERS: dict[Speaker, str] = {
    Speaker.QUESTION: "Asked",
    Speaker.YOU: "You",
    Speaker.NOTE: "Written down",
    Speaker.INTERVIEWER: "Interviewer",
    Speaker.COACH: "Coach",
}
"""Said before a line."""

ORDER = (
    "Best first: everything said at once, then said apart in one question; "
    "whole words, then beginnings of words; the newest first."
)
"""How what was found is ordered, in words."""

_SHOWN = 2
"""Lines shown of a question; how many more there are is said."""
_BEFORE = 1 / 3
"""Of the room for a line, what may stand before what was looked for."""
_SPACE = re.compile(r"\s+")


class SearchData(msgspec.Struct, frozen=True, kw_only=True):
    """What `idk review --search WORDS --json` prints. Public; fields are only added."""

    format: int
    query: str
    complete: bool
    """False where there is more than is listed: `--all` lists it."""
    unreadable: tuple[str, ...]
    """Transcripts that could not be read, and why."""
    hits: tuple[Hit, ...]


def search_data(query: str, found: Found) -> SearchData:
    """What a search has found, as data."""
    return SearchData(
        format=FORMAT, query=query, complete=found.complete, unreadable=found.unreadable, hits=found.hits
    )


class Piece(msgspec.Struct, frozen=True):
    """A part of a line, clean and without a break; `sought` where it is what was looked for."""

    text: str
    sought: bool = False


def head(hit: Hit, width: int) -> str:
    """The session and the question, in lines of at most `width` characters: two where that is little."""
    begun = f"{hit.place:>3}  {hit.started.astimezone():%Y-%m-%d %H:%M}  "
    ask = f"{hit.position + 1}. {one_line(hit.ask)}"
    if width < _NARROW:
        return f"{begun.rstrip()}\n{_INDENT}{_cut(ask, width - len(_INDENT))}"
    return begun + _cut(ask, width - len(begun))


def lines(hit: Hit, width: int) -> list[list[Piece]]:
    """The lines below the head, each at most `width` characters long."""
    shown = [_line(match, width) for match in hit.matches[:_SHOWN]]
    if hit.outcome is not None:
        shown.append([Piece(f"{_INDENT}{OUTCOME_WORDS[hit.outcome].capitalize()}.")])
    hidden = len(hit.matches) - _SHOWN
    if hidden > 0:
        shown.append([Piece(f"{_INDENT}and {count(hidden, 'more line')} in this question")])
    return shown


_INDENT = " " * 5
_LEAST = 20
_NARROW = 60


def _line(match: Match, width: int) -> list[Piece]:
    label = f"{_INDENT}{SPEAKERS[match.speaker]}: "
    return [Piece(label), *around(match, max(width - len(label), _LEAST))]


def around(match: Match, room: int) -> list[Piece]:
    """What was said around the first place, in at most `room` characters, with every place in them marked."""
    text = match.text
    start = match.spans[0][0] if match.spans else 0
    room -= 4  # the dots
    begin = max(0, min(start - int(room * _BEFORE), len(text) - room))
    if begin and start > begin:
        begin = min(start, begin + len(text[begin:start].partition(" ")[0]) + 1)  # not within a word
    end = min(len(text), begin + room)
    pieces = [Piece("… ")] if begin else []
    at = begin
    for found, over in match.spans:
        if found >= end:
            break
        pieces += [Piece(_flat(text[at:found])), Piece(_flat(text[found : min(over, end)]), sought=True)]
        at = min(over, end)
    pieces.append(Piece(_flat(text[at:end])))
    if end < len(text):
        pieces.append(Piece(" …"))
    return [piece for piece in pieces if piece.text]


def _flat(text: str) -> str:
    return _SPACE.sub(" ", clean(text))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
