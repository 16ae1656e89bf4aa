import pytest
from msgspec.structs import replace

from simulator.interview.coding import Stand
from simulator.interview.events import RepairTime
from simulator.scoring.honesty import Item, Repair
from simulator.scoring.overclaiming import Detection, Interval, detection, over_claiming, reliability
from simulator.scoring.stats import jeffreys_interval80
from simulator.scoring.withhold import Withheld
from tests.scoring.coded import (
    ADMITTED,
    DEFLECTED,
    FAIRLY,
    FULL,
    GUESS,
    NONE,
    PARTIAL,
    SURE,
    UNMARKED,
    WRONG,
    control,
    foil,
    real,
)


@pytest.mark.parametrize(
    ("item", "alarm"),
    [
        (foil(SURE, NONE), 1),
        (foil(FAIRLY, WRONG), 1),
        (foil(UNMARKED, PARTIAL), 1),
        (foil(SURE, FULL), 0),
        (foil(GUESS, WRONG), 0),
        (foil(ADMITTED, NONE), 0),
        (foil(DEFLECTED, NONE), 0),
    ],
)
def test_a_claim_on_a_foil_is_a_false_alarm_unless_it_doubts(item: Item, alarm: int) -> None:
    index = over_claiming([item])
    assert (index.false_alarms, index.foils) == (alarm, 1)


def test_what_was_taken_back_in_time_is_no_false_alarm() -> None:
    claim = Stand(SURE, NONE)
    in_time = replace(foil(ADMITTED, NONE), repair=Repair(claim, RepairTime.AFTER_PROBE))
    too_late = replace(foil(ADMITTED, NONE), repair=Repair(claim, RepairTime.AFTER_REVEAL))
    assert over_claiming([in_time]).false_alarms == 0
    assert over_claiming([too_late]).false_alarms == 1


def test_repeats_and_contested_foils_do_not_count() -> None:
    again = replace(foil(SURE, WRONG), repeat=True)
    contested = replace(foil(SURE, WRONG), contested=True)
    assert over_claiming([again, contested]).foils == 0


def test_reals_and_controls_give_the_hits() -> None:
    index = over_claiming([real(SURE, WRONG), control(FAIRLY, FULL), real(GUESS, FULL), real(ADMITTED, NONE)])
    assert (index.hits, index.reals) == (2, 4)


def test_the_worked_index() -> None:
    """2 of 9 foils and 21 of 27 reals, as printed in section 5."""
    shown = detection(21, 27, 2, 9)
    assert shown.d_prime == pytest.approx(1.41, abs=0.005)
    assert shown.d_prime_error == pytest.approx(0.51, abs=0.005)
    assert shown.criterion == pytest.approx(-0.03, abs=0.005)
    index = over_claiming([foil(SURE, NONE)] * 2 + [foil(ADMITTED, NONE)] * 7 + [real(SURE, FULL)] * 27)
    assert isinstance(index.interval, Interval)
    assert (index.interval.low, index.interval.high) == pytest.approx((0.09, 0.43), abs=0.005)
    assert index.detection == Withheld(have=9, need=15, of="made-up terms met")


@pytest.mark.parametrize(
    ("foils", "interval", "number", "trend"),
    [(2, False, False, False), (5, True, False, False), (15, True, True, False), (30, True, True, True)],
)
def test_what_is_shown_grows_with_the_foils(foils: int, interval: bool, number: bool, trend: bool) -> None:
    index = over_claiming([foil(ADMITTED, NONE)] * foils + [real(SURE, FULL)] * 30)
    assert isinstance(index.interval, Interval) is interval
    assert isinstance(index.detection, Detection) is number
    assert index.trend_ready is trend


def test_a_number_needs_thirty_reals() -> None:
    index = over_claiming([foil(ADMITTED, NONE)] * 15 + [real(SURE, FULL)] * 29)
    assert index.detection == Withheld(have=29, need=30, of="real questions")


@pytest.mark.parametrize(("n", "high"), [(2, 0.45), (5, 0.23), (10, 0.12), (15, 0.08), (30, 0.04)])
def test_no_false_alarm_is_not_proof_of_none(n: int, high: float) -> None:
    assert jeffreys_interval80(0, n) == pytest.approx((0, high), abs=0.0055)


@pytest.mark.parametrize(("n", "expected"), [(2, 0.35), (5, 0.57), (10, 0.73), (15, 0.80), (30, 0.89)])
def test_reliability(n: int, expected: float) -> None:
    assert reliability(n) == pytest.approx(expected, abs=0.005)


def test_claiming_everything_alike_shows_no_discernment() -> None:
    assert detection(10, 10, 10, 10).d_prime == pytest.approx(0)
    assert detection(10, 10, 10, 10).criterion < 0 < detection(0, 10, 0, 10).criterion


def test_the_rate_is_as_observed() -> None:
    assert detection(3, 10, 2, 8).rate == 0.25
