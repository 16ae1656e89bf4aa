"""Owns the writing of a file that is whole or not there: nobody ever reads half of one. Knows no format."""

import os
import stat
from contextlib import suppress
from pathlib import Path

_LONGEST_NAME = 200
"""Bytes of a file's name that its draft takes over; with what is added they fit anywhere."""


def put(path: Path, content: bytes, *, mode: int = 0o600, keep_mode: bool = False) -> os.stat_result:
    """Put `content` in place at `path`, on disk before it is seen; what the new file is like.

    It is made with `mode`, of which the process's mask may take away; `keep_mode` leaves the permissions of
    a file that is there. A process that dies here leaves `.NAME.PID` behind, NAME cut to 200 bytes. Raises
    OSError, and then leaves everything as it was.
    """
    name = path.name.encode()[:_LONGEST_NAME].decode(errors="ignore")
    draft = path.with_name(f".{name}.{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            if keep_mode and path.exists():
                os.fchmod(descriptor, stat.S_IMODE(path.stat().st_mode))
            os.fsync(descriptor)
            made = os.fstat(descriptor)
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    return made
