"""`idk pair`: what it refuses, what it prints to join, where both transcripts go, what they leave alone."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.cli import places, root
from simulator.cli.choosing import Wish
from simulator.cli.clock import now
from simulator.cli.opening import begin_session, newest_unfinished, resume_session
from simulator.cli.pairing import Sessions, invitation
from simulator.cli.past import past
from simulator.errors import ExitCode, IdkError
from simulator.interview.commands import Ask, Close, Wrap
from simulator.interview.events import PAIR, SOLO, CloseReason, CoachLevel, Marking, Role
from simulator.interview.protocol import decide
from simulator.interview.state import evolve
from simulator.records.store import list_sessions, read_session
from simulator.shells.pair.room import Person
from tests.process.programs import BANK

WISH = Wish((str(BANK),), (), 4, True, 1, CoachLevel.SILENT, Marking.ASKED, guest=Role.INTERVIEWER)


def run(*args: str) -> Result:
    result = CliRunner().invoke(root, list(args))
    print(result.output, result.exception)
    return result


def test_it_needs_a_terminal() -> None:
    result = run("pair")
    assert (result.exit_code, "needs a terminal" in result.stderr) == (ExitCode.USAGE, True)


def test_what_shapes_a_new_interview_has_no_place_beside_resume(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.cli.pair.is_full_terminal", lambda: True)
    result = run("pair", "--resume", "last", "--coach", "full")
    assert (result.exit_code, "--coach is for a new session" in result.stderr) == (ExitCode.USAGE, True)


def test_without_a_session_there_is_nothing_to_take_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.cli.pair.is_full_terminal", lambda: True)
    result = run("pair", "--resume")
    assert isinstance(result.exception, IdkError)
    assert "Start one with: idk pair" in str(result.exception)


@pytest.mark.parametrize(
    ("host", "says"),
    [
        ("127.0.0.1", "Only this machine can reach it"),
        ("::1", "Only this machine can reach it"),
        ("0.0.0.0", "is open to every network this machine is on"),
        ("192.0.2.7", "is open to whoever can reach 192.0.2.7"),
    ],
)
def test_it_says_how_to_join_and_what_that_opens(host: str, says: str) -> None:
    text = "\n".join(invitation(host, 2222, "abcd2345", "SHA256:xyz"))
    assert "ssh -p 2222 " in text
    assert "A  B  C  D     2  3  4  5" in text
    assert "SHA256:xyz" in text
    assert says in " ".join(text.split())
    assert all(len(line) <= 40 for line in text.split("\n") if line.startswith("    "))


def test_one_who_practises_alone_is_not_offered_an_interview_between_two(tmp_path: Path) -> None:
    opened = begin_session(WISH, tmp_path)
    opened.journal.close()
    session = opened.state.started.session
    assert (opened.state.started.mode, opened.state.started.guest) == (PAIR, Role.INTERVIEWER)
    assert newest_unfinished(tmp_path, SOLO) is None
    assert newest_unfinished(tmp_path, PAIR) is not None
    with pytest.raises(IdkError, match=f"idk pair --resume {session}"):
        resume_session(tmp_path, session)
    resume_session(tmp_path, "", PAIR).journal.close()


def test_a_session_alone_is_not_taken_up_by_two(tmp_path: Path) -> None:
    opened = begin_session(WISH._replace(guest=None), tmp_path)
    opened.journal.close()
    with pytest.raises(IdkError, match="idk practice --resume"):
        resume_session(tmp_path, opened.state.started.session, PAIR)


def test_the_friend_s_interview_has_a_transcript_apart_and_other_questions(tmp_path: Path) -> None:
    wish = WISH._replace(banks=("backend-basics",))
    sessions = Sessions(wish, tmp_path, None, None)
    mine, theirs = sessions.table(Person.HOST), sessions.table(Person.GUEST)
    assert [ref.id for ref in list_sessions(tmp_path)] == [mine.state.started.session]
    assert [ref.id for ref in list_sessions(places.friends(tmp_path))] == [theirs.state.started.session]
    assert theirs.state.started.guest is Role.CANDIDATE
    asked = [{question.key for _, question in table.state.to_come} for table in (mine, theirs)]
    assert not asked[0] & asked[1]
    sessions.close()
    assert not list_sessions(tmp_path)  # nothing was asked in either
    assert not list_sessions(places.friends(tmp_path))


def test_a_bank_that_holds_nothing_unseen_does_not_swap(tmp_path: Path) -> None:
    sessions = Sessions(WISH, tmp_path, None, None)
    sessions.table(Person.HOST)
    with pytest.raises(IdkError, match="Begin with more banks"):
        sessions.table(Person.GUEST)
    sessions.close()


def test_the_friend_s_interview_is_taken_up_by_its_id(tmp_path: Path) -> None:
    sessions = Sessions(WISH, tmp_path, None, None)
    sessions.table(Person.HOST)
    theirs = begin_session(WISH._replace(guest=Role.CANDIDATE), places.friends(tmp_path))
    theirs.journal.close()
    sessions.close()
    again = Sessions(WISH, tmp_path, theirs.state.started.session, None)
    assert again.begins is Person.GUEST
    again.close()


def test_a_key_that_was_seen_as_interviewer_is_met_but_answers_are_the_friend_s(tmp_path: Path) -> None:
    opened = begin_session(WISH._replace(guest=Role.CANDIDATE), places.friends(tmp_path))
    state = opened.state
    with opened.journal as journal:
        for role, command in (
            (Role.INTERVIEWER, Ask()),
            (Role.INTERVIEWER, Close(CloseReason.QUIT)),
            (Role.INTERVIEWER, Wrap()),
        ):
            for event in decide(state, command, now(), role):
                journal.append(event)
                state = evolve(state, event)
    asked = state.episodes[0].question.key
    met = past(tmp_path)
    assert met.sessions == 0
    assert (met.exposure[asked].times, met.exposure[asked].reviews) == (1, ())
    assert read_session(opened.journal.path).finished
