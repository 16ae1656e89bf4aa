"""Owns what a text means as a whole: whether an answer says a point, by `judge`, and how alike texts are.

Likeness is the cosine of vectors in which texts that say the same in other words lie close. They are what the
model of moves knows half-way up: the mean over a text's word pieces after some of its layers, on axes along
which technical texts differ, each counting alike. Knows neither questions nor answers.
"""

from collections.abc import Sequence
from typing import TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulator.reading.arrays import ModelFile
from simulator.reading.encoder import Encoder, Floats, gelu, normalise
from simulator.reading.judge import Judge, JudgeFacts, attend_apart
from simulator.reading.weights import DamagedModelError

Places: TypeAlias = NDArray[np.int64]

FILE = "meaning.model"
MOST_PIECES = 64
"""Word pieces read of one text."""
KEPT = 4096
"""Texts whose vectors are kept for later."""


class Axes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file of axes says about itself."""

    model: str
    """Version of the model of moves it belongs to."""
    layers: int
    """Lower layers see words rather than what they say together; higher ones, only which move is made."""
    judge: JudgeFacts
    """About the judge, which belongs to no version of it."""


class MeaningEncoder(Encoder):
    """The network of the model of moves, which also gives texts their vectors."""

    def __init__(self, file: ModelFile, axes: ModelFile) -> None:
        """Take the model and its axes; raises `DamagedModelError` where the two do not belong together."""
        super().__init__(file)
        try:
            facts = msgspec.json.decode(axes.facts, type=Axes)
            self._centre, self._axes = axes.arrays["centre"], axes.arrays["axes"]
        except (KeyError, msgspec.DecodeError) as error:
            raise DamagedModelError("its axes were made for another version") from error
        if facts.model != file.version:
            raise DamagedModelError(f"it was made for {facts.model}, not for {file.version}")
        self._depth = facts.layers
        self._judge = Judge(file, facts.judge, axes.arrays)
        self._kept: dict[str, Floats] = {}

    def said(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """For each point and answer the log-odds that the answer says the point."""
        return self._judge.odds(pairs)

    def likeness(self, ones: Sequence[str], others: Sequence[str]) -> list[list[float]]:
        """How far each of `ones` (a row) says the same as each of `others`, -1 to 1."""
        if not ones or not others:
            return [[] for _ in ones]
        product = np.array(self.vectors(ones)) @ np.array(self.vectors(others)).T
        return [[float(value) for value in row] for row in product]

    def vectors(self, texts: Sequence[str]) -> list[Floats]:
        """A vector of length 1 for each text, in order; a text without words lies nowhere (all zeros)."""
        kept = self._kept if len(self._kept) < KEPT else {}
        missing = [text for text in dict.fromkeys(texts) if text not in kept]
        found = {**{text: kept[text] for text in texts if text in kept}, **self._encode(missing)}
        self._kept = {**kept, **found}
        return [found[text] for text in texts]

    def _encode(self, texts: Sequence[str]) -> dict[str, Floats]:
        cut = dict(zip(texts, self.numbers(texts), strict=True))
        told = [text for text in texts if cut[text]]
        found = {text: np.zeros(self._axes.shape[1], np.float32) for text in texts}
        if told:
            means = (self.means([cut[text] for text in told]) - self._centre) @ self._axes
            means /= np.linalg.norm(means, axis=1, keepdims=True) + np.float32(1e-9)
            found.update(zip(told, means, strict=True))
        return found

    def numbers(self, texts: Sequence[str]) -> list[list[int]]:
        """The numbers of each text's word pieces, as many as are read."""
        return [[piece.number for piece in self._words.cut(text)[:MOST_PIECES]] for text in texts]

    def means(self, texts: Sequence[Sequence[int]]) -> Floats:
        """For each text, given as numbers of word pieces, the mean over its pieces; a row a text."""
        first, last = self._words.number("[CLS]"), self._words.number("[SEP]")
        lengths = np.array([len(text) + 2 for text in texts])
        numbers = np.array([number for text in texts for number in (first, *text, last)])
        places = np.concatenate([np.arange(length) for length in lengths])
        x = self._table[numbers] * self._table_scale[numbers, None]
        x = normalise(x + self._places[places] + self._sides[0], self._norm)
        filled = np.arange(lengths.max()) < lengths[:, None]
        for layer in self._layers[: self._depth]:
            x = attend_apart(x, layer, filled, self.facts.heads)
            inner = gelu(x @ layer.widen + layer.widen_bias)
            x = normalise(x + inner @ layer.narrow + layer.narrow_bias, layer.norm_after)
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        return np.asarray(np.add.reduceat(x, starts, axis=0) / lengths[:, None], np.float32)
