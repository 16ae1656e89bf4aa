"""Importing many cards in each format: `python -m tests.benchmarks.importing 12000`.

Each format is imported by `idk bank import` in a process of its own. Prints the file's size, the processor
time and the time it took, peak memory, and how many cards were kept and skipped; with `--check` the same of
`idk bank check`.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.questions.importing.writers import WRITERS, Cards

_TEXT = """
a lock keeps two threads from changing the same value at once so each of them waits for its turn and the log
on disk is written before the page because a crash may lose what is only held in memory
"""
_WORDS = _TEXT.split()


def main() -> None:
    """Measure every format and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cards", type=int, nargs="?", default=12_000)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    made = synthetic(asked.cards)
    print("| file | MiB | processor s | s | peak MiB | said |\n|---|---|---|---|---|---|")
    for name, write in WRITERS.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            write(made, path)
            size = path.stat().st_size / 2**20
            print(
                f"| {name} | {size:.1f} {_run(Path(folder), 'import', str(path), '--as', 'measured')}",
                flush=True,
            )
            if asked.check:
                print(f"| its first bank checked | {_run(Path(folder), 'check', 'measured')}", flush=True)


def synthetic(count: int) -> Cards:
    """So many cards that all differ, with answers of three sentences."""
    random = Random(1)
    return [
        (
            f"What is meant by {' '.join(random.sample(_WORDS, 4))} number {number}?",
            " ".join(f"{' '.join(random.choices(_WORDS, k=14)).capitalize()}." for _ in range(3)),
            ("threads", "storage"),
        )
        for number in range(count)
    ]


def _run(home: Path, *arguments: str) -> str:
    """The rest of a table's row: what one command took, and the sentence in which it counts."""
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", "bank", *arguments],
        env={**os.environ, "IDK_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said = process.stderr.read().splitlines()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    kept = next((line for line in said if line.startswith("Kept ")), said[-1] if said else "")
    seconds = f"{used.ru_utime + used.ru_stime:.1f} | {time.monotonic() - started:.1f}"
    return f"| {seconds} | {_peak(used):.0f} | {kept} |"


def _peak(used: resource.struct_rusage) -> float:
    """Peak memory in MiB; macOS counts bytes, others KiB."""
    return used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    main()
