"""A topic without a question in any bank is asked by the notes on it."""

import pytest

from simulator.notebook.asking import BANK, from_notes
from simulator.notebook.page import new_page, read_page, with_words
from simulator.notebook.topics import gather
from simulator.questions.fields import PASSAGE
from simulator.questions.model import Question
from tests.notebook.given import WAL, day, noted


def made(notes: str, explained: str = "", topic: str = WAL) -> Question | None:
    lessons = [noted(topic, explained=explained)] if explained else []
    return from_notes(read_page(new_page(topic, day(0), notes)), gather(lessons) if lessons else None)


def points(question: Question | None) -> list[str]:
    assert question is not None
    return [point.point for point in question.key_points]


def test_what_the_notes_state_is_the_key() -> None:
    question = made("# Heading\n- The log is flushed first.\n- Pages follow later.\n\nWhy is it fast?")
    assert points(question) == ["The log is flushed first.", "Pages follow later."]
    assert question is not None
    assert (question.bank, question.id, question.topic, question.draft) == (BANK, question.id, WAL, True)
    assert question.ask.startswith(f"{WAL}: explain it in your own words")
    assert not any(point.confirmed or point.core for point in question.key_points)


def test_the_explanation_given_comes_before_the_notes() -> None:
    question = made("My own words on it.", "The log is flushed first.")
    assert points(question) == ["The log is flushed first.", "My own words on it."]
    assert question is not None
    assert question.explanation == "The log is flushed first.\n\nMy own words on it."


@pytest.mark.parametrize("notes", ["", "## Another heading", "What is it?", "- why so? (2026-11-22)"])
def test_notes_that_state_nothing_make_no_question(notes: str) -> None:
    assert made(notes) is None


def test_what_was_added_as_unclear_is_no_key() -> None:
    page = with_words(new_page(WAL, day(0), "The log is flushed first."), "- how fsync matters (2026-11-22)")
    assert points(from_notes(read_page(page), None)) == ["The log is flushed first."]
    assert points(from_notes(read_page(page.replace("\n", "\r\n")), None)) == ["The log is flushed first."]


def test_a_long_page_makes_a_short_question() -> None:
    question = made("A sentence of some length. " * 20_000)
    assert question is not None
    assert len(question.explanation) <= PASSAGE.most
    assert len(question.key_points) <= 6


def test_no_two_topics_share_an_id() -> None:
    topics = ["C", "C++", "C#", "c d", "c-d", "日本語", "…", "?!"]
    ids = {question.id for question in (made("It is so.", topic=one) for one in topics) if question}
    assert len(ids) == len(topics)
    assert "c" in ids
    again = made("It is otherwise.", topic=" C++ ")
    assert again is not None
    assert again.id in ids
