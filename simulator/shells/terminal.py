"""Owns the interview in a terminal: typing, the stance key, the key points to confirm. No rule of its own.

Line by line, so that the scrollback, a narrow window and a screen reader all work; nothing waits for the
terminal to answer where its cursor is.
"""

import os

from prompt_toolkit.application import get_app_or_none, get_app_session
from prompt_toolkit.input.typeahead import clear_typeahead

from simulator.interview.commands import Confirm, Contest, Next, SetMark
from simulator.interview.events import Act, CoachLevel
from simulator.interview.protocol import RefusedError
from simulator.interview.state import Episode, Phase, State
from simulator.reading.model import Who
from simulator.reports.blocks import Block, Tone
from simulator.reports.reading import key_blocks, read_as
from simulator.shells.prompts import (
    HOW_SURE,
    PROMPT,
    SURE_KEYS,
    line_session,
    one_key,
    reply_prompt,
    reply_session,
    write,
)
from simulator.shells.sitting import BETWEEN, Sitting, carry_out, go_on
from simulator.shells.slash import UnknownWordError, parse
from simulator.shells.step import Interview
from simulator.text import scrub

__all__ = ["Draft", "sit", "stop", "write"]


def stop(error: BaseException) -> bool:
    """End the running prompt with `error`, so that the terminal is put in order first; whether one ran."""
    app = get_app_or_none()
    if app is None or not app.is_running or app.loop is None:
        return False

    def leave() -> None:
        if app.future is not None and not app.future.done():
            app.exit(exception=error)

    app.loop.call_soon_threadsafe(leave)
    return True


class Draft:
    """What has been typed and not sent, so that a stop loses none of it."""

    text = ""


def sit(sitting: Sitting, draft: Draft) -> None:
    """Sit an interview at this terminal until it is over or paused.

    Raises EOFError on Ctrl-D, KeyboardInterrupt on Ctrl-C and whatever `stop` was given; `draft` then holds
    what was not sent. Raises StorageError where something cannot be kept.
    """
    # Without an answer to "where is the cursor?" every line would wait for one, and we need none.
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    interview = sitting.interview
    replies = _Replies(interview.state, draft)
    while not (interview.state.paused or interview.state.phase is Phase.OVER):
        if interview.state.phase in BETWEEN:
            _between(interview)
        elif interview.state.awaits_mark:
            _ask_how_sure(interview, draft)
        else:
            _one_line(sitting, replies)


def _one_line(sitting: Sitting, replies: "_Replies") -> None:
    state = sitting.interview.state
    line = replies.read(state)
    try:
        if line.strip():
            carry_out(sitting, parse(line))
        elif _may_go_on(state, replies):
            sitting.interview.step(Next())
    except (UnknownWordError, RefusedError) as refusal:
        write(Block(Tone.PROGRAM, str(refusal)))


def _may_go_on(state: State, replies: "_Replies") -> bool:
    """Whether Enter alone closes the question; where it would lose something, only the second time."""
    warning = _before_going_on(state)
    if not warning or replies.warned_at == state.count:
        return True
    replies.warned_at = state.count
    write(Block(Tone.PROGRAM, warning))
    return False


def _before_going_on(state: State) -> str:
    """What an Enter alone would lose here, as a warning; empty where nothing."""
    episode = state.current
    last = episode.turns[-1] if episode.turns else None
    if episode.coding.stance is None:
        return "Nothing said yet: Enter once more skips this question."
    if last and last.act in (Act.PROBE, Act.DOUBT, Act.REASK, Act.ASK_BACK, Act.LANGUAGE):
        return "The interviewer has asked you something: Enter once more leaves it."
    said = max((turn.seq for turn in episode.turns if turn.line.who is Who.CANDIDATE), default=0)
    if any(aside.mark is not None and aside.seq > said for aside in episode.asides):
        return "Enter once more goes on."  # the first one may have been meant for the key
    return ""


def _between(interview: Interview) -> None:
    """A question is closed, or none was asked yet: let it be confirmed, then go on."""
    state = interview.state
    silent = state.started.coach is CoachLevel.SILENT
    if state.episodes and not silent:
        _confirm(interview, state.current)
    elif not state.wants_more:
        for episode in state.episodes:
            _confirm(interview, episode, heading=True)
    # What was typed ahead was not meant for the next question.
    clear_typeahead(get_app_session().input)
    go_on(interview)


class _Replies:
    """The prompt for replies, with the session's history and the commands to complete."""

    def __init__(self, state: State, draft: Draft) -> None:
        self._draft = draft
        self._draft.text = state.draft
        self.warned_at = -1
        """Where, in events, an Enter alone was last warned about."""
        self._session = reply_session(state)

    def read(self, state: State) -> str:
        text, self._draft.text = self._draft.text, ""
        try:
            return scrub(self._session.prompt(reply_prompt(state), default=text, handle_sigint=False))
        except BaseException:
            self._draft.text = scrub(self._session.default_buffer.text)
            raise


def _ask_how_sure(interview: Interview, draft: Draft) -> None:
    pressed = one_key(HOW_SURE, "".join(SURE_KEYS))
    draft.text = pressed.typed
    interview.step(SetMark(SURE_KEYS.get(pressed.key)))


_KEY_HEARD = "The key points, ticked as I heard them from you before they were told:"
_KEY_UNHEARD = "The key points; I heard none of them from you before they were told:"


def _confirm(interview: Interview, episode: Episode, *, heading: bool = False) -> None:
    """Show how a closed question was read, its key points ticked, and take them as the user leaves them."""
    if episode.skipped or episode.confirmed is not None or episode.contested:
        return
    if heading:
        write(Block(Tone.QUESTION, f"{episode.position + 1}. {episode.question.ask}"))
    ticked, points = episode.coding.met, len(episode.question.key_points)
    if points:
        write(Block(Tone.PROGRAM, _KEY_HEARD if ticked else _KEY_UNHEARD))
        for block in key_blocks(episode, ticked):
            write(block)
    else:
        write(Block(Tone.PROGRAM, read_as(episode)))
    change = f" · 1-{points}: change a tick" if points else ""
    digits = "".join(str(number) for number in range(1, min(points, 9) + 1))
    while True:
        pressed = one_key(f"Enter: read right{change} · c: contest · Esc: leave it", digits)
        if pressed.key in digits and pressed.key:
            ticked ^= {int(pressed.key) - 1}
            write(key_blocks(episode, ticked)[int(pressed.key) - 1])
        elif pressed.key == "enter":
            interview.step(Confirm(episode.position, tuple(sorted(ticked))))
            return
        elif pressed.key == "escape" or _contested(interview, episode, pressed.typed):
            return


def _contested(interview: Interview, episode: Episode, typed: str) -> bool:
    """Take a line that begins with what was `typed` instead of a key; whether it contests the question.

    A whole line, sent with Enter: somebody may be writing to the interviewer still.
    """
    session = line_session()
    line = session.prompt(PROMPT, default=typed, handle_sigint=False).strip().lower()
    if line in ("c", "contest", "/contest"):
        interview.step(Contest(episode.position))
        return True
    if line:
        write(
            Block(Tone.PROGRAM, "This question is closed, so that was not sent. `idk review` shows it again.")
        )
    return False
