"""How each reply was read, and its words cut where moves begin and end."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.reading.model import Move, MoveSpan
from simulator.reports.readings import Piece, pieces, readings
from tests.interview.scenes import asked, reading
from tests.reports.sittings import learner

SPANS = st.lists(
    st.builds(MoveSpan, st.sampled_from(Move), st.just(""), st.integers(-2, 12), st.integers(-2, 12))
)


def test_each_reply_has_its_reading() -> None:
    scene = learner()
    found = readings(scene.events)
    said = {turn.seq for one in scene.state.episodes for turn in one.turns if one.said(turn.seq)}
    assert set(found) == said
    assert [one.moves[0].move for one in found.values()][:2] == [Move.ADMIT, Move.ASK_EXPLAIN]


def test_lines_that_were_passed_over_are_counted() -> None:
    scene = asked()
    scene.hear("no idea", reading(Move.ADMIT))
    (line,) = readings(scene.events)
    assert list(readings(scene.events, {1, line + 1})) == [line + 2]


def test_pieces_end_where_moves_do() -> None:
    text = "No idea, how?"
    spans = [MoveSpan(Move.ADMIT, "", 0, 7), MoveSpan(Move.ASK_EXPLAIN, "", 9, 13)]
    assert pieces(text, spans) == [
        Piece("No idea", True, (Move.ADMIT,)),
        Piece(", ", False, ()),
        Piece("how?", True, (Move.ASK_EXPLAIN,)),
    ]
    assert pieces("", spans) == []


def test_moves_may_overlap() -> None:
    spans = [MoveSpan(Move.CLAIM, "", 0, 4), MoveSpan(Move.GUESS, "", 2, 6)]
    assert [(one.text, one.ends) for one in pieces("abcdefgh", spans)] == [
        ("ab", ()),
        ("cd", (Move.CLAIM,)),
        ("ef", (Move.GUESS,)),
        ("gh", ()),
    ]


@given(st.text(max_size=10), SPANS)
def test_put_together_again_the_pieces_are_the_reply(text: str, spans: list[MoveSpan]) -> None:
    assert "".join(piece.text for piece in pieces(text, spans)) == text
