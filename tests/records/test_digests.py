"""What is kept of a session is what reading it gives, and it is read only when it must be."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import IdkError
from simulator.interview.events import (
    AnyEvent,
    CoachLevel,
    Contested,
    Finished,
    Marking,
    Replied,
    Started,
)
from simulator.records.codec import encode
from simulator.records.digests import Digests, Kind, digests, forget
from simulator.records.store import new_session_id

START = datetime(2026, 1, 1, tzinfo=UTC)


class Reading:
    """Digests a session into what was said in it, and counts how often it is asked to."""

    def __init__(self, rules: str = "1") -> None:
        self.read: list[str] = []
        self.kind: Kind[list[str]] = Kind("said", list[str], rules, self.make)

    def make(self, events: tuple[AnyEvent, ...]) -> list[str]:
        assert isinstance(events[0], Started)
        self.read.append(events[0].session)
        said = [event.text for event in events if isinstance(event, Replied)]
        if "nonsense" in said:
            raise IdkError("this makes no session")
        return said + ["contested" for event in events if isinstance(event, Contested)]


def write(folder: Path, day: int, *said: str, over: bool = True) -> Path:
    at = START + timedelta(days=day)
    header = Started(
        at=at,
        session=new_session_id(at, "aaaa"),
        rubric="1",
        reader="r",
        mode="solo",
        coach=CoachLevel.FULL,
        seed=1,
        marking=Marking.IN_LINE,
        banks=("b",),
        aids={},
        foils=False,
    )
    replies = [Replied(at=at, text=text) for text in said]
    events: list[AnyEvent] = [header, *replies, *([Finished(at=at)] if over else [])]
    path = folder / f"{header.session}.jsonl"
    path.write_bytes(b"".join(map(encode, events)))
    return path


def said(found: Digests[list[str]]) -> list[list[str]]:
    return list(found.by_session.values())


def test_a_finished_session_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, 1, "a"), write(tmp_path, 2, "b")
    first, second = Reading(), Reading()
    assert said(digests(tmp_path, first.kind)) == [["a"], ["b"]]
    write(tmp_path, 3, "c")
    assert said(digests(tmp_path, second.kind)) == [["a"], ["b"], ["c"]]
    assert (len(first.read), len(second.read)) == (2, 1)


def test_an_unfinished_session_is_read_again_once_it_has_changed(tmp_path: Path) -> None:
    path = write(tmp_path, 1, "a", over=False)
    digests(tmp_path, Reading().kind)
    unchanged = Reading()
    assert said(digests(tmp_path, unchanged.kind)) == [["a"]]
    assert not unchanged.read
    with path.open("ab") as file:
        file.write(encode(Replied(at=START, text="more")))
    assert said(digests(tmp_path, Reading().kind)) == [["a", "more"]]


def test_what_is_added_after_the_end_counts_once_it_is_forgotten(tmp_path: Path) -> None:
    path = write(tmp_path, 1, "a")
    write(tmp_path, 2, "b")
    digests(tmp_path, Reading().kind)
    with path.open("ab") as file:
        file.write(encode(Contested(at=START, position=0)))
    forget(tmp_path, path.stem)
    again = Reading()
    assert said(digests(tmp_path, again.kind)) == [["a", "contested"], ["b"]]
    assert again.read == [path.stem]


def test_a_deleted_session_is_gone(tmp_path: Path) -> None:
    path = write(tmp_path, 1, "a")
    write(tmp_path, 2, "b")
    digests(tmp_path, Reading().kind)
    path.unlink()
    assert said(digests(tmp_path, Reading().kind)) == [["b"]]


def test_new_rules_read_everything_again(tmp_path: Path) -> None:
    write(tmp_path, 1, "a")
    digests(tmp_path, Reading().kind)
    other = Reading(rules="2")
    assert said(digests(tmp_path, other.kind)) == [["a"]]
    assert len(other.read) == 1


def test_a_session_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path, 1, "nonsense"), write(tmp_path, 2, "b")
    (tmp_path / f"{new_session_id(START, 'zzzz')}.jsonl").write_bytes(b"")  # stopped before it began
    found = digests(tmp_path, Reading().kind)
    assert said(found) == [["b"]]
    assert found.notices == ("Passed over: this makes no session",)


def test_many_are_announced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.records.digests._MANY", 2)
    told: list[int] = []
    for day in range(3):
        write(tmp_path, day, "a")
    digests(tmp_path, Reading().kind, told.append)
    digests(tmp_path, Reading().kind, told.append)
    assert told == [3]


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    write(tmp_path, 1, "a")
    (tmp_path / ".said.digests").mkdir()
    assert said(digests(tmp_path, Reading().kind)) == [["a"]]


@settings(max_examples=60)
@given(cut=st.integers(0, 400), junk=st.binary(max_size=40))
def test_a_damaged_file_is_made_good(cut: int, junk: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    for day in range(3):
        write(folder, day, f"said {day}")
    kept = Reading().kind.file(folder)
    digests(folder, Reading().kind)
    kept.write_bytes(kept.read_bytes()[:cut] + junk)
    for _ in range(2):
        assert said(digests(folder, Reading().kind)) == [["said 0"], ["said 1"], ["said 2"]]
