"""Where it is unsure whether a reply says "I don't know", the interviewer asks back."""

import pytest

from simulator.interview.commands import Heed, Next, Reply
from simulator.interview.events import Act, Mark, Marking, RepairTime, Said, Stance
from simulator.interview.state import replay
from simulator.reading.affirm import affirms, denies
from simulator.reading.model import Move, Reading
from tests.interview.scenes import FOIL, REAL, Scene, acts, asked, reading

NOTHING = reading()
DOUBTFUL_ADMISSION = reading(Move.ADMIT, p=0.6)
DOUBTFUL_CLAIM = reading(Move.CLAIM, nearly=[Move.ADMIT], met=())


def after(first: Reading, answer: str, second: Reading = NOTHING) -> Scene:
    scene = asked()
    assert acts(scene.hear("that one is a bit of a blur", first)) == [Act.ASK_BACK]
    scene.hear(answer, second)
    return scene


@pytest.mark.parametrize("first", [DOUBTFUL_ADMISSION, DOUBTFUL_CLAIM, reading(nearly=[Move.ADMIT])])
def test_yes_makes_it_an_admission_that_was_made_at_once(first: Reading) -> None:
    coding = after(first, "yes").state.current.coding
    assert coding.stance is Stance.ADMITTED
    assert coding.withdrawn is None
    assert coding.evasions == 0


def test_no_makes_it_what_the_other_words_say() -> None:
    assert after(DOUBTFUL_CLAIM, "no").state.current.coding.stance is Stance.UNMARKED
    assert after(DOUBTFUL_ADMISSION, "no").state.current.coding.stance is None


@pytest.mark.parametrize("word", ["yes", "no"])
def test_the_answer_itself_is_neither_a_claim_nor_an_admission(word: str) -> None:
    misread = reading(Move.CLAIM) if word == "yes" else reading(Move.ADMIT)
    straight = after(DOUBTFUL_CLAIM, word).state.current.coding.stance
    assert after(DOUBTFUL_CLAIM, word, misread).state.current.coding.stance is straight


def test_what_comes_with_the_yes_is_heard() -> None:
    scene = after(DOUBTFUL_ADMISSION, "yes - how does it work?", reading(Move.ASK_EXPLAIN))
    assert scene.state.current.coding.explained


def test_another_answer_stands_for_itself() -> None:
    scene = after(DOUBTFUL_ADMISSION, "changes go to the log first", reading(Move.CLAIM, met=[0]))
    assert scene.state.current.coding.stance is Stance.UNMARKED


def test_it_is_asked_once_a_question() -> None:
    scene = after(DOUBTFUL_CLAIM, "hm", reading(nearly=[Move.ADMIT]))
    assert [turn.act for turn in scene.state.current.turns].count(Act.ASK_BACK) == 1


def test_it_is_not_asked_where_nothing_hangs_on_it() -> None:
    both = reading(Move.ASK_EXPLAIN, nearly=[Move.ADMIT])  # to ask for the answer admits as much
    assert Act.ASK_BACK not in acts(asked().hear("how does it work?", both))


def test_it_is_not_asked_of_whoever_said_how_sure_they_are() -> None:
    scene = asked(marking=Marking.IN_LINE)
    events = scene.do(Reply("a kind of log", Mark.SURE), Heed(DOUBTFUL_CLAIM))
    assert Act.ASK_BACK not in acts(events)


def test_no_key_is_asked_for_while_the_question_is_open() -> None:
    scene = asked()
    scene.hear("a kind of log", DOUBTFUL_CLAIM)
    assert not scene.state.awaits_mark
    scene.hear("no", NOTHING)
    assert scene.state.awaits_mark


def test_a_foil_keeps_its_cover() -> None:
    real, foil = asked(REAL), asked(FOIL)
    said = [scene.hear("a bit of a blur", DOUBTFUL_ADMISSION)[-1] for scene in (real, foil)]
    assert all(isinstance(event, Said) and event.act is Act.ASK_BACK for event in said)
    assert len({event.text for event in said if isinstance(event, Said)}) == 1


def test_left_unanswered_the_reading_stands() -> None:
    scene = asked()
    scene.hear("a bit of a blur", DOUBTFUL_ADMISSION)
    scene.do(Next())
    assert scene.state.current.coding.stance is Stance.ADMITTED


def test_taking_back_a_claim_in_doubtful_words_is_asked_about_too() -> None:
    scene = asked(marking=Marking.IN_LINE)
    scene.hear("it is fast", reading(Move.CLAIM, met=()))
    assert acts(scene.hear("well, more or less a blur", DOUBTFUL_ADMISSION)) == [Act.ASK_BACK]
    scene.hear("yes", NOTHING)
    assert scene.state.current.coding.withdrawn is not None
    assert scene.state.current.coding.repair_time is RepairTime.AFTER_PROBE


def test_a_replay_comes_to_the_same() -> None:
    scene = after(DOUBTFUL_CLAIM, "yes")
    assert replay(scene.events) == scene.state


def test_a_reply_in_another_language_is_told_so_and_counts_for_nothing() -> None:
    scene = asked()
    before = scene.state.current.coding
    events = scene.hear("keine Ahnung", reading(language="de"))
    assert acts(events) == [Act.LANGUAGE]
    said = events[-1]
    assert isinstance(said, Said)
    assert "German" in said.text
    after_it = scene.state.current.coding
    assert (after_it.stance, after_it.evasions, after_it.heard) == (before.stance, 0, ())
    assert acts(scene.hear("bilmiyorum", reading(language="und")))[-1] == Act.LANGUAGE


@pytest.mark.parametrize("text", ["no", "Nope.", "nah, that's my answer", "not at all", "I do know", "no no"])
def test_a_plain_no(text: str) -> None:
    assert denies(text)
    assert not affirms(text)


@pytest.mark.parametrize(
    "text", ["no idea", "No, I don't.", "no clue", "no, I haven't used it", "a log", "yes", "", "nowhere"]
)
def test_no_plain_no(text: str) -> None:
    assert not denies(text)
