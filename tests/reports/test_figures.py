import pytest

from simulator.reports.data import Figure, Lacking
from simulator.reports.figures import brief, figure, hundred, number, still_needed, told
from simulator.scoring.honesty import estimate
from simulator.scoring.learning import Learning, NoGaps, Rate
from simulator.scoring.withhold import Withheld
from tests.scoring.coded import ADMITTED, FULL, NONE, SURE, real

HONESTY = estimate([real(SURE, FULL)] * 4 + [real(ADMITTED, NONE)] * 4)
LEARNING = Learning(value=0.5, low=0.25, high=0.75, episodes=4, weight=4, earned=2)
THIN = Withheld(0.5, 2, "answers on what you knew", weighed=True)


def test_honesty_as_data_has_both_halves() -> None:
    shown = figure(HONESTY)
    assert (shown.value, shown.low, shown.high) == (HONESTY.value, HONESTY.low, HONESTY.high)
    assert (shown.candour, shown.ownership, shown.band) == (HONESTY.candour, HONESTY.ownership, HONESTY.band)


@pytest.mark.parametrize("score", [LEARNING, Rate(0.5, 0.25, 0.75)])
def test_other_scores_as_data_are_a_value_in_an_interval(score: Learning | Rate) -> None:
    assert figure(score) == Figure(value=0.5, low=0.25, high=0.75)


def test_what_is_withheld_has_no_number_but_its_need() -> None:
    assert figure(THIN) == Figure(withheld=Lacking(have=0.5, need=2, of="answers on what you knew"))
    assert figure(NoGaps()) == Figure(no_gaps=True)


def test_scores_in_words() -> None:
    assert told(LEARNING) == "50 (80% sure: 25 to 75)"
    assert told(HONESTY).endswith("- strong") is (HONESTY.low >= 0.8)
    assert told(NoGaps()) == "no gaps met, so there was nothing to show"
    assert told(THIN) == f"not yet - {still_needed(THIN)}"


def test_scores_in_a_list() -> None:
    assert brief(LEARNING) == "50 (25-75)"
    assert brief(NoGaps()) == "no gaps met"
    assert brief(THIN) == "not yet (0.5 of 2)"


def test_what_is_missing_is_counted() -> None:
    needed = still_needed(THIN)
    assert needed == (
        "it takes 2 answers on what you knew; so far 0.5, so 2 more (one you have not confirmed counts half)"
    )
    assert still_needed(Withheld(3, 4, "gaps")) == "it takes 4 gaps; so far 3, so 1 more"
    assert still_needed(Withheld(3, 8.25, "answers")).startswith("it takes 9 answers")


@pytest.mark.parametrize(
    ("value", "text"), [(2.0, "2"), (0.6, "0.6"), (31.5, "31.5"), (0.126, "0.13"), (100, "100"), (0, "0")]
)
def test_numbers_say_no_more_than_they_must(value: float, text: str) -> None:
    assert number(value) == text
    assert hundred(value / 100) == text
