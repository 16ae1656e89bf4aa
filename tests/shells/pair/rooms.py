"""A room for tests, and a host who runs one: it stands for the screens of an interview."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from prompt_toolkit import PromptSession, print_formatted_text
from prompt_toolkit.formatted_text import FormattedText

from simulator.shells.pair.door import Door
from simulator.shells.pair.gate import Refusal
from simulator.shells.pair.seat import Room, Seat

_PATIENCE = 20.0
_T = TypeVar("_T")


class EchoRoom:
    """Repeats what the one person in it says; a second one is refused."""

    def __init__(self, places: int = 1) -> None:
        self.seats: list[Seat] = []
        self.heard: dict[str, list[str]] = {}
        """What was said, by the name of who said it."""
        self.left = 0
        self._places = places

    async def __call__(self, seat: Seat) -> None:
        if len(self.seats) >= self._places:
            print_formatted_text("Somebody sits here already.")
            return
        self.seats.append(seat)
        try:
            await self._listen(seat, self.heard.setdefault(seat.name, []))
        finally:
            self.seats.remove(seat)
            self.left += 1

    async def _listen(self, seat: Seat, heard: list[str]) -> None:
        session: PromptSession[str] = PromptSession(input=seat.input, output=seat.output)
        print_formatted_text(f"Welcome, {seat.name}.", output=seat.output)
        while True:
            line = await session.prompt_async(
                lambda: FormattedText([("", f"{seat.output.get_size().columns} columns> ")]),
                handle_sigint=False,
                set_exception_handler=False,
            )
            if line == "/leave":
                print_formatted_text("Bye.", output=seat.output)
                return
            heard.append(line)
            print_formatted_text(f"heard {len(line)}: {line[:60]}", output=seat.output)


class Host(AbstractContextManager["Host"]):
    """A host with an open door, in a thread, so that a test may wait for what a friend's terminal shows."""

    def __init__(self, keys: Path, room: Room | None = None, *, authorized: Path | None = None) -> None:
        self.echo = EchoRoom()
        self._room = room or self.echo
        self._keys, self._authorized = keys, authorized
        self._opened = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))
        self._error: BaseException | None = None

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._over = asyncio.Event()
        try:
            async with Door.open(
                self._room, host="127.0.0.1", port=0, keys=self._keys, authorized=self._authorized
            ) as self.door:
                self._opened.set()
                await self._over.wait()
        except BaseException as error:
            self._error = error
        finally:
            self._opened.set()

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._opened.wait(_PATIENCE)
        if self._error:
            raise self._error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._thread.is_alive():
            self.close()
        if self._error and error is None:
            raise self._error

    def close(self) -> None:
        """Close the door, and wait until it is closed."""
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(_PATIENCE)
        assert not self._thread.is_alive()

    def do(self, action: Callable[[], _T]) -> _T:
        """Call `action` where the host runs; its result."""

        async def act() -> _T:
            return action()

        return asyncio.run_coroutine_threadsafe(act(), self._loop).result(_PATIENCE)

    def start(self, work: Coroutine[Any, Any, None]) -> Future[None]:
        """Let `work` go on where the host runs, until it is cancelled."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def refused(self, refusal: Refusal) -> int:
        return self.do(lambda: self.door.refused.get(refusal, 0))

    def until(self, condition: Callable[[], bool]) -> float:
        """Wait until `condition` holds where the host runs; the seconds that took."""

        async def wait() -> float:
            begun = self._loop.time()
            while not condition():
                await asyncio.sleep(0.02)
            return self._loop.time() - begun

        return asyncio.run_coroutine_threadsafe(wait(), self._loop).result(_PATIENCE)

    def ssh(self, folder: Path, *options: str, user: str = "friend") -> list[str]:
        """The command by which a friend joins, with no setting or key of this machine's user."""
        return [
            "ssh",
            *("-F", "none", "-o", "IdentityAgent=none", "-o", "IdentitiesOnly=yes"),
            *("-o", "StrictHostKeyChecking=accept-new", "-o", f"UserKnownHostsFile={folder / 'known_hosts'}"),
            *("-p", str(self.door.port), *options, f"{user}@127.0.0.1"),
        ]
