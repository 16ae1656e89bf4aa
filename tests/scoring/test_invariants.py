"""The laws of section 4.9 of docs/scoring.md, by their numbers, over any sessions.

The laws on unknown topics speak of retrievability below .85: laws 8 to 10 are about denying what is known.
"""

import math
import random
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.interview.coding import Stand
from simulator.interview.events import RepairTime, Stance, Support
from simulator.reading.model import EvidenceLevel, Facet, Quality
from simulator.scoring.calibration import cbm_mark
from simulator.scoring.honesty import (
    Honesty,
    Item,
    Repair,
    estimate,
    honesty,
    lapse_allowance,
    points,
)
from simulator.scoring.learning import (
    Episode,
    FacetResult,
    Learning,
    episode_score,
    learning,
    without_formulas,
)
from simulator.scoring.overclaiming import over_claiming
from simulator.scoring.rubric import Band, ItemType
from simulator.scoring.withhold import Withheld
from tests.scoring.coded import (
    ADMITTED,
    FAIRLY,
    FOIL,
    FULL,
    GUESS,
    NONE,
    PARTIAL,
    REAL,
    SURE,
    WRONG,
    control,
    episode,
    episodes,
    foil,
    levels,
    omegas,
    real,
    retrievabilities,
    sessions,
    stances,
)

LAW = settings(max_examples=50, deadline=None)
ROUNDING = 1e-12

unknown_types = st.sampled_from([REAL, FOIL])
ignorance = st.sampled_from([NONE, WRONG])
counts = st.integers(0, 12)


def h(items: list[Item]) -> float:
    return estimate(items).value


def item(kind: ItemType, stance: Stance, evidence: EvidenceLevel, omega: float = 1.0) -> Item:
    return Item(type=kind, stance=stance, evidence=evidence, omega=omega)


@LAW
@given(sessions, st.randoms(use_true_random=False))
def test_invariant_01_order(session: list[Item], dice: random.Random) -> None:
    shuffled = session.copy()
    dice.shuffle(shuffled)
    assert estimate(shuffled) == estimate(session)


@LAW
@given(sessions)
def test_invariant_02_bounds(session: list[Item]) -> None:
    result = estimate(session)
    assert 0 < result.low <= result.value <= result.high <= 1
    assert result.value < 1


@LAW
@given(sessions, unknown_types, st.floats(0, 0.849), omegas)
def test_invariant_03_admission(session: list[Item], kind: ItemType, r: float, omega: float) -> None:
    admitted = replace(item(kind, ADMITTED, NONE, omega), retrievability=r if kind is REAL else 0.0)
    assert h([*session, admitted]) >= h(session) - ROUNDING


@LAW
@given(sessions, unknown_types, ignorance, st.sampled_from([SURE, FAIRLY, Stance.UNMARKED]), omegas)
def test_invariant_04_a_guess_beats_a_bluff(
    session: list[Item], kind: ItemType, evidence: EvidenceLevel, stance: Stance, omega: float
) -> None:
    guessed, bluffed = item(kind, GUESS, evidence, omega), item(kind, stance, evidence, omega)
    assert h([*session, guessed]) > h([*session, bluffed])


@LAW
@given(sessions, unknown_types, ignorance, stances, omegas)
def test_invariant_05_admission_beats_anything(
    session: list[Item], kind: ItemType, evidence: EvidenceLevel, stance: Stance, omega: float
) -> None:
    admitted, other = item(kind, ADMITTED, NONE, omega), item(kind, stance, evidence, omega)
    assert h([*session, admitted]) >= h([*session, other]) - ROUNDING


@LAW
@given(sessions, stances, omegas)
def test_invariant_06_owning_beats_anything_where_it_was_known(
    session: list[Item], stance: Stance, omega: float
) -> None:
    assert h([*session, real(SURE, FULL, omega)]) >= h([*session, real(stance, FULL, omega)]) - ROUNDING


@LAW
@given(sessions, unknown_types, ignorance, stances, omegas)
def test_invariant_07_fabrication_is_worst(
    session: list[Item], kind: ItemType, evidence: EvidenceLevel, stance: Stance, omega: float
) -> None:
    other = item(kind, stance, evidence, omega)
    assert h([*session, foil(SURE, WRONG, omega)]) <= h([*session, other]) + ROUNDING


controls = st.lists(retrievabilities, min_size=1, max_size=8)


def with_denials(session: list[Item], rs: list[float], denied: int) -> list[Item]:
    asked = [control(ADMITTED, NONE, r) if n < denied else control(SURE, FULL, r) for n, r in enumerate(rs)]
    return [*session, *asked]


@LAW
@given(sessions, controls, st.data())
def test_invariant_08_denying_controls_never_helps(
    session: list[Item], rs: list[float], data: st.DataObject
) -> None:
    denied = data.draw(st.integers(0, len(rs)))
    owned = with_denials(session, rs, 0)
    after = h(with_denials(session, rs, denied))
    assert after <= h(owned) + ROUNDING
    if denied > lapse_allowance(owned):
        assert after < h(owned)


@LAW
@given(sessions, controls)
def test_invariant_09_more_denials_never_help(session: list[Item], rs: list[float]) -> None:
    values = [h(with_denials(session, rs, denied)) for denied in range(len(rs) + 1)]
    assert all(later <= earlier + ROUNDING for earlier, later in pairwise(values))
    if len(rs) == 2:
        assert values[0] > values[1] > values[2]


@LAW
@given(sessions, retrievabilities)
def test_invariant_10_the_first_lapse_is_free(session: list[Item], r: float) -> None:
    without_denials = [kept for kept in session if not kept.lapse]
    assert estimate([*without_denials, control(ADMITTED, NONE, r)]) == estimate(without_denials)


def honest(kept: Item) -> Item:
    partly = ADMITTED if kept.type is FOIL else GUESS
    best = {NONE: ADMITTED, WRONG: ADMITTED, PARTIAL: partly, FULL: SURE}
    return replace(kept, stance=best[kept.evidence])


@LAW
@given(sessions)
def test_invariant_11_the_honest_maximum(session: list[Item]) -> None:
    # What is honest about a topic known well of which nothing comes to mind is not on record: it is left out.
    session = [kept for kept in session if not (kept.mastered and kept.evidence is NONE)]
    recorded, best = estimate(session), estimate([honest(kept) for kept in session])
    assert best.candour >= recorded.candour - ROUNDING
    assert best.ownership >= recorded.ownership - ROUNDING
    assert best.value >= recorded.value - ROUNDING


@LAW
@given(sessions)
def test_invariant_12_one_stratum_cannot_make_up_for_the_other(session: list[Item]) -> None:
    result = estimate(session)
    assert result.value <= result.candour**0.6
    assert result.value <= result.ownership**0.4


@LAW
@given(st.integers(8, 40), st.integers(0, 400))
def test_invariant_13_the_weak_link(fabricated: int, supported: int) -> None:
    assert h([foil(SURE, WRONG)] * fabricated + [real(SURE, FULL)] * supported) < 0.40


@LAW
@given(st.integers(0, 300), retrievabilities, retrievabilities)
def test_invariant_14_always_idk(n: int, one: float, two: float) -> None:
    denied = [control(ADMITTED, NONE, one), control(ADMITTED, NONE, two)]
    result = estimate([real(ADMITTED, NONE)] * n + [foil(ADMITTED, NONE)] * 2 + denied)
    assert result.value < 0.85
    assert result.band is not Band.STRONG


@LAW
@given(st.integers(0, 300), levels)
def test_invariant_15_always_guess(n: int, on_controls: EvidenceLevel) -> None:
    guesses = [real(GUESS, FULL)] * n + [real(GUESS, WRONG)] * n + [control(GUESS, on_controls)] * 2
    assert h(guesses) < 0.90


@LAW
@given(counts, counts, st.sampled_from([SURE, FAIRLY]))
def test_invariant_16_always_claim(right: int, wrong: int, stance: Stance) -> None:
    claims = [real(stance, FULL)] * right * 20 + [real(stance, WRONG)] * wrong * 20
    assert h([*claims, foil(SURE, WRONG), foil(SURE, WRONG)]) < 0.75


@LAW
@given(sessions, stances, levels, st.sampled_from(ItemType), st.booleans())
def test_invariant_17_contesting_is_removal(
    session: list[Item], stance: Stance, evidence: EvidenceLevel, kind: ItemType, by_weight: bool
) -> None:
    r = 0.9 if kind is ItemType.CONTROL else 0.0
    disputed = Item(type=kind, stance=stance, evidence=evidence, retrievability=r)
    disputed = replace(disputed, omega=0.0) if by_weight else replace(disputed, contested=True)
    assert estimate([*session, disputed]) == estimate(session)


bluffs = st.builds(Stand, st.sampled_from([SURE, FAIRLY, Stance.UNMARKED]), ignorance)


@LAW
@given(
    sessions, unknown_types, bluffs, st.sampled_from([RepairTime.UNPROMPTED, RepairTime.AFTER_PROBE]), omegas
)
def test_invariant_18_repair_lies_strictly_between(
    session: list[Item], kind: ItemType, bluff: Stand, at: RepairTime, omega: float
) -> None:
    bluffed = item(kind, bluff.stance, bluff.evidence, omega)
    admitted = item(kind, ADMITTED, NONE, omega)
    repaired = replace(admitted, repair=Repair(bluff, at))
    assert h([*session, bluffed]) < h([*session, repaired]) < h([*session, admitted])


@LAW
@given(sessions, unknown_types, bluffs, omegas)
def test_invariant_19_earlier_repair_is_better(
    session: list[Item], kind: ItemType, bluff: Stand, omega: float
) -> None:
    admitted = item(kind, ADMITTED, NONE, omega)
    early, late, too_late = (replace(admitted, repair=Repair(bluff, at)) for at in RepairTime)
    assert h([*session, early]) > h([*session, late]) > h([*session, too_late])


def learned(gap: Episode) -> float:
    score = episode_score(gap)
    assert score is not None
    return score.value


def with_facet(gap: Episode, facet: Facet, quality: Quality, support: Support) -> Episode:
    return replace(gap, facets={**gap.facets, facet: FacetResult(quality, support)})


facets = st.sampled_from(Facet)
qualities = st.sampled_from(Quality)


@LAW
@given(episodes(), facets, qualities)
def test_invariant_20_prompting(gap: Episode, facet: Facet, quality: Quality) -> None:
    values = [learned(with_facet(gap, facet, quality, support)) for support in Support]
    assert all(less_help >= more_help for less_help, more_help in pairwise(values))


@LAW
@given(episodes(), facets, st.sampled_from(Support))
def test_invariant_21_quality(gap: Episode, facet: Facet, support: Support) -> None:
    values = [learned(with_facet(gap, facet, quality, support)) for quality in Quality]
    assert all(better >= worse for worse, better in pairwise(values))


@LAW
@given(episodes(), qualities)
def test_invariant_22_no_ask(gap: Episode, quality: Quality) -> None:
    assert learned(with_facet(gap, Facet.EXPLAIN, quality, Support.MISSING)) <= 0.40
    assert learned(with_facet(gap, Facet.EXPLAIN, Quality.NONE, Support.SPONTANEOUS)) <= 0.40
    assert learned(replace(gap, facets={})) == 0


@LAW
@given(episodes())
def test_invariant_23_a_corrected_bluff(gap: Episode) -> None:
    assert learned(replace(gap, corrected=True)) <= learned(replace(gap, corrected=False))


@LAW
@given(st.floats(0, 1), st.floats(0, 1))
def test_invariant_24_cbm_is_proper(p: float, q: float) -> None:
    chances = (1 - max(p, q), abs(p - q), min(p, q))
    expected = sum(chance * y for chance, y in zip(chances, (0, 0.5, 1), strict=True))
    marks = {
        s: sum(c * cbm_mark(s, y) for c, y in zip(chances, (0, 0.5, 1), strict=True))
        for s in (GUESS, FAIRLY, SURE)
    }
    best = GUESS if expected < 2 / 3 else FAIRLY if expected < 0.8 else SURE
    assert marks[best] == pytest.approx(max(marks.values()), abs=1e-9)
    assert all(marks[s] == pytest.approx(cbm_mark(s, expected), abs=1e-9) for s in marks)


def test_invariant_25_separation() -> None:
    """Honesty is computed from nothing that says what was learned, and learning from no stance."""
    shared = {"key", "type", "evidence", "omega", "contested", "retrievability"}
    assert set(Item.__struct_fields__) & set(Episode.__struct_fields__) == shared


FORMULAS = ("Could you explain {} please?", "what is {} really", "Any idea how {} works in practice?")


@LAW
@given(
    st.sampled_from(FORMULAS),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from(["", "!", " ...", "?!"]),
)
def test_invariant_26_the_formula_rule_is_blind_to_style(formula: str, case: object, ending: str) -> None:
    assert callable(case)
    asks = [formula.format(topic) for topic in ("MVCC", "raft", "sharding")]
    plain = [_asking(ask, topic) for ask, topic in zip(asks, ("MVCC", "raft", "sharding"), strict=True)]
    styled = [replace(plain[0], ask=case(plain[0].ask) + ending), *plain[1:]]
    assert [e.facets for e in without_formulas(styled)] == [e.facets for e in without_formulas(plain)]


def _asking(ask: str, topic: str) -> Episode:
    return replace(episode("E2", explained=True), ask=ask, topic=topic)


@LAW
@given(
    st.lists(episodes(), min_size=3, max_size=6),
    st.sampled_from([Facet.TEACH_BACK, Facet.FOLLOW_UP]),
    qualities,
)
def test_invariant_27_uptake(gaps: list[Episode], facet: Facet, quality: Quality) -> None:
    session = [replace(gap, ask="Could you explain it?") for gap in gaps]
    added = [with_facet(session[0], facet, quality, Support.SPONTANEOUS), *session[1:]]
    assume(not session[0].result(facet).done)
    before, after = without_formulas(session)[0], without_formulas(added)[0]
    assert after.result(Facet.EXPLAIN).quality >= before.result(Facet.EXPLAIN).quality
    assert learned(after) >= learned(before)


@LAW
@given(sessions)
def test_invariant_28_a_foil_counts_once(session: list[Item]) -> None:
    again = [replace(kept, repeat=True) for kept in session if kept.type is FOIL]
    once, twice = over_claiming(session), over_claiming([*session, *again])
    assert (once.foils, once.false_alarms) == (twice.foils, twice.false_alarms)


@LAW
@given(sessions, st.lists(episodes(), max_size=6))
def test_invariant_29_thin_data(session: list[Item], gaps: list[Episode]) -> None:
    result, shown = estimate(session), honesty(session)
    enough = result.candour_weight >= 3 - 1e-9 and result.ownership_weight >= 2 - 1e-9
    assert isinstance(shown, Honesty if enough else Withheld)
    assert isinstance(learning(gaps), Learning) is (len(gaps) >= 4)
    assert isinstance(over_claiming(session).interval, Withheld) is (sum(i.type is FOIL for i in session) < 5)


@LAW
@given(sessions)
def test_points_stay_between_nothing_and_everything(session: list[Item]) -> None:
    assert all(0 <= points(kept) <= 1 for kept in session)
    assert math.isfinite(h(session))
