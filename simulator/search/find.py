"""Owns the search: which questions of which sessions say what is looked for, the best first.

The order is one that can be told: first the questions in which all of it is said at once, then those in which
it is said apart; among these first whole words, then words that only begin so; among these the newest first.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from simulator.errors import IdkError
from simulator.interview.state import replay
from simulator.questions.model import Question
from simulator.records.store import (
    SUFFIX,
    EmptyTranscriptError,
    Transcript,
    read_session,
    session_ids,
)
from simulator.scoring.outcomes import Outcome
from simulator.scoring.session import closed_questions
from simulator.search.folding import fold
from simulator.search.passages import Passage, Speaker, asked_questions, passages
from simulator.search.query import Query, Term
from simulator.search.scan import Tick, may_say


class Rank(StrEnum):
    """How well a question fits, the best first."""

    WHOLE = "whole"
    """Everything is said at once, in whole words."""
    BEGUN = "begun"
    """Everything is said at once; of some words only the beginning fits."""
    WHOLE_APART = "whole_apart"
    BEGUN_APART = "begun_apart"


_RANKS = list(Rank)


class Match(msgspec.Struct, frozen=True):
    """One thing said that holds something looked for."""

    event: int
    """Line of the transcript, the header being 0."""
    speaker: Speaker
    text: str
    """Verbatim: to be cleaned before it is shown."""
    spans: tuple[tuple[int, int], ...]
    """Where it stands in `text`, in code points; the ends are exclusive, nothing overlaps."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A question of a session in which everything looked for is said."""

    session: str
    place: int
    """Of the session in the list of `idk review`: 1 is the newest."""
    started: datetime
    position: int
    """Of the question in the session, from 0."""
    question: str
    """`bank/id`."""
    ask: str
    outcome: Outcome | None
    """None where it was not looked at: only a search by outcome does."""
    rank: Rank
    matches: tuple[Match, ...]
    """The best first; none where only filters were given."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a search has found."""

    hits: tuple[Hit, ...]
    """The best first."""
    complete: bool
    """False where there may be more: as many of the best kind as were wanted had been found."""
    unreadable: tuple[str, ...]
    """The transcripts that could not be read, and why."""


Waiting = Callable[[int], AbstractContextManager[Tick]]
"""Given how many sessions are to be looked into, shows how far that is."""


def search(
    folder: Path, query: Query, most: int | None = 20, waiting: Waiting = lambda _: nullcontext(_unheard)
) -> Found:
    """The best `most` questions in the transcripts of `folder` that fit `query`; None for all.

    Raises `StorageError` where the folder cannot be listed. Can be interrupted anywhere; writes nothing.
    """
    places = {session: place for place, session in enumerate(sorted(session_ids(folder), reverse=True), 1)}
    names = [f"{session}{SUFFIX}" for session in places if _in_time(session, query)]
    hits: list[Hit] = []
    unreadable: list[str] = []
    best = 0
    with waiting(len(names)) as tick, closing(may_say(folder, names, _needles(query), tick)) as candidates:
        for name in candidates:
            try:
                transcript = read_session(folder / name)
                found = list(_hits(transcript, query, places[name.removesuffix(SUFFIX)]))
            except EmptyTranscriptError:
                continue
            except IdkError as error:
                unreadable.append(str(error))
                continue
            hits += found
            best += sum(hit.rank is Rank.WHOLE for hit in found)
            if most is not None and best > most:  # nothing older can come before these
                break
    hits.sort(key=lambda hit: (_RANKS.index(hit.rank), hit.place, hit.position))
    complete = most is None or len(hits) <= most
    return Found(hits=tuple(hits[:most]), complete=complete, unreadable=tuple(unreadable))


def _unheard(_: int) -> None:
    """Takes how far the search is where nobody wants to know."""


def _needles(query: Query) -> list[bytes]:
    # A bank's name is no word that is said, but stands in the transcript all the same.
    banks = [Term(bank).needle for bank in query.banks] if len(query.banks) == 1 else []
    return [needle for needle in (*(term.needle for term in query.terms), *banks) if needle]


def _in_time(session: str, query: Query) -> bool:
    """By the session's id, which begins with its time in UTC."""
    return (query.after is None or session >= f"{query.after.astimezone(UTC):%Y%m%dT%H%M%SZ}") and (
        query.before is None or session < f"{query.before.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    )


def _hits(transcript: Transcript, query: Query, place: int) -> Iterator[Hit]:
    """The questions of one session that fit, in order."""
    said: dict[int, list[Passage]] = {}
    for passage in passages(transcript):
        said.setdefault(passage.position, []).append(passage)
    outcomes: dict[int, Outcome | None] | None = None
    for position, question in asked_questions(transcript).items():
        if not _of_banks(question, query.banks):
            continue
        fitting = fit(said.get(position, ()), query)
        if fitting is None:
            continue
        if query.outcomes:
            outcomes = _outcomes(transcript) if outcomes is None else outcomes
            if outcomes.get(position) not in query.outcomes:
                continue
        rank, matches = fitting
        yield Hit(
            session=transcript.header.session,
            place=place,
            started=transcript.header.at,
            position=position,
            question=question.key,
            ask=question.ask,
            outcome=outcomes.get(position) if outcomes else None,
            rank=rank,
            matches=matches,
        )


def _of_banks(question: Question, banks: Sequence[str]) -> bool:
    return not banks or question.bank.casefold().startswith(tuple(banks))


def _outcomes(transcript: Transcript) -> dict[int, Outcome | None]:
    """How the closed questions came out, by position."""
    state = replay(transcript.events, transcript.passed_over)
    return {scored.episode.position: scored.outcome for scored in closed_questions(state)}


class _Seen(msgspec.Struct, frozen=True):
    """What of the terms one passage says."""

    match: Match
    begun: frozenset[int]
    """The terms that stand in it, by number."""
    whole: frozenset[int]
    """Those of them that stand in it as whole words."""


def fit(said: Iterable[Passage], query: Query) -> tuple[Rank, tuple[Match, ...]] | None:
    """How well what was `said` in one question fits the words of `query`; None where it does not."""
    passages_said = list(said)
    if any(list(term.places(fold(passage.text))) for term in query.without for passage in passages_said):
        return None
    seen = [one for one in (_see(passage, query.terms) for passage in passages_said) if one.begun]
    every = frozenset(range(len(query.terms)))
    if frozenset().union(*(one.begun for one in seen)) != every:
        return None
    seen.sort(key=lambda one: (-len(one.begun), -len(one.whole), one.match.event))
    return _rank(seen, every), tuple(one.match for one in seen)


def _rank(seen: Sequence[_Seen], every: frozenset[int]) -> Rank:
    if not every or any(one.whole == every for one in seen):
        return Rank.WHOLE
    if any(one.begun == every for one in seen):
        return Rank.BEGUN
    whole = frozenset().union(*(one.whole for one in seen))
    return Rank.WHOLE_APART if whole == every else Rank.BEGUN_APART


def _see(passage: Passage, terms: Sequence[Term]) -> _Seen:
    folded = fold(passage.text)
    found = {number: list(term.places(folded)) for number, term in enumerate(terms)}
    spans = sorted((start, end) for places in found.values() for start, end, _ in places)
    return _Seen(
        match=Match(passage.event, passage.speaker, passage.text, _merged(spans)),
        begun=frozenset(number for number, places in found.items() if places),
        whole=frozenset(number for number, places in found.items() if any(whole for *_, whole in places)),
    )


def _merged(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """`spans`, in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
