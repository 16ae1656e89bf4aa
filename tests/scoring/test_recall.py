"""The forgetting curve against py-fsrs 6.3.2, its reference: `Scheduler(enable_fuzzing=False,
learning_steps=(), relearning_steps=())`, one `review_card` a day, then `get_card_retrievability`."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.scoring.recall import Memory, Rating, Review, remember

START = date(2026, 1, 1)


def reviews(*days_and_ratings: tuple[int, int]) -> list[Review]:
    return [Review(START + timedelta(days=day), Rating(rating)) for day, rating in days_and_ratings]


def after(*days_and_ratings: tuple[int, int]) -> Memory:
    memory = remember(reviews(*days_and_ratings))
    assert memory is not None
    return memory


@pytest.mark.parametrize(
    ("history", "on", "r", "stability", "difficulty"),
    [
        ([(0, 3)], 1, 0.9468474993825461, 2.3065, 2.118103970459016),
        ([(0, 3)], 10, 0.7743669167614039, 2.3065, 2.118103970459016),
        ([(0, 4)], 30, 0.7917787593364196, 8.2956, 1.0),
        ([(0, 1), (1, 3)], 4, 0.8651312025131213, 1.8867876195204154, 6.402115069296838),
        ([(0, 3), (2, 3)], 9, 0.9277904444502333, 10.964332335820698, 2.111214235785395),
        ([(0, 3), (2, 3), (12, 3)], 60, 0.8938008213825323, 43.931669184041375, 2.1043313908464483),
        ([(0, 2), (5, 2), (9, 4)], 40, 0.8703572938343531, 20.804983386721915, 5.636501343232619),
        ([(0, 4), (40, 1), (41, 3), (45, 3)], 60, 0.875804674267779, 10.78755167166984, 7.003404127372194),
        (
            [(0, 1), (1, 1), (2, 1), (3, 1), (4, 2)],
            6,
            0.6552165797384331,
            0.13507788658935055,
            9.886585478482592,
        ),
        ([(0, 4), (10, 4), (100, 4), (400, 4)], 1000, 0.9554796839013872, 1711.9662754161598, 1.0),
    ],
)
def test_reference(
    history: list[tuple[int, int]], on: int, r: float, stability: float, difficulty: float
) -> None:
    memory = after(*history)
    assert memory.retrievability(START + timedelta(days=on)) == pytest.approx(r, abs=1e-10)
    assert memory.stability == pytest.approx(stability, rel=1e-10)
    assert memory.difficulty == pytest.approx(difficulty, abs=1e-10)


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


def test_a_lapse_takes_at_least_a_little() -> None:
    """py-fsrs as above; long after a memory that was very short the loss is bounded by e^(w17·w18)."""
    assert after((0, 1), (1, 1), (2, 1), (90, 1)).stability == pytest.approx(0.05237790324382527, rel=1e-10)
