"""Topics known well, asked again among the others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.questions.controls import DUE_EVERY, with_controls, with_due
from simulator.questions.model import Level, Question
from tests.interview.scenes import FOIL, REAL

SENIOR = [replace(REAL, id=f"senior-{n}", level=Level.SENIOR) for n in range(3)]
POOL = [*(replace(REAL, id=f"q{n}") for n in range(20)), *SENIOR]
KNOWN = {question.key for question in POOL[14:20]}


def session(length: int) -> list[Question]:
    return [*POOL[: length - 1], FOIL]


def controls(questions: tuple[Question, ...], known: set[str]) -> int:
    return sum(question.key in known for question in questions)


@pytest.mark.parametrize(("length", "expected"), [(2, 0), (3, 1), (6, 1), (8, 1), (9, 2), (12, 2)])
def test_one_question_in_six_is_known(length: int, expected: int) -> None:
    assert controls(with_controls(session(length), KNOWN, POOL, 1), KNOWN) == expected


def test_without_known_topics_nothing_changes() -> None:
    assert with_controls(session(12), set(), POOL, 1) == tuple(session(12))


def test_known_topics_that_are_asked_anyway_count() -> None:
    known = {POOL[0].key, POOL[1].key} | KNOWN
    assert with_controls(session(12), known, POOL, 1) == tuple(session(12))


def test_there_may_be_fewer_than_wanted() -> None:
    known = {POOL[15].key}
    assert controls(with_controls(session(12), known, POOL, 1), known) == 1


def test_a_made_up_term_is_never_known() -> None:
    known = {FOIL.key}
    assert with_controls([FOIL] * 6, KNOWN, POOL, 1) == (FOIL,) * 6
    assert with_controls(session(6), known, [FOIL, *POOL], 1) == tuple(session(6))


def test_a_control_takes_the_place_of_one_of_its_level() -> None:
    mixed = [*POOL[:5], SENIOR[0]]
    for seed in range(20):
        asked = with_controls(mixed, {SENIOR[1].key}, POOL, seed)
        assert asked == (*POOL[:5], SENIOR[1])
        assert with_controls(POOL[:6], {SENIOR[1].key}, POOL, seed).count(SENIOR[1]) == 1


def test_the_place_is_drawn() -> None:
    known = {POOL[15].key}
    places = {with_controls(POOL[:6], known, POOL, seed).index(POOL[15]) for seed in range(60)}
    assert places == set(range(6))


@settings(max_examples=60)
@given(st.integers(1, 14), st.sets(st.sampled_from(POOL), max_size=12), st.integers(0, 999))
def test_laws(length: int, known_well: set[Question], seed: int) -> None:
    known = {question.key for question in known_well}
    before = session(length)
    after = with_controls(before, known, POOL, seed)
    assert after == with_controls(before, known, POOL, seed)
    assert len(after) == len(before)
    assert len({question.key for question in after}) == len(after)
    assert after[-1] == FOIL
    replaced = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert all(new.key in known and old.key not in known for old, new in replaced)


@settings(max_examples=60)
@given(st.integers(1, 14), st.lists(st.sampled_from(POOL), max_size=12, unique=True), st.integers(0, 999))
def test_laws_of_what_is_due(length: int, due: list[Question], seed: int) -> None:
    before = session(length)
    after = with_due(before, due, seed)
    assert after == with_due(before, due, seed)
    assert after[-1] == FOIL
    assert len({question.key for question in after}) == len(after) == len(before)
    wanted, there = {one.key for one in due}, {one.key for one in before}
    put_in = [new for old, new in zip(before, after, strict=True) if old != new]
    assert all(one.key in wanted for one in put_in)
    assert {one.key for one in before if one.key in wanted} <= {one.key for one in after}
    room = min(length // DUE_EVERY, length - 1)
    assert controls(after, wanted) == max(len(wanted & there), min(room, len(wanted)))
    waiting = [one for one in due if one.key not in there]
    assert set(put_in) == set(waiting[: len(put_in)])
