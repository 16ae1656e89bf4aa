"""Re-scoring many transcripts: `python -m tests.benchmarks.rescoring 1000 10000`.

For each number, so many transcripts of 12 questions are scored anew by `idk score --all`, and pooled by
`idk progress`, each in a process of its own. Prints processor time, in all and a transcript, the time it took
and peak memory. There are 100 different transcripts; the rest are links to them, so the disk is read from its
cache.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from simulator.interview.commands import Ask, Command, Confirm, Finish, Heed, Next, Note, Reply, SetMark
from simulator.interview.events import Aid, AnyEvent, CoachLevel, Mark, Marking, Planned, Started
from simulator.interview.protocol import decide
from simulator.interview.state import State, begin, evolve
from simulator.questions.library import find_banks
from simulator.questions.model import Question
from simulator.questions.selection import select
from simulator.reading.merging import relevel
from simulator.reading.model import Evidence, EvidenceLevel, Facet, Move, MoveSpan, Quality, Reading
from simulator.records.store import SYMBOLS, Journal, new_session_id
from simulator.scoring.rubric import RUBRIC_VERSION

QUESTIONS = 12
DIFFERENT = 100
START = datetime(2020, 1, 1, tzinfo=UTC)


class Sitting:
    """An interview that answers itself, by lot."""

    def __init__(self, questions: Sequence[Question], random: Random, at: datetime, folder: Path) -> None:
        session = new_session_id(at, "".join(random.choices(SYMBOLS, k=4)))
        started = Started(
            at=at,
            session=session,
            rubric=RUBRIC_VERSION,
            reader="by-lot",
            mode="solo",
            coach=CoachLevel.FADE,
            seed=random.randrange(1000),
            marking=Marking.ASKED,
            banks=("backend-basics",),
            aids=dict.fromkeys(Facet, Aid.PROMPT),
            foils=True,
        )
        planned = Planned(at=at, questions=tuple(questions), silent=(3, 8))
        self._random, self._at, self._folder = random, at, folder
        self._events: list[AnyEvent] = [started, planned]
        self._state: State = evolve(begin(started), planned)

    def sit(self) -> Path:
        """Answer every question, and write the transcript."""
        for place, question in enumerate(self._state.planned.questions if self._state.planned else ()):
            self._do(Ask())
            self._answer(question)
            while self._state.current.closed is None:
                self._do(Next())
            self._do(Confirm(place, tuple(sorted(self._state.current.coding.met))))
        self._do(Finish())
        with Journal.create(self._folder, self._state.started.session) as journal:
            journal.append(*self._events)
            return journal.path

    def _answer(self, question: Question) -> None:
        if self._random.random() < 0.5:
            self._hear("No, I have never used that.", Move.ADMIT)
            self._hear("Could you explain how it works, as I know locks?", Move.ASK_EXPLAIN)
            self._do(Note(f"{question.topic}: how it works", Quality.SPECIFIC))
            self._hear("So it waits, and goes on later?", Move.RESTATE)
            return
        ticked = {place for place in range(len(question.key_points)) if self._random.random() < 0.6}
        evidence = Evidence(EvidenceLevel.WRONG, 0.0)
        if not question.is_foil:
            evidence = relevel(Evidence(EvidenceLevel.WRONG, 0.0), question, frozenset(ticked))
        self._hear("It goes first to the log and then to the page.", Move.CLAIM, evidence=evidence)
        if self._state.awaits_mark:
            self._do(SetMark(self._random.choice([Mark.GUESS, Mark.FAIRLY_SURE, Mark.SURE])))

    def _hear(self, text: str, move: Move, *, evidence: Evidence | None = None) -> None:
        spans = (MoveSpan(move, text, 0, len(text)),)
        self._do(Reply(text))
        self._do(Heed(Reading(moves=spans, evidence=evidence, reader="by-lot")))

    def _do(self, command: Command) -> None:
        for event in decide(self._state, command, self._at):
            self._state = evolve(self._state, event)
            self._events.append(event)


def write(folder: Path, count: int) -> int:
    """Put `count` transcripts into `folder`; the bytes of the different ones."""
    bank = find_banks().load("backend-basics").bank
    kept: list[Path] = []
    for place in range(count):
        at = START + timedelta(minutes=place)
        if place < DIFFERENT:
            chosen = select([bank], count=QUESTIONS, foils=True, seed=place, history={})
            kept.append(Sitting(chosen.questions, Random(place), at, folder).sit())
        else:
            (folder / f"{new_session_id(at, 'aaaa')}.jsonl").hardlink_to(kept[place % DIFFERENT])
    return sum(path.stat().st_size for path in kept)


def measure(command: Sequence[str]) -> tuple[float, float, float]:
    """Seconds of processor and of waiting, and peak memory (MiB), of a command without its output."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, seconds, usage.ru_maxrss / 1024


def main() -> None:
    """Print a line for each number of transcripts and each command."""
    parser = argparse.ArgumentParser(description="Re-scoring many transcripts.")
    parser.add_argument("counts", type=int, nargs="*", default=[1000], metavar="N")
    for count in parser.parse_args().counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            size = write(folder, count) / min(count, DIFFERENT) / 1024
            print(f"{count:,} transcripts of {QUESTIONS} questions, {size:.0f} KiB each", flush=True)
            for command in (["score", "--all"], ["progress", "--json"]):
                busy, seconds, memory = measure(
                    [sys.executable, "-m", "simulator", *command, "--transcripts", name]
                )
                line = (
                    f"{busy:8.1f} s of processor, {1000 * busy / count:5.2f} ms each; {seconds:8.1f} s in all"
                )
                print(f"  idk {' '.join(command):16} {line}; {memory:5.0f} MiB", flush=True)


if __name__ == "__main__":
    main()
