"""Looks change no word: the same lines as plain, each character in one style."""

import re

from hypothesis import given
from hypothesis import strategies as st

from simulator.reports.blocks import Block, Tone
from simulator.reports.looks import LABEL, MARK, Part, ansi, lines
from simulator.reports.plain import plain

BLOCKS = st.builds(
    Block,
    st.sampled_from(list(Tone)),
    st.text("ab \t\n\x1b\r\u202e[]界", max_size=60),
    st.sampled_from(["", "You", "Interviewer explains"]),
)
WIDTHS = st.one_of(st.none(), st.integers(1, 60))


@given(BLOCKS, WIDTHS)
def test_the_lines_are_those_of_plain(block: Block, width: int | None) -> None:
    drawn = ["".join(part.text for part in line) for line in lines(block, width)]
    assert drawn == plain(block, width).split("\n")


@given(BLOCKS, WIDTHS)
def test_without_its_control_sequences_it_is_plain(block: Block, width: int | None) -> None:
    assert re.sub(r"\x1b\[\d+m", "", ansi(block, width)) == plain(block, width)


@given(st.text("ab \t\n界", min_size=1, max_size=60), st.data(), WIDTHS)
def test_marked_words_stay_marked_wherever_the_line_breaks(
    text: str, data: st.DataObject, width: int | None
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    block = Block(Tone.CANDIDATE, text, "You", ((start, end),))
    found = [c for line in lines(block, width) for part in line if part.style == MARK for c in part.text]
    assert [c for c in found if not c.isspace()] == [c for c in text[start:end] if not c.isspace()]


def test_the_speaker_and_the_marks_stand_out() -> None:
    (_, line) = lines(Block(Tone.CANDIDATE, "no idea, sorry", "You", ((0, 7),)), None)
    assert line == [
        Part(LABEL, "You:"),
        Part("candidate", " "),
        Part(MARK, "no idea"),
        Part("candidate", ", sorry"),
    ]
    assert "\x1b[4mno idea\x1b[0m" in ansi(Block(Tone.CANDIDATE, "no idea", "You", ((0, 7),)), None)
