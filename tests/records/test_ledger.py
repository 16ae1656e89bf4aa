"""What is kept of the sessions is what reading them all anew would give, and no more is read than must be."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import IdkError, StorageError
from simulator.interview.events import (
    AnyEvent,
    Asked,
    Contested,
    Finished,
    Replied,
)
from simulator.records import ledger as module
from simulator.records.codec import encode
from simulator.records.ledger import Ledger, Row, discard, forget, ledger
from simulator.records.ledger_file import LEDGER_FILE, LEDGER_FOLDER, LedgerFile
from simulator.records.store import SUFFIX, Transcript, list_sessions, new_session_id, read_session
from tests.records.headers import header

START = datetime(2026, 1, 1, tzinfo=UTC)


def digest(transcript: Transcript) -> Row:
    """The head is the day, a question is each reply, and its result how long that was; contests count too."""
    events = transcript.events
    if any(isinstance(event, Asked) and event.position > 99 for event in events):
        raise IdkError("there is no question 100")
    contests = sum(isinstance(event, Contested) for event in events)
    said = [event.text.encode() for event in events if isinstance(event, Replied)]
    day = f"{transcript.header.at:%j}".encode()
    return Row(day, [(text, b"%d/%d" % (len(text), contests)) for text in said])


def write(folder: Path, day: int, *replies: str, finished: bool = True, more: bytes = b"") -> Path:
    """The transcript of a session on a day of the year in which this was said."""
    at = START + timedelta(days=day)
    begun = header(new_session_id(at, "aaaa"), at)
    events: list[AnyEvent] = [
        begun,
        *(Replied(at=at, text=text) for text in replies),
        *([Finished(at=at)] * finished),
    ]
    path = folder / f"{begun.session}{SUFFIX}"
    path.write_bytes(b"".join(map(encode, events)) + more)
    return path


def kept(folder: Path, rules: str = "1") -> Ledger:
    return ledger(folder, digest, rules=rules)


def plainly(known: Ledger) -> list[tuple[str, bytes, list[tuple[bytes, bytes]]]]:
    """A ledger session by session."""
    rows, start = [], 0
    for session, head, count in zip(known.sessions, known.head_of, known.questions, strict=True):
        codes = zip(
            known.asked_of[start : start + count], known.result_of[start : start + count], strict=True
        )
        rows.append((session, known.heads[head], [(known.asked[a], known.results[r]) for a, r in codes]))
        start += count
    return rows


def anew(folder: Path) -> list[tuple[str, bytes, list[tuple[bytes, bytes]]]]:
    """The same without a ledger: every transcript read now."""
    rows = []
    for session in reversed(list_sessions(folder)):
        try:
            head, questions = digest(read_session(session.path))
        except IdkError:
            continue
        rows.append((session.id, head, list(questions)))
    return rows


def file_of(folder: Path) -> Path:
    return folder / LEDGER_FOLDER / LEDGER_FILE


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The transcripts that were read."""
    seen: list[Path] = []

    def spy(path: Path) -> Transcript:
        seen.append(path)
        return read_session(path)

    monkeypatch.setattr(module, "read_session", spy)
    return seen


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Makes a folder one that has not changed for a while, as far as its own times tell."""
    monkeypatch.setattr(module, "_TOO_FRESH", 0)
    return lambda folder: os.utime(folder, ns=(10**18, 10**18))


def test_it_keeps_every_session_oldest_first(tmp_path: Path) -> None:
    write(tmp_path, 3, "raft", "wal")
    write(tmp_path, 1, "raft")
    write(tmp_path, 5, finished=False)
    known = kept(tmp_path)
    assert plainly(known) == anew(tmp_path)
    assert [head for _, head, _ in plainly(known)] == [b"002", b"004", b"006"]
    assert (set(known.asked), known.notices) == ({b"raft", b"wal"}, ())


@pytest.mark.parametrize("name", [".", "none"])
def test_without_sessions_it_is_empty_and_writes_nothing(tmp_path: Path, name: str) -> None:
    assert plainly(kept(tmp_path / name)) == []
    assert list(tmp_path.iterdir()) == []


def test_a_session_is_read_once(tmp_path: Path, reads: list[Path]) -> None:
    first = write(tmp_path, 1, "raft")
    unfinished = write(tmp_path, 2, "raft", finished=False)
    for _ in range(3):
        assert plainly(kept(tmp_path)) == anew(tmp_path)
    assert reads == [first, unfinished]
    third = write(tmp_path, 3, "wal")
    assert len(plainly(kept(tmp_path))) == 3
    assert reads == [first, unfinished, third]


@pytest.mark.parametrize("finished", [True, False])
def test_a_session_that_has_changed_is_read_again(
    tmp_path: Path, reads: list[Path], settled: Callable[[Path], None], finished: bool
) -> None:
    path = write(tmp_path, 1, "raft", finished=finished)
    kept(tmp_path)
    settled(tmp_path)
    kept(tmp_path)
    write(tmp_path, 1, "raft", "wal")
    assert plainly(kept(tmp_path)) == anew(tmp_path)
    assert reads == [path] * 2


def test_of_a_folder_that_has_not_changed_only_the_newest_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settled: Callable[[Path], None]
) -> None:
    monkeypatch.setattr(module, "CHECKED", 1)
    old, _ = write(tmp_path, 1, "raft"), write(tmp_path, 2, "wal")
    kept(tmp_path)
    settled(tmp_path)
    before = plainly(kept(tmp_path))
    with old.open("ab") as file:
        file.write(encode(Contested(at=START, position=0)))
    assert plainly(kept(tmp_path)) == before
    forget(tmp_path, old.stem)
    assert plainly(kept(tmp_path)) == anew(tmp_path) != before


def test_an_edit_of_an_old_session_is_seen_with_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settled: Callable[[Path], None]
) -> None:
    monkeypatch.setattr(module, "CHECKED", 1)
    write(tmp_path, 1, "raft")
    write(tmp_path, 2, "wal")
    kept(tmp_path)
    settled(tmp_path)
    kept(tmp_path)
    write(tmp_path, 1, "lsm")
    write(tmp_path, 3, "mvcc")
    assert plainly(kept(tmp_path)) == anew(tmp_path)


def test_a_deleted_session_is_forgotten(tmp_path: Path) -> None:
    write(tmp_path, 1, "raft")
    gone = [write(tmp_path, 2, "wal"), write(tmp_path, 3, "mvcc", finished=False)]
    assert len(plainly(kept(tmp_path))) == 3
    for path in gone:
        path.unlink()
    write(tmp_path, 4, "lsm")
    assert plainly(kept(tmp_path)) == anew(tmp_path)


def test_forgetting_what_is_not_kept_is_no_matter(tmp_path: Path) -> None:
    path = write(tmp_path, 1, "raft")
    forget(tmp_path, path.stem)
    kept(tmp_path)
    forget(tmp_path, "20200101T000000Z-aaaa")
    assert plainly(kept(tmp_path)) == anew(tmp_path)


def test_what_is_discarded_is_read_again(tmp_path: Path, reads: list[Path]) -> None:
    path = write(tmp_path, 1, "raft")
    kept(tmp_path)
    discard(tmp_path)
    assert plainly(kept(tmp_path)) == anew(tmp_path)
    assert reads == [path] * 2


def spoilt(change: dict[str, object]) -> Callable[[bytes], bytes]:
    def spoil(good: bytes) -> bytes:
        file = msgspec.msgpack.decode(good, type=LedgerFile)
        return msgspec.msgpack.encode(msgspec.structs.replace(file, **change))

    return spoil


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda good: good[:-1],
        lambda good: good[:20] + b"\xff" + good[21:],
        lambda _: b"\x91" * 100_000,
        spoilt({"version": 0}),
        spoilt({"order": "middle"}),
        spoilt({"asked_of": b"\xff" * 8}),
        spoilt({"asked_of": b"\0"}),
        spoilt({"questions": b"\1\0\0\0"}),
        spoilt({"marks": b""}),
        spoilt({"over": b""}),
        spoilt({"sessions": ()}),
    ],
)
def test_a_spoilt_file_is_made_again(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    write(tmp_path, 1, "raft", "wal")
    kept(tmp_path)
    file_of(tmp_path).write_bytes(spoil(file_of(tmp_path).read_bytes()))
    assert plainly(kept(tmp_path)) == anew(tmp_path)


def test_other_rules_have_everything_read_again(tmp_path: Path, reads: list[Path]) -> None:
    write(tmp_path, 1, "raft")
    for rules in ("1", "1", "2", "2"):
        assert len(plainly(kept(tmp_path, rules))) == 1
    assert len(reads) == 2


def test_what_cannot_be_read_is_passed_over_and_named_each_time(
    tmp_path: Path, settled: Callable[[Path], None]
) -> None:
    write(tmp_path, 1, "raft")
    damaged = write(tmp_path, 2, "wal", more=b"damage\n" + encode(Finished(at=START)))
    no_session = write(tmp_path, 3, "wal", more=encode(Asked(at=START, position=100)))
    folder = tmp_path / "20260201T000000Z-aaaa.jsonl"
    folder.mkdir()
    for _ in range(3):
        settled(tmp_path)
        known = kept(tmp_path)
        assert plainly(known) == anew(tmp_path)
        assert [notice.partition(": ")[0] for notice in known.notices] == ["Passed over"] * 3
        assert f"{damaged}:4: " in known.notices[0]
        assert "no question 100" in known.notices[1]
        assert str(folder) in known.notices[2]
    damaged.unlink()
    no_session.unlink()
    write(tmp_path, 2, "mended")
    assert len(kept(tmp_path).notices) == 1
    assert plainly(kept(tmp_path)) == anew(tmp_path)


def test_a_session_that_becomes_unreadable_is_no_longer_counted(tmp_path: Path) -> None:
    path = write(tmp_path, 1, "raft")
    kept(tmp_path)
    path.write_bytes(b"{}\n{}\n")
    known = kept(tmp_path)
    assert (plainly(known), len(known.notices)) == ([], 1)


def test_an_empty_transcript_is_nothing_to_report(tmp_path: Path) -> None:
    (tmp_path / "20260201T000000Z-aaaa.jsonl").touch()
    known = kept(tmp_path)
    assert (plainly(known), known.notices) == ([], ())


def test_a_torn_tail_is_no_obstacle(tmp_path: Path) -> None:
    write(tmp_path, 1, "raft", finished=False, more=b'{"kind":')
    assert plainly(kept(tmp_path)) == anew(tmp_path) != []


def test_a_folder_that_cannot_be_written_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def read_only(name: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_WRONLY:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(name))
        return real(name, flags, mode)

    write(tmp_path, 1, "raft")
    monkeypatch.setattr(os, "open", read_only)
    for _ in range(2):
        assert plainly(kept(tmp_path)) == anew(tmp_path) != []
    assert not file_of(tmp_path).exists()


def test_a_disk_that_is_full_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    write(tmp_path, 1, "raft")
    kept(tmp_path)
    old = file_of(tmp_path).read_bytes()
    write(tmp_path, 2, "wal")
    monkeypatch.setattr(os, "fsync", full)
    assert plainly(kept(tmp_path)) == anew(tmp_path)
    assert file_of(tmp_path).read_bytes() == old
    assert [path.name for path in file_of(tmp_path).parent.iterdir()] == [LEDGER_FILE]


def test_it_is_for_the_user_alone(tmp_path: Path) -> None:
    write(tmp_path, 1, "raft")
    kept(tmp_path)
    assert file_of(tmp_path).stat().st_mode & 0o777 == 0o600
    assert file_of(tmp_path).parent.stat().st_mode & 0o777 == 0o700


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="cannot be listed"):
        kept(tmp_path / "file")


def interrupted(sessions: Sequence[str]) -> Iterator[str]:
    yield from sessions[:2]
    raise KeyboardInterrupt


def test_what_was_read_before_an_interrupt_is_kept(tmp_path: Path, reads: list[Path]) -> None:
    paths = [write(tmp_path, day, "raft") for day in range(4)]
    with pytest.raises(KeyboardInterrupt):
        ledger(tmp_path, digest, rules="1", watch=interrupted)
    reads.clear()
    assert plainly(kept(tmp_path)) == anew(tmp_path)
    assert reads == paths[2:]


def test_who_waits_is_told_what_is_to_be_read(tmp_path: Path) -> None:
    told: list[list[str]] = []

    def watch(sessions: Sequence[str]) -> Iterable[str]:
        told.append(list(sessions))
        return sessions

    first = write(tmp_path, 1, "raft")
    ledger(tmp_path, digest, rules="1", watch=watch)
    second = write(tmp_path, 2, "wal")
    ledger(tmp_path, digest, rules="1", watch=watch)
    assert told == [[first.stem], [second.stem]]


@pytest.mark.process
def test_several_processes_read_what_one_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WORTH_SHARING", 1)
    monkeypatch.setattr(module, "_CHUNK", 2)
    for day in range(5):
        write(tmp_path, day, "raft", "wal"[:day])
    damaged = write(tmp_path, 9, "wal", more=b"damage\n" + encode(Finished(at=START)))
    shared = ledger(tmp_path, digest, rules="1", readers=2)
    assert plainly(shared) == anew(tmp_path)
    assert str(damaged) in shared.notices[0]


STEP = st.tuples(
    st.sampled_from(["write", "add", "delete", "damage", "forget", "look", "other rules"]),
    st.integers(0, 4),
    st.lists(st.sampled_from(["raft", "wal", "lsm"]), max_size=3),
    st.booleans(),
)


@settings(max_examples=60)
@given(steps=st.lists(STEP, max_size=12))
def test_whatever_happens_it_is_the_same_as_reading_everything_anew(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, list[str], bool]]
) -> None:
    folder = tmp_path_factory.mktemp("ledger")
    rules = "1"
    for place, (what, day, replies, finished) in enumerate(steps):
        path = folder / f"{new_session_id(START + timedelta(days=day), 'aaaa')}{SUFFIX}"
        match what:
            case "write":
                write(folder, day, *replies, finished=finished)
            case "add" if path.exists():
                with path.open("ab") as file:
                    file.write(encode(Contested(at=START, position=0)))
            case "delete":
                path.unlink(missing_ok=True)
            case "damage":
                path.write_bytes(b"{}\n{}\n")
            case "forget":
                forget(folder, path.stem)
            case "other rules":
                rules = str(place)
            case _:
                assert plainly(kept(folder, rules)) == anew(folder)
        if path.exists():
            # Two writes within one tick of the clock that leave a file as long as it was look like none.
            os.utime(path, ns=(10**18 + place, 10**18 + place))
    assert plainly(kept(folder, rules)) == anew(folder)
    assert plainly(kept(folder, rules)) == anew(folder)


def test_ten_thousand_sessions_behind_it_are_not_read_again(tmp_path: Path, reads: list[Path]) -> None:
    like = write(tmp_path, 0, "raft", "wal")
    for number in range(1, 10_000):
        at = START + timedelta(minutes=number)
        (tmp_path / f"{new_session_id(at, 'aaaa')}{SUFFIX}").hardlink_to(like)
    first = plainly(kept(tmp_path))
    assert len(first) == len(reads) == 10_000
    reads.clear()
    assert plainly(kept(tmp_path)) == first
    assert reads == []
