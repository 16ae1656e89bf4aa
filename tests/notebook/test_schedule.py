"""The day on which a topic comes back, held against the fsrs package by section 4.6 of docs/scoring.md."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import fsrs
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.notebook.schedule import due
from simulator.notebook.topics import Try
from simulator.scoring.recall import Rating
from tests.notebook.given import day


def tries(*rated: tuple[int, Rating]) -> list[Try]:
    return [Try(day(on), rating, rating >= Rating.GOOD) for on, rating in rated]


def test_what_is_written_down_comes_back_the_next_day() -> None:
    assert due(day(0), []) == day(1)


def test_hard_on_each_day_it_is_due_grows_as_the_model_says() -> None:
    found = [day(0), due(day(0), [])]
    for _ in range(4):
        found.append(due(day(0), [Try(on, Rating.HARD, False) for on in found[1:]]))
    assert [(later - sooner).days for sooner, later in pairwise(found)] == [1, 1, 2, 4, 6]


def test_what_was_not_recalled_comes_back_the_next_day() -> None:
    assert due(day(0), tries((1, Rating.GOOD), (9, Rating.AGAIN))) == day(10)


def test_better_is_later() -> None:
    after = [due(day(0), tries((1, rating))) for rating in Rating]
    assert after == sorted(after)
    assert len(set(after)) >= 3


def test_days_beyond_the_calendar_are_its_last() -> None:
    assert due(date.max, []) == date.max
    assert due(day(0), [Try(date.max, Rating.EASY, True)]) == date.max


RATED = st.lists(
    st.tuples(st.integers(1, 40), st.sampled_from(Rating)), max_size=8, unique_by=lambda one: one[0]
)


@settings(max_examples=60)
@given(RATED)
def test_it_is_what_the_package_says_in_whole_days(rated: list[tuple[int, Rating]]) -> None:
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = fsrs.Card(card_id=1, due=datetime(2026, 11, 1, tzinfo=UTC))
    for on, rating in [(0, Rating.AGAIN), *sorted(rated)]:
        at = datetime(2026, 11, 1, 18, tzinfo=UTC) + timedelta(days=on)
        card, _ = scheduler.review_card(card, fsrs.Rating(int(rating)), at)
    last = max((on for on, _ in rated), default=0)
    found = due(day(0), tries(*sorted(rated)))
    assert found == card.due.date()
    assert found > day(last)
