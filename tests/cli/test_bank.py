"""`idk bank`: data on stdout, talk on stderr, and every command names the next one."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from simulator.cli.bank import bank
from simulator.cli.complete import complete_bank, complete_id, complete_question
from simulator.errors import ExitCode, IdkError

BANKS = Path(__file__).parent.parent / "banks"
GOOD, BAD = BANKS / "good" / "postgres-internals.yaml", BANKS / "bad" / "bad-level.yaml"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IDK_HOME", str(tmp_path))
    folder = tmp_path / "banks"
    folder.mkdir()
    (folder / "mine.yaml").write_bytes(GOOD.read_bytes())


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(bank, [str(argument) for argument in arguments], prog_name="idk bank")


SHOW = bank.commands["show"]
CONTEXT = click.Context(SHOW)


def test_list_names_every_bank_and_the_next_command() -> None:
    result = run("list")
    assert "postgres-internals: PostgreSQL internals (1 question, 1 made up)\n" in result.stdout
    assert result.stderr == "Next: idk bank show NAME\n"


def test_list_as_json_is_data_alone(tmp_path: Path) -> None:
    (tmp_path / "banks" / "broken.yaml").write_text("[")
    rows = {row["bank"]: row for row in json.loads(run("list", "--json").stdout)}
    assert rows["postgres-internals"]["questions"] == 1
    assert "idk bank check broken" in rows["broken"]["error"]


def test_check_prints_every_problem_and_goes_on(tmp_path: Path) -> None:
    result = run("check", BAD, GOOD)
    first, *_, second = result.stdout.splitlines()
    assert first.startswith(f"{BAD}:9:12: questions[0].level: expected one of")
    assert second == f"{GOOD}: ok, 2 questions"
    assert result.exit_code == ExitCode.INPUT
    assert result.stderr.startswith("Next: mend the errors, then idk bank check ")


def test_check_of_a_file_that_is_not_there_says_so() -> None:
    result = run("check", "absent.yaml")
    assert result.stdout == "absent.yaml: file: expected a bank file; found no such file\n"
    assert result.exit_code == ExitCode.INPUT


def test_warnings_do_not_fail_a_check() -> None:
    result = run("check", BANKS / "good" / "draft.yaml")
    assert "warning: questions[0]" in result.stdout
    assert result.exit_code == 0


def test_check_without_a_path_checks_all_known_banks(tmp_path: Path) -> None:
    result = run("check")
    assert f"{tmp_path / 'banks' / 'mine.yaml'}: ok, 2 questions" in result.stdout
    assert (result.exit_code, result.stderr) == (0, "Next: idk practice\n")


def test_check_takes_a_banks_name(tmp_path: Path) -> None:
    file = tmp_path / "banks" / "mine.yaml"
    doubt, verdict = run("check", "postgres-internals").stdout.splitlines()
    assert doubt == f"{file}:6:1: warning: write-ahead-log.explanation: expected 60 to 140 words; found 32"
    assert verdict == f"{file}: ok, 2 questions"


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("postgres-internals", "bank show postgres-internals/write-ahead-log"),
        (str(GOOD), f"practice --bank {GOOD}"),
    ],
)
def test_show_a_bank(name: str, following: str) -> None:
    result = run("show", name)
    assert result.stdout.startswith("PostgreSQL internals (postgres-internals, en)\n")
    assert result.stderr == f"Next: idk {following}\n"


def test_a_question_is_found_beside_a_broken_bank_and_a_missing_one_says_why(tmp_path: Path) -> None:
    (tmp_path / "banks" / "broken.yaml").write_text("[")
    assert "Key points" in run("show", "write-ahead-log").stdout
    error = run("show", "lost-question").exception
    assert "broken cannot be used" in str(error)


@pytest.mark.parametrize("name", ["postgres-internals/write-ahead-log", "write-ahead-log"])
def test_show_a_question(name: str) -> None:
    result = run("show", name)
    assert "Key points" in result.stdout
    assert result.stderr == "Next: idk practice --question postgres-internals/write-ahead-log\n"


def test_show_as_json_escapes_what_a_terminal_could_obey(tmp_path: Path) -> None:
    mine = tmp_path / "banks" / "mine.yaml"
    mine.write_bytes(GOOD.read_bytes().replace(b"title: PostgreSQL internals", b'title: "\\e]2;x\\u202e"'))
    result = run("show", "postgres-internals", "--json")
    assert json.loads(result.stdout)["title"] == "\x1b]2;x\u202e"
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("postgres-internal", "postgres-internals"),
        ("write-ahed-log", "write-ahead-log"),
        ("postgres-internals/write-ahead", "write-ahead-log"),
    ],
)
def test_show_of_an_unknown_name_gives_the_nearest(name: str, near: str) -> None:
    error = run("show", name).exception
    assert isinstance(error, IdkError)
    assert f"{near}'?" in str(error)


def test_schema_prints_the_committed_schema() -> None:
    assert json.loads(run("schema").stdout)["title"] == "Question bank"


def test_completion_knows_banks_then_real_questions() -> None:
    ids = ["postgres-internals/write-ahead-log"]
    assert complete_bank(CONTEXT, SHOW.params[0], "post") == ["postgres-internals"]
    assert complete_id(CONTEXT, SHOW.params[0], "post") == ["postgres-internals"]
    assert complete_id(CONTEXT, SHOW.params[0], "postgres-internals/") == ids
    assert complete_question(CONTEXT, SHOW.params[0], "postgres-internals/w") == ids


def test_completion_of_a_question_knows_the_banks_already_named() -> None:
    context = click.Context(SHOW)
    context.params = {"banks": ("postgres-internals",)}
    assert complete_question(context, SHOW.params[0], "") == ["write-ahead-log"]
    assert complete_question(context, SHOW.params[0], "x") == []


def test_completion_is_silent_about_a_broken_bank(tmp_path: Path) -> None:
    (tmp_path / "banks" / "broken.yaml").write_text("[")
    assert complete_id(CONTEXT, SHOW.params[0], "broken/") == []
