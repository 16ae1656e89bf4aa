"""Owns the smaller way of reading moves, by a handful of plain phrases, for when the trained model cannot
be used.

It finds little, and little that is wrong: it never sees an evasion, a restatement or a question about scope.
"""

import re
from collections.abc import Sequence

from simulator.reading.language import lang
from simulator.reading.model import Line, Move, MoveSpan
from simulator.reading.moves import ClauseReading, TurnMoves
from simulator.reading.words import Word, clauses, words

_SURE = 3.0
_CLAIM_WORDS = 4


class CueMoves:
    """The reader of moves that needs no model."""

    version = "cues-1"

    def read(self, question: str, context: Sequence[Line], turn: str) -> TurnMoves:  # noqa: ARG002
        """The moves of `turn` that plain phrases show."""
        found = words(turn)
        spans: dict[Move, MoveSpan] = {}
        read: list[ClauseReading] = []
        for clause in clauses(turn, found):
            shown = _shown(found[clause.first : clause.last])
            read.append(
                ClauseReading(clause.start, clause.end, {m: _SURE if m in shown else -_SURE for m in Move})
            )
            for move in shown:
                text = turn[clause.start : clause.end]
                spans.setdefault(
                    move, MoveSpan(move=move, text=text, start=clause.start, end=clause.end, p=0.8)
                )
        return TurnMoves(tuple(spans[move] for move in Move if move in spans), tuple(read))


def _shown(clause: list[Word]) -> set[Move]:
    plain = " ".join(word.text for word in clause)
    shown = {move for move, phrase in lang.PHRASES.items() if re.search(phrase, plain)}
    if not shown and len(clause) >= _CLAIM_WORDS:
        shown.add(Move.CLAIM)
    return shown
