"""Owns tables as CSV (RFC 4180, UTF-8): texts in quotes, nulls empty, nothing that a spreadsheet runs.

A text that a spreadsheet would take for a formula gets an apostrophe before it, which shows it as it is.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from simulator.text import clean

# What begins a formula, also behind white space and in the wide forms that some programs take for the same.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def header(table: type[msgspec.Struct]) -> str:
    """The names of a table's columns as a line."""
    return _line(f'"{field.name}"' for field in msgspec.structs.fields(table))


def line(row: msgspec.Struct) -> str:
    """A row as a line; a text may hold line breaks."""
    return _line(_cell(value) for value in msgspec.structs.astuple(row))


def _line(cells: Iterable[str]) -> str:
    return ",".join(cells) + "\r\n"


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat()
        case int() | float():
            return repr(value)
        case _:
            return '"' + harmless(clean(str(value))).replace('"', '""') + '"'


def harmless(text: str) -> str:
    """`text`, with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if _FORMULA.match(text) else text
