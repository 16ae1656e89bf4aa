import itertools

import pytest

from simulator.interview.events import Stance
from simulator.scoring import rubric
from simulator.scoring.calibration import (
    Bias,
    Calibration,
    Decomposition,
    Leaning,
    answers,
    calibration,
    cbm_mark,
)
from simulator.scoring.honesty import Item
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

KEYS = (GUESS, FAIRLY, SURE)


def mixed(guess: tuple[int, int], fairly: tuple[int, int], sure: tuple[int, int]) -> list[Item]:
    """Answers as (right, wrong) for each key."""
    return [
        item
        for stance, (right, wrong) in zip(KEYS, (guess, fairly, sure), strict=True)
        for item in [real(stance, FULL)] * right + [real(stance, WRONG)] * wrong
    ]


def bias_of(items: list[Item]) -> Bias:
    bias = calibration(items).bias
    assert isinstance(bias, Bias)
    return bias


def test_only_real_answers_with_a_key_count() -> None:
    told = answers(
        [
            real(ADMITTED, NONE),
            real(DEFLECTED, PARTIAL),
            real(UNMARKED, FULL),
            foil(SURE, WRONG),
            real(SURE, FULL, omega=0.0),
            real(GUESS, PARTIAL),
            control(SURE, FULL),
        ]
    )
    assert [(answer.stance, answer.correctness) for answer in told] == [(GUESS, 0.5), (SURE, 1.0)]


@pytest.mark.parametrize(
    ("stance", "wrong", "half", "right"), [(GUESS, 0, 0.5, 1), (FAIRLY, -2, 0, 2), (SURE, -6, -1.5, 3)]
)
def test_marks(stance: Stance, wrong: float, half: float, right: float) -> None:
    assert [cbm_mark(stance, y) for y in (0, 0.5, 1)] == [wrong, half, right]


def beliefs() -> list[tuple[float, float, float]]:
    """Every distribution over wrong, half and right in steps of .05."""
    steps = [step / 20 for step in range(21)]
    return [(1 - p - q, q, p) for p, q in itertools.product(steps, steps) if p + q <= 1]


@pytest.mark.parametrize("belief", beliefs())
def test_marks_are_proper_for_partial_credit(belief: tuple[float, float, float]) -> None:
    """The best key depends on the expected y alone: guess below 2/3, sure from .80 (invariant 24)."""
    expected = sum(p * y for p, y in zip(belief, (0, 0.5, 1), strict=True))
    worth = {
        stance: sum(p * cbm_mark(stance, y) for p, y in zip(belief, (0, 0.5, 1), strict=True))
        for stance in KEYS
    }
    honest = GUESS if expected < 2 / 3 else FAIRLY if expected < 0.8 - 1e-9 else SURE
    assert worth[honest] == pytest.approx(max(worth.values()))


def test_the_marks_are_proper_all_over_a_grid_of_beliefs() -> None:
    """Every belief in sixtieths: the honest key has the highest expected mark, and no other has."""
    for wrong in range(61):
        for half in range(61 - wrong):
            right = 60 - wrong - half
            marks = {
                s: (wrong * cbm_mark(s, 0) + half * cbm_mark(s, 0.5) + right * cbm_mark(s, 1)) / 60
                for s in KEYS
            }
            halves = 2 * right + half  # E[y] in 120ths: the cuts are at 80 and 96
            best = {s for s in KEYS if marks[s] >= max(marks.values()) - 1e-9}
            honest = GUESS if halves < 80 else FAIRLY if halves < 96 else SURE
            ties = {80: {GUESS, FAIRLY}, 96: {FAIRLY, SURE}}
            assert best == ties.get(halves, {honest})


def test_a_rule_that_rounds_partial_credit_up_would_not_be_proper() -> None:
    """The rule to keep away from: right mark times the fraction pays for being sure of a tenth."""
    assert cbm_mark(SURE, 0.1) == pytest.approx(-5.1)


def test_the_brier_score_is_best_at_the_key_nearest_to_the_belief() -> None:
    for percent in range(101):
        p = percent / 100
        loss = {s: p * (rubric.P_HAT[s] - 1) ** 2 + (1 - p) * rubric.P_HAT[s] ** 2 for s in KEYS}
        nearest = min(KEYS, key=lambda s: abs(rubric.P_HAT[s] - p))
        assert loss[nearest] == pytest.approx(min(loss.values()))


def test_below_the_minimum_there_is_no_number_but_the_count() -> None:
    told = calibration([real(SURE, FULL)] * 19)
    assert told.answers == 19
    assert told.bias == Withheld(have=19, need=20, of="answers with a key for how sure")
    assert isinstance(told.curve, Withheld)
    assert isinstance(told.decomposition, Withheld)


def test_nothing_answered() -> None:
    told = calibration([])
    assert told.answers == 0
    assert isinstance(told.bias, Withheld)


def test_sure_and_often_wrong_leans_over() -> None:
    bias = bias_of(mixed((0, 0), (0, 0), (10, 10)))
    assert bias.leaning is Leaning.OVER
    assert bias.value == pytest.approx(0.4)
    assert bias.low > 0
    assert bias.brier == pytest.approx((0.01 + 0.81) / 2)
    assert bias.mark == pytest.approx((3 - 6) / 2)


def test_guessing_and_mostly_right_leans_under() -> None:
    bias = bias_of(mixed((18, 2), (0, 0), (0, 0)))
    assert bias.leaning is Leaning.UNDER
    assert bias.high < 0


def test_about_right_is_unclear() -> None:
    bias = bias_of(mixed((4, 6), (7, 3), (9, 1)))
    assert bias.leaning is Leaning.UNCLEAR
    assert bias.low < 0 < bias.high


@pytest.mark.parametrize(
    ("items", "missing"),
    [
        (mixed((10, 10), (10, 10), (10, 9)), "answers with a key for how sure"),
        (mixed((20, 13), (20, 13), (10, 4)), "answers at each key"),
    ],
)
def test_a_curve_needs_sixty_answers_and_fifteen_at_each_key(items: list[Item], missing: str) -> None:
    curve = calibration(items).curve
    assert isinstance(curve, Withheld)
    assert curve.of == missing


def test_a_curve() -> None:
    curve = calibration(mixed((6, 14), (15, 5), (18, 2))).curve
    assert not isinstance(curve, Withheld)
    assert [(point.stance, point.p_hat, point.correctness, point.answers) for point in curve] == [
        (GUESS, 0.4, 0.3, 20),
        (FAIRLY, 0.73, 0.75, 20),
        (SURE, 0.9, 0.9, 20),
    ]


def decomposed(items: list[Item]) -> tuple[Calibration, Decomposition]:
    told = calibration(items)
    assert isinstance(told.decomposition, Decomposition)
    return told, told.decomposition


@pytest.mark.parametrize("half", [0, 30])
def test_the_decomposition_adds_up_to_the_brier_score(half: int) -> None:
    items = mixed((10, 20), (25, 10), (30, 5)) + [real(FAIRLY, PARTIAL)] * half
    told, parts = decomposed(items)
    assert isinstance(told.bias, Bias)
    assert parts.reliability - parts.resolution + parts.uncertainty == pytest.approx(told.bias.brier)


def test_the_correction_takes_out_what_chance_alone_would_show() -> None:
    """Keys that say exactly what happens have, after the correction, no miscalibration beyond chance."""
    _, parts = decomposed(mixed((40, 60), (73, 27), (90, 10)))
    assert -0.003 < parts.reliability < 0
    assert parts.resolution == pytest.approx(0.041, abs=0.002)


def test_a_key_used_once_leaves_no_spread_to_estimate() -> None:
    decomposition = calibration(mixed((1, 0), (60, 20), (30, 2))).decomposition
    assert decomposition == Withheld(have=1, need=2, of="answers at each key used")


def test_a_key_never_used_is_no_obstacle() -> None:
    _, parts = decomposed(mixed((0, 0), (60, 20), (30, 2)))
    assert parts.uncertainty > 0


def test_what_the_decomposition_needs_is_named() -> None:
    few = calibration([real(SURE, FULL)] * 99).decomposition
    assert few == Withheld(99, 100, "answers with a key for how sure")
    none = calibration([]).decomposition
    assert none == Withheld(0, 100, "answers with a key for how sure")


def test_the_bias_and_its_interval() -> None:
    """15 of 20 right at fairly sure: .73 - .75, give or take 1.2816·sqrt(.73·.27 / 20)."""
    bias = calibration([real(FAIRLY, FULL)] * 15 + [real(FAIRLY, WRONG)] * 5).bias
    assert isinstance(bias, Bias)
    assert bias.value == pytest.approx(-0.02)
    assert bias.high - bias.value == pytest.approx(1.2815515655 * (0.73 * 0.27 / 20) ** 0.5)
    assert bias.value - bias.low == pytest.approx(bias.high - bias.value)


def test_a_hundred_answers_in_three_parts() -> None:
    """Two keys, 50 answers each, 20 and 40 right, worked out by hand from Ferro & Fricker's formulas."""
    told = (
        [real(GUESS, FULL)] * 20
        + [real(GUESS, WRONG)] * 30
        + [real(SURE, FULL)] * 40
        + [real(SURE, WRONG)] * 10
    )
    parts = calibration(told).decomposition
    assert isinstance(parts, Decomposition)
    noise = 0.5 * (0.4 * 0.6 / 49) + 0.5 * (0.8 * 0.2 / 49)
    spread = 0.6 * 0.4 / 99
    assert parts.reliability == pytest.approx(0.5 * 0.0 + 0.5 * 0.1**2 - noise)
    assert parts.resolution == pytest.approx(0.2**2 - noise + spread)
    assert parts.uncertainty == pytest.approx(0.6 * 0.4 + spread)
