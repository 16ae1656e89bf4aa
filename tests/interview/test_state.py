"""The fold: what it refuses, and what it can be asked."""

import pytest

from simulator.interview.commands import Ask, Next, Note
from simulator.interview.events import Asked, Closed, CloseReason, Replied
from simulator.interview.state import NoSessionError, replay
from simulator.reading.model import Move, Quality
from tests.interview.scenes import START, Scene, asked, reading, started


def test_events_without_a_header_are_no_session() -> None:
    with pytest.raises(NoSessionError, match="header"):
        replay([])
    with pytest.raises(NoSessionError, match="header"):
        replay([Asked(at=START, position=0)])


@pytest.mark.parametrize(
    "event",
    [Asked(at=START, position=0), Replied(at=START, text="x"), Closed(at=START, by=CloseReason.NEXT)],
)
def test_an_event_that_does_not_fit_is_named(event: Asked | Replied | Closed) -> None:
    with pytest.raises(NoSessionError, match=r"event 1 \(\w+\) does not fit"):
        replay([started(), event])


def test_a_question_outside_the_plan_does_not_fit() -> None:
    with pytest.raises(NoSessionError, match="event 2"):
        replay([*Scene().events, Asked(at=START, position=9)])


def test_the_words_of_an_event_can_be_looked_up() -> None:
    scene = asked()
    scene.hear("no idea", reading(Move.ADMIT))
    scene.do(Note("the log", Quality.PLAIN))
    episode = scene.state.current
    assert episode.said(3) == "no idea"
    assert episode.said(episode.notes[0].seq) == "the log"
    assert episode.said(0) == ""


def test_a_line_s_number_is_its_event_s() -> None:
    scene = asked()
    scene.hear("no idea", reading(Move.ADMIT))
    assert scene.state.count == len(scene.events)
    assert isinstance(scene.events[scene.state.current.seq], Asked)
    assert isinstance(scene.events[scene.state.current.turns[0].seq], Replied)


def test_what_is_left_to_ask() -> None:
    scene = Scene()
    assert (scene.state.remaining, scene.state.wants_more) == (2, True)
    scene.do(Ask(), Next(), Ask(), Next())
    assert (scene.state.remaining, scene.state.wants_more) == (0, False)
