"""The host's key: made once, kept for its owner alone."""

import stat
from pathlib import Path

import pytest

from simulator.shells.pair.hostkeys import NAME, kept
from simulator.shells.pair.seat import DoorError


def test_it_is_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "keys"
    assert kept(folder, lambda: b"first") == b"first"
    assert kept(folder, lambda: b"second") == b"first"
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_nobody_else_reads_it(tmp_path: Path) -> None:
    kept(tmp_path / "keys", lambda: b"key")
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "keys" / NAME).stat().st_mode) == 0o600


def test_a_key_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"key")
    (tmp_path / NAME).chmod(0o644)
    assert kept(tmp_path, lambda: b"other") == b"key"
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


def test_of_two_hosts_that_start_at_once_both_have_the_same(tmp_path: Path) -> None:
    def make() -> bytes:
        (tmp_path / NAME).write_bytes(b"theirs")  # the other host is quicker
        return b"ours"

    assert kept(tmp_path, make) == b"theirs"
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DoorError, match=r"cannot be kept in .*file.*IDK_HOME"):
        kept(tmp_path / "file", lambda: b"key")
