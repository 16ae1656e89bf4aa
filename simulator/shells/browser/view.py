"""Owns the screen that a state of the browser makes: a line about what is seen, the text, the keys. No I/O.

Every screen names the keys that lead on, back and out. Nothing is said by colour alone.
"""

from collections.abc import Callable, Sequence

import msgspec

from simulator.interview.state import Episode
from simulator.reports.blocks import Block, Tone
from simulator.reports.listing import Glance
from simulator.reports.looks import Part, lines
from simulator.reports.plain import wrap
from simulator.reports.reading import key_blocks, read_as
from simulator.reports.words import count, shortened
from simulator.shells.browser.state import NARROW, Browser, Over, Replay, Session, Size, fitted
from simulator.text import one_line

Line = Sequence[Part]

TITLE, CHOSEN, STATUS, KEYS = "title", "chosen", "status", "keys"
"""Styles beside those of `looks`."""
_LONGEST = 300
"""Characters of a value from a transcript in a line of the list."""


class Unreadable(msgspec.Struct, frozen=True):
    """A session that cannot be opened."""

    why: str


Look = Callable[[str], Glance | Unreadable]
"""What is known of a session that is on the screen; asked for no other."""


class Screen(msgspec.Struct, frozen=True):
    """What is seen, from the top of the window."""

    lines: tuple[Line, ...]
    cursor: int
    """The line that matters most, for the terminal's cursor and whoever follows it."""


def screen(state: Browser, look: Look) -> Screen:
    """The screen of `state`: never more rows or columns than the window has."""
    body, cursor = _body(state, look)
    space = room(state)
    body = [*body[:space], *[[Part("", "")]] * (space - len(body))]
    whole = [*_head(state), *body, *_foot(state)][: state.size.rows]
    return Screen(tuple(whole), min(1 + cursor, len(whole) - 1))


def room(state: Browser) -> int:
    """Rows between the line at the top and the keys."""
    return max(state.size.rows - 1 - len(_foot(state)), 1)


def listed_at_once(size: Size) -> int:
    """Sessions on one page of the list."""
    foot = max(len(_keys(size, keys)) for keys in (_LIST_KEYS, _FILTER_KEYS))
    return max((size.rows - 1 - foot) // _rows_each(size), 1)


def _rows_each(size: Size) -> int:
    return 2 if size.columns >= NARROW else 4


def _head(state: Browser) -> list[Line]:
    return [_cut(TITLE, _title(state), state.size.columns)]


def _title(state: Browser) -> str:
    session = state.session
    if state.over is Over.HELP:
        return "Help"
    if session is None:
        return _list_title(state)
    asked = len(session.episodes)
    if state.over in (Over.TICKS, Over.CONTEST):
        return f"Question {state.position + 1} of {asked}"
    if state.replay:
        return f"Replay at {state.replay.speed}× · {state.replay.shown} of {len(state.replay.steps)}"
    weak = f" · {count(len(session.moments), 'weak moment')}" if session.moments else ""
    return f"Question {session.here + 1} of {asked}{weak}" if asked else "No question was asked"


def _list_title(state: Browser) -> str:
    total = len(state.ids)
    if not state.filter:
        return f"{total:,} session{'' if total == 1 else 's'}, the newest first"
    found = f"{len(state.found):,} of {total:,}"
    looking = f", {state.looked:,} looked at" if state.looked < total else ""
    return f"Filter: {state.filter}▏ {found}{looking}"


def _foot(state: Browser) -> list[Line]:
    said = wrap(state.message, state.size.text) if state.message else []
    most = max(state.size.rows // 2, 1)
    message = [row for line in said for row in fitted([Part(STATUS, line)], state.size.columns)]
    if len(message) > most:
        message = [*message[: most - 1], [Part(STATUS, "…")]]
    return [*message, *_keys(state.size, _keys_of(state))]


def _keys(size: Size, keys: Sequence[str]) -> list[Line]:
    """The keys, as many on a line as fit, no key parted from its word."""
    rows: list[str] = []
    for key in keys:
        joined = f"{rows[-1]} · {key}" if rows else key
        if rows and len(joined) <= size.columns:
            rows[-1] = joined
        else:
            rows.append(key)
    return [_cut(KEYS, row, size.columns) for row in rows[: max(size.rows // 3, 1)]]


_LIST_KEYS = ("Enter opens", "type to filter", "↑ ↓ PgUp PgDn move", "Esc quits", "? help")
_FILTER_KEYS = ("Enter opens", "↑ ↓ PgUp PgDn move", "Esc shows all", "Ctrl-C quits", "? help")
_SESSION_KEYS = (
    "Esc back",
    "Space ↑ ↓ scroll",
    "n p question",
    "w weak moment",
    "c contest",
    "t ticks",
    "r replay",
    "Ctrl-C quits",
    "? help",
)
_TICK_KEYS = ("Space or a digit ticks", "↑ ↓ move", "Enter keeps it", "Esc leaves it")
_READ_KEYS = ("Enter: read right", "Esc leaves it")
_REPLAY_KEYS = ("Space skips", "+ - speed", "any other key ends it")
_OVER_KEYS = {
    Over.HELP: ("↑ ↓ scroll", "any other key goes back", "Ctrl-C quits"),
    Over.CONTEST: ("y contests it", "any other key does not"),
    Over.REPLAY: _REPLAY_KEYS,
}


def _keys_of(state: Browser) -> Sequence[str]:
    if state.over is Over.TICKS and state.session:
        points = state.session.episodes[state.position].question.key_points
        return _TICK_KEYS if points else _READ_KEYS
    if state.over is not Over.NOTHING:
        return _OVER_KEYS[state.over]
    if state.session is not None:
        return _SESSION_KEYS
    return _FILTER_KEYS if state.filter else _LIST_KEYS


def _body(state: Browser, look: Look) -> tuple[list[Line], int]:
    session = state.session
    if state.over is Over.HELP:
        told = help_lines(state)
        return told[min(state.at, max(len(told) - room(state), 0)) :], 0
    if session is None:
        return _list(state, look)
    if state.over is Over.CONTEST:
        return _contest(state, session.episodes[state.position]), 0
    if state.over is Over.TICKS:
        return _ticks(state, session.episodes[state.position])
    if state.replay:
        return _replay(state, session, state.replay)
    return [place.parts for place in session.lines[session.top : session.top + room(state)]], 0


_HELP = """In the list, what you type filters it: part of a date, a time, an id, a bank, a mode. \
All words must fit. Enter opens the session that > points at.

In a session, [brackets] mark what your words were taken to do, and [key 2: …] the key point they meet.
  Space, PgDn / b, PgUp   a page on or back
  n / p   next or previous question
  w   next weak moment: what is weak, and why
  c   contest the question: it counts nowhere
  t   tick its key points as they should be
  r   replay: see it happen at its own pace
  g / G   beginning, end
  Esc, q   back to the list

What you contest or tick is added to the transcript. Nothing in it is ever changed.
In plain text: idk review --plain, idk review 1"""


def help_lines(state: Browser) -> list[Line]:
    """The help, however long it is."""
    return _blocks(state, [Block(Tone.PROGRAM, _HELP)])


def _blocks(state: Browser, blocks: Sequence[Block]) -> list[Line]:
    drawn = (line for block in blocks for line in lines(block, state.size.text))
    return [row for line in drawn for row in fitted(line, state.size.columns)]


def _list(state: Browser, look: Look) -> tuple[list[Line], int]:
    if not state.found:
        words = "Nothing fits so far." if state.looked < len(state.ids) else "No session fits. Esc shows all."
        return [_cut("", words, state.size.columns)], 0
    page = listed_at_once(state.size)
    first = state.selected // page * page
    rows: list[Line] = []
    for number in range(first, min(first + page, len(state.found))):
        session = state.ids[state.found[number]]
        rows += _listed(session, look(session), state.size, chosen=number == state.selected)
    return rows, (state.selected - first) * _rows_each(state.size)


def _listed(session: str, seen: Glance | Unreadable, size: Size, *, chosen: bool) -> list[Line]:
    """One session, on as many rows as every other."""
    said = _said_of(session, seen, narrow=size.columns < NARROW)
    point, style = ("> ", CHOSEN) if chosen else ("  ", "")
    rows = [_cut(style, f"{point if n == 0 else '  '}{text}", size.columns) for n, text in enumerate(said)]
    return [*rows, *[[Part("", "")]] * (_rows_each(size) - len(rows))]


def _said_of(session: str, seen: Glance | Unreadable, *, narrow: bool) -> list[str]:
    if isinstance(seen, Unreadable):
        why = one_line(seen.why)[:_LONGEST]
        return [session, "cannot be opened", why] if narrow else [f"{session}  cannot be opened", why]
    when = f"{seen.started.astimezone():%Y-%m-%d %H:%M}"
    banks = one_line(", ".join(seen.banks))[:_LONGEST]
    what = f"{banks} · {seen.asked} · {one_line(seen.mode)[:_LONGEST]}"
    if narrow:
        return [when, what, *filter(None, (seen.scores, seen.done))]
    return [f"{when}  {what}", " · ".join(filter(None, (seen.scores, seen.done)))]


def _cut(style: str, text: str, columns: int) -> Line:
    """`text` on one line, what does not fit left out visibly."""
    first, *more = fitted([Part(style, text)], columns)
    if not more:
        return first
    return [*fitted([Part(style, text)], max(columns - 1, 1))[0], Part(style, "…")] if columns > 1 else first


def _contest(state: Browser, episode: Episode) -> list[Line]:
    asked = f"{episode.position + 1}. {episode.question.ask}"
    return _blocks(
        state,
        [
            Block(Tone.QUESTION, shortened(asked, _LONGEST)),
            Block(Tone.PROGRAM, "Contest how this was read? The question then counts nowhere, for good."),
        ],
    )


def _ticks(state: Browser, episode: Episode) -> tuple[list[Line], int]:
    """The key points with the one that Space ticks in sight."""
    asked = f"{episode.position + 1}. {episode.question.ask}"
    points = key_blocks(episode, state.ticked)
    said = "Tick what you said before it was told. Ticks beyond those that were heard weigh half."
    drawn = _blocks(
        state,
        [
            Block(Tone.QUESTION, shortened(asked, _LONGEST)),
            Block(Tone.PROGRAM, f"{said}\n" if points else read_as(episode)),
        ],
    )
    cursor = end = len(drawn)
    for number, block in enumerate(points):
        chosen = number == state.at
        row = _blocks(state, [msgspec.structs.replace(block, text=f"{'>' if chosen else ' '} {block.text}")])
        cursor = len(drawn) if chosen else cursor
        drawn += row
        end = len(drawn) if chosen else end
    top = max(end - room(state), 0)
    return drawn[top:], max(cursor - top, 0)


def _replay(state: Browser, session: Session, replay: Replay) -> tuple[list[Line], int]:
    seen = {entry for step in replay.steps[: replay.shown] for entry in step.entries}
    told: list[Line] = [place.parts for place in session.lines if place.entry in seen]
    told += _blocks(state, [Block(Tone.PROGRAM, f"\n{_what_comes(replay)}")])
    top = max(len(told) - room(state), 0)
    return told[top:], len(told) - top - 1


def _what_comes(replay: Replay) -> str:
    if replay.wait is None:
        return "That is all that was said."
    return f"… {_seconds(replay.wait)}" if replay.wait >= 1 else "…"


def _seconds(seconds: float) -> str:
    if seconds < 90:
        return f"{count(round(seconds), 'second')} until the next line"
    return f"{count(round(seconds / 60), 'minute')} until the next line"
