"""The candidate's screen between two: the solo one with a person opposite, and nothing of the key."""

import pytest

from simulator.interview.events import CoachLevel, Contested, Mark, Marked, Noted, Rated, Replied, Role
from simulator.interview.state import Phase
from simulator.shells.pair.room import Person
from tests.interview.scenes import REAL
from tests.shells.pair.two import Meeting, meeting, run


async def begin(met: Meeting) -> None:
    await met.press(met.guest, "n")
    await met.press(met.guest, "\r")


def of(met: Meeting, kind: type) -> list[object]:
    return [event for event in met.events[Person.HOST] if isinstance(event, kind)]


def test_the_key_how_sure_is_asked_after_a_claim() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.press(met.host, "[claim:0] the log first\r")
            await met.until(met.host, "How sure?")
            await met.press(met.host, "3")
            (marked,) = of(met, Marked)
            assert isinstance(marked, Marked)
            assert marked.mark is Mark.SURE

    run(scene)


def test_typing_on_instead_of_the_key_is_not_lost() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.press(met.host, "[claim:0] the log first\r")
            await met.until(met.host, "How sure?")
            await met.press(met.host, "b")
            await met.press(met.host, "ecause\r")
            assert [e.text for e in of(met, Replied) if isinstance(e, Replied)][-1] == "because"

    run(scene)


def test_a_claim_heard_by_voice_asks_for_the_key_too_but_never_amid_a_line() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.press(met.host, "half a th")
            await met.press(met.guest, "c")
            assert "How sure?" not in met.host.said
            await met.press(met.host, "\x15")
            await met.press(met.guest, "1")
            await met.until(met.host, "How sure?")

    run(scene)


def test_the_answer_ends_the_question_for_the_key() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.press(met.host, "[claim:0] the log first\r")
            await met.until(met.host, "How sure?")
            await met.press(met.guest, "\t" + "\x1b[B" * 6 + "\r")
            await met.until(met.host, REAL.explanation)
            await met.press(met.host, "[restate:0] so it is that\r")
            assert met.state.phase is Phase.EXPLAINED
            assert len(of(met, Replied)) == 2

    run(scene)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("/help", "/swap - change seats"),
        ("/nxt", "did you mean"),
        ("/next", "Unknown command /next"),
        ("/hint", "The coach is silent here"),
        ("/why", "Nothing has been said yet."),
        ("/code", "There is no door of yours to open here."),
        ("/sure 2", "Marked: fairly sure."),
    ],
)
def test_what_is_typed_is_answered(typed: str, shown: str) -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.press(met.host, f"{typed}\r")
            await met.until(met.host, shown)

    run(scene)


def test_notes_and_contests_are_kept() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await met.press(met.host, "/contest\r")
            await met.until(met.host, "No question was asked yet.")
            await begin(met)
            await met.press(met.host, "/note\r")
            await met.until(met.host, "Written down.")
            await met.press(met.host, "/contest misheard\r")
            await met.until(met.host, "no longer counts")
            assert (len(of(met, Noted)), len(of(met, Contested))) == (1, 1)

    run(scene)


def test_why_tells_how_it_was_read_without_the_key() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.press(met.host, "[admit] no idea\r")
            await met.press(met.guest, "\t" + "\x1b[B" * 6 + "v")
            await met.press(met.host, "/why\r")
            await met.until(met.host, "you said you don't know")
            assert REAL.key_points[1].point not in met.host.said

    run(scene)


def test_the_coach_speaks_where_that_was_agreed() -> None:
    async def scene() -> None:
        async with meeting(coach=CoachLevel.FULL) as met:
            assert "The coach stands beside you." in met.host.text
            await begin(met)
            await met.press(met.host, "[admit] no idea\r")
            await met.until(met.host, "Coach:")
            await met.until(met.guest, "Coach:")

    run(scene)


def test_nothing_of_how_it_was_read_is_told_before_both_have_rated() -> None:
    async def scene() -> None:
        async with meeting(coach=CoachLevel.FULL) as met:
            await begin(met)
            await met.press(met.host, "[admit] no idea\r")
            await met.press(met.guest, "k")
            await met.until(met.host, "That closes question 1.")
            assert "Honesty" not in met.host.said
            await met.press(met.guest, "zy")
            await met.until(met.host, "First rate yourself")
            assert "Honesty" not in met.host.said + met.guest.said

    run(scene)


def test_a_form_may_be_left_blank() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.press(met.host, "[admit] no idea\r")
            await met.press(met.host, "/quit\r")
            await met.until(met.host, "Said so plainly")
            for _ in range(8):
                await met.press(met.host, "\r")
            (form,) = of(met, Rated)
            assert isinstance(form, Rated)
            assert (form.by, form.ratings) == (Role.CANDIDATE, {})

    run(scene)


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_ctrl_c_and_ctrl_d_leave_and_lose_nothing(key: str) -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            if key == "\x03":
                await met.press(met.host, "half a thought")
            await met.press(met.host, key)
            await met.tasks[Person.HOST]
            assert met.table().draft == ("half a thought" if key == "\x03" else "")

    run(scene)


def test_the_host_who_is_stopped_leaves_with_what_they_were_typing() -> None:
    async def scene() -> None:
        async with meeting() as met:
            await begin(met)
            await met.press(met.host, "half a thought")
            met.room.stop()
            await met.tasks[Person.HOST]
            assert met.table().draft == "half a thought"

    run(scene)


class Door:
    """A door whose gate has shut."""

    shut = True

    def new_code(self) -> str:
        self.shut = False
        return "abcd2345"


def test_a_gate_that_has_shut_is_opened_by_another_code() -> None:
    async def scene() -> None:
        async with meeting(door=Door()) as met:
            await met.until(met.host, "too many wrong codes: /code")
            await met.press(met.host, "/code\r")
            await met.until(met.host, "The join code is now ABCD2345")
            await met.press(met.host, "/swap\r")
            await met.until(met.host, "You interview your friend")
            await met.press(met.host, "nC")
            await met.until(met.host, "The join code is now ABCD2345")

    run(scene)
