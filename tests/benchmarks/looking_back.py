"""Looking back on many sessions: `python -m tests.benchmarks.looking_back 1000 10000 100000`.

For each number, so many transcripts of 5 questions (about 60 events) are pooled and listed, cold - nothing
is kept of them yet - and warm, each in a process of its own; beside it every line is parsed by msgspec and
nothing else is done. Prints the time it took, processor time and peak memory. There are 100 different
transcripts; the rest are hard links to them under new ids (`--copies` writes each anew, on a day of its own),
so the disk is read from its cache.
"""

import argparse
import shutil
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from random import Random

from simulator.questions.library import find_banks
from simulator.questions.selection import select
from simulator.records.ledger_file import LEDGER_FOLDER
from simulator.records.store import SUFFIX, new_session_id
from tests.benchmarks.rescoring import DIFFERENT, START, Sitting, measure

QUESTIONS = 5
_RAW = """
import msgspec, sys
from pathlib import Path
decode = msgspec.json.Decoder().decode
for path in sorted(Path(sys.argv[1]).glob("*.jsonl")):
    with path.open("rb") as file:
        for line in file:
            decode(line)
"""


def write(folder: Path, count: int, *, copies: bool) -> tuple[float, float]:
    """Put `count` transcripts into `folder`; their mean events and bytes."""
    bank = find_banks().load("backend-basics").bank
    kept: list[Path] = []
    for place in range(count):
        at = START + timedelta(minutes=place * 20)
        if place < DIFFERENT:
            chosen = select([bank], count=QUESTIONS, foils=True, seed=place, history={})
            kept.append(Sitting(chosen.questions, Random(place), at, folder).sit())
            continue
        like = kept[place % DIFFERENT]
        path = folder / f"{new_session_id(at, 'aaaa')}{SUFFIX}"
        if copies:
            begun = START + timedelta(minutes=place % DIFFERENT * 20)
            path.write_bytes(like.read_bytes().replace(f"{begun:%FT%T}".encode(), f"{at:%FT%T}".encode()))
        else:
            path.hardlink_to(like)
    texts = [path.read_bytes() for path in kept]
    return sum(text.count(b"\n") for text in texts) / len(kept), sum(map(len, texts)) / len(kept)


def main() -> None:
    """Print a line for each number of transcripts and each way to look at them."""
    parser = argparse.ArgumentParser(description="Looking back on many sessions.")
    parser.add_argument("counts", type=int, nargs="*", default=[1000], metavar="N")
    parser.add_argument("--copies", action="store_true")
    asked = parser.parse_args()
    for count in asked.counts:
        with tempfile.TemporaryDirectory() as name:
            events, size = write(Path(name), count, copies=asked.copies)
            print(f"{count:,} transcripts of {events:.0f} events, {size / 1024:.0f} KiB each", flush=True)
            _report("msgspec alone", [sys.executable, "-c", _RAW, name], count)
            at = ["--transcripts", name]
            for state in ("cold", "warm", "warm"):
                if state == "cold":
                    shutil.rmtree(Path(name) / LEDGER_FOLDER, ignore_errors=True)
                _report(f"idk progress, {state}", _idk("progress", *at), count)
            _report("idk progress --by tag", _idk("progress", "--by", "tag", *at), count)
            _report("idk review", _idk("review", *at), count)
            _report("idk review --all", _idk("review", "--all", *at), count)


def _idk(*args: str) -> list[str]:
    return [sys.executable, "-m", "simulator", *args]


def _report(name: str, command: list[str], count: int) -> None:
    busy, seconds, memory = measure(command)
    each = 1000 * busy / count
    print(f"  {name:22} {seconds:7.2f} s, {busy:7.2f} s of processor ({each:.3f} ms each), {memory:4.0f} MiB")


if __name__ == "__main__":
    main()
