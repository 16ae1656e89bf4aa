"""Owns the running of the network that judges whether an answer says a point, in numpy.

It reads both together, so that it sees who does what to whom, what is denied, and what is said in other
words. It has layers of its own; the words' vectors are those of the model of moves, which are frozen there.
Knows no thresholds and no questions.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulator.reading.arrays import ModelFile
from simulator.reading.encoder import Encoder, Facts, Floats, Layer, gelu, normalise
from simulator.reading.weights import DamagedModelError

MOST_POINT = 48
MOST_ANSWER = 110
"""Word pieces read of a point, and of an answer."""
_PROBED = ("the", "data", "server", "not", "##ing")
"""By these it is told whether the words' vectors are those the layers were made for."""


class JudgeFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the file says about the judge."""

    heads: int
    layers: int
    table: str
    """Digest of some of the words' vectors that belong to it."""


class Text(NamedTuple):
    """Word pieces, and of which kind each is: point or answer, found on the other side or not."""

    numbers: Sequence[int]
    sides: Sequence[int]


class Judge(Encoder):
    """The network, ready to run. Holds no state between calls, so threads may share it."""

    def __init__(self, moves: ModelFile, own: JudgeFacts, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Take the model of moves, for its words, and the judge's own arrays; raises `DamagedModelError`."""
        try:
            theirs = msgspec.json.decode(moves.facts, type=Facts)
            facts = Facts(
                moves=("said",),
                heads=own.heads,
                layers=own.layers,
                slope=(1.0,),
                shift=(0.0,),
                vocabulary=theirs.vocabulary,
            )
            words = {name: moves.arrays[name] for name in ("words", "words.scale")}
        except (KeyError, msgspec.DecodeError) as error:
            raise DamagedModelError("it was made for another version") from error
        super().__init__(ModelFile("judge", msgspec.json.encode(facts), {**arrays, **words}))
        if table_digest(moves) != own.table:
            raise DamagedModelError(f"it was made for other words than those of {moves.version}")

    def odds(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """For each point and answer the log-odds that the answer says the point."""
        if not pairs:
            return []
        texts = [self.layout(point, answer) for point, answer in pairs]
        starts, hidden = self._hidden(texts)
        seen = np.concatenate([hidden[starts], _means(hidden, starts)], axis=1)
        return [float(value) for value in seen @ self._head[:, 0] + self._head_bias[0]]

    def layout(self, point: str, answer: str) -> Text:
        """The two as one text."""
        first, last = self._words.number("[CLS]"), self._words.number("[SEP]")
        wanted = [piece.number for piece in self._words.cut(point)[:MOST_POINT]]
        said = [piece.number for piece in self._words.cut(answer)[:MOST_ANSWER]]
        numbers, sides = [first], [0]
        for side, (mine, other) in enumerate(((wanted, said), (said, wanted))):
            numbers += [*mine, last]
            sides += [2 * side + (number in other) for number in mine] + [2 * side]
        return Text(numbers, sides)

    def _hidden(self, texts: Sequence[Text]) -> tuple[NDArray[np.int64], Floats]:
        """Where each text begins, and the pieces of all of them one after the other, after all layers."""
        lengths = np.array([len(text.numbers) for text in texts])
        numbers = np.array([number for text in texts for number in text.numbers])
        sides = np.array([side for text in texts for side in text.sides])
        places = np.concatenate([np.arange(length) for length in lengths])
        x = self._table[numbers] * self._table_scale[numbers, None]
        x = normalise(x + self._places[places] + self._sides[sides], self._norm)
        filled = np.arange(lengths.max()) < lengths[:, None]
        for layer in self._layers:
            x = attend_apart(x, layer, filled, self.facts.heads)
            inner = gelu(x @ layer.widen + layer.widen_bias)
            x = normalise(x + inner @ layer.narrow + layer.narrow_bias, layer.norm_after)
        return np.concatenate([[0], np.cumsum(lengths)[:-1]]), x


def attend_apart(x: Floats, layer: Layer, filled: NDArray[np.bool_], heads: int) -> Floats:
    """Attention within each text; `filled` has a row a text and says which columns hold a piece."""
    mixed = x @ layer.mix + layer.mix_bias
    padded = np.zeros((*filled.shape, mixed.shape[1]), np.float32)
    padded[filled] = mixed
    query, key, value = padded.reshape(*filled.shape, 3, heads, -1).transpose(2, 0, 3, 1, 4)
    weights = query @ key.transpose(0, 1, 3, 2)
    weights += np.where(filled, 0, -1e9).astype(np.float32)[:, None, None, :]
    weights -= weights.max(axis=-1, keepdims=True)
    np.exp(weights, out=weights)
    weights /= weights.sum(axis=-1, keepdims=True)
    seen = (weights @ value).transpose(0, 2, 1, 3).reshape(*filled.shape, -1)[filled]
    return normalise(x + seen @ layer.out + layer.out_bias, layer.norm)


def table_digest(moves: ModelFile) -> str:
    """A digest of the vectors of some words; raises `DamagedModelError` where one is missing."""
    try:
        listed = msgspec.json.decode(moves.facts, type=Facts).vocabulary
        rows = [listed.index(word) for word in _PROBED]
        return hashlib.sha256(moves.arrays["words"][rows].tobytes()).hexdigest()[:16]
    except (KeyError, ValueError, msgspec.DecodeError) as error:
        raise DamagedModelError("the model of moves lacks common words") from error


def _means(hidden: Floats, starts: NDArray[np.int64]) -> Floats:
    lengths = np.diff(np.append(starts, len(hidden)))
    return np.asarray(np.add.reduceat(hidden, starts, axis=0) / lengths[:, None], np.float32)
