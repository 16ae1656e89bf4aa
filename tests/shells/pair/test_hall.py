"""The hall: everybody in a task of their own, nobody left in the end."""

import asyncio

import pytest

from simulator.shells.pair.gate import Gate
from simulator.shells.pair.hall import Hall
from simulator.shells.pair.remote import RemoteSeat
from simulator.shells.pair.seat import Room, Seat


class Wire:
    """Remembers what was written, and whether it was hung up."""

    def __init__(self) -> None:
        self.written = ""
        self.up = True

    def write(self, text: str) -> None:
        self.written += text

    def hang_up(self) -> None:
        self.up = False


def hall(room: Room) -> Hall:
    return Hall(room, Gate("abcdefgh"), lambda: 0.0)


def seat(wire: Wire) -> RemoteSeat:
    return RemoteSeat(wire, "friend", "xterm", 80, 24)


async def stay(one: Seat) -> None:
    await one.gone.wait()


async def stay_for_ever(_: Seat) -> None:
    await asyncio.Event().wait()


def test_in_the_end_everybody_is_sent_away() -> None:
    wires = [Wire(), Wire()]

    async def scenario() -> None:
        place = hall(stay)
        async with place.opened():
            for wire in wires:
                place.sit(seat(wire))
            await asyncio.sleep(0)
            assert all(wire.up for wire in wires)

    asyncio.run(scenario())
    assert [wire.written for wire in wires] == ["Your host has hung up. Goodbye.\r\n"] * 2
    assert not any(wire.up for wire in wires)


def test_a_host_that_is_stopped_says_so_too() -> None:
    wire = Wire()

    async def host() -> None:
        place = hall(stay_for_ever)
        async with place.opened():
            place.sit(seat(wire))
            await asyncio.Event().wait()

    async def scenario() -> None:
        task = asyncio.create_task(host())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(scenario())
    assert (wire.written, wire.up) == ("Your host has hung up. Goodbye.\r\n", False)


def test_who_comes_too_late_is_sent_away() -> None:
    wire = Wire()

    async def scenario() -> None:
        place = hall(stay_for_ever)
        async with place.opened():
            pass
        place.sit(seat(wire))

    asyncio.run(scenario())
    assert (wire.written, wire.up) == ("Your host has hung up. Goodbye.\r\n", False)


def test_an_error_of_the_room_ends_the_hall() -> None:
    wires = [Wire(), Wire()]

    async def room(one: Seat) -> None:
        if one.name == "bad":
            raise ZeroDivisionError("a defect")
        await stay_for_ever(one)

    async def scenario() -> None:
        place = hall(room)
        async with place.opened():
            place.sit(seat(wires[0]))
            place.sit(RemoteSeat(wires[1], "bad", "xterm", 80, 24))
            await asyncio.Event().wait()

    with pytest.raises(ZeroDivisionError, match="a defect"):
        asyncio.run(scenario())
    assert [wire.written for wire in wires] == [
        "Your host has hung up. Goodbye.\r\n",
        "Something went wrong at your host's. Goodbye.\r\n",
    ]
    assert not any(wire.up for wire in wires)
