"""`idk progress`: all sessions, in words and as data."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from simulator.cli import progress as command
from simulator.cli import root
from simulator.reports.schema import schema
from tests.process.programs import SIT


def run(*args: str, typed: str = "") -> Result:
    result = CliRunner().invoke(root, list(args), input=typed)
    print(result.output, result.exception)
    return result


@pytest.fixture
def finished(own_home: Path) -> str:
    """A session that is over; its id."""
    assert run(*SIT, typed="I don't know that one.\nCould you explain it to me?\n/next\n").exit_code == 0
    (path,) = (own_home / "transcripts").glob("*.jsonl")
    return path.stem


def test_what_little_there_is(finished: str) -> None:
    result = run("progress")
    assert result.exit_code == 0
    assert "1 session, " in result.stdout
    assert "Where you did not know: said so 1 of 1 · asked 1 of 1" in result.stdout
    assert "80% sure" not in result.stdout
    assert "idk progress --json" in result.stderr


def test_as_data_it_keeps_to_the_schema(finished: str) -> None:
    data = json.loads(run("progress", "--json").stdout)
    Draft202012Validator(schema("progress.schema.json")).validate(data)
    assert (data["sessions"], data["answers"], data["first"]) == (1, 1, data["last"])
    assert data["honesty"] == {"withheld": {"have": 0.0, "need": 2.0, "of": "answers on what you knew"}}


def test_many_sessions_are_pooled(finished: str, own_home: Path) -> None:
    folder = own_home / "transcripts"
    text = (folder / f"{finished}.jsonl").read_text()
    for number in range(9):
        (folder / f"2020010{number + 1}T000000Z-aaaa.jsonl").write_text(text)
    data = json.loads(run("progress", "--json").stdout)
    assert (data["sessions"], data["said_so"]) == (10, {"made": 10, "of": 10})
    assert 0 < data["learning"]["value"] < 1


def test_no_session_at_all() -> None:
    result = run("progress")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "idk practice" in result.stderr
    data = json.loads(run("progress", "--json").stdout)
    Draft202012Validator(schema("progress.schema.json")).validate(data)
    assert (data["sessions"], data["first"]) == (0, None)


def test_a_file_that_cannot_be_read_does_not_hide_the_others(finished: str, own_home: Path) -> None:
    (own_home / "transcripts" / "20200101T000000Z-aaaa.jsonl").write_text("{}\n{}\n")
    (own_home / "transcripts" / "20200102T000000Z-aaaa.jsonl").touch()
    result = run("progress")
    assert "1 session, " in result.stdout
    assert "20200101T000000Z-aaaa.jsonl:1: " in result.stderr


def test_a_long_look_is_announced(finished: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Looking through" not in run("progress").stderr
    monkeypatch.setattr(command, "_MANY", 0)
    assert "Looking through 1 sessions." in run("progress").stderr


def test_sessions_elsewhere_are_found_and_named_again(finished: str, own_home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    (own_home / "transcripts").rename(elsewhere)
    result = run("progress", "--transcripts", str(elsewhere))
    assert f"idk progress --json --transcripts '{elsewhere}'" in result.stderr
