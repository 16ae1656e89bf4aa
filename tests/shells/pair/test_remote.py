"""A far-away terminal as prompt_toolkit sees it."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.keys import Keys

from simulator.shells.pair.remote import AT_ONCE, MOST_WAITING, RemoteInput, RemoteSeat
from simulator.shells.pair.seat import Seat


class Wire:
    """A wire into nowhere, which remembers."""

    def __init__(self) -> None:
        self.written = ""
        self.up = True

    def write(self, text: str) -> None:
        assert self.up
        self.written += text

    def hang_up(self) -> None:
        self.up = False


class Reader:
    """Reads keys as an application does."""

    def __init__(self, keys: RemoteInput) -> None:
        self.input = keys
        self.text = ""
        self.most = 0
        self.ended = 0

    def __call__(self) -> None:
        read = self.input.read_keys()
        self.most = max(self.most, len(read))
        self.text += "".join(key.data for key in read)
        self.ended += self.input.closed


async def turns(number: int = 500) -> None:
    for _ in range(number):
        await asyncio.sleep(0)


def run(scenario: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(scenario())


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\x1b", exclude_categories=["Cs"]), max_size=200), max_size=9
    )
)
def test_all_that_is_typed_is_read_in_order_and_in_small_pieces(typed: list[str]) -> None:
    async def scenario() -> None:
        keys = RemoteInput()
        reader = Reader(keys)
        with keys.attach(reader):
            for text in typed:
                keys.send(text)
            await turns()
        assert reader.text == "".join(typed)
        assert reader.most <= AT_ONCE

    run(scenario)


def test_what_is_typed_while_nobody_reads_waits_for_who_does() -> None:
    async def scenario() -> None:
        keys = RemoteInput()
        first, second = Reader(keys), Reader(keys)
        with keys.attach(first):
            keys.send("one")
            await turns()
            with keys.detach():
                keys.send("two")
                await turns()
                assert first.text == "one"
            await turns()
        keys.send("three")
        await turns()
        with keys.attach(second):
            await turns()
        assert (first.text, second.text) == ("onetwo", "three")

    run(scenario)


def test_typing_beyond_what_may_wait_is_lost() -> None:
    async def scenario() -> None:
        keys = RemoteInput()
        for _ in range(3):
            keys.send("x" * MOST_WAITING)
        reader = Reader(keys)
        with keys.attach(reader):
            await turns(2 * MOST_WAITING // AT_ONCE)
        assert len(reader.text) == MOST_WAITING

    run(scenario)


def test_the_end_is_told_once_all_is_read() -> None:
    async def scenario() -> None:
        keys = RemoteInput()
        reader = Reader(keys)
        keys.send("last words")
        keys.end()
        assert not keys.closed
        with keys.attach(reader):
            await turns()
        assert (reader.text, keys.closed) == ("last words", True)
        assert reader.ended

    run(scenario)


def test_a_closed_input_tells_a_reader_who_comes_later() -> None:
    async def scenario() -> None:
        keys = RemoteInput()
        keys.send("never read")
        keys.close()
        reader = Reader(keys)
        with keys.attach(reader):
            await turns()
        assert (reader.text, reader.ended > 0) == ("", True)

    run(scenario)


def test_escape_is_a_key_once_nothing_follows() -> None:
    async def scenario() -> None:
        keys = RemoteInput()
        keys.send("\x1b")
        assert keys.read_keys() == []
        assert [key.key for key in keys.flush_keys()] == [Keys.Escape]
        keys.send("\x1b")
        keys.read_keys()
        keys.send("[A")
        assert [key.key for key in keys.read_keys()] == [Keys.Up]

    run(scenario)


def test_two_inputs_do_not_share_what_was_typed_ahead() -> None:
    assert RemoteInput().typeahead_hash() != RemoteInput().typeahead_hash()


def seat(wire: Wire) -> RemoteSeat:
    return RemoteSeat(wire, "friend", "xterm", 80, 24)


def test_the_last_word_is_the_goodbye() -> None:
    async def scenario() -> None:
        wire = Wire()
        one = seat(wire)

        async def room(_: Seat) -> None:
            await one.gone.wait()
            one.output.write("the room's last word. ")
            one.output.flush()

        task = asyncio.create_task(one.receive(room))
        await turns(3)
        one.close("Goodbye.\r\n")
        await task
        assert (wire.written, wire.up) == ("the room's last word. Goodbye.\r\n", False)

    run(scenario)


def test_who_is_gone_before_they_were_received_sees_no_room() -> None:
    async def scenario() -> None:
        wire = Wire()
        one = seat(wire)

        async def room(_: Seat) -> None:
            raise AssertionError("nobody is there")

        one.lost()
        await one.receive(room)
        assert not wire.up

    run(scenario)
