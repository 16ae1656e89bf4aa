"""Two people's commands at one table, interleaved at random: one order, one state, nobody's words mixed."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import StorageError
from simulator.interview.commands import Ask, Command, Jot, Next, Observe, Reply, Say, Tick
from simulator.interview.events import Act, AnyEvent, Replied, Role, Said, TickKind
from simulator.interview.protocol import RefusedError
from simulator.interview.state import Episode, State, replay
from simulator.reading.model import Move, Quality, Reading
from simulator.shells.pair.table import Table
from tests.shells.pair.two import pair_opening, run
from tests.shells.scripted import read_tags
from tests.shells.seat import START

CANDIDATE = st.builds(Reply, st.sampled_from(["[admit] mine 1", "[claim:0] mine 2", "[ask_explain] mine 3"]))
INTERVIEWER = st.sampled_from(
    [
        Say(Act.NEUTRAL, "theirs 1"),
        Say(Act.EXPLAIN, "theirs 2"),
        Tick(TickKind.POINT, 0),
        Observe(Move.ADMIT),
        Jot("theirs 3"),
        Next(),
        Ask(),
    ]
)


def a_table(record: Any = None) -> tuple[Table, list[AnyEvent]]:
    kept = pair_opening()

    def read(episode: Episode, text: str) -> Reading:
        return read_tags(episode.question, text)

    def rate(_: State, __: str) -> Quality:
        return Quality.PLAIN

    return Table(replay(kept), record=record or kept.extend, clock=lambda: START, read=read, rate=rate), kept


STEPS = st.lists(
    st.tuples(st.just(Role.CANDIDATE), CANDIDATE) | st.tuples(st.just(Role.INTERVIEWER), INTERVIEWER)
)


@settings(max_examples=40)
@given(STEPS)
def test_whatever_comes_at_once_has_one_order(steps: list[tuple[Role, Command]]) -> None:
    async def scene() -> None:
        table, kept = a_table()
        told: list[AnyEvent] = []

        async def attempt(role: Role, command: Command) -> None:
            with suppress(RefusedError):
                await table.do(role, command)

        with table.watched(lambda event, _: told.append(event)):
            await table.do(Role.INTERVIEWER, Ask())
            doing: list[Coroutine[Any, Any, None]] = [attempt(role, command) for role, command in steps]
            await asyncio.gather(*doing)
        assert replay(kept) == table.state
        assert kept[2:] == told
        assert table.state.unread is None
        assert all("mine" in event.text for event in kept if isinstance(event, Replied))
        spoken = [event for event in kept if isinstance(event, Said) and event.act is not Act.DEBRIEF]
        assert all("theirs" in event.text for event in spoken)

    run(scene)


def test_a_reply_whose_reading_was_cut_short_is_read_before_anything_else() -> None:
    async def scene() -> None:
        table, kept = a_table()
        await table.do(Role.INTERVIEWER, Ask())
        sending = asyncio.create_task(table.do(Role.CANDIDATE, Reply("[admit] no idea")))
        await asyncio.sleep(0)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        assert table.state.unread is not None
        await table.do(Role.INTERVIEWER, Tick(TickKind.POINT, 0))
        assert [type(event).__name__ for event in kept[3:]] == ["Replied", "Heard", "Ticked"]

    run(scene)


def test_what_cannot_be_kept_is_not_shown() -> None:
    async def scene() -> None:
        def full(_: object) -> None:
            raise StorageError("the disk is full")

        table, _ = a_table(full)
        told: list[AnyEvent] = []
        before = table.state
        with table.watched(lambda event, _: told.append(event)), pytest.raises(StorageError):
            await table.do(Role.INTERVIEWER, Ask())
        assert (told, table.state) == ([], before)

    run(scene)


def test_a_note_needs_a_question() -> None:
    async def scene() -> None:
        table, kept = a_table()
        await table.note(Role.CANDIDATE, "the log")
        assert len(kept) == 2

    run(scene)
