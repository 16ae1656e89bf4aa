"""The statistics against values computed by another hand with 60 digits, over the arguments of scores."""

import pytest

from simulator.scoring.overclaiming import detection
from simulator.scoring.stats import Beta, binomial, incomplete_beta, normal_quantile, trigamma
from tests.scoring import reference

CLOSE = 1e-10


@pytest.mark.parametrize(("x", "expected"), reference.TRIGAMMA)
def test_trigamma(x: float, expected: float) -> None:
    assert trigamma(x) == pytest.approx(expected, rel=CLOSE)


@pytest.mark.parametrize(("x", "a", "b", "expected"), reference.INCOMPLETE_BETA)
def test_incomplete_beta(x: float, a: float, b: float, expected: float) -> None:
    assert incomplete_beta(x, a, b) == pytest.approx(expected, abs=CLOSE)


@pytest.mark.parametrize(("p", "a", "b", "expected"), reference.BETA_QUANTILE)
def test_beta_quantile(p: float, a: float, b: float, expected: float) -> None:
    assert Beta(a, b).quantile(p) == pytest.approx(expected, abs=CLOSE)


@pytest.mark.parametrize(("p", "expected"), reference.NORMAL_QUANTILE)
def test_normal_quantile(p: float, expected: float) -> None:
    assert normal_quantile(p) == pytest.approx(expected, abs=CLOSE)


@pytest.mark.parametrize(("k", "n", "p", "expected"), reference.BINOMIAL)
def test_binomial(k: int, n: int, p: float, expected: float) -> None:
    assert binomial(k, n, p) == pytest.approx(expected, abs=CLOSE)


@pytest.mark.parametrize(("hits", "reals", "alarms", "foils", "d", "error", "c"), reference.DETECTION)
def test_detection(hits: int, reals: int, alarms: int, foils: int, d: float, error: float, c: float) -> None:
    shown = detection(hits, reals, alarms, foils)
    assert (shown.d_prime, shown.d_prime_error, shown.criterion) == pytest.approx((d, error, c), abs=CLOSE)


def test_detection_after_a_lifetime_of_questions() -> None:
    """By then the error is that of the delta method: sqrt(p(1 - p) / n) / φ(z) for each rate."""
    shown = detection(41_000, 60_000, 900, 12_000)
    assert shown.d_prime_error == pytest.approx(0.017801, abs=0.000005)
