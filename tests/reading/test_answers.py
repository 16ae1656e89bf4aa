"""Evidence of one answer: points met by their own words and by others', and nothing from what proves
nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.questions.model import KeyPoint, Level, Question
from simulator.reading.model import Evidence, EvidenceLevel
from tests.reading.questions import READER, WAL

POINTS = [point.point for point in WAL.key_points]


def shown(turn: str, question: Question = WAL) -> Evidence:
    evidence = READER.read(question, [], turn, keyed=True).evidence
    assert evidence is not None
    return evidence


def met(turn: str) -> set[int]:
    return {point.index for point in shown(turn).points if point.met}


@pytest.mark.parametrize("index", range(3))
def test_a_points_own_sentence_meets_that_point_alone(index: int) -> None:
    points = shown(POINTS[index]).points
    assert points[index].p > 0.9
    assert all(point.p < 0.5 for point in points if point.index != index)


@pytest.mark.parametrize(
    ("turn", "index"),
    [
        ("the log record is written to disk first, the pages come later", 0),
        ("on restart it replays the log", 1),
        ("afer a crsah the log gets replayd", 1),
        ("AFTER A POWER CUT THE WAL IS REPLAYED", 1),
        ("a commit only needs a single sequential write and not lots of random writes", 2),
    ],
)
def test_other_words_meet_it_too(turn: str, index: int) -> None:
    assert index in met(turn)


@pytest.mark.parametrize(
    "turn",
    [
        "After a crash the log is not replayed.",
        "The data pages reach the disk before the log does.",
        "Commit waits for many random writes instead of one sequential one.",
        "A write-ahead log gives a database a write-ahead log.",
        "Bananas are yellow and grow on trees in warm places.",
        "I don't know how the log is replayed after a crash.",
        "log crash page disk commit before buffer random replay",
    ],
)
def test_what_proves_nothing_meets_nothing(turn: str) -> None:
    assert met(turn) == set()


def test_the_whole_answer_is_full_and_the_words_are_its_own() -> None:
    turn = " ".join(POINTS)
    evidence = shown(turn)
    assert evidence.level is EvidenceLevel.FULL
    assert evidence.coverage == 1
    assert evidence.confidence > 0.8
    assert all(turn[point.start : point.end] == point.text != "" for point in evidence.points)


def test_padding_around_a_point_does_not_drown_it() -> None:
    chatter = "We had a nice team there. The office was close to the river. Lunch was at twelve every day. "
    assert 1 in met(chatter + POINTS[1] + " " + chatter)


def test_a_stated_misconception_is_reported_with_its_words() -> None:
    evidence = shown("It is a copy of every page that is kept as a backup.")
    assert [entry.index for entry in evidence.misconceptions] == [0]
    assert "copy of every page" in evidence.misconceptions[0].text
    assert evidence.level is EvidenceLevel.WRONG


def test_the_truth_is_not_taken_for_the_misconception_it_resembles() -> None:
    question = Question(
        bank="tests",
        id="q",
        ask="What is kept?",
        topic="logs",
        level=Level.MID,
        key_points=(KeyPoint("It is not a copy of every page."),),
        misconceptions=WAL.misconceptions,
    )
    evidence = shown("It is not a copy of every page.", question)
    assert evidence.points[0].met
    assert not evidence.misconceptions


def test_nobody_is_accused_for_answering_in_words_of_their_own() -> None:
    turn = "Everything you touch goes into a journal up front, so the machine can catch up when it is back."
    evidence = shown(turn)
    assert not (evidence.level in {EvidenceLevel.NONE, EvidenceLevel.WRONG} and evidence.confidence >= 0.9)


def test_an_answer_about_something_else_is_surely_not_supported() -> None:
    evidence = shown("Bananas are yellow and grow on trees in warm places.")
    assert evidence.level in {EvidenceLevel.NONE, EvidenceLevel.WRONG}
    assert evidence.confidence >= 0.9


@settings(max_examples=60)
@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["log", "page", "crash", ".", "not", "after", ",", "disk"]), max_size=30).map(
        " ".join
    )
)
def test_readings_are_sound_for_any_text(turn: str) -> None:
    evidence = shown(turn)
    if evidence.level is EvidenceLevel.UNCLEAR and not evidence.points:
        return  # in another language
    assert 0 <= evidence.coverage <= 1
    assert 0 <= evidence.confidence <= 1
    assert [point.index for point in evidence.points] == [0, 1, 2]
    for point in evidence.points:
        assert 0 <= point.p <= 1
        assert point.met == (point.p >= 0.5)
        assert turn[point.start : point.end] == point.text
        assert bool(point.text) == point.met
