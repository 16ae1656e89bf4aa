"""Owns the address a door listens at: only the one that was named."""

import asyncio
import socket
from errno import EACCES, EADDRINUSE

from simulator.shells.pair.seat import DoorError


async def bind(host: str, port: int) -> socket.socket:
    """A socket bound to `port` (0: any free one) at the first address that `host` means.

    Raises DoorError, with the remedy. An empty host, which would mean every address, is none.
    """
    if not 0 <= port <= 0xFFFF:
        raise DoorError(f"{port} is no port: expected 0 (any free one) to 65535.")
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host or "?", port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _nowhere(host) from None
    family, kind, protocol, _, address = found[0]
    bound = socket.socket(family, kind, protocol)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError as error:
        bound.close()
        raise _refused(host, port, error) from error
    return bound


def _refused(host: str, port: int, error: OSError) -> DoorError:
    if error.errno == EADDRINUSE:
        return DoorError(f"Port {port} at {host} is taken. Name another one; 0 takes any that is free.")
    if error.errno == EACCES:
        return DoorError(f"Port {port} may not be opened by everybody. Name one above 1023; 0 takes any.")
    return _nowhere(host)


def _nowhere(host: str) -> DoorError:
    return DoorError(
        f"'{host}' is no address of this machine. Expected 127.0.0.1 (for this machine alone), one of its "
        "own addresses, or 0.0.0.0 (for all of them)."
    )
