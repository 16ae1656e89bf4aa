"""The door of pair mode: `python -m tests.benchmarks.pair_door`. Needs ssh, and takes a minute.

In one run: how long a key and a line take through ssh and at a terminal of this machine, by turns; the memory
of a seat; how many guesses a second the gate lets through; how soon the seat of a killed and of a frozen ssh
is free; for how long the host is kept from everything else while it is abused.
"""

import argparse
import asyncio
import os
import resource
import signal
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import asyncssh
from prompt_toolkit.application import get_app_session

from simulator.shells.pair.gate import BURST, CONNECTIONS, Refusal
from tests.shells.pair.friends import dial
from tests.shells.pair.rooms import EchoRoom, Host
from tests.shells.screens import Pty

_TURNS = 200
_GUESSES = 40
_SELF = [sys.executable, "-m", "tests.benchmarks.pair_door"]


class _Here:
    """The seat at this process's own terminal."""

    def __init__(self) -> None:
        self.input, self.output = get_app_session().input, get_app_session().output
        self.gone, self.name = asyncio.Event(), "friend"

    def close(self) -> None:
        """Nobody closes it."""


async def _here() -> None:
    with suppress(EOFError):
        await EchoRoom()(_Here())


def _host(folder: Path) -> None:
    """Open a door, say where, and for each line that is typed say how much memory is used."""
    with Host(folder, EchoRoom(CONNECTIONS)) as host:
        print(host.door.port, host.door.code, flush=True)
        for _ in sys.stdin:
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            print(pages * resource.getpagesize(), flush=True)


def latency(host: Host, folder: Path) -> None:
    """Print the medians for a key and for a line, through ssh and here."""
    terminals = {"ssh": _seated(host, folder), "here": Pty([*_SELF, "--here"], PROMPT_TOOLKIT_NO_CPR="1")}
    taken: dict[tuple[str, str], list[float]] = {}
    for terminal in terminals.values():
        terminal.until("80 columns>")
    for turn in range(_TURNS):
        for place, terminal in terminals.items():
            for key in f"turn {turn:03}":
                taken.setdefault(("key", place), []).append(_answer(terminal, key, b""))
            taken.setdefault(("line", place), []).append(_answer(terminal, "\r", b"heard 8"))
            _answer(terminal, "", b"columns>")
    for (what, place), seconds in sorted(taken.items()):
        print(f"a {what}, {place}: {1000 * statistics.median(seconds):.1f} ms (median of {len(seconds)})")
    for terminal in terminals.values():
        terminal.close()


def _answer(terminal: Pty, keys: str, answer: bytes) -> float:
    """Press `keys`; the seconds until the terminal shows more, with `answer` in it."""
    before = len(terminal.sent) if keys else terminal.sent.rindex(b"heard")
    begun = time.perf_counter()
    terminal.press(keys)
    while len(terminal.sent) == before or answer not in terminal.sent[before:]:
        terminal.wait()
    return time.perf_counter() - begun


def _seated(host: Host, folder: Path) -> Pty:
    terminal = Pty(host.ssh(folder))
    terminal.until("Join code:")
    terminal.press(f"{host.door.code}\r")
    terminal.until("80 columns>")
    return terminal


def memory(folder: Path) -> None:
    """Print what a seat takes, in a host that has had as many seats before."""

    async def sit(port: int, code: str) -> list[asyncssh.SSHClientConnection]:
        connections = []
        for _ in range(CONNECTIONS):
            connection, _ = await dial(port, code)
            process = await connection.create_process(term_type="xterm", term_size=(80, 24))
            shown = ""
            while "columns>" not in shown:
                shown += await process.stdout.read(4096)
            connections.append(connection)
        return connections

    async def run() -> None:
        port, code = ask(None).split()
        for connection in await sit(int(port), code):
            connection.close()
            await connection.wait_closed()
        empty = int(ask("\n"))
        connections = await sit(int(port), code)
        full = int(ask("\n"))
        for connection in connections:
            connection.abort()
        print(f"memory: {(full - empty) / CONNECTIONS / 2**20:.2f} MiB a seat, host {full / 2**20:.0f} MiB")

    command = [*_SELF, "--host", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:

        def ask(line: str | None) -> str:
            assert process.stdin
            assert process.stdout
            if line:
                process.stdin.write(line)
                process.stdin.flush()
            return process.stdout.readline()

        asyncio.run(run())
        process.communicate()


def guesses(host: Host) -> None:
    """Print how many codes a second are compared, whatever 8 connections try."""

    async def guess() -> None:
        while host.refused(Refusal.WRONG_CODE) < _GUESSES:
            with suppress(asyncssh.Error, OSError):
                await dial(host.door.port, *["wrong"] * 3)
            if host.door.shut:
                host.do(host.door.new_code)

    async def run() -> float:
        begun = time.perf_counter()
        await asyncio.gather(*(guess() for _ in range(CONNECTIONS)))
        return time.perf_counter() - begun

    seconds = asyncio.run(run())
    compared = host.refused(Refusal.WRONG_CODE)
    print(f"guesses: {compared / seconds:.1f} a second were compared, with a new code after every tenth")


def freed(host: Host, folder: Path) -> None:
    """Print how soon the seat of a killed and of a frozen ssh is free."""
    for harm in (signal.SIGKILL, signal.SIGSTOP):
        terminal = _seated(host, folder)
        begun = time.perf_counter()
        os.kill(terminal.process.pid, harm)
        host.until(lambda: not host.echo.seats)
        print(f"{harm.name}: the seat was free after {time.perf_counter() - begun:.1f} s")
        terminal.close()


def abuse(host: Host, folder: Path) -> None:
    """Print for how long, at most, the host did nothing else during each kind of abuse."""
    address = ("127.0.0.1", host.door.port)
    ignored = struct.pack(">IBBI", 12, 6, 2, 0) + bytes(6)

    def connections() -> None:
        for caller in [socket.create_connection(address) for _ in range(200)]:
            caller.recv(100)
            caller.close()

    def garbage() -> None:
        for _ in range(200):
            with socket.create_connection(address) as caller, suppress(ConnectionError):
                caller.sendall(os.urandom(2000) + b"\n")
                caller.recv(100)

    def flood() -> None:
        for _ in range(20):
            with socket.create_connection(address) as caller, suppress(ConnectionError):
                caller.sendall(b"SSH-2.0-x\r\n" + ignored * (BURST // len(ignored) - 1))
                caller.recv(4096)
                caller.sendall(ignored * 10_000)

    def long_line() -> None:
        terminal = _seated(host, folder)
        for _ in range(20):
            terminal.press("word " * 100)
        terminal.press("\r")
        terminal.until("heard 10000")
        terminal.close()

    for kind in (connections, garbage, flood, long_line):
        print(
            f"{kind.__name__}: the host did nothing else for {1000 * _kept_busy(host, kind):.0f} ms at most"
        )


def _kept_busy(host: Host, abuse: Callable[[], None]) -> float:
    late = [0.0]

    async def watch() -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(0.005)
            late.append(time.perf_counter() - begun - 0.005)

    watching = host.start(watch())
    abuse()
    watching.cancel()
    return max(late)


def main() -> None:
    """Measure everything, a line each."""
    parser = argparse.ArgumentParser(description="The door of pair mode.")
    parser.add_argument("--here", action="store_true", help="echo lines at this terminal instead")
    parser.add_argument("--host", type=Path, metavar="FOLDER", help="open a door instead")
    options = parser.parse_args()
    if options.here:
        asyncio.run(_here())
    elif options.host:
        _host(options.host)
    else:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            memory(folder / "keys")
            for measure in (latency, freed, abuse):
                with Host(folder / "keys") as host:
                    measure(host, folder)
            with Host(folder / "keys") as host:
                guesses(host)


if __name__ == "__main__":
    main()
