"""Owns what the browser is showing: the list and its filter, the open session, what lies over it. No I/O.

Everything is a value; a key or an event makes the next one (`keys`).
"""

from collections.abc import Callable, Sequence
from enum import StrEnum

import msgspec
from msgspec.structs import replace
from prompt_toolkit.utils import get_cwidth

from simulator.interview.state import Episode
from simulator.reports.looks import Part, lines
from simulator.reports.own_words import Better
from simulator.reports.recording import Recording
from simulator.reports.review import Entry, review
from simulator.reports.weak import Moment, moments

WIDEST = 92
"""Columns beyond which lines get hard to read."""
NARROW = 60
"""Columns below which the list gives a session more, shorter lines."""


class Size(msgspec.Struct, frozen=True):
    """The terminal's."""

    columns: int
    rows: int

    @property
    def text(self) -> int:
        """The columns that text is wrapped to."""
        return min(self.columns, WIDEST)


class Over(StrEnum):
    """What lies over the list or the session."""

    NOTHING = "nothing"
    HELP = "help"
    CONTEST = "contest"
    """Asking whether the question should really count nowhere."""
    TICKS = "ticks"
    """The key points of a question, to be ticked."""
    REPLAY = "replay"


class Place(msgspec.Struct, frozen=True):
    """A line of an open session."""

    parts: tuple[Part, ...]
    entry: int
    """Which paragraph it belongs to."""


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """The session that is open, laid out for a width."""

    recording: Recording
    known: dict[int, Better] = {}
    """What would have earned more in the user's own sentences, by question, as far as it is known yet."""
    entries: tuple[Entry, ...] = ()
    lines: tuple[Place, ...] = ()
    moments: tuple[Moment, ...] = ()
    top: int = 0
    """The first line that is seen."""

    @property
    def episodes(self) -> tuple[Episode, ...]:
        """The questions asked."""
        return self.recording.state.episodes

    @property
    def here(self) -> int:
        """The position of the question at the top of the screen, the first one's above it; -1 for none."""
        if not self.episodes:
            return -1
        before = [self.entries[line.entry].position for line in self.lines[: self.top + 1]]
        return max(before[-1] if before else 0, 0)

    def line_of_question(self, position: int) -> int:
        """The first line of a question; where there is none, the line at the top."""
        return self._line_of(lambda entry: entry.position == position)

    def line_of_event(self, seq: int) -> int:
        """The first line that shows an event; where none does, the line at the top."""
        return self._line_of(lambda entry: entry.seq == seq)

    def _line_of(self, fits: Callable[[Entry], bool]) -> int:
        found = (number for number, line in enumerate(self.lines) if fits(self.entries[line.entry]))
        return next(found, self.top)


def opened(recording: Recording, size: Size) -> Session:
    """`recording` laid out from its beginning."""
    return laid_out(Session(recording=recording, moments=tuple(moments(recording.scored))), size)


def laid_out(session: Session, size: Size) -> Session:
    """`session` wrapped to `size`, the same paragraph at the top as before."""
    entries = tuple(review(session.recording, lambda q: session.known.get(q.episode.position)))
    places = tuple(
        Place(tuple(part), number)
        for number, entry in enumerate(entries)
        for line in lines(entry.block, size.text)
        for part in fitted(line, size.columns)
    )
    again = replace(session, entries=entries, lines=places, top=0)
    return replace(again, top=_same_place(session, again)) if session.lines else again


def _same_place(before: Session, after: Session) -> int:
    """The line of `after` that was at the top; where it is there no more, the beginning of its question."""
    paragraph = before.lines[before.top].entry
    entry = before.entries[paragraph]
    if entry not in after.entries:
        return after.line_of_question(entry.position)
    into = sum(line.entry == paragraph for line in before.lines[: before.top])
    number = after.entries.index(entry)
    inside = [place for place, line in enumerate(after.lines) if line.entry == number]
    return inside[min(into, len(inside) - 1)]


class Replay(msgspec.Struct, frozen=True, kw_only=True):
    """A session that happens again."""

    steps: tuple["Step", ...]
    shown: int = 1
    """How many of the steps have happened."""
    speed: int = 1

    @property
    def wait(self) -> float | None:
        """Seconds until the next step; None when all is over."""
        return self.steps[self.shown].wait / self.speed if self.shown < len(self.steps) else None


class Step(msgspec.Struct, frozen=True):
    """Something that was said."""

    entries: tuple[int, ...]
    """The paragraphs that show it."""
    wait: float
    """Seconds since the step before."""


class Browser(msgspec.Struct, frozen=True, kw_only=True):
    """All that is seen."""

    ids: Sequence[str]
    """Every session, the newest first."""
    size: Size
    filter: str = ""
    found: Sequence[int] = ()
    """The places in `ids` that the filter lets through, as far as it has got."""
    looked: int = 0
    """How many of `ids` the filter has looked at."""
    selected: int = 0
    """A place in `found`."""
    session: Session | None = None
    over: Over = Over.NOTHING
    position: int = 0
    """The question that `over` is about."""
    ticked: frozenset[int] = frozenset()
    at: int = 0
    """The key point that Space ticks, or the first line of the help that is seen."""
    replay: Replay | None = None
    message: str = ""

    @property
    def chosen(self) -> str | None:
        """The id of the session that Enter opens; None where there is none."""
        return self.ids[self.found[self.selected]] if self.selected < len(self.found) else None


def begin(ids: Sequence[str], size: Size) -> Browser:
    """The list of all sessions."""
    return Browser(ids=ids, size=size, found=range(len(ids)), looked=len(ids))


def fitted(line: Sequence[Part], columns: int) -> list[list[Part]]:
    """`line` in as many lines as it takes for none to be wider than `columns`."""
    rows: list[list[Part]] = [[]]
    room = columns
    for style, text in line:
        piece = ""
        for character in text:
            wide = get_cwidth(character)
            if wide > room:
                rows[-1].append(Part(style, piece))
                rows.append([])
                piece, room = "", columns
            piece += character
            room -= wide
        rows[-1].append(Part(style, piece))
    return rows
