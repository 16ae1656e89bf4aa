"""A chart in plain characters: nothing is drawn where it is not, and the table says the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.reports.charts import LEAN, SHARE, Axis, Chart, Row, Shown
from simulator.reports.plots import drawn, tabled

MIDDLE = Shown(0.2, 0.8, 0.5)


def row(label: str, value: str = "50", shown: Shown | None = MIDDLE) -> Row:
    low, high = (f"{100 * edge:.0f}" for edge in shown[:2]) if shown else ("", "")
    return Row(label=label, name=f"all of {label}", sessions=3, value=value, low=low, high=high, shown=shown)


def chart(*rows: Row, axis: Axis = SHARE) -> Chart:
    return Chart(title="Honesty", scale="0 to 100", axis=axis, of="bank", rows=rows)


def test_a_row_gives_its_figure_in_words_and_then_draws_it() -> None:
    assert drawn(chart(row("a"), row("long", "not yet (1 of 3)", None)), 60) == [
        "  a     50 (20 to 80)     |      [--------o--------]      |",
        "  long  not yet (1 of 3)  |                               |",
    ]


def test_an_interval_may_have_no_figure_in_it() -> None:
    (line,) = drawn(chart(row("a", "1 of 6", Shown(0.0, 1.0))), 40)
    assert line == "  a  1 of 6 (0 to 100)  |[-----------]|"


def test_zero_in_the_middle_is_marked() -> None:
    (line,) = drawn(chart(row("a", "+50", Shown(0.4, 0.6, 0.5)), axis=LEAN), 51)
    assert line.endswith("|             :    [-o]     |")


def test_where_there_is_no_room_to_draw_the_words_remain() -> None:
    assert drawn(chart(row("a")), 24) == ["  all of a", "    50 (20 to 80)"]
    assert tabled(chart(row("a")), 24) == ["  all of a:", "    50 (20 to 80); 3 sessions"]


def test_the_table_says_the_same() -> None:
    assert tabled(chart(row("a"), row("b", "not yet (1 of 3)", None)), None) == [
        "  bank      sessions  figure            80% sure",
        "  all of a  3         50                20 to 80",
        "  all of b  3         not yet (1 of 3)",
    ]


@pytest.mark.parametrize("name", ["x" * 200, "\x1b[31mred", "two\nlines"])
def test_a_name_can_neither_break_the_picture_nor_reach_the_terminal(name: str) -> None:
    (line,) = drawn(chart(row(name)), 80)
    assert len(line) <= 80
    assert "\x1b" not in line
    assert "\n" not in "".join(tabled(chart(row(name)), None))


EDGES = st.tuples(*[st.floats(0, 1)] * 3).map(sorted)


@given(EDGES, st.integers(40, 120), st.sampled_from([SHARE, LEAN]))
def test_any_interval_is_drawn_in_order_and_fits(edges: list[float], columns: int, axis: Axis) -> None:
    low, value, high = edges
    (line,) = drawn(chart(row("a", "50", Shown(low, high, value)), axis=axis), columns)
    assert len(line) <= columns
    bar = line[line.index("|") :]
    marks = "".join(mark for mark in bar if mark in "[o]")
    # In one column the figure is drawn over the ends.
    assert marks in ("[o]", "[o", "o]", "o")
