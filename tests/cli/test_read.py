"""`idk read`: a reading for people, and readings as data, line by line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.cli.read import read
from simulator.errors import IdkError, StorageError


def run(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(read, list(arguments), input=given)


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    good = Path(__file__).parent.parent / "banks" / "good" / "postgres-internals.yaml"
    (tmp_path / "banks").mkdir()
    (tmp_path / "banks" / "mine.yaml").write_bytes(good.read_bytes())
    monkeypatch.setenv("IDK_HOME", str(tmp_path))
    return "postgres-internals/write-ahead-log"


def test_the_words_of_each_move_are_marked() -> None:
    result = run("I don't know. How does it work?")
    assert "says “I don't know” (" in result.stdout
    assert "    [I don't know]. How does it work?" in result.stdout
    assert "    I don't know. [How does it work]?" in result.stdout
    assert result.stderr.startswith("Next: idk read")


def test_a_reply_without_a_move_is_shown_too() -> None:
    result = run("ok")
    assert "makes no move" in result.stdout
    assert "    ok" in result.stdout


def test_against_a_question_of_a_bank_the_key_points_are_ticked(bank: str) -> None:
    result = run("After a crash the log is replayed.", "--question", bank)
    assert "✓ After a crash the log is replayed." in result.stdout
    assert "· " in result.stdout
    assert "heard: “After a crash the log is replayed" in result.stdout
    assert result.stderr == "Next: idk practice --bank postgres-internals\n"


def test_a_question_may_be_named_by_its_id_alone(bank: str) -> None:
    assert run("No idea.", "-q", bank.rpartition("/")[2]).exit_code == 0


def test_an_unknown_question_is_refused(bank: str) -> None:
    result = run("No idea.", "-q", "postgres-internals/write-ahead-lag")
    assert isinstance(result.exception, IdkError)


def test_control_characters_never_reach_the_terminal() -> None:
    result = run("I don't know\x1b[2J\x07 it.", "--ask", "What\x1b]2;x is it?", "-c", "so\x1b[31m")
    assert "\x1b" not in result.output
    assert "\x07" not in result.output


def test_the_context_counts() -> None:
    told = "Each change goes to the log before the page is written to disk."
    assert (
        "asks a deeper question"
        in run("And what if the log is lost?", "--ask", "What is WAL?", "-c", told).stdout
    )


def test_what_is_left_out_of_an_endless_reply_is_said() -> None:
    assert "characters were read" in run("I don't know. " * 2_000).stderr


def test_lines_come_out_in_step_from_standard_input() -> None:
    lines = ['{"turn": "I don\'t know."}', "", "{", '{"turn": "ok"}']
    result = run("--jsonl", given="\n".join(lines) + "\n")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [sorted(entry) for entry in found] == [["moves"], ["error"], ["error"], ["moves"]]
    assert result.stderr == ""


def test_lines_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "turns.jsonl"
    file.write_text('{"turn": "I don\'t know."}\n', encoding="utf-8")
    assert json.loads(run("--jsonl", str(file)).stdout)["moves"][0]["move"] == "admit"


def test_a_missing_file_is_an_error_with_its_name(tmp_path: Path) -> None:
    result = run("--jsonl", str(tmp_path / "none.jsonl"))
    assert isinstance(result.exception, StorageError)
    assert "none.jsonl" in str(result.exception)


@pytest.mark.parametrize("arguments", [[], ["--jsonl", "--ask", "x"], ["x", "--ask", "y", "--question", "z"]])
def test_what_cannot_be_understood_is_a_usage_error(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
