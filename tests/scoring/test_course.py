"""The figures over time: periods are as long as each figure needs, and cover everything once."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.reading.model import Facet
from simulator.scoring.course import PERIODS, Course, Period, course
from simulator.scoring.honesty import Honesty, Item, estimate
from simulator.scoring.learning import Gap, Learning, NoGaps
from simulator.scoring.life import Count
from simulator.scoring.overclaiming import Interval
from simulator.scoring.withhold import Withheld
from tests.scoring.coded import ADMITTED, FULL, NONE, SURE, WRONG, foil, items, real
from tests.scoring.lives import TODAY, Sat, life

HONEST = (real(SURE, FULL),) * 2 + (real(ADMITTED, NONE),) * 2 + (foil(ADMITTED, NONE),)


def over(*sat: Sat) -> Course:
    whole = life(*sat)
    return course(whole, whole.returns(TODAY))


def test_without_sessions_there_is_no_period() -> None:
    empty = over()
    assert (empty.honesty, empty.learning, empty.over_claiming) == ((), (), ())


def test_too_little_makes_one_period_that_is_not_shown() -> None:
    little = over(*[Sat(items=(real(SURE, FULL),))] * 3)
    (period,) = little.honesty
    assert isinstance(period.shown, Withheld)
    assert (period.start, period.stop) == (0, 3)
    assert [period.shown for period in little.learning] == [NoGaps()]


def test_a_period_ends_as_soon_as_it_can_be_shown() -> None:
    known = over(*[Sat(items=HONEST)] * 5)
    assert [(one.start, one.stop) for one in known.honesty] == [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]
    assert [(one.start, one.stop) for one in known.over_claiming] == [(0, 5)]
    assert isinstance(known.over_claiming[0].shown.interval, Interval)


def test_what_is_left_over_goes_to_the_last_period() -> None:
    known = over(*[Sat(items=HONEST)] * 3, Sat(items=(real(SURE, WRONG),)))
    assert [(one.start, one.stop) for one in known.honesty] == [(0, 1), (1, 2), (2, 4)]
    last = known.honesty[-1].shown
    assert last == estimate([*HONEST, real(SURE, WRONG)])


def test_each_period_is_from_its_own_sessions_alone_and_none_fades() -> None:
    known = over(*[Sat(items=HONEST)] * 4, *[Sat(items=HONEST)] * 4)
    figures = [one.shown for one in known.honesty]
    assert all(isinstance(one, Honesty) for one in figures)
    assert len(set(figures)) == 1
    gaps = over(*[Sat(gaps=(Gap(1, 0.2),) * 4)] * 2, *[Sat(gaps=(Gap(1, 0.8),) * 4)] * 2).learning
    learned = [one.shown.value for one in gaps if isinstance(one.shown, Learning)]
    assert learned[0] == learned[1] < 0.3
    assert learned[2] == learned[3] > 0.7


def test_many_sessions_make_twelve_periods_of_as_many_each() -> None:
    known = over(*[Sat(items=HONEST)] * 100).honesty
    assert len(known) == PERIODS
    assert {one.stop - one.start for one in known} == {8, 9}


def test_spontaneity_is_followed_facet_by_facet() -> None:
    known = over(*[Sat(uncoached={Facet.NOTE: Count(2, 5)})] * 4).spontaneity
    assert len(known[Facet.NOTE]) == 4
    assert [type(one.shown) for one in known[Facet.EXPLAIN]] == [Withheld]


@settings(max_examples=40)
@given(st.lists(st.lists(items(), max_size=4), max_size=30))
def test_periods_cover_everything_once_and_show_nothing_below_its_minimum(past: list[list[Item]]) -> None:
    """Law 29 of section 4.9, over time."""
    known = over(*[Sat(items=tuple(one)) for one in past])
    for cut in (known.honesty, known.learning, known.over_claiming, known.calibration):
        edges: list[Period[object]] = list(cut)
        assert len(edges) <= PERIODS
        assert all(one.stop == other.start for one, other in pairwise(edges))
        assert (edges[0].start, edges[-1].stop) == (0, len(past)) if past else edges == []
    for period in known.honesty:
        inside = [item for session in past[period.start : period.stop] for item in session]
        if isinstance(period.shown, Honesty):
            assert period.shown.candour_weight >= 3 - 1e-9
            assert period.shown.ownership_weight >= 2 - 1e-9
            assert period.shown.value == estimate(inside).value
