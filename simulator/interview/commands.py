"""Owns the commands: what a shell may ask of an interview. A command may be refused; an event is a fact."""

import msgspec

from simulator.interview.events import Act, Aspect, CloseReason, Mark, Marking, PauseReason, TickKind
from simulator.questions.model import Question
from simulator.reading.model import Move, Quality, Reading


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


# The commands of an interview between two.


class Choose(Command, frozen=True):
    """Put the planned question at `place` next."""

    place: int


class Skip(Command, frozen=True):
    """Leave the planned question at `place` out."""

    place: int


class Shift(Command, frozen=True):
    """Ask the planned question at `place` so many questions later (`by`), or earlier if negative."""

    place: int
    by: int


class AddQuestion(Command, frozen=True):
    """Put a question written on the spot next."""

    question: Question


class Say(Command, frozen=True):
    """The interviewer says `text`, as prepared or edited, or has said it `aloud`."""

    act: Act
    text: str = ""
    index: int | None = None
    aloud: bool = False


class Tick(Command, frozen=True):
    """Tick something as said, or untick it."""

    what: TickKind
    index: int = 0


class Observe(Command, frozen=True):
    """The candidate was heard to do something, by voice."""

    move: Move
    quality: Quality = Quality.PLAIN


class Undo(Command, frozen=True):
    """The last thing observed was a slip."""


class Jot(Command, frozen=True):
    """Keep `text` for the feedback; the candidate does not see it before the end."""

    text: str


class WarmUp(Command, frozen=True):
    """Sample exchanges were rated: `agreed` of `of` ratings as the rubric rates them."""

    agreed: int
    of: int


class Swap(Command, frozen=True):
    """Change seats."""


class Wrap(Command, frozen=True):
    """Ask nothing further: both rate now."""


class Rate(Command, frozen=True):
    """Hand in the form at the end; without ratings it is handed in empty."""

    ratings: dict[Aspect, int] = {}
    well: str = ""
    better: str = ""
