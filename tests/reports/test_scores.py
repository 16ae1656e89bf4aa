"""A session scored again."""

from msgspec.structs import replace

from simulator.interview.state import State
from simulator.reports.scores import score_data, score_lines, score_row
from simulator.scoring.rubric import RUBRIC_VERSION
from simulator.scoring.session import score
from tests.reports.sittings import learner


def sat_under(rubric: str) -> State:
    state = learner().state
    return replace(state, started=replace(state.started, rubric=rubric))


def test_under_the_same_rubric_then_and_now_are_the_same() -> None:
    state = sat_under(RUBRIC_VERSION)
    data = score_data(state, score(state), finished=True)
    assert data.then == data.today
    assert (data.sat_under, data.today.rubric) == (RUBRIC_VERSION, RUBRIC_VERSION)
    assert "has not changed" in " ".join(score_lines(state, score(state)))


def test_a_rubric_that_is_not_held_is_said_and_not_made_up() -> None:
    state = sat_under("0")
    data = score_data(state, score(state), finished=True)
    assert data.then is None
    assert data.today == score_data(sat_under(RUBRIC_VERSION), score(state), finished=True).today
    text = " ".join(score_lines(state, score(state)))
    assert "Rubric 0 is not held" in text
    assert "has not changed" not in text


def test_what_counts_is_counted() -> None:
    state = learner().state
    assert score_data(state, score(state), finished=True).questions == 2


def test_the_row_names_the_rubric_and_both_scores() -> None:
    state = sat_under("0")
    head, honesty, learning = score_row(12, state, score(state)).split("\n")
    assert head.startswith(" 12  2026-11-22")
    assert head.endswith("rubric 0")
    assert honesty.strip().startswith("Honesty not yet (")
    assert learning.strip().startswith("Learning not yet (")
