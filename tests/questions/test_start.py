"""The start of a bank of one's own."""

from pathlib import Path

import pytest

from simulator.errors import IdkError, StorageError
from simulator.questions.loader import load_bank
from simulator.questions.quality import doubts
from simulator.questions.start import write_start


def test_it_is_a_good_bank_from_the_first_moment(tmp_path: Path) -> None:
    loaded = load_bank(write_start("my-own", tmp_path / "banks"))
    assert loaded.bank.name == "my-own"
    assert loaded.bank.title == "My own"
    assert loaded.warnings == ()
    assert doubts(loaded.bank, []) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("dear to me")
    with pytest.raises(IdkError, match="is there already"):
        write_start("mine", tmp_path)
    assert (tmp_path / "mine.yaml").read_text() == "dear to me"


@pytest.mark.parametrize("name", ["", "My Own", "../up", "a/b", "-x", "x" * 81])
def test_a_name_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(IdkError, match="cannot name a bank"):
        write_start(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="there is a file of that name"):
        write_start("mine", tmp_path / "file")
