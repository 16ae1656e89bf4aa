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


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ("and when somebody deletes that log?", 0),
        ("is anything gone when the log gets lost?", 0),
        ("when can old parts of it be recycled?", 1),
    ],
)
def test_other_words_for_the_question_or_its_answer_are_recognised(asked: str, index: int) -> None:
    assert read(asked, *EXPLAINED).follow_up == index


@pytest.mark.parametrize(
    "asked", ["Is there a good book on this?", "What is a mutex?", "Can you repeat that?"]
)
def test_what_was_not_prepared_is_not_answered_with_something_else(asked: str) -> None:
    assert read(asked, *EXPLAINED).follow_up is None


def test_the_reading_carries_it() -> None:
    assert read("And what if the log itself is lost?", *EXPLAINED).follow_up == 0
    assert read("Got it, thanks.", *EXPLAINED).follow_up is None
