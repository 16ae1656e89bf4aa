"""Owns the labelled turns: reading them, and cutting them as the reader does at run time. Trains nothing."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from simulator.reading.encoder import before_turn
from simulator.reading.model import Line, Move
from simulator.reading.wordpiece import WordPiece

MOVES = tuple(Move)
TURN_PIECES = 160


class Turn(msgspec.Struct, frozen=True):
    """A labelled turn, as `guide.md` describes it; other fields of the record are passed over."""

    id: str
    question: str
    turn: str
    moves: tuple[Move, ...]
    context: tuple[Line, ...] = ()
    style: str = ""
    variety: str = ""
    """Of English, where it was noted."""


class Part(NamedTuple):
    """Some word pieces of an example, `end` exclusive, and which moves they show (1 or 0 a move)."""

    start: int
    end: int
    moves: NDArray[np.float32]


class Example(NamedTuple):
    """A turn as the network takes it: `first` is the turn, `before` what was said before it."""

    first: list[int]
    before: list[int]
    parts: list[Part]

    def __len__(self) -> int:
        return len(self.first) + len(self.before)


def read_turns(path: Path) -> list[Turn]:
    """The turns of a JSON Lines file; raises `msgspec.ValidationError` on a move that is none."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        return [msgspec.convert(json.loads(line), Turn) for line in lines if line.strip()]


def labels(moves: Iterable[Move]) -> NDArray[np.float32]:
    """1 for each move made, 0 for the others."""
    made = set(moves)
    return np.array([move in made for move in MOVES], np.float32)


def example(words: WordPiece, turn: Turn, texts: Sequence[tuple[str, tuple[Move, ...]]]) -> Example:
    """`turn` with `texts` said in its place, one after the other, each with its own moves."""
    first, parts = [words.number("[CLS]")], []
    most = TURN_PIECES // len(texts)
    for text, moves in texts:
        numbers = [piece.number for piece in words.cut(text)] or [words.number("[UNK]")]
        if len(numbers) > most:
            numbers = numbers[: most // 2] + numbers[-(most - most // 2) :]
        parts.append(Part(len(first), len(first) + len(numbers), labels(moves)))
        first += numbers
    first.append(words.number("[SEP]"))
    return Example(first, before_turn(words, turn.question, turn.context), parts)
