"""Owns the few statistics that the scores need, from the standard library alone; knows nothing of interviews.

Accurate to about 1e-10 for the arguments that scores produce (Beta parameters from 0.5 to some thousands).
"""

from collections.abc import Iterable
from itertools import pairwise
from math import ceil, erfc, exp, fsum, lgamma, log, log1p, pi, sqrt

import msgspec

Z80 = 1.2815515655446004
"""Standard normal quantile of .90: the half-width of a two-sided 80 % interval in standard errors."""

_CLOSE = 1e-13
"""How near a quantile is found."""
_TINY = 1e-300
"""Keeps the continued fraction of the incomplete beta from dividing by zero."""


def normal_cdf(z: float) -> float:
    """P(Z ≤ z) for a standard normal Z."""
    return erfc(-z / sqrt(2)) / 2


def normal_density(z: float) -> float:
    """The density of a standard normal at z."""
    return exp(-z * z / 2) / sqrt(2 * pi)


def normal_quantile(p: float) -> float:
    """The z with P(Z ≤ z) = p, for 0 < p < 1."""
    _require(0 < p < 1, "a normal quantile needs 0 < p < 1")
    if p > 0.5:
        return -normal_quantile(1 - p)
    low, high = -40.0, 0.0
    while high - low > _CLOSE:
        middle = (low + high) / 2
        low, high = (middle, high) if normal_cdf(middle) < p else (low, middle)
    return (low + high) / 2


def trigamma(x: float) -> float:
    """The second derivative of log Γ at x > 0, by recurrence and the asymptotic series."""
    _require(x > 0, "trigamma needs x > 0")
    below = 0.0
    while x < 12:
        below += 1 / (x * x)
        x += 1
    y = 1 / (x * x)
    series = y * (1 / 6 - y * (1 / 30 - y * (1 / 42 - y * (1 / 30 - y * (5 / 66 - y * 691 / 2730)))))
    return below + 1 / x + y / 2 + series / x


def incomplete_beta(x: float, a: float, b: float) -> float:
    """P(X ≤ x) for X ~ Beta(a, b): the regularised incomplete beta function, by its continued fraction."""
    _require(a > 0 and b > 0, "a Beta needs a > 0 and b > 0")
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):  # the fraction converges fast only below the mean
        return 1 - incomplete_beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    return front / (a * _beta_fraction(x, a, b))


def _beta_fraction(x: float, a: float, b: float) -> float:
    """The continued fraction below `front / a`, by the modified Lentz method."""
    value, c, d = 1.0, 1.0, 0.0
    for step in range(1, 2000):
        m, odd = divmod(step, 2)
        if odd:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / ((1 + term * d) or _TINY)
        c = (1 + term / c) or _TINY
        value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


class Beta(msgspec.Struct, frozen=True):
    """A Beta distribution: what is known of a rate after successes `a` and failures `b`, prior included."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """The expected rate, strictly between 0 and 1."""
        return self.a / (self.a + self.b)

    @property
    def variance(self) -> float:
        """Its variance."""
        return self.mean * (1 - self.mean) / (self.a + self.b + 1)

    @property
    def log_variance(self) -> float:
        """The variance of the logarithm of the rate."""
        return trigamma(self.a) - trigamma(self.a + self.b)

    def quantile(self, p: float) -> float:
        """The rate below which it lies with probability p, 0 < p < 1."""
        _require(0 < p < 1, "a Beta quantile needs 0 < p < 1")
        low, high, x = 0.0, 1.0, self.mean
        while high - low > _CLOSE:
            over = incomplete_beta(x, self.a, self.b) - p
            low, high = (low, x) if over > 0 else (x, high)
            slope = self._density(x)
            step = over / slope if slope else high - low
            # Newton's step where it stays between the bounds, else half-way between them.
            nearer = x - step if low < x - step < high else (low + high) / 2
            if abs(nearer - x) <= _CLOSE:
                return nearer
            x = nearer
        return x

    def _density(self, x: float) -> float:
        """The density at 0 < x < 1."""
        log_beta = lgamma(self.a) + lgamma(self.b) - lgamma(self.a + self.b)
        return exp((self.a - 1) * log(x) + (self.b - 1) * log1p(-x) - log_beta)

    def interval80(self) -> tuple[float, float]:
        """The rates between which it lies with probability .80, with equal tails."""
        return self.quantile(0.1), self.quantile(0.9)


def beta_of(contributions: Iterable[tuple[float, float]], a: float, b: float) -> Beta:
    """Beta(a, b) after `(weight, value)` contributions, values 0-1; their order does not matter at all."""
    pairs = list(contributions)
    return Beta(
        a + fsum(weight * value for weight, value in pairs),
        b + fsum(weight * (1 - value) for weight, value in pairs),
    )


def jeffreys(successes: int, n: int) -> Beta:
    """What is known of a rate after `successes` of `n`, from Jeffreys' prior Beta(.5, .5)."""
    _require(0 <= successes <= n, "successes lie between 0 and n")
    return Beta(0.5 + successes, 0.5 + n - successes)


def jeffreys_interval80(successes: int, n: int) -> tuple[float, float]:
    """The 80 % Jeffreys interval of a rate; it reaches 0 where nothing, 1 where everything succeeded.

    Without that the interval would exclude the observed rate itself (Brown, Cai & DasGupta 2001).
    """
    low, high = jeffreys(successes, n).interval80()
    return (0.0 if successes == 0 else low), (1.0 if successes == n else high)


def probability_greater(new: Beta, old: Beta) -> float:
    """P(new > old), by the normal approximation to both."""
    return normal_cdf((new.mean - old.mean) / sqrt(new.variance + old.variance))


def binomial(k: int, n: int, p: float) -> float:
    """P(exactly k of n) at rate p, 0 < p < 1; by logarithms, for a power of a large n is 0 or infinite."""
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + k * log(p) + (n - k) * log1p(-p))


def poisson_binomial_tail(k: int, probabilities: Iterable[float]) -> float:
    """P(at least k happen) of independent events, each with its own probability."""
    chances = sorted(probabilities)  # sorted: the same set gives the same digits
    if len(chances) > _ENUMERABLE:
        return _normal_tail(k, chances)
    exactly = [1.0]
    for p in chances:
        exactly = [fewer * p + as_many * (1 - p) for fewer, as_many in pairwise([0.0, *exactly, 0.0])]
    return min(1.0, fsum(exactly[max(k, 0) :]))


_ENUMERABLE = 1_000


def _normal_tail(k: int, chances: list[float]) -> float:
    """The same for many, by the normal approximation corrected for skewness (Volkova 1996): to about .001."""
    mean, variance = fsum(chances), fsum(p * (1 - p) for p in chances)
    skewness = fsum(p * (1 - p) * (1 - 2 * p) for p in chances) / (variance * sqrt(variance))
    z = (k - 0.5 - mean) / sqrt(variance)
    below = normal_cdf(z) + skewness * (1 - z * z) * normal_density(z) / 6
    return min(1.0, max(0.0, 1 - below))


def whole_above(x: float) -> int:
    """⌈x⌉, where x may carry rounding errors of floating point: ten times .1 is one, not two."""
    return ceil(round(x, 9))


def _require(holds: bool, what: str) -> None:
    """Refuse arguments outside the domain.

    Raises:
        ValueError: `what` does not hold.
    """
    if not holds:
        raise ValueError(what)
