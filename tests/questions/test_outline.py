"""A bank reads well in a narrow terminal, gives no foil away, and its text is cleaned."""

from pathlib import Path

import msgspec
import pytest

from simulator.questions.loader import load_bank
from simulator.questions.outline import outline_bank, outline_question

BANK = load_bank(Path(__file__).parent.parent / "banks" / "good" / "postgres-internals.yaml").bank
LOG, FOIL = BANK.questions


def test_a_bank_lists_its_real_questions_and_only_counts_the_foils() -> None:
    text = outline_bank(BANK, 80)
    assert "postgres-internals/write-ahead-log" in text
    assert FOIL.id not in text
    assert text.endswith("Made-up questions, not listed so that they can be asked: 1")


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_but_an_address_or_id(width: int) -> None:
    for text in (outline_bank(BANK, width), outline_question(LOG, width), outline_question(FOIL, width)):
        assert [line for line in text.split("\n") if len(line) > width and " " in line.strip("- ")] == []


def test_a_question_shows_all_of_its_key() -> None:
    text = outline_question(LOG, 80).replace("\n", " ")
    for point in LOG.key_points:
        assert point.point in text
    assert "(core, weight 2)" in text
    assert "or: the log is flushed first" in text
    assert LOG.resources[0].url in text
    assert "There is no such thing." in outline_question(FOIL, 80)


def test_control_characters_do_not_pass() -> None:
    hostile = msgspec.structs.replace(LOG, ask="\x1b]2;title\x07Why?", explanation="a\x9b2Jb\u202e")
    assert not set(outline_question(hostile, 80)) & set("\x1b\x07\x9b\u202e")
