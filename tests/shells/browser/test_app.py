"""The browser at a terminal: keys go in, a screen comes out, time passes, and the way out is clean."""

import threading

from simulator.interview.commands import Pause
from simulator.interview.events import Confirmed, Contested, PauseReason
from simulator.shells.browser.app import browse
from tests.interview.scenes import Scene, asked
from tests.reports.sittings import ADMIT, learner
from tests.shells.browser.drawer import HOSTILE, Drawer, half_done
from tests.shells.desk import CTRL_C, CTRL_D, ENTER, ESCAPE, Step, Typed, at_terminal, pasted

LIST = "the newest first"
DOWN = "\x1b[B"
OBEYED = ("\x1b]2;", "\x9b", "\x07", "\u202e", "\u2066")


def look_through(*steps: Step, drawer: Drawer | None = None, columns: int = 80, rows: int = 40) -> Typed:
    drawer = drawer or Drawer()
    return at_terminal(lambda: browse(drawer), steps, columns=columns, rows=rows, full_screen=True)


def test_a_session_is_opened_read_and_left() -> None:
    typed = look_through(
        (LIST, ENTER), ("Question 1 of 2", "n"), ("1. What does a write-ahead", ESCAPE), (LIST, ESCAPE)
    )
    assert typed.stop is None
    assert "\x1b[?1049h" in typed.sent  # the other screen: what was there before comes back
    assert typed.sent.rindex("\x1b[?1049l") > typed.sent.rindex("\x1b[?1049h")


def test_ctrl_c_and_ctrl_d_leave() -> None:
    for key in (CTRL_C, CTRL_D):
        assert look_through((LIST, ENTER), ("Question 1 of 2", key)).stop is None


def test_keys_typed_after_the_last_one_are_let_go() -> None:
    assert look_through((LIST, CTRL_C + CTRL_C + "x" + ENTER)).stop is None


def test_typing_filters_and_pasting_too() -> None:
    look_through((LIST, "0900"), ("Filter: 0900", pasted("02Z")), ("1 of 6", CTRL_C))


def test_many_sessions_are_looked_through_while_keys_are_taken() -> None:
    drawer = Drawer([learner()] * 60)
    drawer.text = lambda session: session  # type: ignore[method-assign]
    look_through((LIST, "5"), ("15 of 61", "9"), ("1 of 61", CTRL_C), drawer=drawer)


def test_a_question_is_contested_and_ticked() -> None:
    drawer = Drawer()
    look_through(
        (LIST, DOWN + DOWN + ENTER),
        ("Question 1 of 2", "t"),
        ("Enter keeps it", "2" + ENTER),
        ("Question 1 is confirmed as you left it.", "c"),
        ("y contests it", "y"),
        ("Question 1 no longer counts.", CTRL_C),
        drawer=drawer,
    )
    *_, confirmed, contested = drawer.open(drawer.ids[2]).transcript.events
    assert isinstance(confirmed, Confirmed)
    assert confirmed.met == (1,)
    assert isinstance(contested, Contested)


def test_better_words_come_in_by_themselves() -> None:
    look_through((LIST, DOWN + DOWN + ENTER), ("[new: I'm guessing:]", CTRL_C))


def test_the_keyboard_is_not_kept_waiting_for_better_words() -> None:
    drawer, known = Drawer(), threading.Event()
    better = drawer.better
    drawer.better = lambda session, scored: (known.wait(5) and better(session, scored)) or None  # type: ignore[method-assign]
    try:
        look_through(
            (LIST, DOWN + DOWN + ENTER),
            ("Question 1 of 2", "?"),
            ("Help", "x"),
            ("c contest", CTRL_C),
            drawer=drawer,
        )
    finally:
        known.set()


def test_a_replay_goes_on_by_itself() -> None:
    # At 64 times its speed: what took a minute is over in a second.
    look_through(
        (LIST, ENTER),
        ("Question 1 of 2", "r++++++"),
        ("That is all that was said.", "x"),
        ("Esc back", CTRL_C),
    )


def test_a_replay_is_skipped_through() -> None:
    scene = asked()
    scene.hear("no idea", ADMIT)
    look_through(
        (LIST, ENTER), ("Question 1 of 1", "r"), ("1 of 4", "   "), ("4 of 4", CTRL_C), drawer=Drawer([scene])
    )


def test_what_cannot_be_added_says_why() -> None:
    scene = half_done()
    scene.do(Pause(PauseReason.ASKED))
    look_through(
        (LIST, ENTER),
        ("Question 1 of 2", "c"),
        ("y contests it", "y"),
        ("The session is paused", CTRL_C),
        drawer=Drawer([scene]),
    )


def test_what_cannot_be_opened_says_why() -> None:
    look_through((LIST, "damaged"), ("1 of 6", ENTER), ("Esc shows all", CTRL_C))


def test_nothing_in_a_session_rules_the_terminal() -> None:
    typed = look_through(
        (LIST, DOWN + ENTER), ("Question 1 of 2", "w"), ("Weak, 1 of", "r "), ("Replay", CTRL_C)
    )
    assert not any(sequence in typed.sent for sequence in OBEYED)
    assert HOSTILE not in typed.sent


def test_a_narrow_window_is_enough() -> None:
    look_through((LIST, ENTER), ("r replay", "n"), ("1. What does", CTRL_C), columns=40, rows=24)


def test_an_unfinished_session_is_looked_at_all_the_same() -> None:
    look_through(
        (LIST, ENTER), ("No question was asked", "w"), ("No weak moment", CTRL_C), drawer=Drawer([Scene()])
    )
