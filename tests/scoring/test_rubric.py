"""The tables keep the order that their reasons (section 2.3 of docs/scoring.md) give."""

from itertools import pairwise
from pathlib import Path

import pytest

from simulator.interview.events import Stance, Support
from simulator.reading.model import EvidenceLevel, Facet, Quality
from simulator.scoring import rubric
from simulator.scoring.rubric import Coding, ItemType
from tests.scoring.coded import (
    ADMITTED,
    CONTROL,
    DEFLECTED,
    FAIRLY,
    FOIL,
    FULL,
    GUESS,
    LEVELS,
    NONE,
    PARTIAL,
    REAL,
    SURE,
    UNMARKED,
    WRONG,
)

STRENGTH = (GUESS, FAIRLY, SURE)


@pytest.mark.parametrize("kind", ItemType)
def test_every_clear_answer_has_points_between_0_and_1(kind: ItemType) -> None:
    table = rubric.POINTS[kind]
    assert set(table) == {(stance, level) for stance in Stance for level in LEVELS}
    assert all(0 <= h <= 1 for h in table.values())


@pytest.mark.parametrize("kind", ItemType)
def test_unmarked_earns_what_fairly_sure_earns(kind: ItemType) -> None:
    table = rubric.POINTS[kind]
    assert [table[UNMARKED, level] for level in LEVELS] == [table[FAIRLY, level] for level in LEVELS]


@pytest.mark.parametrize("kind", ItemType)
@pytest.mark.parametrize("level", [NONE, WRONG])
def test_without_backing_points_fall_as_the_claim_grows(kind: ItemType, level: EvidenceLevel) -> None:
    guess, fairly, sure = (rubric.POINTS[kind][stance, level] for stance in STRENGTH)
    assert guess > fairly > sure


@pytest.mark.parametrize("kind", [REAL, CONTROL])
def test_with_backing_points_rise_as_the_claim_grows(kind: ItemType) -> None:
    guess, fairly, sure = (rubric.POINTS[kind][stance, FULL] for stance in STRENGTH)
    assert guess < fairly < sure == 1


def test_a_backed_claim_and_an_admitted_gap_are_worth_the_same() -> None:
    assert rubric.REAL[SURE, FULL] == rubric.REAL[ADMITTED, NONE] == 1


def test_only_fabrication_and_denying_a_topic_known_well_earn_nothing() -> None:
    nothing = {
        (kind, *cell)
        for kind, table in rubric.POINTS.items()
        for cell, points in table.items()
        if points == 0
    }
    assert nothing == {(FOIL, SURE, WRONG), (CONTROL, ADMITTED, NONE)}


def test_doubting_a_foil_is_always_right() -> None:
    assert {rubric.FOIL[stance, FULL] for stance in Stance} == {1.0}


def test_evading_a_foil_never_pays_more_than_a_fraction() -> None:
    assert max(rubric.FOIL[DEFLECTED, level] for level in (NONE, WRONG, PARTIAL)) == 0.4


@pytest.mark.parametrize("others", [0.5, 0.6, 0.7, 0.8])
def test_the_best_stance_follows_the_chance_of_being_right(others: float) -> None:
    """Guess is best for long odds, sure for short ones, fairly sure in between (an item's own points)."""

    def best(p: float) -> Stance:
        worth = {s: p * rubric.REAL[s, FULL] + (1 - p) * rubric.REAL[s, WRONG] for s in STRENGTH}
        return max(worth, key=worth.__getitem__)

    assert best(others / 2) is GUESS
    assert best(0.95) is SURE
    assert best(0.66) is FAIRLY


def test_confirmed_weighs_twice_as_much_as_automatic_and_the_rest_nothing() -> None:
    assert rubric.OMEGA[Coding.CONFIRMED] == 2 * rubric.OMEGA[Coding.AUTOMATIC] == 1
    assert rubric.OMEGA[Coding.CONTESTED] == rubric.OMEGA[Coding.UNCLEAR] == 0


def test_facets_share_one_whole_and_are_all_applicable_at_some_time() -> None:
    assert sum(rubric.FACET_WEIGHT.values()) == pytest.approx(1)
    assert {*rubric.ALWAYS_APPLICABLE, *rubric.AFTER_EXPLANATION} == set(Facet) == set(rubric.FACET_WEIGHT)


def test_credit_is_concave_and_the_plain_act_earns_most() -> None:
    earned = [rubric.CREDIT[quality] for quality in Quality]
    steps = [later - earlier for earlier, later in pairwise(earned)]
    assert earned[0] == 0
    assert earned[-1] == 1
    assert steps == sorted(steps, reverse=True)
    assert all(step > 0 for step in steps)


def test_less_help_is_worth_more() -> None:
    assert [rubric.GAMMA[support] for support in Support] == [1.0, 0.75, 0.5, 0.0]


PAGE = (Path(__file__).parents[2] / "docs" / "scoring.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "heading"),
    [(REAL, "**Real question**"), (FOIL, "**Made-up term**"), (CONTROL, "**Known topic**")],
)
def test_the_page_for_users_shows_the_same_points(kind: ItemType, heading: str) -> None:
    rows = PAGE.split(heading)[1].split("\n\n")[1].splitlines()[2:]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    shown = {
        (Stance(row[0]), level): float(h) for row in cells for level, h in zip(LEVELS, row[1:], strict=True)
    }
    told = {
        (stance, level): h for (stance, level), h in rubric.POINTS[kind].items() if stance is not UNMARKED
    }
    assert shown == told
