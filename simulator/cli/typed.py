"""Owns where typing comes from: whether there is a terminal with line editing, and plain lines otherwise."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress


def is_full_terminal() -> bool:
    """Whether both ends are a terminal that can do more than print lines."""
    # A stream that is closed altogether is None.
    at_terminal = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    return at_terminal and os.environ.get("TERM", "dumb") not in ("dumb", "unknown")


def lines() -> Iterator[str]:
    """Standard input line by line; bytes that are no UTF-8 become U+FFFD.

    On a terminal the end of input (Ctrl-D) raises EOFError: a slip, or a wish to stop for now. A pipe that
    ends has said all it has to say.
    """
    if sys.stdin is None:
        return
    if sys.stdin.isatty():
        with suppress(ImportError):
            import readline  # noqa: F401  (gives `input` line editing)
        while True:
            yield input("> ")
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", "replace")
