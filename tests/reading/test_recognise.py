"""A question asked in other words is known again only where that is certain."""

from collections.abc import Callable

import pytest

from simulator.questions.library import find_banks
from simulator.questions.model import Question
from simulator.reading.reader import load_reader
from tests.interview.scenes import FOIL, REAL

SAME = {
    "what is a deadlock and how can you avoid one?": "backend-basics/deadlock",
    "What's the difference between processes and threads?": "backend-basics/process-and-thread",
    "How should passwords be stored, and why?": "backend-basics/password-storage",
    "When do you mock a dependency in a test?": "backend-basics/test-doubles",
    "How does keyset pagination compare with OFFSET?": "databases-and-sql/keyset-pagination",
    "When do you use TCP and when UDP?": "http-and-networking/tcp-or-udp",
}
OTHER = """What tools detect deadlocks in Java?|What is a livelock?|How does a database detect a deadlock?
What is a thread pool?|How do you kill a thread?|What is a process group?|What does fork do?
How do you rebuild an index?|Which index types does PostgreSQL have?|What is an inverted index?
How do you test for SQL injection?|What is NoSQL injection?|What is a prepared statement?
How do you cache HTML?|What is a cookie?|How do you invalidate a CDN cache?|How do you hash a file?
How do you reset a password?|How does a password manager work?|When would you use snapshot tests?
What is a unit test?|What is mutation testing?|What is continuous deployment?|What is a feature flag?
What's the difference between a process and a container?|What's the difference between a stack and a queue?
How do you promote a read replica?|What is offset pagination?|What is HTTP/3?|Tell me about yourself."""


Recognise = Callable[[str], Question | None]


@pytest.fixture(scope="module")
def recognise() -> Recognise:
    """Knows every bundled question."""
    known = [question for bank in find_banks().usable() for question in bank.questions]
    return load_reader().recogniser(known)


@pytest.mark.parametrize(("asked", "key"), SAME.items())
def test_the_same_question_in_other_words(recognise: Recognise, asked: str, key: str) -> None:
    found = recognise(asked)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("asked", [one for line in OTHER.split("\n") for one in line.split("|")])
def test_a_question_near_a_known_one_is_another(recognise: Recognise, asked: str) -> None:
    assert recognise(asked) is None


def test_its_own_words_are_enough_whatever_their_case() -> None:
    assert load_reader().recogniser([FOIL, REAL])(REAL.ask.upper()) == REAL


@pytest.mark.parametrize("asked", ["", "?!", FOIL.ask, "x" * 100_000])
def test_nothing_and_made_up_terms_are_not_recognised(asked: str) -> None:
    assert load_reader().recogniser([FOIL, REAL])(asked) is None


def test_without_known_questions_nothing_is_recognised() -> None:
    known: list[Question] = []
    assert load_reader().recogniser(known)(REAL.ask) is None
