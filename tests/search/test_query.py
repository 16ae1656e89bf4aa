"""How the words typed are understood."""

from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.scoring.outcomes import Outcome
from simulator.search.folding import fold
from simulator.search.query import QueryError, parse


def terms(text: str) -> list[str]:
    return [term.text for term in parse(text).terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Raft  Election raft", ["raft", "election"]),
        ('"Write  skew" log', ["write skew", "log"]),
        ("“write skew”", ["write skew"]),
        ('"never closed', ["never closed"]),
        ("can’t C++ O(n) .NET utf-8", ["can't", "c++", "o(n)", ".net", "utf-8"]),
        ("std::vector http://x.y a:b", ["std::vector", "http://x.y", "a:b"]),
        ("--force - -1", ["--force", "-"]),
        ("ÉTÉ Straße", ["été", "straße"]),
        ("bank:sql note: x", ["note:", "x"]),
    ],
)
def test_words_and_phrases(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_filters_in_any_case_and_number() -> None:
    query = parse('BANK:SQL bank:"web" outcome:plain_admission outcome:Fabrication -etcd -"leader lease"')
    assert query.banks == ("sql", "web")
    assert query.outcomes == {Outcome.PLAIN_ADMISSION, Outcome.FABRICATION}
    assert [term.text for term in query.without] == ["etcd", "leader lease"]
    assert query.terms == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-22", (2026, 11, 22)),
        ("2026-11", (2026, 11, 1)),
        ("2026", (2026, 1, 1)),
        ("2026-1-2", (2026, 1, 2)),
    ],
)
def test_dates_begin_where_the_user_is(text: str, day: tuple[int, int, int]) -> None:
    query = parse(f"x after:{text} before:{text}")
    assert query.after == query.before == datetime(*day).astimezone()


def test_of_several_dates_the_narrowest_counts() -> None:
    query = parse("after:2025 after:2026 before:2028 before:2027")
    assert query.after is not None
    assert query.before is not None
    assert (query.after.year, query.before.year) == (2026, 2027)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Nothing to search for"),
        ('  "" ', "Nothing to search for"),
        ("-etcd", "Nothing to search for"),
        ("outcome:plain_admision", "did you mean 'plain_admission'?"),
        ("before:yesterday", "is no date"),
        ("after:2026-13", "is no date"),
        ("after:2026-02-30", "is no date"),
        ("after:0000", "is no date"),
        ('bank:""', "name of a bank"),
    ],
)
def test_what_cannot_be_understood_is_said(text: str, says: str) -> None:
    with pytest.raises(QueryError, match=says.replace("?", r"\?")):
        parse(text)


@given(st.text(max_size=40))
def test_any_text_is_a_query_or_says_why_not(text: str) -> None:
    with suppress(QueryError):
        query = parse(text)
        assert query.terms or query.banks or query.outcomes or query.after or query.before


@given(st.text())
def test_folding_keeps_places_and_ignores_case(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
    assert fold("ABC xyz") == "abc xyz"
