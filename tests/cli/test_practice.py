"""`idk practice` and `idk` alone: options, what goes where, exit codes, and what to run next."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.cli import root
from simulator.errors import ExitCode, IdkError
from tests.process.programs import BANK, SIT, run_idk, sessions


def run(*args: str, typed: str = "") -> Result:
    result = CliRunner().invoke(root, list(args), input=typed)
    print(result.output, result.exception)
    return result


def asked(result: Result) -> list[str]:
    """The questions that were put."""
    return re.findall(r"== Question .*? ==\n\n(.*)\n", result.stdout)


@pytest.mark.process
def test_the_interview_is_on_stdout_and_the_talk_on_stderr() -> None:
    done = run_idk(*SIT, typed="I don't know.\n/nxt\n")
    assert done.code == 0
    assert "== Question 1 of 1 ==" in done.out
    assert "The two scores" in done.out
    assert "did you mean '/next'?" in done.err
    assert "did you mean" not in done.out


@pytest.mark.process
def test_no_input_at_all_ends_well() -> None:
    done = run_idk(*SIT)
    assert (done.code, "nothing to score" in done.out) == (0, True)


def test_the_same_seed_asks_the_same_questions(tmp_path: Path) -> None:
    first, again = (
        run("practice", "--seed", "7", "--transcripts", str(tmp_path / name), typed="/next\n" * 6)
        for name in ("one", "two")
    )
    assert len(asked(first)) == 6
    assert asked(first) == asked(again)


def test_questions_are_asked_in_the_order_given() -> None:
    ids = ["--question", "deferred-index-hoisting", "--question", "write-ahead-log"]
    result = run("practice", "--bank", str(BANK), *ids, typed="/next\n" * 2)
    assert [ask.split()[0] for ask in asked(result)] == ["When", "What"]


def test_without_foils_none_is_asked() -> None:
    result = run("practice", "--bank", str(BANK), "--no-foils", typed="/next\n" * 6)
    assert asked(result) == ["What does a write-ahead log give a database?"]


@pytest.mark.parametrize(
    ("args", "near"),
    [
        (["--bank", "backend-basic"], "did you mean 'backend-basics'?"),
        (["--bank", str(BANK), "--question", "write-ahead-lag"], "did you mean 'write-ahead-log'?"),
        (["--resume", "nonsense"], "idk practice"),
    ],
)
def test_an_unknown_name_gives_the_nearest_and_records_nothing(
    args: list[str], near: str, own_home: Path
) -> None:
    error = run("practice", *args).exception
    assert isinstance(error, IdkError)
    assert error.exit_code is ExitCode.INPUT
    assert near in str(error)
    assert not sessions(own_home / "transcripts")


def test_a_session_elsewhere_names_its_folder_in_what_to_run_next(tmp_path: Path) -> None:
    folder = tmp_path / "else where"
    stopped = run(*SIT, "--transcripts", str(folder), typed="/pause\n")
    (path,) = sessions(folder)
    assert f"idk practice --resume {path.stem} --transcripts '{folder}'" in stopped.stderr
    ended = run("practice", "--resume", "--transcripts", str(folder), typed="I don't know.\n")
    assert f"--transcripts '{folder}'" in ended.stderr


def test_resume_without_an_id_may_be_followed_by_an_option() -> None:
    run(*SIT, typed="/pause\n")
    assert "Going on where you stopped." in run("practice", "--resume", "--plain", typed="/quit\n").stdout


def test_the_newest_unfinished_session_is_taken_up(own_home: Path) -> None:
    run(*SIT, typed="/note first\n/pause\n")
    run(*SIT, typed="/quit\n")
    first = sessions(own_home / "transcripts")
    run("practice", "--resume", typed="/quit\n")
    assert sessions(own_home / "transcripts") == first
    assert all('"kind":"finished"' in path.read_text() for path in first)


def test_idk_alone_in_a_pipe_starts_a_session() -> None:
    result = run(typed="/quit\n")
    assert (result.exit_code, len(asked(result))) == (0, 1)


def test_what_is_said_once_is_said_once() -> None:
    first, second = run(*SIT, typed="/quit\n"), run(*SIT, typed="/quit\n")
    assert "When you don't know" in first.stdout
    assert "When you don't know" not in second.stdout


def test_the_notice_about_made_up_terms_is_given_where_they_may_come() -> None:
    foil = run("practice", "--bank", str(BANK), "--question", "deferred-index-hoisting", typed="/quit\n")
    assert "--no-foils" in foil.stdout


def test_the_transcript_embeds_what_was_asked(own_home: Path) -> None:
    run(*SIT, "--seed", "5", "--coach", "silent", typed="/quit\n")
    (path,) = sessions(own_home / "transcripts")
    header, plan, *_ = map(json.loads, path.read_text().split("\n")[:3])
    assert (header["seed"], header["coach"], header["session"]) == (5, "silent", path.stem)
    assert plan["questions"][0]["ask"] == "What does a write-ahead log give a database?"


@pytest.mark.parametrize(
    "option", [("--bank", "x"), ("--coach", "full"), ("--questions", "3"), ("--no-foils",)]
)
def test_what_shapes_a_new_session_is_refused_beside_resume(option: tuple[str, ...]) -> None:
    result = run("practice", "--resume", *option)
    assert result.exit_code == ExitCode.USAGE
    assert f"{option[0]} is for a new session" in result.stderr
