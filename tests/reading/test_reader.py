"""The reader as the product uses it: light, lazy, steady on any text, and still there when a file is
damaged."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.questions.model import Question
from simulator.reading.model import Evidence, Facet, Line, Move, Quality, Who
from simulator.reading.reader import FOLDER, LocalReader, load_reader
from tests.reading.questions import EXPLAINED, FOIL, READER, WAL, read


def test_one_sentence_may_make_several_moves_and_earn_several_qualities() -> None:
    reading = read(
        "No idea, never used it. Could you explain how the replay works? And is there a good book on it?"
    )
    assert reading.makes(Move.ADMIT)
    assert reading.quality.keys() == {Facet.EXPLAIN, Facet.RESOURCE}
    assert reading.quality[Facet.EXPLAIN] is Quality.SPECIFIC
    assert reading.evidence is None


def test_a_claim_has_evidence() -> None:
    evidence = read("After a crash the log is replayed.").evidence
    assert evidence is not None
    assert [point.index for point in evidence.points if point.met] == [1]


def test_a_restatement_is_held_against_what_was_missing() -> None:
    before = read("After a crash the log is replayed.").evidence
    turn = (
        "So each change lands in the log on disk before the data page does, "
        "and one sequential write is enough to commit?"
    )
    reading = READER.read(WAL, EXPLAINED, turn, before)
    assert reading.makes(Move.RESTATE)
    assert reading.quality[Facet.TEACH_BACK] >= Quality.SPECIFIC


def test_only_the_beginning_of_an_endless_turn_is_read_and_in_bounded_time() -> None:
    reading = read("After a crash the log is replayed. " * 30_000)
    assert all(span.end <= READER.reads_to for span in reading.moves)
    assert reading.evidence is not None


texts = st.text(max_size=150)
lines = st.lists(st.builds(Line, st.sampled_from(Who), texts), max_size=3)


@settings(max_examples=60)
@given(st.sampled_from([WAL, FOIL]), lines, texts)
def test_any_text_in_any_place_is_read(question: Question, context: list[Line], turn: str) -> None:
    first = READER.read(question, context, turn)
    assert READER.read(question, context, turn, first.evidence) is not None
    assert READER.read(question, context, turn) == first
    assert first.reader == READER.version


@pytest.mark.parametrize(
    "turn", ["\ud800", "\x00\x1b[2J", "\u202eabc", "a" * 20_000, "不知道", "我不懂，請解釋", "не знаю"]
)
def test_strange_text_is_read_too(turn: str) -> None:
    read(turn)


def copied(folder: Path) -> Path:
    for name in ("moves.model", "words.vectors"):
        shutil.copy(FOLDER / name, folder / name)
    return folder


@pytest.mark.parametrize("name", ["moves.model", "words.vectors"])
def test_a_damaged_file_is_said_and_reading_goes_on(name: str, tmp_path: Path) -> None:
    file = copied(tmp_path) / name
    file.write_bytes(file.read_bytes()[:-1000])
    reader = LocalReader(tmp_path)
    assert name in reader.notice
    assert reader.version != READER.version
    assert reader.read(WAL, [], "I don't know.").makes(Move.ADMIT)
    assert evidence_of(reader, "After a crash the log is replayed.").points[1].met


def evidence_of(reader: LocalReader, turn: str) -> Evidence:
    evidence = reader.read(WAL, [], turn).evidence
    assert evidence is not None
    return evidence


def test_nothing_is_said_when_all_is_well() -> None:
    assert READER.notice == ""


def test_many_threads_may_load_and_read_at_once() -> None:
    reader = load_reader()
    with ThreadPoolExecutor(4) as pool:
        readings = list(pool.map(lambda _: reader.read(WAL, [], "I don't know."), range(8)))
    assert all(reading == readings[0] for reading in readings)


def test_importing_the_reader_loads_nothing_heavy() -> None:
    # msgspec itself imports `inspect` where typing_extensions is installed, so that is not looked for here.
    code = "import sys, simulator.reading.reader, simulator.reading.merging; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"simulator.reading.engine", "snowballstemmer", "difflib", "numpy", "click", "rich", "pydantic"}
    assert not heavy & set(loaded)


def test_numpy_comes_late_and_with_one_thread() -> None:
    code = (
        "import os, sys, simulator.reading.engine as engine\n"
        "assert 'numpy' not in sys.modules\n"
        "from simulator.reading.reader import load_reader\n"
        "load_reader().prepare()\n"
        "assert 'numpy' in sys.modules and os.environ['OPENBLAS_NUM_THREADS'] == '1'\n"
    )
    clean = {name: value for name, value in os.environ.items() if not name.endswith("_THREADS")}
    subprocess.run([sys.executable, "-c", code], check=True, env=clean)
