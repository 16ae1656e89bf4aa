"""What a far-away keyboard sends: keys pass, whatever else is a control sequence does not."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.input.vt100_parser import _IS_PREFIX_OF_LONGER_MATCH_CACHE, Vt100Parser

from simulator.shells.pair.typed import KnownKeys

pieces = st.one_of(
    st.sampled_from(
        [*ANSI_SEQUENCES, "\x1b", "\x1b[", "\x1b[<0;1;1M", "\x1b[12;34R", "\x1b[201~", "[", ";", "1"]
    ),
    st.text(max_size=5),
)


@pytest.mark.parametrize("key", ANSI_SEQUENCES)
def test_every_key_passes(key: str) -> None:
    known = KnownKeys()
    assert known.pass_on(key) + known.flush() == key


@given(st.text().filter(lambda text: "\x1b" not in text))
def test_text_passes_as_it_is(text: str) -> None:
    known = KnownKeys()
    assert known.pass_on(text) + known.flush() == text


@given(st.lists(pieces, max_size=20).map("".join), st.data())
@example("\x1b[" + "1" * 40 + "mx", None)
def test_it_does_not_matter_how_it_is_cut(text: str, data: st.DataObject | None) -> None:
    whole, cut = KnownKeys(), KnownKeys()
    places = (
        data.draw(st.lists(st.integers(0, len(text)), max_size=6).map(sorted)) if data else range(len(text))
    )
    ends = [0, *places, len(text)]
    passed = "".join(cut.pass_on(text[a:b]) for a, b in pairwise(ends))
    assert passed + cut.flush() == whole.pass_on(text) + whole.flush()


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[12;34R",
        "\x1b[<0;10;10M",
        "\x1b[M",
        "\x1b[999~",
        "\x1b[1;2;3;4;5m",
        "\x1b[" + "1" * 100_000 + "R",
    ],
)
def test_what_is_no_key_is_dropped(sequence: str) -> None:
    known = KnownKeys()
    assert known.pass_on(f"a{sequence}b") + known.flush() == "ab"


def test_escape_alone_is_a_key_once_nothing_follows() -> None:
    known = KnownKeys()
    assert known.pass_on("\x1b") == ""
    assert known.flush() == "\x1b"
    assert known.flush() == ""


@given(st.lists(pieces, max_size=30).map("".join))
@example("".join(f"\x1b[{number}\x1b[<{number};7M" for number in range(20)))
def test_the_parser_learns_no_sequence_by_heart(text: str) -> None:
    """Its memory of unfinished sequences never forgets: it may hold nothing but pieces of keys."""
    known, parser = KnownKeys(), Vt100Parser(lambda _: None)
    before = set(_IS_PREFIX_OF_LONGER_MATCH_CACHE)
    for piece in text[:50], text[50:]:
        parser.feed(known.pass_on(piece))
        parser.feed(known.flush())
        parser.flush()
    for learnt in set(_IS_PREFIX_OF_LONGER_MATCH_CACHE) - before:
        # The last character is the one that showed that it is none.
        assert any(learnt[:-1] in key for key in (*ANSI_SEQUENCES, "\x1b[201~"))
