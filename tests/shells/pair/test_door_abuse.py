"""The door under abuse: the host stays usable, memory stays bounded, nothing is printed, all is counted."""

import asyncio
import struct
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

pytest.importorskip("asyncssh", reason="the extra `pair` is not installed")

import asyncssh

from simulator.shells.pair import remote, server
from simulator.shells.pair.door import Door
from simulator.shells.pair.gate import BURST, CONNECTIONS, PACE, TRIES, Refusal
from simulator.shells.pair.seat import Room, Seat
from tests.shells.pair.friends import Friend, dial, friend, open_door
from tests.shells.pair.rooms import EchoRoom

_USABLE = 2.0
"""Seconds in which a friend must have their answer, on a busy machine, whatever others do."""


@pytest.fixture(autouse=True)
def nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> Any:
    yield
    assert capfd.readouterr() == ("", "")


Scenario = Callable[[Door, Friend], Coroutine[Any, Any, None]]


def while_a_friend_sits(folder: Path, scenario: Scenario) -> Door:
    """Play `scenario` while a friend, who must be answered before, meanwhile and after, has the one seat."""
    room = EchoRoom()

    async def run() -> Door:
        async with asyncio.timeout(50), open_door(room, folder) as door:
            async with friend(door) as one:
                await answered(one, "before")
                await scenario(door, one)
                await answered(one, "after")
            while room.seats:
                await asyncio.sleep(0)
            async with friend(door) as again:
                await answered(again, "again")
        return door

    door = asyncio.run(run())
    assert {line for lines in room.heard.values() for line in lines} <= {
        "before",
        "meanwhile",
        "after",
        "again",
    }
    return door


async def answered(one: Friend, word: str) -> None:
    begun = time.monotonic()
    one.type(f"{word}\r")
    await one.until(f"heard {len(word)}: {word}")
    assert time.monotonic() - begun < _USABLE


async def knock(door: Door, data: bytes = b"") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    writer.write(data)
    return reader, writer


async def hang_up(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()


def test_guesses_over_all_connections_at_once_are_few_and_slow(tmp_path: Path) -> None:
    async def guess(door: Door) -> None:
        with pytest.raises((asyncssh.Error, OSError)):
            await dial(door.port, *["wrong"] * 3)

    async def scenario(door: Door, one: Friend) -> None:
        begun = time.monotonic()
        guessing = [asyncio.create_task(guess(door)) for _ in range(CONNECTIONS - 1)]
        await answered(one, "meanwhile")
        await asyncio.gather(*guessing)
        assert door.shut
        assert time.monotonic() - begun > TRIES * PACE * 0.99
        assert door.refused[Refusal.WRONG_CODE] == TRIES
        door.new_code()

    while_a_friend_sits(tmp_path, scenario)


def test_two_hundred_connections_at_once(tmp_path: Path) -> None:
    async def scenario(door: Door, one: Friend) -> None:
        knocks = await asyncio.gather(*(knock(door) for _ in range(200)))
        greetings = [await reader.readline() for reader, _ in knocks]
        assert greetings.count(b"SSH-2.0-idk\r\n") == CONNECTIONS - 1
        assert greetings.count(b"Too many connections: try again in a minute.\r\n") == 201 - CONNECTIONS
        await answered(one, "meanwhile")
        await asyncio.gather(*(hang_up(writer) for _, writer in knocks))

    assert while_a_friend_sits(tmp_path, scenario).refused == {Refusal.CONNECTION: 201 - CONNECTIONS}


_VERSION = b"SSH-2.0-OpenSSH_9.2\r\n"


@pytest.mark.parametrize(
    "garbage",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500) + b"\n",
        b"SSH-1.5-old\r\n",
        b"SSH-2.0-" + b"x" * 300 + b"\r\n",
        b"SSH-2.0-\xff\xfe\r\n",
        b"x" * 9000,
        b"\n" * 100,
        _VERSION + b"\xff" * 40,
        _VERSION + struct.pack(">IB", 12, 4) + bytes(11),
        _VERSION + Random(1).randbytes(4000),
        _VERSION + struct.pack(">IBB", 12, 10, 20) + bytes(10),
    ],
)
def test_garbage_costs_nothing(tmp_path: Path, garbage: bytes) -> None:
    async def scenario(door: Door, one: Friend) -> None:
        for _ in range(5):
            reader, writer = await knock(door, garbage)
            await answered(one, "meanwhile")
            writer.write_eof()
            with suppress(ConnectionError):
                await reader.read()
            await hang_up(writer)

    refused = while_a_friend_sits(tmp_path, scenario).refused
    assert set(refused) <= {Refusal.NOT_SSH}


def test_a_flood_before_the_login_is_cut_off(tmp_path: Path) -> None:
    """The smallest packets that ssh knows, as many as a socket takes."""
    ignore = struct.pack(">IBBI", 12, 6, 2, 0) + bytes(6)

    async def scenario(door: Door, one: Friend) -> None:
        _, writer = await knock(door, _VERSION + ignore * 100_000)
        await answered(one, "meanwhile")
        await hang_up(writer)

    assert while_a_friend_sits(tmp_path, scenario).refused == {Refusal.TOO_MUCH: 1}


def test_control_sequences_do_no_harm(tmp_path: Path) -> None:
    """Those that set titles, clear screens, turn text round, and answers to questions that nobody asked."""
    hostile = "\x1b]2;title\x07\x1b[2J\x9b31m\u202e\x1b[12;34R\x1b[<0;1;1M\x1b[M!!!\x1b[" + "1;" * 5000

    async def scenario(door: Door, one: Friend) -> None:
        for _ in range(2):
            one.type(hostile)
            one.type("m\x15")  # the end of the sequence; all that was typed away
            await answered(one, "meanwhile")
        assert "\x1b]2;title" not in one.seen
        assert "\x9b" not in one.seen

    assert while_a_friend_sits(tmp_path, scenario).refused == {}


def test_who_says_nothing_is_hung_up_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "HELLO", 0.1)

    async def scenario(door: Door, one: Friend) -> None:
        reader, writer = await knock(door)
        assert await reader.readline() == b"SSH-2.0-idk\r\n"
        with suppress(ConnectionError):
            assert await reader.read() == b""
        await hang_up(writer)

    assert while_a_friend_sits(tmp_path, scenario).refused == {Refusal.SILENT: 1}


def test_who_takes_no_seat_is_hung_up_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(door: Door, one: Friend) -> None:
        monkeypatch.setattr(server, "LOGIN", 0.3)
        connection, _ = await dial(door.port, door.code)
        await connection.wait_closed()

    assert while_a_friend_sits(tmp_path, scenario).refused == {Refusal.SILENT: 1}


def alone(folder: Path, room: Room, scenario: Callable[[Door], Coroutine[Any, Any, None]]) -> Door:
    async def run() -> Door:
        async with asyncio.timeout(50), open_door(room, folder) as door:
            await scenario(door)
        return door

    return asyncio.run(run())


def test_a_long_line_is_taken_whole_and_a_longer_one_is_said_to_be_too_long(tmp_path: Path) -> None:
    room = EchoRoom()

    async def scenario(door: Door) -> None:
        async with friend(door) as one:
            await one.until("columns>")
            one.type(f"\x1b[200~{'x' * 20_000}\x1b[201~\r")
            await one.until("heard 20000:")
            one.type("y" * 2 * BURST)
            await one.end()
            assert one.screen.endswith(
                "That was more at once than can be taken here. Join again: everything is as it was.\r\n"
            )
        while room.seats:
            await asyncio.sleep(0)
        async with friend(door) as again:
            await answered(again, "again")

    assert alone(tmp_path, room, scenario).refused == {Refusal.TOO_MUCH: 1}
    assert room.heard == {"friend": ["x" * 20_000, "again"]}


@pytest.mark.parametrize("stop", ["the terminal", "the socket"])
def test_who_takes_no_output_is_hung_up_on_and_costs_no_memory(tmp_path: Path, stop: str) -> None:
    unsent = []

    async def room(seat: Seat) -> None:
        while not seat.gone.is_set():
            seat.output.write_raw("x" * 10_000)
            seat.output.flush()
            unsent.append(10_000)
            await asyncio.sleep(0)
        for _ in range(1000):
            seat.output.write_raw("x" * 10_000)
            seat.output.flush()

    async def scenario(door: Door) -> None:
        connection, _ = await dial(door.port, door.code)
        await connection.create_process(term_type="xterm")
        if stop == "the socket":
            assert connection._transport is not None
            connection._transport.pause_reading()
        while not door.refused.get(Refusal.STALLED):
            await asyncio.sleep(0)
        connection.abort()
        await connection.wait_closed()

    assert alone(tmp_path, room, scenario).refused == {Refusal.STALLED: 1}
    # Beside what may wait here: what the client's window and the sockets' buffers hold.
    assert sum(unsent) < server.MOST_UNSENT + 12 * 1024 * 1024


def test_typing_that_nobody_reads_stops_nobody(tmp_path: Path) -> None:
    seats = list[Seat]()

    async def room(seat: Seat) -> None:
        seats.append(seat)
        await seat.gone.wait()

    async def scenario(door: Door) -> None:
        async with friend(door) as one, friend(door) as two:
            one.type("x" * (BURST // 2))
            two.type("x" * (BURST // 2))
            while len(seats) < 2:
                await asyncio.sleep(0)
            seats[0].close()
            seats[1].close()
            await one.end()
            await two.end()

    assert alone(tmp_path, room, scenario).refused == {}
    assert remote.MOST_WAITING > BURST
