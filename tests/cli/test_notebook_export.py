"""`idk notebook export`: files for other programs, all of them or none, and never over another."""

import csv
import io
import json
import os
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner, Result

from simulator.cli import root
from simulator.errors import ExitCode, IdkError
from tests.cli.earlier import ADMIT, sat
from tests.interview.scenes import REAL

OPTIONS = {"--anki": "a.txt", "--ics": "b.ics", "--csv": "c.csv", "--json": "d.json", "--markdown": "e"}


def run(*args: str) -> Result:
    result = CliRunner().invoke(root, ["notebook", *args])
    print(result.output, result.exception)
    return result


@pytest.fixture
def out(own_home: Path, tmp_path: Path) -> Path:
    """A folder to write to, and a notebook with a topic."""
    sat(own_home / "transcripts", 3, ADMIT, REAL, notes=["what is flushed first"], asks=True)
    return tmp_path / "out"


def every(out: Path) -> list[str]:
    return [word for option, name in OPTIONS.items() for word in (option, str(out / name))]


def test_every_file_at_once(out: Path) -> None:
    result = run("export", *every(out))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 topic written to" in result.stderr
    assert sorted(path.name for path in out.iterdir()) == ["a.txt", "b.ics", "c.csv", "d.json", "e"]
    assert sorted(path.name for path in (out / "e").iterdir()) == ["Notebook.md", "write-ahead-logging.md"]
    assert (out / "a.txt").read_text().startswith("#separator:Tab\n#html:true\n")
    (row,) = csv.DictReader(io.StringIO((out / "c.csv").read_text()))
    (data,) = json.loads((out / "d.json").read_text())
    assert row["topic"] == data["topic"] == "write-ahead logging"
    assert len(icalendar.Calendar.from_ical((out / "b.ics").read_bytes()).walk("VEVENT")) == 1


def test_nothing_is_written_over(out: Path) -> None:
    (out / "e").mkdir(parents=True)
    (out / "e" / "Notebook.md").write_text("mine")
    (out / "c.csv").write_text("mine")
    error = run("export", *every(out)).exception
    assert isinstance(error, IdkError)
    assert "there already" in str(error)
    assert "and 1 more" in str(error)
    assert sorted(path.name for path in out.rglob("*") if path.is_file()) == ["Notebook.md", "c.csv"]
    assert (out / "c.csv").read_text() == "mine"
    assert run("export", *every(out), "--force").exit_code == 0
    assert "mine" not in (out / "c.csv").read_text()


def test_what_to_write_must_be_said(out: Path) -> None:
    result = run("export")
    assert result.exit_code == ExitCode.USAGE
    assert "idk notebook export --anki topics.txt" in result.stderr


def test_a_notebook_elsewhere(own_home: Path, tmp_path: Path) -> None:
    sat(tmp_path / "other", 3, ADMIT, REAL, notes=["the log"])
    place = str(tmp_path / "d.json")
    run("--transcripts", str(tmp_path / "other"), "export", "--json", place)
    assert len(json.loads(Path(place).read_text())) == 1
    run("export", "--transcripts", str(tmp_path / "other"), "--json", place, "--force")
    assert len(json.loads(Path(place).read_text())) == 1
    assert not (own_home / "notebook").exists()


def test_a_disk_that_is_full_leaves_no_half_file(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    out.mkdir()

    def full(descriptor: int) -> None:
        assert os.fstat(descriptor).st_size > 0  # some of it is there already
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert isinstance(run("export", "--csv", str(out / "c.csv")).exception, OSError)
    assert list(out.iterdir()) == []
