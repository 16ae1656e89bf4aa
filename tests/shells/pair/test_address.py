"""The address of a door: the one that was named, or a message that says what is wrong with it."""

import asyncio
import socket

import pytest

from simulator.shells.pair.address import bind
from simulator.shells.pair.seat import DoorError


def test_it_listens_at_the_named_address_alone() -> None:
    with asyncio.run(bind("127.0.0.1", 0)) as bound:
        host, port = bound.getsockname()
        assert (host, bound.family) == ("127.0.0.1", socket.AF_INET)
        assert port > 0


def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(DoorError, match=f"Port {port} at 127.0.0.1 is taken.*0 takes any"):
            asyncio.run(bind("127.0.0.1", port))


@pytest.mark.parametrize("host", ["", "203.0.113.7", "no such host", "a..b", "x" * 300])
def test_an_address_that_is_not_ours(host: str) -> None:
    with pytest.raises(DoorError, match=r"is no address of this machine\. Expected 127\.0\.0\.1"):
        asyncio.run(bind(host, 0))


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_is_none(port: int) -> None:
    with pytest.raises(DoorError, match="is no port: expected 0"):
        asyncio.run(bind("127.0.0.1", port))
