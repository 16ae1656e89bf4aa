"""The forgetting curve, against the fsrs package by which topics are scheduled."""

from datetime import UTC, date, datetime, time, timedelta

import fsrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.scoring.recall import Memory, Rating, Review, remember

START = date(2026, 1, 1)


def reviews(*days_and_ratings: tuple[int, int]) -> list[Review]:
    return [Review(START + timedelta(days=day), Rating(rating)) for day, rating in days_and_ratings]


def after(*days_and_ratings: tuple[int, int]) -> Memory:
    memory = remember(reviews(*days_and_ratings))
    assert memory is not None
    return memory


def test_nothing_is_remembered_of_what_was_never_met() -> None:
    assert remember([]) is None


def test_on_the_day_itself_it_is_recalled() -> None:
    assert after((0, 3)).retrievability(START) == 1.0
    assert after((5, 3)).retrievability(START) == 1.0


def test_stability_never_vanishes() -> None:
    assert after(*[(day, 1) for day in range(60)]).stability == 0.001


def test_of_several_tries_on_one_day_the_first_counts() -> None:
    assert after((0, 3), (0, 1), (4, 3), (4, 1)) == after((0, 3), (4, 3))


histories = st.lists(st.tuples(st.integers(1, 90), st.integers(1, 4)), min_size=1, max_size=8).map(
    lambda steps: [
        (sum(gap for gap, _ in steps[: place + 1]), rating) for place, (_, rating) in enumerate(steps)
    ]
)


SCHEDULER = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def noon(day: int) -> datetime:
    return datetime.combine(START + timedelta(days=day), time(12), UTC)


@settings(max_examples=200)
@given(histories, st.integers(0, 400))
@example([(0, 1), (1, 1), (2, 1), (90, 1)], 3)  # after a long time the loss of a very short memory is bounded
@example([(0, 4), (10, 4), (100, 4), (400, 4)], 600)
def test_it_is_that_of_the_package(history: list[tuple[int, int]], later: int) -> None:
    card = fsrs.Card(card_id=0, due=noon(0))
    for day, rating in history:
        card, _ = SCHEDULER.review_card(card, fsrs.Rating(rating), noon(day))
    memory, on = after(*history), history[-1][0] + later
    assert memory.stability == pytest.approx(card.stability, rel=1e-12)
    assert memory.difficulty == pytest.approx(card.difficulty, rel=1e-12)
    r = memory.retrievability(START + timedelta(days=on))
    assert r == pytest.approx(SCHEDULER.get_card_retrievability(card, noon(on)), rel=1e-12)


@settings(max_examples=60)
@given(histories, st.integers(0, 400), st.integers(1, 400))
def test_time_takes_recall_away(history: list[tuple[int, int]], early: int, more: int) -> None:
    memory = after(*history)
    on = memory.day + timedelta(days=early)
    assert 0 < memory.retrievability(on + timedelta(days=more)) < memory.retrievability(on) <= 1
    assert 1 <= memory.difficulty <= 10


@settings(max_examples=60)
@given(histories, st.integers(1, 90))
def test_a_better_try_is_remembered_longer(history: list[tuple[int, int]], gap: int) -> None:
    last = history[-1][0] + gap
    stabilities = [after(*history, (last, rating)).stability for rating in Rating]
    assert stabilities == sorted(stabilities)
