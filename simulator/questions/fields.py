"""Owns the one table of a bank's fields: checking a file and the JSON Schema are both derived from it.

A new field is one line here (and one attribute in `model`). Nothing in this module checks or reads anything.
"""

from enum import Enum, StrEnum
from functools import cached_property
from typing import TypeAlias

import msgspec

from simulator.questions.model import (
    Bank,
    FollowUp,
    KeyPoint,
    Kind,
    Level,
    Misconception,
    Question,
    Resource,
    ResourceKind,
)

FORMAT = 1
"""Version of the bank format; a file with a higher one is refused, every lower one is read."""
LEAST_KEY_POINTS = 3
"""Fewer cannot tell a partial answer from a full one."""


class Needed(Enum):
    """Who must have a field; a draft may lack it all the same, unless it is `ALWAYS` needed."""

    ALWAYS = "always"
    REAL = "real"
    FOIL = "foil"
    BOTH = "both"
    NEVER = "never"


class Text(msgspec.Struct, frozen=True):
    """Words for people."""

    most: int
    """Characters."""
    one_line: bool = False


class Pattern(msgspec.Struct, frozen=True):
    """A text of a fixed form; `says` names the form in a message."""

    regex: str
    says: str
    most: int = 2000


class Choice(msgspec.Struct, frozen=True):
    """One of the values of an enumeration."""

    values: type[StrEnum]

    @property
    def names(self) -> list[str]:
        """The allowed values, in their order."""
        return [value.value for value in self.values]


class Flag(msgspec.Struct, frozen=True):
    """`true` or `false`, and nothing else."""


class Number(msgspec.Struct, frozen=True):
    """A decimal number greater than 0."""

    most: float


class Day(msgspec.Struct, frozen=True):
    """A day of the calendar, YYYY-MM-DD."""


class Version(msgspec.Struct, frozen=True):
    """The format's version, a whole number from 1."""

    newest: int


class Record(msgspec.Struct, frozen=True, dict=True):
    """A mapping with fields of its own; `model` is built from them."""

    called: str
    fields: tuple["Field", ...]
    model: type[msgspec.Struct]

    @cached_property
    def by_name(self) -> dict[str, "Field"]:
        """Its fields by their names, in the table's order."""
        return {field.name: field for field in self.fields}

    @cached_property
    def always(self) -> tuple["Field", ...]:
        """The fields without which there is no such record, not even a draft."""
        return tuple(field for field in self.fields if field.needed is Needed.ALWAYS)


class ListOf(msgspec.Struct, frozen=True):
    """A list of texts or of records."""

    item: Text | Record
    least: int = 0
    """Items that a finished question needs."""
    most: int = 50


Shape: TypeAlias = Text | Pattern | Choice | Flag | Number | Day | Version | Record | ListOf


class Field(msgspec.Struct, frozen=True):
    """A field: its name, what may stand there, what it means (one line), and who needs it."""

    name: str
    shape: Shape
    meaning: str
    needed: Needed = Needed.NEVER
    only: Kind | None = None
    """The kind of question that has a use for it; None for both."""


SLUG = Pattern(
    r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case letters, digits and single hyphens, as in write-ahead-log", 80
)
LANGUAGE = Pattern(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language code such as en or pt-BR", 35)
URL = Pattern(
    r"https?://[^\s/?#.:@]+(\.[^\s/?#.:@]+)+(:[0-9]+)?([/?#]\S*)?", "a web address beginning with https://"
)

NAME = Text(200, one_line=True)
SENTENCE = Text(2_000)
PASSAGE = Text(10_000)

KEY_POINT = Record(
    "a key point",
    (
        Field("point", SENTENCE, "One checkable statement that a good answer makes.", Needed.ALWAYS),
        Field("accept", ListOf(SENTENCE), "Other ways to say it."),
        Field("core", Flag(), "Without this point no answer is full."),
        Field("weight", Number(100), "Its share in the coverage; 1 where it is not given."),
        Field("confirmed", Flag(), "false for a point proposed by an import that nobody has checked yet."),
    ),
    KeyPoint,
)
MISCONCEPTION = Record(
    "a misconception",
    (
        Field("claim", SENTENCE, "Something false that people really believe.", Needed.ALWAYS),
        Field("correction", SENTENCE, "What is true instead.", Needed.ALWAYS),
    ),
    Misconception,
)
FOLLOW_UP = Record(
    "a follow-up",
    (
        Field("ask", SENTENCE, "A deeper question.", Needed.ALWAYS),
        Field("answer", PASSAGE, "What the interviewer answers to it.", Needed.ALWAYS),
    ),
    FollowUp,
)
RESOURCE = Record(
    "a resource",
    (
        Field("title", NAME, "What it is called, with its author.", Needed.ALWAYS),
        Field("url", URL, "Where it is found.", Needed.ALWAYS),
        Field("kind", Choice(ResourceKind), "What it is.", Needed.ALWAYS),
    ),
    Resource,
)
QUESTION = Record(
    "a question",
    (
        Field("id", SLUG, "Its name in this bank, for ever; never given to another question.", Needed.ALWAYS),
        Field("kind", Choice(Kind), "foil: asks about something that does not exist."),
        Field("ask", SENTENCE, "The question, as the interviewer asks it.", Needed.ALWAYS),
        Field("topic", NAME, "What goes into the notebook.", Needed.BOTH),
        Field("level", Choice(Level), "Whom it suits.", Needed.BOTH),
        Field("tags", ListOf(NAME), "Fields it belongs to, the main one first."),
        Field("skills", ListOf(NAME), "What a job listing would call it."),
        Field("scope", SENTENCE, "Said when the candidate asks what is meant.", Needed.FOIL),
        Field(
            "key_points",
            ListOf(KEY_POINT, least=LEAST_KEY_POINTS),
            "What a good answer says; at least three, one of them core.",
            Needed.REAL,
            Kind.REAL,
        ),
        Field(
            "misconceptions", ListOf(MISCONCEPTION), "What people wrongly believe about it.", only=Kind.REAL
        ),
        Field("explanation", PASSAGE, "What the interviewer explains when asked.", Needed.REAL, Kind.REAL),
        Field("probes", ListOf(SENTENCE, least=1), "Neutral requests for one concrete detail.", Needed.FOIL),
        Field("follow_ups", ListOf(FOLLOW_UP), "Deeper questions with their answers.", only=Kind.REAL),
        Field(
            "check",
            SENTENCE,
            "Asks for the explanation in the candidate's own words.",
            Needed.REAL,
            Kind.REAL,
        ),
        Field("resources", ListOf(RESOURCE, least=1), "What to learn from afterwards.", Needed.REAL),
        Field("project", SENTENCE, "Something to build that teaches it.", Needed.REAL),
        Field(
            "near", NAME, "The real neighbour, which goes into the notebook instead.", Needed.FOIL, Kind.FOIL
        ),
        Field("debrief", PASSAGE, "Says that it does not exist, and what does.", Needed.FOIL, Kind.FOIL),
        Field("checked", Day(), "The day on which its non-existence was checked.", Needed.FOIL, Kind.FOIL),
        Field("draft", Flag(), "true: imported and not yet complete."),
    ),
    Question,
)
BANK = Record(
    "a bank",
    (
        Field("format", Version(FORMAT), "Version of the bank format.", Needed.ALWAYS),
        Field("bank", SLUG, "The bank's name, for ever.", Needed.ALWAYS),
        Field("title", NAME, "What the bank is called.", Needed.ALWAYS),
        Field("language", LANGUAGE, "The language of its texts; en where it is not given."),
        Field("questions", ListOf(QUESTION, least=1, most=10_000), "The questions.", Needed.ALWAYS),
    ),
    Bank,
)
