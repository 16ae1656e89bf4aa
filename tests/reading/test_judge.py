"""The judge hears a point in other words, and not in its denial or in disorder."""

import msgspec
import pytest

from simulator.reading.arrays import load
from simulator.reading.judge import MOST_ANSWER, MOST_POINT, Judge
from simulator.reading.meaning import FILE, Axes
from simulator.reading.reader import FOLDER
from simulator.reading.weights import DamagedModelError

MOVES, OWN = load(FOLDER / "moves.neural"), load(FOLDER / FILE)
FACTS = msgspec.json.decode(OWN.facts, type=Axes).judge
JUDGE = Judge(MOVES, FACTS, OWN.arrays)
POINT = "The scheduler starts the worker after the database is ready."


def odds(*answers: str) -> list[float]:
    return JUDGE.odds([(POINT, answer) for answer in answers])


def test_what_says_the_point_is_likelier_than_what_only_has_its_words() -> None:
    said, *others = odds(
        "the worker is started by the scheduler once the db is up",
        "The scheduler does not start the worker after the database is ready.",
        "ready worker database scheduler the is starts after the the",
        "Bananas are yellow.",
    )
    assert said > max(others)


def test_a_pair_is_judged_the_same_in_any_company() -> None:
    answers = ["a lock", "the worker is started by the scheduler", "", "why?"]
    alone = [odds(answer)[0] for answer in answers]
    assert odds(*answers) == pytest.approx(alone, abs=1e-3)
    assert JUDGE.odds([]) == []


def test_long_texts_are_read_in_part() -> None:
    text = JUDGE.layout("point " * 500, "answer " * 500)
    assert len(text.numbers) == len(text.sides) == MOST_POINT + MOST_ANSWER + 3


def test_words_found_on_the_other_side_are_marked_on_both() -> None:
    text = JUDGE.layout("a lock", "the lock")
    assert list(text.sides) == [0, 0, 1, 0, 2, 3, 2]


def test_layers_made_for_other_words_are_refused() -> None:
    with pytest.raises(DamagedModelError):
        Judge(MOVES, msgspec.structs.replace(FACTS, table="other"), OWN.arrays)


def test_a_file_without_a_judge_is_refused() -> None:
    with pytest.raises(DamagedModelError):
        Judge(MOVES, FACTS, {})
