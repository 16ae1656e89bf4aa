"""Owns the quick look into many transcripts: which of them may say something, by their bytes alone.

Never misses one that says it; whoever asks has to read those named and see. Knows no event.
"""

import os
import re
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import islice
from pathlib import Path

_BLOCK = 1 << 16
_TOGETHER = 250
"""Files that a process looks into before it reports."""
_MANY = 20_000
"""Files for which it pays to start processes."""
_MOST_PROCESSES = 4

Tick = Callable[[int], None]
"""Told how many more files have been looked into."""


def may_say(folder: Path, names: Sequence[str], needles: Sequence[bytes], tick: Tick) -> Generator[str]:
    """Those of the files called `names` in `folder`, in their order, in which every one of the patterns
    `needles` fits, once the ASCII letters are in lower case.

    A file with an escaped character may say
    anything, and so may one that cannot be read: whoever reads it will find out why. Stops early where the
    iterator is closed.
    """
    parts = [names[start : start + _TOGETHER] for start in range(0, len(names), _TOGETHER)]
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
    if len(names) < _MANY or processes == 1:
        found: Iterator[list[str]] = (_look(str(folder), part, needles) for part in parts)
    else:
        found = _in_processes(processes, str(folder), parts, needles)
    for part, holding in zip(parts, found, strict=True):
        yield from holding
        tick(len(part))


def _in_processes(
    processes: int, folder: str, parts: Sequence[Sequence[str]], needles: Sequence[bytes]
) -> Iterator[list[str]]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  (only where there are many)
    from multiprocessing import get_context  # noqa: PLC0415

    pool = ProcessPoolExecutor(
        processes,
        mp_context=get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),  # Ctrl-C is for the one who waits
    )
    rest = iter(parts)
    try:
        # A few parts ahead and no more: the search may stop at any of them.
        waiting = deque(pool.submit(_look, folder, part, needles) for part in islice(rest, processes * 4))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(_look, folder, part, needles) for part in islice(rest, 1))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _look(folder: str, names: Sequence[str], needles: Sequence[bytes]) -> list[str]:
    finders = [re.compile(needle).search for needle in needles]
    found = []
    for name in names:
        try:
            data = _read(os.path.join(folder, name))  # noqa: PTH118  (a Path each takes as long as the look)
        except OSError:
            found.append(name)
            continue
        lower = data.lower()
        if all(find(lower) for find in finders) or _escaped(data):
            found.append(name)
    return found


def _escaped(data: bytes) -> bool:
    """Whether JSON has written a character as a number: such a text has to be read before it is known."""
    at = data.find(b"\\")  # of one byte, which is found far quicker than a pair of them
    while at >= 0:
        if data[at + 1 : at + 2] == b"u":
            return True
        at = data.find(b"\\", at + 2)
    return False


def _read(path: str) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        data = os.read(descriptor, _BLOCK)
        if len(data) < _BLOCK:
            return data
        blocks = [data]
        while block := os.read(descriptor, _BLOCK):
            blocks.append(block)
        return b"".join(blocks)
    finally:
        os.close(descriptor)
