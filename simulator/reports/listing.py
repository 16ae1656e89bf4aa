"""Owns the list of sessions: a line each, or what is seen of one at a glance."""

from datetime import datetime

import msgspec

from simulator.interview.state import Phase
from simulator.records.store import SessionSummary
from simulator.reports.figures import brief
from simulator.reports.recording import Recording
from simulator.reports.summary import counting, headline
from simulator.reports.words import count
from simulator.scoring.learning import NoGaps
from simulator.scoring.withhold import Withheld


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


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """One session in a list to choose from."""

    started: datetime
    banks: tuple[str, ...]
    mode: str
    asked: str
    """How many questions, and whether it is over."""
    done: str
    """What was done in it."""
    scores: str
    """The scores that rest on enough; empty where none does."""


def glance(session: Recording) -> Glance:
    """What is seen of a session at a glance."""
    state, scored = session.state, session.scored
    closed = sum(episode.closed is not None for episode in state.episodes)
    planned = len(state.planned.questions) if state.planned else 0
    over = state.phase is Phase.OVER
    scores = (("honesty", scored.honesty), ("learning", scored.learning))
    return Glance(
        started=state.started.at,
        banks=state.started.banks,
        mode=state.started.mode,
        asked=count(closed, "question") if over else f"{closed} of {planned}, not over",
        done=headline(counting(scored)) or "No question counts yet",
        scores=" · ".join(
            f"{name} {brief(score)}" for name, score in scores if not isinstance(score, Withheld | NoGaps)
        ),
    )
