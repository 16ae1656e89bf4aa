"""Owns the list of sessions: a line each."""

from datetime import datetime

import msgspec

from simulator.records.store import SessionSummary
from simulator.reports.words import count


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One session in the list."""

    place: int
    """1 for the newest."""
    session: str
    started: datetime
    banks: tuple[str, ...]
    coach: str
    planned: int
    closed: int
    finished: bool
    source: str = ""
    """The file it was brought in from; empty for a session that was sat here."""
    headline: str = ""
    """What was done in it; empty where it was not looked into."""


def row(place: int, session: str, summary: SessionSummary, headline: str = "") -> Row:
    """What the list shows of a session."""
    return Row(
        place=place,
        session=session,
        started=summary.header.at,
        banks=summary.header.banks,
        coach=summary.header.coach,
        planned=summary.planned,
        closed=summary.closed,
        finished=summary.finished,
        source=summary.header.source.file if summary.header.source else "",
        headline=headline,
    )


def listed(row: Row) -> str:
    """The row as a line in local time, and what was done on a second one."""
    asked = count(row.closed, "question") if row.finished else f"{row.closed} of {row.planned}, not over"
    of = f"from {row.source}" if row.source else ", ".join(row.banks)
    head = f"{row.place:>3}  {row.started.astimezone():%Y-%m-%d %H:%M}  {of}  {asked}"
    return f"{head}\n     {row.headline}" if row.headline else head
