"""`idk review`: the list, one session, and both as data."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from simulator.cli import root
from simulator.errors import IdkError
from simulator.reports.schema import path
from tests.process.programs import SIT

REPLIES = "I don't know that one.\nCould you explain it to me?\n/note the log\n"


def run(*args: str, typed: str = "") -> Result:
    result = CliRunner().invoke(root, list(args), input=typed)
    print(result.output, result.exception)
    return result


@pytest.fixture
def finished(own_home: Path) -> str:
    """A session that is over; its id."""
    assert run(*SIT, typed=f"{REPLIES}/next\n").exit_code == 0
    (path,) = (own_home / "transcripts").glob("*.jsonl")
    return path.stem


@pytest.fixture
def paused(own_home: Path) -> str:
    """A session that is not over; its id."""
    assert run(*SIT, typed=f"{REPLIES}/pause\n").exit_code == 0
    (path,) = (own_home / "transcripts").glob("*.jsonl")
    return path.stem


def listed(result: Result) -> list[str]:
    """The first line of each session in the list."""
    return [line for line in result.stdout.splitlines() if re.match(r" *\d+  \d{4}-", line)]


def test_nothing_to_list_says_how_to_begin() -> None:
    result = run("review")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "idk practice" in result.stderr


def test_the_list_has_a_line_a_session(finished: str) -> None:
    run(*SIT, typed="/pause\n")
    result = run("review")
    newest, oldest = listed(result)
    assert re.match(r"  1  \d{4}-\d\d-\d\d \d\d:\d\d  postgres-internals  0 of 1, not over", newest)
    assert re.match(r"  2  \d{4}-\d\d-\d\d \d\d:\d\d  postgres-internals  1 question$", oldest)
    assert "idk review 1" in result.stderr


def test_the_list_as_data(finished: str) -> None:
    (row,) = json.loads(run("review", "--json").stdout)
    assert (row["place"], row["session"], row["finished"]) == (1, finished, True)


@pytest.mark.parametrize("name", ["last", "1", "id", "beginning"])
def test_a_session_is_found_by_any_of_its_names(name: str, finished: str) -> None:
    named = {"id": finished, "beginning": finished[:6]}.get(name, name)
    result = run("review", named)
    assert result.exit_code == 0
    assert "You: [don't know: I don't know that one]." in result.stdout
    assert "Written down: the log" in result.stdout


def test_a_session_that_is_not_over_is_shown_as_far_as_it_goes(paused: str) -> None:
    result = run("review", "last")
    assert result.exit_code == 0
    assert "not over" in result.stdout


@pytest.mark.parametrize("name", ["0", "9", "nonsense", ""])
def test_a_name_that_means_no_session_is_said(name: str, finished: str) -> None:
    assert isinstance(run("review", name).exception, IdkError)


def test_every_figure_as_data_keeps_to_the_schema(finished: str) -> None:
    data = json.loads(run("review", "last", "--json").stdout)
    Draft202012Validator(json.loads(path("review.schema.json").read_text(encoding="utf-8"))).validate(data)
    (question,) = data["questions"]
    assert question["stance"] == "admitted"


def test_an_unfinished_session_as_data_keeps_to_the_schema(paused: str) -> None:
    data = json.loads(run("review", "last", "--json").stdout)
    Draft202012Validator(json.loads(path("review.schema.json").read_text(encoding="utf-8"))).validate(data)


def test_sessions_elsewhere_are_found_where_they_are(finished: str, own_home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    (own_home / "transcripts").rename(elsewhere)
    assert run("review").stdout == ""
    assert run("review", "last", "--transcripts", str(elsewhere)).exit_code == 0


def test_a_file_that_cannot_be_read_does_not_hide_the_others(finished: str, own_home: Path) -> None:
    (own_home / "transcripts" / "20200101T000000Z-aaaa.jsonl").write_text("{}\n{}\n")
    result = run("review")
    assert len(listed(result)) == 1
    assert "20200101T000000Z-aaaa.jsonl:1: " in result.stderr


def test_many_sessions_are_cut_to_the_newest(finished: str, own_home: Path) -> None:
    folder = own_home / "transcripts"
    text = (folder / f"{finished}.jsonl").read_text()
    for number in range(22):
        (folder / f"202001{number + 1:02}T000000Z-aaaa.jsonl").write_text(text)
    assert len(listed(run("review"))) == 20
    assert "idk review --all" in run("review").stderr
    assert len(listed(run("review", "--all"))) == 23


def test_events_are_numbered_by_line_also_past_lines_of_unknown_kinds(finished: str, own_home: Path) -> None:
    path = own_home / "transcripts" / f"{finished}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    foreign = '{"kind":"telepathy","at":"2026-11-22T09:00:00Z"}\n'
    path.write_text("".join([*lines[:3], foreign, *lines[3:]]), encoding="utf-8")
    report = json.loads(run("review", "last", "--json").stdout)
    numbered = path.read_text(encoding="utf-8").splitlines()
    for event in report["questions"][0]["honesty"]["events"]:
        assert json.loads(numbered[event])["kind"] == "replied"


def test_a_session_that_is_not_over_shows_its_open_question(paused: str) -> None:
    assert "You: [don't know: I don't know that one]." in run("review", "last").stdout


def test_contesting_adds_to_the_transcript_and_rewrites_nothing(finished: str, own_home: Path) -> None:
    path = own_home / "transcripts" / f"{finished}.jsonl"
    before = path.read_bytes()
    result = run("review", "last", "--contest", "write-ahead-log")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Question 1 (write-ahead-log) no longer counts." in result.stderr
    after = path.read_bytes()
    assert after.startswith(before)
    (added,) = after[len(before) :].splitlines()
    assert json.loads(added).items() >= {"kind": "contested", "position": 0}.items()


def test_contesting_takes_a_question_out_of_the_scores(finished: str) -> None:
    run("review", "1", "--contest", "1")
    (question,) = json.loads(run("review", "1", "--json").stdout)["questions"]
    assert (question["basis"], question["honesty"]["omega"]) == ("contested", 0)
    assert question["honesty"]["strata"] == {}


def test_contesting_as_data_prints_the_review_that_follows(finished: str) -> None:
    data = json.loads(run("review", "1", "--contest", "1", "--json").stdout)
    assert data["questions"][0]["basis"] == "contested"


def test_contesting_twice_is_once(finished: str, own_home: Path) -> None:
    run("review", "1", "--contest", "1")
    before = (own_home / "transcripts" / f"{finished}.jsonl").read_bytes()
    assert "contested already" in run("review", "1", "--contest", "1").stderr
    assert (own_home / "transcripts" / f"{finished}.jsonl").read_bytes() == before


def test_what_is_contested_no_longer_counts_in_progress(finished: str) -> None:
    assert json.loads(run("progress", "--json").stdout)["answers"] == 1
    run("review", "1", "--contest", "1")
    assert json.loads(run("progress", "--json").stdout)["answers"] == 0


def test_contesting_waits_for_a_paused_session_to_go_on(paused: str) -> None:
    error = run("review", "1", "--contest", "1").exception
    assert isinstance(error, IdkError)
    assert f"idk practice --resume {paused}" in str(error)


def test_contesting_names_a_question_that_was_not_asked(finished: str) -> None:
    assert "has no question '7'" in str(run("review", "1", "--contest", "7").exception)


@pytest.mark.parametrize(
    ("option", "remedy"),
    [(["--contest", "1"], "idk review last --contest 2"), (["--pager"], "idk review last --pager")],
)
def test_what_is_about_one_session_needs_one(option: list[str], remedy: str) -> None:
    result = run("review", *option)
    assert (result.exit_code, remedy in result.stderr) == (2, True)


def test_contesting_mends_a_torn_last_line_and_says_so(finished: str, own_home: Path) -> None:
    path = own_home / "transcripts" / f"{finished}.jsonl"
    path.write_bytes(path.read_bytes() + b'{"kind":')
    assert path.name in run("review", "1", "--contest", "1").stderr
    assert "Contested" in run("review", "1").stdout


def test_the_moves_are_marked_in_the_words(finished: str) -> None:
    shown = run("review", "last").stdout
    assert "You: [don't know: I don't know that one]." in shown
    assert "You: [asks: Could you explain it to me]?" in shown
    assert "\x1b" not in shown


def test_what_would_have_earned_more_is_tried_with_the_reader() -> None:
    run(*SIT, typed="no idea\n/next\n")
    shown = run("review", "last").stdout
    words = "In your words: “no idea. [new: Could you explain write-ahead logging to me?]”"
    assert words in shown
    effect = shown[shown.index(words) + len(words) + 1 :]
    assert re.match(r"↳ read again like that: learning \d+ in place of 0\n", effect)


def test_the_pager_gets_nothing_else_than_the_session(finished: str) -> None:
    assert run("review", "last", "--pager").stdout.rstrip() == run("review", "last").stdout.rstrip()


def test_plain_is_the_list_where_there_is_no_terminal_anyway(finished: str) -> None:
    assert run("review", "--plain").stdout == run("review").stdout
