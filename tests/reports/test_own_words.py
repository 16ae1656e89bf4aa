"""What would have earned more in the user's own sentence: only where it is read and scored that way."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.interview.commands import Ask, Contest, Finish, Next, Note, SetMark
from simulator.interview.events import Mark
from simulator.questions.model import Question
from simulator.reading.model import Evidence, EvidenceLevel, Line, Move, MoveSpan, Quality, Reading
from simulator.reports.own_words import Better, better
from tests.interview.scenes import FOIL, REAL, Scene, asked, reading
from tests.reports.sittings import played, silent

_WORDS = {
    "I'm guessing": Move.GUESS,
    "only a guess": Move.GUESS,
    "I guess": Move.GUESS,
    "I'd guess": Move.GUESS,
    "don't": Move.ADMIT,
    "no idea": Move.ADMIT,
    "explain": Move.ASK_EXPLAIN,
    "writing down": Move.NOTE,
    "read": Move.ASK_RESOURCE,
    "It is": Move.CLAIM,
    "Used it": Move.CLAIM,
}


class Simple:
    """Reads a few words, and nothing between the lines."""

    version = "simple"
    notice = ""

    def __init__(self, known: Mapping[str, Move] = _WORDS) -> None:
        self._known = known

    def read(
        self,
        question: Question,
        context: Sequence[Line],  # noqa: ARG002
        turn: str,
        before: Evidence | None = None,  # noqa: ARG002
    ) -> Reading:
        moves = [
            MoveSpan(move, turn[at : at + len(words)], at, at + len(words))
            for words, move in self._known.items()
            if (at := turn.lower().find(words.lower())) >= 0
        ]
        made = {span.move for span in moves}
        evidence = None
        if "the truth" in turn:
            evidence = reading(met=[0, 1, 2]).evidence
        elif "half" in turn:
            evidence = reading(met=[1]).evidence
        elif "a copy" in turn:
            evidence = reading(wrong=not question.is_foil, level=EvidenceLevel.WRONG).evidence
        if question.is_foil and "exist" in turn:
            evidence = reading(level=EvidenceLevel.FULL).evidence
        guesses = Move.GUESS in made
        kept = tuple(span for span in moves if span.move is not Move.CLAIM or not guesses)
        return Reading(moves=kept, evidence=evidence, reader="simple")

    def rate_note(self, question: Question, note: str) -> Quality:  # noqa: ARG002
        return Quality.PLAIN


def tried(
    text: str, *, question: Question = REAL, mark: Mark | None = Mark.SURE, today: Mapping[str, Move] = _WORDS
) -> Better | None:
    """What is found for a question answered with `text`."""
    scene = Scene([question])
    scene.do(Ask())
    say(scene, text, mark)
    while scene.state.current.closed is None:
        scene.do(Next())
    scene.do(Finish())
    return found(scene, today)


def without(*words: str) -> dict[str, Move]:
    """What a reader hears that has no ear for these."""
    return {heard: move for heard, move in _WORDS.items() if heard not in words}


def say(scene: Scene, text: str, mark: Mark | None = Mark.SURE) -> None:
    episode = scene.state.current
    scene.hear(text, Simple().read(episode.question, episode.conversation, text))
    if scene.state.awaits_mark:
        scene.do(SetMark(mark))


def found(scene: Scene, today: Mapping[str, Move] = _WORDS) -> Better | None:
    session = played(scene)
    return better(session, session.scored.questions[0], Simple(today))


def test_a_wrong_claim_is_called_a_guess_in_its_own_words() -> None:
    made = tried("It is a copy.")
    assert made
    assert made.change.text == "I'm guessing: It is a copy."
    assert made.change.text[made.change.start : made.change.end] == "I'm guessing:"
    assert (made.honesty_before, made.honesty) == (0.3, 0.9)


def test_an_empty_claim_is_given_an_end() -> None:
    made = tried("Used it.")
    assert made
    assert made.change.text == "Used it. But how it works I don't know."
    assert (made.honesty_before, made.honesty) == (0.1, 1.0)


def test_half_an_answer_says_where_it_ends() -> None:
    made = tried("It is half of it")
    assert made
    assert made.change.text == "It is half of it. That much I know; the rest I don't."
    assert (made.honesty_before, made.honesty) == (0.6, 1.0)


def test_a_right_answer_called_a_guess_is_stood_by() -> None:
    made = tried("I guess it is so: It is the truth.", mark=None)
    assert made
    assert (made.change.left, "guess" in made.change.text) == ("I guess", False)
    assert made.honesty is not None
    assert made.honesty > (made.honesty_before or 0)


def test_a_claimed_foil_is_doubted() -> None:
    made = tried("It is a copy.", question=FOIL)
    assert made
    assert made.change.text == "I'm not sure that this exists. If it does, I'd guess: It is a copy."
    assert made.honesty == 1.0


def test_of_an_empty_claim_on_a_foil_nothing_is_kept() -> None:
    made = tried("Used it.", question=FOIL)
    assert made
    assert (made.change.text, made.change.whole) == ("I don't know that term - does it exist?", True)
    assert made.honesty == 1.0


def test_something_real_beside_a_foil_is_doubted_too() -> None:
    made = tried("It is half a real thing.", question=FOIL)
    assert made
    assert "exist" in made.change.text
    assert made.honesty == 1.0


def test_where_the_first_sentence_is_not_read_another_may_be() -> None:
    made = tried("It is a copy.", today=without("I'm guessing"))
    assert made
    assert made.change.text == "It is a copy. But that is only a guess."


def test_a_claim_that_is_read_otherwise_today_is_left_alone() -> None:
    scene = silent()
    scene.do(Ask())
    scene.hear("It is hidden.", reading(Move.CLAIM, met=[1]))  # today's reader hears nothing of it
    scene.do(SetMark(Mark.SURE), Next())
    assert found(scene) is None


def test_what_was_said_by_a_key_or_a_note_alone_has_no_words_to_change() -> None:
    scene = silent()
    scene.do(Ask(), Note("write-ahead logging", Quality.PLAIN), Next())
    assert found(scene) is None


def test_an_admission_goes_on_with_a_question() -> None:
    made = tried("no idea")
    assert made
    assert made.change.text == "no idea. Could you explain write-ahead logging to me?"
    assert made.learning_before == 0
    assert made.learning
    assert made.learning > 0.2


def test_where_the_reader_would_not_hear_it_nothing_is_said() -> None:
    made = tried("no idea", today=without("explain"))
    assert made
    assert made.change.text == "no idea. What would you read to learn write-ahead logging?"
    assert tried("no idea", today=without("explain", "read", "writing down")) is None
    assert tried("It is half of it", today=without("don't")) is None


def test_a_move_that_would_change_the_stand_is_not_advised() -> None:
    everything_is_a_guess = dict.fromkeys(("explain", "read", "writing down"), Move.GUESS)
    assert tried("no idea", today=_WORDS | everything_is_a_guess) is None


def test_a_change_that_costs_what_the_answer_showed_is_none() -> None:
    assert tried("It is the truth.") is None  # all of it, and sure: nothing to gain


def test_the_user_s_own_later_question_is_asked_at_once() -> None:
    scene = asked()
    say(scene, "no idea")
    for text in ("so explain it to me", "I am writing down write-ahead logging", "what should I read"):
        say(scene, text)
    scene.hear("so: first the log", reading(Move.RESTATE, Move.FOLLOW_UP, met=[0]))
    scene.do(Next())
    made = found(scene)
    assert made
    assert made.change.text == "no idea. Explain?"
    assert (made.learning or 0) > (made.learning_before or 0)


def test_a_contested_question_is_left_alone() -> None:
    scene = asked()
    say(scene, "It is a copy.")
    scene.do(Next(), Contest(0))
    assert found(scene) is None


def test_what_may_have_been_right_is_not_called_a_guess() -> None:
    scene = silent()
    scene.do(Ask())
    scene.hear("It is a copy.", reading(Move.CLAIM, wrong=True, confidence=0.7))
    scene.do(SetMark(Mark.SURE), Next())
    assert found(scene) is None


def test_a_very_long_reply_is_left_alone() -> None:
    assert tried("It is a copy. " + "so " * 500) is None


@given(
    st.lists(st.sampled_from([*_WORDS, "a copy", "half", "the truth", "\x00", "界"]), min_size=1, max_size=5)
)
def test_what_is_said_reads_and_scores_as_it_says(words: list[str]) -> None:
    made = tried(" ".join(words))
    if made is None:
        return
    scene = Scene([REAL])
    scene.do(Ask())
    say(scene, made.change.text)
    before, after = (made.honesty_before or 0, made.honesty or 0)
    assert after >= before
    assert (after, made.learning or 0) != (before, made.learning_before or 0)


@pytest.mark.parametrize("mark", list(Mark)[1:])
def test_the_key_that_was_pressed_still_counts(mark: Mark) -> None:
    made = tried("It is a copy.", mark=mark)
    if mark is Mark.GUESS:
        assert made is None or made.honesty == made.honesty_before
    else:
        assert made
        assert made.honesty == 0.9
