"""Owns the reading of moves: what a turn does, and the words that show it. Knows no answer key.

A linear model looks at each clause and at the turn as a whole (`features`). A move's score is the smooth
maximum
of its clause scores plus the turn's own: one clause is enough, however long the rest is, and the clause that
carried the decision is the one shown. The decision falls at p = .5 for every move.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from simulator.reading.features import BUCKETS, TurnFeatures, turn_features
from simulator.reading.model import NEARLY, Line, Move, MoveSpan, Who
from simulator.reading.weights import DamagedModelError, Weights

SOFTNESS = 0.4
"""How much clauses below the best one add to a move's score: with 0 nothing, with 1 all of their odds.

Training uses the same value. With 1 the length of an answer alone would make an admission likelier.
"""
NEAR = 1.5
"""A neighbouring clause belongs to the words shown if its score is at most this far below the best one's."""
TOLD = frozenset({Move.RESTATE, Move.FOLLOW_UP})
"""Moves that need something said by the interviewer to build on."""


class ClauseReading(NamedTuple):
    """One clause with its own score for each move (log-odds, without the turn's share)."""

    start: int
    end: int
    scores: dict[Move, float]


class TurnMoves(NamedTuple):
    """The moves a turn makes, and every clause's share in them."""

    spans: tuple[MoveSpan, ...]
    clauses: tuple[ClauseReading, ...]
    nearly: tuple[MoveSpan, ...] = ()
    """Moves that were close to being made."""


class MoveReader(Protocol):
    """Anything that tells moves."""

    @property
    def version(self) -> str:
        """Recorded with every reading."""

    def read(self, question: str, context: Sequence[Line], turn: str) -> TurnMoves:
        """The moves of `turn`, said after `question` and `context`."""


class LinearMoves:
    """The trained reader of moves."""

    def __init__(self, weights: Weights) -> None:
        """Take trained `weights`; raises `DamagedModelError` if they are for other moves or features."""
        if weights.columns != tuple(Move) or len(weights.table[0]) != BUCKETS:
            raise DamagedModelError("it was made for another version")
        self._weights = weights
        self.version = weights.version

    def read(self, question: str, context: Sequence[Line], turn: str) -> TurnMoves:
        """The moves of `turn`, said after `question` and `context`."""
        seen = turn_features(question, context, turn)
        clauses = tuple(
            ClauseReading(
                clause.start, clause.end, dict(zip(Move, self._scores(clause.features), strict=True))
            )
            for clause in seen.clauses
        )
        if not clauses:
            return TurnMoves((), ())
        odds = self._odds(seen, clauses)
        return decided(turn, context, odds, clauses)

    def _odds(self, seen: TurnFeatures, clauses: Sequence[ClauseReading]) -> dict[Move, float]:
        whole = self._scores(seen.turn)
        return {
            move: _smooth_max([clause.scores[move] for clause in clauses]) + share + bias
            for move, share, bias in zip(Move, whole, self._weights.bias, strict=True)
        }

    def _scores(self, features: Sequence[int]) -> list[float]:
        size = math.sqrt(max(1, len(features)))
        return [
            sum(map(column.__getitem__, features)) * scale / size
            for column, scale in zip(self._weights.table, self._weights.scale, strict=True)
        ]


def decided(
    turn: str, context: Sequence[Line], odds: dict[Move, float], clauses: tuple[ClauseReading, ...]
) -> TurnMoves:
    """The moves of `turn` by their log-odds over the whole of it, each with its words."""
    told = any(line.who is Who.INTERVIEWER for line in context)
    likely = {move: probability(z) for move, z in odds.items() if told or move not in TOLD}
    made = settle({move: p for move, p in likely.items() if p >= 0.5})
    nearly = {move: p for move, p in likely.items() if NEARLY <= p < 0.5}
    return TurnMoves(
        tuple(span_of(turn, clauses, move, p) for move, p in made.items()),
        clauses,
        tuple(span_of(turn, clauses, move, p) for move, p in nearly.items()),
    )


def settle(made: dict[Move, float]) -> dict[Move, float]:
    """The moves as the guide allows them together: an evasion stands alone or not at all."""
    if Move.DEFLECT not in made or len(made) == 1:
        return made
    rest: dict[Move, float] = {move: p for move, p in made.items() if move is not Move.DEFLECT}
    return {Move.DEFLECT: made[Move.DEFLECT]} if made[Move.DEFLECT] > max(rest.values()) else rest


def probability(log_odds: float) -> float:
    """The logistic function, safe for any size."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def _smooth_max(scores: list[float]) -> float:
    top = max(scores)
    return top + SOFTNESS * math.log(sum(math.exp((score - top) / SOFTNESS) for score in scores))


def span_of(turn: str, clauses: Sequence[ClauseReading], move: Move, p: float) -> MoveSpan:
    """The best clause for `move`, widened over neighbours that show it nearly as well."""
    scores = [clause.scores[move] for clause in clauses]
    first = last = max(range(len(scores)), key=scores.__getitem__)
    floor = max(scores[first] - NEAR, min(0.0, scores[first]))
    while first > 0 and scores[first - 1] >= floor:
        first -= 1
    while last + 1 < len(scores) and scores[last + 1] >= floor:
        last += 1
    start, end = clauses[first].start, clauses[last].end
    return MoveSpan(move=move, text=turn[start:end], start=start, end=end, p=round(p, 4))
