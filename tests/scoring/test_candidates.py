"""Section 4.1: honesty ranks the honest first. The whole table: `python -m tests.benchmarks.candidates`."""

import pytest

from tests.benchmarks.candidates import PROFILES, Result, simulate


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    return simulate(150, seed=7)


@pytest.mark.parametrize(
    "name",
    ["over-confident", "always guesses", "always claims", "always deflects", "always “I don't know”"],
)
def test_the_honest_rank_above_whoever_has_a_trick(name: str, results: dict[str, Result]) -> None:
    assert results[name].below >= 0.95


def test_no_profile_comes_out_above_honesty_on_average(results: dict[str, Result]) -> None:
    honest = results["honest"].means
    for name in PROFILES.keys() - {"honest"}:
        assert all(results[name].means[count] < honest[count] for count in honest)


def test_denial_that_honesty_hardly_sees_is_flagged_and_honesty_is_not(results: dict[str, Result]) -> None:
    assert results["denies half of what they know"].flagged > 0.3
    assert results["honest"].flagged < 0.02
    assert results["always “I don't know”"].flagged == 1
