"""Owns what a user's own past says of a question: known well (a control), or due and back (facet B).

Sections 1, 3 (B), 4.4 and 4.6 of docs/scoring.md. A made-up term is never among these: nobody can know it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

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
    """A topic that was written down, and whether it came back."""

    key: str
    topic: str
    due: date
    quality: Quality | None = None
    """None while it may still return."""


def returns(meetings: Iterable[Meeting], today: date) -> tuple[Return, ...]:
    """What became of the topics written down, in the order in which they were settled, then the open ones.

    `meetings` are in time order. Written down twice before it came back, a topic is due once.
    """
    waiting: dict[str, Return] = {}
    settled: list[Return] = []
    for met in meetings:
        known = waiting.get(met.key)
        if known and met.rating is not None and met.day >= known.due:
            settled.append(_settle(waiting.pop(met.key), met.day, met.returned))
        if met.noted and met.key not in waiting:
            due = met.day + timedelta(days=rubric.DUE_AFTER_DAYS)
            waiting[met.key] = Return(key=met.key, topic=met.topic, due=due)
    missed = [_settle(one, today, None) for one in waiting.values()]
    return (*settled, *missed)


def _settle(one: Return, day: date, quality: Quality | None) -> Return:
    """What became of it by `day`; a return that comes too late is none."""
    late = day > one.due + timedelta(days=rubric.RETURN_WITHIN_DAYS)
    return msgspec.structs.replace(one, quality=Quality.NONE if late else quality)


class FollowThrough(msgspec.Struct, frozen=True):
    """How topics written down fared when they fell due."""

    rate: Rate | Withheld
    returned: int
    """Topics that came back in time."""
    of: int
    """Topics that fell due and are settled."""
    due: tuple[Return, ...]
    """Topics that are due today and may still return."""


def followed_through(meetings: Iterable[Meeting], today: date) -> FollowThrough:
    """Facet B over a lifetime, from 5 settled topics on."""
    known = returns(meetings, today)
    qualities = [one.quality for one in known if one.quality is not None]
    return FollowThrough(
        rate=follow_through(qualities),
        returned=sum(quality > Quality.NONE for quality in qualities),
        of=len(qualities),
        due=tuple(one for one in known if one.quality is None and one.due <= today),
    )
