"""The door, with a client in the same process: who gets in, what they may do, how they leave."""

import asyncio
import stat
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("asyncssh", reason="the extra `pair` is not installed")

import asyncssh
from prompt_toolkit.application import get_app_session

from simulator.errors import StorageError
from simulator.shells.pair import gate, remote, server
from simulator.shells.pair.door import Door, DoorError
from simulator.shells.pair.gate import CODE_LENGTH, TRIES, TRIES_A_CONNECTION, Refusal
from simulator.shells.pair.seat import Room, Seat
from tests.shells.pair.friends import dial, friend, open_door
from tests.shells.pair.rooms import EchoRoom

Scenario = Callable[[Door, EchoRoom], Coroutine[Any, Any, None]]


@pytest.fixture(autouse=True)
def quick_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """That answers are slow is shown elsewhere."""
    monkeypatch.setattr(gate, "PACE", 0.0)


def play(folder: Path, scenario: Scenario, *, places: int = 1, authorized: Path | None = None) -> Door:
    """Open a door to an echoing room, and play `scenario`; the door, closed again."""
    room = EchoRoom(places)

    async def run() -> Door:
        async with asyncio.timeout(30), open_door(room, folder, authorized) as door:
            await scenario(door, room)
        return door

    door = asyncio.run(run())
    assert room.seats == []
    return door


async def seated(room: EchoRoom, number: int = 1) -> Seat:
    """The newest seat, once so many people sit."""
    while len(room.seats) < number:
        await asyncio.sleep(0)
    return room.seats[-1]


def test_a_friend_joins_talks_and_leaves(tmp_path: Path) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        async with friend(door, "Zoë") as zoe:
            await zoe.until("Welcome, Zoë.")
            zoe.type("héllo 你好\r")
            await zoe.until("heard 8: héllo 你好")
            zoe.type("/leave\r")
            assert await zoe.end() == 0
            assert "Bye." in zoe.screen
        assert room.heard == {"Zoë": ["héllo 你好"]}

    assert play(tmp_path, scenario).refused == {}


@pytest.mark.parametrize("keys", ["\x03", "\x04"])
def test_ctrl_c_and_ctrl_d_take_the_friend_away_and_not_the_host(tmp_path: Path, keys: str) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        async with friend(door) as one:
            await one.until("columns>")
            one.type(keys)
            assert await one.end() == 0
        async with friend(door) as two:
            await two.until("columns>")

    play(tmp_path, scenario)


def test_what_is_typed_before_the_end_of_input_is_heard(tmp_path: Path) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        async with friend(door) as one:
            one.type("first\rsecond\r")
            one.process.stdin.write_eof()
            assert await one.end() == 0
        assert room.heard == {"friend": ["first", "second"]}

    play(tmp_path, scenario)


def test_a_second_friend_is_refused_where_the_room_says_so(tmp_path: Path) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        async with friend(door) as one, friend(door, "other") as two:
            await one.until("columns>")
            assert await two.end() == 0
            assert "Somebody sits here already." in two.screen
            one.type("still here\r")
            await one.until("heard 10: still here")

    play(tmp_path, scenario)


def test_two_friends_typing_at_once_never_mix(tmp_path: Path) -> None:
    async def talk(door: Door, name: str) -> str:
        async with friend(door, name) as one:
            await one.until("columns>")
            for number in range(20):
                for key in f"{name}{number}\r":
                    one.type(key)
                    await asyncio.sleep(0)
                await one.until(f": {name}{number}\r\n")
            one.type("/leave\r")
            await one.end()
            return one.seen

    async def scenario(door: Door, room: EchoRoom) -> None:
        screens = await asyncio.gather(talk(door, "aaa"), talk(door, "bbb"))
        assert "b" not in screens[0].replace("Bye", "")
        assert "aaa" not in screens[1]
        assert room.heard == {name: [f"{name}{number}" for number in range(20)] for name in ("aaa", "bbb")}

    play(tmp_path, scenario, places=2)


def test_a_friend_who_drops_joins_again_with_the_same_code(tmp_path: Path) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        async with friend(door) as one:
            seat = await seated(room)
            one.hang_up()
            await seat.gone.wait()
        async with friend(door) as again:
            await again.until("columns>")

    play(tmp_path, scenario)


def test_the_window_is_followed_within_reason(tmp_path: Path) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        async with friend(door, term_size=(0, 0)) as one:
            await one.until("80 columns>")
            one.resize(57, 20)
            await one.until("57 columns>")
            one.resize(4_000_000_000, 4_000_000_000)
            await one.until(f"{remote.MOST_COLUMNS} columns>")
            assert room.seats[0].output.get_size().rows == remote.MOST_ROWS
            one.resize(1, 1)
            await one.until(f"{remote.LEAST_COLUMNS} col")

    play(tmp_path, scenario)


@pytest.mark.parametrize(
    ("given", "called"),
    [
        ("friend", "friend"),
        ("\u202eevil\x1b[2J name", "evil[2J name"),
        ("x" * 99, "x" * 24),
        ("\u200f", "friend"),
    ],
)
def test_a_name_is_safe_to_show(tmp_path: Path, given: str, called: str) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        async with friend(door, "friend"):
            assert (await seated(room)).name == "friend"

    play(tmp_path, scenario)
    assert server.called(given) == called


# The gate.


def test_the_code_has_eight_symbols_and_each_door_its_own(tmp_path: Path) -> None:
    codes = set()

    async def scenario(door: Door, room: EchoRoom) -> None:
        codes.update([door.code, door.new_code(), door.code])

    play(tmp_path, scenario)
    play(tmp_path, scenario)
    assert len(codes) == 4
    assert {len(code) for code in codes} == {CODE_LENGTH}


def test_a_wrong_code_is_said_and_may_be_mended(tmp_path: Path) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        connection, client = await dial(door.port, "wrong", "wrong", door.code)
        connection.close()
        assert client.asked == ["Join code: "] * 3
        assert client.said == ["", "That is not the code. 2 more tries.", "That is not the code. 1 more try."]

    assert play(tmp_path, scenario).refused == {Refusal.WRONG_CODE: 2}


def test_three_wrong_codes_end_the_connection(tmp_path: Path) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        with pytest.raises(asyncssh.DisconnectError, match=r"3 wrong codes\. Join again to try another"):
            await dial(door.port, "wrong", "wrong", "wrong", door.code)

    assert play(tmp_path, scenario).refused == {Refusal.WRONG_CODE: TRIES_A_CONNECTION}


async def shut(door: Door) -> None:
    """Try wrong codes until the gate is shut."""
    while not door.shut:
        with pytest.raises(asyncssh.DisconnectError):
            await dial(door.port, *["wrong"] * 3)


def test_ten_wrong_codes_shut_the_gate_and_a_new_code_opens_it(tmp_path: Path) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        async with friend(door) as inside:
            await inside.until("columns>")
            await shut(door)
            assert door.refused[Refusal.WRONG_CODE] == TRIES
            with pytest.raises(asyncssh.DisconnectError, match="ask your host for a new one"):
                await dial(door.port, door.code)
            inside.type("undisturbed\r")
            await inside.until("heard 11: undisturbed")
        old = door.code
        assert door.new_code() != old
        assert not door.shut
        with pytest.raises(asyncssh.DisconnectError, match="3 wrong codes"):
            await dial(door.port, *[old] * 3)
        async with friend(door) as one:
            await one.until("columns>")

    play(tmp_path, scenario)


@pytest.mark.parametrize("method", ["password", "publickey", "none"])
def test_nothing_but_the_code_opens(tmp_path: Path, method: str) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        key = asyncssh.generate_private_key("ssh-ed25519")
        with pytest.raises(asyncssh.PermissionDenied):
            await dial(door.port, door.code, preferred_auth=method, password=door.code, client_keys=[key])

    play(tmp_path, scenario)


def test_a_key_that_is_listed_opens_even_a_shut_gate(tmp_path: Path) -> None:
    listed, other = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
    authorized = tmp_path / "authorized_keys"
    listed.append_public_key(authorized)

    async def scenario(door: Door, room: EchoRoom) -> None:
        await shut(door)
        connection, client = await dial(door.port, client_keys=[listed])
        connection.close()
        assert client.asked == []
        with pytest.raises(asyncssh.DisconnectError):
            await dial(door.port, client_keys=[other])

    play(tmp_path, scenario, authorized=authorized)


# What ssh could do, and this door does not.


def test_commands_and_files_are_refused(tmp_path: Path) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        for request in ({"command": "id"}, {"subsystem": "sftp"}, {"command": "scp -t /"}):
            connection, _ = await dial(door.port, door.code)
            async with connection:
                with pytest.raises(asyncssh.ChannelOpenError):
                    await connection.create_process(term_type="xterm", **request)

    assert play(tmp_path, scenario).refused == {Refusal.COMMAND: 2, Refusal.FILES: 1}


def test_forwarding_is_refused(tmp_path: Path) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        connection, _ = await dial(door.port, door.code)
        async with connection:
            with pytest.raises(asyncssh.ChannelOpenError):
                await connection.open_connection("127.0.0.1", door.port)
            with pytest.raises(asyncssh.ChannelOpenError):
                await connection.open_unix_connection(str(tmp_path / "socket"))
            with pytest.raises(asyncssh.ChannelListenError):
                await connection.forward_remote_port("127.0.0.1", 0, "127.0.0.1", door.port)
            with pytest.raises(asyncssh.ChannelListenError):
                await connection.forward_remote_path(str(tmp_path / "socket"), str(tmp_path / "other"))

    assert play(tmp_path, scenario).refused == {Refusal.FORWARDING: 4}


def test_an_environment_is_not_looked_at(tmp_path: Path) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        async with friend(door, env={"LANG": "xx", "NO_COLOR": "1", "PYTHONSTARTUP": "/x"}) as one:
            await one.until("columns>")

    play(tmp_path, scenario)


def test_a_connection_has_one_seat(tmp_path: Path) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        async with friend(door) as one:
            await one.until("columns>")
            with pytest.raises(asyncssh.ChannelOpenError):
                await one.connection.create_process(term_type="xterm")

    assert play(tmp_path, scenario, places=2).refused == {Refusal.SECOND_SEAT: 1}


@pytest.mark.parametrize("term", [None, "dumb"])
def test_without_a_terminal_it_says_what_is_needed(tmp_path: Path, term: str | None) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        connection, _ = await dial(door.port, door.code)
        async with connection:
            done = await connection.run(term_type=term)
            assert done.exit_status == 2
            assert "This needs a terminal: join with ssh -t" in f"{done.stderr!r}{done.stdout!r}"

    assert play(tmp_path, scenario).refused == {Refusal.NO_TERMINAL: 1}


# How it ends.


def test_the_host_hangs_up(tmp_path: Path) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        async with friend(door) as one:
            await one.until("columns>")
            one.type("half a thou")
            await one.until("half a thou")
            seat = room.seats[0]
            seat.close()
            assert seat.gone.is_set()
            assert await one.end() == 0
            assert one.screen.endswith("Your host has hung up. Goodbye.\r\n")

    play(tmp_path, scenario)


def test_a_closing_door_sends_everybody_away(tmp_path: Path) -> None:
    """Who sits, who is at the gate, who has not said a word."""

    async def run() -> None:
        async with asyncio.timeout(20):
            async with open_door(EchoRoom(), tmp_path) as door:
                silent, their_end = await asyncio.open_connection("127.0.0.1", door.port)
                waiting, _ = await dial(door.port, door.code)
                seat = friend(door)
                one = await seat.__aenter__()
                await one.until("columns>")
            assert (await silent.read()).startswith(b"SSH-2.0-idk\r\n")
            their_end.close()
            await waiting.wait_closed()
            assert await one.end() == 0
            assert one.screen.endswith("Your host has hung up. Goodbye.\r\n")
            await seat.__aexit__(None, None, None)
            with pytest.raises(ConnectionError):
                await asyncio.open_connection("127.0.0.1", door.port)

    asyncio.run(run())


def test_a_room_that_does_not_let_go_is_cancelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "GRACE", 0.05)
    cancelled = []

    async def room(seat: Seat) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.append(seat.gone.is_set())

    async def run() -> None:
        async with asyncio.timeout(20), open_door(room, tmp_path) as door, friend(door) as one:
            one.hang_up()
            while not cancelled:
                await asyncio.sleep(0)

    asyncio.run(run())
    assert cancelled == [True]


@pytest.mark.parametrize("error", [StorageError("the disk is full"), ZeroDivisionError("a defect")])
def test_an_error_of_the_room_ends_the_door_and_is_raised(tmp_path: Path, error: Exception) -> None:
    async def room(_: Seat) -> None:
        raise error

    async def run() -> None:
        async with asyncio.timeout(20), open_door(room, tmp_path) as door, friend(door):
            await asyncio.Event().wait()

    with pytest.raises(type(error), match=str(error)):
        asyncio.run(run())


def test_an_error_of_the_host_is_raised_as_it_is(tmp_path: Path) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        async with friend(door) as one:
            await one.until("columns>")
            raise StorageError("the disk is full")

    with pytest.raises(StorageError, match="the disk is full"):
        play(tmp_path, scenario)


def test_a_room_writes_to_its_own_person_by_default(tmp_path: Path) -> None:
    async def room(seat: Seat) -> None:
        assert get_app_session().output is seat.output
        assert get_app_session().input is seat.input

    async def run() -> None:
        async with asyncio.timeout(20), open_door(room, tmp_path) as door, friend(door) as one:
            await one.end()

    asyncio.run(run())


# The key of the host, and what keeps a door from opening.


def test_the_host_key_is_kept_and_shown(tmp_path: Path) -> None:
    fingerprints = []

    async def scenario(door: Door, room: EchoRoom) -> None:
        fingerprints.append(door.fingerprint)
        connection, _ = await dial(door.port, door.code)
        async with connection:
            key = connection.get_server_host_key()
            assert key is not None
            fingerprints.append(key.get_fingerprint())

    play(tmp_path, scenario)
    play(tmp_path, scenario)
    assert len(set(fingerprints)) == 1
    assert fingerprints[0].startswith("SHA256:")
    (path,) = (tmp_path / "keys").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def fails(room: Room, message: str, **options: Any) -> None:
    """Opening a door fails with `message`."""

    async def run() -> None:
        async with Door.open(room, **options):
            pytest.fail("it opened")

    with pytest.raises(DoorError, match=message):
        asyncio.run(run())


def test_a_damaged_key_is_said(tmp_path: Path) -> None:
    (tmp_path / "host_ed25519").write_text("no key")
    fails(EchoRoom(), "is no private key of OpenSSH. Delete it", host="127.0.0.1", port=0, keys=tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [(None, "cannot be read: No such file"), ("# no key\n", "lists no key. Expected OpenSSH's")],
)
def test_authorized_keys_that_are_none(tmp_path: Path, text: str | None, message: str) -> None:
    path = tmp_path / "authorized_keys"
    if text is not None:
        path.write_text(text)
    fails(EchoRoom(), message, host="127.0.0.1", port=0, keys=tmp_path, authorized=path)


def test_an_address_that_cannot_be_had(tmp_path: Path) -> None:
    async def scenario(door: Door, room: EchoRoom) -> None:
        with pytest.raises(DoorError, match=f"Port {door.port} at 127.0.0.1 is taken"):
            async with Door.open(room, host="127.0.0.1", port=door.port, keys=tmp_path):
                pytest.fail("it opened")

    play(tmp_path, scenario)


def test_without_the_extra_it_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncssh", None)
    monkeypatch.delitem(sys.modules, "simulator.shells.pair.server")
    fails(
        EchoRoom(),
        r"asyncssh is not installed. Install it with: pip install 'idk-simulator\[pair\]'",
        host="127.0.0.1",
        port=0,
        keys=tmp_path,
    )
