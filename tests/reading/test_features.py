"""Features: what must leave no trace leaves none, and the context does."""

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.reading.features import BUCKETS, turn_features
from simulator.reading.model import Line, Who

TOLD = [Line(Who.INTERVIEWER, "Each change goes to the log before the page is written.")]


def test_case_and_contractions_leave_no_trace() -> None:
    one = turn_features("What is it?", [], "I don't know, please explain")
    other = turn_features("WHAT IS IT?", [], "i DO NOT know, explain")
    assert [set(clause.features) for clause in one.clauses] == [
        set(clause.features) for clause in other.clauses
    ]
    assert set(one.turn) == set(other.turn)


def test_what_was_said_before_leaves_one() -> None:
    assert set(turn_features("?", [], "and if it is lost?").turn) != set(
        turn_features("?", TOLD, "and if it is lost?").turn
    )


@settings(max_examples=50)
@given(st.text(max_size=120))
def test_every_feature_has_a_row_and_counts_once(turn: str) -> None:
    seen = turn_features("?", TOLD, turn)
    for rows in (seen.turn, *(clause.features for clause in seen.clauses)):
        assert all(0 <= row < BUCKETS for row in rows)
