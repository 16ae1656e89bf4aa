"""What the browser is handed: sessions read when they are looked at, amended on disk, and never more."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from simulator.cli import root
from simulator.cli.browse import Sessions, browse
from simulator.errors import IdkError
from simulator.interview.commands import Confirm, Contest
from simulator.records.ledger import Row, ledger
from simulator.records.store import Transcript
from simulator.reports.listing import Glance
from simulator.scoring.session import Basis
from simulator.shells.browser.view import Unreadable
from tests.process.programs import SIT

REPLIES = "I don't know that one.\nCould you explain it to me?\n/note the log\n/next\n"


@pytest.fixture
def folder(own_home: Path) -> Path:
    """A folder with one session that is over."""
    assert CliRunner().invoke(root, list(SIT), input=REPLIES).exit_code == 0
    return own_home / "transcripts"


@pytest.fixture
def session(folder: Path) -> str:
    (path,) = folder.glob("*.jsonl")
    return path.stem


def test_they_are_listed_by_name_alone(folder: Path, session: str) -> None:
    for number in range(3):
        (folder / f"2020010{number + 1}T000000Z-aaaa.jsonl").write_text("damaged")
    assert Sessions(folder, "").ids == [session, *(f"2020010{n}T000000Z-aaaa" for n in (3, 2, 1))]


def test_a_glance_is_remembered_until_something_is_added(folder: Path, session: str) -> None:
    sessions = Sessions(folder, "")
    first = sessions.look(session)
    assert isinstance(first, Glance)
    assert first.done == "Said so plainly 1 of 1 · asked 1 of 1 · wrote down 1"
    assert sessions.look(session) is first
    sessions.amend(session, Contest(0))
    assert sessions.look(session) == Glance(
        started=first.started,
        banks=first.banks,
        mode="solo",
        asked="1 question",
        done="No question counts yet",
        scores="",
    )


def test_what_cannot_be_opened_says_where_and_why(folder: Path) -> None:
    name = "20200101T000000Z-aaaa"
    (folder / f"{name}.jsonl").write_text('{"kind":"asked","at":"2026-11-22T09:00:00Z","position":0}\n' * 2)
    sessions = Sessions(folder, "")
    seen = sessions.look(name)
    assert isinstance(seen, Unreadable)
    assert seen.why.startswith(f"{name}.jsonl:1: expected the header")
    assert sessions.text(name) == f"{name} cannot be opened"
    with pytest.raises(IdkError):
        sessions.open(name)


def test_the_filter_reads_no_further_than_the_header(folder: Path, session: str) -> None:
    path = folder / f"{session}.jsonl"
    header, *_ = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(header + b"damaged\n" * 2)
    text = Sessions(folder, "").text(session)
    assert text.startswith(f"{session} 20")
    assert text.endswith(" postgres-internals solo")


def test_what_is_added_is_read_again_by_whoever_keeps_it(folder: Path, session: str) -> None:
    def events_of(transcript: Transcript) -> Row:
        return Row(str(len(transcript.events)).encode(), ())

    def events_kept() -> int:
        kept = ledger(folder, events_of, rules="1", name="other")
        return int(kept.heads[kept.head_of[0]])

    before = events_kept()
    assert Sessions(folder, "").amend(session, Confirm(0, ())) is None
    assert events_kept() == before + 1
    seen = Sessions(folder, "").open(session)
    assert seen.scored.questions[0].basis is Basis.CONFIRMED


def test_a_torn_line_is_mended_first_and_said(folder: Path, session: str) -> None:
    path = folder / f"{session}.jsonl"
    path.write_bytes(path.read_bytes() + b'{"kind":')
    assert "cut short by a crash" in (Sessions(folder, "").amend(session, Contest(0)) or "")


def test_own_words_are_tried_with_the_reader_of_the_product(folder: Path, session: str) -> None:
    sessions = Sessions(folder, "")
    seen = sessions.open(session)
    found = sessions.better(seen, seen.scored.questions[0])
    assert found
    assert found.change.text == "I don't know that one. What would you read to learn write-ahead logging?"
    assert (found.learning or 0) > (found.learning_before or 0)


def test_without_a_session_the_way_to_begin_is_said(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert browse(own_home / "transcripts", "") == 0
    assert "idk practice" in capsys.readouterr().err
