"""Owns putting a session together: questions, transcript, reader and clock become one interview.

Parses no command line and shows nothing.
"""

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from simulator.cli.choosing import Wish, choose
from simulator.cli.clock import now
from simulator.cli.past import History, known, past
from simulator.errors import IdkError
from simulator.interview.events import PAIR, SOLO, STUDY, CoachLevel, Marking, Planned, Role, Started
from simulator.interview.state import Episode, Phase, State, begin, evolve, replay
from simulator.questions.model import Question
from simulator.questions.selection import Selection
from simulator.reading.model import Reader, Reading
from simulator.reading.reader import READER
from simulator.records.store import SYMBOLS, Journal, find_session, list_sessions, new_session_id, summary_of
from simulator.scoring.rubric import RUBRIC_VERSION
from simulator.scoring.session import aids
from simulator.shells.sitting import Rate
from simulator.shells.step import Read

SILENT_ONE_IN = 5
"""In one episode of so many the coach is silent, so that spontaneity can be seen (section 3)."""


class Opened(NamedTuple):
    """A session ready to go on."""

    state: State
    journal: Journal
    notices: tuple[str, ...]
    first: bool = False
    """Whether this is the user's first session in this folder."""
    unwarned: bool = False
    """Whether no question about a made-up term has been put to the user before."""


def begin_session(wish: Wish, folder: Path) -> Opened:
    """Choose the questions and open a new transcript in `folder`.

    Raises what `choose` raises, and StorageError where nothing can be written.
    """
    # Somebody else's answers say nothing of the user's, nor the user's of theirs.
    history = History() if wish.guest is Role.CANDIDATE else past(folder)
    seed = wish.seed if wish.seed is not None else _new_seed()
    at = now()
    selection = choose(wish, history, seed, at.date())
    mode = SOLO if wish.guest is None else PAIR
    sitting = _Sitting(mode, wish.coach, wish.marking, seed, at, wish.guest or msgspec.UNSET)
    return _open(folder, history, selection, sitting)


def begin_study(questions: Sequence[Question], coach: CoachLevel, marking: Marking, folder: Path) -> Opened:
    """Open a new transcript in `folder` for a round of study with `questions`. Raises StorageError."""
    sitting = _Sitting(STUDY, coach, marking, _new_seed(), now())
    return _open(folder, past(folder), Selection(tuple(questions)), sitting)


class _Sitting(NamedTuple):
    """How a session is sat."""

    mode: str
    coach: CoachLevel
    marking: Marking
    seed: int
    at: datetime
    guest: Role | msgspec.UnsetType = msgspec.UNSET


def _new_seed() -> int:
    return random.SystemRandom().randrange(2**31)


def _open(folder: Path, history: History, selection: Selection, sitting: _Sitting) -> Opened:
    at, seed, questions = sitting.at, sitting.seed, selection.questions
    mastered = known(history, at.date())
    session = new_session(at)
    uncoached = {facet: (chances.made, chances.of) for facet, chances in history.uncoached.items()}
    started = Started(
        at=at,
        session=session,
        rubric=RUBRIC_VERSION,
        reader=READER,
        mode=sitting.mode,
        coach=sitting.coach,
        seed=seed,
        marking=sitting.marking,
        banks=tuple(dict.fromkeys(question.bank for question in questions)),
        aids=aids(sitting.coach, uncoached),
        foils=any(question.is_foil for question in questions),
        guest=sitting.guest,
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


def resume_session(folder: Path, named: str, mode: str = SOLO) -> Opened:
    """Open a session in `folder` where it stopped: the one `named`, or the newest that is not over.

    Raises IdkError where there is none of this `mode` to go on with, and what `Journal.resume` raises.
    """
    path = find_session(folder, named).path if named else _newest_unfinished(folder, mode)
    journal = Journal.resume(path)
    assert journal.transcript is not None  # resume has read it
    state = replay(journal.transcript.events, journal.transcript.passed_over)
    if state.phase is Phase.OVER or state.is_pair is not (mode == PAIR):
        journal.close()
        if state.phase is not Phase.OVER:
            raise IdkError(f"{path.stem} goes on with: {COMMANDS[state.is_pair]} --resume {path.stem}")
        anew = COMMANDS[mode == PAIR]
        raise IdkError(f"{path.stem} is over. See it with: idk review {path.stem}; start anew with: {anew}")
    notices = (journal.recovered,) if journal.recovered else ()
    return Opened(state, journal, notices)


COMMANDS = {False: "idk practice", True: "idk pair"}
"""What sits a session, by whether two sit at it."""


def _newest_unfinished(folder: Path, mode: str) -> Path:
    found = newest_unfinished(folder, mode)
    if found is None:
        raise IdkError(f"No session is waiting to be taken up. Start one with: {COMMANDS[mode == PAIR]}")
    return found


def newest_unfinished(folder: Path, mode: str = SOLO) -> Path | None:
    """The newest session in `folder` of this `mode` that is not over, or None."""
    for session in list_sessions(folder):
        with suppress(IdkError):
            summary = summary_of(session.path)
            if not summary.finished and (summary.header.mode == PAIR) is (mode == PAIR):
                return session.path
    return None


def new_session(at: datetime) -> str:
    """An id for a session that begins `at`."""
    return new_session_id(at, _symbols(at))


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
