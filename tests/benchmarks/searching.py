"""Listing and searching many transcripts: `python -m tests.benchmarks.searching 1000 10000 100000`.

For each number, so many transcripts of 60 events, all different (`many`), are listed and searched by `idk`,
each command in a process of its own: once with the disk's cache emptied of them (cold), then the best of
three (warm). Beside them, in the same run: `grep -rl`, msgspec parsing every line, and, where asked for,
DuckDB over the same lines, which takes long over small files. Prints seconds, of waiting and of processor,
and peak memory, which is at least this process's own.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.many import COMMON, PHRASE, RARE, write

_DUCKDB = """
import sys, duckdb
found = duckdb.execute(
    "SELECT count(DISTINCT filename) FROM read_json($1 || '/*.jsonl', format='newline_delimited',"
    " columns={'text': 'VARCHAR'}, filename=true, maximum_object_size=67108864)"
    " WHERE contains(lower(text), $2)", sys.argv[1:]).fetchall()
"""
_MSGSPEC = """
import os, sys, msgspec
decode = msgspec.json.Decoder().decode
for name in os.listdir(sys.argv[1]):
    with open(sys.argv[1] + "/" + name, "rb") as file:
        for line in file:
            decode(line)
"""


class Measured(NamedTuple):
    """What a command took."""

    seconds: float
    busy: float
    memory: float
    """MiB."""


def measure(command: list[str]) -> Measured:
    """Run `command` without its output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # grep that finds nothing ends with 1
        raise SystemExit(f"{command} ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(seconds, busy, used.ru_maxrss / 1024)


def forget(folder: Path) -> None:
    """Have the system drop the files of `folder` from its cache."""
    os.sync()
    for path in folder.iterdir():
        descriptor = os.open(path, os.O_RDONLY)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


def commands(folder: Path, *, duckdb: bool) -> dict[str, list[str]]:
    """What is measured, by name."""
    idk = [sys.executable, "-m", "simulator", "review", "--transcripts", str(folder)]
    python = [sys.executable, "-c"]
    measured = {
        "idk review": idk,
        f"idk --search {RARE}": [*idk, "--search", RARE],
        f"idk --search {COMMON}": [*idk, "--search", COMMON],
        f'idk --search "{PHRASE}"': [*idk, "--search", f'"{PHRASE}"'],
        f"grep -rl {RARE}": ["grep", "-rl", RARE, str(folder)],
        f"grep -rl {COMMON}": ["grep", "-rl", COMMON, str(folder)],
        f'grep -rl "{PHRASE}"': ["grep", "-rl", PHRASE, str(folder)],
        f"grep -rli {RARE}": ["grep", "-rli", RARE, str(folder)],
        "msgspec, every line": [*python, _MSGSPEC, str(folder)],
    }
    if duckdb:
        measured[f"duckdb read_json {RARE}"] = [*python, _DUCKDB, str(folder), RARE]
    return measured


def main() -> None:
    """Print a line for each number of transcripts and each command."""
    parser = argparse.ArgumentParser(description="Listing and searching many transcripts.")
    parser.add_argument("counts", type=int, nargs="*", default=[1000], metavar="N")
    parser.add_argument("--folder", type=Path, help="keep the transcripts here; used as they are if there")
    parser.add_argument("--no-cold", action="store_true", help="measure warm alone")
    parser.add_argument("--duckdb", action="store_true", help="measure DuckDB too")
    given = parser.parse_args()
    kept = given.folder or Path(tempfile.mkdtemp(prefix="idk-many-"))
    try:
        for count in given.counts:
            folder = kept / str(count)
            if not folder.exists():
                folder.mkdir(parents=True)
                write(folder, count)
            size = sum(entry.stat().st_size for entry in os.scandir(folder)) / 2**20
            print(f"{count:,} transcripts, {size:,.0f} MiB", flush=True)
            for name, command in commands(folder, duckdb=given.duckdb).items():
                shown = f"  {name:34}"
                if not given.no_cold:
                    forget(folder)
                    cold = measure(command)
                    shown += f" cold {cold.seconds:7.2f} s"
                warm = min(measure(command) for _ in range(3))
                print(
                    f"{shown}  warm {warm.seconds:7.2f} s, busy {warm.busy:6.2f} s, {warm.memory:5.0f} MiB",
                    flush=True,
                )
    finally:
        if given.folder is None:
            shutil.rmtree(kept)


if __name__ == "__main__":
    main()
