"""The history is the sum over all sessions, however it came about, and reads no more than it must."""

import errno
import os
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import IdkError, StorageError
from simulator.interview.events import (
    AnyEvent,
    Asked,
    CoachLevel,
    Contested,
    Finished,
    Marking,
    Replied,
    Started,
)
from simulator.reading.model import Facet
from simulator.records import history as module
from simulator.records.codec import encode
from simulator.records.history import (
    SUMMARY_FILE,
    AskedQuestion,
    Exposure,
    Opportunities,
    SessionDigest,
    forget,
    history,
)
from simulator.records.store import Transcript, list_sessions, new_session_id, read_session

START = datetime(2026, 1, 1, tzinfo=UTC)


def digest(events: tuple[AnyEvent, ...]) -> SessionDigest:
    """Asked are the questions that the replies name; each contest is an opportunity missed."""
    at = events[0].at
    if any(isinstance(event, Asked) and event.position > 99 for event in events):
        raise IdkError("there is no question 100")
    asked = [event.text for event in events if isinstance(event, Replied)]
    contests = sum(isinstance(event, Contested) for event in events)
    return SessionDigest(
        tuple(AskedQuestion(f"b/{text}", at.date(), text.startswith("foil")) for text in asked),
        {Facet.EXPLAIN: Opportunities(1 + contests, 1)},
    )


def write(folder: Path, day: int, *questions: str, finished: bool = True, more: bytes = b"") -> Path:
    """The transcript of a session on a day of the year in which these questions were asked."""
    at = START + timedelta(days=day)
    header = Started(
        at=at,
        session=new_session_id(at, "aaaa"),
        rubric="1",
        reader="1",
        mode="practice",
        coach=CoachLevel.FULL,
        seed=1,
        marking=Marking.ASKED,
        banks=("b",),
        aids={},
        foils=True,
    )
    events: list[AnyEvent] = [header, *(Replied(at=at, text=question) for question in questions)]
    events += [Finished(at=at)] * finished
    path = folder / f"{header.session}.jsonl"
    path.write_bytes(b"".join(map(encode, events)) + more)
    return path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The transcripts that were read."""
    seen: list[Path] = []

    def spy(path: Path) -> Transcript:
        seen.append(path)
        return read_session(path)

    monkeypatch.setattr(module, "read_session", spy)
    return seen


def test_it_sums_up_all_sessions(tmp_path: Path) -> None:
    write(tmp_path, 3, "raft", "foil-a")
    write(tmp_path, 1, "raft", "wal")
    write(tmp_path, 5, "wal", finished=False)
    found = history(tmp_path, digest)
    assert found.exposure == {
        "b/raft": Exposure(2, date(2026, 1, 4)),
        "b/wal": Exposure(2, date(2026, 1, 6)),
        "b/foil-a": Exposure(1, date(2026, 1, 4), foil=True),
    }
    assert found.uncoached == {Facet.EXPLAIN: Opportunities(3, 3)}
    assert (found.sessions, found.notices) == (3, ())


@pytest.mark.parametrize("name", [".", "none"])
def test_without_sessions_it_is_empty_and_writes_nothing(tmp_path: Path, name: str) -> None:
    found = history(tmp_path / name, digest)
    assert (found.exposure, found.uncoached, found.sessions) == ({}, {}, 0)
    assert list(tmp_path.iterdir()) == []


def test_a_finished_session_is_read_once(tmp_path: Path, reads: list[Path]) -> None:
    first = write(tmp_path, 1, "raft")
    before = history(tmp_path, digest)
    assert history(tmp_path, digest) == before
    assert reads == [first]
    second = write(tmp_path, 2, "raft")
    assert history(tmp_path, digest).exposure["b/raft"].times == 2
    assert reads == [first, second]


def test_an_unfinished_session_is_read_again_once_it_has_changed(tmp_path: Path, reads: list[Path]) -> None:
    path = write(tmp_path, 1, "raft", finished=False)
    for _ in range(2):
        assert history(tmp_path, digest).exposure["b/raft"].times == 1
    assert len(reads) == 1
    write(tmp_path, 1, "raft", "wal", finished=False)
    assert history(tmp_path, digest).exposure.keys() == {"b/raft", "b/wal"}
    write(tmp_path, 1, "raft", "wal")
    for _ in range(2):
        assert history(tmp_path, digest).sessions == 1
    assert reads == [path] * 3


def test_a_deleted_session_is_forgotten(tmp_path: Path) -> None:
    write(tmp_path, 1, "raft")
    gone = [write(tmp_path, 2, "wal"), write(tmp_path, 3, "mvcc", finished=False)]
    assert history(tmp_path, digest).sessions == 3
    for path in gone:
        path.unlink()
    found = history(tmp_path, digest)
    assert found.exposure.keys() == {"b/raft"}
    assert found.sessions == 1


def test_a_session_deleted_while_another_comes_is_forgotten(tmp_path: Path) -> None:
    gone = write(tmp_path, 1, "raft")
    history(tmp_path, digest)
    gone.unlink()
    write(tmp_path, 2, "wal")
    assert history(tmp_path, digest).exposure.keys() == {"b/wal"}


def test_what_is_added_to_a_finished_session_counts_once_the_summary_is_gone(tmp_path: Path) -> None:
    path = write(tmp_path, 1, "raft")
    assert history(tmp_path, digest).uncoached[Facet.EXPLAIN].n == 1
    with path.open("ab") as file:
        file.write(encode(Contested(at=START, position=0)))
    (tmp_path / SUMMARY_FILE).unlink(missing_ok=True)
    assert history(tmp_path, digest).uncoached[Facet.EXPLAIN].n == 2
    (tmp_path / SUMMARY_FILE).unlink(missing_ok=True)
    (tmp_path / SUMMARY_FILE).unlink(missing_ok=True)


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"version":2}', b'{"sums":{"sessions":"many"}}'],
)
def test_a_spoilt_summary_is_made_again(tmp_path: Path, spoilt: bytes) -> None:
    write(tmp_path, 1, "raft")
    expected = history(tmp_path, digest)
    summary = tmp_path / SUMMARY_FILE
    good = summary.read_bytes()
    summary.write_bytes(spoilt)
    assert history(tmp_path, digest) == expected
    assert summary.read_bytes() == good


def test_other_rules_have_everything_read_again(tmp_path: Path, reads: list[Path]) -> None:
    write(tmp_path, 1, "raft")
    for rules in ("1", "1", "2", "2"):
        assert history(tmp_path, digest, rules=rules).sessions == 1
    assert len(reads) == 2


def test_what_cannot_be_read_is_passed_over_and_named(tmp_path: Path) -> None:
    good = write(tmp_path, 1, "raft")
    damaged = write(tmp_path, 2, "wal", more=b"damage\n" + encode(Finished(at=START)))
    no_session = write(tmp_path, 3, "wal", more=encode(Asked(at=START, position=100)))
    folder = tmp_path / "20260201T000000Z-aaaa.jsonl"
    folder.mkdir()
    for _ in range(2):
        found = history(tmp_path, digest)
        assert found.exposure.keys() == {"b/raft"}
        assert [notice.partition(": ")[0] for notice in found.notices] == ["Passed over"] * 3
        assert f"{damaged}:4: " in found.notices[0]
        assert "no question 100" in found.notices[1]
        assert str(folder) in found.notices[2]
    damaged.unlink()
    no_session.unlink()
    assert len(history(tmp_path, digest).notices) == 1
    assert good.exists()


def test_an_empty_transcript_is_nothing_to_report(tmp_path: Path) -> None:
    (tmp_path / "20260201T000000Z-aaaa.jsonl").touch()
    found = history(tmp_path, digest)
    assert (found.sessions, found.notices) == (0, ())


def test_a_torn_tail_is_no_obstacle(tmp_path: Path) -> None:
    write(tmp_path, 1, "raft", finished=False, more=b'{"kind":')
    assert history(tmp_path, digest).exposure.keys() == {"b/raft"}


def test_a_folder_that_cannot_be_written_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def read_only(name: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_WRONLY:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(name))
        return real(name, flags, mode)

    monkeypatch.setattr(os, "open", read_only)
    path = write(tmp_path, 1, "raft")
    for _ in range(2):
        assert history(tmp_path, digest).sessions == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_is_full_leaves_the_old_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    write(tmp_path, 1, "raft")
    history(tmp_path, digest)
    old = (tmp_path / SUMMARY_FILE).read_bytes()
    write(tmp_path, 2, "wal")
    monkeypatch.setattr(os, "fsync", full)
    assert history(tmp_path, digest).sessions == 2
    assert (tmp_path / SUMMARY_FILE).read_bytes() == old
    assert len(list(tmp_path.iterdir())) == 3


def test_the_summary_is_for_the_user_alone(tmp_path: Path) -> None:
    write(tmp_path, 1, "raft")
    history(tmp_path, digest)
    assert (tmp_path / SUMMARY_FILE).stat().st_mode & 0o777 == 0o600


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="cannot be listed"):
        history(tmp_path / "file", digest)


SESSION = st.tuples(
    st.integers(0, 5), st.lists(st.sampled_from(["raft", "wal", "foil"]), max_size=3), st.booleans()
)


@settings(max_examples=30, deadline=None)
@given(steps=st.lists(st.lists(SESSION, max_size=3), max_size=4))
def test_bit_by_bit_it_is_the_same_as_all_at_once(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[tuple[int, list[str], bool]]]
) -> None:
    folder = tmp_path_factory.mktemp("history")
    done: set[int] = set()
    for step in steps:
        for day, questions, finished in step:
            if day not in done:
                write(folder, day, *questions, finished=finished)
                done |= {day} if finished else set()
        found = history(folder, digest)
        asked = Counter(
            event.text
            for session in list_sessions(folder)
            for event in read_session(session.path).events
            if isinstance(event, Replied)
        )
        assert {key: one.times for key, one in found.exposure.items()} == {
            f"b/{k}": n for k, n in asked.items()
        }
        assert found.sessions == len(list_sessions(folder))


def test_ten_thousand_sessions_behind_it_are_not_read_again(tmp_path: Path, reads: list[Path]) -> None:
    for number in range(10_000):
        at = START + timedelta(minutes=number)
        path = tmp_path / f"{new_session_id(at, 'aaaa')}.jsonl"
        if number == 0:
            content = write(tmp_path, 0, "raft", "wal").read_bytes()
        path.write_bytes(content)
    first = history(tmp_path, digest)
    assert first.exposure["b/raft"].times == len(reads) == 10_000
    reads.clear()
    assert history(tmp_path, digest) == first
    assert reads == []


def rated(*ratings: tuple[int, int | None, bool]) -> Exposure:
    """The exposure of one question after sessions on these days of January, with these results."""
    digests = [
        SessionDigest(asked=(AskedQuestion("b/raft", date(2026, 1, day), rating=rating, full=full),))
        for day, rating, full in ratings
    ]
    return module._add(module.History(), digests).exposure["b/raft"]


def test_how_a_question_went_is_kept_by_day() -> None:
    known = rated((3, 3, True), (1, 1, False), (9, 2, False))
    assert [(r.day.day, r.rating, r.full) for r in known.reviews] == [
        (1, 1, False),
        (3, 3, True),
        (9, 2, False),
    ]
    assert (known.times, known.last) == (3, date(2026, 1, 9))


def test_of_several_tries_on_one_day_the_first_counts() -> None:
    known = rated((3, None, False), (3, 1, False), (3, 3, True))
    assert [(r.day.day, r.rating) for r in known.reviews] == [(3, 1)]
    assert known.times == 3


def test_how_it_went_survives_the_summary(tmp_path: Path) -> None:
    def rating_digest(events: tuple[AnyEvent, ...]) -> SessionDigest:
        asked = tuple(msgspec.structs.replace(one, rating=3, full=True) for one in digest(events).asked)
        return SessionDigest(asked=asked)

    write(tmp_path, 1, "raft")
    first = history(tmp_path, rating_digest)
    assert [(r.rating, r.full) for r in first.exposure["b/raft"].reviews] == [(3, True)]
    assert history(tmp_path, rating_digest) == first


def test_what_is_forgotten_is_read_again(tmp_path: Path, reads: list[Path]) -> None:
    path = write(tmp_path, 1, "raft")
    first = history(tmp_path, digest)
    reads.clear()
    forget(tmp_path)
    forget(tmp_path)
    assert history(tmp_path, digest) == first
    assert reads == [path]
