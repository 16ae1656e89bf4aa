"""Owns what is typed line by line, on a pipe or at a simple terminal."""

import sys
from collections.abc import Iterator
from contextlib import suppress


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
