"""Where a new question begins; every word is kept, in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.outside.grouping import UNASKED, Group, core, grouped
from simulator.questions.model import Question
from simulator.reading.model import Line, Who
from tests.interview.scenes import REAL

KNOWN = "What is WAL for?"


def recognise(asked: str) -> Question | None:
    return REAL if KNOWN in asked else None


def groups(*turns: str) -> list[Group]:
    """The groups of turns written as `I words` and `C words`."""
    who = {"I": Who.INTERVIEWER, "C": Who.CANDIDATE}
    return grouped([Line(who[turn[0]], turn[2:]) for turn in turns], recognise)


def asks(*turns: str) -> list[str]:
    return [group.ask for group in groups(*turns)]


@pytest.mark.parametrize(
    "second",
    [
        "How does the page cache work?",
        "Great. Tell me about a project.",
        "Next question: and what about that?",
        "Let's move on. Explain TLS.",
        f"And then: {KNOWN}",
    ],
)
def test_a_new_question_begins(second: str) -> None:
    assert len(asks("I What is a mutex?", "C A lock.", f"I {second}", "C Hm.")) == 2


@pytest.mark.parametrize(
    "second",
    [
        "Why?",
        "And what if the owner dies?",
        "Does that make sense?",
        "Can you give an example?",
        "Is it fair?",
        "Good, thanks.",
        "I see. How so?",
    ],
)
def test_a_question_about_what_was_said_does_not_begin_one(second: str) -> None:
    assert len(asks("I What is a mutex?", "C A lock.", f"I {second}", "C Hm.")) == 1


def test_what_answers_the_candidate_is_no_new_question() -> None:
    turns = ("I What is a mutex?", "C No idea, what is one?", "I A lock. Who would need one, you think?")
    assert len(asks(*turns)) == 1


def test_what_is_said_before_the_next_question_stays_with_the_last_one() -> None:
    first, second = groups("I What is a mutex?", "C A lock.", "I Right, a lock. Next: how do threads start?")
    assert first.turns[-1] == Line(Who.INTERVIEWER, "Right, a lock.")
    assert second.ask == "Next: how do threads start?"
    assert core(second.ask) == "Next: how do threads start?"


def test_a_known_question_is_known_and_asked_once() -> None:
    found = groups(f"I Hi. {KNOWN}", "C Logs.", f"I I mean, {KNOWN}", "C As I said.")
    assert [group.known for group in found] == [REAL]
    assert found[0].turns[1].text == f"I mean, {KNOWN}"


def test_a_candidate_who_speaks_first_is_kept() -> None:
    first, second = groups("C Hello!", "I What is a mutex?")
    assert (first.ask, first.turns) == (UNASKED, [Line(Who.CANDIDATE, "Hello!")])
    assert second.ask == "What is a mutex?"


WORDS = st.lists(
    st.sampled_from(["Why?", "Next question.", "It waits.", "And so?", "Tell me more.", KNOWN, "Ok", "a\nb"]),
    min_size=1,
    max_size=4,
).map(" ".join)


@given(st.lists(st.builds(Line, st.sampled_from(Who), WORDS), max_size=12))
def test_no_word_is_lost_or_moved(lines: list[Line]) -> None:
    kept = [
        text
        for group in grouped(lines, recognise)
        for text in ([] if group.ask == UNASKED else [group.ask]) + [line.text for line in group.turns]
    ]
    assert " ".join(kept).split() == " ".join(line.text for line in lines).split()
