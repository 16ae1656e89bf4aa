"""A session seen again: the conversation in order, each point beside the words that earned it."""

from simulator.interview.commands import Ask, Next, SetMark
from simulator.interview.events import Mark
from simulator.reading.model import Move
from simulator.reports.conversation import conversation
from simulator.reports.review import review
from simulator.scoring.session import score
from tests.interview.scenes import Scene, asked, reading
from tests.reports.sittings import ADMIT, learner


def shown(scene: Scene) -> list[str]:
    """The review's lines."""
    return [
        f"{block.label}: {block.text}" if block.label else block.text
        for block in review(scene.state, score(scene.state))
    ]


def test_each_point_stands_beside_its_words() -> None:
    lines = shown(learner())
    said = lines.index("You: I don't know WAL.")
    assert lines[said + 1] == "↳ said so: “I don't know WAL.”"
    assert any(line.startswith("↳ asked, unprompted: “words") for line in lines)
    assert "Written down: write-ahead logging: the order of log and pages" in lines


def test_the_key_is_ticked_as_it_was_heard() -> None:
    scene = asked()
    scene.hear("it is replayed", reading(Move.CLAIM, met=[1]))
    scene.do(SetMark(Mark.FAIRLY_SURE), Next())
    lines = shown(scene)
    assert "✓ 2 After a crash the log is replayed." in lines
    assert "· 1 Changes reach the log before the data pages." in lines


def test_a_question_that_is_still_open_is_shown_as_far_as_it_came() -> None:
    scene = asked()
    scene.hear("no idea", ADMIT)
    lines = shown(scene)
    assert "You: no idea" in lines
    assert "This session is not over yet." in lines


def test_the_conversation_keeps_its_order_with_coach_and_key() -> None:
    scene = asked()
    scene.hear("it is replayed", reading(Move.CLAIM, met=[1]))
    scene.do(SetMark(Mark.SURE))
    labels = [block.label or block.text for block in conversation(scene.state.current)]
    assert labels == ["You", "Marked: sure.", "Interviewer", "Coach"]


def test_a_long_reply_is_cut_with_its_length() -> None:
    scene = asked()
    scene.hear("so " * 1000, ADMIT)
    text = conversation(scene.state.current)[0].text
    assert len(text) < 1300
    assert text.endswith("(3,000 characters in all)")


def test_a_session_without_an_answer_can_be_reviewed() -> None:
    scene = Scene()
    scene.do(Ask())
    assert "No question counts yet." in shown(scene)
