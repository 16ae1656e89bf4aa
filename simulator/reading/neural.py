"""Owns the reading of moves by the neural model: scores of word pieces -> moves with the words showing them.

The decision falls where a move's log-odds over the whole turn reach 0. The words shown are the clause that
carried it, with those neighbours that bear it nearly as well.
"""

from collections.abc import Sequence

import msgspec
import numpy as np

from simulator.reading.encoder import Encoder, TokenScores
from simulator.reading.model import Line, Move, MoveSpan
from simulator.reading.moves import ClauseReading, TurnMoves, decided
from simulator.reading.words import Span, clauses, core, words


class NeuralMoves:
    """The neural reader of moves."""

    def __init__(self, encoder: Encoder) -> None:
        """Take a loaded network."""
        self._encoder = encoder
        self._moves = tuple(Move(name) for name in encoder.facts.moves)
        self.version = encoder.version

    def read(self, question: str, context: Sequence[Line], turn: str) -> TurnMoves:
        """The moves of `turn`, said after `question` and `context`; courtesies around it are not read."""
        start, end = core(turn)
        found = self._read(question, context, turn[start:end])
        return TurnMoves(
            tuple(_moved(span, start) for span in found.spans),
            tuple(
                clause._replace(start=clause.start + start, end=clause.end + start)
                for clause in found.clauses
            ),
            tuple(_moved(span, start) for span in found.nearly),
        )

    def _read(self, question: str, context: Sequence[Line], turn: str) -> TurnMoves:
        spans = clauses(turn, words(turn))
        if not spans:
            return TurnMoves((), ())
        scores = self._encoder.scores(question, context, turn)
        if not scores.pieces:
            return TurnMoves((), ())
        odds = dict(zip(self._moves, self._encoder.log_odds(scores.scores).tolist(), strict=True))
        return decided(turn, context, odds, self._clauses(spans, len(turn), scores))

    def _clauses(self, found: Sequence[Span], length: int, scores: TokenScores) -> tuple[ClauseReading, ...]:
        """Each clause with its own log-odds, from its pieces."""
        starts = np.array([piece.start for piece in scores.pieces])
        edges = [*(span.start for span in found[1:]), length]
        readings = []
        begin = 0
        for span, edge in zip(found, edges, strict=True):
            inside = scores.scores[(starts >= begin) & (starts < edge)]
            begin = edge
            if len(inside):
                odds = self._encoder.log_odds(inside).tolist()
                readings.append(
                    ClauseReading(span.start, span.end, dict(zip(self._moves, odds, strict=True)))
                )
        return tuple(readings)


def _moved(span: MoveSpan, by: int) -> MoveSpan:
    return msgspec.structs.replace(span, start=span.start + by, end=span.end + by)
