"""Owns the commands: what a shell may ask of an interview. A command may be refused; an event is a fact."""

import msgspec

from simulator.interview.events import CloseReason, Mark, Marking, PauseReason
from simulator.reading.model import Quality, Reading


class Command(msgspec.Struct, frozen=True):
    """Something a shell asks for."""


class Ask(Command, frozen=True):
    """Put the next question."""


class Reply(Command, frozen=True):
    """The candidate says `text`, and with it perhaps how sure they are."""

    text: str
    mark: Mark | None = None


class Heed(Command, frozen=True):
    """Here is how the last reply was read; the interviewer and the coach react to it."""

    reading: Reading


class SetMark(Command, frozen=True):
    """The stance key; None leaves the claim unmarked."""

    mark: Mark | None


class Note(Command, frozen=True):
    """Write `text` down; `quality` is how the reader rates it as a note."""

    text: str
    quality: Quality


class Hint(Command, frozen=True):
    """Ask the coach what is still open."""


class Next(Command, frozen=True):
    """Go on: closes the question (a claimed foil is first named)."""


class Close(Command, frozen=True):
    """Close the open question without wanting another: the user quits, or a pipe has ended."""

    by: CloseReason


class Finish(Command, frozen=True):
    """End the session: the last question is closed, and looked at."""


class Confirm(Command, frozen=True):
    """The user has looked at the key points of the closed question at `position` and ticked `met`."""

    position: int
    met: tuple[int, ...]


class Contest(Command, frozen=True):
    """The user disagrees with how the question at `position` was read."""

    position: int
    why: str = ""


class Pause(Command, frozen=True):
    """Stop without closing; `draft` is what was typed and not sent."""

    reason: PauseReason
    draft: str = ""


class Resume(Command, frozen=True):
    """Go on where a pause, or a crash, stopped, in a shell that takes the stance key in this way."""

    marking: Marking
