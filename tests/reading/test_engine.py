"""How the parts of the reader work together."""

from collections.abc import Sequence

import pytest

from simulator.reading.answers import AnswerReader, load_calibration
from simulator.reading.engine import Engine
from simulator.reading.model import Line, Move, MoveSpan
from simulator.reading.moves import ClauseReading, TurnMoves
from simulator.reading.vectors import NO_VECTORS
from tests.reading.questions import FOIL, WAL


class Always:
    """Reads the same moves in every turn, each shown by the whole of it."""

    version = "always"

    def __init__(self, *moves: Move) -> None:
        """Take the moves."""
        self._moves = moves

    def read(self, question: str, context: Sequence[Line], turn: str) -> TurnMoves:  # noqa: ARG002
        """The moves, whatever the turn."""
        spans = tuple(MoveSpan(move, turn, 0, len(turn)) for move in self._moves)
        scores = {move: 2.0 if move in self._moves else -2.0 for move in Move}
        return TurnMoves(spans, (ClauseReading(0, len(turn), scores),) if turn else ())


def engine(*moves: Move) -> Engine:
    return Engine(Always(*moves), AnswerReader(load_calibration(), NO_VECTORS), "")


@pytest.mark.parametrize("moves", [(), (Move.DEFLECT,)])
def test_what_meets_the_key_is_an_answer_whatever_it_looks_like(moves: tuple[Move, ...]) -> None:
    reading = engine(*moves).read(WAL, [], "After a crash the log is replayed", None)
    assert [span.move for span in reading.moves] == [Move.CLAIM]
    assert reading.evidence is not None


def test_an_evasion_that_meets_nothing_stays_one() -> None:
    reading = engine(Move.DEFLECT).read(WAL, [], "Great question, scale is a journey", None)
    assert [span.move for span in reading.moves] == [Move.DEFLECT]


@pytest.mark.parametrize("move", [Move.ADMIT, Move.ASK_EXPLAIN, Move.NOTE])
def test_what_asserts_nothing_has_no_evidence_unless_it_is_asked_for(move: Move) -> None:
    turn = "explain how the log is replayed after a crash"
    assert engine(move).read(WAL, [], turn, None).evidence is None
    keyed = engine(move).read(WAL, [], turn, None, keyed=True).evidence
    assert keyed is not None
    assert not any(point.met for point in keyed.points)


def test_a_question_without_a_key_has_no_evidence_and_a_foil_has_no_points() -> None:
    bare = engine(Move.CLAIM).read(
        type(WAL)(bank="b", id="x", ask="?", topic="", level=WAL.level), [], "It is so", None
    )
    assert bare.evidence is None
    foil = engine(Move.CLAIM).read(FOIL, [], "It moves the index into memory at startup", None)
    assert foil.evidence is not None
    assert foil.evidence.points == ()


def test_the_version_names_every_part() -> None:
    assert engine().version == f"always+{load_calibration().version}+none"
