"""The short words of the screen."""

from simulator.interview.events import Act
from simulator.reading.model import Move
from simulator.reports.words import progress
from tests.interview.scenes import acts, asked, reading


def test_a_step_that_was_taken_is_ticked() -> None:
    scene = asked()
    scene.hear("no idea", reading(Move.ADMIT))
    assert progress(scene.state.current) == "said so ✓ asked ○ noted ○ resource ○"


def test_nothing_is_ticked_while_it_is_asked_what_was_meant() -> None:
    scene = asked()
    assert acts(scene.hear("that one is a bit of a blur", reading(Move.ADMIT, p=0.6))) == [Act.ASK_BACK]
    assert "said so" not in progress(scene.state.current)
    scene.hear("yes", reading())
    assert "said so ✓" in progress(scene.state.current)
