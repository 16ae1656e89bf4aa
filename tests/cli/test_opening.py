"""What is wrong with the reader is told once, when it is first used."""

import shutil
from pathlib import Path

from simulator.cli.opening import read_with
from simulator.reading.reader import FOLDER, LocalReader
from tests.interview.scenes import asked


def test_a_damaged_model_is_told_of_once(tmp_path: Path) -> None:
    for file in FOLDER.iterdir():
        if file.is_file() and file.suffix != ".py":
            shutil.copy(file, tmp_path)
    (tmp_path / "moves.neural").write_bytes(b"damaged")
    told: list[str] = []
    read = read_with(LocalReader(tmp_path), told.append)
    episode = asked().state.current
    assert read(episode, "I don't know.").moves
    assert read(episode, "Could you explain it?").moves
    assert len(told) == 1
    assert "moves.neural" in told[0]


def test_a_sound_reader_says_nothing_of_itself() -> None:
    told: list[str] = []
    read_with(LocalReader(), told.append)(asked().state.current, "I don't know.")
    assert told == []
