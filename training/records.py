"""Owns the reading of training records (one JSON object a line, see moves/guide.md)."""

import json
import string
from pathlib import Path
from typing import NamedTuple

from simulator.reading.model import Move


class Turn(NamedTuple):
    """One labelled turn."""

    id: str
    question: str
    context: tuple[tuple[str, str], ...]
    text: str
    moves: frozenset[Move]


def turns(path: Path) -> list[Turn]:
    """The labelled turns of one file."""
    return [_turn(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _turn(record: dict[str, object]) -> Turn:
    context = record["context"]
    moves = record["moves"]
    assert isinstance(context, list)
    assert isinstance(moves, list)
    return Turn(
        str(record["id"]),
        str(record["question"]),
        tuple((str(line["who"]), str(line["text"])) for line in context),
        str(record["turn"]),
        frozenset(Move(move) for move in moves),
    )


def bare(turn: Turn) -> Turn:
    """`turn` as somebody types it who uses neither punctuation nor capitals."""
    kept = "".join(" " if c in string.punctuation and c not in "'+#" else c for c in turn.text)
    return turn._replace(text=" ".join(kept.lower().split()))
