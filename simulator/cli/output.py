"""Owns how commands print: data and text on standard output, talk on standard error, all of it clean."""

import json
import os
import sys
from typing import TextIO

import click

WIDEST = 92
"""Columns beyond which lines get hard to read."""


def width(stream: TextIO | None = None) -> int | None:
    """The columns to wrap to in `stream`, standard output if none is given; None where it is no terminal."""
    from shutil import get_terminal_size

    stream = stream or sys.stdout
    at_terminal = stream is not None and stream.isatty()
    return min(get_terminal_size().columns, WIDEST) if at_terminal else None


def has_looks() -> bool:
    """Whether standard output may be given colours and underlines."""
    at_terminal = sys.stdout is not None and sys.stdout.isatty()
    return at_terminal and not os.environ.get("NO_COLOR") and not _is_simple()


def is_full_terminal() -> bool:
    """Whether somebody sits at a terminal that can be drawn on."""
    # A stream that is closed altogether is None.
    at_terminal = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    return at_terminal and not _is_simple()


def _is_simple() -> bool:
    return os.environ.get("TERM", "dumb") in ("dumb", "unknown")


def json_text(value: object) -> str:
    """`value` as indented JSON; characters beyond ASCII, and those a terminal could obey, are escaped."""
    import msgspec

    return json.dumps(msgspec.to_builtins(value), indent=2)


def talk(text: str) -> None:
    """Say `text`, which is not data, on standard error."""
    from simulator.reports.plain import wrap
    from simulator.text import clean

    click.echo("\n".join(wrap(clean(text), width(sys.stderr))), err=True)
