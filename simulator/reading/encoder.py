"""Owns the running of the neural model of moves, in numpy: a turn in its context -> its pieces' scores.

The network is a 6-layer BERT encoder (MiniLM) with one linear layer on top, which gives every word piece of
the turn a score for each move. A turn's score is the log of the sum of the exponentials of its pieces'
scores: the words that show a move are the very words that decided it. Decides nothing and knows no
thresholds of its own: they come with the model.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulator.reading.arrays import ModelFile
from simulator.reading.model import Line, Who
from simulator.reading.weights import DamagedModelError
from simulator.reading.wordpiece import Piece, WordPiece

Floats: TypeAlias = NDArray[np.float32]

TURN_PIECES = 160
"""A longer turn is read in windows of this many pieces."""
OVERLAP = 32
"""Pieces that a window shares with the one before."""
WINDOWS = 6
"""Of a turn longer than these windows hold, only its beginning and its last window are read."""
LONGEST_TURN = 12_000
"""Code points read of a turn from its beginning, and again from its end."""
QUESTION_PIECES = 40
LINE_PIECES = 72
CONTEXT_PIECES = 96
CONTEXT_LINES = 8
"""Word pieces, and lines, that are read of what came before: always the last ones."""
_NAMES = {Who.INTERVIEWER: "teacher", Who.CANDIDATE: "student"}


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the model file says about the model."""

    moves: tuple[str, ...]
    """The columns, in order."""
    heads: int
    layers: int
    slope: tuple[float, ...]
    shift: tuple[float, ...]
    """log-odds(move) = slope * score + shift, fitted on turns not trained on; the decision falls at 0."""
    vocabulary: tuple[str, ...]


class TokenScores(NamedTuple):
    """What the network says about each word piece of a turn."""

    pieces: list[Piece]
    scores: Floats
    """A row a piece, a column a move."""


class Layer(NamedTuple):
    """One layer's weights, unpacked."""

    mix: Floats
    mix_bias: Floats
    out: Floats
    out_bias: Floats
    norm: tuple[Floats, Floats]
    widen: Floats
    widen_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    norm_after: tuple[Floats, Floats]


class Encoder:
    """The network, ready to run. Holds no state between calls, so threads may share it."""

    def __init__(self, file: ModelFile) -> None:
        """Take the model's arrays; raises `DamagedModelError` if they are for another network."""
        try:
            self.facts = msgspec.json.decode(file.facts, type=Facts)
            self._slope = np.array(self.facts.slope, np.float32)
            self._shift = np.array(self.facts.shift, np.float32)
            self._words = WordPiece(self.facts.vocabulary)
            self._table = file.arrays["words"]
            self._table_scale = file.arrays["words.scale"]
            self._places = file.arrays["places"]
            self._sides = file.arrays["sides"]
            self._norm = _norm(file.arrays, "norm")
            self._layers = [_layer(file.arrays, number) for number in range(self.facts.layers)]
            self._head = file.arrays["head"]
            self._head_bias = file.arrays["head.bias"]
        except (KeyError, msgspec.DecodeError) as error:
            raise DamagedModelError("it was made for another version") from error
        self.version = file.version

    def scores(self, question: str, context: Sequence[Line], turn: str) -> TokenScores:
        """Every word piece of `turn` with its score for each move; no pieces where the turn has no words."""
        pieces = self._read(turn)
        if not pieces:
            return TokenScores([], np.zeros((0, len(self.facts.moves)), np.float32))
        before = before_turn(self._words, question, context)
        scores = np.full((len(pieces), len(self.facts.moves)), -np.inf, np.float32)
        for start in _windows(len(pieces)):
            numbers = [piece.number for piece in pieces[start : start + TURN_PIECES]]
            seen = scores[start : start + TURN_PIECES]
            np.maximum(seen, self._run(numbers, before), out=seen)
        return TokenScores(pieces, scores)

    def log_odds(self, scores: Floats) -> Floats:
        """Each move's log-odds from the scores of some word pieces (at least one): a clause's or a turn's."""
        top = scores.max(axis=0)
        together = top + np.log(np.exp(scores - top).sum(axis=0))
        return np.asarray(together * self._slope + self._shift, np.float32)

    def _read(self, turn: str) -> list[Piece]:
        if len(turn) <= 2 * LONGEST_TURN:
            pieces = self._words.cut(turn)
        else:
            skipped = len(turn) - LONGEST_TURN
            end = [Piece(n, a + skipped, b + skipped) for n, a, b in self._words.cut(turn[skipped:])]
            pieces = self._words.cut(turn[:LONGEST_TURN]) + end
        most = TURN_PIECES + (WINDOWS - 1) * (TURN_PIECES - OVERLAP)
        if len(pieces) <= most:
            return pieces
        return pieces[: most - TURN_PIECES] + pieces[-TURN_PIECES:]

    def _run(self, turn: list[int], before: list[int]) -> Floats:
        """The scores of one window's pieces."""
        first = [self._words.number("[CLS]"), *turn, self._words.number("[SEP]")]
        numbers = np.array(first + before)
        sides = np.repeat([0, 1], [len(first), len(before)])
        x = self._table[numbers] * self._table_scale[numbers, None]
        x = normalise(x + self._places[: len(numbers)] + self._sides[sides], self._norm)
        for layer in self._layers:
            x = self._attend(x, layer)
            inner = gelu(x @ layer.widen + layer.widen_bias)
            x = normalise(x + inner @ layer.narrow + layer.narrow_bias, layer.norm_after)
        return np.asarray(x[1 : len(turn) + 1] @ self._head + self._head_bias, np.float32)

    def _attend(self, x: Floats, layer: Layer) -> Floats:
        length, width = x.shape
        mixed = (x @ layer.mix + layer.mix_bias).reshape(length, 3, self.facts.heads, -1)
        query, key, value = mixed.transpose(1, 2, 0, 3)
        weights = query @ key.transpose(
            0, 2, 1
        )  # the query's weights hold the division by the root of its size
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        seen = (weights @ value).transpose(1, 0, 2).reshape(length, width)
        return normalise(x + seen @ layer.out + layer.out_bias, layer.norm)


def before_turn(words: WordPiece, question: str, context: Sequence[Line]) -> list[int]:
    """The second segment: the question and what followed it, each after a word for who said it."""
    told: list[int] = []
    for line in context[-CONTEXT_LINES:]:
        told += [words.number(_NAMES[line.who]), *_last(words, line.text, LINE_PIECES)]
    asked = [words.number("question"), *_last(words, question, QUESTION_PIECES)]
    return [*asked, *told[-CONTEXT_PIECES:], words.number("[SEP]")]


def _last(words: WordPiece, text: str, most: int) -> list[int]:
    return [piece.number for piece in words.cut(text[-20 * most :])[-most:]]


def _windows(count: int) -> range:
    """Where the windows over `count` pieces begin."""
    return range(0, max(1, count - OVERLAP), TURN_PIECES - OVERLAP)


def normalise(x: Floats, norm: tuple[Floats, Floats]) -> Floats:
    """Each row at mean 0 and variance 1, then scaled and shifted by `norm`."""
    x = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt(np.einsum("ij,ij->i", x, x) / x.shape[1] + np.float32(1e-12))
    return np.asarray(x / spread[:, None] * norm[0] + norm[1], np.float32)


def gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit in its tanh form, with which the model was trained."""
    inner = x * x
    inner *= np.float32(0.044715)
    inner += np.float32(1)
    inner *= x
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += np.float32(1)
    inner *= x
    inner *= np.float32(0.5)
    return inner


def _norm(arrays: dict[str, NDArray[Any]], name: str) -> tuple[Floats, Floats]:
    return arrays[name], arrays[f"{name}.bias"]


def _matrix(arrays: dict[str, NDArray[Any]], name: str) -> Floats:
    """A matrix as it is multiplied: signed bytes times a scale for each column of the output."""
    return np.ascontiguousarray((arrays[name] * arrays[f"{name}.scale"][:, None]).T, np.float32)


def _layer(arrays: dict[str, NDArray[Any]], number: int) -> Layer:
    at = f"{number}."
    return Layer(
        mix=_matrix(arrays, at + "mix"),
        mix_bias=arrays[at + "mix.bias"],
        out=_matrix(arrays, at + "out"),
        out_bias=arrays[at + "out.bias"],
        norm=_norm(arrays, at + "norm"),
        widen=_matrix(arrays, at + "widen"),
        widen_bias=arrays[at + "widen.bias"],
        narrow=_matrix(arrays, at + "narrow"),
        narrow_bias=arrays[at + "narrow.bias"],
        norm_after=_norm(arrays, at + "after"),
    )
