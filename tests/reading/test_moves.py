"""Moves: what plain turns do, the words that show it, and what must never change a reading."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.reading import weights
from simulator.reading.model import Line, Move, Who
from simulator.reading.moves import LinearMoves, probability, settle
from simulator.reading.reader import FOLDER
from simulator.reading.weights import DamagedModelError
from tests.reading.questions import EXPLAINED, READER, WAL

M = Move


def moves(turn: str, *context: Line) -> set[Move]:
    return {span.move for span in READER.read(WAL, context, turn).moves}


@pytest.mark.parametrize(
    ("turn", "made"),
    [
        ("I don't know.", {M.ADMIT}),
        ("no idea, sorry", {M.ADMIT}),
        ("Never heard of it. How does it work?", {M.ADMIT, M.ASK_EXPLAIN}),
        ("Can you recommend a good book on that?", {M.ASK_RESOURCE}),
        ("I'm writing that down.", {M.NOTE}),
        ("Could you repeat the question?", {M.CLARIFY}),
        ("It writes every change to a file before it touches the pages.", {M.CLAIM}),
        ("I'll read up on that tonight.", {M.INTEND}),
    ],
)
def test_plain_turns(turn: str, made: set[Move]) -> None:
    assert moves(turn) == made


@pytest.mark.parametrize(
    "turn", ["", " ", "😀", "🤷‍♂️👍", "???", "pardon?", "asdf qwer zxcv", "for (;;) { i++; }", "...", "ok"]
)
def test_noise_is_no_admission(turn: str) -> None:
    assert M.ADMIT not in moves(turn)


@pytest.mark.parametrize("turn", ["So it goes to the log first?", "And what if the log is lost?"])
def test_nothing_is_restated_or_followed_up_before_the_interviewer_said_anything(turn: str) -> None:
    assert not moves(turn) & {M.RESTATE, M.FOLLOW_UP}


def test_a_question_after_the_explanation_is_a_follow_up() -> None:
    assert M.FOLLOW_UP in moves("And what if the log itself is lost?", *EXPLAINED)


TURNS = (
    "I don't know, never used it. How does it work?",
    "It's a log that is written before the pages, so nothing is lost.",
    "Not sure, but I'd guess it makes commits cheaper?",
    "No clue. I'm writing that down, and is there a book you'd recommend?",
)


@pytest.mark.parametrize("turn", TURNS)
def test_case_and_contractions_change_nothing(turn: str) -> None:
    assert moves(turn.upper()) == moves(turn.lower()) == moves(turn)
    assert moves(turn.replace("'", "’")) == moves(turn)
    assert moves(turn.replace("don't", "do not")) == moves(turn)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("padding", ["um, ", "well, ", "sorry, ", "okay so "])
def test_padding_and_politeness_change_nothing(turn: str, padding: str) -> None:
    assert moves(padding + turn) == moves(turn)


@settings(max_examples=80)
@given(st.text(max_size=300), st.lists(st.text(max_size=60), max_size=2))
def test_the_words_shown_are_the_turns_own(turn: str, said: list[str]) -> None:
    for span in READER.read(WAL, [Line(Who.INTERVIEWER, line) for line in said], turn).moves:
        assert turn[span.start : span.end] == span.text
        assert span.text
        assert 0.5 <= span.p <= 1


PARTS = "i do not know how the log works explain please write down book guess . ? ,"
parts_of_turns = st.lists(st.sampled_from(PARTS.split(" ")), max_size=30)


@settings(max_examples=60)
@given(parts_of_turns)
def test_a_move_is_read_once(parts: list[str]) -> None:
    found = [span.move for span in READER.read(WAL, [], " ".join(parts)).moves]
    assert len(found) == len(set(found))


def test_an_evasion_stands_alone() -> None:
    assert settle({M.DEFLECT: 0.9, M.CLAIM: 0.6}) == {M.DEFLECT: 0.9}
    assert settle({M.DEFLECT: 0.6, M.ADMIT: 0.9}) == {M.ADMIT: 0.9}
    assert settle({M.DEFLECT: 0.6}) == {M.DEFLECT: 0.6}


def test_a_model_for_other_moves_is_refused() -> None:
    shipped = weights.load(FOLDER / "moves.model")
    with pytest.raises(DamagedModelError, match="another version"):
        LinearMoves(
            weights.Weights(version="x", columns=("a",), scale=(1.0,), bias=(0.0,), table=shipped.table[:1])
        )


def test_probability_never_overflows() -> None:
    assert probability(-1e9) < 1e-9
    assert probability(1e9) > 1 - 1e-9
    assert probability(0) == 0.5


def test_punctuation_seldom_matters() -> None:
    bare = [turn.translate(str.maketrans("", "", string.punctuation.replace("'", ""))) for turn in TURNS]
    assert sum(moves(one) == moves(other) for one, other in zip(TURNS, bare, strict=True)) >= len(TURNS) - 1
