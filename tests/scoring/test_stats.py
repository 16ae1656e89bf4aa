"""The statistics against reference values computed once with SciPy 1.x (`special.polygamma`, `betainc`,
`betaincinv`, `ndtr`, `ndtri`, `stats.binom.sf`, `stats.poisson_binom.sf`)."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.scoring.stats import (
    Z80,
    Beta,
    beta_of,
    incomplete_beta,
    jeffreys,
    jeffreys_interval80,
    normal_cdf,
    normal_quantile,
    poisson_binomial_tail,
    probability_greater,
    trigamma,
    whole_above,
)

LAW = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("x", "expected"),
    [
        (0.05, 401.53235734211506),
        (0.6, 3.6362096709023586),
        (1, 1.6449340668482266),
        (1.4, 1.0253565905295974),
        (2.5, 0.4903577561002349),
        (7.3, 0.14679576813142703),
        (12, 0.0869018728717684),
        (100.5, 0.009999916669583104),
        (3000, 0.00033338889506172835),
    ],
)
def test_trigamma(x: float, expected: float) -> None:
    assert trigamma(x) == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize(
    ("x", "a", "b", "expected"),
    [
        (0.3, 0.5, 0.5, 0.36901011956554536),
        (1e-6, 0.5, 2.5, 0.0016976518774873145),
        (0.2, 2.5, 7.5, 0.40123869824719194),
        (0.9, 1.4, 0.6, 0.6880001623585814),
        (0.999, 61.4, 0.6, 0.7952696799331979),
        (0.5, 200, 180, 0.15212954940791235),
        (0.02, 0.5, 100.5, 0.9558462458504627),
        (0.41, 1000.5, 1500, 0.843366979044087),
        (0, 2, 3, 0),
        (1, 2, 3, 1),
    ],
)
def test_incomplete_beta(x: float, a: float, b: float, expected: float) -> None:
    assert incomplete_beta(x, a, b) == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize(
    ("p", "a", "b", "expected"),
    [
        (0.1, 0.5, 0.5, 0.024471741852423214),
        (0.9, 0.5, 2.5, 0.44814919956042976),
        (0.1, 2.5, 7.5, 0.09333553984215319),
        (0.9, 2.5, 7.5, 0.4310663325142472),
        (0.1, 9.5, 0.5, 0.864033022350016),
        (0.9, 61.4, 0.6, 0.9997049404654801),
        (0.1, 300.5, 200.5, 0.571673557437206),
        (0.975, 0.5, 1000, 0.002509417161763486),
    ],
)
def test_beta_quantile(p: float, a: float, b: float, expected: float) -> None:
    assert Beta(a, b).quantile(p) == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize(
    ("z", "expected"),
    [
        (-8, 6.22096057427174e-16),
        (-2.5, 0.006209665325776132),
        (-1, 0.15865525393145707),
        (0, 0.5),
        (0.3, 0.6179114221889526),
        (3, 0.9986501019683699),
        (6, 0.9999999990134123),
    ],
)
def test_normal_cdf(z: float, expected: float) -> None:
    assert normal_cdf(z) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        (1e-9, -5.9978070150076865),
        (0.02, -2.053748910631823),
        (0.25, -0.6744897501960817),
        (0.5, 0),
        (0.768, 0.7322762047230995),
        (0.9, Z80),
        (0.9999999, 5.199337582290661),
    ],
)
def test_normal_quantile(p: float, expected: float) -> None:
    assert normal_quantile(p) == pytest.approx(expected, abs=1e-10)


def test_poisson_binomial_tail_of_equal_chances_is_binomial() -> None:
    assert poisson_binomial_tail(6, [0.1] * 12) == pytest.approx(0.0005412318220000001, rel=1e-10)


@pytest.mark.parametrize(
    ("k", "expected"),
    [(0, 1.0), (1, 0.49558420000000003), (2, 0.10440320000000003), (3, 0.00964520000000002), (5, 4.2e-06)],
)
def test_poisson_binomial_tail_of_unequal_chances(k: int, expected: float) -> None:
    assert poisson_binomial_tail(k, [0.1, 0.05, 0.14, 0.02, 0.3]) == pytest.approx(expected, rel=1e-9)


def test_a_probability_is_never_more_than_one() -> None:
    """Summed as they are, the chances of these come to 1.0000000000000002."""
    assert poisson_binomial_tail(0, [0.12, 0.45, 0.24]) == 1


def test_more_events_than_there_are_cannot_happen() -> None:
    assert poisson_binomial_tail(3, [0.5, 0.5]) == 0


@LAW
@given(st.floats(0.5, 80), st.floats(0.5, 80), st.floats(0.01, 0.99))
def test_a_quantile_undoes_the_distribution_function(a: float, b: float, p: float) -> None:
    x = Beta(a, b).quantile(p)
    assert incomplete_beta(x, a, b) == pytest.approx(p, abs=1e-9)


@LAW
@given(st.floats(0.5, 80), st.floats(0.5, 80))
def test_the_mean_lies_within_the_interval(a: float, b: float) -> None:
    low, high = Beta(a, b).interval80()
    assert 0 <= low < Beta(a, b).mean < high <= 1


def test_the_moments_of_a_beta() -> None:
    beta = Beta(2, 6)
    assert beta.mean == 0.25
    assert beta.variance == pytest.approx(12 / (64 * 9))
    assert beta.log_variance == pytest.approx(trigamma(2) - trigamma(8))


@LAW
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=12), st.randoms())
def test_contributions_have_no_order(pairs: list[tuple[float, float]], random: object) -> None:
    assert beta_of(pairs, 1.4, 0.6) == beta_of(reversed(pairs), 1.4, 0.6)


def test_contributions_add_to_the_prior() -> None:
    assert beta_of([(0.5, 1.0), (1.0, 0.25)], 1, 2) == Beta(1.75, 2.75)


def test_the_interval_of_a_rate_never_leaves_out_the_rate() -> None:
    assert jeffreys_interval80(0, 2) == pytest.approx((0, 0.44814919956042976))
    low, high = jeffreys_interval80(4, 4)
    assert high == 1
    assert 0.5 < low < 1
    assert jeffreys(1, 3) == Beta(1.5, 2.5)


def test_a_change_that_is_none_is_as_likely_up_as_down() -> None:
    assert probability_greater(Beta(3, 4), Beta(3, 4)) == 0.5
    assert probability_greater(Beta(9, 2), Beta(3, 4)) > 0.9


@pytest.mark.parametrize(
    ("x", "expected"), [(sum([0.1] * 10), 1), (1 - 0.9, 1), (1.2, 2), (0, 0), (3 * 0.1 * 10, 3)]
)
def test_rounding_up_forgives_floating_point(x: float, expected: int) -> None:
    assert whole_above(x) == expected


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (lambda: trigamma(0), "trigamma needs x > 0"),
        (lambda: normal_quantile(0), "a normal quantile needs 0 < p < 1"),
        (lambda: normal_quantile(1), "a normal quantile needs 0 < p < 1"),
        (lambda: incomplete_beta(0.5, 0, 1), "a Beta needs a > 0 and b > 0"),
        (lambda: incomplete_beta(0.5, 1, 0), "a Beta needs a > 0 and b > 0"),
        (lambda: Beta(1, 1).quantile(0), "a Beta quantile needs 0 < p < 1"),
        (lambda: Beta(1, 1).quantile(1), "a Beta quantile needs 0 < p < 1"),
        (lambda: jeffreys(3, 2), "successes lie between 0 and n"),
        (lambda: jeffreys(-1, 2), "successes lie between 0 and n"),
    ],
)
def test_arguments_outside_the_domain_are_refused(call: Callable[[], object], what: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(what)}$"):
        call()
