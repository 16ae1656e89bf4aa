"""Owns what a user's own past says of a question: known well (a control), or due and back (facet B).

Sections 1, 3 (B), 4.4 and 4.6 of docs/scoring.md. A made-up term is never among these: nobody can know it.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol, TypeVar

import msgspec

from simulator.interview.events import Act, Stance
from simulator.interview.state import Episode
from simulator.reading.model import EvidenceLevel, Facet, Quality
from simulator.scoring import rubric
from simulator.scoring.learning import Rate, follow_through
from simulator.scoring.recall import Rating, Review, remember
from simulator.scoring.session import Basis, ScoredQuestion
from simulator.scoring.withhold import Withheld


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """How one question went on one day."""

    key: str
    """`bank/id`."""
    topic: str
    day: date
    rating: Rating | None = None
    """None where the question was skipped, contested or could not be read."""
    full: bool = False
    returned: Quality = Quality.NONE
    """How good a return it is, should the topic have been due."""
    noted: bool = False
    """The topic was written down."""


def meeting(scored: ScoredQuestion, day: date) -> Meeting | None:
    """How a closed question went on `day`; None for a made-up term, and where there is no answer key."""
    question = scored.episode.question
    if question.is_foil or not question.key_points:
        return None
    rating = _rating(scored)
    return Meeting(
        key=question.key,
        topic=question.topic,
        day=day,
        rating=rating,
        full=rating is not None and scored.level is EvidenceLevel.FULL,
        returned=Quality.NONE if rating is None else _return(scored),
        noted=bool(scored.episode.notes),
    )


def _rating(scored: ScoredQuestion) -> Rating | None:
    """The rating for the schedule (section 4.6)."""
    if scored.stance is None or scored.basis is Basis.CONTESTED or scored.level is EvidenceLevel.UNCLEAR:
        return None
    if scored.stance is Stance.ADMITTED or scored.level in (EvidenceLevel.NONE, EvidenceLevel.WRONG):
        return Rating.AGAIN
    if scored.level is EvidenceLevel.PARTIAL:
        return Rating.HARD if _core_met(scored) else Rating.AGAIN
    if scored.stance is Stance.GUESS or _helped(scored.episode):
        return Rating.HARD
    taught = scored.facets.get(Facet.TEACH_BACK)
    deep = taught is not None and taught.quality is Quality.DEEP
    return Rating.EASY if deep and scored.stance is Stance.SURE else Rating.GOOD


def _core_met(scored: ScoredQuestion) -> bool:
    assert scored.evidence is not None  # a part of the key was met
    met = {point.index for point in scored.evidence.points if point.met}
    return all(index in met for index, point in enumerate(scored.episode.question.key_points) if point.core)


_HELP = frozenset({Act.REASK, Act.PROBE, Act.DOUBT})
"""What the interviewer may say that brings an answer on."""


def _helped(episode: Episode) -> bool:
    return bool(episode.coding.asked & _HELP)


def _return(scored: ScoredQuestion) -> Quality:
    """The quality of facet B."""
    if scored.level is EvidenceLevel.FULL:
        return Quality.SPECIFIC if _helped(scored.episode) else Quality.DEEP
    return Quality.PLAIN if scored.level is EvidenceLevel.PARTIAL else Quality.TOKEN


def retrievability(reviews: Sequence[tuple[Review, bool]], day: date) -> float:
    """R on `day` of a question whose mastery is verified, else 0 (section 1, *control*).

    `reviews` are its meetings, oldest first, each with whether it was explained in full. Verified is what
    was explained in full on two different days, the last time too.
    """
    full_days = {review.day for review, full in reviews if full}
    verified = len(full_days) >= rubric.DAYS_OF_MASTERY and reviews[-1][1]
    memory = remember([review for review, _ in reviews]) if verified else None
    return memory.retrievability(day) if memory else 0.0


class Return(msgspec.Struct, frozen=True, kw_only=True):
    """A topic that was written down and may still come back."""

    key: str
    topic: str
    due: date


class Met(Protocol):
    """What is known of a meeting, whatever else is."""

    @property
    def rating(self) -> Rating | None:
        """How well it was recalled."""

    @property
    def returned(self) -> Quality:
        """How good a return it is."""

    @property
    def noted(self) -> bool:
        """Whether it was written down."""


_Topic = TypeVar("_Topic", bound=Hashable)


def come_back(
    met: Iterable[tuple[_Topic, int, date, Met]], waiting: dict[_Topic, date]
) -> Iterator[tuple[_Topic, int, Quality]]:
    """Each topic that was settled, with the place of the meeting that settled it and how good a return it is.

    `met` are the meetings in time order: topic, place, day, and how it went. Written down twice before it
    came back, a topic is due once. What is still `waiting` in the end is in there, with the day it is due.
    """
    for topic, place, day, how in met:
        if topic in waiting and how.rating is not None and day >= waiting[topic]:
            late = is_late(day, waiting.pop(topic))
            yield topic, place, Quality.NONE if late else how.returned
        if how.noted and topic not in waiting:
            waiting[topic] = day + _DUE_AFTER


_DUE_AFTER = timedelta(days=rubric.DUE_AFTER_DAYS)
_IN_TIME = timedelta(days=rubric.RETURN_WITHIN_DAYS)


def last_day(due: date) -> date:
    """The last day on which a topic comes back in time."""
    return due + _IN_TIME


def is_late(day: date, due: date) -> bool:
    """Whether a return on `day` comes too late, and so is none."""
    return day > last_day(due)


class FollowThrough(msgspec.Struct, frozen=True):
    """How topics written down fared when they fell due."""

    rate: Rate | Withheld
    returned: int
    """Topics that came back in time."""
    of: int
    """Topics that fell due and are settled."""
    due: tuple[Return, ...]
    """Topics that are due today and may still return."""


def followed_through(qualities: Mapping[Quality, int], due: Iterable[Return]) -> FollowThrough:
    """Facet B over the settled topics, by how they came back, from 5 on; `due` are those that still may."""
    return FollowThrough(
        rate=follow_through(qualities),
        returned=sum(times for quality, times in qualities.items() if quality > Quality.NONE),
        of=sum(qualities.values()),
        due=tuple(due),
    )
