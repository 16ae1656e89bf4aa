"""Owns when a topic comes back: FSRS by the `fsrs` package, at most one review a day. Keeps nothing.

Section 4.6 of docs/scoring.md: the day a topic is written down counts as forgotten, so that it is due on the
next one, and talk about it on that day is no review.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING

from simulator.notebook.topics import Try
from simulator.scoring.recall import Rating

if TYPE_CHECKING:
    from fsrs import Scheduler


def due(first: date, tries: Iterable[Try]) -> date:
    """The day on which a topic written down on `first` comes back after `tries`, which are in order."""
    import fsrs  # noqa: PLC0415  (slow; an interview does not need it)

    reviews = [(first, Rating.AGAIN), *((one.day, one.rating) for one in tries)]
    card = fsrs.Card(card_id=0, due=_noon(first))
    try:
        for day, rating in reviews:
            card, _ = _scheduler().review_card(card, fsrs.Rating(rating.value), _noon(day))
    except OverflowError:  # a clock that ran ahead by millennia
        return date.max
    return card.due.date()


@cache
def _scheduler() -> "Scheduler":
    import fsrs  # noqa: PLC0415

    # Whole days only, and no dice: the same tries give the same day.
    return fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
