"""Sessions are listed by name alone, and found by what a person would type."""

import random
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import IdkError, StorageError
from simulator.records.store import (
    SYMBOLS,
    SessionRef,
    find_session,
    is_session_id,
    list_sessions,
    new_session_id,
    session_ids,
)

IDS = ["20261122T211705Z-7kq3", "20261123T080000Z-abcd", "20261123T080000Z-abce"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for session in IDS:
        (tmp_path / f"{session}.jsonl").touch()
    return tmp_path


def test_an_id_is_the_start_in_utc_and_four_symbols() -> None:
    east = timezone(timedelta(hours=5, minutes=30))
    assert new_session_id(datetime(2026, 11, 23, 2, 47, 5, 9, tzinfo=east), "7kq3") == IDS[0]


EARLIEST, LATEST = datetime(1000, 1, 2), datetime(9999, 12, 30)  # noqa: DTZ001  (the zone is drawn)


@given(st.datetimes(EARLIEST, LATEST, timezones=st.timezones()), st.randoms())
def test_ids_sort_by_time(at: datetime, dice: random.Random) -> None:
    early, late = (
        new_session_id(moment.astimezone(UTC), "".join(dice.choices(SYMBOLS, k=4)))
        for moment in (at, at.astimezone(UTC) + timedelta(seconds=1))
    )
    assert is_session_id(early)
    assert early < late


def test_the_symbols_are_31_and_none_looks_like_another() -> None:
    assert len(set(SYMBOLS)) == 31
    assert not set(SYMBOLS) & set("01ilo")


@pytest.mark.parametrize("symbols", ["", "abc", "abcde", "ab/d", "abc0", "ABCD"])
def test_other_symbols_are_refused(symbols: str) -> None:
    with pytest.raises(ValueError, match="is not four of"):
        new_session_id(datetime(2026, 11, 22, tzinfo=UTC), symbols)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        new_session_id(datetime(2026, 11, 22), "abcd")  # noqa: DTZ001


def test_sessions_are_listed_newest_first_and_nothing_else_is(folder: Path) -> None:
    (folder / "samples").mkdir()
    for other in [
        ".summary.json",
        "notes.jsonl",
        f"{IDS[0]}.torn-1",
        f"{IDS[0]}.jsonl.bak",
        f"copy-{IDS[0]}.jsonl",
        "samples/20250101T000000Z-aaaa.jsonl",
        "20261122T211705Z-7kq3\n.jsonl",
    ]:
        (folder / other).touch()
    assert list_sessions(folder) == [SessionRef(session, folder) for session in reversed(IDS)]
    assert list_sessions(folder)[0].path == folder / f"{IDS[2]}.jsonl"


def test_no_folder_holds_no_session_and_a_file_is_no_folder(tmp_path: Path) -> None:
    assert list_sessions(tmp_path / "none") == []
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="cannot be listed"):
        list_sessions(tmp_path / "file")


def test_ten_thousand_are_listed_without_opening_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    ids = [new_session_id(start + timedelta(seconds=k), "aaaa") for k in range(10_000)]
    for session in ids:
        (tmp_path / f"{session}.jsonl").touch()
    monkeypatch.setattr("os.open", None)
    monkeypatch.setattr("os.stat", None)
    assert session_ids(tmp_path) == set(ids)
    assert find_session(tmp_path, "10000").id == ids[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("last", 2),
        ("1", 2),
        ("3", 0),
        (" 2 ", 1),
        (IDS[0], 0),
        (f"{IDS[1]}.jsonl", 1),
        ("20261122", 0),
        ("20261123t080000z-ABCE", 2),
    ],
)
def test_a_session_is_found(folder: Path, text: str, found: int) -> None:
    assert find_session(folder, text).id == IDS[found]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("20261123", "begins the ids of 2 sessions"),
        ("lats", "did you mean 'last'"),
        ("20261122T211705Z-7kq4", f"did you mean '{IDS[0]}'"),
        ("4", "a number from 1 .the newest. to 3"),
        ("0", "No session is called '0'"),
        ("-1", "No session is called '-1'"),
        ("9" * 5000, "No session is called"),
        ("", "No session is called ''"),
        ("²", "No session is called"),
    ],
)
def test_what_means_no_session_is_said(folder: Path, text: str, message: str) -> None:
    with pytest.raises(IdkError, match=message):
        find_session(folder, text)


def test_an_empty_folder_names_the_first_step(tmp_path: Path) -> None:
    with pytest.raises(IdkError, match="Start one with: idk practice"):
        find_session(tmp_path, "last")
