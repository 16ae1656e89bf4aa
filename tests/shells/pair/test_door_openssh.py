"""The door, with the OpenSSH client that a friend has, in a real terminal."""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("asyncssh", reason="the extra `pair` is not installed")

from simulator.shells.pair.gate import TRIES, Refusal
from tests.shells.pair.rooms import Host
from tests.shells.screens import Pty, Terminal, Tmux

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(not shutil.which("ssh"), reason="the OpenSSH client (ssh) is not installed"),
]

in_tmux = pytest.param(
    "tmux",
    marks=[pytest.mark.tmux, pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")],
)
FREED = 10.0
"""Seconds within which the seat of somebody who is dead or frozen is free."""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    with Host(tmp_path / "keys") as opened:
        yield opened


Join = Callable[..., Terminal]


@pytest.fixture(params=["pty", in_tmux])
def join(host: Host, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Join]:
    """Starts ssh in a terminal of its own, and closes them all in the end."""
    terminals: list[Terminal] = []

    def start(*options: str, user: str = "friend") -> Terminal:
        folder = tmp_path / str(len(terminals))
        folder.mkdir()
        # The process id is left behind for those who want to harm it.
        ssh = host.ssh(tmp_path, *options, user=user)
        command = ["sh", "-c", 'echo $$ >"$0"; exec "$@"', str(folder / "pid"), *ssh]
        terminals.append(Pty(command) if request.param == "pty" else Tmux(command, folder))
        return terminals[-1]

    yield start
    for terminal in terminals:
        terminal.close()


def sit(host: Host, terminal: Terminal) -> None:
    """Give the code, and wait until the room answers."""
    terminal.until("Join code:")
    terminal.press(f"{host.door.code}\r")
    terminal.until("80 columns>")


def left(terminal: Terminal, code: int = 0) -> None:
    """Wait until ssh has ended with `code`."""
    if isinstance(terminal, Pty):
        assert terminal.end() == code
    else:
        terminal.until(f"left with {code}")


def pid(tmp_path: Path) -> int:
    """The process of the ssh in the first terminal."""
    return int((tmp_path / "0" / "pid").read_text())


def test_join_talk_resize_and_leave(host: Host, join: Join) -> None:
    terminal = join()
    sit(host, terminal)
    terminal.press("hello, 你好\r")
    terminal.until("heard 9: hello, 你好")
    terminal.resize(44)
    terminal.until("44 columns>")
    terminal.press("/leave\r")
    terminal.until("Bye.")
    left(terminal)


def test_a_wrong_code_then_the_right_one(host: Host, join: Join) -> None:
    terminal = join()
    terminal.until("Join code:")
    terminal.press("wrong\r")
    terminal.until("That is not the code. 2 more tries.")
    terminal.press(f"{host.door.code[:4].upper()} {host.door.code[4:]}\r")
    terminal.until("80 columns>")


@pytest.mark.parametrize("join", [in_tmux], indirect=True)
def test_thirty_wrong_codes_shut_the_gate_until_there_is_a_new_one(host: Host, join: Join) -> None:
    """Ten are tried, over four connections; for the other twenty nobody is asked any more."""
    for visit, tries in enumerate([3, 3, 3, 1, 0, 0, 0, 0, 0, 0]):
        terminal = join()
        for place in range(tries):
            terminal.until(["Join code:", "2 more tries", "1 more try"][place])
            terminal.press(f"wrong{visit}{place}\r")
        terminal.until(
            "3 wrong codes." if tries == 3 else "Too many wrong codes: ask your host for a new one."
        )
        left(terminal, 255)
    assert host.do(lambda: dict(host.door.refused)) == {Refusal.WRONG_CODE: TRIES, Refusal.SHUT: 6}
    host.do(host.door.new_code)
    sit(host, join())


def harmed(host: Host, terminal: Terminal, folder: Path, harm: signal.Signals) -> float:
    """Send `harm` to the ssh of somebody who sits; the seconds until their seat is free."""
    sit(host, terminal)
    begun = time.monotonic()
    os.kill(pid(folder), harm)
    host.until(lambda: host.echo.left == 1 and not host.echo.seats)
    return time.monotonic() - begun


def test_the_seat_of_who_is_killed_is_free(host: Host, join: Join, tmp_path: Path) -> None:
    assert harmed(host, join(), tmp_path, signal.SIGKILL) < FREED
    sit(host, join())


@pytest.mark.parametrize("join", [in_tmux], indirect=True)
def test_the_seat_of_who_is_frozen_is_free_in_time(host: Host, join: Join, tmp_path: Path) -> None:
    terminal = join()
    try:
        assert harmed(host, terminal, tmp_path, signal.SIGSTOP) < FREED
        sit(host, join())
    finally:
        os.kill(pid(tmp_path), signal.SIGCONT)


def test_a_second_friend_at_once(host: Host, join: Join) -> None:
    first = join()
    sit(host, first)
    second = join(user="other")
    second.until("Join code:")
    second.press(f"{host.door.code}\r")
    second.until("Somebody sits here already.")
    first.press("still here\r")
    first.until("heard 10: still here")


def test_the_host_closes_the_door(host: Host, join: Join) -> None:
    terminal = join()
    sit(host, terminal)
    terminal.press("half a thought")
    terminal.until("half a thought")
    host.close()
    terminal.until("Your host has hung up. Goodbye.")
    left(terminal)


@pytest.fixture
def window(host: Host, tmp_path: Path) -> Iterator[Callable[..., Pty]]:
    """Starts ssh with options and a command in a pty, and gives the code."""
    opened: list[Pty] = []

    def start(*options: str, command: tuple[str, ...] = ()) -> Pty:
        opened.append(Pty([*host.ssh(tmp_path, *options), *command]))
        opened[-1].until("Join code:")
        opened[-1].press(f"{host.door.code}\r")
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


@pytest.mark.parametrize(
    ("options", "command", "answer", "code", "refusal"),
    [
        ((), ("id",), "exec request failed on channel 0", 255, Refusal.COMMAND),
        (("-t",), ("id",), "exec request failed on channel 0", 255, Refusal.COMMAND),
        (("-s",), ("sftp",), "subsystem request failed on channel 0", 255, Refusal.FILES),
        (
            ("-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:9"),
            (),
            "remote port forwarding failed",
            255,
            Refusal.FORWARDING,
        ),
        (("-W", "127.0.0.1:9"), (), "stdio forwarding failed", 255, Refusal.FORWARDING),
        (("-T",), (), "This needs a terminal: join with ssh -t", 2, Refusal.NO_TERMINAL),
    ],
)
def test_what_is_refused(
    host: Host,
    window: Callable[..., Pty],
    options: tuple[str, ...],
    command: tuple[str, ...],
    answer: str,
    code: int,
    refusal: Refusal,
) -> None:
    terminal = window(*options, command=command)
    assert terminal.end() == code
    assert answer in " ".join(" ".join(terminal.screen).split())
    assert host.do(lambda: dict(host.door.refused)) == {refusal: 1}


def test_forwarding_of_agent_and_windows_gives_no_more_than_a_terminal(
    host: Host, window: Callable[..., Pty]
) -> None:
    terminal = window("-A", "-X")
    terminal.until("80 columns>")
    terminal.press("/leave\r")
    assert terminal.end() == 0


def test_the_key_of_the_host_is_the_one_it_shows(host: Host, tmp_path: Path) -> None:
    command = [word.replace("=accept-new", "=ask") for word in host.ssh(tmp_path)]
    terminal = Pty(command)
    try:
        terminal.until(f"ED25519 key fingerprint is {host.door.fingerprint}.")
        terminal.press(f"{host.door.fingerprint}\r")
        terminal.until("Join code:")
    finally:
        terminal.close()
