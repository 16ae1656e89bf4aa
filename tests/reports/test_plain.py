"""Reports as plain text: clean, wrapped, never cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.reports.blocks import Block, Tone
from simulator.reports.plain import plain


@given(st.text(), st.sampled_from(Tone), st.sampled_from([None, 20, 40, 80]))
def test_no_text_becomes_a_control_sequence(text: str, tone: Tone, width: int | None) -> None:
    drawn = plain(Block(tone, text, "Label"), width)
    assert "\x1b" not in drawn
    assert "\x9b" not in drawn


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1), st.sampled_from([40, 80]))
def test_no_line_is_wider_than_asked_and_no_word_is_lost(words: list[str], width: int) -> None:
    drawn = plain(Block(Tone.PROGRAM, " ".join(words)), width)
    assert max(map(len, drawn.split("\n"))) <= width
    assert drawn.split() == words


def test_an_address_stays_whole() -> None:
    address = "https://example.org/" + "a" * 60
    assert address in plain(Block(Tone.PROGRAM, f"see {address}"), 40).split("\n")


@pytest.mark.parametrize(
    ("tone", "drawn"),
    [
        (Tone.HEADING, "\n== text =="),
        (Tone.QUESTION, "\ntext\n"),
        (Tone.CANDIDATE, "\ntext"),
        (Tone.QUOTE, "  text"),
        (Tone.POINT, "  text"),
        (Tone.PROGRAM, "text"),
    ],
)
def test_each_voice_has_its_place(tone: Tone, drawn: str) -> None:
    assert plain(Block(tone, "text")) == drawn


def test_a_point_hangs_under_its_number() -> None:
    assert plain(Block(Tone.POINT, "✓ 1 one two three four five"), 22).split("\n")[1].startswith("      ")
