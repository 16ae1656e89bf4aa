"""A file is put in place whole, or everything stays as it was."""

import stat
from pathlib import Path
from unittest.mock import patch

import pytest

from simulator.disk import put


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_it_is_there_whole_and_nothing_else_is(tmp_path: Path) -> None:
    path = tmp_path / f"{'n' * 250}.txt"
    made = put(path, b"first")
    assert (path.read_bytes(), made.st_size, mode_of(path)) == (b"first", 5, 0o600)
    put(path, b"second")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"second", [path])


@pytest.mark.parametrize("fails", ["os.fsync", "pathlib.Path.replace", "os.open"])
def test_a_failure_leaves_what_was(tmp_path: Path, fails: str) -> None:
    path = tmp_path / "kept"
    put(path, b"before")
    with patch(fails, side_effect=OSError(28, "No space left")), pytest.raises(OSError, match="No space"):
        put(path, b"after")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"before", [path])


def test_the_permissions_are_kept_where_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "shared"
    put(path, b"")
    path.chmod(0o664)
    put(path, b"kept", keep_mode=True)
    assert mode_of(path) == 0o664
    put(path, b"mine")
    assert mode_of(path) == 0o600
