"""Every screen fits its window, is clean, names its keys, and reads no session that it does not show."""

import unicodedata
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_toolkit.utils import get_cwidth

from simulator.reports.looks import Part
from simulator.shells.browser import keys
from simulator.shells.browser.state import Size, begin, fitted
from simulator.shells.browser.view import Screen, listed_at_once, screen
from simulator.text import clean
from tests.interview.scenes import Scene
from tests.reports.sittings import learner
from tests.shells.browser.drawer import Drawer
from tests.shells.browser.test_keys import CLAIMED, KEYS, WINDOW, Player, at

SIZES = st.builds(Size, st.integers(1, 130), st.integers(1, 50))


def texts(shown: Screen) -> list[str]:
    return ["".join(text for _, text in line) for line in shown.lines]


@given(st.lists(st.sampled_from(KEYS), max_size=20), SIZES)
@settings(max_examples=80)
def test_every_screen_fits_its_window_and_is_clean(pressed: Iterable[str], size: Size) -> None:
    player = Player(size=size)
    player.press(*pressed)
    shown = screen(player.state, player.drawer.look)
    lines = texts(shown)
    assert len(lines) <= size.rows
    assert 0 <= shown.cursor < len(lines)
    for line in lines:
        assert clean(line) == line
        assert "\n" not in line
        # A wide character does not fit into one column, and nobody reads in one.
        assert sum(map(get_cwidth, line)) <= max(size.columns, 2)
        assert not any(unicodedata.category(character) == "Cc" for character in line)


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize(
    ("pressed", "names"),
    [
        ("", ["Enter opens", "type to filter", "Esc quits", "? help"]),
        ("0", ["Enter opens", "Esc shows all", "Ctrl-C quits"]),
        (["enter"], ["Esc back", "w weak moment", "c contest", "t ticks", "r replay", "Ctrl-C quits"]),
        (["enter", "n", "t"], ["Space or a digit ticks", "Enter keeps it", "Esc leaves it"]),
        (["enter", "n", "c"], ["y contests it", "any other key does not"]),
        (["enter", "r"], ["Space skips", "+ - speed", "any other key ends it"]),
        ("?", ["↑ ↓ scroll", "any other key goes back", "Ctrl-C quits"]),
    ],
)
def test_the_keys_that_lead_on_and_out_are_in_sight(
    pressed: Iterable[str], names: list[str], columns: int
) -> None:
    player = Player(size=Size(columns, 24))
    player.press(*pressed)
    for name in names:
        assert name in player.screen


@given(st.integers(0, 200), SIZES)
def test_only_what_is_in_sight_is_read(selected: int, size: Size) -> None:
    drawer = Drawer([learner()])
    only = drawer.ids[0]
    state = begin([only] * 500, size)
    for _ in range(selected // 50):
        state, _ = keys.press(state, "pagedown")
    for _ in range(selected % 50):
        state, _ = keys.press(state, "down")
    lines = texts(screen(state, drawer.look))
    assert len(drawer.looked) <= listed_at_once(size)
    if size.rows > 12 and size.columns > 30:
        assert sum(line.startswith("> ") for line in lines) == 1


def test_a_long_message_is_cut_visibly() -> None:
    state = keys.refused(begin(["one"], Size(40, 10)), "why " * 200)
    lines = texts(screen(state, Drawer([learner()]).look))
    assert len(lines) == 10
    assert "…" in lines


def test_a_session_is_seen_at_a_glance() -> None:
    lines = Player(Drawer([learner()])).screen.split("\n")
    assert lines[0] == "2 sessions, the newest first"
    assert lines[1].startswith("> 2026-11-22 ")
    assert lines[1].endswith("  test · 2 questions · solo")
    assert lines[2].startswith("  Said so plainly 1 of 1 · asked 1 of 1")
    assert lines[3] == "  damaged  cannot be opened"
    assert "expected an event" in lines[4]


def test_a_narrow_list_has_shorter_lines() -> None:
    lines = Player(Drawer([learner()]), size=Size(40, 24)).screen.split("\n")
    assert lines[1].startswith("> 2026-11-22 ")
    assert lines[2] == "  test · 2 questions · solo"
    assert lines[3] == "  Said so plainly 1 of 1 · asked 1 of 1…"
    assert lines[5] == "  damaged"


def test_a_filter_says_how_far_it_has_got() -> None:
    drawer = Drawer([learner()] * 8)
    state, _ = keys.press(begin(drawer.ids, WINDOW), "z")
    assert "0 of 9, 0 looked at" in texts(screen(state, drawer.look))[0]
    assert "Nothing fits so far." in texts(screen(state, drawer.look))[1]
    state = keys.look_on(state, drawer.text, 100)
    assert texts(screen(state, drawer.look))[0] == "Filter: z▏ 8 of 9"


def test_ticks_that_do_not_fit_scroll_with_the_one_that_space_ticks() -> None:
    player = at(CLAIMED, "n", "t", "up", size=Size(40, 9))
    assert "> · 3 Commit waits" in player.screen


def test_what_does_not_fit_on_a_line_is_left_out_visibly() -> None:
    scene = Scene()
    drawer = Drawer([scene])
    lines = Player(drawer, size=Size(20, 30)).screen.split("\n")
    assert any(line.endswith("…") for line in lines)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.text("ab 界é", max_size=20))), st.integers(2, 30))
def test_fitting_keeps_every_character_in_its_style(parts: list[tuple[str, str]], columns: int) -> None:
    rows = fitted([Part(*part) for part in parts], columns)
    kept = [(style, c) for row in rows for style, text in row for c in text]
    assert kept == [(style, c) for style, text in parts for c in text]
    assert all(sum(get_cwidth(c) for _, text in row for c in text) <= columns for row in rows)
