"""The interviewer's screen, key by key: what a key does, and what the screen then shows."""

import msgspec
import pytest

from simulator.interview.events import (
    Act,
    Added,
    AnyEvent,
    Arranged,
    Jotted,
    Observed,
    Said,
    Ticked,
    WarmedUp,
)
from simulator.interview.state import Phase
from simulator.reading.model import Move, Quality
from simulator.shells.pair.room import Person
from simulator.shells.pair.screen import MOST
from tests.interview.scenes import FOIL, REAL
from tests.shells.pair.two import Meeting, meeting, run

DOWN, UP, TAB, BACKTAB, ENTER, ALT_ENTER = "\x1b[B", "\x1b[A", "\t", "\x1b[Z", "\r", "\x1b\r"
PAGE_UP, PAGE_DOWN = "\x1b[5~", "\x1b[6~"


async def begin(met: Meeting) -> None:
    await met.press(met.guest, "n")
    await met.press(met.guest, ENTER)


def last(met: Meeting) -> AnyEvent:
    return met.events[Person.HOST][-1]


def test_the_warm_up_is_offered_and_says_what_the_rubric_says() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await met.until(met.guest, "Rate three short samples first?")
            await met.press(met.guest, "y")
            for stand, ask, said in (("a", "4", "you said"), ("c", "0", "answers"), ("g", "2", "90 of")):
                await met.press(met.guest, stand)
                await met.press(met.guest, ask)
                await met.until(met.guest, said)
                await met.press(met.guest, ENTER)
            warmed = last(met)
            assert isinstance(warmed, WarmedUp)
            assert (warmed.agreed, warmed.of) == (5, 6)
            await met.until(met.guest, "to choose from")

    run(scene)


def test_a_prepared_line_is_sent_as_it_is() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.press(met.guest, TAB + DOWN + ENTER)
            said = last(met)
            assert isinstance(said, Said)
            assert (said.act, said.text, said.index) == (Act.PROBE, REAL.probes[0], 0)
            await met.until(met.guest, "→ Probe")

    run(scene)


def test_a_prepared_line_is_edited_first() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.press(met.guest, TAB + DOWN + "e")
            await met.press(met.guest, " And where?" + ENTER)
            said = last(met)
            assert isinstance(said, Said)
            assert (said.act, said.text) == (Act.PROBE, REAL.probes[0] + " And where?")

    run(scene)


def test_a_line_said_aloud_is_only_noted() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.press(met.guest, TAB + DOWN * 6 + "v")
            said = last(met)
            assert isinstance(said, Said)
            assert (said.act, said.aloud) == (Act.EXPLAIN, True)
            await met.until(met.host, "(explains, by voice)")

    run(scene)


def test_keys_that_need_a_line_say_so_elsewhere() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.press(met.guest, "e")
            await met.until(met.guest, "Go to a line of the page Say first.")
            await met.press(met.guest, "s")
            await met.until(met.guest, "Go to a question of the page Next first.")
            await met.press(met.guest, "h")
            await met.until(met.guest, "nothing to hand back")
            await met.press(met.guest, "u")
            await met.until(met.guest, "Nothing to take back")

    run(scene)


def test_questions_are_moved_skipped_and_written() -> None:
    async def scene() -> None:
        async with meeting((REAL, FOIL, REAL)) as met:
            await begin(met)
            await met.press(met.guest, BACKTAB * 2)
            await met.until(met.guest, "2 questions to choose from")
            await met.press(met.guest, "+")
            await met.press(met.guest, "s")
            arranged = [event.order for event in met.events[Person.HOST] if isinstance(event, Arranged)]
            assert arranged[-2:] == [(2, 1), (2,)]
            await met.press(met.guest, f"oWhat is a quorum?{ALT_ENTER}a majority{ENTER}")
            added = last(met)
            assert isinstance(added, Added)
            assert (added.question.ask, added.question.topic) == ("What is a quorum?", "What is a quorum")
            assert [point.point for point in added.question.key_points] == ["a majority"]
            await met.until(met.guest, "(yours)")
            await met.press(met.guest, f"o{ENTER}")
            assert last(met) is added

    run(scene)


def test_a_question_chosen_while_another_is_open_comes_next() -> None:
    async def scene() -> None:
        async with meeting((REAL, FOIL, REAL)) as met:
            await begin(met)
            await met.press(met.guest, BACKTAB * 2 + DOWN + ENTER)
            assert (met.state.phase, len(met.state.episodes)) == (Phase.ASKED, 1)
            assert met.state.to_come[0][1] is REAL

    run(scene)


def test_marks_have_keys_and_rows_and_anchors() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.press(met.guest, "g")
            await met.press(met.guest, TAB * 2 + DOWN * 5 + ENTER)
            await met.until(met.guest, "ties it to something they know")
            await met.press(met.guest, DOWN * 3 + ENTER)
            seen = [(e.move, e.quality) for e in met.events[Person.HOST] if isinstance(e, Observed)]
            assert seen == [(Move.GUESS, Quality.PLAIN), (Move.ASK_EXPLAIN, Quality.DEEP)]
            await met.press(met.guest, "u")
            assert len(met.state.current.observed) == 1
            await met.press(met.guest, "x")
            await met.escape(met.guest)
            assert len(met.state.current.observed) == 1

    run(scene)


def test_a_foil_is_named_on_this_screen_alone() -> None:
    async def scene() -> None:
        async with meeting((FOIL,)) as met:
            await begin(met)
            await met.until(met.guest, "This term is MADE UP")
            await met.press(met.guest, DOWN + ENTER)
            assert isinstance(last(met), Ticked)
            assert "MADE UP" not in met.host.said
            assert "made up" not in met.host.said

    run(scene)


def test_a_note_is_kept_and_listed() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.press(met.guest, f"ncalm under pressure{ENTER}")
            assert isinstance(last(met), Jotted)
            await met.press(met.guest, BACKTAB)
            await met.until(met.guest, "1: calm under pressure")

    run(scene)


def test_what_is_too_long_is_not_sent() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            before = last(met)
            await met.press(met.guest, f"\x1b[200~{'a' * (MOST + 1)}\x1b[201~")
            await met.press(met.guest, ENTER)
            await met.until(met.guest, "That is too long")
            assert last(met) is before

    run(scene)


@pytest.mark.parametrize("size", [(80, 24), (40, 24)])
def test_a_text_longer_than_the_window_is_read_to_its_end(size: tuple[int, int]) -> None:
    long = msgspec.structs.replace(REAL, explanation="word " * 300 + "finis")

    async def scene() -> None:
        async with meeting((long,), size=size) as met:
            await begin(met)
            await met.press(met.guest, TAB + DOWN * 6)
            for key in ([DOWN] * 40 + [UP] * 40) * 5:  # a busy machine may draw too late, and go past it
                if "finis" in met.guest.text:
                    break
                await met.press(met.guest, key)
            await met.until(met.guest, "finis")

    run(scene)


def test_what_was_said_is_scrolled_back_and_forth() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            for number in range(30):
                await met.press(met.host, f"[admit] r{number}.\r")
            await met.until(met.guest, "r29.")
            assert "r2." not in met.guest.text
            await met.press(met.guest, PAGE_UP * 5)
            await met.until(met.guest, "r2.")
            await met.press(met.guest, PAGE_DOWN * 6)
            await met.until(met.guest, "r29.")

    run(scene)


def test_leaving_is_asked_about_and_keeps_everything() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.press(met.guest, "qn")
            assert not met.tasks[Person.GUEST].done()
            await met.press(met.guest, "\x03")
            await met.until(met.guest, "Everything is kept")
            await met.press(met.guest, "y")
            await met.tasks[Person.GUEST]
            assert met.state.phase is Phase.ASKED

    run(scene)


def test_ending_closes_the_open_question_and_names_a_foil() -> None:
    async def scene() -> None:
        async with meeting((FOIL,)) as met:
            await begin(met)
            await met.press(met.host, "[admit] never heard of it\r")
            await met.press(met.guest, "zy")
            await met.until(met.host, "There is no such thing.")
            await met.until(met.host, "First rate yourself")
            await met.press(met.guest, "zy")
            await met.until(met.guest, "The interview is over.")

    run(scene)


def test_nothing_of_the_key_stays_on_the_terminal_afterwards() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.press(met.guest, "qy")
            await met.tasks[Person.GUEST]
            wiped = met.guest.sent.rpartition("\x1b[?1049l")[0]
            # The alternate screen is erased before it is left.
            assert "\x1b[J" in wiped[-40:] or "\x1b[2J" in wiped[-40:]

    run(scene)


def test_the_screen_follows_its_window() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.until(met.guest, "│")
            await met.press(met.guest, "qy")
            seat = met.new_seat("ada")
            seat.resize(40, 24)
            await met.join(seat)
            await met.until(seat, "tick what you hear")
            assert "│" not in seat.text

    run(scene)
