"""Cutting text: places always point at what was written, and how it is typed makes no difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.reading.words import clauses, sentences, words


def texts(text: str) -> list[str]:
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    "written", ["I don't know", "i dont know", "I DO NOT KNOW", "idk", "I don’t know!", 'i don"t know']
)
def test_ways_to_type_the_same_words_are_the_same_words(written: str) -> None:
    assert texts(written) == ["i", "do", "not", "know"]


def test_a_number_with_a_point_is_one_word_and_ends_no_sentence() -> None:
    text = "It takes 3.5 ms. Then it stops."
    found = words(text)
    assert "3.5" in [word.text for word in found]
    assert [text[span.start : span.end] for span in sentences(text, found)] == [
        "It takes 3.5 ms",
        "Then it stops",
    ]


def test_clauses_end_at_punctuation_and_before_joining_words() -> None:
    text = "I know the log is flushed but not how it is replayed, sorry"
    found = words(text)
    assert [text[span.start : span.end] for span in clauses(text, found)] == [
        "I know the log is flushed",
        "but not how it is replayed",
        "sorry",
    ]


def test_a_joining_word_near_the_end_starts_no_clause() -> None:
    text = "it can read and write"
    assert len(clauses(text, words(text))) == 1


@given(st.text(max_size=200))
def test_every_word_lies_in_exactly_one_clause_and_one_sentence(text: str) -> None:
    found = words(text)
    for cut in (clauses, sentences):
        spans = cut(text, found)
        assert [i for span in spans for i in range(span.first, span.last)] == list(range(len(found)))
        for span in spans:
            assert span.start == found[span.first].start
            assert span.end == found[span.last - 1].end


@given(st.text(max_size=200))
def test_words_stand_in_order_and_inside_the_text(text: str) -> None:
    at = 0
    for word in words(text):
        assert at <= word.start < word.end <= len(text)
        at = word.start
