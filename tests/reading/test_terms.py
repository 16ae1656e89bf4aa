"""Which words carry meaning, and which of them are denied."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.reading.terms import prepared
from simulator.reading.vectors import NO_VECTORS


def denied(text: str) -> dict[str, bool]:
    return {term.text: term.denied for term in prepared(text, NO_VECTORS).terms}


def test_a_phrase_is_one_term() -> None:
    assert [term.text for term in prepared("a power cut", NO_VECTORS).terms] == ["power_cut"]


def test_function_words_carry_nothing() -> None:
    assert [term.text for term in prepared("It is what it is, and so on.", NO_VECTORS).terms] == []


def test_a_denial_reaches_to_the_end_of_its_clause() -> None:
    assert denied("the log is not replayed, pages are flushed") == {
        "log": False,
        "replayed": True,
        "pages": False,
        "flushed": False,
    }


def test_two_denials_cancel_out_and_not_only_denies_nothing() -> None:
    assert denied("never without replication")["replication"] is False
    assert denied("not only fast")["fast"] is False


def test_instead_of_denies_what_follows() -> None:
    assert denied("one file instead of many pages")["pages"] is True


@given(st.text(max_size=120))
def test_terms_point_at_their_words(text: str) -> None:
    for term in prepared(text, NO_VECTORS).terms:
        assert 0 <= term.start < term.end <= len(text)
        assert term.weight > 0
