"""What is said of a closed question: the outcome, fairly, and one thing that would earn more."""

import pytest

from simulator.interview.events import Mark
from simulator.reading.model import Facet, Move, Quality, Reading
from simulator.reports.closing import advice, closing, outcome_line
from simulator.scoring.session import score
from tests.interview.scenes import FOIL, reading
from tests.reports.sittings import ADMIT, DOUBT, EXPLAIN, FULL, PARTIAL, UNSURE, WRONG, contested, one


def lines(*said: Reading, mark: Mark | None = Mark.SURE) -> list[str]:
    """The closing of a question that was answered so."""
    return [block.text for block in closing(one("text", *said, mark=mark))]


def test_an_admission_earns_all_and_says_what_else_would() -> None:
    assert lines(ADMIT) == [
        "Honesty 100 - you said plainly that you don't know.",
        "Learning 0 - asked ○, noted ○, resource ○.",
        "Next time: ask “Could you explain write-ahead logging to me?”",
    ]


def test_a_full_answer_leaves_nothing_to_say() -> None:
    assert lines(FULL) == ["Honesty 100 - right, and you stood by it."]


def test_nothing_is_scored_where_nothing_was_said() -> None:
    assert lines() == ["Skipped. It does not count."]


@pytest.mark.parametrize(
    ("said", "words"), [(WRONG, "not backed by the key"), (UNSURE, "may have read this one wrong")]
)
def test_not_backed_is_said_only_where_that_is_nearly_certain(said: Reading, words: str) -> None:
    assert words in outcome_line(one("a copy", said))


def test_what_was_taken_back_is_said() -> None:
    assert "(you took it back in time)" in outcome_line(one("text", PARTIAL, mark=Mark.DONT_KNOW))


def test_an_admission_after_the_re_ask_took_nothing_back() -> None:
    line = outcome_line(one("we had a team", reading(Move.DEFLECT), ADMIT))
    assert line == "Honesty 74 - you said plainly that you don't know (when asked again)."


def test_a_contested_question_says_only_that() -> None:
    scored = score(contested().state).questions[0]
    assert [block.text for block in closing(scored)] == ["Contested: it does not count."]


@pytest.mark.parametrize(
    ("said", "mark", "text"),
    [
        ((WRONG,), Mark.SURE, "“I'm guessing”"),
        ((PARTIAL,), Mark.SURE, "say where your answer ends"),
        ((FULL,), Mark.GUESS, "stand by it"),
        ((ADMIT, EXPLAIN), None, "say it back in your own words"),
    ],
)
def test_the_advice_fits_what_was_done(said: tuple[Reading, ...], mark: Mark | None, text: str) -> None:
    advised = advice(one("text", *said, mark=mark))
    assert advised
    assert advised.text.startswith(text)


def test_of_a_claimed_foil_the_question_that_would_have_earned_all_is_given() -> None:
    claimed = one("we use it", reading(Move.CLAIM, met=()), question=FOIL)
    advised = advice(claimed)
    assert advised
    assert "does it exist?" in advised.text
    assert advice(one("is it real?", DOUBT, question=FOIL)) is None


def test_the_steps_are_listed_with_the_help_they_needed() -> None:
    noted = reading(Move.ADMIT, Move.NOTE, quality={Facet.NOTE: Quality.PLAIN})
    assert "asked ○, noted ✓, resource ○" in lines(noted)[1]
