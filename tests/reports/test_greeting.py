"""The first lines: two about made-up terms, and only for who has not met any."""

import pytest

from simulator.interview.events import CoachLevel
from simulator.reports.greeting import greeting
from tests.interview.scenes import Scene, started


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("unwarned", [True, False])
def test_each_thing_is_said_once_to_a_user(first: bool, unwarned: bool) -> None:
    said = "\n".join(block.text for block in greeting(Scene().state, first=first, unwarned=unwarned))
    assert ("write it down" in said) is first
    assert ("don't exist" in said) is unwarned
    assert "2 questions from test" in said


def test_the_notice_fits_two_lines() -> None:
    notice = greeting(Scene().state, first=False, unwarned=True)[-1].text
    assert [len(line) <= 80 for line in notice.split("\n")] == [True, True]


@pytest.mark.parametrize(("level", "told"), [(CoachLevel.FULL, True), (CoachLevel.SILENT, False)])
def test_the_silent_episodes_are_announced(level: CoachLevel, told: bool) -> None:
    state = Scene(header=started(coach=level), silent=(1,)).state
    assert ("keeps quiet in 1" in greeting(state, first=False, unwarned=False)[0].text) is told
