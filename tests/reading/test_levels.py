"""From point readings to a level: section 2.1 of docs/scoring.md, checked by enumeration."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.questions.model import KeyPoint
from simulator.reading.levels import FULL_COVERAGE, LIKELY, level_of
from simulator.reading.model import EvidenceLevel, MisconceptionReading, PointReading


def readings(*chances: float) -> list[PointReading]:
    return [PointReading(index=i, p=p, met=p >= 0.5) for i, p in enumerate(chances)]


def key(*weights: float, core: tuple[int, ...] = (0,)) -> list[KeyPoint]:
    return [KeyPoint(f"point {i}", weight=weight, core=i in core) for i, weight in enumerate(weights)]


@pytest.mark.parametrize(
    ("chances", "asserts", "level", "coverage"),
    [
        ((1, 1, 1), True, EvidenceLevel.FULL, 1.0),
        ((1, 1, 0), True, EvidenceLevel.FULL, 2 / 3),
        ((0, 1, 1), True, EvidenceLevel.PARTIAL, 2 / 3),
        ((1, 0, 0), True, EvidenceLevel.PARTIAL, 1 / 3),
        ((0, 0, 0), True, EvidenceLevel.WRONG, 0.0),
        ((0, 0, 0), False, EvidenceLevel.NONE, 0.0),
    ],
)
def test_certain_points(
    chances: tuple[float, ...], asserts: bool, level: EvidenceLevel, coverage: float
) -> None:
    found = level_of(readings(*chances), [], asserts, key(1, 1, 1))
    assert found[0] is level
    assert found[1:] == pytest.approx((coverage, 1.0))


def test_a_stated_misconception_contradicts_whatever_else_is_said() -> None:
    stated = [MisconceptionReading(index=0, p=1.0)]
    assert level_of(readings(1, 1, 1), stated, True, key(1, 1, 1))[0] is EvidenceLevel.WRONG


def test_weights_decide_the_coverage() -> None:
    level, coverage, _ = level_of(readings(1, 0), [], True, key(13, 7))
    assert level is EvidenceLevel.FULL
    assert coverage == pytest.approx(0.65)
    assert level_of(readings(1, 0), [], True, key(12, 7))[0] is EvidenceLevel.PARTIAL


@pytest.mark.parametrize(
    ("chances", "level"),
    [
        ((0.45, 0.45, 0.45, 0.45), EvidenceLevel.UNCLEAR),
        ((0.48, 0.2), EvidenceLevel.UNCLEAR),
        ((0.3, 0.2), EvidenceLevel.WRONG),
        ((0.55, 0.3), EvidenceLevel.PARTIAL),
        ((0.55, 0.55, 0.55), EvidenceLevel.UNCLEAR),
        ((0.6, 0.6, 0.6, 0.6, 0.45), EvidenceLevel.FULL),
    ],
)
def test_the_level_agrees_with_the_points_met(chances: tuple[float, ...], level: EvidenceLevel) -> None:
    assert level_of(readings(*chances), [], True, key(*[1] * len(chances)))[0] is level


def test_without_a_key_only_what_is_asserted_tells() -> None:
    assert level_of([], [], False, [])[0] is EvidenceLevel.NONE


chance = st.floats(0, 1)


@settings(max_examples=80)
@given(st.lists(st.tuples(chance, st.integers(1, 4), st.booleans()), min_size=1, max_size=6), st.booleans())
def test_probabilities_agree_with_counting_every_case(
    points: list[tuple[float, int, bool]], asserts: bool
) -> None:
    entries = [KeyPoint("p", weight=float(w), core=core) for _, w, core in points]
    total = sum(w for _, w, _ in points)
    chances = dict.fromkeys(EvidenceLevel, 0.0)
    for met in product((False, True), repeat=len(points)):
        likelihood = 1.0
        for (p, _, _), hit in zip(points, met, strict=True):
            likelihood *= p if hit else 1 - p
        covered = sum(w for (_, w, _), hit in zip(points, met, strict=True) if hit)
        whole = all(hit for (_, _, core), hit in zip(points, met, strict=True) if core)
        if not any(met):
            chances[EvidenceLevel.WRONG if asserts else EvidenceLevel.NONE] += likelihood
        elif whole and covered * 100 >= FULL_COVERAGE * 100 * total - 1e-9:
            chances[EvidenceLevel.FULL] += likelihood
        else:
            chances[EvidenceLevel.PARTIAL] += likelihood
    level, _, confidence = level_of(readings(*(p for p, _, _ in points)), [], asserts, entries)
    some = any(p >= 0.5 for p, _, _ in points)
    if level is EvidenceLevel.UNCLEAR:
        assert confidence == pytest.approx(max(chances.values()), abs=1e-6)
        assert not some or confidence < LIKELY
    else:
        assert confidence == pytest.approx(chances[level], abs=1e-6)
        assert some == (level in {EvidenceLevel.PARTIAL, EvidenceLevel.FULL})
        assert some or confidence >= LIKELY - 1e-6
