"""Small interviews for tests: two questions, and readings made by hand instead of read."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from simulator.interview.commands import (
    Ask,
    Close,
    Command,
    Confirm,
    Contest,
    Finish,
    Heed,
    Hint,
    Next,
    Note,
    Pause,
    Reply,
    Resume,
    SetMark,
)
from simulator.interview.events import (
    Aid,
    AnyEvent,
    CloseReason,
    CoachLevel,
    Mark,
    Marking,
    PauseReason,
    Planned,
    Said,
    Started,
)
from simulator.interview.protocol import decide
from simulator.interview.state import State, begin, evolve
from simulator.questions.model import (
    FollowUp,
    KeyPoint,
    Kind,
    Level,
    Misconception,
    Question,
    Resource,
    ResourceKind,
)
from simulator.reading.model import (
    Evidence,
    EvidenceLevel,
    Facet,
    MisconceptionReading,
    Move,
    MoveSpan,
    PointReading,
    Quality,
    Reading,
)

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

REAL = Question(
    bank="test",
    id="wal",
    ask="What does a write-ahead log give a database?",
    topic="write-ahead logging",
    level=Level.MID,
    scope="A single node.",
    key_points=(
        KeyPoint("Changes reach the log before the data pages.", core=True),
        KeyPoint("After a crash the log is replayed."),
        KeyPoint("Commit waits for one sequential write."),
    ),
    misconceptions=(Misconception("It is a copy of every page.", "It holds changes, not a copy."),),
    explanation="Every change goes to the log first. After a crash the log is replayed.",
    probes=("What exactly is on disk when COMMIT returns?",),
    follow_ups=(FollowUp("What if the log is lost?", "Then you restore from a backup."),),
    check="What happens between COMMIT and a power cut?",
    resources=(Resource("The log, explained", "https://example.org/wal", ResourceKind.ARTICLE),),
    project="Write a key-value store that survives kill -9.",
)
FOIL = Question(
    bank="test",
    id="hoisting",
    kind=Kind.FOIL,
    ask="When would you use deferred index hoisting?",
    topic="deferred index hoisting",
    level=Level.MID,
    scope="Any relational database.",
    probes=("Where did you last see it?",),
    near="partial indexes",
    debrief="There is no such thing. The nearest real one is the partial index.",
    checked="2026-11-22",
)


def reading(
    *moves: Move,
    met: Iterable[int] | None = None,
    wrong: bool = False,
    level: EvidenceLevel | None = None,
    confidence: float = 0.99,
    quality: dict[Facet, Quality] | None = None,
    p: float = 1.0,
    nearly: Iterable[Move] = (),
    follow_up: int | None = None,
    language: str = "",
) -> Reading:
    """A reading as a reader could give it; with `met` or `level` it has evidence."""
    evidence = None
    if met is not None or wrong or level is not None:
        ticked = set(met or ())
        evidence = Evidence(
            level=level or _level(ticked, wrong=wrong),
            coverage=len(ticked) / 3,
            points=tuple(_point(i, confidence, met=i in ticked) for i in range(3)),
            misconceptions=(MisconceptionReading(0, confidence, "a copy"),) if wrong else (),
            confidence=confidence,
        )
    return Reading(
        moves=tuple(MoveSpan(move, "words", 0, 5, p) for move in moves),
        evidence=evidence,
        quality=quality or {},
        follow_up=follow_up,
        nearly=tuple(MoveSpan(move, "words", 0, 5, 0.4) for move in nearly),
        language=language,
        reader="by-hand",
    )


def _point(index: int, p: float, *, met: bool) -> PointReading:
    return PointReading(index, p, met, "words", 0, 5) if met else PointReading(index, 1 - p, met)


def _level(met: set[int], *, wrong: bool) -> EvidenceLevel:
    if wrong:
        return EvidenceLevel.WRONG
    if len(met) >= 2 and 0 in met:
        return EvidenceLevel.FULL
    return EvidenceLevel.PARTIAL if met else EvidenceLevel.NONE


def started(
    *,
    coach: CoachLevel = CoachLevel.FULL,
    marking: Marking = Marking.ASKED,
    aid: Aid = Aid.PROMPT,
    seed: int = 1,
) -> Started:
    """The header of a test session."""
    return Started(
        at=START,
        session="20261122T090000Z-7kq3",
        rubric="1",
        reader="by-hand",
        mode="solo",
        coach=coach,
        seed=seed,
        marking=marking,
        banks=("test",),
        aids=dict.fromkeys(Facet, aid),
        foils=True,
    )


class Scene:
    """An interview under test: keeps every event, and the state they make."""

    def __init__(
        self,
        questions: Sequence[Question] = (REAL, FOIL),
        *,
        header: Started | None = None,
        silent: tuple[int, ...] = (),
        repeats: tuple[int, ...] = (),
    ) -> None:
        first = header or started()
        planned = Planned(at=START, questions=tuple(questions), silent=silent, repeats=repeats)
        self.events: list[AnyEvent] = [first, planned]
        self.state: State = evolve(begin(first), planned)

    def do(self, *commands: Command) -> list[AnyEvent]:
        """Carry out the commands; the events of the last one."""
        events: list[AnyEvent] = []
        for command in commands:
            at = START + timedelta(seconds=len(self.events))
            events = decide(self.state, command, at)
            for event in events:
                self.state = evolve(self.state, event)
            self.events += events
        return events

    def hear(self, text: str, said: Reading) -> list[AnyEvent]:
        """The candidate says `text`, which is read as `said`."""
        return self.do(Reply(text), Heed(said))


def asked(*questions: Question, **header: object) -> Scene:
    """A scene with the first question on the table."""
    scene = Scene(questions or (REAL, FOIL), header=started(**header))  # type: ignore[arg-type]
    scene.do(Ask())
    return scene


def acts(events: Iterable[AnyEvent]) -> list[str]:
    """What the interviewer did."""
    return [event.act.value for event in events if isinstance(event, Said)]


ALONE: list[Command] = [
    Ask(),
    Reply("text"),
    Heed(reading(Move.ADMIT)),
    SetMark(Mark.GUESS),
    Note("text", Quality.PLAIN),
    Hint(),
    Next(),
    Close(CloseReason.QUIT),
    Finish(),
    Confirm(0, (0,)),
    Contest(0),
    Pause(PauseReason.ASKED),
    Resume(Marking.ASKED),
]
"""A command of each kind that somebody who practises alone may give."""
