"""What keys do: laws over any keys at all, then each of them where it matters."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import IdkError
from simulator.interview.commands import Confirm, Contest, Pause
from simulator.interview.events import PauseReason
from simulator.shells.browser import keys
from simulator.shells.browser.keys import Amend, Leave, Open
from simulator.shells.browser.state import Browser, Over, Session, Size, begin
from simulator.shells.browser.view import room, screen
from tests.shells.browser.drawer import Drawer, half_done

WINDOW = Size(80, 24)
KEYS = [*"npwctr?gGjkbqyx190 +-/", "up", "down", "pageup", "pagedown", "home", "end", "enter", "escape"]
KEYS += ["backspace", "tab", "left", "right", "pasted words", "two\nlines", "\x00", "界"]


class Player:
    """A browser with a drawer instead of a disk, and no terminal."""

    def __init__(self, drawer: Drawer | None = None, size: Size = WINDOW) -> None:
        self.drawer = drawer or Drawer()
        self.state: Browser = begin(self.drawer.ids, size)
        self.left = False

    def press(self, *pressed: str) -> Browser:
        for key in pressed:
            self.state, wish = keys.press(self.state, key)
            while self.state.looked < len(self.state.ids):
                self.state = keys.look_on(self.state, self.drawer.text, 2)
            match wish:
                case Leave():
                    self.left = True
                case Open(session=session):
                    self._open(session)
                case Amend(command=command):
                    self._amend(command)
        return self.state

    def _open(self, session: str) -> None:
        try:
            self.state = keys.shown(self.state, self.drawer.open(session))
        except IdkError as error:
            self.state = keys.refused(self.state, str(error))

    def _amend(self, command: Contest | Confirm) -> None:
        try:
            session = self.session.recording.id
            self.drawer.amend(session, command)
            self._open(session)
        except IdkError as error:
            self.state = keys.refused(self.state, str(error))

    @property
    def session(self) -> Session:
        assert self.state.session is not None
        return self.state.session

    @property
    def screen(self) -> str:
        shown = screen(self.state, self.drawer.look)
        return "\n".join("".join(text for _, text in line) for line in shown.lines)


def at(number: int, *pressed: str, size: Size = WINDOW) -> Player:
    """A player who has opened session `number` of the drawer."""
    player = Player(size=size)
    player.press(*["down"] * number, "enter", *pressed)
    return player


LEARNER, HOSTILE, CLAIMED, UNASKED, HALF_DONE, DAMAGED = range(6)


@given(st.lists(st.sampled_from(KEYS), max_size=25))
@settings(max_examples=60)
def test_no_key_breaks_it_and_there_is_always_a_way_out(pressed: Iterable[str]) -> None:
    player = Player()
    player.press(*pressed)
    assert player.screen
    player.press(*["escape"] * 4)
    assert player.left


@given(st.lists(st.sampled_from(KEYS), max_size=15))
@settings(max_examples=30)
def test_ctrl_c_leaves_from_anywhere(pressed: Iterable[str]) -> None:
    player = Player()
    player.press(*pressed)
    player.left = False
    player.press("c-c")
    assert player.left


@given(st.lists(st.sampled_from(KEYS), max_size=15), st.integers(1, 120), st.integers(1, 50))
@settings(max_examples=60)
def test_another_window_keeps_the_place(pressed: Iterable[str], columns: int, rows: int) -> None:
    player = Player()
    before = player.press(*pressed)
    after = keys.resized(before, Size(columns, rows))
    assert (after.over, after.filter, after.selected, after.ticked) == (
        before.over,
        before.filter,
        before.selected,
        before.ticked,
    )
    if before.session and after.session:
        was = before.session.entries[before.session.lines[before.session.top].entry]
        assert after.session.entries[after.session.lines[after.session.top].entry] == was
    assert keys.resized(after, after.size) is after


@given(st.text("0123-T kq", max_size=4), st.integers(1, 7))
def test_the_filter_finds_what_has_all_its_words_a_few_at_a_time(words: str, most: int) -> None:
    drawer = Drawer()
    state, _ = keys.press(begin(drawer.ids, WINDOW), "x")
    state, _ = keys.press(state, "backspace")
    for character in words:
        state, _ = keys.press(state, character)
    while state.looked < len(state.ids):
        state = keys.look_on(state, drawer.text, most)
    wanted = [
        place
        for place, session in enumerate(drawer.ids)
        if all(word.casefold() in session.casefold() for word in words.split())
    ]
    assert list(state.found) == wanted


def test_the_filter_is_typed_and_taken_back() -> None:
    player = Player()
    player.press(*"02z")
    assert (player.state.filter, list(player.state.found)) == ("02z", [2])
    player.press("backspace", "backspace")
    assert player.state.filter == "0"
    player.press("escape")
    assert (player.state.filter, len(player.state.found), player.left) == ("", 6, False)


def test_what_is_pasted_into_the_filter_is_one_clean_line() -> None:
    player = Player()
    player.press("02Z\x1b]2;pwn\x07\n7kq3")
    assert player.state.filter == "02Z]2;pwn 7kq3"


def test_enter_opens_the_chosen_one_and_escape_comes_back_to_it() -> None:
    player = at(HOSTILE)
    assert player.session.recording.id == player.drawer.ids[HOSTILE]
    player.press("escape")
    assert (player.state.session, player.state.selected) == (None, HOSTILE)


def test_a_session_that_cannot_be_opened_says_why_and_the_list_stays() -> None:
    player = at(DAMAGED)
    assert player.state.session is None
    assert "damaged.jsonl:1: expected an event" in player.state.message
    assert "\x1b" not in player.screen


def test_enter_on_an_empty_list_does_nothing() -> None:
    player = Player()
    player.press(*"nothing like it", "enter")
    assert player.state.session is None


def test_n_and_p_go_from_question_to_question() -> None:
    player = at(LEARNER)
    assert (player.session.top, player.session.here) == (0, 0)
    player.press("n")
    assert player.session.here == 0
    assert "1. What does a write-ahead log" in player.screen
    player.press("n")
    assert player.session.here == 1
    player.press("n")
    assert "last question" in player.state.message
    player.press("p")
    assert player.session.here == 0


def test_w_goes_to_each_weak_moment_and_round_again() -> None:
    player = at(CLAIMED)
    weak = [moment.position for moment in player.session.moments]
    assert weak == [0]
    player.press("w")
    assert player.state.message.startswith("Weak, 1 of 1: Honesty 30")
    top = player.session.top
    assert player.session.entries[player.session.lines[top].entry].seq == player.session.moments[0].seq
    player.press("w")
    assert player.session.top == top


def test_w_reaches_every_weak_moment_of_a_long_session() -> None:
    player = at(HOSTILE)
    weak = {moment.position for moment in player.session.moments}
    assert len(weak) == 2
    seen = set()
    for _ in weak:
        player.press("w")
        seen.add(player.session.here)
    assert seen == weak


def test_a_session_without_a_weak_moment_says_so() -> None:
    player = at(UNASKED, "w")
    assert "No weak moment" in player.state.message


@pytest.mark.parametrize(("key", "amount"), [("down", 1), ("j", 1), (" ", None), ("pagedown", None)])
def test_scrolling_goes_down_and_stops_at_the_end(key: str, amount: int | None) -> None:
    player = at(LEARNER, size=Size(80, 12))
    player.press(key)
    assert player.session.top == (amount or room(player.state) - 1)
    player.press(*[key] * 200)
    assert player.session.top == len(player.session.lines) - room(player.state)
    player.press("g")
    assert player.session.top == 0


def test_contesting_asks_first() -> None:
    player = at(CLAIMED, "n", "c")
    assert player.state.over is Over.CONTEST
    player.press("n")
    assert "Contested: " not in player.screen
    player.press("c", "y")
    assert "Contested: it does not count." in player.screen
    player.press("c")
    assert "contested already" in player.state.message


def test_where_the_paragraph_at_the_top_is_gone_its_question_is_shown() -> None:
    player = at(CLAIMED, size=Size(80, 6))
    tops = ["".join(text for _, text in line.parts) for line in player.session.lines]
    player.press(*["j"] * next(n for n, line in enumerate(tops) if line.startswith("Next time")))
    assert player.screen.split("\n")[1].startswith("Next time")
    player.press("c", "y")
    assert "1. What does a write-ahead log" in player.screen.split("\n")[2]


def test_ticks_are_changed_and_kept() -> None:
    player = at(CLAIMED, "n", "t")
    assert player.state.ticked == frozenset()
    player.press("1", "3", "1", "down", " ", "enter")
    assert player.session.episodes[0].confirmed == (1, 2)
    assert player.state.over is Over.NOTHING
    player.press("t")
    assert player.state.ticked == {1, 2}


def test_ticks_are_left_by_escape() -> None:
    player = at(CLAIMED, "n", "t", "1", "escape")
    assert player.session.episodes[0].confirmed is None


def test_a_digit_beyond_the_key_points_does_nothing() -> None:
    player = at(CLAIMED, "n", "t", "9", "0", "²")
    assert player.state.ticked == frozenset()


def test_a_made_up_term_is_confirmed_as_it_was_read() -> None:
    player = at(LEARNER, "n", "n", "t", "1", "enter")
    assert player.session.episodes[1].confirmed == ()


@pytest.mark.parametrize(
    ("session", "pressed", "why"),
    [
        (CLAIMED, "nn", "Question 2 was skipped"),
        (HALF_DONE, "n", "This session is not over"),
        (HALF_DONE, "nn", "This session is not over"),
    ],
)
def test_what_has_nothing_to_tick_says_so(session: int, pressed: str, why: str) -> None:
    player = at(session, *pressed, "t")
    assert player.state.over is Over.NOTHING
    assert player.state.message.startswith(why)


def test_a_contested_question_is_not_ticked() -> None:
    player = at(CLAIMED, "n", "c", "y", "t")
    assert "is contested" in player.state.message


@pytest.mark.parametrize("key", ["c", "t", "r"])
def test_without_a_question_there_is_nothing_to_act_on(key: str) -> None:
    player = at(UNASKED, key)
    assert player.state.over is Over.NOTHING
    assert "No question was asked" in player.state.message


def test_what_cannot_be_added_is_said() -> None:
    scene = half_done()
    scene.do(Pause(PauseReason.ASKED))
    player = Player(Drawer([scene]))
    player.press("enter", "n", "c", "y")
    assert "paused" in player.state.message
    assert not player.session.episodes[0].contested


def test_better_words_come_in_where_they_belong_and_the_place_stays() -> None:
    player = at(CLAIMED, "n", "n")
    was = player.session.entries[player.session.lines[player.session.top].entry]
    (scored,) = [q for q in player.session.recording.scored.questions if q.points == 0.3]
    found = player.drawer.better(player.session.recording, scored)
    assert found
    player.state = keys.learnt(player.state, player.session.recording.id, found)
    assert player.session.entries[player.session.lines[player.session.top].entry] == was
    player.press("p")
    assert "I'm guessing:" in "".join(t for line in player.session.lines for _, t in line.parts)
    assert keys.learnt(player.state, "another", found) is player.state


def test_all_of_the_help_can_be_read_in_a_small_window() -> None:
    player = Player(size=Size(40, 10))
    player.press("?")
    seen = [player.screen]
    for _ in range(20):
        player.press("pagedown")
        seen.append(player.screen)
    assert "In the list, what you type" in seen[0]
    assert "review 1\n" in seen[-1]
    player.press("pageup", *["up"] * 200)
    assert player.screen == seen[0]


def test_help_is_one_key_away_and_back() -> None:
    player = at(LEARNER, "?")
    assert "[brackets] mark what your words" in player.screen
    player.press("x")
    assert player.state.over is Over.NOTHING
