from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.scoring.words import (
    content_words,
    gram_overlap,
    same_word,
    share_content,
    similarity,
    without,
    words,
)

LAW = settings(max_examples=60, deadline=None)


def test_case_punctuation_and_apostrophes_do_not_count() -> None:
    assert words("Don’t EXPLAIN, please!") == words("dont explain please") == ("dont", "explain", "please")


def test_a_language_without_spaces_is_read_by_character() -> None:
    assert words("索引です") == ("索", "引", "で", "す")
    assert share_content("索引を調べる", "B木の索引")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("log", "logs", True),
        ("visible", "visibility", True),
        ("replicate", "replication", True),
        ("log", "lock", False),
        ("transaction", "transport", False),
        ("commit", "comment", False),
        ("raft", "rafts", True),
    ],
)
def test_inflections_are_one_word(one: str, other: str, same: bool) -> None:
    assert same_word(one, other) is same_word(other, one) is same


def test_small_talk_around_a_note_names_no_topic() -> None:
    assert not content_words("I'll note it down and look it up later today, thanks!")
    assert content_words("Noting: visibility rules") == {"visibility", "rules"}


def test_topic_words_are_removed_before_asks_are_compared() -> None:
    one = without("Could you explain MVCC to me?", ["mvcc"])
    other = without("could you explain write-ahead logging to me", ["write", "ahead", "logging"])
    assert one == other
    assert similarity(one, other) == 1


def test_unlike_asks_are_unlike() -> None:
    one, other = Counter(words("what is it really")), Counter(words("how do readers avoid the lock"))
    assert similarity(one, other) == 0
    assert similarity(Counter(), Counter()) == 1
    assert similarity(one, Counter()) == 0


def test_a_copy_overlaps_wholly_and_a_text_too_short_not_at_all() -> None:
    source = "Each write goes to the log first, and only then to the page."
    assert gram_overlap("each write goes to the log first", source, 5) == 1
    assert gram_overlap("The log is written before any page is.", source, 5) == 0
    assert gram_overlap("the log first", source, 5) == 0


@LAW
@given(st.text(max_size=40), st.text(max_size=40))
def test_similarity_is_symmetric_and_bounded(one: str, other: str) -> None:
    left, right = Counter(words(one)), Counter(words(other))
    assert similarity(left, right) == similarity(right, left)
    assert 0 <= similarity(left, right) <= 1
    assert similarity(left, left) == 1


def test_one_letter_says_nothing_but_two_may() -> None:
    assert content_words("C x Go") == {"go"} - {"go"} | content_words("go")
    assert content_words("x io") == {"io"}
    assert content_words("木") == {"木"}


def test_a_plural_is_its_singular_and_no_more() -> None:
    assert same_word("bus", "buss")
    assert same_word("logs", "log")
    assert same_word("log", "logs")
    assert not same_word("logx", "log")
    assert not same_word("log", "logx")
    assert not same_word("catx", "dogx")


def test_a_text_of_just_one_gram_is_compared() -> None:
    assert gram_overlap("a b c", "a b c", 3) == 1
    assert gram_overlap("a b c d", "x a b c", 3) == 0.5
