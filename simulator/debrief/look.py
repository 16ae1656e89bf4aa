"""Owns the honest look: where a skill stands, as far as the evidence allows it and no further.

A pure function of values. More that speaks for a skill never lowers it, more that speaks against it never
raises it, and each skill stands in exactly one place.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

import msgspec

from simulator.debrief.evidence import AGAINST, Evidence, Kind, Known
from simulator.debrief.listing import Need, Wanted
from simulator.questions.model import Question
from simulator.scoring.rubric import DAYS_OF_MASTERY


class Standing(StrEnum):
    """Where a skill stands, the surest first."""

    SHOWN = "shown"
    """Explained in full on two days of practice, or there is a project, or the résumé names it unopposed."""
    HAVE = "have, did not show"
    """Practised or claimed, and no more."""
    UNKNOWN = "unknown"
    """Nothing speaks for or against it."""
    LACK = "lack"
    """Said not to be known, wrong, or never met; and nothing speaks for it."""


class Seen(msgspec.Struct, frozen=True):
    """A skill of the listing, looked at."""

    wanted: Wanted
    standing: Standing
    evidence: tuple[Evidence, ...]
    questions: tuple[Question, ...]
    """Those in the banks that are on it."""

    @property
    def skill(self) -> str:
        """What it is called."""
        return self.wanted.skill


def look(wanted: Iterable[Wanted], known: Mapping[str, Known]) -> tuple[Seen, ...]:
    """Each skill of a listing with where it stands and why, in the listing's order."""
    return tuple(_seen(one, known.get(one.skill, Known())) for one in wanted)


def _seen(one: Wanted, known: Known) -> Seen:
    return Seen(one, standing(known.evidence), known.evidence, known.questions)


def standing(evidence: Sequence[Evidence]) -> Standing:
    """Where a skill stands by this evidence."""
    kinds = {one.kind for one in evidence}
    if Kind.PROJECT in kinds or _explained_well(evidence):
        return Standing.SHOWN
    if kinds - AGAINST:
        # On paper it is shown, as long as nothing tells against the paper.
        return Standing.SHOWN if Kind.IN_RESUME in kinds and not kinds & AGAINST else Standing.HAVE
    return Standing.LACK if kinds else Standing.UNKNOWN


def _explained_well(evidence: Sequence[Evidence]) -> bool:
    """Whether practice went well on enough days, the last time too."""
    days = {one.day for one in evidence if one.kind is Kind.PRACTISED_WELL}
    if len(days) < DAYS_OF_MASTERY:
        return False
    return all(one.day <= max(days) for one in evidence if one.kind is Kind.NOT_IN_PRACTICE)


def of_standing(seen: Iterable[Seen], *standings: Standing) -> tuple[Seen, ...]:
    """Those that stand in one of these places."""
    return tuple(one for one in seen if one.standing in standings)


def wanted_most(seen: Iterable[Seen]) -> list[Seen]:
    """The required ones first, then the nice, then the mentioned; else as they come."""
    order = list(Need)
    return sorted(seen, key=lambda one: order.index(one.wanted.need))
