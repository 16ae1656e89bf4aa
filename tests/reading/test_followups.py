"""Which prepared follow-up a question comes to."""

import pytest

from simulator.reading.followups import follow_up_of
from simulator.reading.reader import FOLDER
from simulator.reading.vectors import load
from tests.reading.questions import EXPLAINED, WAL, read

TABLE = load(FOLDER / "words.vectors")


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ("What if the log itself is lost?", 0),
        ("and what happens when the log is lost", 0),
        ("Why does the log not grow forever?", 1),
        ("doesn't the log grow forever?", 1),
    ],
)
def test_the_prepared_question_is_recognised(asked: str, index: int) -> None:
    assert follow_up_of(WAL, asked, TABLE) == index


@pytest.mark.parametrize(
    "asked", ["", "What is the best pizza in town?", "Who wrote the first compiler?", "more?", "😀"]
)
def test_another_question_is_none_of_them(asked: str) -> None:
    assert follow_up_of(WAL, asked, TABLE) is None


def test_the_reading_carries_it() -> None:
    assert read("And what if the log itself is lost?", *EXPLAINED).follow_up == 0
    assert read("Got it, thanks.", *EXPLAINED).follow_up is None
