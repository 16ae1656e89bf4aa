"""A session happens again: in its order, at its pace, faster, and only while it is wanted."""

from msgspec.structs import replace

from simulator.interview.commands import Ask, Next, Pause, Resume
from simulator.interview.events import Marking, PauseReason
from simulator.shells.browser import keys
from simulator.shells.browser.replay import FASTEST, replay_of
from simulator.shells.browser.state import Over, Replay, Step, opened
from tests.interview.scenes import Scene, asked
from tests.reports.sittings import ADMIT, learner, played
from tests.shells.browser.test_keys import LEARNER, WINDOW, Player, at


def replay(scene: Scene) -> Replay | None:
    session = opened(played(scene), WINDOW)
    return replay_of(session.recording, session.entries)


def of(player: Player) -> Replay:
    assert player.state.replay is not None
    return player.state.replay


def test_the_steps_are_what_was_said_with_the_time_between() -> None:
    scene = learner()
    session = played(scene)
    made = replay(scene)
    assert made
    said = [turn.seq for episode in session.state.episodes for turn in episode.turns]
    beside = [note.seq for episode in session.state.episodes for note in episode.notes]
    beside += [aside.seq for episode in session.state.episodes for aside in episode.asides]
    questions = [episode.seq for episode in session.state.episodes]
    assert len(made.steps) == len({*said, *beside, *questions})
    at_of = dict(session.transcript.numbered)
    first, last = min(questions), max([*said, *beside, *questions])
    passed = (at_of[last].at - at_of[first].at).total_seconds()
    assert sum(step.wait for step in made.steps) == passed


def test_the_time_of_a_pause_does_not_pass_again() -> None:
    scene = asked()
    scene.hear("no idea", ADMIT)
    scene.do(Pause(PauseReason.ASKED))
    resumed = scene.do(Resume(Marking.ASKED))
    scene.do(Next())
    scene.do(Ask())
    made = replay(scene)
    assert made
    *_, last = made.steps
    assert last.wait == (scene.events[-1].at - resumed[0].at).total_seconds()


def test_nothing_asked_is_nothing_to_replay() -> None:
    assert replay(Scene()) is None


def test_each_step_shows_more_until_all_is_said() -> None:
    player = at(LEARNER, "r")
    assert of(player).shown == 1
    while of(player).wait is not None:
        before = player.state
        player.state = keys.stepped(before)
        assert of(player).shown == (before.replay.shown if before.replay else 0) + 1
    assert "That is all that was said." in player.screen
    assert keys.stepped(player.state) is player.state
    player.press(" ")  # nothing is left to skip to: it ends, as by any other key
    assert player.state.over is Over.NOTHING


def test_it_goes_faster_and_slower() -> None:
    player = at(LEARNER, "r")
    wait = of(player).wait
    assert wait
    player.press("+")
    assert of(player).wait == wait / 2
    assert "Replay at 2× · 1 of " in player.screen
    player.press(*"+" * 20)
    assert of(player).speed == FASTEST
    player.press(*"-" * 20)
    assert of(player).wait == wait


def test_space_skips_and_any_other_key_ends_it_where_it_was() -> None:
    player = at(LEARNER, "r", " ", " ", " ")
    entry = of(player).steps[3].entries[0]
    player.press("x")
    assert (player.state.over, player.state.replay) == (Over.NOTHING, None)
    assert player.session.lines[player.session.top].entry == entry


def test_what_is_learnt_meanwhile_does_not_disturb_it() -> None:
    player = at(2, "r")
    (scored,) = [q for q in player.session.recording.scored.questions if q.points == 0.3]
    found = player.drawer.better(player.session.recording, scored)
    assert found
    before = player.screen
    player.state = keys.learnt(player.state, player.session.recording.id, found)
    assert player.screen == before
    player.press("x")
    assert any("I'm guessing" in entry.block.text for entry in player.session.entries)


def test_a_long_silence_is_told_in_minutes() -> None:
    player = at(LEARNER, "r")
    steps = tuple(Step(step.entries, 150.0) for step in of(player).steps)
    player.state = replace(player.state, replay=replace(of(player), steps=steps))
    assert "… 2 minutes until the next line" in player.screen


def test_time_that_passes_elsewhere_changes_nothing() -> None:
    player = at(LEARNER)
    assert keys.stepped(player.state) is player.state
