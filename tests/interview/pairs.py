"""Small interviews between two for tests: commands with a role, and every event kept."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from simulator.interview.commands import Ask, Command, Heed, Reply
from simulator.interview.events import PAIR, Aid, AnyEvent, CoachLevel, Planned, Role
from simulator.interview.protocol import decide
from simulator.interview.state import State, begin, evolve
from simulator.questions.model import Question
from simulator.reading.model import Reading
from tests.interview.scenes import FOIL, REAL, START, started

CANDIDATE, INTERVIEWER = Role.CANDIDATE, Role.INTERVIEWER


class Pair:
    """An interview between two under test."""

    def __init__(
        self, questions: Sequence[Question] = (REAL, FOIL), *, coach: CoachLevel = CoachLevel.SILENT
    ) -> None:
        aid = Aid.SILENT if coach is CoachLevel.SILENT else Aid.PROMPT
        header = msgspec.structs.replace(started(coach=coach, aid=aid), mode=PAIR, guest=INTERVIEWER)
        planned = Planned(at=START, questions=tuple(questions))
        self.events: list[AnyEvent] = [header, planned]
        self.state: State = evolve(begin(header), planned)

    def do(self, role: Role, *commands: Command) -> list[AnyEvent]:
        """Carry out the commands; the events of the last one."""
        events: list[AnyEvent] = []
        for command in commands:
            at = START + timedelta(seconds=len(self.events))
            events = decide(self.state, command, at, role)
            for event in events:
                self.state = evolve(self.state, event)
            self.events += events
        return events

    def friend(self, *commands: Command) -> list[AnyEvent]:
        """The interviewer does something."""
        return self.do(INTERVIEWER, *commands)

    def hear(self, text: str, said: Reading) -> list[AnyEvent]:
        """The candidate types `text`, which is read as `said`."""
        return self.do(CANDIDATE, Reply(text), Heed(said))


def asked(*questions: Question, coach: CoachLevel = CoachLevel.SILENT) -> Pair:
    """With the first question on the table."""
    pair = Pair(questions or (REAL, FOIL), coach=coach)
    pair.friend(Ask())
    return pair
