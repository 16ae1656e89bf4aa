import pytest

from simulator.interview.events import Stance
from simulator.reading.model import EvidenceLevel
from simulator.scoring import rubric
from simulator.scoring.outcomes import OUTCOME_WORDS, OUTCOMES, Outcome
from simulator.scoring.rubric import ItemType
from tests.scoring.coded import FOIL, FULL, NONE, REAL, SURE, UNMARKED, WRONG


@pytest.mark.parametrize("kind", ItemType)
def test_every_cell_with_points_has_a_name(kind: ItemType) -> None:
    assert set(OUTCOMES[kind]) == set(rubric.POINTS[kind])


def test_every_name_is_used_and_has_words() -> None:
    assert {name for table in OUTCOMES.values() for name in table.values()} == set(Outcome)
    assert set(OUTCOME_WORDS) == set(Outcome)


@pytest.mark.parametrize(
    ("kind", "stance", "evidence", "said"),
    [
        (REAL, SURE, NONE, "you said yes - no detail yet"),
        (REAL, SURE, WRONG, "not backed by the key yet"),
        (FOIL, SURE, WRONG, "you described something that doesn't exist"),
        (REAL, Stance.DEFLECTED, NONE, "not answered"),
        (REAL, UNMARKED, FULL, "right - sureness not marked"),
    ],
)
def test_what_the_screen_says(kind: ItemType, stance: Stance, evidence: EvidenceLevel, said: str) -> None:
    assert OUTCOME_WORDS[OUTCOMES[kind][stance, evidence]] == said


@pytest.mark.parametrize(
    "word", ["lie", "liar", "bluff", "dishonest", "fake", "pretend", "cheat", "foil", "wrong"]
)
def test_no_words_judge_a_person_or_speak_in_code(word: str) -> None:
    assert not [said for said in OUTCOME_WORDS.values() if word in said.split()]
    assert not [said for said in OUTCOME_WORDS.values() if "candour" in said or "evidence" in said]


def test_nothing_is_said_to_be_fairly_sure_where_no_key_was_pressed() -> None:
    for table in OUTCOMES.values():
        for (stance, _), name in table.items():
            if stance is UNMARKED:
                assert "sure -" not in OUTCOME_WORDS[name]
