"""A card as a draft: gaps, ids, topics, proposed key points."""

import pytest

from simulator.questions.importing.cards import Card, Place, Skipped
from simulator.questions.importing.drafting import draft, new_id, points, split_gaps, topic

PLACE = Place("deck.apkg", 1, "note")


def test_each_gap_is_a_question_of_its_own() -> None:
    card = Card(PLACE, "The {{c1::GIL::lock}} lets {{c2::one {{c3::thread}}}} run.", "Only in CPython.")
    made = [one for one in split_gaps(card) if isinstance(one, Card)]
    assert [(one.question, one.answer.split("\n")[0]) for one in made] == [
        ("Fill the gap: The [lock] lets one thread run.", "GIL"),
        ("Fill the gap: The GIL lets […] run.", "one thread"),
        ("Fill the gap: The GIL lets one […] run.", "thread"),
    ]
    assert made[0].answer == "GIL\nOnly in CPython."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{{c1::alone}}", "nothing is left"),
        ("What is {{c1::}}?", "hides no text"),
        ("a {{c1:: ::hint}}", "hides"),
    ],
)
def test_a_gap_that_makes_no_question_is_skipped(text: str, reason: str) -> None:
    (one,) = split_gaps(Card(PLACE, text))
    assert isinstance(one, Skipped)
    assert reason in one.reason


def test_what_is_no_gap_stays_as_it_is_written() -> None:
    (one,) = split_gaps(Card(PLACE, "open {{c1::for }ever"))
    assert isinstance(one, Skipped)
    (two,) = split_gaps(Card(PLACE, "a }} b {{x}}"))
    assert two == Card(PLACE, "a }} b {{x}}")


def test_ids_are_readable_unique_and_the_same_each_time() -> None:
    taken: dict[str, int] = {}
    asks = ["What's a B-tree?", "What's a B-tree!", "Was ist Größe?", "索引とは何ですか", "a\nb"]
    ids = [new_id(Card(PLACE, ask), taken) for ask in asks]
    assert ids[:3] == ["whats-a-b-tree", "whats-a-b-tree-2", "was-ist-groe"]
    assert ids[3].startswith("question-")
    assert ids[3] == new_id(Card(PLACE, asks[3]), {})
    assert ids[4] == "a"


@pytest.mark.parametrize(
    ("ask", "about"),
    [
        ("What is a mutex?", "mutex"),
        ("Explain the event loop.", "event loop"),
        ("How does a B-tree work?", "B-tree"),
        ("Fill the gap: The GIL lets […] run.", "The GIL lets […] run"),
        ("What is it?\n\nprint(1)", "it"),
        ("What?", "What"),
    ],
)
def test_the_topic_is_what_the_question_is_about(ask: str, about: str) -> None:
    assert topic(ask) == about


def test_a_long_topic_is_cut_between_words() -> None:
    assert topic("What is " + "word " * 40) == "word " * 11 + "word"


def test_key_points_are_the_sentences_of_the_answer() -> None:
    answer = "It has two parts:\n- A log, e.g. Redo.\n- Pages. They are written later.\n    code()\nYes."
    assert points(answer) == ["A log, e.g. Redo.", "They are written later."]
    assert points("GIL") == ["GIL"]
    assert points("") == []
    assert len(points("\n".join(f"This is point {n}." for n in range(9)))) == 6


def test_without_an_answer_there_is_neither_key_nor_explanation() -> None:
    made = draft(Card(PLACE, "What is a mutex?", tags=("os", "os", "")), "what-is-a-mutex")
    assert made == {
        "id": "what-is-a-mutex",
        "ask": "What is a mutex?",
        "topic": "mutex",
        "level": "mid",
        "tags": ["os"],
        "draft": True,
    }


def test_an_answer_too_long_for_an_explanation_is_cut_after_a_sentence() -> None:
    made = draft(Card(PLACE, "What?", "It is so. " * 2000), "what")
    assert len(made["explanation"]) <= 10_000
    assert made["explanation"].endswith("It is so.")
