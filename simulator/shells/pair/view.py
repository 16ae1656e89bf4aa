"""Owns the words around the lists of the interviewer's screen: where the interview stands, what keys do.

Pure: everything is a function of what is handed in.
"""

from datetime import datetime

from prompt_toolkit.formatted_text import FormattedText

from simulator.interview.events import CoachLevel, Role
from simulator.interview.state import Phase, State
from simulator.reports.blocks import Tone
from simulator.reports.conversation import Speakers, conversation
from simulator.shells.pair.dialogs import Choice, Dialog, Edit
from simulator.shells.pair.drawing import HEAD, TEXT, Item
from simulator.shells.pair.pages import Page, Row
from simulator.shells.pair.screen import Ways
from simulator.text import clean

BETWEEN = frozenset({Phase.READY, Phase.CLOSED})
_TONES = {Tone.CANDIDATE: "candidate", Tone.COACH: "coach", Tone.PROGRAM: "status"}


def header(state: State, ways: Ways, now: datetime) -> FormattedText:
    """The place in the session, the clock in minutes, who is there."""
    total = len(state.planned.questions) if state.planned else 0
    parts = [f"{len(state.episodes)}/{total}"]
    asked = state.current.at if state.episodes else None
    if asked is not None and state.phase not in (*BETWEEN, Phase.RATING, Phase.OVER):
        parts.append(f"{_minutes(asked, now)} min (all: {_minutes(state.started.at, now)})")
    if not ways.handed:
        parts.append(f"{ways.other} {'is here' if ways.present() else 'IS AWAY'}")
    if ways.door is not None and ways.door.shut:
        parts.append("too many wrong codes: C draws another")
    parts.append("coach off" if state.started.coach is CoachLevel.SILENT else "coach on")
    return FormattedText([("class:status", " · ".join(parts))])


def _minutes(since: datetime, now: datetime) -> int:
    return max(0, int((now - since).total_seconds() // 60))


def question(state: State, ways: Ways) -> FormattedText:
    """What is asked, or what is to be done where nothing is."""
    match state.phase:
        case Phase.READY:
            text = f"You interview {ways.other}. Choose the first question."
        case Phase.CLOSED:
            text = "That question is closed. Choose the next one, or end the interview (z)."
        case Phase.RATING if Role.CANDIDATE not in state.rated:
            text = f"{ways.other} rates first, now that the questions are over; your form follows."
        case Phase.RATING:
            text = "Now you rate. Neither sees the other's form before both are in."
        case Phase.OVER:
            text = "The interview is over."
        case _:
            text = state.current.question.ask
    return FormattedText([("class:question", clean(text[:1].upper() + text[1:]))])


def tabs(open_page: Page) -> FormattedText:
    """The names of the pages."""
    return FormattedText(
        [("class:tab.open" if page is open_page else "class:tab", f" {page} ") for page in Page]
    )


def item(row: Row) -> Item:
    """A row as it is listed."""
    return Item(row.text, HEAD if row.head else "", row.sign)


def talk(state: State, other: str) -> list[Item]:
    """What was said on this question."""
    if not state.episodes:
        return [Item("What you both say stands here.", "status")]
    said = conversation(state.current, Speakers(other[:1].upper() + other[1:], "You"))
    lines = [Item(f"{b.label}: {b.text}" if b.label else b.text, _TONES.get(b.tone, "")) for b in said]
    return lines or [Item("Nothing is said yet.", "status")]


def asked(dialog: Dialog | None) -> list[Item]:
    """A choice as a list: what is to be read, the title, the options with their keys."""
    if not isinstance(dialog, Choice):
        return []
    text = [Item(dialog.text, TEXT), Item("", HEAD)] if dialog.text else []
    options = [Item(option.label, sign=option.key.capitalize()) for option in dialog.options]
    return [*text, Item(dialog.title, HEAD), *options]


_KEYS = {
    Page.KEY: "Enter or 1-9 tick",
    Page.SAY: "Enter send · e edit first · v said aloud",
    Page.HEARD: "Enter or its letter: heard · u take back",
    Page.NEXT: "Enter choose · s skip · +/- later/earlier · o write your own",
    Page.NOTES: "n write a note",
}
_ALWAYS = "Tab page · / say · n note · k close question · ? all keys"
_BETWEEN_KEYS = "Tab page · n note · W warm-up · z end · ? all keys"


def keys(dialog: Dialog | None, page: Page, state: State, ways: Ways) -> FormattedText:
    """The keys that do something just now."""
    match dialog:
        case Edit():
            text = "Enter takes it · Alt-Enter new line · Esc leaves it"
        case Choice():
            text = "Press one of the keys · Up/Down scroll · Esc leaves it"
        case _:
            text = _listed(page, state, ways)
    return FormattedText([("class:status", text)])


def _listed(page: Page, state: State, ways: Ways) -> str:
    hand = "h hand back · " if ways.handed else ""
    if state.phase is Phase.OVER:
        return f"{hand}Up/Down scroll · S swap seats · q leave"
    if state.phase is Phase.RATING:
        return f"{hand}Enter your form · n note · z end without forms · q leave"
    rest = _BETWEEN_KEYS if state.phase in BETWEEN else _ALWAYS
    return f"{hand}{_KEYS[page]} · {rest}"


HELP = """\
Tab, Left, Right: another page. Up, Down: another line. PgUp, PgDn: scroll what was said.
Enter: tick, send, mark or choose the line you are on. 1-9: tick that key point, on any page.
e: edit the line before it is sent. v: you said it aloud, so only that is written down.
/: say something in your own words.
Heard by voice: a admitted, g guessed, c claimed, d deflected, w wrote it down, x asked, r asked for a \
resource, f asked deeper, t restated; u takes the last one back.
n: a note to yourself. o: a question of your own. s: skip a question. + and -: ask it later, earlier.
k: close the question. z: end the interview. S: swap seats. W: warm up. C: another join code (host). \
q: leave."""
