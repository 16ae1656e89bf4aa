"""Owns what a key does in the browser: a state and a key make the next state, and perhaps a wish. No I/O.

Keys are named as prompt_toolkit names them; a character is itself.
"""

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from simulator.interview.commands import Confirm, Contest
from simulator.interview.protocol import allowed
from simulator.reports.own_words import Better
from simulator.reports.recording import Recording
from simulator.shells.browser.replay import FASTEST, replay_of
from simulator.shells.browser.state import Browser, Over, Session, Size, laid_out, opened
from simulator.shells.browser.view import help_lines, listed_at_once, room
from simulator.text import one_line


class Open(msgspec.Struct, frozen=True):
    """The user wants to read this session."""

    session: str


class Amend(msgspec.Struct, frozen=True):
    """The user wants this added to the open session."""

    command: Contest | Confirm


class Leave(msgspec.Struct, frozen=True):
    """The user is done."""


Wish = Open | Amend | Leave
Next = tuple[Browser, Wish | None]


def press(state: Browser, key: str) -> Next:
    """What `key` makes of `state`, and what the user wants done."""
    if key == "c-c":
        return state, Leave()
    state = replace(state, message="")
    if state.over is not Over.NOTHING:
        return _OVER[state.over](state, key)
    return _in_list(state, key) if state.session is None else _in_session(state, state.session, key)


def resized(state: Browser, size: Size) -> Browser:
    """The same in a window of another size."""
    if size == state.size:
        return state
    session = laid_out(state.session, size) if state.session else None
    return replace(state, size=size, session=session)


def shown(state: Browser, recording: Recording, message: str = "") -> Browser:
    """A session has been read, for the first time or again after something was added to it."""
    fresh, old = opened(recording, state.size), state.session
    if old is not None and old.recording.id == recording.id:
        # The same place. What would have earned more is asked anew: it may be another thing now.
        fresh = laid_out(replace(old, recording=recording, known={}, moments=fresh.moments), state.size)
    return replace(state, session=fresh, message=one_line(message))


def refused(state: Browser, why: str) -> Browser:
    """What was wanted could not be done."""
    return replace(state, message=one_line(why))


def learnt(state: Browser, session: str, found: Better) -> Browser:
    """It has been found what would have earned more in the user's own words."""
    if state.session is None or state.session.recording.id != session:
        return state
    now = replace(state.session, known={**state.session.known, found.position: found})
    if state.over is Over.REPLAY:  # which counts on the paragraphs as they are
        return replace(state, session=now)
    return replace(state, session=laid_out(now, state.size))


def stepped(state: Browser) -> Browser:
    """The time until the next step of a replay has passed."""
    if state.replay is None or state.replay.wait is None:
        return state
    return replace(state, replay=replace(state.replay, shown=state.replay.shown + 1))


def look_on(state: Browser, text_of: Callable[[str], str], most: int) -> Browser:
    """The filter held against `most` more sessions; `text_of` gives what it looks at in one."""
    end = min(state.looked + most, len(state.ids))
    words = state.filter.casefold().split()
    passed = [
        place
        for place in range(state.looked, end)
        if all(word in text_of(state.ids[place]).casefold() for word in words)
    ]
    return replace(state, found=[*state.found, *passed], looked=end)


def _filtered(state: Browser, words: str) -> Browser:
    if not words.split():
        return replace(state, filter="", found=range(len(state.ids)), looked=len(state.ids), selected=0)
    return replace(state, filter=words, found=(), looked=0, selected=0)


def _in_list(state: Browser, key: str) -> Next:
    if key == "escape" and not state.filter:
        return state, Leave()
    if key == "enter":
        return state, Open(state.chosen) if state.chosen else None
    if key == "?":
        return _to_help(state), None
    if key == "escape":
        return _filtered(state, ""), None
    if key == "backspace":
        return _filtered(state, state.filter[:-1]), None
    page, last = listed_at_once(state.size), max(len(state.found) - 1, 0)
    moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -last, "end": last}
    if key in moves:
        return replace(state, selected=min(max(state.selected + moves[key], 0), last)), None
    typed = key if key == " " else one_line(key)
    if typed and key not in _MEANS_NOTHING:
        return _filtered(state, state.filter + typed), None
    return state, None


_MEANS_NOTHING = frozenset({"left", "right", "tab"})
"""Keys with a name that the list has no use for: the name is not typed."""
_LINES = {"up": -1, "k": -1, "down": 1, "j": 1, "enter": 1}


def _in_session(state: Browser, session: Session, key: str) -> Next:
    if key in ("escape", "q", "backspace", "left"):
        return replace(state, session=None), None
    page = max(room(state) - 1, 1)
    moves = {**_LINES, "pageup": -page, "b": -page, "pagedown": page, " ": page}
    end = len(session.lines)
    moves |= {"home": -end, "g": -end, "end": end, "G": end}
    if key in moves:
        last = max(len(session.lines) - room(state), session.top)
        return _at(state, session, min(session.top + moves[key], last)), None
    act = _ON_A_QUESTION.get(key)
    return (act(state, session) if act else state), None


def _at(state: Browser, session: Session, line: int) -> Browser:
    return replace(state, session=replace(session, top=min(max(line, 0), len(session.lines) - 1)))


def _headings(session: Session) -> list[int]:
    return [session.line_of_question(episode.position) for episode in session.episodes]


def _next_question(state: Browser, session: Session) -> Browser:
    later = [line for line in _headings(session) if line > session.top]
    return _at(state, session, later[0]) if later else refused(state, "That was the last question.")


def _previous_question(state: Browser, session: Session) -> Browser:
    return _at(state, session, max((line for line in _headings(session) if line < session.top), default=0))


def _next_weak(state: Browser, session: Session) -> Browser:
    places = [session.line_of_event(moment.seq) for moment in session.moments]
    if not places:
        return refused(state, "No weak moment here: nothing that would have earned much more.")
    found = next((n for n, line in enumerate(places) if line > session.top), 0)
    moment = session.moments[found]
    said = f"Weak, {found + 1} of {len(places)}: {moment.what} {moment.why}"
    return replace(_at(state, session, places[found]), message=one_line(said))


def _to_contest(state: Browser, session: Session) -> Browser:
    position = session.here
    if position < 0:
        return refused(state, "No question was asked in this session.")
    if session.episodes[position].contested:
        return refused(state, f"Question {position + 1} is contested already: it does not count.")
    return replace(state, over=Over.CONTEST, position=position)


def _to_ticks(state: Browser, session: Session) -> Browser:
    """The same rules as in the interview: a question that was skipped or contested has nothing to confirm."""
    position = session.here
    if position < 0:
        return refused(state, "No question was asked in this session.")
    if Confirm not in allowed(session.recording.state):
        return refused(state, "This session is not over: its key points are ticked once it is.")
    episode = session.episodes[position]
    if episode.skipped:
        return refused(state, f"Question {position + 1} was skipped: there is nothing to tick.")
    if episode.contested:
        return refused(state, f"Question {position + 1} is contested: it does not count anyway.")
    ticked = episode.coding.met if episode.confirmed is None else frozenset(episode.confirmed)
    return replace(state, over=Over.TICKS, position=position, ticked=ticked, at=0)


def _to_replay(state: Browser, session: Session) -> Browser:
    replay = replay_of(session.recording, session.entries)
    if replay is None:
        return refused(state, "No question was asked in this session.")
    return replace(state, over=Over.REPLAY, replay=replay)


_ON_A_QUESTION: dict[str, Callable[[Browser, Session], Browser]] = {
    "n": _next_question,
    "p": _previous_question,
    "w": _next_weak,
    "c": _to_contest,
    "t": _to_ticks,
    "r": _to_replay,
    "?": lambda state, _: _to_help(state),
}


def _to_help(state: Browser) -> Browser:
    return replace(state, over=Over.HELP, at=0)


def _in_help(state: Browser, key: str) -> Next:
    page = max(room(state) - 1, 1)
    moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, " ": page}
    if key not in moves:
        return replace(state, over=Over.NOTHING), None
    last = max(len(help_lines(state)) - room(state), 0)
    return replace(state, at=min(max(state.at + moves[key], 0), last)), None


def _in_contest(state: Browser, key: str) -> Next:
    wish = Amend(Contest(state.position)) if key in ("y", "Y") else None
    return replace(state, over=Over.NOTHING), wish


def _in_ticks(state: Browser, key: str) -> Next:
    assert state.session is not None  # ticks lie over a session
    points = len(state.session.episodes[state.position].question.key_points)
    if key == "enter":
        command = Confirm(state.position, tuple(sorted(state.ticked)))
        return replace(state, over=Over.NOTHING), Amend(command)
    if key in ("escape", "q"):
        return replace(state, over=Over.NOTHING, message="Left as it was."), None
    if key in ("up", "k", "down", "j") and points:
        step = 1 if key in ("down", "j") else -1
        return replace(state, at=(state.at + step) % points), None
    index = state.at if key == " " else int(key) - 1 if key.isascii() and key.isdigit() else -1
    if 0 <= index < points:
        return replace(state, ticked=state.ticked ^ {index}, at=index), None
    return state, None


def _in_replay(state: Browser, key: str) -> Next:
    assert state.replay is not None and state.session is not None  # noqa: PT018  (both belong to it)
    replay = state.replay
    if key in ("+", "="):
        return replace(state, replay=replace(replay, speed=min(replay.speed * 2, FASTEST))), None
    if key == "-":
        return replace(state, replay=replace(replay, speed=max(replay.speed // 2, 1))), None
    if key in (" ", "enter", "right", "down") and replay.wait is not None:
        return stepped(state), None
    last = replay.steps[replay.shown - 1].entries[0]
    line = next(n for n, place in enumerate(state.session.lines) if place.entry == last)
    session = laid_out(replace(state.session, top=line), state.size)
    return replace(state, over=Over.NOTHING, replay=None, session=session), None


_OVER: dict[Over, Callable[[Browser, str], Next]] = {
    Over.HELP: _in_help,
    Over.CONTEST: _in_contest,
    Over.TICKS: _in_ticks,
    Over.REPLAY: _in_replay,
}
