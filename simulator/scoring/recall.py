"""Owns the chance that something recalled before is recalled again (R): the forgetting curve of FSRS-6.

Forward only, with the published default weights, for at most one review a day: it plans nothing, which the
`fsrs` package does (`notebook.schedule`). The formulas and weights are that package's, and tests hold the two
equal. They stand here too because every session asks for R before its first question, and importing the
package would add a fifth to the time until it shows.
"""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from math import exp

import msgspec


class Rating(IntEnum):
    """How well something was recalled (section 4.6 of docs/scoring.md)."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Review(msgspec.Struct, frozen=True):
    """A try at recalling something."""

    day: date
    rating: Rating


_INITIAL_STABILITY = {Rating.AGAIN: 0.212, Rating.HARD: 1.2931, Rating.GOOD: 2.3065, Rating.EASY: 8.2956}
"""Days until R has fallen to .90, after the first review."""
_DIFFICULTY = 6.4133
_DIFFICULTY_BY_RATING = 0.8334
_DIFFICULTY_CHANGE = 3.0194
_DIFFICULTY_REVERSION = 0.001
_HARDEST, _EASIEST = 10.0, 1.0
_GROWTH, _GROWTH_SATURATION, _GROWTH_SPACING = 1.8722, 0.1666, 0.796
_LOSS, _LOSS_DIFFICULTY, _LOSS_STABILITY, _LOSS_SPACING = 1.4835, 0.0614, 0.2629, 1.6483
_LOSS_AT_LEAST = 0.5425 * 0.0912
_HARD_PENALTY, _EASY_BONUS = 0.6014, 1.8729
_DECAY = 0.1542
_FACTOR = 0.9 ** (-1 / _DECAY) - 1
_LEAST_STABILITY = 0.001


class Memory(msgspec.Struct, frozen=True):
    """What is left of the reviews so far."""

    stability: float
    """Days until R falls to .90."""
    difficulty: float
    """1-10."""
    day: date
    """Of the last review."""

    def retrievability(self, day: date) -> float:
        """R on `day`, 0-1; 1 on the day of the last review."""
        elapsed = max(0, (day - self.day).days)
        return float((1 + _FACTOR * elapsed / self.stability) ** -_DECAY)


def remember(reviews: Sequence[Review]) -> Memory | None:
    """What is left of `reviews`, oldest first; of several on one day the first counts. None without any."""
    memory: Memory | None = None
    for review in reviews:
        if memory is None:
            first = _clamp(_initial_difficulty(review.rating))
            memory = Memory(_INITIAL_STABILITY[review.rating], first, review.day)
        elif review.day > memory.day:
            memory = _after(memory, review)
    return memory


def _after(memory: Memory, review: Review) -> Memory:
    r = memory.retrievability(review.day)
    lapsed = review.rating is Rating.AGAIN
    stability = _after_lapse(memory, r) if lapsed else _after_recall(memory, r, review.rating)
    return Memory(
        stability=max(stability, _LEAST_STABILITY),
        difficulty=_next_difficulty(memory.difficulty, review.rating),
        day=review.day,
    )


def _after_recall(memory: Memory, r: float, rating: Rating) -> float:
    growth = (
        exp(_GROWTH)
        * (11 - memory.difficulty)
        * memory.stability**-_GROWTH_SATURATION
        * (exp((1 - r) * _GROWTH_SPACING) - 1)
    )
    by_rating = {Rating.HARD: _HARD_PENALTY, Rating.EASY: _EASY_BONUS}.get(rating, 1.0)
    return float(memory.stability * (1 + growth * by_rating))


def _after_lapse(memory: Memory, r: float) -> float:
    left = (
        _LOSS
        * memory.difficulty**-_LOSS_DIFFICULTY
        * ((memory.stability + 1) ** _LOSS_STABILITY - 1)
        * exp((1 - r) * _LOSS_SPACING)
    )
    return float(min(left, memory.stability / exp(_LOSS_AT_LEAST)))


def _initial_difficulty(rating: Rating) -> float:
    return _DIFFICULTY - exp(_DIFFICULTY_BY_RATING * (rating - 1)) + 1


def _next_difficulty(difficulty: float, rating: Rating) -> float:
    change = -_DIFFICULTY_CHANGE * (rating - 3)
    damped = difficulty + (_HARDEST - difficulty) * change / 9
    easiest = _initial_difficulty(Rating.EASY)
    return _clamp(_DIFFICULTY_REVERSION * easiest + (1 - _DIFFICULTY_REVERSION) * damped)


def _clamp(difficulty: float) -> float:
    return min(max(difficulty, _EASIEST), _HARDEST)
