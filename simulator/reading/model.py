"""Owns what a reading is: the moves a reply makes and what it shows of the answer; reads nothing itself."""

from collections.abc import Sequence
from enum import IntEnum, StrEnum
from typing import Protocol

import msgspec

from simulator.questions.model import Question

NEARLY = 0.3
"""From this probability to .5 a move is nearly read."""
DOUBTFUL = 1 - NEARLY
"""Below this probability a move that is read nearly was not."""


class Move(StrEnum):
    """What a turn does; a turn may make several moves, or none."""

    ADMIT = "admit"
    NOTE = "note"
    INTEND = "intend"
    ASK_EXPLAIN = "ask_explain"
    ASK_RESOURCE = "ask_resource"
    CLARIFY = "clarify"
    GUESS = "guess"
    CLAIM = "claim"
    RESTATE = "restate"
    FOLLOW_UP = "follow_up"
    DEFLECT = "deflect"


class EvidenceLevel(StrEnum):
    """How an answer stands against the key points; `unclear` where no level reaches a probability of .5."""

    NONE = "none"
    WRONG = "wrong"
    PARTIAL = "partial"
    FULL = "full"
    UNCLEAR = "unclear"


class Facet(StrEnum):
    """The five learning behaviours of a gap episode, in the order in which they are worth most."""

    EXPLAIN = "E"
    RESOURCE = "R"
    TEACH_BACK = "T"
    NOTE = "N"
    FOLLOW_UP = "F"


class Quality(IntEnum):
    """0-4, the behavioural anchors of a facet: 0 not done, 2 the plain required act."""

    NONE = 0
    TOKEN = 1
    PLAIN = 2
    SPECIFIC = 3
    DEEP = 4


class Who(StrEnum):
    """Who said a line of the conversation."""

    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"


class Line(msgspec.Struct, frozen=True):
    """What was said before the turn that is read."""

    who: Who
    text: str


class MoveSpan(msgspec.Struct, frozen=True):
    """A move and the words that show it; offsets are Unicode code points of the turn, `end` exclusive."""

    move: Move
    text: str
    start: int
    end: int
    p: float = 1.0
    """How sure the reader is, 0-1."""


class PointReading(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whether one key point is met, with the words that meet it (empty when none do)."""

    index: int
    p: float
    """Calibrated probability that it is met, 0-1."""
    met: bool
    text: str = ""
    start: int = 0
    end: int = 0


class MisconceptionReading(msgspec.Struct, frozen=True, omit_defaults=True):
    """A misconception of the key that the answer states, with its words."""

    index: int
    p: float
    text: str = ""
    start: int = 0
    end: int = 0


class Evidence(msgspec.Struct, frozen=True):
    """What an answer shows against the key."""

    level: EvidenceLevel
    coverage: float
    """Weight of the key points met over the weight of all, 0-1."""
    points: tuple[PointReading, ...] = ()
    misconceptions: tuple[MisconceptionReading, ...] = ()
    """Only those that are stated."""
    confidence: float = 1.0
    """Probability of `level`, 0-1; "not supported" is said to nobody below .90."""


class Reading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything read from one reply."""

    moves: tuple[MoveSpan, ...] = ()
    evidence: Evidence | None = None
    """None where the reply makes no statement about the topic, or there is no key to hold it against."""
    quality: dict[Facet, Quality] = {}
    """Only the facets that the reply shows."""
    follow_up: int | None = None
    """The prepared follow-up that the candidate's question comes to, if any."""
    nearly: tuple[MoveSpan, ...] = ()
    """The moves that were nearly read, with the words that speak for them; `p` from .3 to below .5."""
    language: str = ""
    """BCP 47 code of the language of a reply that is not in English (`und`: unclear which), else empty.
    Such a reply is not read: it makes no moves, and what it shows is unclear."""
    reader: str
    """Version of the reader."""

    def makes(self, *moves: Move) -> bool:
        """Whether the reply makes one of these moves."""
        return any(span.move in moves for span in self.moves)

    def doubtful(self, move: Move) -> bool:
        """Whether it is a close thing that `move` is made, or that it is not: p from .3 to below .7."""
        return any(span.move is move and span.p < DOUBTFUL for span in (*self.moves, *self.nearly))

    def words(self, move: Move) -> str:
        """The words that show `move`; empty when it is not made."""
        return next((span.text for span in self.moves if span.move is move), "")


class Reader(Protocol):
    """Reads a reply in its place in the conversation; the only thing the product asks of a reader."""

    @property
    def version(self) -> str:
        """Recorded with every reading."""

    @property
    def notice(self) -> str:
        """What the user should know about the state of the reader; empty if all is well. Loads it."""

    def read(
        self, question: Question, context: Sequence[Line], turn: str, before: Evidence | None = None
    ) -> Reading:
        """Read `turn`, said after `context` (what followed the question, oldest first).

        `before` is what earlier replies to this question have shown: a point met there is not missing.
        Takes any text of any length; never raises on it.
        """

    def rate_note(self, question: Question, note: str) -> Quality:
        """How useful `note`, written down during `question`, will be later."""
