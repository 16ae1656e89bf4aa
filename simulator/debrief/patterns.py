"""Owns what many debriefs have in common: counts of what was asked, shown and done. Judges nobody.

Pure. Nothing is said of fewer than `LEAST` interviews, and nothing of a change over time: they are too few,
and too different from one another.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

import msgspec

from simulator.debrief.evidence import Known, asked_skills
from simulator.debrief.listing import Need
from simulator.debrief.look import Standing, standing
from simulator.debrief.model import Answer, Debrief, Handled, Stage
from simulator.debrief.vocabulary import Vocabulary

T = TypeVar("T", bound=StrEnum)

LEAST = 5
"""Debriefs below which nothing is said of all of them."""
_TWICE = 2
"""What occurs once is no pattern."""


class Often(msgspec.Struct, frozen=True):
    """A skill that came up again and again."""

    skill: str
    asked_for: int
    """Listings that want it, as required or nice."""
    asked_about: int
    """Interviews with a question on it."""
    not_known: int
    """Of these, the ones in which it was not explained well."""
    standing: Standing
    """Where it stands today."""


class Patterns(msgspec.Struct, frozen=True):
    """What debriefs have in common."""

    debriefs: int
    listings: int
    """Those with a listing."""
    answers: tuple[tuple[Answer, int], ...]
    ended: tuple[tuple[Stage, int], ...]
    """How far the rejected ones got."""
    questions: int
    """Questions of which it was said how they were met."""
    handled: tuple[tuple[Handled, int], ...]
    often: tuple[Often, ...]
    """The most wanted first."""


def patterns(
    debriefs: Sequence[Debrief], known: Mapping[str, Known], vocabulary: Vocabulary
) -> Patterns | None:
    """What `debriefs` have in common; None where they are too few to say."""
    if len(debriefs) < LEAST:
        return None
    met = Counter(one.handled for debrief in debriefs for one in debrief.questions if one.handled)
    return Patterns(
        debriefs=len(debriefs),
        listings=sum(bool(debrief.skills) for debrief in debriefs),
        answers=_counted(Answer, Counter(debrief.answer for debrief in debriefs if debrief.answer)),
        ended=_counted(
            Stage,
            Counter(one.stage for one in debriefs if one.answer is Answer.REJECTED and one.stage),
        ),
        questions=met.total(),
        handled=_counted(Handled, met),
        often=_often(debriefs, known, vocabulary),
    )


def _counted(order: type[T], counts: Mapping[T, int]) -> tuple[tuple[T, int], ...]:
    return tuple((one, counts[one]) for one in order if counts.get(one))


def _often(
    debriefs: Sequence[Debrief], known: Mapping[str, Known], vocabulary: Vocabulary
) -> tuple[Often, ...]:
    wanted: Counter[str] = Counter()
    about: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for debrief in debriefs:
        wanted.update({one.skill for one in debrief.skills if one.need is not Need.MENTIONED})
        asked = {
            (skill, one.was_not_known)
            for one in debrief.questions
            for skill in asked_skills(one.skills, f"{one.asked}\n{one.topic}", vocabulary)
        }
        about.update({skill for skill, _ in asked})
        missed.update({skill for skill, not_known in asked if not_known})
    found = [
        Often(skill, wanted[skill], about[skill], missed[skill], standing(known.get(skill, Known()).evidence))
        for skill in wanted.keys() | about.keys()
        if max(wanted[skill], about[skill]) >= _TWICE
    ]
    return tuple(sorted(found, key=lambda one: (-one.asked_for, -one.asked_about, one.skill)))
