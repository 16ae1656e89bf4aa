"""Owns what a new session learns from earlier ones; a fold over transcripts that are only read."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import click
import msgspec

from simulator.cli.places import friends
from simulator.errors import IdkError
from simulator.interview.events import AnyEvent
from simulator.interview.state import Episode, State, replay
from simulator.reading.model import Facet
from simulator.records.history import (
    AskedQuestion,
    Exposure,
    History,
    Opportunities,
    Reviewed,
    SessionDigest,
    history,
)
from simulator.scoring.mastery import Meeting, meeting, retrievability
from simulator.scoring.recall import Rating, Review
from simulator.scoring.rubric import MASTERED, RUBRIC_VERSION
from simulator.scoring.session import coded_questions, uncoached


def past(folder: Path) -> History:
    """The history of the sessions in `folder`; says so on standard error where that takes a while.

    Whoever interviewed a friend has seen the keys of what was asked, so those questions are met, too.
    """
    own = history(folder, digest, rules=RUBRIC_VERSION, announce=_announce)
    seen = history(friends(folder), digest, rules=RUBRIC_VERSION).exposure
    return msgspec.structs.replace(own, exposure=_met_too(own.exposure, seen)) if seen else own


def _met_too(own: dict[str, Exposure], seen: dict[str, Exposure]) -> dict[str, Exposure]:
    """The questions met in one's own interviews, and those seen in others', of which no answer counts."""
    met = dict(own)
    for key, other in seen.items():
        had = own.get(key, Exposure(0, other.last, other.foil))
        times, last = had.times + other.times, max(had.last, other.last)
        met[key] = msgspec.structs.replace(had, times=times, last=last)
    return met


def _announce(count: int) -> None:
    click.echo(f"Looking through {count:,} earlier sessions; this happens once.", err=True)


def keep_up(folder: Path) -> None:
    """Take in what a session that has just ended adds, so that the next one starts at once."""
    with suppress(IdkError):
        history(folder, digest, rules=RUBRIC_VERSION)


def digest(events: Sequence[AnyEvent]) -> SessionDigest:
    """What one session adds: the questions it asked, how they went, and what was done uncoached."""
    state = replay(events)
    return SessionDigest(asked=_asked(state), uncoached=_uncoached(state))


def known(before: History, day: date) -> dict[str, float]:
    """R on `day` of every question that the user has explained well before, by `bank/id`."""
    chances = {key: _retrievability(met.reviews, day) for key, met in before.exposure.items()}
    return {key: r for key, r in chances.items() if r >= MASTERED}


def _retrievability(reviews: Sequence[Reviewed], day: date) -> float:
    return retrievability([(Review(one.day, Rating(one.rating)), one.full) for one in reviews], day)


def _asked(state: State) -> tuple[AskedQuestion, ...]:
    day = state.started.at.date()
    met = {scored.episode.position: meeting(scored, day) for scored in coded_questions(state)}
    return tuple(_result(episode, met.get(episode.position), day) for episode in state.episodes)


def _result(episode: Episode, met: Meeting | None, day: date) -> AskedQuestion:
    key, foil = episode.question.key, episode.question.is_foil
    return AskedQuestion(key, day, foil, met.rating, met.full) if met else AskedQuestion(key, day, foil)


def _uncoached(state: State) -> dict[Facet, Opportunities]:
    return {facet: Opportunities(n=s.of, k=s.made) for facet, s in uncoached(state).items() if s.of}
