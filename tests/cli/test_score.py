"""`idk score`: one session, or all of them, in words and as data."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from simulator.cli import root
from simulator.errors import ExitCode, IdkError
from simulator.reports.schema import schema
from tests.process.programs import SIT


def run(*args: str, typed: str = "") -> Result:
    result = CliRunner().invoke(root, list(args), input=typed)
    print(result.output, result.exception)
    return result


def test_a_session_is_scored_again(finished: str) -> None:
    result = run("score", "last")
    assert result.exit_code == 0
    assert f"{finished}, sat under rubric 1" in result.stdout
    assert "Honesty: not yet - it takes" in result.stdout
    assert "not over" not in result.stderr


def test_a_session_scored_again_as_data(finished: str) -> None:
    data = json.loads(run("score", finished, "--json").stdout)
    Draft202012Validator(schema("score.schema.json")).validate(data)
    assert (data["session"], data["finished"], data["questions"]) == (finished, True, 1)
    assert data["then"] == data["today"]


def test_another_rubric_is_not_made_up(finished: str, own_home: Path) -> None:
    path = own_home / "transcripts" / f"{finished}.jsonl"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"rubric":"1"', '"rubric":"0"', 1), encoding="utf-8"
    )
    assert json.loads(run("score", "last", "--json").stdout)["then"] is None
    assert "Rubric 0 is not held" in run("score", "last").stdout


def test_nothing_is_written(finished: str, own_home: Path) -> None:
    before = {path: path.read_bytes() for path in own_home.rglob("*") if path.is_file()}
    run("score", "--all")
    assert {path: path.read_bytes() for path in own_home.rglob("*") if path.is_file()} == before


def test_a_session_that_is_not_over_is_scored_as_far_as_it_goes(own_home: Path) -> None:
    run(*SIT, typed="I don't know that one.\n/pause\n")
    result = run("score", "1")
    assert result.exit_code == 0
    assert "not over" in result.stderr
    assert json.loads(run("score", "1", "--json").stdout)["finished"] is False


def test_all_sessions_are_listed_newest_first(finished: str) -> None:
    run(*SIT, typed="/pause\n")
    result = run("score", "--all")
    first, second = [line for line in result.stdout.splitlines() if "rubric" in line]
    assert (first[:5], second[:5]) == ("  1  ", "  2  ")
    newest, oldest = json.loads(run("score", "--all", "--json").stdout)
    assert (oldest["session"], newest["questions"]) == (finished, 0)


def test_no_session_at_all(own_home: Path) -> None:
    result = run("score", "--all")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "idk practice" in result.stderr
    assert json.loads(run("score", "--all", "--json").stdout) == []
    assert isinstance(run("score", "last").exception, IdkError)


def test_a_file_that_cannot_be_read_does_not_hide_the_others(finished: str, own_home: Path) -> None:
    (own_home / "transcripts" / "20200101T000000Z-aaaa.jsonl").write_text("{}\n{}\n")
    (own_home / "transcripts" / "20200102T000000Z-aaaa.jsonl").touch()
    result = run("score", "--all", "--json")
    assert [one["session"] for one in json.loads(result.stdout)] == [finished]
    assert "20200101T000000Z-aaaa.jsonl:1: " in result.stderr
    assert "20200102" not in result.stderr


@pytest.mark.parametrize("args", [(), ("last", "--all")])
def test_either_one_or_all(args: tuple[str, ...]) -> None:
    result = run("score", *args)
    assert result.exit_code == ExitCode.USAGE
    assert "idk score last" in result.stderr
