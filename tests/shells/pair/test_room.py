"""Two seats, two people: who sits where, what each sees, what a drop and a swap leave standing."""

import asyncio

import pytest

from simulator.errors import IdkError
from simulator.interview.events import (
    Asked,
    Finished,
    Jotted,
    Observed,
    Rated,
    Replied,
    Role,
    Said,
    Swapped,
    Ticked,
)
from simulator.interview.state import Phase, replay
from simulator.shells.pair.room import Person
from simulator.shells.pair.screen import Leaving
from simulator.shells.pair.table import Table
from tests.shells.pair.two import Meeting, meeting, run

LATER = "n"
"""Declines the warm-up."""


async def ask_first(met: Meeting) -> None:
    """The friend asks the first question."""
    await met.press(met.guest, LATER)
    await met.press(met.guest, "\r")


def test_the_friend_asks_and_the_candidate_answers() -> None:
    async def scene() -> None:
        async with meeting() as met:
            assert "Your friend (ada) is here." in met.host.text
            await ask_first(met)
            await met.until(met.host, "What does a write-ahead log give a database?")
            await met.press(met.host, "[admit] no idea\r")
            await met.until(met.guest, "Your host: [admit] no idea")
            assert met.state.phase is Phase.GAP_OPEN
            await met.press(met.guest, "/Never mind, it is a hard one\r")
            await met.until(met.host, "Interviewer: Never mind, it is a hard one")
            assert replay(met.events[Person.HOST]) == met.state

    run(scene)


def test_no_line_of_the_interviewer_s_comes_by_itself() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await ask_first(met)
            for reply in ("[claim:none] it is fast", "[deflect] we had a team", "[ask_explain] what is it?"):
                await met.press(met.host, f"{reply}\r")
                await met.press(met.host, "\r")
            assert not [event for event in met.events[Person.HOST] if isinstance(event, Said)]

    run(scene)


def test_a_second_friend_is_told_that_the_seat_is_taken() -> None:
    async def scene() -> None:
        async with meeting() as met:
            seat = met.new_seat("bob")
            await met.room.guest(seat)
            assert "there is no seat for you" in seat.text
            assert not met.tasks[Person.GUEST].done()

    run(scene)


def test_a_friend_who_drops_finds_everything_as_it_was() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await ask_first(met)
            await met.press(met.guest, "1")
            await met.press(met.guest, "/half a li")
            met.guest.close()
            await met.settle()
            assert "Your friend has left" in met.host.text
            await met.press(met.host, "[admit] no idea\r")
            seat = met.new_seat("ada")
            await met.join(seat)
            await met.until(seat, "Say in your own words")
            assert "half a li" in seat.text
            assert "Your host: [admit] no idea" in seat.text
            assert "✓ 1 Changes reach the log" in seat.text

    run(scene)


def test_a_friend_who_is_back_at_once_has_the_seat() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await ask_first(met)
            lost, seat = met.tasks[Person.GUEST], met.new_seat("ada")
            met.guest.gone.set()
            joining = asyncio.create_task(met.room.guest(seat))
            await met.settle()
            met.guest.close()
            await lost
            met.guest, met.tasks[Person.GUEST] = seat, joining
            await met.press(seat, "1")
            await met.until(seat, "✓ 1 Changes reach the log")
            assert "your friend is here" in met.host.text

    run(scene)


def test_a_room_that_is_stopped_before_anybody_sits_stays_empty() -> None:
    async def scene() -> None:
        async with meeting(alone=True) as met:
            met.room.stop()
            await met.tasks[Person.HOST]
            assert await met.room.host(met.new_seat("host")) is Leaving.LEFT

    run(scene)


def test_a_host_who_resumes_sits_where_they_were() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await ask_first(met)
            await met.press(met.host, "half a thought")
            met.host.close()
            await met.settle()
            table = met.table()
            assert table.draft == "half a thought"
            before = list(met.events[Person.HOST])
        async with meeting(events=before, alone=True) as again:
            await again.until(again.host, "What does a write-ahead log give a database?")

    run(scene)


def test_seats_change_between_two_questions() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await ask_first(met)
            await met.press(met.host, "/swap\r")
            assert "close this one first" in met.host.text
            await met.press(met.guest, "k")
            await met.press(met.host, "/swap\r")
            await met.until(met.host, "You interview your friend")
            await met.until(met.guest, "You are the candidate; your host interviews.")
            await met.press(met.host, LATER)
            await met.press(met.host, "\r")
            await met.press(met.guest, "[admit] not me either\r")
            theirs = met.events[Person.GUEST]
            assert [type(event) for event in met.events[Person.HOST][-1:]] == [Swapped]
            assert [event.text for event in theirs if isinstance(event, Replied)] == ["[admit] not me either"]
            assert any(isinstance(event, Asked) for event in theirs)
            # and back again, to where the first one was left
            await met.press(met.host, "k")
            await met.press(met.host, "S")
            await met.press(met.host, "y")
            await met.until(met.host, "You are the candidate")
            assert not met.state.paused

    run(scene)


async def to_the_forms(met: Meeting) -> None:
    await ask_first(met)
    await met.press(met.host, "[admit] no idea\r")
    await met.press(met.guest, "z")
    await met.press(met.guest, "y")


def test_both_rate_and_see_it_side_by_side() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await to_the_forms(met)
            assert "rates first" in met.guest.text
            for key in "4-0000":
                await met.press(met.host, key)
            await met.press(met.host, "said so at once\r")
            await met.press(met.host, "ask\r")
            assert "What the two of you saw" not in met.host.said
            assert "said so at once" not in met.guest.said
            for key in "4-4000":
                await met.press(met.guest, key)
            await met.press(met.guest, "calm\r")
            await met.press(met.guest, "ask me\r")
            await met.until(met.host, "one friend's rating")
            assert "= Said so plainly" in met.host.said
            assert "≠ Asked for an explanation" in met.host.said
            assert "“ask me”" in met.host.said
            await met.until(met.guest, "What the two of you saw")
            forms = [event for event in met.events[Person.HOST] if isinstance(event, Rated)]
            assert [form.by for form in forms] == [Role.CANDIDATE, Role.INTERVIEWER]
            assert isinstance(met.events[Person.HOST][-1], Finished)

    run(scene)


def test_quitting_twice_ends_without_forms_and_then_leaves() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await to_the_forms(met)
            for _ in range(6):
                await met.press(met.host, "\r")
            await met.press(met.host, "\r")
            await met.press(met.host, "\r")
            await met.press(met.host, "/quit\r")
            await met.until(met.host, "No form by your friend.")
            await met.press(met.host, "/quit\r")
            await asyncio.wait_for(met.tasks[Person.HOST], 5)

    run(scene)


def test_a_spoken_question_is_made_of_marks_ticks_and_notes() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await ask_first(met)
            await met.press(met.guest, "a")
            await met.press(met.guest, "x")
            await met.until(met.guest, "asks for an explanation. How?")
            await met.press(met.guest, "3")
            await met.press(met.guest, "2")
            await met.press(met.guest, "n")
            await met.press(met.guest, "took their time\r")
            await met.press(met.guest, "k")
            kept = met.events[Person.HOST]
            assert len([event for event in kept if isinstance(event, Observed)]) == 2
            assert [event.index for event in kept if isinstance(event, Ticked)] == [1]
            assert [event.text for event in kept if isinstance(event, Jotted)] == ["took their time"]
            assert not [event for event in kept if isinstance(event, Replied)]
            assert met.state.current.confirmed == (1,)
            assert "took their time" not in met.host.said

    run(scene)


HOSTILE = "\x1b[200~one\x1b]2;title\x07\x9b2Jtwo\u202e\x1b[201~"


def test_control_characters_of_the_friend_s_reach_nobody() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await ask_first(met)
            await met.press(met.guest, HOSTILE)
            await met.press(met.guest, "\r")
            (said,) = [event for event in met.events[Person.HOST] if isinstance(event, Said)]
            assert not set(said.text) & set("\x1b\x07\x9b\u202e")
            assert not set(met.host.sent) & set("\x07\x9b\u202e")
            assert "\x1b]2" not in met.host.sent

    run(scene)


@pytest.mark.parametrize("size", [(80, 24), (40, 24)])
def test_every_page_fits_its_screen(size: tuple[int, int]) -> None:
    async def scene() -> None:
        async with meeting(size=size) as met:
            await ask_first(met)
            for page in ("tick what you hear", "Meant is", "What you hear", "to choose from", "Your notes"):
                await met.until(met.guest, page)
                assert "all keys" in met.guest.text
                await met.press(met.guest, "\t")

    run(scene)


def test_where_there_is_nothing_to_ask_the_other_the_seats_stay() -> None:
    async def scene() -> None:
        async with meeting() as met:

            def nothing_left(_: Person) -> Table:
                raise IdkError("No question is left.")

            met.room._open_table = nothing_left
            await met.press(met.host, "/swap\r")
            await met.until(met.host, "No question is left.")
            assert not met.state.paused
            await ask_first(met)

    run(scene)
