"""What replies to a made-up term show."""

import pytest

from simulator.reading.model import EvidenceLevel
from tests.reading.questions import FOIL, read


def level(turn: str) -> EvidenceLevel | None:
    evidence = read(turn, question=FOIL).evidence
    return evidence.level if evidence else None


@pytest.mark.parametrize(
    "turn",
    [
        "Never heard of it. Is that a real thing?",
        "I don't think that exists. Closest real idea?",
        "are you making this up",
        "hm, does that even exist?",
        "There is no such thing as far as I know.",
        "Sounds made up to me.",
        "I doubt that deferred index hoisting exists.",
        "is this a trick question",
    ],
)
def test_doubt_that_it_exists_is_full(turn: str) -> None:
    assert level(turn) is EvidenceLevel.FULL


@pytest.mark.parametrize(
    "turn",
    [
        "You use it when the index is too large, so the planner moves it into memory at startup.",
        "Deferred index hoisting delays the build of partial indexes to commit time, which speeds up "
        "bulk loads.",
    ],
)
def test_invented_detail_is_wrong_also_beside_a_real_neighbour(turn: str) -> None:
    assert level(turn) is EvidenceLevel.WRONG


@pytest.mark.parametrize(
    "turn", ["Is it something like partial indexes?", "I only know covering indexes, is it related?"]
)
def test_naming_a_real_neighbour_is_partial(turn: str) -> None:
    assert level(turn) is EvidenceLevel.PARTIAL


@pytest.mark.parametrize("turn", ["I don't know.", "Can you explain it?", "No idea, I'm writing that down."])
def test_nothing_stated_is_no_evidence(turn: str) -> None:
    assert level(turn) is None
