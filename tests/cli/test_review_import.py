"""`idk review --import`: an interview held elsewhere is a session like any other, as far as it is known."""

import json
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

from simulator.cli import root
from simulator.errors import IdkError
from simulator.interview.events import Act, Heard, Said
from simulator.interview.state import Phase, replay
from simulator.reading.model import Move
from simulator.records.store import Transcript, read_session

INTERVIEW = """Interviewer: Tell me about yourself.
Candidate: I have written backends for five years.
Interviewer: Next question: what is a deadlock and how can you avoid one?
Candidate: I don't know. Could you explain it to me?
Interviewer: Two threads hold a lock each and wait for the other's, so neither goes on; so order them.
Candidate: So they wait for one another in a circle. What would you read on it?
Interviewer: Let's move on. How does the Linux page cache work?
Candidate: No idea. <b>\x1b[31mI'll write that down.</b>
"""


def run(*args: str, typed: str = "") -> Result:
    result = CliRunner().invoke(root, ["review", *args], input=typed)
    print(result.output, result.exception)
    return result


class Brought(NamedTuple):
    """The interview, brought in."""

    file: Path
    result: Result
    transcript: Path


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Brought:
    """Brought in once for all tests: the banks and the reader take their time."""
    folder = tmp_path_factory.mktemp("outside")
    file = folder / "screen.txt"
    file.write_text(INTERVIEW)
    result = run(
        "--import", str(file), "--as-bank", "backend-basics", "--transcripts", str(folder / "sessions")
    )
    (transcript,) = (folder / "sessions").glob("*.jsonl")
    return Brought(file, result, transcript)


@pytest.fixture
def brought(once: Brought, own_home: Path) -> Brought:
    """The same, in the user's own folder."""
    folder = own_home / "transcripts"
    folder.mkdir(parents=True)
    return once._replace(transcript=Path(shutil.copy(once.transcript, folder)))


def only(own_home: Path) -> Transcript:
    (path,) = (own_home / "transcripts").glob("*.jsonl")
    return read_session(path)


def test_it_becomes_a_finished_session_that_says_where_it_is_from(once: Brought) -> None:
    assert once.result.stdout == f"{once.transcript.stem}\n"
    transcript = read_session(once.transcript)
    source = transcript.header.source
    assert source
    assert (transcript.header.mode, source.file, source.candidate) == ("imported", "screen.txt", "Candidate")
    assert source.interviewers == ("Interviewer",)
    assert len(source.sha256) == 64
    state = replay(transcript.events)
    assert state.phase is Phase.OVER
    banks = [episode.question.bank for episode in state.episodes]
    assert banks == ["imported", "backend-basics", "imported"]


def test_questions_that_are_known_for_certain_are_said_and_the_others_too(once: Brought) -> None:
    said = once.result.stderr
    assert "= backend-basics/deadlock" in said
    assert "2 questions are in no bank for certain" in said
    assert "--contest 2" in said


def test_the_reader_marks_the_moves_and_what_was_given_away(once: Brought) -> None:
    events = read_session(once.transcript).events
    moves = [span.move for event in events if isinstance(event, Heard) for span in event.reading.moves]
    assert {Move.ADMIT, Move.ASK_EXPLAIN, Move.ASK_RESOURCE, Move.NOTE} <= set(moves)
    assert Act.EXPLAIN in [event.act for event in events if isinstance(event, Said)]


def test_what_is_unknown_is_not_scored_and_the_word_says_why(brought: Brought) -> None:
    report = json.loads(run("last", "--json").stdout)
    unknown, known, other = report["questions"]
    for question in (unknown, other):
        assert (question["honesty"]["points"], question["honesty"]["omega"]) == (None, 0)
        assert question["learning"] is None
    assert known["honesty"]["points"] == 1
    assert known["learning"]["facets"]["E"]["support"] == "spontaneous"
    shown = run("last").stdout
    assert shown.count("No answer key is known for this question, so it is not scored.") == 2
    assert "screen.txt" in shown
    why = CliRunner().invoke(root, ["why", "last", "3"])
    assert "No answer key is known" in why.stdout


def test_it_is_listed_and_searched_and_nothing_in_it_is_obeyed(brought: Brought) -> None:
    listed, found, shown = run(), run("--search", "page cache"), run("last")
    assert "from screen.txt  3 questions" in listed.stdout
    assert "Linux page cache" in found.stdout
    assert all("\x1b" not in result.output for result in (listed, found, shown))
    assert "<b>[[notes: 31mI'll write that down].</b>" in shown.stdout


def test_progress_and_score_take_it(brought: Brought) -> None:
    for command in (["progress"], ["score", "last"], ["progress", "--json"]):
        assert CliRunner().invoke(root, command).exit_code == 0


def test_the_same_file_is_refused_whatever_it_is_called(brought: Brought, tmp_path: Path) -> None:
    error = run("--import", shutil.copy(str(brought.file), str(tmp_path / "again.md"))).exception
    assert isinstance(error, IdkError)
    assert f"idk review {brought.transcript.stem}" in str(error)
    assert len(list(brought.transcript.parent.glob("*.jsonl"))) == 1


def test_unclear_names_are_refused_on_a_pipe_and_taken_from_the_option(
    own_home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "chat.md"
    path.write_text("**Ann:** What is a mutex?\n\n**Bob:** A lock.\n\n**Cid:** Fine.\n")
    error = run("--import", str(path)).exception
    assert isinstance(error, IdkError)
    assert "Ann, Bob, Cid" in str(error)
    assert not (own_home / "transcripts").exists()
    assert run("--import", str(path), "--me", "bob", "--as-bank", "python").exit_code == 0
    said = [event.text for event in only(own_home).events if isinstance(event, Said)]
    assert said == ["Cid: Fine."]


def test_a_bad_file_leaves_nothing_behind(own_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.vtt"
    path.write_text("WEBVTT\n\n1\nAnn: hi\n")
    error = run("--import", str(path)).exception
    assert isinstance(error, IdkError)
    assert f"{path}:4: " in str(error)
    assert not (own_home / "transcripts").exists()
