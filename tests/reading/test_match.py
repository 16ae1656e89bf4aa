"""How a stretch of an answer is held against a statement: for, and against."""

import pytest

from simulator.reading import vectors
from simulator.reading.match import Figures, align, figures, slips, statement, stretch
from simulator.reading.reader import FOLDER
from simulator.reading.terms import prepared

TABLE = vectors.load(FOLDER / "words.vectors")


def compared(key: str, answer: str) -> Figures:
    mine, theirs = prepared(key, TABLE), prepared(answer, TABLE)
    wording = statement(mine, [term.weight for term in mine.terms], TABLE)
    return figures(
        wording, theirs, align(wording, theirs, TABLE), stretch(theirs, 0, len(theirs.terms), TABLE)
    )


def test_the_same_words_match_wholly_and_nothing_speaks_against_them() -> None:
    same = compared("The log is replayed after a crash.", "the LOG is replayed, after a crash")
    assert same.recall == pytest.approx(1)
    assert same.focus == pytest.approx(1)
    assert (same.denied, same.opposite, same.numbers, same.swapped, same.heap) == (0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    "answer",
    [
        "the mutex prevents concurrent writes",
        "the lock prevents simultaneous writes",
        "teh lokc prevents concurent writes",
    ],
)
def test_synonyms_and_typos_match(answer: str) -> None:
    assert compared("The lock prevents concurrent writes.", answer).recall > 0.7


def test_a_denial_on_one_side_speaks_against() -> None:
    assert compared("The log is flushed.", "the log is not flushed").denied > 0.5
    assert compared("The log is not flushed.", "the log isn't flushed").denied == 0


def test_the_opposite_word_speaks_against_unless_the_sides_are_turned_too() -> None:
    assert compared("The log is written before the page.", "the log is written after the page").opposite == 1
    assert compared("The log is written before the page.", "the page is written after the log").opposite == 0


def test_another_number_speaks_against() -> None:
    assert compared("It takes 3 steps.", "it takes 5 steps").numbers == 1
    assert compared("It takes 3 steps.", "it takes 3 steps").numbers == 0


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("The client sends a certificate.", "the certificate sends a client"),
        ("A slow consumer makes the producer wait.", "a slow producer makes the consumer wait"),
        ("The log reaches disk before the page.", "the page reaches disk before the log"),
    ],
)
def test_swapped_roles_speak_against(key: str, answer: str) -> None:
    assert compared(key, answer).swapped + compared(key, answer).opposite >= 1


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("After a crash the log is replayed.", "the log is replayed after a crash"),
        ("The server sends a certificate.", "a certificate is sent by the server"),
        ("Bulb A is connected to the battery.", "the battery is connected to bulb A"),
    ],
)
def test_another_order_of_the_same_statement_is_no_swap(key: str, answer: str) -> None:
    assert compared(key, answer).swapped == 0


def test_a_list_of_words_is_a_heap_and_a_sentence_is_none() -> None:
    assert compared("x", "log disk page crash replay commit buffer").heap > 0.5
    assert compared("x", "the log is on disk before the page, and a crash replays it").heap == 0


@pytest.mark.parametrize(
    ("one", "other", "count"), [("know", "konw", 1), ("lock", "lock", 0), ("cat", "cart", 1), ("", "ab", 2)]
)
def test_slips(one: str, other: str, count: int) -> None:
    assert slips(one, other) == count
