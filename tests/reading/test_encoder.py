"""The network at run time: any text is read, in bounded pieces; the words that decide are the words shown."""

from pathlib import Path

import numpy as np
import pytest

import simulator.reading
from simulator.reading.arrays import ModelFile, load
from simulator.reading.encoder import OVERLAP, TURN_PIECES, WINDOWS, Encoder
from simulator.reading.model import Line, Who
from simulator.reading.weights import DamagedModelError

MODEL = Path(simulator.reading.__file__).parent / "moves.neural"


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(load(MODEL))


def made(encoder: Encoder, turn: str, *context: Line) -> set[str]:
    odds = encoder.log_odds(encoder.scores("How does an index work?", context, turn).scores)
    return {move for move, z in zip(encoder.facts.moves, odds, strict=True) if z > 0}


def test_reads_several_moves(encoder: Encoder) -> None:
    assert made(encoder, "No idea. Could you explain it? I'm writing it down.") == {
        "admit",
        "ask_explain",
        "note",
    }


def test_the_place_in_the_conversation_counts(encoder: Encoder) -> None:
    offer = Line(Who.INTERVIEWER, "Shall I explain it?")
    assert made(encoder, "Yes please!", offer) == {"ask_explain"}


def test_the_pieces_that_decide_are_those_that_show_it(encoder: Encoder) -> None:
    turn = "It keeps the keys sorted. How it splits a node, no idea."
    read = encoder.scores("How does an index work?", [], turn)
    best = read.pieces[int(read.scores[:, encoder.facts.moves.index("admit")].argmax())]
    assert best.start >= turn.index("How it splits")


@pytest.mark.parametrize("turn", ["", " \n", "\x00", "\ud800"])
def test_a_turn_without_words_has_no_pieces(encoder: Encoder, turn: str) -> None:
    assert encoder.scores("How?", [], turn).pieces == []


def test_a_megabyte_is_read_at_both_ends_only(encoder: Encoder) -> None:
    turn = "a tree of pages. " * 60_000 + "The rest I don't know."
    read = encoder.scores("How?", [], turn)
    assert len(read.pieces) == TURN_PIECES + (WINDOWS - 1) * (TURN_PIECES - OVERLAP)
    assert turn[read.pieces[-2].start : read.pieces[-2].end] == "know"
    assert np.isfinite(read.scores).all()
    assert encoder.log_odds(read.scores)[encoder.facts.moves.index("admit")] > 0


def test_a_model_of_another_shape_is_refused() -> None:
    with pytest.raises(DamagedModelError, match="another version"):
        Encoder(ModelFile("x", b"{}", {}))
