"""Owns what a session starts from: how often each question was asked, and what was done unprompted.

The figures are sums over the transcripts in a folder, kept in a small file there so that the first question
need not wait for thousands of them. That file may be deleted at any time; it is made again. What counts in a
session is decided by the `digest` handed in, never here.
"""

import contextlib
import os
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import msgspec

from simulator.errors import IdkError
from simulator.interview.events import AnyEvent
from simulator.reading.model import Facet
from simulator.records.store import SUFFIX, EmptyTranscriptError, read_session, session_ids

SUMMARY_FILE = ".summary.json"
_MANY = 300
"""Sessions that take a noticeable time to read."""
_VERSION = 2


class AskedQuestion(msgspec.Struct, frozen=True):
    """A question that was put to the candidate in one session."""

    key: str
    """`bank/id`."""
    day: date
    foil: bool = False
    rating: int | None = None
    """How well it was recalled, on the scale of whoever digests; None where that cannot be said."""
    full: bool = False
    """Whether it was explained in full."""


class Opportunities(msgspec.Struct, frozen=True):
    """How often a facet could have been shown without help (`n`), and how often it was (`k`)."""

    n: int = 0
    k: int = 0


class SessionDigest(msgspec.Struct, frozen=True):
    """What one session adds to the history."""

    asked: tuple[AskedQuestion, ...] = ()
    uncoached: dict[Facet, Opportunities] = {}
    """Over the episodes in which the coach was silent."""


class Reviewed(msgspec.Struct, frozen=True, array_like=True):
    """How a question went on one day."""

    day: date
    rating: int
    full: bool


class Exposure(msgspec.Struct, frozen=True, omit_defaults=True):
    """How often a question was asked, the last day on which it was, and how it went."""

    times: int
    last: date
    foil: bool = False
    reviews: tuple[Reviewed, ...] = ()
    """By day; of several tries on one day the first that could be rated."""


class History(msgspec.Struct, frozen=True):
    """What a session starts from."""

    exposure: dict[str, Exposure] = {}
    """By question key; a question that is not in it was never asked."""
    uncoached: dict[Facet, Opportunities] = {}
    sessions: int = 0
    """How many sessions went into it."""
    notices: tuple[str, ...] = ()
    """Transcripts that were passed over, and why."""


Digest = Callable[[tuple[AnyEvent, ...]], SessionDigest]
"""What a session adds, from its events; raises `IdkError` where they make no session."""


class _Open(msgspec.Struct, frozen=True):
    """An unfinished session: read again once its file has changed."""

    size: int
    changed: int
    """Nanoseconds since the epoch."""
    digest: SessionDigest


class _Summary(msgspec.Struct, frozen=True):
    """The file: sums over the finished sessions, and each unfinished one."""

    version: int = _VERSION
    rules: str = ""
    sums: History = History()
    finished: frozenset[str] = frozenset()
    unfinished: dict[str, _Open] = {}


def history(
    folder: Path, digest: Digest, *, rules: str = "", announce: Callable[[int], None] | None = None
) -> History:
    """The history of all sessions in `folder`; only those that are new or have changed are read.

    `rules` names the version of `digest`: when it changes, everything is read again. A transcript that cannot
    be read is passed over and named in `notices`. Where the folder cannot be written, nothing is kept for the
    next time. `announce` is told how many must be read where they are so many that it takes a while. Raises
    `StorageError` where the folder cannot be listed.
    """
    ids = session_ids(folder)
    before = _load(folder, rules)
    new = ids - before.finished
    if len(new) + len(before.finished) > len(ids):  # one was deleted, which sums cannot forget: begin anew
        new, before = ids, _Summary(rules=rules)
    fresh = len(ids - before.finished)
    if announce and fresh > _MANY:
        announce(fresh)
    after, notices = _fold_new(folder, new, before, digest)
    if after is not before:
        _save(folder, after)
    total = _add(after.sums, (session.digest for session in after.unfinished.values()))
    return msgspec.structs.replace(total, notices=tuple(notices))


def forget(folder: Path) -> None:
    """Have everything in `folder` read again next time: a session that was over has been added to."""
    with contextlib.suppress(OSError):
        (folder / SUMMARY_FILE).unlink()


def _fold_new(folder: Path, new: set[str], before: _Summary, digest: Digest) -> tuple[_Summary, list[str]]:
    """`before` brought up to date with the sessions `new` to its sums, and what was passed over."""
    finished: dict[str, SessionDigest] = {}
    unfinished: dict[str, _Open] = {}
    notices: list[str] = []
    for session in sorted(new):
        try:
            found, over = _read(folder / f"{session}{SUFFIX}", before.unfinished.get(session), digest)
        except EmptyTranscriptError:
            continue  # stopped before it began: there is nothing to miss
        except (IdkError, OSError) as error:
            notices.append(f"Passed over: {error}")
            continue
        if over:
            finished[session] = found.digest
        else:
            unfinished[session] = found
    if not finished and unfinished == before.unfinished:
        return before, notices
    after = _Summary(
        rules=before.rules,
        sums=_add(before.sums, finished.values()),
        finished=before.finished | finished.keys(),
        unfinished=unfinished,
    )
    return after, notices


def _read(path: Path, known: _Open | None, digest: Digest) -> tuple[_Open, bool]:
    """The session at `path`, read only where it is not `known` as it stands, and whether it is finished."""
    state = path.stat()
    if known and (known.size, known.changed) == (state.st_size, state.st_mtime_ns):
        return known, False
    transcript = read_session(path)
    return _Open(state.st_size, state.st_mtime_ns, digest(transcript.events)), transcript.finished


def _add(sums: History, digests: Iterable[SessionDigest]) -> History:
    exposure, uncoached, sessions = dict(sums.exposure), dict(sums.uncoached), sums.sessions
    for digest in digests:
        sessions += 1
        for asked in digest.asked:
            exposure[asked.key] = _expose(exposure.get(asked.key), asked)
        for facet, more in digest.uncoached.items():
            had = uncoached.get(facet, Opportunities())
            uncoached[facet] = Opportunities(had.n + more.n, had.k + more.k)
    return History(exposure, uncoached, sessions)


def _expose(had: Exposure | None, asked: AskedQuestion) -> Exposure:
    had = had or Exposure(0, asked.day)
    reviews = had.reviews
    if asked.rating is not None and all(review.day != asked.day for review in reviews):
        reviewed = Reviewed(asked.day, asked.rating, asked.full)
        reviews = tuple(sorted((*reviews, reviewed), key=lambda review: review.day))
    return Exposure(had.times + 1, max(had.last, asked.day), had.foil or asked.foil, reviews)


def _load(folder: Path, rules: str) -> _Summary:
    """The summary file; an empty summary where there is none that can be used."""
    try:
        summary = msgspec.json.decode((folder / SUMMARY_FILE).read_bytes(), type=_Summary)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _Summary(rules=rules)
    usable = summary.version == _VERSION and summary.rules == rules
    return summary if usable else _Summary(rules=rules)


def _save(folder: Path, summary: _Summary) -> None:
    """Put the summary in place whole or not at all; where that is impossible it is made again next time."""
    draft = folder / f"{SUMMARY_FILE}.{os.getpid()}"
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(summary))
            file.flush()
            os.fsync(descriptor)
        draft.replace(folder / SUMMARY_FILE)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
