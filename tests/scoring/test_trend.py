import pytest

from simulator.scoring.trend import Direction, Trend, trend
from simulator.scoring.withhold import Withheld


def window(successes: int, n: int) -> list[tuple[float, float]]:
    return [(1.0, 1.0)] * successes + [(1.0, 0.0)] * (n - successes)


def test_fifteen_chances_are_too_few() -> None:
    short = trend(window(5, 16), window(5, 15))
    assert short == Withheld(have=15, need=16, of="such questions in each of two periods")


@pytest.mark.parametrize(("n", "old", "new", "p"), [(16, 10, 13, 0.88), (24, 14, 19, 0.94)])
def test_from_60_to_80_percent(n: int, old: int, new: int, p: float) -> None:
    """The figures of section 4.4: not clear at 16 chances, clear at 24."""
    change = trend(window(old, n), window(new, n))
    assert isinstance(change, Trend)
    assert change.probability == pytest.approx(p, abs=0.005)
    assert change.direction is (Direction.UP if p >= 0.9 else Direction.NO_CLEAR_CHANGE)


def test_a_fall_is_seen_as_well_and_as_far() -> None:
    up, down = trend(window(4, 20), window(16, 20)), trend(window(16, 20), window(4, 20))
    assert isinstance(up, Trend)
    assert isinstance(down, Trend)
    assert (up.direction, down.direction) == (Direction.UP, Direction.DOWN)
    assert up.probability == pytest.approx(1 - down.probability)


def test_no_change_is_no_clear_change() -> None:
    same = trend(window(12, 20), window(12, 20))
    assert same == Trend(Direction.NO_CLEAR_CHANGE, 0.5)
