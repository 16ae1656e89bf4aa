"""A seat at an interview for tests: the real thing, with a list for a file and a fixed clock."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from simulator.interview.commands import Resume
from simulator.interview.events import Aid, AnyEvent, CoachLevel, Marking, Planned, Started
from simulator.interview.state import Episode, State, replay
from simulator.questions.model import Question
from simulator.reading.model import Facet, Quality, Reading
from simulator.reports.blocks import Block
from simulator.reports.plain import plain
from simulator.shells import pipe
from simulator.shells.sitting import Show, Sitting, Write, go_on
from simulator.shells.step import Interview
from tests.interview.scenes import FOIL, REAL
from tests.shells.scripted import read_tags

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MOST = {CoachLevel.FULL: Aid.PROMPT, CoachLevel.FADE: Aid.HINT, CoachLevel.SILENT: Aid.SILENT}


def opening(
    questions: Sequence[Question] = (REAL, FOIL),
    *,
    coach: CoachLevel = CoachLevel.FULL,
    marking: Marking = Marking.IN_LINE,
    silent: tuple[int, ...] = (),
) -> tuple[AnyEvent, AnyEvent]:
    """The two events that every transcript begins with."""
    started = Started(
        at=START,
        session="20261122T090000Z-7kq3",
        rubric="1",
        reader="scripted",
        mode="solo",
        coach=coach,
        seed=1,
        marking=marking,
        banks=("test",),
        aids=dict.fromkeys(Facet, MOST[coach]),
        foils=True,
    )
    return started, Planned(at=START, questions=tuple(questions), silent=silent)


class Seat:
    """An interview under way: its transcript, its screen and its standard error."""

    def __init__(self, events: Iterable[AnyEvent] | None = None, write: Write | None = None) -> None:
        self.events: list[AnyEvent] = list(opening() if events is None else events)
        self.blocks: list[Block] = []
        self.complaints: list[Block] = []
        write = write or self.blocks.append
        self.interview = Interview(
            replay(self.events),
            record=self.events.extend,
            clock=lambda: START + timedelta(seconds=len(self.events)),
            read=_read,
            show=Show(write),
        )
        self.sitting = Sitting(self.interview, write, _rate)

    @property
    def state(self) -> State:
        return self.interview.state

    @property
    def screen(self) -> str:
        """What was printed."""
        return "\n".join(map(plain, self.blocks))

    @property
    def complained(self) -> str:
        """What went to standard error."""
        return "\n".join(map(plain, self.complaints))

    def open(self, *, resume: bool = False) -> None:
        """Put the question that is due; `resume` takes a stopped session up first, in the same shell."""
        if resume:
            self.interview.step(Resume(self.state.marking))
        go_on(self.interview)

    def pipe(self, *lines: str, resume: bool = False) -> "Seat":
        """Pipe `lines` in until they end."""
        self.open(resume=resume)
        pipe.sit(self.sitting, [f"{line}\n" for line in lines], self.complaints.append)
        return self


def _read(episode: Episode, text: str) -> Reading:
    return read_tags(episode.question, text)


def _rate(_: State, text: str) -> Quality:
    return Quality.PLAIN if text else Quality.NONE
