"""Word pieces: BERT's cutting, and places that are always those of the text."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.reading.wordpiece import WordPiece

VOCABULARY = [
    "[UNK]",
    "do",
    "n",
    "##n",
    "##t",
    "'",
    "t",
    "know",
    "un",
    "##know",
    "cafe",
    "?",
    ".",
    "-",
    "好",
    "a",
    "##a",
]
WORDS = WordPiece(VOCABULARY)


def cut(text: str) -> list[tuple[str, str]]:
    return [(VOCABULARY[piece.number], text[piece.start : piece.end]) for piece in WORDS.cut(text)]


def test_cuts_greedily_into_the_longest_known_pieces() -> None:
    assert cut("unknow") == [("un", "un"), ("##know", "know")]


def test_a_word_with_an_unknown_rest_is_unknown_as_a_whole() -> None:
    assert cut("knowx know") == [("[UNK]", "knowx"), ("know", "know")]


def test_case_accents_and_typographic_marks_make_no_difference() -> None:
    assert cut("CAFÉ") == [("cafe", "CAFÉ")]
    assert [piece.number for piece in WORDS.cut("don’t—know…")] == [
        piece.number for piece in WORDS.cut("don't-know.")
    ]


def test_marks_and_cjk_characters_stand_alone() -> None:
    assert cut("know?好好") == [("know", "know"), ("?", "?"), ("好", "好"), ("好", "好")]


def test_control_characters_and_lone_surrogates_vanish() -> None:
    assert cut("kn\x00ow \ud800") == [("know", "kn\x00ow")]
    assert WORDS.cut("\x1b\u202e\ufffd") == []


def test_a_very_long_word_is_one_unknown_piece() -> None:
    assert len(WORDS.cut("a" * 101)) == 1
    assert len(WORDS.cut("a" * 100)) == 100


@settings(max_examples=200)
@given(st.text())
def test_places_are_in_order_and_never_empty(text: str) -> None:
    pieces = WORDS.cut(text)
    assert all(0 <= piece.start < piece.end <= len(text) for piece in pieces)
    assert all(a.end <= b.start or a.start == b.start for a, b in pairwise(pieces))
