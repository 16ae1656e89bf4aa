"""Marked words: the text stays what it was, brackets nest, and every word is under its labels."""

import re

from hypothesis import given
from hypothesis import strategies as st

from simulator.reports.marked import Label, located, marked
from simulator.text import clean

TEXTS = st.text("ab c\n\x1b\u202eé", min_size=1, max_size=30)
"""No bracket in the text, so that the brackets are the marks."""


@st.composite
def labelled(draw: st.DrawFn) -> tuple[str, list[Label]]:
    text = draw(TEXTS)
    places = st.integers(-3, len(text) + 3)
    labels = draw(st.lists(st.tuples(places, places, st.sampled_from(["x1", "x2", "x3"])), max_size=5))
    return text, [Label(*label) for label in labels]


def parsed(text: str) -> list[tuple[str, frozenset[str]]]:
    """Each character outside the marks, with the labels around it. Fails where brackets do not match."""
    around: list[set[str]] = []
    characters = []
    place = 0
    while place < len(text):
        opening = re.compile(r"\[((?:x\d(?:, )?)+): ").match(text, place)
        if opening:
            around.append(set(opening[1].split(", ")))
            place = opening.end()
            continue
        if text[place] == "]":
            around.pop()
        else:
            characters.append((text[place], frozenset().union(*around)))
        place += 1
    assert not around
    return characters


@given(labelled())
def test_without_its_marks_the_text_is_the_text(case: tuple[str, list[Label]]) -> None:
    text, labels = case
    assert "".join(character for character, _ in parsed(marked(text, labels).text)) == clean(text)


@given(labelled())
def test_every_character_is_under_its_labels(case: tuple[str, list[Label]]) -> None:
    text, labels = case
    inside = [label for label in labels if 0 <= label.start < label.end <= len(text)]
    expected = [
        (character, frozenset(label.word for label in inside if label.start <= place < label.end))
        for place, character in enumerate(text)
        if clean(character)
    ]
    found = parsed(marked(text, labels).text)
    # Where a label begins or ends in spaces, it is drawn in to the words.
    for (character, given_labels), (_, shown) in zip(expected, found, strict=True):
        assert shown == given_labels or (character.isspace() and shown <= given_labels)


@given(labelled())
def test_the_places_are_those_of_the_marked_words(case: tuple[str, list[Label]]) -> None:
    made = marked(*case)
    words = "".join(made.text[start:end] for start, end in made.marks)
    assert words == "".join(character for character, labels in parsed(made.text) if labels)


def test_labels_nest_and_never_cross() -> None:
    text = "one two three four"
    labels = [Label(0, 7, "a"), Label(4, 13, "b"), Label(0, 18, "c"), Label(0, 7, "d")]
    assert marked(text, labels).text == "[c: [a, d: one [b: two]] [b: three] four]"


def test_words_are_found_where_they_are_said_to_be_else_where_they_are() -> None:
    text = "the log, the log"
    assert located(text, "the log", 9, 16) == (9, 16)
    assert located(text, "the log", 2, 5) == (0, 7)
    assert located(text, "the log", -5, 99) == (0, 7)
    assert located(text, "a tree", 0, 6) is None
    assert located(text, " ", 3, 4) is None
