"""Owns putting a session together: questions, transcript, reader and clock become one interview.

Parses no command line and shows nothing.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from simulator.cli.past import known, past
from simulator.cli.places import bank_folders
from simulator.errors import IdkError
from simulator.interview.events import CoachLevel, Marking, Planned, Started
from simulator.interview.state import Episode, Phase, State, begin, evolve, replay
from simulator.questions.controls import with_controls
from simulator.questions.library import find_banks
from simulator.questions.model import Bank
from simulator.questions.selection import ANYTHING, About, Exposure, select
from simulator.reading.model import Reader, Reading
from simulator.reading.reader import READER
from simulator.records.store import SYMBOLS, Journal, find_session, list_sessions, new_session_id, summary_of
from simulator.scoring.rubric import RUBRIC_VERSION
from simulator.scoring.session import aids
from simulator.shells.sitting import Rate
from simulator.shells.step import Read

DEFAULT_BANK = "backend-basics"
SILENT_ONE_IN = 5
"""In one episode of so many the coach is silent, so that spontaneity can be seen (section 3)."""


class Wish(NamedTuple):
    """What the user asked a new session to be."""

    banks: tuple[str, ...]
    """Names or files; none for the default."""
    only: tuple[str, ...]
    """Question ids to ask, in this order; none for a choice."""
    length: int
    foils: bool
    seed: int | None
    coach: CoachLevel
    marking: Marking
    about: About = ANYTHING
    among: frozenset[str] | None = None
    """The real questions to choose from, by `bank/id`; None for all of the banks."""


class Opened(NamedTuple):
    """A session ready to go on."""

    state: State
    journal: Journal
    notices: tuple[str, ...]
    first: bool = False
    """Whether this is the user's first session in this folder."""
    unwarned: bool = False
    """Whether no question about a made-up term has been put to the user before."""


def now() -> datetime:
    """The time, to the millisecond: more would only lengthen the transcript."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def begin_session(wish: Wish, folder: Path) -> Opened:
    """Choose the questions and open a new transcript in `folder`.

    Raises IdkError for an unknown bank or question, BankError for a bank with problems, StorageError where
    nothing can be written.
    """
    banks = _banks(wish)
    history = past(folder)
    seed = wish.seed if wish.seed is not None else random.SystemRandom().randrange(2**31)
    seen = {key: Exposure(met.times, met.last) for key, met in history.exposure.items()}
    selection = select(
        banks,
        count=wish.length,
        foils=wish.foils,
        seed=seed,
        history=seen,
        only=wish.only,
        about=wish.about,
    )
    if not selection.questions:
        raise IdkError(
            "There is no question to ask: the banks hold none but made-up terms you may not meet again."
        )
    at = now()
    mastered = known(history, at.date())
    questions = selection.questions
    if not wish.only and wish.about == ANYTHING:
        pool = [question for bank in banks for question in bank.questions]
        questions = with_controls(questions, mastered, pool, seed)
    session = new_session_id(at, _symbols(at))
    uncoached = {facet: (chances.k, chances.n) for facet, chances in history.uncoached.items()}
    started = Started(
        at=at,
        session=session,
        rubric=RUBRIC_VERSION,
        reader=READER,
        mode="solo",
        coach=wish.coach,
        seed=seed,
        marking=wish.marking,
        banks=tuple(dict.fromkeys(question.bank for question in questions)),
        aids=aids(wish.coach, uncoached),
        foils=any(question.is_foil for question in questions),
    )
    planned = Planned(
        at=at,
        questions=questions,
        repeats=tuple(place for place, q in enumerate(questions) if q.is_foil and q.key in history.exposure),
        silent=silent_places(len(questions), seed),
        known={place: mastered[q.key] for place, q in enumerate(questions) if q.key in mastered},
    )
    journal = Journal.create(folder, session)
    try:
        journal.append(started, planned)
    except BaseException:
        journal.close()  # takes the empty file away
        raise
    notices = (*history.notices, *selection.notices)
    unwarned = not any(met.foil for met in history.exposure.values())
    state = evolve(begin(started), planned)
    return Opened(state, journal, notices, first=not history.sessions, unwarned=unwarned)


def resume_session(folder: Path, named: str) -> Opened:
    """Open a session in `folder` where it stopped: the one `named`, or the newest that is not over.

    Raises IdkError where there is none to go on with, and what `Journal.resume` raises.
    """
    path = find_session(folder, named).path if named else _newest_unfinished(folder)
    journal = Journal.resume(path)
    assert journal.transcript is not None  # resume has read it
    state = replay(journal.transcript.events, journal.transcript.passed_over)
    if state.phase is Phase.OVER:
        journal.close()
        raise IdkError(
            f"{path.stem} is over. See it with: idk review {path.stem}; start anew with: idk practice"
        )
    notices = (journal.recovered,) if journal.recovered else ()
    return Opened(state, journal, notices)


def _newest_unfinished(folder: Path) -> Path:
    found = newest_unfinished(folder)
    if found is None:
        raise IdkError("No session is waiting to be taken up. Start one with: idk practice")
    return found


def newest_unfinished(folder: Path) -> Path | None:
    """The newest session in `folder` that is not over, or None."""
    for session in list_sessions(folder):
        with suppress(IdkError):
            if not summary_of(session.path).finished:
                return session.path
    return None


def _symbols(at: datetime) -> str:
    """Four symbols: two by the fraction of the second, so that ids sort by time, and two at random."""
    place = at.microsecond * len(SYMBOLS) ** 2 // 1_000_000
    high, low = divmod(place, len(SYMBOLS))
    return SYMBOLS[high] + SYMBOLS[low] + "".join(random.SystemRandom().choices(SYMBOLS, k=2))


def silent_places(count: int, seed: int) -> tuple[int, ...]:
    """One place in each block of five, drawn by `seed`; never the first, where the coach is met."""
    draw = random.Random(seed)  # noqa: S311  (which episode is silent is no secret)
    places = [
        draw.randrange(max(start, 1), start + SILENT_ONE_IN) for start in range(0, count, SILENT_ONE_IN)
    ]
    return tuple(place for place in places if place < count)


def _banks(wish: Wish) -> list[Bank]:
    library = find_banks(bank_folders())
    if wish.among is not None:
        return list(_narrowed(library.usable(), wish.among))
    if wish.banks or not wish.only:
        # Whoever asks for a subject, not for a bank, means any bank that has it.
        names = wish.banks or (list(library.files) if wish.about != ANYTHING else [DEFAULT_BANK])
        loaded = [library.load(name).bank for name in names]
        return list({bank.name: bank for bank in loaded}.values())
    return library.holding(wish.only)


def _narrowed(banks: Iterable[Bank], among: frozenset[str]) -> Iterator[Bank]:
    """The banks that hold questions of `among`, with these alone and their questions about made-up terms."""
    for bank in banks:
        if any(question.key in among for question in bank.questions):
            kept = tuple(one for one in bank.questions if one.is_foil or one.key in among)
            yield msgspec.structs.replace(bank, questions=kept)


def read_with(reader: Reader, tell: Callable[[str], None]) -> Read:
    """How `reader` reads a reply; at the first one it is told (`tell`) what is wrong with it, if anything."""
    told = False

    def read(episode: Episode, text: str) -> Reading:
        nonlocal told
        said_before = episode.conversation[:-1]
        reading = reader.read(episode.question, said_before, text, episode.coding.evidence)
        if reader.notice and not told:
            tell(reader.notice)
        told = True
        return reading

    return read


def rate_with(reader: Reader) -> Rate:
    """How `reader` rates a note on the current question."""
    return lambda state, text: reader.rate_note(state.current.question, text)
