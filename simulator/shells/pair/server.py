"""Owns what goes over the network: asyncssh, with a session of our own. No other module imports it.

One terminal a connection, and nothing else that ssh can do. What a peer may send, and what may wait to be
sent to it, is bounded here, for asyncssh bounds neither. What is refused is counted, and shown on nobody's
screen.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import asyncssh

from simulator.shells.pair import hostkeys
from simulator.shells.pair.address import bind
from simulator.shells.pair.gate import TRIES_A_CONNECTION, Allowance, Refusal, Verdict, Visit
from simulator.shells.pair.hall import Hall
from simulator.shells.pair.remote import RemoteSeat
from simulator.shells.pair.seat import DoorError
from simulator.text import one_line

HELLO = 10.0
"""Seconds in which a connection must speak ssh."""
LOGIN = 120.0
"""Seconds in which it must have a seat: time to compare the fingerprint and to type the code."""
KEEPALIVE, MISSED = 3.0, 2
"""Seconds of silence before a sign of life is asked for, and how often that may be in vain: 9 s in all."""
LINGER = 2.0
"""Seconds for last words to be sent."""
MOST_UNSENT = 1024 * 1024
"""Bytes that may wait to be sent to somebody: who lets more wait is hung up on, and may join again."""
WINDOW = 32 * 1024
"""Bytes of typing that may be on the way."""

_FULL = b"Too many connections: try again in a minute.\r\n"
_TOO_MUCH = "That was more at once than can be taken here. Join again: everything is as it was.\r\n"
_NO_TERMINAL = "This needs a terminal: join with ssh -t, without a command, and not with TERM=dumb.\r\n"

# Otherwise its warnings would be printed on the host's screen.
logging.getLogger("asyncssh").addHandler(logging.NullHandler())


class Served(NamedTuple):
    """What a friend needs to know of a server."""

    port: int
    fingerprint: str


@asynccontextmanager
async def serve(
    hall: Hall, host: str, port: int, keys: Path, authorized: Path | None
) -> AsyncIterator[Served]:
    """Listen at `host` and `port` for people for the hall; in the end nobody is connected.

    Raises DoorError where that cannot be done.
    """
    key = _host_key(keys)
    options = await _options(hall, key, _authorized(authorized))
    loop = asyncio.get_running_loop()
    connections: set[_Connection] = set()
    bound = await bind(host, port)
    # Not asyncssh.listen: it would make connections without bounds.
    listener = await loop.create_server(lambda: _Connection(loop, options, hall, connections), sock=bound)
    try:
        yield Served(bound.getsockname()[1], key.get_fingerprint())
    finally:
        listener.close()
        await _part(connections)


def _host_key(folder: Path) -> asyncssh.SSHKey:
    try:
        return asyncssh.import_private_key(hostkeys.kept(folder, _new_key))
    except asyncssh.KeyImportError as error:
        raise DoorError(
            f"{folder / hostkeys.NAME} is no private key of OpenSSH. Delete it: a new one is made, whose "
            "fingerprint your friends will be asked to confirm."
        ) from error


def _new_key() -> bytes:
    return asyncssh.generate_private_key("ssh-ed25519").export_private_key()


def _authorized(path: Path | None) -> asyncssh.SSHAuthorizedKeys | None:
    if path is None:
        return None
    try:
        return asyncssh.import_authorized_keys(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DoorError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise DoorError(
            f"{path} lists no key. Expected OpenSSH's authorized_keys: a public key a line, such as "
            "'ssh-ed25519 AAAA... friend'."
        ) from error


async def _options(
    hall: Hall, key: asyncssh.SSHKey, authorized: asyncssh.SSHAuthorizedKeys | None
) -> asyncssh.SSHServerConnectionOptions:
    options: asyncssh.SSHServerConnectionOptions = await asyncssh.SSHServerConnectionOptions.construct(
        config=None,
        server_factory=lambda: _Login(hall),
        server_host_keys=[key],
        server_version="idk",
        authorized_client_keys=authorized,
        public_key_auth=authorized is not None,
        kbdint_auth=True,
        password_auth=False,
        host_based_auth=False,
        gss_host=None,
        agent_forwarding=False,
        x11_forwarding=False,
        compression_algs=None,
        line_editor=False,
        encoding="utf-8",
        errors="replace",
        window=WINDOW,
        max_pktsize=WINDOW,
        login_timeout=0,  # LOGIN takes its place
        keepalive_interval=KEEPALIVE,
        keepalive_count_max=MISSED,
    )
    return options


async def _part(connections: "set[_Connection]") -> None:
    """Let last words be sent, and end every connection."""
    for connection in connections:
        connection.dismiss("Your host has hung up.")
    loop = asyncio.get_running_loop()
    end = loop.time() + LINGER
    while connections and loop.time() < end:
        await asyncio.wait([connection.ended for connection in connections], timeout=end - loop.time())
    if connections:
        for connection in connections:
            connection.abort()
        await asyncio.wait([connection.ended for connection in connections])


class _Connection(asyncssh.SSHServerConnection):
    """A connection that cannot cost the host more than its share."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        options: asyncssh.SSHServerConnectionOptions,
        hall: Hall,
        connections: "set[_Connection]",
    ) -> None:
        super().__init__(loop, options)
        self.visit: Visit | None = None
        self.seat: RemoteSeat | None = None
        self.ended = loop.create_future()
        self._hall = hall
        self._connections = connections
        self._allowance = Allowance(hall.clock())
        self._deaf = False
        self.stalled = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.visit = self._hall.gate.visit()
        if self.visit is None:
            self._deaf = True
            transport.write(_FULL)
            transport.close()
            return
        self._connections.add(self)
        transport.set_write_buffer_limits(high=MOST_UNSENT)
        super().connection_made(transport)

    def data_received(self, data: bytes, datatype: int | None = None) -> None:
        if self._deaf:
            return
        if self._allowance.take(len(data), self._hall.clock()):
            super().data_received(data, datatype)
            return
        self._deaf = True
        self._hall.gate.count(Refusal.TOO_MUCH)
        if self.seat is None:
            self.abort()
        else:
            self.seat.close(_TOO_MUCH)

    def pause_writing(self) -> None:
        if not self.stalled:
            self.stalled = True
            self._hall.gate.count(Refusal.STALLED)
            # Not at once: somebody is in the middle of writing.
            asyncio.get_running_loop().call_soon(self.abort)

    def dismiss(self, why: str) -> None:
        """End a connection that has no seat; one that has ends with it."""
        if self.seat is None:
            self.disconnect(asyncssh.DISC_BY_APPLICATION, why)

    def over(self) -> None:
        """The connection has ended."""
        assert self.visit is not None
        self.visit.end()
        self._connections.discard(self)
        self.ended.set_result(None)


class _Login(asyncssh.SSHServer):
    """Lets a connection in by code or key, and gives it one terminal."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._served = False
        self._timers: list[asyncio.TimerHandle] = []

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        assert isinstance(conn, _Connection)
        assert conn.visit is not None
        self._connection = conn
        self._visit = conn.visit
        loop = asyncio.get_running_loop()
        self._timers = [loop.call_later(HELLO, self._expect_ssh), loop.call_later(LOGIN, self._expect_seat)]

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in self._timers:
            timer.cancel()
        if exc is not None and not isinstance(exc, asyncssh.ConnectionLost) and not self._served:
            self._hall.gate.count(Refusal.NOT_SSH)
        self._connection.over()

    def _expect_ssh(self) -> None:
        if not self._connection.get_extra_info("client_version"):
            self._hall.gate.count(Refusal.SILENT)
            self._connection.abort()

    def _expect_seat(self) -> None:
        if self._connection.seat is None:
            self._hall.gate.count(Refusal.SILENT)
            self._connection.dismiss(f"Nobody came in within {LOGIN:.0f} seconds.")

    def begin_auth(self, _: str) -> bool:
        return True

    def kbdint_auth_supported(self) -> bool:
        return True

    def get_kbdint_challenge(self, *_: str) -> "_Challenge":
        if not self._hall.gate.shut:
            return _challenge()
        self._hall.gate.count(Refusal.SHUT)
        return self._send_away(_SHUT)

    async def validate_kbdint_response(self, _: str, responses: Sequence[str]) -> "_Challenge":
        verdict, wait = self._visit.guess(" ".join(responses), self._hall.clock())
        await asyncio.sleep(wait)
        match verdict:
            case Verdict.OPEN:
                return True
            case Verdict.WRONG:
                left = self._visit.tries_left
                return _challenge(f"That is not the code. {left} more {'try' if left == 1 else 'tries'}.")
            case Verdict.LAST:
                return self._send_away(_LAST)
            case Verdict.SHUT:
                return self._send_away(_SHUT)

    def _send_away(self, why: str) -> bool:
        self._connection.disconnect(asyncssh.DISC_NO_MORE_AUTH_METHODS_AVAILABLE, why)
        return False

    def session_requested(self) -> "_Terminal | bool":
        if self._served:
            self._hall.gate.count(Refusal.SECOND_SEAT)
            return False
        self._served = True
        return _Terminal(self._hall, self._connection)

    def connection_requested(self, *_: object) -> bool:
        return self._forward()

    def unix_connection_requested(self, *_: object) -> bool:
        return self._forward()

    def server_requested(self, *_: object) -> bool:
        return self._forward()

    def unix_server_requested(self, *_: object) -> bool:
        return self._forward()

    def tun_requested(self, *_: object) -> bool:
        return self._forward()

    def tap_requested(self, *_: object) -> bool:
        return self._forward()

    def _forward(self) -> bool:
        self._hall.gate.count(Refusal.FORWARDING)
        return False


_Challenge = bool | tuple[str, str, str, list[tuple[str, bool]]]
"""A name, what is said, a language, and prompts with whether the answers are seen; or the verdict."""
_SHUT = "Too many wrong codes: ask your host for a new one."
_LAST = f"{TRIES_A_CONNECTION} wrong codes. Join again to try another."


def _challenge(said: str = "") -> _Challenge:
    """Ask for the code; it is no password, and people see better what they type."""
    return "", said, "", [("Join code: ", True)]


class _Terminal(asyncssh.SSHServerSession[str]):
    """The one terminal of a connection: a seat, once it is opened (its `Wire`)."""

    def __init__(self, hall: Hall, connection: _Connection) -> None:
        self._hall = hall
        self._connection = connection

    def connection_made(self, chan: asyncssh.SSHServerChannel[str]) -> None:
        self._channel = chan
        chan.set_write_buffer_limits(high=MOST_UNSENT)

    def pty_requested(self, *_: object) -> bool:
        return True

    def shell_requested(self) -> bool:
        return True

    def exec_requested(self, _: str) -> bool:
        self._hall.gate.count(Refusal.COMMAND)
        return False

    def subsystem_requested(self, _: str) -> bool:
        self._hall.gate.count(Refusal.FILES)
        return False

    def session_started(self) -> None:
        term = self._channel.get_terminal_type()
        if term in (None, "", "dumb", "unknown"):
            self._hall.gate.count(Refusal.NO_TERMINAL)
            self._channel.write_stderr(_NO_TERMINAL)
            self._end(2)
            return
        columns, rows, *_ = self._channel.get_terminal_size()
        name = called(self._connection.get_extra_info("username", ""))
        seat = RemoteSeat(self, name, term, columns, rows)
        self._connection.seat = seat
        self._hall.sit(seat)

    def terminal_size_changed(self, width: int, height: int, *_: object) -> None:
        if self._connection.seat is not None:
            self._connection.seat.resize(width, height)

    def data_received(self, data: str, _: int | None) -> None:
        if self._connection.seat is not None:
            self._connection.seat.input.send(data)

    def eof_received(self) -> bool:
        if self._connection.seat is not None:
            self._connection.seat.input.end()
        return True  # the room has the last word

    def pause_writing(self) -> None:
        self._connection.pause_writing()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        if self._connection.seat is not None:
            self._connection.seat.lost()

    def write(self, text: str) -> None:
        if not self._connection.stalled:
            with suppress(BrokenPipeError):  # they are gone
                self._channel.write(text)

    def hang_up(self) -> None:
        self._end(0)

    def _end(self, code: int) -> None:
        self._channel.exit(code)
        asyncio.get_running_loop().call_later(LINGER, self._connection.abort)


def called(user: str) -> str:
    """What somebody who joined as `user` is called: that, made safe to show, or "friend"."""
    return one_line(user)[:_LONGEST_NAME] or "friend"


_LONGEST_NAME = 24
