"""Owns tables as Parquet, by DuckDB, which is imported nowhere else and comes only where it is wanted.

DuckDB rather than pyarrow: its wheel is less than half the size, and it is what the files are looked at with.
"""

from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import get_args

import msgspec

from simulator.errors import IdkError
from simulator.records.codec import MAX_LINE

_TYPES: dict[type, str] = {
    str: "VARCHAR",
    int: "BIGINT",
    float: "DOUBLE",
    bool: "BOOLEAN",
    datetime: "TIMESTAMP",
}
INSTALL = "pip install 'idk-simulator[parquet]'"


def duckdb() -> ModuleType:
    """DuckDB; raises `IdkError` with the command that installs it where it is not there."""
    try:
        import duckdb as found  # noqa: PLC0415  (an extra)
    except ImportError:
        raise IdkError(
            f"Parquet is written by DuckDB, which is not installed here. Install it with: {INSTALL} - "
            "or write .csv or .json, which need nothing."
        ) from None
    return found


def columns(table: type[msgspec.Struct]) -> dict[str, str]:
    """The columns of a table with their types in SQL."""
    return {field.name: _type(field.type) for field in msgspec.structs.fields(table)}


def _type(kind: type) -> str:
    return _TYPES[next(part for part in (get_args(kind) or (kind,)) if part in _TYPES)]


def write_parquet(lines: Path, table: type[msgspec.Struct], path: Path) -> None:
    """Turn `lines`, a file with a row as JSON on each line, into the Parquet file at `path`."""
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in columns(table).items())
    source = (
        f"read_json({_quoted(lines)}, format='newline_delimited', columns={{{types}}}, "
        f"maximum_object_size={MAX_LINE * 4})"
    )
    with duckdb().connect() as connection:
        connection.execute("SET preserve_insertion_order=true; SET threads=1")
        connection.execute(
            f"COPY (SELECT * FROM {source}) TO {_quoted(path)} (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608
        )


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
