"""Windows: every term is looked at, alone and with its neighbours."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.reading.terms import prepared
from simulator.reading.vectors import NO_VECTORS
from simulator.reading.windows import LONGEST_UNIT, windows


def test_sentences_are_taken_alone_in_pairs_and_in_threes() -> None:
    answer = prepared("Red apples. Green pears. Blue plums. Black cherries.", NO_VECTORS)
    assert [(run.first, run.last) for run in windows(answer)] == [
        (0, 2), (2, 4), (4, 6), (6, 8), (0, 4), (2, 6), (4, 8), (0, 6), (2, 8),
    ]  # fmt: skip


def test_a_sentence_that_runs_on_is_cut_between_clauses() -> None:
    clause = "copper zinc nickel silver bronze, "
    answer = prepared(clause * 8, NO_VECTORS)
    assert all(run.last - run.first <= LONGEST_UNIT + 5 for run in windows(answer)[:3])
    assert len(windows(answer)) > 3


@given(st.lists(st.sampled_from(["log", "page", ".", ",", "and", "the", "\n"]), max_size=40))
def test_together_they_cover_every_term(parts: list[str]) -> None:
    answer = prepared(" ".join(parts), NO_VECTORS)
    covered = {i for run in windows(answer) for i in range(run.first, run.last)}
    assert covered == set(range(len(answer.terms)))
