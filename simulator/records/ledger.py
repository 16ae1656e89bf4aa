"""Owns what is kept of every session, so that neither a first question nor a look back reads them all again.

A session is kept as a row: its head, and for each question what was asked and what came of it. The three are
lines of bytes that the `digest` handed in makes and alone understands; equal ones are kept once. The file
lies beside the transcripts, may be deleted at any time and is then made again.

A row holds as long as its transcript has the size and the time of change it had. While the folder as such
has not changed, only unfinished sessions and the newest `CHECKED` are looked at: whoever edits an older
transcript in place, by hand, sees it with the next session.
"""

import os
import signal
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from time import time_ns
from typing import NamedTuple

import msgspec

from simulator.errors import IdkError
from simulator.records.ledger_file import (
    LEDGER_FILE,
    LEDGER_FOLDER,
    Kept,
    LedgerFile,
    Mark,
    load,
    rows_of,
    save,
)
from simulator.records.store import SUFFIX, EmptyTranscriptError, Transcript, read_session, session_ids

CHECKED = 5_000
"""The newest sessions, looked at each time: 5,000 take 15 ms, 100,000 a third of a second."""
_TOO_FRESH = 2_000_000_000
"""Nanoseconds in which a folder may change without its time of change telling (2 s on some file systems)."""


class Row(NamedTuple):
    """What is kept of one session."""

    head: bytes
    questions: Sequence[tuple[bytes, bytes]]
    """What was asked, and what came of it."""


Digest = Callable[[Transcript], Row]
"""What is kept of a session; raises `IdkError` where its events make none."""
Watch = Callable[[Sequence[str]], Iterable[str]]
"""Hands out the sessions that must be read, one by one: whoever waits can be shown how far it is."""


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """All sessions of a folder in columns, oldest first."""

    sessions: Sequence[str] = ()
    """Their ids."""
    heads: Sequence[bytes] = ()
    asked: Sequence[bytes] = ()
    results: Sequence[bytes] = ()
    """The different heads, questions and results; the columns below hold places in these."""
    head_of: "array[int]" = array("I")
    """For each session."""
    questions: "array[int]" = array("I")
    """How many questions each session has."""
    asked_of: "array[int]" = array("I")
    result_of: "array[int]" = array("I")
    """For each question, session by session."""
    notices: tuple[str, ...] = ()
    """Transcripts that were passed over, and why."""


def ledger(
    folder: Path,
    digest: Digest,
    *,
    rules: str,
    name: str = LEDGER_FILE,
    watch: Watch = iter,
    readers: int = 1,
) -> Ledger:
    """What is kept of the sessions in `folder`; only those that are new or have changed are read.

    `rules` names the version of `digest`: when it changes, everything is read again. A digest for another use
    keeps a ledger of another `name`. A transcript that cannot be read is passed over and named in `notices`.
    Where nothing can be written, nothing is kept for the next time. With several `readers` many transcripts
    are read by as many processes, which find `digest` by its name. Raises `StorageError` where the folder
    cannot be listed.
    """
    before = load(folder, rules, name)
    listed_at = _time_of_change(folder)
    unchanged = before.folder == listed_at != 0
    names = {*before.sessions, *before.unread} if unchanged else session_ids(folder)
    stale = _stale(folder, before, names, everything=not unchanged)
    if unchanged and not stale:
        return _columns(before)
    books = _Books(before)
    books.drop(set(before.sessions) - names)
    try:
        notices = books.take_in(stale, watch, _read_all(folder, stale, digest, readers))
    except KeyboardInterrupt:
        save(folder, books.file(rules, 0), name)  # the next time goes on from here
        raise
    settled = time_ns() - listed_at > _TOO_FRESH
    after = books.file(rules, listed_at if settled else 0)
    if after != before and names | set(before.sessions):
        save(folder, after, name)
    return _columns(after, tuple(notices))


def discard(folder: Path) -> None:
    """Have everything in `folder` read again next time: what is kept is of no use."""
    save(folder, LedgerFile())


def forget(folder: Path, session: str) -> None:
    """Have a session in `folder` read again next time: something was added to it after it was over."""
    for file in (folder / LEDGER_FOLDER).glob("[!.]*"):
        before = load(folder, None, file.name)
        if session in before.sessions:
            place = before.sessions.index(session)
            over = bytearray(before.over)
            over[place] = False  # what is unfinished is looked at each time, and its size tells
            save(folder, msgspec.structs.replace(before, over=bytes(over)), file.name)


def _stale(folder: Path, before: LedgerFile, names: set[str], *, everything: bool) -> list[str]:
    """The sessions in `folder` that must be read: new, changed, or not to be read the last time."""
    marks = array("Q", before.marks)
    old = len(before.sessions) - CHECKED
    stale = names.difference(before.sessions)
    for place, session in enumerate(before.sessions):
        if (everything or place >= old or not before.over[place]) and session in names:
            mark = (marks[2 * place], marks[2 * place + 1])
            if _mark(f"{folder}/{session}{SUFFIX}") != mark:
                stale.add(session)
    return sorted(stale)


class _Found(NamedTuple):
    """What came of reading one transcript."""

    row: Row | None = None
    mark: Mark = (0, 0)
    over: bool = False
    there: bool = True
    notice: str = ""


def _read_all(folder: Path, sessions: Sequence[str], digest: Digest, readers: int) -> Iterator[_Found]:
    """Each transcript read, in the order of `sessions`."""
    read = partial(_read, folder, digest)
    if readers < 2 or len(sessions) < _WORTH_SHARING:
        yield from map(read, sessions)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  (only a long look back needs it)
    from multiprocessing import get_context  # noqa: PLC0415

    pool = ProcessPoolExecutor(readers, mp_context=get_context("spawn"), initializer=_leave_interrupts)
    try:
        yield from pool.map(read, sessions, chunksize=_CHUNK)
    finally:
        pool.shutdown(cancel_futures=True)


_WORTH_SHARING = 2_000
"""Fewer transcripts are read before other processes have started."""
_CHUNK = 100


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that waits; it stops the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read(folder: Path, digest: Digest, session: str) -> _Found:
    path = folder / f"{session}{SUFFIX}"
    mark = _mark(path)  # before it is read: what is added meanwhile is then seen the next time
    if mark is None:
        return _Found(there=False)
    try:
        transcript = read_session(path)
        return _Found(digest(transcript), mark, transcript.finished)
    except EmptyTranscriptError:
        return _Found()  # stopped before it began: there is nothing to miss
    except (IdkError, OSError) as error:
        return _Found(notice=f"Passed over: {error}")


class _Books:
    """The rows while they are brought up to date."""

    def __init__(self, before: LedgerFile) -> None:
        self._lines = tuple(
            {line: code for code, line in enumerate(lines)}
            for lines in (before.heads, before.asked, before.results)
        )
        self._rows = dict(zip(before.sessions, rows_of(before), strict=True))
        self._unread: list[str] = []

    def drop(self, sessions: Iterable[str]) -> None:
        """Sessions that are no longer there."""
        for session in sessions:
            del self._rows[session]

    def take_in(self, sessions: Sequence[str], watch: Watch, found: Iterator[_Found]) -> list[str]:
        """Make the rows of `sessions` anew by what was `found` in each; what was passed over is said."""
        notices = []
        for session, one in zip(watch(sessions), found, strict=True):
            self._rows.pop(session, None)
            if one.row is not None:
                self._rows[session] = self._coded(one, one.row)
            elif one.there:
                self._unread.append(session)
            if one.notice:
                notices.append(one.notice)
        return notices

    def _coded(self, found: _Found, row: Row) -> Kept:
        heads, asked, results = self._lines
        return Kept(
            mark=found.mark,
            over=found.over,
            head=heads.setdefault(row.head, len(heads)),
            asked=[asked.setdefault(line, len(asked)) for line, _ in row.questions],
            results=[results.setdefault(line, len(results)) for _, line in row.questions],
        )

    def file(self, rules: str, folder: int) -> LedgerFile:
        """All rows as they are written."""
        sessions = tuple(sorted(self._rows))
        rows = [self._rows[session] for session in sessions]
        heads, asked, results = (tuple(lines) for lines in self._lines)
        return LedgerFile(
            rules=rules,
            folder=folder,
            sessions=sessions,
            unread=tuple(sorted(self._unread)),
            over=bytes(row.over for row in rows),
            marks=array("Q", chain.from_iterable(row.mark for row in rows)).tobytes(),
            heads=heads,
            asked=asked,
            results=results,
            head_of=array("I", (row.head for row in rows)).tobytes(),
            questions=array("I", (len(row.asked) for row in rows)).tobytes(),
            asked_of=array("I", chain.from_iterable(row.asked for row in rows)).tobytes(),
            result_of=array("I", chain.from_iterable(row.results for row in rows)).tobytes(),
        )


def _columns(file: LedgerFile, notices: tuple[str, ...] = ()) -> Ledger:
    return Ledger(
        sessions=file.sessions,
        heads=file.heads,
        asked=file.asked,
        results=file.results,
        head_of=array("I", file.head_of),
        questions=array("I", file.questions),
        asked_of=array("I", file.asked_of),
        result_of=array("I", file.result_of),
        notices=notices,
    )


def _time_of_change(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0  # listing it says what is wrong, if anything is


def _mark(path: Path | str) -> Mark | None:
    try:
        state = os.stat(path)  # noqa: PTH116  (a `Path` for each of 100,000 takes as long as all the rest)
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns
