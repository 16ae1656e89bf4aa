"""Sessions of earlier days, as real transcripts."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from simulator.interview.commands import Ask, Finish, Next, Note, SetMark
from simulator.interview.events import Aid, CoachLevel, Mark, Started
from simulator.interview.state import Phase
from simulator.questions.model import Question
from simulator.reading.model import Move, Quality, Reading
from simulator.records.store import Journal, new_session_id
from tests.interview.scenes import Scene, reading, started

FULL = reading(Move.CLAIM, met=range(20))
ADMIT = reading(Move.ADMIT)
ASK = reading(Move.ASK_EXPLAIN)


def sat(
    folder: Path,
    days_ago: int,
    said: Reading,
    *questions: Question,
    notes: Sequence[str] = (),
    asks: bool = False,
    symbols: str = "aaaa",
) -> str:
    """A session of so many days ago in which each question was answered; its id.

    `notes` are written down on each, and `asks` has each explained.
    """
    scene = Scene(questions, header=started(coach=CoachLevel.SILENT, aid=Aid.SILENT))
    for place in range(len(questions)):
        scene.do(Ask())
        scene.hear("an answer", said)
        if scene.state.awaits_mark:
            scene.do(SetMark(Mark.SURE))
        if asks:
            scene.hear("Could you explain it?", ASK)
        scene.do(*(Note(text, Quality.PLAIN) for text in notes))
        while scene.state.episodes[place].closed is None:
            scene.do(Next())
    if scene.state.phase is not Phase.OVER:
        scene.do(Finish())
    at = datetime.now(UTC) - timedelta(days=days_ago)
    session = new_session_id(at, symbols)
    events = [replace(event, at=at) for event in scene.events]
    header = events[0]
    assert isinstance(header, Started)
    with Journal.create(folder, session) as journal:
        journal.append(replace(header, session=session), *events[1:])
    return session
