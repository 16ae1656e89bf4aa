"""Owns the file in which the host's key is kept, so that a friend meets the same host again.

Knows nothing of what a key is: the bytes are handed in and out.
"""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from simulator.shells.pair.seat import DoorError

NAME = "host_ed25519"


def kept(folder: Path, make: Callable[[], bytes]) -> bytes:
    """The key kept in `folder`, readable by its owner alone; made by `make` where there is none yet.

    Raises DoorError where the folder or the file cannot be used.
    """
    path = folder / NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _put(path, make())
        path.chmod(0o600)
        return path.read_bytes()
    except OSError as error:
        raise DoorError(
            f"The host key cannot be kept in {folder}: {error.strerror or error}. Make that folder writable, "
            "or name another home with IDK_HOME."
        ) from error


def _put(path: Path, key: bytes) -> None:
    """Write `key` whole or not at all; a file that came there meanwhile stays."""
    with tempfile.NamedTemporaryFile(dir=path.parent) as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(file.name)
