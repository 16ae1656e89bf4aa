"""Two forms beside the program's reading: sealed until the end, agreement marked, nothing lost."""

import pytest

from simulator.interview.commands import Ask, Finish, Jot, Next, Observe, Rate, Say, Tick, WarmUp, Wrap
from simulator.interview.events import Act, Aspect, Role, TickKind
from simulator.reading.model import Move, Quality
from simulator.reports.feedback import Chances, compared, feedback, feedback_data, jottings, read_by_program
from simulator.reports.plain import plain
from simulator.scoring.session import score
from tests.interview.pairs import CANDIDATE, Pair
from tests.interview.scenes import REAL
from tests.reports.sittings import paragraphs


def spoken() -> Pair:
    """One question by voice, admitted, asked about and explained; then the forms are due."""
    pair = Pair([REAL])
    pair.friend(WarmUp(5, 6), Ask(), Observe(Move.ADMIT), Observe(Move.ASK_EXPLAIN, Quality.DEEP))
    pair.friend(Say(Act.EXPLAIN, aloud=True), Jot("calm"), Tick(TickKind.NONE), Next(), Wrap())
    return pair


def told(pair: Pair) -> str:
    return "\n".join(map(plain, feedback(pair.state, score(pair.state))))


def test_nothing_is_seen_of_one_form_before_the_other_is_in() -> None:
    pair = spoken()
    pair.do(CANDIDATE, Rate({Aspect.ASKED: 1}, well="I asked"))
    assert told(pair) == ""
    assert feedback_data(pair.state, score(pair.state)) is None
    assert "I asked" not in "\n".join(paragraphs(pair.events))
    assert not jottings(pair.state)


def test_both_forms_stand_beside_the_program_s_reading() -> None:
    pair = spoken()
    pair.do(CANDIDATE, Rate({Aspect.ASKED: 1, Aspect.SAID_SO: 3}, well="I asked", better="write it down"))
    pair.friend(Rate({Aspect.ASKED: 4, Aspect.SAID_SO: 4}, well="honest"))
    text = told(pair)
    assert "≠ Asked for an explanation: you seldom · your friend every time · the program 1 of 1" in text
    assert "= Said so plainly when something was not known: you mostly" in text
    assert "Your friend, went well: “honest”" in text
    assert "You, try next time: “write it down”" in text
    assert "one friend's rating; before, 5 of 6 sample ratings were the rubric's" in text
    assert "ticks alone: 1 question." in text
    again = "\n".join(paragraphs(pair.events))
    assert text in again
    assert "Question 1: calm" in again
    data = feedback_data(pair.state, score(pair.state))
    assert data is not None
    assert (data.warm_up, data.well[Role.INTERVIEWER]) == ((5, 6), "honest")


def test_a_form_that_is_missing_is_said_to_be() -> None:
    pair = spoken()
    pair.do(CANDIDATE, Rate({Aspect.ASKED: 4}), Finish())
    assert "No form by your friend." in told(pair)


def test_without_any_form_nothing_is_compared() -> None:
    pair = spoken()
    pair.friend(Finish())
    assert compared(pair.state, score(pair.state)) == ()
    assert "Spoken only" in told(pair)


@pytest.mark.parametrize(
    ("k", "n", "rating"),
    [(0, 0, None), (0, 3, 0), (3, 3, 4), (1, 1, 4), (1, 3, 1), (1, 2, 2), (2, 3, 3), (3, 5, 2), (9, 10, 3)],
)
def test_counts_have_their_place_on_the_scale(k: int, n: int, rating: int | None) -> None:
    assert Chances(k, n).rating == rating


def test_agreement_takes_two_that_say_something() -> None:
    pair = spoken()
    pair.do(CANDIDATE, Rate())
    pair.friend(Rate({Aspect.STOOD_BY: 4}))
    lines = {line.aspect: line for line in compared(pair.state, score(pair.state))}
    assert lines[Aspect.STOOD_BY].agree is None
    assert lines[Aspect.ASKED].agree is None


def test_the_program_counts_what_it_could_see() -> None:
    pair = spoken()
    seen = read_by_program(score(pair.state))
    assert seen[Aspect.SAID_SO] == Chances(1, 1)
    assert seen[Aspect.STOOD_BY] == Chances(0, 0)
    assert seen[Aspect.OWN_WORDS] == Chances(0, 1)
