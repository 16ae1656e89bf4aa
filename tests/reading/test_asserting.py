"""What is asserted: an answer embedded in an admission or a request is not."""

import pytest

from simulator.reading.asserting import asserted, checkable
from simulator.reading.model import Move, MoveSpan
from simulator.reading.moves import ClauseReading
from simulator.reading.words import clauses, words


def reading(turn: str, *best: Move) -> tuple[list[ClauseReading], list[MoveSpan]]:
    """Clauses of `turn`, each with its clear best move, and the spans that follow from them."""
    spans = clauses(turn, words(turn))
    read = [
        ClauseReading(span.start, span.end, {move: 3.0 if move is mine else -3.0 for move in Move})
        for span, mine in zip(spans, best, strict=True)
    ]
    made = [
        MoveSpan(mine, turn[s.start : s.end], s.start, s.end) for s, mine in zip(spans, best, strict=True)
    ]
    return read, made


def kept(turn: str, *best: Move) -> list[str]:
    read, made = reading(turn, *best)
    return [turn[start:end] for start, end in asserted(turn, read, made)]


def test_an_admission_is_left_out_and_the_rest_kept() -> None:
    assert kept("The log goes first. How it is replayed I don't know.", Move.CLAIM, Move.ADMIT) == [
        "The log goes first"
    ]


def test_what_an_admission_goes_on_to_name_is_left_out_too() -> None:
    turn = "I don't know whether pages come first, or how the log is replayed. It is fast."
    assert kept(turn, Move.ADMIT, Move.CLAIM, Move.CLAIM) == ["It is fast"]


def test_a_statement_that_looks_like_a_request_is_kept_unless_it_asks() -> None:
    assert kept("when the switch is open", Move.CLARIFY) == ["when the switch is open"]
    assert kept("is the switch open?", Move.CLARIFY) == []


@pytest.mark.parametrize(
    ("turn", "move", "can"),
    [
        ("the log is flushed before the page", Move.CLAIM, True),
        ("yes I have used it for years", Move.CLAIM, False),
        ("the log is flushed before the page", Move.DEFLECT, False),
    ],
)
def test_only_a_claim_with_content_can_be_checked(turn: str, move: Move, can: bool) -> None:
    read, made = reading(turn, move)
    assert checkable(turn, asserted(turn, read, made), frozenset({"databas"}), made) is can
