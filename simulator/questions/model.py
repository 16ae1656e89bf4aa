"""Owns what a question and a bank are once they are valid; never reads a file (`loader` does)."""

import hashlib
from enum import StrEnum
from functools import cached_property

import msgspec


class Kind(StrEnum):
    """Whether the question is about something that exists."""

    REAL = "real"
    FOIL = "foil"


class Level(StrEnum):
    """Whom the question suits."""

    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"


class ResourceKind(StrEnum):
    """What a resource is, so that it can be named in a sentence."""

    DOCS = "docs"
    BOOK = "book"
    PAPER = "paper"
    ARTICLE = "article"
    TALK = "talk"
    COURSE = "course"
    REPO = "repo"


class KeyPoint(msgspec.Struct, frozen=True, omit_defaults=True):
    """One checkable statement that a good answer makes."""

    point: str
    accept: tuple[str, ...] = ()
    """Other ways to say it."""
    core: bool = False
    """Without it no answer is full."""
    weight: float = 1.0
    """Its share in the coverage, greater than 0."""
    confirmed: bool = True
    """False for a point proposed by an import that nobody has checked yet."""


class Misconception(msgspec.Struct, frozen=True):
    """Something false that people really believe, and what is true instead."""

    claim: str
    correction: str


class FollowUp(msgspec.Struct, frozen=True):
    """A deeper question that the interviewer has an answer to."""

    ask: str
    answer: str


class Resource(msgspec.Struct, frozen=True):
    """Something that exists to learn from afterwards."""

    title: str
    url: str
    kind: ResourceKind


class Question(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, dict=True):
    """One question with its answer key; a foil (`kind`) asks about something that does not exist.

    `bank` and `id` are its identity for ever; `content_hash` tells its versions apart.
    """

    bank: str
    id: str
    ask: str
    topic: str
    """What goes into the notebook."""
    level: Level
    kind: Kind = Kind.REAL
    tags: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    """What a job listing would call it."""
    scope: str = ""
    """Said when the candidate asks what is meant."""
    key_points: tuple[KeyPoint, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    explanation: str = ""
    probes: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    check: str = ""
    """Asks the candidate to put the explanation into their own words."""
    resources: tuple[Resource, ...] = ()
    project: str = ""
    near: str = ""
    """Foils only: the real neighbour, which goes into the notebook instead."""
    debrief: str = ""
    """Foils only: says that the thing does not exist, and what does."""
    checked: str = ""
    """Foils only: the day (YYYY-MM-DD) on which its non-existence was checked."""
    draft: bool = False
    """Imported and not yet complete."""

    @property
    def key(self) -> str:
        """`bank/id`: what mastery, schedule and exposure follow."""
        return f"{self.bank}/{self.id}"

    @property
    def is_foil(self) -> bool:
        """Whether it asks about something that does not exist."""
        return self.kind is Kind.FOIL

    @cached_property
    def content_hash(self) -> str:
        """16 hex digits over ask, kind and key points: two versions of a question differ in it."""
        content = msgspec.json.encode((self.ask, self.kind, self.key_points))
        return hashlib.sha256(content).hexdigest()[:16]


class Bank(msgspec.Struct, frozen=True, kw_only=True):
    """A subject's questions, valid once built."""

    name: str
    title: str
    language: str
    questions: tuple[Question, ...]
