"""Owns what a topic is: the fold of all lessons on it, in whatever order they come. Pure.

A topic is known by its name: case and spaces do not matter.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

import msgspec

from simulator.notebook.lessons import Lesson
from simulator.questions.model import Resource
from simulator.scoring.recall import Rating
from simulator.text import one_line


class State(StrEnum):
    """How a topic stands."""

    OPEN = "open"
    """Written down, and not recalled when it was last asked."""
    LEARNING = "learning"
    """Recalled in part, or with help."""
    EXPLAINED = "explained"
    """Explained in full on a later day; it comes back, ever more rarely."""
    PARKED = "parked"
    """Put aside by the user: it never falls due."""
    DONE = "done"
    """Closed by the user's own word: it never falls due."""


LONGEST_NAME = 200
"""Characters of a topic's name."""
SET_BY_HAND = (State.PARKED, State.DONE)
"""What only the user can say."""


class Unclear(msgspec.Struct, frozen=True):
    """What was unclear, in the user's words."""

    day: date
    words: str


class Try(msgspec.Struct, frozen=True):
    """How it went when the topic came back."""

    day: date
    rating: Rating
    full: bool


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the sessions say of one topic."""

    name: str
    noted: bool
    """Whether it was ever written down in a session."""
    first: date
    """Written down first, or (never `noted`) asked first."""
    last: date
    """Asked last."""
    keys: tuple[str, ...] = ()
    """The questions on it, by `bank/id`, the one asked last first."""
    unclear: tuple[Unclear, ...] = ()
    explained: str = ""
    """The explanation given last."""
    resources: tuple[Resource, ...] = ()
    project: str = ""
    tries: tuple[Try, ...] = ()
    """After the day it was written down; one a day, the first that could be rated."""

    @property
    def state(self) -> State:
        """How it stands by the sessions alone."""
        latest = self.tries[-1] if self.tries else None
        if latest is None or latest.rating is Rating.AGAIN:
            return State.OPEN
        return State.EXPLAINED if latest.full and latest.rating >= Rating.GOOD else State.LEARNING


def identity(name: str) -> str:
    """What two spellings of a topic's name have in common."""
    return one_line(name).casefold()


def is_name(name: str) -> bool:
    """Whether a topic can be called so."""
    return 0 < len(one_line(name)) <= LONGEST_NAME


def by_topic(sessions: Mapping[str, Sequence[Lesson]]) -> dict[str, list[Lesson]]:
    """The lessons of each topic by its `identity`, in the order of their days; `sessions` are by id.

    A lesson on what has no name, as from a transcript made by hand, is left out.
    """
    found: dict[str, list[Lesson]] = {}
    for session in sorted(sessions):
        for lesson in filter(lambda lesson: is_name(lesson.topic), sessions[session]):
            found.setdefault(identity(lesson.topic), []).append(lesson)
    for lessons in found.values():
        lessons.sort(key=lambda lesson: lesson.day)  # a clock may have been set back; the ids say no more
    return found


def gather(lessons: Sequence[Lesson], added: date | None = None) -> Topic:
    """The topic that `lessons`, in order and at least one, are about.

    `added` is the day on which the user wrote it down by hand.
    """
    days = [lesson.day for lesson in lessons if lesson.noted is not None]
    days += [added] if added else []
    first = min(days, default=lessons[0].day)
    newest = lessons[::-1]
    return Topic(
        name=one_line(newest[0].topic),
        noted=any(lesson.noted is not None for lesson in lessons),
        first=first,
        last=newest[0].day,
        keys=tuple(dict.fromkeys(lesson.key for lesson in newest if lesson.key)),
        unclear=tuple(dict.fromkeys(Unclear(one.day, words) for one in lessons for words in one.noted or ())),
        explained=_first(lesson.explained for lesson in newest),
        resources=tuple({r.url: r for lesson in newest for r in lesson.resources}.values()),
        project=_first(lesson.project for lesson in newest),
        tries=_tries(lessons, first),
    )


def _tries(lessons: Sequence[Lesson], first: date) -> tuple[Try, ...]:
    tries: dict[date, Try] = {}
    for lesson in lessons:
        if lesson.rating is not None and lesson.day > first:
            tries.setdefault(lesson.day, Try(lesson.day, Rating(lesson.rating), lesson.full))
    return tuple(tries.values())


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")
