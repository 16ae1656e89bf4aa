"""The smaller way of reading moves."""

import pytest

from simulator.reading.cues import CueMoves
from simulator.reading.model import Move


@pytest.mark.parametrize(
    ("turn", "made"),
    [
        ("I don't know. How does it work?", {Move.ADMIT, Move.ASK_EXPLAIN}),
        ("never heard of it, writing that down", {Move.ADMIT, Move.NOTE}),
        ("It writes a log before the pages", {Move.CLAIM}),
        ("Any good book?", {Move.ASK_RESOURCE}),
        ("", set()),
        ("😀", set()),
    ],
)
def test_plain_phrases_are_found(turn: str, made: set[Move]) -> None:
    found = CueMoves().read("?", [], turn)
    assert {span.move for span in found.spans} == made
    assert all(turn[span.start : span.end] == span.text for span in found.spans)
