"""Owns `idk pair` while it runs: its transcripts, the door, the loop both screens share, how it stops."""

import asyncio
import errno
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click

from simulator.cli.choosing import Wish
from simulator.cli.clock import now
from simulator.cli.opening import Opened, begin_session, rate_with, read_with, resume_session
from simulator.cli.output import talk, width
from simulator.cli.places import friends, named_again
from simulator.errors import ExitCode, IdkError, StorageError
from simulator.interview.events import PAIR, PauseReason, Role
from simulator.interview.state import Phase
from simulator.reading.reader import load_reader
from simulator.reports.plain import wrap
from simulator.shells.pair.door import Door
from simulator.shells.pair.local import LocalSeat
from simulator.shells.pair.room import Person, Room
from simulator.shells.pair.screen import Leaving
from simulator.shells.pair.table import Table

_LOOPBACK = ("127.", "::1", "localhost")
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  (names what the user asked for)


class AtDoor(NamedTuple):
    """Where a friend comes in."""

    host: str
    port: int
    keys: Path
    authorized: Path | None


class Sessions:
    """The transcripts of the two: the user's own, and beside them the friend's, once seats change."""

    def __init__(self, wish: Wish, folder: Path, resume: str | None, named: Path | None) -> None:
        """What a new session is to be, or which one to `resume` (empty: the newest); `named` is the option.

        Raises what `begin_session` and `resume_session` raise.
        """
        self._wish = wish
        self._folder = folder
        self._named = named
        self._reader = load_reader()
        self._read = read_with(self._reader, talk)
        self._opened: dict[Person, Opened] = {}
        self._tables: dict[Person, Table] = {}
        self._resumes = resume is not None
        self.begins = Person.HOST
        """Who is the candidate first."""
        if resume is None:
            self._opened[Person.HOST] = begin_session(wish, folder)
        else:
            self._take_up(resume)

    def _take_up(self, named: str) -> None:
        try:
            opened = resume_session(self._folder, named, PAIR)
        except IdkError:
            if not named or not friends(self._folder).is_dir():
                raise
            opened = resume_session(friends(self._folder), named, PAIR)
        self.begins = Person.GUEST if opened.state.started.guest is Role.CANDIDATE else Person.HOST
        self._opened[self.begins] = opened

    def table(self, candidate: Person) -> Table:
        """The interview in which this person is the candidate."""
        if candidate not in self._opened:
            self._opened[candidate] = self._begin(candidate)
        opened = self._opened[candidate]
        table = self._tables[candidate] = Table(
            opened.state,
            record=lambda events: opened.journal.append(*events),
            clock=now,
            read=self._read,
            rate=rate_with(self._reader),
            taken_up=candidate is self.begins and self._resumes,
        )
        return table

    def _begin(self, candidate: Person) -> Opened:
        """A new one after the seats have changed: nothing of what the other has seen the key of."""
        seen = frozenset(
            question.key
            for opened in self._opened.values()
            for question in (opened.state.planned.questions if opened.state.planned else ())
        )
        guest = Role.CANDIDATE if candidate is Person.GUEST else Role.INTERVIEWER
        folder = friends(self._folder) if candidate is Person.GUEST else self._folder
        wish = self._wish._replace(only=(), seed=None, guest=guest, avoid=seen)
        try:
            return begin_session(wish, folder)
        except StorageError:
            raise
        except IdkError as error:
            raise IdkError(
                "No question is left whose key neither of you has seen. Begin with more banks to swap: "
                "--bank NAME, several times."
            ) from error

    def prepare(self) -> None:
        """Load the reader while people sit down."""
        threading.Thread(target=self._reader.prepare, daemon=True).start()

    def notices(self) -> Iterator[str]:
        """What the user should be told first."""
        for opened in self._opened.values():
            yield from opened.notices

    def close(self) -> None:
        """Release the transcripts, and say how to go on; one in which nothing was done is not kept."""
        for person, opened in self._opened.items():
            table = self._tables.get(person)
            if table is None or not table.used:
                opened.journal.discard()
                continue
            opened.journal.close()
            self._say_how_to_go_on(table, friends_too=person is Person.GUEST)

    def _say_how_to_go_on(self, table: Table, *, friends_too: bool) -> None:
        session = table.state.started.session
        folder = friends(self._folder) if friends_too else self._named
        if table.state.phase is Phase.OVER:
            whose = (
                "Your friend's interview" if friends_too else "See it again, with the reason for every point"
            )
            talk(f"\n{whose}: idk review {session}{named_again(folder)}")
        else:
            talk(
                "\nStopped; nothing is lost. Go on with: "
                f"idk pair --resume {session}{named_again(self._named)}"
            )


def run(sessions: Sessions, door: AtDoor | None) -> int:
    """Hold the room until the host leaves it or is stopped; the exit code.

    Raises IdkError where the door cannot be opened or something cannot be kept; what was acknowledged is.
    """
    try:
        for notice in sessions.notices():
            talk(notice)
        return asyncio.run(_hold(sessions, door))
    finally:
        sessions.close()


async def _hold(sessions: Sessions, door: AtDoor | None) -> int:
    room = Room(sessions.begins, sessions.table)
    seat = LocalSeat()
    sessions.prepare()
    left = Leaving.LEFT
    with _stop_signals(room.stop) as stopped:
        try:
            left = await (room.one_terminal(seat) if door is None else _with_door(room, seat, door))
        except OSError as error:
            # The terminal is gone; nobody is left to talk to.
            if error.errno not in (errno.EIO, errno.EPIPE):
                raise
            stopped.append(signal.SIGHUP)
        finally:
            await room.pause(_reason(left, stopped))
    if stopped and stopped[0] != signal.SIGINT:
        return 128 + stopped[0]
    over = all(table.state.phase is Phase.OVER for table in room.tables)
    return ExitCode.OK if over or left is Leaving.PAUSED else ExitCode.INTERRUPTED


def _reason(left: Leaving, stopped: list[int]) -> PauseReason:
    if stopped and stopped[0] != signal.SIGINT:
        return PauseReason.HANG_UP
    return PauseReason.ASKED if left is Leaving.PAUSED else PauseReason.INTERRUPT


async def _with_door(room: Room, seat: LocalSeat, at: AtDoor) -> Leaving:
    async with Door.open(
        room.guest, host=at.host, port=at.port, keys=at.keys, authorized=at.authorized
    ) as door:
        room.door = door
        for line in invitation(at.host, door.port, door.code, door.fingerprint):
            click.echo("\n".join(wrap(line, width())))
        return await room.host(seat)


def invitation(host: str, port: int, code: str, fingerprint: str) -> list[str]:
    """What the friend must know, and what listening there opens; a paragraph a line."""
    name = _own_address() if host in _EVERYWHERE else host
    return [
        "",
        "Your friend joins with",
        "",
        f"    ssh -p {port} {name}",
        "",
        "the join code",
        "",
        f"    {'  '.join(code[:4].upper())}     {'  '.join(code[4:].upper())}",
        "",
        "and, if ssh asks, this host key:",
        "",
        f"    {fingerprint}",
        "",
        _what_is_open(host, port),
        "Ctrl-C stops; nothing is lost.",
        "",
    ]


def _own_address() -> str:
    """The address that this machine has towards others; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return socket.gethostname()
        return str(probe.getsockname()[0])


def _what_is_open(host: str, port: int) -> str:
    if host.startswith(_LOOPBACK):
        return (
            "Only this machine can reach it: a second terminal here joins the same way. For a friend "
            "elsewhere: --listen ADDRESS."
        )
    where = "every network this machine is on" if host in _EVERYWHERE else f"whoever can reach {host}"
    return (
        f"Until you stop, port {port} is open to {where}. It is encrypted, and nobody gets in without the "
        "code; whoever has it sees this interview with its answer key, and nothing else of this machine."
    )


@contextmanager
def _stop_signals(stop: Callable[[], None]) -> Iterator[list[int]]:
    """Have a request to stop end the room as its host could; the signals that came, in order."""
    loop, came = asyncio.get_running_loop(), list[int]()

    def end(number: int) -> None:
        came.append(number)
        stop()

    known = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    numbers = [number for number in known if signal.getsignal(number) is not signal.SIG_IGN]
    for number in numbers:
        loop.add_signal_handler(number, end, number)
    try:
        yield came
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)
