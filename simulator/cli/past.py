"""Owns what a new session learns from earlier ones; a fold over transcripts that are only read."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from simulator.errors import IdkError
from simulator.interview.events import AnyEvent
from simulator.interview.state import State, replay
from simulator.reading.model import Facet
from simulator.records.history import AskedQuestion, History, Opportunities, SessionDigest, history
from simulator.scoring.rubric import RUBRIC_VERSION
from simulator.scoring.session import uncoached


def past(folder: Path) -> History:
    """The history of the sessions in `folder`; says so on standard error where that takes a while."""
    return history(folder, digest, rules=RUBRIC_VERSION, announce=_announce)


def _announce(count: int) -> None:
    click.echo(f"Looking through {count:,} earlier sessions; this happens once.", err=True)


def keep_up(folder: Path) -> None:
    """Take in what a session that has just ended adds, so that the next one starts at once."""
    with suppress(IdkError):
        history(folder, digest, rules=RUBRIC_VERSION)


def digest(events: Sequence[AnyEvent]) -> SessionDigest:
    """What one session adds: the questions it asked, and what was done where the coach was silent."""
    state = replay(events)
    return SessionDigest(asked=_asked(state), uncoached=_uncoached(state))


def _asked(state: State) -> tuple[AskedQuestion, ...]:
    day = state.started.at.date()
    return tuple(AskedQuestion(e.question.key, day, e.question.is_foil) for e in state.episodes)


def _uncoached(state: State) -> dict[Facet, Opportunities]:
    return {facet: Opportunities(n=s.of, k=s.made) for facet, s in uncoached(state).items() if s.of}
