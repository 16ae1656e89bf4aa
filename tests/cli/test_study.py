"""`idk study`, by the real command: what is due is asked, and how it goes decides when it comes back."""

import re
import shutil
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.cli import root
from simulator.cli.clock import today
from simulator.interview.events import Finished, Paused, Planned, Started
from simulator.notebook.cards import Card, glance
from simulator.notebook.topics import State
from simulator.questions.library import find_banks
from simulator.questions.model import Question
from simulator.records.store import read_session
from tests.cli.earlier import ADMIT, sat
from tests.interview.scenes import REAL
from tests.process.programs import BANK, Talk, sessions

OTHER = "The log is flushed to disk before any data page.\nA crash is mended by replaying it."


@pytest.fixture
def wal(own_home: Path) -> Question:
    """A question of a bank of the user's own."""
    banks = own_home / "banks"
    banks.mkdir(parents=True)
    shutil.copy(BANK, banks)
    return find_banks([banks]).question("postgres-internals/write-ahead-log")


def run(*args: str, typed: str = "") -> Result:
    result = CliRunner().invoke(root, list(args), input=typed)
    print(result.output, result.exception)
    return result


def asked(result: Result) -> list[str]:
    """The questions that were put."""
    return re.findall(r"== Question .*? ==\n\n(.*)\n", result.stdout)


def cards(home: Path) -> dict[str, Card]:
    """What the notebook keeps."""
    return {card.name: card for card in glance(home / "notebook").cards}


def answer(question: Question) -> str:
    """A reply with everything in it, said for sure."""
    return " ".join(point.point for point in question.key_points) + " /sure 3\n"


def test_what_is_due_is_asked_and_comes_back_later_once_it_is_explained(
    own_home: Path, wal: Question
) -> None:
    sat(own_home / "transcripts", 3, ADMIT, wal, notes=["the log"])
    result = run("study", typed=f"{answer(wal)}/next\n")
    assert (result.exit_code, asked(result)) == (0, [wal.ask])
    assert "1 topic of your notebook, due again" in result.stdout
    card = cards(own_home)[wal.topic]
    assert card.state is State.EXPLAINED
    assert card.due is not None
    assert card.due > today() + timedelta(days=1)
    assert "Nothing is due today." in result.stdout


def test_what_is_not_recalled_comes_back_tomorrow(own_home: Path, wal: Question) -> None:
    sat(own_home / "transcripts", 9, ADMIT, wal, notes=["the log"])
    result = run("study", typed="I don't know that.\n/next\n")
    assert cards(own_home)[wal.topic].due == today() + timedelta(days=1)
    assert "Nothing is due today. Back tomorrow: 1. Within a week: 1." in result.stdout


def test_a_second_study_on_a_day_offers_nothing(own_home: Path, wal: Question) -> None:
    sat(own_home / "transcripts", 3, ADMIT, wal, notes=["the log"])
    run("study", typed="I don't know that.\n/next\n")
    again = run("study")
    assert (again.exit_code, asked(again)) == (0, [])
    assert len(sessions(own_home / "transcripts")) == 2
    assert "Nothing is due today. Back tomorrow: 1." in again.stdout


def test_what_was_written_down_today_is_not_due(own_home: Path, wal: Question) -> None:
    sat(own_home / "transcripts", 0, ADMIT, wal, notes=["the log"])
    assert asked(run("study")) == []


def test_an_empty_notebook_says_how_it_is_filled() -> None:
    result = run("study")
    assert (result.exit_code, "/note" in result.stderr) == (0, True)


def test_the_transcript_says_that_it_was_study(own_home: Path, wal: Question) -> None:
    sat(own_home / "transcripts", 3, ADMIT, wal, notes=["the log"])
    run("study", "--coach", "silent", typed="I don't know that.\n/next\n")
    header = read_session(sessions(own_home / "transcripts")[-1]).events[0]
    assert isinstance(header, Started)
    assert (header.mode, header.coach, header.banks) == ("study", "silent", ("postgres-internals",))


def due_by_hand(home: Path, *topics: str, notes: str = OTHER) -> None:
    """Topics of the user's own that have been due since yesterday, the first longest."""
    day = today() - timedelta(days=2 + len(topics))
    (home / "notebook").mkdir(exist_ok=True, parents=True)
    for place, topic in enumerate(topics):
        text = f"---\ntopic: {topic!r}\nadded: {day + timedelta(days=place)}\n---\n\n{notes}\n"
        (home / "notebook" / f"own-{place}.md").write_text(text, encoding="utf-8")


def test_a_topic_of_the_user_s_own_is_asked_by_its_notes(own_home: Path) -> None:
    due_by_hand(own_home, "write-ahead log")
    result = run("study", typed=f"{OTHER} /sure 3\n".replace("\n", " ", 1) + "/next\n")
    assert asked(result) == [
        "write-ahead log: explain it in your own words, with an example of where it matters."
    ]
    card = cards(own_home)["write-ahead log"]
    assert card.state is not State.OPEN
    assert card.due is not None
    assert card.due > today()


def test_a_topic_whose_bank_is_gone_is_asked_by_its_explanation(own_home: Path) -> None:
    sat(own_home / "transcripts", 3, ADMIT, REAL, notes=["the log"], asks=True)
    result = run("study", typed="/quit\n")
    assert asked(result)[0].startswith("write-ahead logging: explain it in your own words")


def test_a_topic_that_its_bank_calls_otherwise_by_now_can_be_done_with(own_home: Path, wal: Question) -> None:
    sat(own_home / "transcripts", 3, ADMIT, wal, notes=["the log"])
    bank = own_home / "banks" / BANK.name
    text = bank.read_text(encoding="utf-8")
    bank.write_text(text.replace(f"topic: {wal.topic}", "topic: the log of a database"), encoding="utf-8")
    run("study", typed=f"{answer(wal)}/next\n")
    assert cards(own_home)[wal.topic].state is State.EXPLAINED
    assert "the log of a database" not in cards(own_home)


def test_two_topics_on_one_question_are_not_asked_at_once(own_home: Path, wal: Question) -> None:
    from msgspec.structs import replace

    other = replace(wal, topic="the log of a database")
    sat(own_home / "transcripts", 4, ADMIT, wal, notes=["the log"])
    sat(own_home / "transcripts", 3, ADMIT, other, notes=["the log"])
    assert asked(run("study", typed="/next\n")) == [wal.ask]


def test_topics_that_state_nothing_are_named(own_home: Path) -> None:
    due_by_hand(own_home, "Raft (1)", "Paxos", notes="What is it?")
    result = run("study")
    assert (result.exit_code, asked(result)) == (0, [])
    assert "Raft (1), Paxos" in result.stderr
    assert "idk notebook edit 'Raft (1)'" in " ".join(result.stderr.split())
    assert "Still due today: 2." in result.stdout
    assert "Go on" not in result.stderr


def test_those_that_waited_longest_come_first_and_not_more_than_wished(own_home: Path) -> None:
    due_by_hand(own_home, "first", "second", "third")
    result = run("study", "--topics", "2", typed="/next\n/next\n")
    assert [ask.partition(":")[0] for ask in asked(result)] == ["first", "second"]
    assert "Still due today: 3." in result.stdout
    assert "Go on with the next ones: idk study\n" in result.stderr


def test_to_quit_in_the_middle_leaves_the_rest_due(own_home: Path) -> None:
    due_by_hand(own_home, "first", "second")
    run("study", typed="I don't know that.\n/quit\n")
    due = {name: card.due for name, card in cards(own_home).items()}
    assert due["first"] == today() + timedelta(days=1)
    assert due["second"] is not None
    assert due["second"] <= today()
    again = run("study", typed="/quit\n")
    assert [ask.partition(":")[0] for ask in asked(again)] == ["second"]


def test_parked_and_done_are_not_asked(own_home: Path) -> None:
    due_by_hand(own_home, "first", "second", "third")
    run("notebook", "park", "first")
    run("notebook", "done", "second")
    assert [ask.partition(":")[0] for ask in asked(run("study", typed="/quit\n"))] == ["third"]


def test_elsewhere_stays_elsewhere(own_home: Path, wal: Question, tmp_path: Path) -> None:
    other = tmp_path / "other"
    sat(other, 3, ADMIT, wal, notes=["the log"])
    assert asked(run("study", "--transcripts", str(other), typed="/next\n")) == [wal.ask]
    assert not (own_home / "notebook").exists()
    assert len(sessions(other)) == 2


def test_what_a_page_holds_reaches_no_terminal_as_a_command(own_home: Path) -> None:
    due_by_hand(own_home, "log", notes="It is\x1b]2;owned\x07 kept on disk.\x9b2J")
    page = own_home / "notebook" / "own-0.md"
    page.write_text(page.read_text(encoding="utf-8").replace("'log'", r'"log\e[2J"'), encoding="utf-8")
    for command in (["study"], ["notebook"], ["notebook", "show", "log"]):
        result = run(*command, typed="Could you explain it?\n/quit\n")
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", result.stdout + result.stderr)


@pytest.mark.process
def test_ctrl_c_pauses_and_it_goes_on(own_home: Path) -> None:
    due_by_hand(own_home, "first", "second")
    with Talk("study") as talk:
        ended = talk.until("first: explain").send(signal.SIGINT).end()
    assert ended.code == 130
    (path,) = sessions(own_home / "transcripts")
    assert f"idk practice --resume {path.stem}" in ended.err
    assert isinstance(read_session(path).events[-1], Paused)
    run("practice", "--resume", typed="I don't know that.\n/next\nI don't know that.\n/next\n")
    events = read_session(path).events
    assert isinstance(events[-1], Finished)
    assert {card.due for card in cards(own_home).values()} == {today() + timedelta(days=1)}


def test_practice_asks_only_what_is_due_if_wished(own_home: Path, wal: Question) -> None:
    sat(own_home / "transcripts", 3, ADMIT, wal, notes=["the log"])
    run("notebook")
    result = run("practice", "--due", typed=f"{answer(wal)}/next\n")
    assert asked(result) == [wal.ask]
    assert "In your notebook" not in result.stderr
    run("notebook")
    nothing = run("practice", "--due")
    assert nothing.exit_code == 1
    assert "No topic of your notebook that a bank asks about is due." in str(nothing.exception)


def test_what_is_due_is_among_the_questions_of_a_practice(own_home: Path, wal: Question) -> None:
    sat(own_home / "transcripts", 3, ADMIT, wal, notes=["the log"])
    run("notebook")
    run("practice", "--seed", "1", typed="/quit\n")
    plan = read_session(sessions(own_home / "transcripts")[-1]).events[1]
    assert isinstance(plan, Planned)
    assert sum(one.key == wal.key for one in plan.questions) == 1
    assert len(plan.questions) == 6


def test_a_round_that_was_paused_is_not_followed_by_another(own_home: Path) -> None:
    due_by_hand(own_home, "first", "second")
    result = run("study", typed="/pause\n")
    assert "idk practice --resume" in result.stderr
    assert "Go on with the next ones" not in result.stderr
