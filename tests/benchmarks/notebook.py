"""A large notebook: `python -m tests.benchmarks.notebook 1000 10000`.

For each number, so many topics are written down, one a session of one question, all of them due; half of
them have a question in a bank. Then `idk notebook` brings the notebook up for the first time, and again when
nothing is new, and `idk study` and `idk practice --due` are run until they have put their first question.
Prints processor time, the time it took and peak memory of each; each is a process of its own.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from simulator.cli.places import bank_folders
from simulator.interview.commands import Ask, Finish, Heed, Next, Note, Reply
from simulator.interview.events import Aid, AnyEvent, CoachLevel, Marking, Planned, Started
from simulator.interview.protocol import decide
from simulator.interview.state import begin, evolve
from simulator.questions.library import find_banks
from simulator.questions.model import Question
from simulator.reading.model import Facet, Move, MoveSpan, Quality, Reading
from simulator.records.store import SYMBOLS, Journal, new_session_id
from simulator.scoring.rubric import RUBRIC_VERSION

START = datetime(2020, 1, 1, tzinfo=UTC)
_ADMIT, _ASK = "I don't know that.", "Could you explain it?"


def write(folder: Path, count: int) -> None:
    """Put sessions into `folder` in which `count` topics were written down."""
    banks = find_banks(bank_folders()).usable()
    known = [one for bank in banks for one in bank.questions if not one.is_foil]
    for place in range(count):
        asked = known[place // 2 % len(known)]
        asked = replace(asked, topic=f"{asked.topic}, part {place}")
        if place % 2:
            asked = replace(asked, bank="gone", id=f"q-{place}")
        _sit(folder, asked, START + timedelta(minutes=place))


def _sit(folder: Path, question: Question, at: datetime) -> None:
    """A session in which the question was not known, explained and written down."""
    session = new_session_id(at, SYMBOLS[:4])
    started = Started(
        at=at,
        session=session,
        rubric=RUBRIC_VERSION,
        reader="by-hand",
        mode="solo",
        coach=CoachLevel.FADE,
        seed=1,
        marking=Marking.ASKED,
        banks=(question.bank,),
        aids=dict.fromkeys(Facet, Aid.PROMPT),
        foils=False,
    )
    planned = Planned(at=at, questions=(question,))
    events: list[AnyEvent] = [started, planned]
    state = evolve(begin(started), planned)
    moves = [
        Reading(moves=(MoveSpan(move, text, 0, len(text)),), reader="by-hand")
        for move, text in ((Move.ADMIT, _ADMIT), (Move.ASK_EXPLAIN, _ASK))
    ]
    note = Note(f"{question.topic}: how it works", Quality.SPECIFIC)
    for command in (
        Ask(),
        Reply(_ADMIT),
        Heed(moves[0]),
        Reply(_ASK),
        Heed(moves[1]),
        note,
        Next(),
        Finish(),
    ):
        for event in decide(state, command, at):
            state = evolve(state, event)
            events.append(event)
    with Journal.create(folder, session) as journal:
        journal.append(*events)


def measure(*args: str, until: str = "") -> str:
    """Processor time, time and peak memory of an `idk` command, or of its way to the text `until`."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin
    assert process.stdout
    for line in process.stdout:
        if until and until.encode() in line:
            break
    seconds = time.perf_counter() - begun
    process.kill() if until else process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdin.close()
    process.stdout.close()
    if process.returncode and not until:
        raise SystemExit(f"idk {' '.join(args)} ended with {process.returncode}")
    busy = usage.ru_utime + usage.ru_stime
    return f"{busy:7.2f} s of processor; {seconds:7.2f} s in all; {usage.ru_maxrss / 1024:5.0f} MiB"


def main() -> None:
    """Print the lines for each number of topics."""
    parser = argparse.ArgumentParser(description="A large notebook.")
    parser.add_argument("counts", type=int, nargs="*", default=[1000], metavar="N")
    for count in parser.parse_args().counts:
        with tempfile.TemporaryDirectory() as name:
            write(Path(name), count)
            print(f"{count:,} topics", flush=True)
            where = ("--transcripts", name)
            print(f"  idk notebook, the first time  {measure('notebook', *where)}", flush=True)
            print(f"  idk notebook, nothing new     {measure('notebook', *where)}", flush=True)
            first = measure("study", *where, until="== Question 1")
            print(f"  idk study, to the question    {first}", flush=True)
            quick = measure("practice", "--due", *where, until="== Question 1")
            print(f"  idk practice --due, likewise  {quick}", flush=True)


if __name__ == "__main__":
    main()
