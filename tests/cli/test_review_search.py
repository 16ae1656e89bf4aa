"""`idk review --search`: what is printed and said beside it; nothing that a terminal obeys gets out."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from simulator.cli import review_search, root
from simulator.reports.found import around
from simulator.reports.schema import path
from simulator.search.find import Match
from simulator.search.passages import Speaker
from simulator.search.query import QueryError
from tests.search.folders import session_id, write


def run(*args: str) -> Result:
    result = CliRunner().invoke(root, ["review", *args])
    print(result.output, result.exception)
    return result


@pytest.fixture
def folder(own_home: Path) -> Path:
    """Where the user's sessions are."""
    made = own_home / "transcripts"
    made.mkdir(parents=True)
    return made


def test_a_hit_shows_the_session_the_question_and_the_line_with_who_said_it(folder: Path) -> None:
    write(folder, 0, [[("you", "a leader is elected"), ("interviewer", "And raft?")]], asks=["What is Raft?"])
    result = run("--search", "raft")
    head, *lines = result.stdout.splitlines()
    assert re.fullmatch(r"  1  \d{4}-\d\d-\d\d \d\d:\d\d  1\. What is Raft\?", head)
    assert lines == ["     Asked: What is Raft?", "     Interviewer: And raft?"]
    assert "idk review 1" in result.stderr


def test_the_words_need_no_quotes(folder: Path) -> None:
    write(folder, 0, [[("you", "a raft election")]])
    assert run("--search", "raft", "election").stdout
    assert run("--search", "raft", "erection").stdout == ""


def test_nothing_found_says_how_to_search(folder: Path) -> None:
    result = run("--search", "raft")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Nothing found" in result.stderr
    assert "bank:" in result.stderr


def test_more_than_is_shown_is_said_and_listed_on_request(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_search, "_BEST", 1)
    for place in range(2):
        write(folder, place, [[("you", "raft"), ("you", "raft"), ("you", "raft")]])
    few, every = run("--search", "raft"), run("--search", "raft", "--all")
    assert (few.stdout.count("1. ?"), every.stdout.count("1. ?")) == (1, 2)
    assert "--all" in few.stderr
    assert "--all" not in every.stderr
    assert "and 1 more line in this question" in few.stdout


def test_as_data_it_keeps_to_the_schema(folder: Path) -> None:
    write(folder, 0, [[("you", "É raft\x1b[2J")]])
    result = run("--search", "raft", "--json")
    data = json.loads(result.stdout)
    Draft202012Validator(json.loads(path("search.schema.json").read_text(encoding="utf-8"))).validate(data)
    (hit,) = data["hits"]
    assert (hit["session"], hit["rank"]) == (session_id(0), "whole")
    (match,) = hit["matches"]
    assert match["text"][slice(*match["spans"][0])] == "raft"
    assert result.stdout.isascii()


def test_nothing_that_a_terminal_obeys_gets_out(folder: Path) -> None:
    hostile = "\x1b]2;owned\x07 \u202eraft\x9b2J <script>alert(1)</script>\n== fake =="
    write(folder, 0, [[("you", hostile)]], asks=[f"{hostile}?"])
    result = run("--search", "raft")
    assert not set(result.output) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert "raft2J <script>alert(1)</script> == fake ==" in result.stdout


def test_an_unreadable_transcript_is_named_and_is_not_the_end(folder: Path) -> None:
    write(folder, 0, [[("you", "raft")]])
    (folder / f"{session_id(1)}.jsonl").write_text("raft\n{}\n")
    result = run("--search", "raft")
    assert result.exit_code == 0
    assert "  2  " in result.stdout
    assert f"{session_id(1)}.jsonl:1: " in result.stderr


def test_what_cannot_be_understood_is_an_error() -> None:
    assert isinstance(run("--search", "outcome:nonsense").exception, QueryError)


@pytest.mark.parametrize("room", [20, 40, 90])
@pytest.mark.parametrize("place", [0, 5_000, 9_995])
def test_the_line_around_a_hit_fits_and_holds_it(room: int, place: int) -> None:
    text = ("lorem ipsum " * 1_000)[:place] + "raft" + (" dolor sit" * 1_000)[: 10_000 - place]
    pieces = around(Match(0, Speaker.YOU, text, ((place, place + 4),)), room)
    line = "".join(piece.text for piece in pieces)
    assert len(line) <= room
    assert [piece.text for piece in pieces if piece.sought] == ["raft"]
    assert line.startswith("… ") == (place > 0)


def test_more_than_one_session_is_refused_where_one_is_meant() -> None:
    assert run("1", "2").exit_code == 2
