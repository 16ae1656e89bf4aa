"""Questions, lines and one loaded reader that the tests of this package share."""

from simulator.questions.model import FollowUp, KeyPoint, Kind, Level, Misconception, Question
from simulator.reading.model import Line, Reading, Who
from simulator.reading.reader import load_reader

READER = load_reader()
"""Loaded once: reading changes nothing in it."""

WAL = Question(
    bank="tests",
    id="wal",
    ask="What does a write-ahead log give a database?",
    topic="write-ahead logging",
    level=Level.MID,
    key_points=(
        KeyPoint(
            "Changes reach the log on disk before the data pages do.",
            ("the log is flushed first",),
            core=True,
        ),
        KeyPoint("After a crash the log is replayed."),
        KeyPoint("Commit waits for one sequential write instead of many random ones."),
    ),
    misconceptions=(
        Misconception(
            "It is a copy of every page, kept as a backup.", "It holds changes since the checkpoint."
        ),
    ),
    explanation="Each change goes to an append-only log before the page, and after a crash it is replayed.",
    follow_ups=(
        FollowUp("What if the log itself is lost?", "Then the changes since the last checkpoint are gone."),
        FollowUp("Why does the log not grow forever?", "A checkpoint lets older parts be recycled."),
    ),
)

FOIL = Question(
    bank="tests",
    id="hoisting",
    kind=Kind.FOIL,
    ask="When would you use deferred index hoisting?",
    topic="deferred index hoisting",
    level=Level.MID,
    near="partial and covering indexes",
    debrief="There is no such thing.",
)

EXPLAINED = (Line(Who.INTERVIEWER, WAL.explanation),)


def read(turn: str, *context: Line, question: Question = WAL) -> Reading:
    """The reading of `turn` in reply to `question`."""
    return READER.read(question, context, turn)
