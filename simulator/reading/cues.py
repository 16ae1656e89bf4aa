"""Owns the smaller way of reading moves, by a handful of plain phrases, for when the trained model cannot
be used.

It finds little, and little that is wrong: it never sees an evasion, a restatement or a question about scope.
"""

import re
from collections.abc import Sequence

from simulator.reading.model import Line, Move, MoveSpan
from simulator.reading.moves import ClauseReading, TurnMoves
from simulator.reading.words import Word, clauses, words

_SURE = 3.0
_PHRASES = {
    Move.ADMIT: r"^(i )?(do not|did not|never|have not|have never|can not) (really |even )?"
    r"(know|heard|hear|used|use|remember|recall|seen|understand)\b|^(i have )?(absolutely |"
    r"honestly )?(no|zero) "
    r"(idea|clue)\b|\bi (really )?do not know\b|^(i am )?not (sure|familiar)\b|^pass$",
    Move.NOTE: r"\b(i am |let me )?(writing|write|jotting|jot|noting|note) (that|this|it) ?(one )?(down)?$",
    Move.INTEND: r"\bi (will|am going to) (read|look|study|learn)\b",
    Move.ASK_EXPLAIN: r"^(can|could|would|will) you (please )?(explain|walk|tell|show)\b|"
    r"^(please )?explain\b|"
    r"\bhow does it (really )?work\b|^explain please$",
    Move.ASK_RESOURCE: r"\b(any|a|which|what) (good |other )?(book|books|resource|resources|docs|link|"
    r"links|paper|course)\b",
    Move.GUESS: r"\b(my|a wild|just a) guess\b|\bi (would|will|could only) guess\b|\bif i had to guess\b",
}
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
    shown = {move for move, phrase in _PHRASES.items() if re.search(phrase, plain)}
    if not shown and len(clause) >= _CLAIM_WORDS:
        shown.add(Move.CLAIM)
    return shown
