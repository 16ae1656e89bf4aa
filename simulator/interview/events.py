"""Owns the events: what has happened in an interview, one fact each; the transcript is nothing else.

An event is valid once built and never changes. Kinds and fields are public and may only be added to.
"""

from datetime import datetime
from enum import IntEnum, StrEnum

import msgspec

from simulator.questions.model import Question
from simulator.reading.model import Facet, Move, Quality, Reading

FORMAT = 1
"""Version of the transcript's format; a reader refuses a higher one and reads every lower one."""
SOLO, STUDY, PAIR = "solo", "study", "pair"
"""The modes of a session: the program interviews, it asks what is due again, or a person interviews."""


class Role(StrEnum):
    """Who asks for something, or has said it of an answer."""

    SOLO = "solo"
    """Whoever practises alone; the program is the interviewer."""
    CANDIDATE = "candidate"
    INTERVIEWER = "interviewer"
    """The person in the interviewer's seat (pair mode)."""


class CoachLevel(StrEnum):
    """How much the coach helps."""

    FULL = "full"
    FADE = "fade"
    SILENT = "silent"


class Mark(IntEnum):
    """The stance key: how sure the candidate says to be."""

    DONT_KNOW = 0
    GUESS = 1
    FAIRLY_SURE = 2
    SURE = 3


class Stance(StrEnum):
    """How a reply stands to the question: the lower of the key and the words."""

    ADMITTED = "admitted"
    GUESS = "guess"
    FAIRLY_SURE = "fairly_sure"
    SURE = "sure"
    DEFLECTED = "deflected"
    """Neither answer nor admission after one neutral re-ask."""
    UNMARKED = "unmarked"
    """No key pressed; scored as fairly sure."""


class Support(StrEnum):
    """How much help a learning move needed: the strongest aid given before it."""

    SPONTANEOUS = "spontaneous"
    HINT = "hint"
    PROMPT = "prompt"
    MISSING = "missing"


class RepairTime(StrEnum):
    """When a claim was taken back (section 2.1)."""

    UNPROMPTED = "unprompted"
    """By the candidate alone, also at the stance key."""
    AFTER_PROBE = "after_probe"
    """After the probe or the re-ask."""
    AFTER_REVEAL = "after_reveal"
    """After the gap was named, the explanation given or the foil named: too late."""


class Aid(StrEnum):
    """What the coach gives for one facet: the later in this list, the more it helps."""

    SILENT = "silent"
    HINT = "hint"
    PROMPT = "prompt"


class Marking(StrEnum):
    """How the stance key reaches the interview."""

    ASKED = "asked"
    """A terminal asks for it after each claim; nothing is answered before it is given or left."""
    IN_LINE = "in_line"
    """A pipe may give it until the next reply; an empty claim is probed without waiting for it."""


class Act(StrEnum):
    """What the interviewer does by saying a line."""

    SCOPE = "scope"
    REASK = "reask"
    PROBE = "probe"
    DOUBT = "doubt"
    """"I didn't hear X - did you mean it?", in place of naming the gap where the reader is unsure."""
    NEUTRAL = "neutral"
    GAP = "gap"
    CONFIRM = "confirm"
    """Says that the answer was complete."""
    EXPLAIN = "explain"
    CHECK = "check"
    """Says how far a restatement of the explanation holds."""
    FOLLOW_UP = "follow_up"
    UNKNOWN = "unknown"
    """The interviewer has no answer, says so and suggests writing it down."""
    RESOURCES = "resources"
    DEBRIEF = "debrief"
    """Names a foil as made up."""
    ACKNOWLEDGE = "acknowledge"
    ASK_BACK = "ask_back"
    """"Did you mean that you don't know this?", where the reader is unsure and much hangs on it."""
    LANGUAGE = "language"
    """Says that a reply in another language was not understood."""
    ASK = "ask"
    """A question of the interviewer's own, or a prepared follow-up (pair mode)."""
    PROJECT = "project"
    """Something to build (pair mode; else it comes with the resources)."""


REVEALS = frozenset({Act.GAP, Act.EXPLAIN, Act.DEBRIEF})
"""After one of these acts nothing counts as evidence, and a claim can no longer be repaired."""


class CloseReason(StrEnum):
    """What closed a question."""

    NEXT = "next"
    QUIT = "quit"
    END = "end"
    """The end of input on a pipe."""


class TickKind(StrEnum):
    """What the interviewer ticks as said (pair mode)."""

    POINT = "point"
    MISCONCEPTION = "misconception"
    NONE = "none"
    """None of the key points: looked at, and not heard."""
    FULL = "full"
    """Of a question without a key: all of it. Of a foil: doubt that it exists."""
    PARTIAL = "partial"
    """Of a question without a key: a part. Of a foil: something real that is near it."""
    WRONG = "wrong"
    """Something else, and not so. Of a foil: details of it."""


class Aspect(StrEnum):
    """What both rate at the end of an interview between two."""

    SAID_SO = "said_so"
    STOOD_BY = "stood_by"
    ASKED = "asked"
    OWN_WORDS = "own_words"
    RESOURCE = "resource"
    NOTED = "noted"


class PauseReason(StrEnum):
    """What stopped a session without closing it."""

    ASKED = "asked"
    INTERRUPT = "interrupt"
    """Ctrl-C or Ctrl-D on a terminal."""
    HANG_UP = "hang_up"
    """The terminal went away or the process was told to stop."""


def _kind(class_name: str) -> str:
    return "".join("_" + c.lower() if c.isupper() else c for c in class_name).lstrip("_")


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag=_kind, omit_defaults=True):
    """Something that happened, `at` an aware point in time (UTC)."""

    at: datetime


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a session comes from that was not sat here."""

    file: str
    """The file's name, without its folder."""
    sha256: str
    """Of its bytes, in hex."""
    candidate: str
    """What the candidate is called in it."""
    interviewers: tuple[str, ...]


class Started(Event, frozen=True, kw_only=True, omit_defaults=False):
    """The transcript's header line: everything the session was sat under."""

    format: int = FORMAT
    session: str
    """The session's id, which is its file's name: UTC start time and 4 symbols."""
    rubric: str
    reader: str
    mode: str
    coach: CoachLevel
    seed: int
    marking: Marking
    banks: tuple[str, ...]
    aids: dict[Facet, Aid]
    """The most the coach gives for each facet in an episode that is not silent."""
    foils: bool
    """Whether a made-up term is among the questions."""
    source: Source | msgspec.UnsetType = msgspec.UNSET
    """Only of a session that was brought in from elsewhere."""
    guest: Role | msgspec.UnsetType = msgspec.UNSET
    """The role of whoever came to the user's room (pair mode)."""


class Planned(Event, frozen=True, kw_only=True):
    """The questions to come, whole, so that neither a changed nor a lost bank can change the session."""

    questions: tuple[Question, ...]
    repeats: tuple[int, ...] = ()
    """Positions of foils that this user has met before: they stay out of the over-claiming index."""
    silent: tuple[int, ...] = ()
    """Positions (from 0) of the episodes in which the coach says nothing."""
    known: dict[int, float] = {}
    """Positions of topics that this user has explained well before: the chance of recall then (R), 0-1."""


class Asked(Event, frozen=True, kw_only=True):
    """The question at `position` of the plan was put to the candidate."""

    position: int


class Replied(Event, frozen=True, kw_only=True):
    """The candidate said something; written down before anything reads it."""

    text: str
    mark: Mark | None = None
    """The stance key, where it was given with the words."""


class Heard(Event, frozen=True, kw_only=True):
    """How the last reply was read."""

    reading: Reading


class Marked(Event, frozen=True, kw_only=True):
    """The stance key for the claim that stands; None where it was left unmarked."""

    mark: Mark | None


class Said(Event, frozen=True, kw_only=True):
    """The interviewer said `text`."""

    act: Act
    text: str
    index: int | None = None
    """Which prepared probe, follow-up, key point or misconception it came from."""
    aloud: bool = False
    """Said by voice (pair mode): `text` only tells what was done."""


class Coached(Event, frozen=True, kw_only=True):
    """The coach said `text` about one facet."""

    facet: Facet
    aid: Aid
    text: str


class Noted(Event, frozen=True, kw_only=True):
    """The candidate wrote `text` down; `topic` is what enters the notebook (a foil's real neighbour)."""

    text: str
    topic: str
    quality: Quality


class Closed(Event, frozen=True, kw_only=True):
    """The question is over."""

    by: CloseReason


class Confirmed(Event, frozen=True, kw_only=True):
    """The user looked at the key points of a closed question and left these ticked."""

    position: int
    met: tuple[int, ...]
    by: Role = Role.SOLO
    """Whose ticks they are; the interviewer's (pair mode) were made while listening."""


class Contested(Event, frozen=True, kw_only=True):
    """The user disagrees with how a question was read: it no longer counts."""

    position: int
    why: str = ""


class Paused(Event, frozen=True, kw_only=True):
    """The session stopped; it can be taken up exactly here."""

    reason: PauseReason
    draft: str = ""
    """What was typed and not sent."""


class Resumed(Event, frozen=True, kw_only=True):
    """The session goes on, perhaps in another shell than before."""

    marking: Marking


class Finished(Event, frozen=True, kw_only=True):
    """The session is over: by the last question, `/quit` or the end of input."""


class Arranged(Event, frozen=True, kw_only=True):
    """The interviewer chose what comes next (pair mode): `order` names places of the plan not asked yet.

    What is left out of it is not asked. Later events know the plan as it is then.
    """

    order: tuple[int, ...]


class Added(Event, frozen=True, kw_only=True):
    """The interviewer wrote a question on the spot; it comes next."""

    question: Question


class Observed(Event, frozen=True, kw_only=True):
    """The interviewer heard the candidate do something, by voice."""

    move: Move
    quality: Quality = Quality.PLAIN
    """How well, where the move is one of learning: 1-4."""


class Undone(Event, frozen=True, kw_only=True):
    """The last thing observed since the interviewer spoke was a slip."""


class Ticked(Event, frozen=True, kw_only=True):
    """The interviewer ticked something as said, or (`on` false) took that back."""

    what: TickKind
    index: int = 0
    """Which key point or misconception."""
    on: bool = True
    retold: bool = False
    """Said only after it had been told: in the candidate's own words, no evidence."""


class Jotted(Event, frozen=True, kw_only=True):
    """The interviewer wrote something down for the feedback."""

    text: str


class WarmedUp(Event, frozen=True, kw_only=True):
    """The interviewer rated sample exchanges first: `agreed` of `of` ratings were the rubric's."""

    agreed: int
    of: int


class Swapped(Event, frozen=True, kw_only=True):
    """The two changed seats: what follows is in the other's transcript, until this one is resumed."""


class Wrapped(Event, frozen=True, kw_only=True):
    """No further question comes; both rate now."""


class Rated(Event, frozen=True, kw_only=True):
    """One of the two has filled the form; sealed until both have, or the session is over."""

    by: Role
    ratings: dict[Aspect, int] = {}
    """0 never - 4 every time; what had no occasion, or was left, is not in it."""
    well: str = ""
    """What went well."""
    better: str = ""
    """What to try next time."""


AnyEvent = (
    Started
    | Planned
    | Asked
    | Replied
    | Heard
    | Marked
    | Said
    | Coached
    | Noted
    | Closed
    | Confirmed
    | Contested
    | Paused
    | Resumed
    | Finished
    | Arranged
    | Added
    | Observed
    | Undone
    | Ticked
    | Jotted
    | WarmedUp
    | Swapped
    | Wrapped
    | Rated
)
