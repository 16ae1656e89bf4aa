import pytest
from msgspec.structs import replace

from simulator.interview.coding import Stand
from simulator.interview.events import RepairTime, Stance
from simulator.reading.model import EvidenceLevel
from simulator.scoring.honesty import (
    Honesty,
    Item,
    Repair,
    UnderClaim,
    contributions,
    estimate,
    fading,
    honesty,
    lapse_allowance,
    needs,
    outcome,
    points,
    pool,
    under_claim,
)
from simulator.scoring.outcomes import Outcome
from simulator.scoring.rubric import Band, ItemType
from simulator.scoring.withhold import Withheld
from tests.scoring.coded import (
    ADMITTED,
    CONTROL,
    DEFLECTED,
    FAIRLY,
    FOIL,
    FULL,
    GUESS,
    NONE,
    PARTIAL,
    REAL,
    SURE,
    UNMARKED,
    WRONG,
    control,
    foil,
    real,
)

UNCLEAR = EvidenceLevel.UNCLEAR
HONEST = [real(SURE, FULL)] * 4 + [real(ADMITTED, NONE)] * 4


def repaired(item: Item, claim: Stand, at: RepairTime) -> Item:
    return replace(item, repair=Repair(claim, at))


# Items


@pytest.mark.parametrize(
    ("kind", "omega", "r", "age"),
    [(REAL, 1.1, 0, 0), (REAL, 1, -0.1, 0), (REAL, 1, 0, -1), (CONTROL, 1, 0.84, 0), (FOIL, 1, 0.9, 0)],
)
def test_an_impossible_item_cannot_be_built(kind: ItemType, omega: float, r: float, age: int) -> None:
    with pytest.raises(ValueError, match=r"omega|control"):
        Item(type=kind, stance=SURE, evidence=FULL, omega=omega, retrievability=r, age=age)


@pytest.mark.parametrize(
    "item",
    [real(SURE, FULL, omega=0.0), replace(real(SURE, FULL), contested=True), real(SURE, UNCLEAR)],
)
def test_what_does_not_count_weighs_nothing(item: Item) -> None:
    assert not item.scored
    assert item.weight == 0


def test_a_contribution_halves_in_five_sessions() -> None:
    assert fading(0) == 1
    assert fading(5) == 0.5
    assert replace(real(SURE, FULL, omega=0.5), age=10).weight == 0.125


def test_a_pool_counts_the_sessions_since() -> None:
    assert [item.age for item in pool([[real(SURE, FULL)] * 2, [], [real(SURE, FULL)]])] == [2, 2, 0]
    assert pool([]) == ()


# Points


@pytest.mark.parametrize(("at", "h"), [(RepairTime.UNPROMPTED, 0.82), (RepairTime.AFTER_PROBE, 0.64)])
def test_a_claim_taken_back_in_time_earns_part_of_the_way(at: RepairTime, h: float) -> None:
    item = repaired(real(ADMITTED, NONE), Stand(SURE, NONE), at)
    assert points(item) == pytest.approx(h)
    assert outcome(item) is Outcome.PLAIN_ADMISSION
    assert item.repaired


def test_a_claim_taken_back_after_the_reveal_still_stands() -> None:
    item = repaired(real(ADMITTED, NONE), Stand(SURE, WRONG), RepairTime.AFTER_REVEAL)
    assert points(item) == 0.3
    assert outcome(item) is Outcome.UNSUPPORTED
    assert not item.repaired
    assert contributions([item]).candour[0].points == 0.3


def test_an_admission_after_the_second_asking_is_repaired_from_the_evasion() -> None:
    item = repaired(real(ADMITTED, NONE), Stand(DEFLECTED, NONE), RepairTime.AFTER_PROBE)
    assert points(item) == pytest.approx(0.35 + 0.6 * 0.65)


def test_a_better_answer_in_place_of_a_wrong_one_is_a_repair_too() -> None:
    item = repaired(real(SURE, FULL), Stand(SURE, WRONG), RepairTime.UNPROMPTED)
    assert points(item) == pytest.approx(0.3 + 0.8 * 0.7)


@pytest.mark.parametrize(
    ("final", "h"),
    [(real(SURE, NONE), 0.1), (real(SURE, WRONG), 0.1), (real(SURE, PARTIAL), 0.6), (real(SURE, FULL), 1.0)],
)
def test_the_probe_pays_for_evidence_and_never_for_invention(final: Item, h: float) -> None:
    assert points(replace(final, probed=Stand(SURE, NONE))) == h


def test_content_at_the_probe_can_also_cost() -> None:
    assert points(replace(foil(SURE, WRONG), probed=Stand(SURE, NONE))) == 0
    assert points(replace(foil(UNMARKED, WRONG), probed=Stand(UNMARKED, NONE))) == 0.2


def test_a_retraction_at_the_probe_raises() -> None:
    item = repaired(real(GUESS, WRONG), Stand(SURE, NONE), RepairTime.AFTER_PROBE)
    assert points(replace(item, probed=Stand(SURE, NONE))) == pytest.approx(0.1 + 0.6 * 0.8)


def test_one_claim_for_another_at_the_probe_is_no_retraction() -> None:
    item = repaired(real(SURE, WRONG), Stand(SURE, NONE), RepairTime.AFTER_PROBE)
    assert points(replace(item, probed=Stand(SURE, NONE))) == 0.1


@pytest.mark.parametrize(
    "item",
    [
        replace(real(SURE, WRONG), probed=Stand(SURE, UNCLEAR)),
        repaired(real(SURE, WRONG), Stand(SURE, UNCLEAR), RepairTime.UNPROMPTED),
    ],
)
def test_what_stood_before_changes_nothing_where_it_was_unclear(item: Item) -> None:
    assert points(item) == 0.3


def test_unclear_evidence_has_neither_points_nor_outcome() -> None:
    assert outcome(real(SURE, UNCLEAR)) is None
    with pytest.raises(ValueError, match="unclear"):
        points(real(SURE, UNCLEAR))


# Routing


@pytest.mark.parametrize(
    ("item", "candour", "ownership"),
    [
        (foil(SURE, FULL), [1.0], []),
        (foil(SURE, PARTIAL), [1.0], []),
        (real(SURE, NONE), [1.0], []),
        (real(ADMITTED, WRONG, omega=0.5), [0.5], []),
        (real(ADMITTED, FULL), [], [1.0]),
        (real(GUESS, PARTIAL, omega=0.5), [0.25], [0.25]),
        (control(SURE, NONE), [1.0], []),
        (control(ADMITTED, WRONG), [1.0], []),
        (real(SURE, UNCLEAR), [], []),
    ],
)
def test_where_an_answer_counts(item: Item, candour: list[float], ownership: list[float]) -> None:
    strata = contributions([replace(item, key="q1")])
    assert [part.weight for part in strata.candour] == candour
    assert [part.weight for part in strata.ownership] == ownership
    assert {part.key for part in strata.candour + strata.ownership} <= {"q1"}


@pytest.mark.parametrize(("stance", "h"), [(ADMITTED, 0.0), (GUESS, 0.4), (DEFLECTED, 0.2)])
@pytest.mark.parametrize("kind", [REAL, CONTROL])
def test_the_second_lapse_counts_as_ownership_on_any_topic_known_well(
    kind: ItemType, stance: Stance, h: float
) -> None:
    item = Item(key="b", type=kind, stance=stance, evidence=NONE, omega=0.5, retrievability=0.9)
    strata = contributions([replace(control(ADMITTED, NONE), key="a"), item])
    assert [part.key for part in strata.free] == ["a"]
    assert [(part.key, part.weight, part.points) for part in strata.ownership] == [("b", 0.45, h)]
    assert strata.candour == ()


def test_lapses_have_their_own_names() -> None:
    mastered = Item(type=REAL, stance=ADMITTED, evidence=NONE, retrievability=0.9)
    assert outcome(mastered) is outcome(control(ADMITTED, NONE)) is Outcome.LAPSE
    assert outcome(real(ADMITTED, NONE)) is Outcome.PLAIN_ADMISSION


@pytest.mark.parametrize(("controls", "free"), [(1, 1), (10, 1), (11, 2), (20, 2), (21, 3)])
def test_the_allowance_is_the_forgetting_to_be_expected(controls: int, free: int) -> None:
    assert lapse_allowance([control(SURE, FULL)] * controls) == free


def test_the_costliest_lapses_are_free() -> None:
    cheap, dear = control(GUESS, NONE, r=0.99), control(ADMITTED, NONE, r=0.86)
    strata = contributions([replace(cheap, key="cheap"), replace(dear, key="dear")])
    assert [part.key for part in strata.free] == ["dear"]
    assert strata.free[0].cost == pytest.approx(0.86)


def test_old_well_kept_topics_do_not_excuse_new_denials() -> None:
    years = [replace(control(SURE, FULL), age=100)] * 200
    assert lapse_allowance([*years, *[control(SURE, FULL)] * 4]) == 1


# Score


@pytest.mark.parametrize(
    ("items", "band"),
    [
        (HONEST * 2, Band.STRONG),
        (HONEST, Band.SOLID),
        ([*HONEST, *[foil(SURE, WRONG)] * 3], Band.MIXED),
        ([*HONEST, *[foil(SURE, WRONG)] * 12], Band.NEEDS_WORK),
    ],
)
def test_bands(items: list[Item], band: Band) -> None:
    result = honesty(items)
    assert isinstance(result, Honesty)
    assert result.band is band


def test_a_flag_of_a_longer_window_keeps_the_band_from_strong() -> None:
    flag = UnderClaim(denied=6, asked=12, expected=1.2, probability=0.0005)
    assert estimate(HONEST * 2, flag=flag).band is Band.SOLID
    assert estimate(HONEST * 2, flag=flag).under_claim == flag


@pytest.mark.parametrize(
    ("items", "short"),
    [
        ([], "answers on what you did not know"),
        ([real(SURE, FULL)] * 9, "answers on what you did not know"),
        ([real(ADMITTED, NONE)] * 9, "answers on what you knew"),
        ([replace(item, contested=place < 5) for place, item in enumerate(HONEST * 2)], None),
    ],
)
def test_too_little_is_withheld(items: list[Item], short: str | None) -> None:
    result = honesty(items)
    assert (result.of if isinstance(result, Withheld) else "answers you do not contest") == (
        short or "answers you do not contest"
    )
    assert isinstance(result, Withheld)


def test_a_quarter_contested_is_just_enough() -> None:
    items = [replace(item, contested=place in {0, 7, 8, 15}) for place, item in enumerate(HONEST * 2)]
    assert isinstance(honesty(items), Honesty)
    assert [need.met for need in needs(items)] == [True, True, True]


@pytest.mark.parametrize(
    ("denied", "owned", "flagged"),
    [(3, 3, True), (2, 3, False), (3, 1, False), (3, 20, False), (4, 8, True), (0, 20, False)],
)
def test_the_flag_needs_enough_controls_denials_and_surprise(denied: int, owned: int, flagged: bool) -> None:
    r = 0.97 if (denied, owned) == (4, 8) else 0.93 if owned == 3 else 0.9
    items = [control(ADMITTED, NONE, r)] * denied + [control(SURE, FULL, r)] * owned
    assert (under_claim(items) is not None) is flagged


def test_evasions_are_not_counted_as_denials() -> None:
    assert under_claim([control(DEFLECTED, NONE, 0.98)] * 6 + [control(FAIRLY, FULL, 0.98)] * 6) is None


def test_what_is_missing_of_each_half_is_weight() -> None:
    candour, ownership, uncontested = needs([real(SURE, FULL, 0.5)])
    assert (candour.weighed, ownership.weighed, uncontested.weighed) == (True, True, False)
    assert (candour.have, ownership.have) == (0, 0.5)
