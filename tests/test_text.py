"""What may reach a terminal or a file: nothing a terminal obeys, nothing an encoder refuses."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.text import clean, one_line, scrub

ANY = st.text(st.characters(codec=None, exclude_categories=()))


@given(ANY)
def test_nothing_a_terminal_obeys_is_left(text: str) -> None:
    for character in clean(text):
        assert character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
        assert unicodedata.bidirectional(character) not in (
            "LRO",
            "RLO",
            "LRE",
            "RLE",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        )


@given(ANY)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(categories=["L", "N", "P", "Zs", "So"])))
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert clean(text) == text
    assert scrub(text) == text


@given(ANY)
def test_what_is_stored_can_be_encoded(text: str) -> None:
    scrub(text).encode("utf-8")


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("\x1b]2;title\x07text", "]2;titletext"),
        ("\x9b31mred", "31mred"),
        ("a\u202eb\u2066c", "abc"),
        ("a\r\nb\tc\x00", "a\nb\tc"),
        ("👩‍💻 naïve 日本", "👩‍💻 naïve 日本"),
    ],
)
def test_examples(dirty: str, cleaned: str) -> None:
    assert clean(dirty) == cleaned


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert scrub("a\udcffb") == "a\ufffdb"


def test_one_line_folds_white_space() -> None:
    assert one_line(" a\n\tb\u202e  c ") == "a b c"
