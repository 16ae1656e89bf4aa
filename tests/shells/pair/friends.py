"""Friends who join over ssh, well-behaved and not, in the loop of the test."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import asyncssh

from simulator.shells.pair.door import Door
from simulator.shells.pair.seat import Room

_PATIENCE = 20.0


def open_door(room: Room, folder: Path, authorized: Path | None = None) -> AbstractAsyncContextManager[Door]:
    """A door on this machine alone."""
    return Door.open(room, host="127.0.0.1", port=0, keys=folder / "keys", authorized=authorized)


class _Codes(asyncssh.SSHClient):
    """Answers each question for the code with the next of its codes, and gives up after the last."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.codes = iter(codes)
        self.asked: list[str] = []
        self.said: list[str] = []
        self.lost: asyncio.Future[Exception | None] = asyncio.get_running_loop().create_future()

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost.set_result(exc)

    def kbdint_auth_requested(self) -> str:
        return ""

    def kbdint_challenge_received(self, _: str, instructions: str, __: str, prompts: Any) -> list[str] | None:
        self.said.append(instructions)
        self.asked += [prompt for prompt, _ in prompts]
        code = next(self.codes, None)
        return None if code is None else [code] * len(prompts)


async def dial(port: int, *codes: str, **options: Any) -> tuple[asyncssh.SSHClientConnection, _Codes]:
    """Join with the first of `codes` that opens; raises what asyncssh raises where none does."""
    settings = {"username": "friend", "client_keys": None, "config": None, "known_hosts": None} | options
    client = _Codes(codes)
    connection, _ = await asyncssh.create_connection(lambda: client, "127.0.0.1", port, **settings)
    return connection, client


class Friend:
    """Somebody at a terminal."""

    def __init__(
        self, connection: asyncssh.SSHClientConnection, process: "asyncssh.SSHClientProcess[str]"
    ) -> None:
        self.connection = connection
        self.process = process
        self.seen = ""
        """All that was ever shown."""
        self.screen = ""
        """What was shown after what was last waited for."""

    def type(self, text: str) -> None:
        self.process.stdin.write(text)

    def resize(self, columns: int, rows: int) -> None:
        self.process.change_terminal_size(columns, rows)

    def hang_up(self) -> None:
        """Drop the connection, without a word."""
        self.connection.abort()

    async def until(self, text: str) -> None:
        """Read on until `text` is shown."""
        async with asyncio.timeout(_PATIENCE):
            while text not in self.screen:
                assert await self._read(), f"{text!r} is not shown before the end:\n{self.screen}"
        self.screen = self.screen.partition(text)[2]

    async def end(self) -> int | None:
        """Read to the end; the exit code."""
        async with asyncio.timeout(_PATIENCE):
            while await self._read():
                pass
            await self.process.wait_closed()
        return self.process.exit_status

    async def _read(self) -> bool:
        more = await self.process.stdout.read(4096)
        self.screen += more
        self.seen += more
        return bool(more)


@asynccontextmanager
async def friend(door: Door, name: str = "friend", **terminal: Any) -> AsyncIterator[Friend]:
    """Somebody who knows the code."""
    connection, _ = await dial(door.port, door.code, username=name)
    async with connection:
        process = await connection.create_process(**{"term_type": "xterm", "term_size": (80, 24)} | terminal)
        yield Friend(connection, process)
