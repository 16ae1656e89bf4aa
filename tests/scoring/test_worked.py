"""The worked examples of docs/scoring.md, to the digit printed there."""

import pytest

from simulator.interview.coding import Stand
from simulator.interview.events import RepairTime
from simulator.reading.model import EvidenceLevel
from simulator.scoring.honesty import (
    Honesty,
    Item,
    Repair,
    UnderClaim,
    estimate,
    honesty,
    points,
    under_claim,
)
from simulator.scoring.learning import Episode, episode_score
from simulator.scoring.withhold import Withheld
from tests.scoring.coded import (
    ADMITTED,
    DEFLECTED,
    FAIRLY,
    FOIL,
    FULL,
    GUESS,
    NONE,
    PARTIAL,
    SURE,
    WRONG,
    control,
    episode,
    foil,
    real,
)

RETRACTED_FOIL = Item(
    type=FOIL,
    stance=ADMITTED,
    evidence=NONE,
    repair=Repair(Stand(SURE, NONE), RepairTime.AFTER_PROBE),
)


def gap(moves: str, evidence: EvidenceLevel = NONE) -> Episode:
    return episode(moves, evidence=evidence, explained=True)


@pytest.mark.parametrize(
    ("item", "coded", "h", "learned"),
    [
        pytest.param(real(ADMITTED, NONE), gap("E4 R3 T3 N3 F3"), 1.0, 0.935, id="1-all-the-moves"),
        pytest.param(real(ADMITTED, NONE), episode(""), 1.0, 0.0, id="2-bare-admission"),
        pytest.param(real(ADMITTED, NONE), gap("E2p R2p T2p N2h"), 1.0, 0.34125, id="3-coached"),
        pytest.param(
            foil(SURE, WRONG),
            episode("E2", of=FOIL, evidence=WRONG, corrected=True),
            0.0,
            0.525,
            id="4-invented",
        ),
        pytest.param(real(GUESS, WRONG), gap("E2 N2 R2h T2h", WRONG), 0.9, 0.56, id="5-flagged-guess"),
        pytest.param(
            real(SURE, WRONG),
            episode("E2 N2 R2h T2h", evidence=WRONG, explained=True, corrected=True),
            0.3,
            0.4725,
            id="6-the-same-but-sure",
        ),
        pytest.param(real(ADMITTED, NONE), gap("E1 R1 N1"), 1.0, 0.28, id="7-formula"),
        pytest.param(real(SURE, FULL), episode("", evidence=FULL), 1.0, None, id="8-known"),
        pytest.param(
            real(SURE, PARTIAL),
            episode("E2h T2", evidence=PARTIAL, explained=True, corrected=True),
            0.6,
            0.28875,
            id="9-half-right",
        ),
        pytest.param(real(ADMITTED, PARTIAL), gap("E3 T3 N2", PARTIAL), 1.0, 0.6, id="10-honest-half"),
        pytest.param(RETRACTED_FOIL, episode("E2", of=FOIL), 0.64, 0.7, id="11-retracted"),
        pytest.param(real(ADMITTED, NONE), gap("E4p R3p T3p N3p F3p"), 1.0, 0.4675, id="12-1-prompted"),
        pytest.param(real(ADMITTED, NONE), gap("E2 N2 T3"), 1.0, 0.53, id="13-terse"),
        pytest.param(real(DEFLECTED, NONE), episode(""), 0.35, 0.0, id="14-evaded"),
        pytest.param(foil(SURE, FULL), episode("E3", of=FOIL, evidence=FULL), 1.0, 0.9, id="15-doubted"),
        pytest.param(real(ADMITTED, NONE), episode("R4 N4"), 1.0, 0.4, id="16-never-asked"),
    ],
)
def test_exchange(item: Item, coded: Episode, h: float, learned: float | None) -> None:
    assert points(item) == pytest.approx(h)
    score = episode_score(coded)
    assert (score and score.value) == (learned if learned is None else pytest.approx(learned))


KNOWN = [real(SURE, FULL)] * 3 + [real(FAIRLY, FULL)]
HALF_KNOWN = [real(ADMITTED, PARTIAL)] * 2
UNKNOWN = [real(ADMITTED, NONE)] * 2
FOILS = [foil(ADMITTED, NONE)] * 2
OWNED, DENIED = control(SURE, FULL), control(ADMITTED, NONE)
ALWAYS_IDK = [real(ADMITTED, NONE)] * 8 + FOILS + [DENIED] * 2

SESSIONS = {
    "honest": [*KNOWN, *HALF_KNOWN, *UNKNOWN, *FOILS, OWNED, OWNED],
    "one control lapsed": [*KNOWN, *HALF_KNOWN, *UNKNOWN, *FOILS, OWNED, DENIED],
    "both controls denied": [*KNOWN, *HALF_KNOWN, *UNKNOWN, *FOILS, DENIED, DENIED],
    "two sure and wrong": [*KNOWN, *HALF_KNOWN, *[real(SURE, WRONG)] * 2, *FOILS, OWNED, OWNED],
    "both foils invented": [*KNOWN, *HALF_KNOWN, *UNKNOWN, *[foil(SURE, WRONG)] * 2, OWNED, OWNED],
    "always IDK": ALWAYS_IDK,
    "always IDK, six sessions": ALWAYS_IDK * 6,
}


@pytest.mark.parametrize(
    ("name", "candour", "ownership", "value"),
    [
        ("honest", 0.914, 0.922, 0.917),
        ("one control lapsed", 0.914, 0.913, 0.914),
        ("both controls denied", 0.914, 0.797, 0.866),
        ("two sure and wrong", 0.714, 0.922, 0.791),
        ("both foils invented", 0.629, 0.922, 0.733),
        ("always IDK", 0.950, 0.483, None),
        ("always IDK, six sessions", 0.990, 0.127, 0.436),
    ],
)
def test_session(name: str, candour: float, ownership: float, value: float | None) -> None:
    result = estimate(SESSIONS[name])
    assert result.candour == pytest.approx(candour, abs=0.00051)
    assert result.ownership == pytest.approx(ownership, abs=0.00051)
    shown = honesty(SESSIONS[name])
    if value is None:
        assert isinstance(shown, Withheld)
        assert (shown.have, shown.need, shown.missing) == pytest.approx((0.9, 2, 2))
    else:
        assert isinstance(shown, Honesty)
        assert shown.value == pytest.approx(value, abs=0.00051)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("honest", 0.82, 1.0),
        ("both controls denied", 0.75, 0.99),
        ("two sure and wrong", 0.64, 0.97),
        ("both foils invented", 0.57, 0.94),
        ("always IDK, six sessions", 0.27, 0.71),
    ],
)
def test_session_interval(name: str, low: float, high: float) -> None:
    result = estimate(SESSIONS[name])
    assert result.low == pytest.approx(low, abs=0.0051)
    assert result.high == pytest.approx(high, abs=0.0051)


def test_six_denials_of_twelve_are_flagged() -> None:
    flag = under_claim([DENIED] * 6 + [OWNED] * 6)
    assert isinstance(flag, UnderClaim)
    assert (flag.denied, flag.asked) == (6, 12)
    assert flag.expected == pytest.approx(1.2)
    assert flag.probability == pytest.approx(0.00054, abs=0.00001)
