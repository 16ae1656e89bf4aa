"""Owns what is kept of a real interview: where, what was asked, how it was handled, what came of it."""

from datetime import date
from enum import StrEnum

import msgspec

from simulator.debrief.listing import Need, Wanted
from simulator.questions.fields import NAME


class Stage(StrEnum):
    """How far it got."""

    APPLIED = "applied"
    """No talk took place."""
    SCREEN = "screen"
    TECHNICAL = "technical"
    TAKE_HOME = "take-home"
    ON_SITE = "on-site"
    FINAL = "final"


class Answer(StrEnum):
    """What the employer said."""

    WAITING = "waiting"
    REJECTED = "rejected"
    OFFER = "offer"
    SILENCE = "silence"
    """Nothing, for so long that nothing more is expected."""
    WITHDRAWN = "withdrawn"
    """The user ended it."""


class Handled(StrEnum):
    """How a question was met, by the user's own account."""

    EXPLAINED = "explained"
    """Answered, and it went well."""
    CLAIMED = "claimed"
    """Said to be known, and not shown."""
    GUESSED = "guessed"
    ADMITTED = "admitted"
    """Said not to be known."""
    ASKED = "asked"
    """Said not to be known, and asked to have it explained."""


class AskedThere(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A question that was asked."""

    asked: str
    handled: Handled | None = None
    """None where it was not said."""
    explained: str = ""
    """What the user was told, in their words."""
    topic: str = ""
    """What goes into the notebook; the question itself where it is empty."""
    skills: tuple[str, ...] = ()
    """What it was about; read from its words where there are none."""

    @property
    def was_not_known(self) -> bool:
        """Whether the user said how it went, and not that it went well."""
        return self.handled not in (None, Handled.EXPLAINED)


class Project(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something the user has made and can show."""

    name: str
    skills: tuple[str, ...] = ()
    where: str = ""


class Debrief(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One interview, or one application; every field may be left out."""

    company: str = ""
    role: str = ""
    stage: Stage | None = None
    day: str = ""
    """YYYY-MM-DD."""
    answer: Answer | None = None
    questions: tuple[AskedThere, ...] = ()
    skills: tuple[Wanted, ...] = ()
    """What the listing asks for, as the user left it."""
    have: tuple[str, ...] = ()
    """Skills that the user says they have."""
    lack: tuple[str, ...] = ()
    """Skills that the user says they have never worked with."""
    projects: tuple[Project, ...] = ()
    resume: tuple[str, ...] | None = None
    """Skills that their résumé or portfolio names; None where it was not given."""
    listing: str = ""
    letter: str = ""
    notes: str = ""

    @property
    def on(self) -> date:
        """The day of the interview. Raises ValueError where there is none."""
        return date.fromisoformat(self.day)

    def names(self, need: Need) -> tuple[str, ...]:
        """The skills that the listing wants so much."""
        return tuple(one.skill for one in self.skills if one.need is need)


class Topic(msgspec.Struct, frozen=True):
    """What was not known there, for the notebook."""

    topic: str
    words: str
    """The user's own; what was asked where they wrote none."""
    day: date


def topics(debrief: Debrief) -> tuple[Topic, ...]:
    """What goes into the notebook: each question that was not explained well, a topic once."""
    found: dict[str, Topic] = {}
    for one in debrief.questions:
        if one.was_not_known:
            topic = one.topic or one.asked[: NAME.most]
            found.setdefault(topic.casefold(), Topic(topic, one.explained or one.asked, debrief.on))
    return tuple(found.values())
