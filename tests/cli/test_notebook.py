"""`idk notebook`: what is due and open, one topic, and what the user does to it."""

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from simulator.cli import root
from simulator.cli.clock import today
from simulator.cli.complete import complete_topic
from simulator.cli.pages import say_what_is_new
from simulator.errors import IdkError, StorageError
from simulator.notebook.cards import Card, glance
from simulator.reports.schema import path as schema_path
from tests.cli.earlier import ADMIT, sat
from tests.interview.scenes import FOIL, REAL


def run(*args: str) -> Result:
    result = CliRunner().invoke(root, ["notebook", *args])
    print(result.output, result.exception)
    return result


def said(result: Result) -> str:
    """All of standard error, on one line."""
    return " ".join(result.stderr.split())


@pytest.fixture
def learnt(own_home: Path) -> Path:
    """A notebook with two topics: one from a session of three days ago, one by hand."""
    sat(own_home / "transcripts", 3, ADMIT, REAL, notes=["what is flushed first"], asks=True)
    run("add", "Raft", "--unclear", "how a leader is found")
    return own_home / "notebook"


def card(folder: Path, name: str) -> Card:
    return next(one for one in glance(folder).cards if one.name == name)


def test_an_empty_notebook_says_how_to_begin(own_home: Path) -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (0, "Nothing is written down yet.\n")
    assert "/note" in said(result)
    assert not (own_home / "notebook").exists()


def test_what_is_due_comes_before_what_is_open(learnt: Path) -> None:
    result = run()
    due = today() - timedelta(days=2)
    assert result.stdout == (
        f"\n== Due now: 1 ==\n  write-ahead logging - open, due since {due}\n"
        "\n== Open: 1 ==\n  Raft - open, back tomorrow\n"
    )
    assert "idk study" in said(result)


def test_with_nothing_due_the_folder_is_named(learnt: Path) -> None:
    run("done", "write-ahead")
    result = run()
    assert "Not listed: 1 done (--all lists them)." in result.stdout
    assert str(learnt) in result.stderr.replace("\n", "")
    assert "write-ahead logging - done" in run("--all").stdout


def test_the_list_as_data_is_what_is_exported(learnt: Path, tmp_path: Path) -> None:
    data = json.loads(run("--json").stdout)
    Draft202012Validator(json.loads(schema_path("notebook.schema.json").read_text())).validate(data)
    assert [one["topic"] for one in data] == ["Raft", "write-ahead logging"]
    run("export", "--json", str(tmp_path / "all.json"))
    assert json.loads((tmp_path / "all.json").read_text()) == data
    assert json.loads(run("show", "raft", "--json").stdout) == data[0]


def test_one_topic_with_all_there_is(learnt: Path) -> None:
    result = run("show", "ahead")
    for text in (
        "== write-ahead logging ==",
        "- what is flushed first",
        REAL.explanation,
        REAL.resources[0].url,
        REAL.project,
    ):
        assert text in result.stdout
    assert "idk notebook edit write-ahead logging" in said(result)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("a", "'a' is a part of 2 topics: 'Raft', 'write-ahead logging'. Say more of the name."),
        ("rafft", "No topic is called 'rafft' - did you mean 'Raft'?"),
        ("zzz", "No topic is called 'zzz'. `idk notebook` lists them."),
    ],
)
def test_a_topic_that_is_not_found(learnt: Path, words: str, message: str) -> None:
    error = run("show", words).exception
    assert isinstance(error, IdkError)
    assert message in str(error)


def test_the_whole_name_is_the_topic_though_it_is_a_part_of_another(learnt: Path) -> None:
    run("add", "Raft logs")
    assert "== Raft ==" in run("show", "raft").stdout


def test_in_an_empty_notebook_no_topic_is_found() -> None:
    assert "The notebook is empty" in str(run("show", "x").exception)


def test_a_topic_is_added_once(learnt: Path) -> None:
    assert "You have Raft already: idk notebook show Raft" in said(run("add", "raft"))
    assert "Added to what you have on Raft" in said(run("add", "RAFT", "--unclear", "terms"))
    text = (learnt / "raft.md").read_text()
    assert f"- how a leader is found ({today()})\n" in text
    assert f"- terms ({today()})\n" in text


@pytest.mark.parametrize("name", ["   ", "x" * 201])
def test_a_topic_needs_a_name(name: str) -> None:
    error = run("add", "--", name).exception
    assert isinstance(error, IdkError)
    assert "needs a name" in str(error)


def test_a_topic_is_put_aside_closed_and_taken_up(learnt: Path) -> None:
    for command, state in (("park", "parked"), ("done", "done")):
        result = run(command, "raft")
        assert (card(learnt, "Raft").state, card(learnt, "Raft").due) == (state, None)
        assert "idk notebook reopen Raft" in said(result)
    run("reopen", "raft")
    assert card(learnt, "Raft").due == today() + timedelta(days=1)


def test_what_to_run_next_can_be_run(own_home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "else where"
    for name in ("C++ & co", "-rf"):
        run("add", "--transcripts", str(folder), "--", name)
    again = said(run("show", "co", "--transcripts", str(folder)))
    assert f"idk notebook edit --transcripts '{folder}' 'C++ & co'" in again
    assert f"idk notebook reopen --transcripts '{folder}' -- -rf" in said(
        run("park", "--transcripts", str(folder), "--", "-rf")
    )
    assert f"show TOPIC --transcripts '{folder}'" in said(run("--transcripts", str(folder)))
    assert not (own_home / "notebook").exists()


def test_the_page_is_edited_in_the_user_s_editor(
    learnt: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i "s/^added:.*/state: parked/" "$1"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", str(editor))
    assert run("edit", "raft").exit_code == 0
    assert card(learnt, "Raft").state == "parked"


def test_a_page_that_is_wrong_is_named_and_the_rest_is_there(learnt: Path) -> None:
    page = learnt / "raft.md"
    page.write_text("---\naliases: [\n---\n")
    result = run()
    assert result.exit_code == 0
    assert f"{page} is left as it is until you mend it: line 3:" in said(result)
    assert "Raft - open" in result.stdout
    assert run("show", "raft").exit_code == 0
    error = run("park", "raft").exception
    assert isinstance(error, IdkError)
    assert str(page) in str(error)


def test_a_session_that_ends_says_what_it_put_in(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = sat(own_home / "transcripts", 0, ADMIT, REAL, FOIL, notes=["what it is for"])
    say_what_is_new(session)
    told = " ".join(capsys.readouterr().err.split())
    assert told == (
        "In your notebook: partial indexes (open, back tomorrow), write-ahead logging (open, back tomorrow). "
        "See it: idk notebook"
    )
    say_what_is_new("another")
    assert capsys.readouterr().err == ""


def test_a_notebook_that_cannot_be_kept_up_stops_no_session(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = sat(own_home / "transcripts", 0, ADMIT, REAL, notes=["the log"])
    (own_home / "notebook").write_text("in the way")
    say_what_is_new(session)
    assert "the notebook could not be kept up" in capsys.readouterr().err
    assert isinstance(run().exception, StorageError)


def test_the_tab_key_offers_topics(learnt: Path) -> None:
    from simulator.cli.notebook import show

    context = show.make_context("show", ["raft"])
    assert complete_topic(context, show.params[0], "WRITE") == ["write-ahead logging"]
    assert complete_topic(context, show.params[0], "") == ["Raft", "write-ahead logging"]


def test_a_page_removed_meanwhile_is_a_matter_of_the_file_system(learnt: Path) -> None:
    (learnt / "raft.md").unlink()
    assert "No topic is called 'raft'" in str(run("show", "raft").exception)
