"""Owns how commands print: data and text on standard output, talk on standard error, all of it clean."""

import json
import sys

import click

WIDEST = 92
"""Columns beyond which lines get hard to read."""


def width() -> int | None:
    """The columns to wrap to; None where standard output is no terminal, whose lines are left whole."""
    from shutil import get_terminal_size

    at_terminal = sys.stdout is not None and sys.stdout.isatty()
    return min(get_terminal_size().columns, WIDEST) if at_terminal else None


def json_text(value: object) -> str:
    """`value` as indented JSON; characters beyond ASCII, and those a terminal could obey, are escaped."""
    import msgspec

    return json.dumps(msgspec.to_builtins(value), indent=2)


def talk(text: str) -> None:
    """Say `text`, which is not data, on standard error."""
    from simulator.text import clean

    click.echo(clean(text), err=True)
