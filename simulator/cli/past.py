"""Owns what earlier sessions say: kept as rows of a ledger, read back as a life or as what to start from."""

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

import click
import msgspec

from simulator.cli.places import friends
from simulator.errors import IdkError
from simulator.interview.state import replay
from simulator.reading.model import Facet
from simulator.records.ledger import Ledger, Row, Watch, discard, ledger
from simulator.records.store import Transcript
from simulator.scoring.life import Asked, Count, Head, Life, Result, added
from simulator.scoring.mastery import retrievability
from simulator.scoring.recall import Review
from simulator.scoring.rubric import MASTERED, RUBRIC_VERSION

_FORM = 1
"""Raised whenever a row of the same session would look different, though no rubric changed."""
_MANY = 300
"""Sessions that take a noticeable time to read."""


class Exposure(msgspec.Struct, frozen=True):
    """How often a question was asked, the last day on which it was, and how it went."""

    times: int
    last: date
    foil: bool = False
    reviews: tuple[tuple[Review, bool], ...] = ()
    """By day, each with whether it was explained in full; of several tries on a day the first that could be
    rated."""


class History(msgspec.Struct, frozen=True):
    """What a session starts from."""

    exposure: dict[str, Exposure] = {}
    """By question key; a question that is not in it was never asked."""
    uncoached: dict[Facet, Count] = {}
    """How often a facet was shown without help, and how often it could have been."""
    sessions: int = 0
    """How many sessions went into it."""
    notices: tuple[str, ...] = ()
    """Transcripts that were passed over, and why."""


def past(folder: Path) -> History:
    """The history of the sessions in `folder`; says so on standard error where that takes a while.

    Whoever interviewed a friend has seen the keys of what was asked, so those questions are met, too.
    """
    life, notices = _kept(folder, _announced)
    seen, _ = _kept(friends(folder), _announced)
    return History(
        exposure=_met_too(_exposure(life), _exposure(seen)),
        uncoached=life.sums().uncoached,
        sessions=len(life),
        notices=notices,
    )


def _met_too(own: dict[str, Exposure], seen: dict[str, Exposure]) -> dict[str, Exposure]:
    """The questions met in one's own interviews, and those seen in others', of which no answer counts."""
    met = dict(own)
    for key, other in seen.items():
        had = own.get(key, Exposure(0, other.last, other.foil))
        times, last = had.times + other.times, max(had.last, other.last)
        met[key] = msgspec.structs.replace(had, times=times, last=last)
    return met


def kept(folder: Path, watch: Watch) -> tuple[Life, tuple[str, ...]]:
    """All sessions in `folder`, and which were passed over; `watch` is handed those that must be read."""
    return _kept(folder, watch, readers=min(os.cpu_count() or 1, _READERS))


def keep_up(folder: Path) -> None:
    """Take in what a session that has just ended adds, so that nobody waits for it later."""
    with suppress(IdkError):
        _kept(folder, iter)


def known(before: History, day: date) -> dict[str, float]:
    """R on `day` of every question that the user has explained well before, by `bank/id`."""
    chances = {key: retrievability(met.reviews, day) for key, met in before.exposure.items()}
    return {key: r for key, r in chances.items() if r >= MASTERED}


def digest(transcript: Transcript) -> Row:
    """What is kept of a session."""
    head, questions = added(replay(transcript.events, transcript.passed_over))
    encode = msgspec.json.encode
    return Row(encode(head), [(encode(asked), encode(result)) for asked, result in questions])


_READERS = 8
"""Processes that read many transcripts at once, at most."""


def _kept(folder: Path, watch: Watch, *, readers: int = 1) -> tuple[Life, tuple[str, ...]]:
    rules = f"{RUBRIC_VERSION}/{_FORM}"
    read = partial(ledger, folder, digest, rules=rules, watch=watch, readers=readers)
    known = read()
    try:
        return to_life(known), known.notices
    except msgspec.DecodeError:
        discard(folder)  # the rows are not what this version writes
    known = read()
    return to_life(known), known.notices


def _announced(sessions: Sequence[str]) -> Sequence[str]:
    if len(sessions) > _MANY:
        click.echo(f"Looking through {len(sessions):,} earlier sessions; this happens once.", err=True)
    return sessions


def to_life(known: Ledger) -> Life:
    """The rows of a ledger as what they say."""
    return Life(
        sessions=known.sessions,
        heads=_HEADS.decode(_listed(known.heads)),
        asked=_ASKED.decode(_listed(known.asked)),
        results=_RESULTS.decode(_listed(known.results)),
        head_of=known.head_of,
        questions=known.questions,
        asked_of=known.asked_of,
        result_of=known.result_of,
    )


_HEADS = msgspec.json.Decoder(list[Head])
_ASKED = msgspec.json.Decoder(list[Asked])
_RESULTS = msgspec.json.Decoder(list[Result])


def _listed(lines: Sequence[bytes]) -> bytes:
    return b"[" + b",".join(lines) + b"]"


def _exposure(life: Life) -> dict[str, Exposure]:
    times: dict[str, int] = {}
    last: dict[str, date] = {}
    reviews: dict[str, dict[date, tuple[Review, bool]]] = {}
    foils = {asked.key for asked in life.asked if asked.foil}
    for head, asked, result in life.every():
        key, day = asked.key, head.day
        times[key] = times.get(key, 0) + 1
        last[key] = max(last.get(key, day), day)
        if result.rating is not None:
            reviews.setdefault(key, {}).setdefault(day, (Review(day, result.rating), result.full))
    return {
        key: Exposure(times[key], last[key], key in foils, _by_day(reviews.get(key, {}))) for key in times
    }


def _by_day(reviews: dict[date, tuple[Review, bool]]) -> tuple[tuple[Review, bool], ...]:
    return tuple(reviews[day] for day in sorted(reviews))
