"""Reading a file gives all of it, or all but a torn last line, or says where it is damaged."""

import errno
import io
import os
from pathlib import Path

import pytest

from simulator.errors import StorageError
from simulator.interview.events import (
    AnyEvent,
    Asked,
    Closed,
    CloseReason,
    Finished,
    Marking,
    Paused,
    PauseReason,
    Planned,
    Replied,
    Resumed,
    Started,
)
from simulator.questions.model import Level, Question
from simulator.records import transcript
from simulator.records.codec import DamagedLineError, NewerFormatError, Unknown, encode
from simulator.records.transcript import EmptyTranscriptError, header_of, read_from, read_session, summary_of
from tests.records.headers import AT, ID, header

HEADER = header()
QUESTION = Question(bank="b", id="q", ask="?", topic="t", level=Level.MID)
EVENTS: tuple[AnyEvent, ...] = (
    HEADER,
    Planned(at=AT, questions=(QUESTION, QUESTION, QUESTION)),
    Asked(at=AT, position=0),
    Replied(at=AT, text="no\u2028idea\x85 \U0001f600"),
    Closed(at=AT, by=CloseReason.NEXT),
    Asked(at=AT, position=1),
)
LATER = b'{"kind":"juggled","at":"2026-11-22T21:17:05Z"}\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / f"{ID}.jsonl"


def lines(*events: AnyEvent) -> bytes:
    return b"".join(map(encode, events))


def test_a_whole_file_is_read_whole(path: Path) -> None:
    path.write_bytes(lines(*EVENTS))
    found = read_session(path)
    assert (found.path, found.events, found.unknown, found.torn) == (path, EVENTS, (), None)
    assert (found.header, found.finished, found.size) == (HEADER, False, path.stat().st_size)


def test_cut_at_every_byte_it_gives_the_lines_before_the_cut(path: Path) -> None:
    whole = lines(*EVENTS)
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        count = whole[:cut].count(b"\n")
        if count == 0:
            for read in (read_session, summary_of):
                with pytest.raises(EmptyTranscriptError):
                    read(path)
            continue
        found, is_torn = read_session(path), whole[cut - 1 : cut] != b"\n"
        assert found.events == EVENTS[:count]
        assert found.size == whole[:cut].rfind(b"\n") + 1
        assert (found.torn is not None) == summary_of(path).torn == is_torn


@pytest.mark.parametrize("tail", [b'{"kind":"asked","pos\n', b"\0\0\0\0\n", b"12\n", b"\n", b"\xff\n", b"{}"])
def test_a_torn_tail_is_left_out_and_said(path: Path, tail: bytes) -> None:
    path.write_bytes(lines(*EVENTS) + tail)
    found = read_session(path)
    assert found.events == EVENTS
    assert found.torn is not None
    assert f"{path}:7: the last line was cut short ({len(tail)} bytes)" in found.torn


@pytest.mark.parametrize("damage", [b'{"kind":"asked","pos\n', b"\0\0\n", b"12\n", b"\n", b"{}\n"])
def test_damage_before_the_last_line_is_an_error_with_its_place(path: Path, damage: bytes) -> None:
    path.write_bytes(lines(*EVENTS[:3]) + damage + lines(*EVENTS[3:]))
    for read in (read_session, summary_of):
        with pytest.raises(DamagedLineError) as caught:
            read(path)
        assert str(caught.value).startswith(f"{path}:4: ")


def test_a_complete_last_line_that_is_no_event_is_damage_not_a_crash(path: Path) -> None:
    path.write_bytes(lines(*EVENTS) + b'{"kind":"asked","at":"2026-11-22T21:17:05Z"}\n')
    with pytest.raises(DamagedLineError, match=r":7: .*position"):
        read_session(path)


def test_kinds_of_a_later_version_are_kept_and_passed_over(path: Path) -> None:
    path.write_bytes(lines(*EVENTS[:2]) + LATER + lines(*EVENTS[2:]))
    found = read_session(path)
    assert found.events == EVENTS
    assert found.unknown == (Unknown("juggled", 3, LATER.removesuffix(b"\n")),)
    assert summary_of(path).asked == 2


def test_a_later_format_is_refused(path: Path) -> None:
    path.write_bytes(encode(HEADER).replace(b'"format":1', b'"format":2') + LATER)
    for read in (read_session, summary_of):
        with pytest.raises(NewerFormatError, match="Upgrade idk"):
            read(path)


def test_a_file_without_header_is_refused(path: Path) -> None:
    path.write_bytes(lines(*EVENTS[1:]))
    for read in (read_session, summary_of):
        with pytest.raises(DamagedLineError, match=r":1: expected the header"):
            read(path)


def test_an_endless_line_is_refused_with_its_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(lines(*EVENTS) + b"x" * 5000)
    monkeypatch.setattr(transcript, "MAX_LINE", 2000)
    for read in (read_session, summary_of):
        with pytest.raises(DamagedLineError, match=r":7: expected a line of at most"):
            read(path)


def test_what_is_no_file_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, problem in [
        ("pipe", "not an ordinary file"),
        (".", "not an ordinary"),
        ("none", "does not exist"),
    ]:
        with pytest.raises(StorageError, match=problem):
            read_session(tmp_path / name)


def test_a_file_that_cannot_be_read_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(StorageError, match=f"{path} cannot be read: Permission denied"):
        read_session(path)


def test_a_disk_that_fails_while_reading_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _: object) -> int:
            raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(StorageError, match=f"{path} cannot be read: Input/output error"):
        read_from(io.BufferedReader(Failing()), path)


PAUSED, RESUMED = Paused(at=AT, reason=PauseReason.ASKED), Resumed(at=AT, marking=Marking.ASKED)


@pytest.mark.parametrize(
    ("more", "finished", "paused"),
    [
        ((), False, False),
        ((PAUSED,), False, True),
        ((PAUSED, RESUMED), False, False),
        ((PAUSED, RESUMED, PAUSED), False, True),
        ((PAUSED, RESUMED, Finished(at=AT)), True, False),
        ((PAUSED, Finished(at=AT)), True, False),
    ],
)
def test_the_summary_counts(path: Path, more: tuple[AnyEvent, ...], finished: bool, paused: bool) -> None:
    path.write_bytes(lines(*EVENTS, *more))
    found = summary_of(path)
    assert (found.path, found.header) == (path, HEADER)
    assert (found.planned, found.asked, found.closed) == (3, 2, 1)
    assert (found.finished, found.paused, found.torn) == (finished, paused, False)
    assert read_session(path).finished is finished


def test_events_are_numbered_by_line_past_lines_of_unknown_kinds(tmp_path: Path) -> None:
    path = tmp_path / "session.jsonl"
    unknown = b'{"kind":"telepathy","at":"2026-11-22T09:00:00Z"}\n'
    lines = [encode(HEADER), unknown, encode(Asked(at=AT, position=0)), unknown, encode(Finished(at=AT))]
    path.write_bytes(b"".join(lines))
    numbered = read_session(path).numbered
    assert [(number, type(event)) for number, event in numbered] == [(0, Started), (2, Asked), (4, Finished)]


def test_the_header_is_read_alone(tmp_path: Path) -> None:
    path = tmp_path / "session.jsonl"
    path.write_bytes(encode(HEADER) + b"damaged\n" * 3)
    assert header_of(path) == HEADER


def test_a_file_without_a_header_has_none(tmp_path: Path) -> None:
    path = tmp_path / "session.jsonl"
    for nothing in (b"", encode(HEADER)[:-9]):
        path.write_bytes(nothing)
        with pytest.raises(EmptyTranscriptError):
            header_of(path)
    path.write_bytes(encode(Finished(at=AT)) * 2)
    with pytest.raises(DamagedLineError):
        header_of(path)
