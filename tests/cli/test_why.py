"""`idk why`: one question, found by any of its names."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.cli import root
from simulator.errors import IdkError
from tests.process.programs import SIT


def run(*args: str, typed: str = "") -> Result:
    result = CliRunner().invoke(root, list(args), input=typed)
    print(result.output, result.exception)
    return result


@pytest.mark.parametrize("named", ["1", " #1. ", "write-ahead-log", "postgres-internals/write-ahead-log"])
def test_a_question_is_found_by_any_of_its_names(named: str, finished: str) -> None:
    result = run("why", "last", named)
    assert result.exit_code == 0
    assert "the table for real questions gives 100 of 100" in result.stdout
    assert "idk review last --contest 1" in result.stderr


@pytest.mark.parametrize("named", ["0", "2", "nonsense", ""])
def test_a_question_that_was_not_asked_is_said(named: str, finished: str) -> None:
    error = run("why", "last", named).exception
    assert isinstance(error, IdkError)
    assert f"{finished} has no question '{named}'" in str(error)
    assert "Expected a number from 1 to 1, or one of: write-ahead-log." in str(error)


@pytest.mark.parametrize("named", ["write-ahed-log", "postgres-internals/write-ahed-log"])
def test_a_slip_gives_the_nearest(named: str, finished: str) -> None:
    assert "did you mean 'write-ahead-log'?" in str(run("why", "last", named).exception)


def test_a_session_that_is_not_there_is_said(finished: str) -> None:
    error = run("why", "9", "1").exception
    assert isinstance(error, IdkError)
    assert "No session is called '9'" in str(error)


def test_no_session_at_all_says_how_to_begin() -> None:
    assert "idk practice" in str(run("why", "last", "1").exception)


def test_a_question_still_open_is_not_scored(own_home: Path) -> None:
    run(*SIT, typed="I don't know that one.\n/pause\n")
    error = run("why", "last", "1").exception
    assert isinstance(error, IdkError)
    assert "Question 1 of" in str(error)
    assert "idk practice --resume" in str(error)


def test_a_session_without_a_question_is_said(own_home: Path, finished: str) -> None:
    path = own_home / "transcripts" / f"{finished}.jsonl"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:2]), encoding="utf-8")
    assert "ended before the first question" in str(run("why", "last", "1").exception)


def test_what_is_contested_is_not_offered_again(finished: str) -> None:
    run("review", "last", "--contest", "1")
    result = run("why", "last", "1")
    assert "You contested it, so it counts nowhere." in result.stdout
    assert "--contest" not in result.stderr


def test_sessions_elsewhere_are_found_and_named_again(finished: str, own_home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    (own_home / "transcripts").rename(elsewhere)
    result = run("why", "1", "1", "--transcripts", str(elsewhere))
    assert result.exit_code == 0
    assert f"--contest 1 --transcripts '{elsewhere}'" in result.stderr
