"""Banks and transcripts that were changed, damaged or taken away between one sitting and the next."""

import json
import shutil
from pathlib import Path

import pytest

from simulator.interview.events import Finished
from tests.process.programs import BANK, SIT, events, run_idk, sessions

pytestmark = pytest.mark.process

ASK = "What does a write-ahead log give a database?"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank of the user's own."""
    return Path(shutil.copy(BANK, tmp_path / "mine.yaml"))


@pytest.fixture
def folder(own_home: Path) -> Path:
    """Where the sessions of this test are."""
    return own_home / "transcripts"


def paused(*sit: str) -> None:
    """A session stopped after a reply."""
    assert run_idk(*(sit or SIT), typed="I don't know that one.\n/pause\n").code == 0


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "questions:\n", "\0", "[" * 1000])
def test_a_bank_without_questions_is_named(text: str, bank: Path, folder: Path) -> None:
    bank.write_text(text)
    done = run_idk("practice", "--bank", str(bank), typed="x\n")
    assert (done.code, done.out) == (3, "")
    assert str(bank) in done.err
    assert not sessions(folder)


def test_a_bank_that_is_not_there_is_named(bank: Path) -> None:
    done = run_idk("practice", "--bank", str(bank.with_name("yours.yaml")))
    assert (done.code, "yours.yaml" in done.err) == (3, True)


@pytest.mark.parametrize("change", ["edited", "broken", "deleted"])
def test_a_session_does_not_need_its_bank_any_more(change: str, bank: Path, folder: Path) -> None:
    paused("practice", "--bank", str(bank))
    if change == "edited":
        bank.write_text(BANK.read_text().replace(ASK, "What else?"))
    elif change == "broken":
        bank.write_text("[")
    else:
        bank.unlink()
    done = run_idk("practice", "--resume", typed="/quit\n")
    assert (done.code, ASK in done.out) == (0, True)
    assert isinstance(events(folder)[-1], Finished)
    assert ASK in run_idk("review", "last").out


def only(folder: Path) -> Path:
    (path,) = sessions(folder)
    return path


def test_a_later_version_s_transcript_is_refused_and_left_alone(folder: Path) -> None:
    paused()
    header, rest = only(folder).read_text().split("\n", 1)
    newer = json.dumps(json.loads(header) | {"format": 99}) + "\n" + rest
    only(folder).write_text(newer)
    for command in (["practice", "--resume", only(folder).stem], ["review", "1"]):
        done = run_idk(*command, typed="x\n")
        assert (done.code, done.out) == (3, "")
        assert "Upgrade idk" in done.err
    assert only(folder).read_text() == newer


def test_a_damaged_line_is_named_and_nothing_is_changed(folder: Path) -> None:
    paused()
    lines = only(folder).read_text().split("\n")
    damaged = "\n".join([*lines[:3], lines[3][: len(lines[3]) // 2], *lines[4:]])
    only(folder).write_text(damaged)
    for command in (["practice", "--resume", only(folder).stem], ["review", "1"]):
        done = run_idk(*command, typed="x\n")
        assert (done.code, done.out) == (3, "")
        assert f"{only(folder)}:4: " in done.err
    assert only(folder).read_text() == damaged


def test_a_damaged_transcript_does_not_stand_in_the_way_of_a_new_session(folder: Path) -> None:
    paused()
    only(folder).write_text("{}\n{}\n")
    done = run_idk(*SIT, typed="/note the log\n")
    assert (done.code, "Passed over" in done.err) == (0, True)


def test_what_a_damaged_transcript_says_is_no_command_for_the_terminal(folder: Path) -> None:
    paused()
    text = only(folder).read_text().replace('"coach":"fade"', '"coach":"\\u001b]2;title\\u0007\\u202e"')
    only(folder).write_text(text)
    done = run_idk("review", "1")
    assert done.code == 3
    assert not set(done.err) & set("\x1b\x07\u202e")


def test_what_a_broken_bank_says_is_no_command_for_the_terminal(bank: Path) -> None:
    bank.write_text(BANK.read_text().replace("language: en", r'language: "\e]2;title\a\u202e"'))
    done = run_idk("practice", "--bank", str(bank), typed="x\n")
    assert (done.code, "language" in done.err) == (3, True)
    assert not set(done.err) & set("\x1b\x07\u202e")


@pytest.mark.parametrize("tail", ['{"kind":"noted","at":"20', '{"kind":"noted"}', "\ufffd\0"])
def test_a_torn_tail_is_cut_off_kept_and_said(tail: str, folder: Path) -> None:
    paused()
    whole = only(folder).read_bytes()
    with only(folder).open("ab") as file:
        file.write(tail.encode())
    done = run_idk("practice", "--resume", typed="/pause\n")
    assert done.code == 0
    assert "was cut short by a crash" in done.err
    assert only(folder).read_bytes().startswith(whole)
    assert [path.read_bytes() for path in folder.glob("*.torn-*")] == [tail.encode()]


def test_an_unknown_kind_of_event_is_passed_over(folder: Path) -> None:
    paused()
    with only(folder).open("a") as file:
        file.write('{"kind":"applauded","at":"2026-11-22T09:00:00Z"}\n')
    assert run_idk("practice", "--resume", typed="/quit\n").code == 0
    assert "1 line" in run_idk("review", "1").err


def test_a_session_that_is_over_is_not_taken_up_again(folder: Path) -> None:
    assert run_idk(*SIT, typed="I don't know.\n").code == 0
    before = only(folder).read_bytes()
    done = run_idk("practice", "--resume", only(folder).stem, typed="x\n")
    assert (done.code, "is over" in done.err) == (3, True)
    assert only(folder).read_bytes() == before


def test_nothing_to_take_up_is_said() -> None:
    done = run_idk("practice", "--resume", typed="x\n")
    assert (done.code, "idk practice" in done.err) == (3, True)
