"""A drawer of sessions for the browser: in memory, amended as on disk, and it notes what is read."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from simulator.errors import IdkError
from simulator.interview.commands import Ask, Confirm, Contest, Finish, Next, Note, SetMark
from simulator.interview.events import AnyEvent, Mark
from simulator.interview.protocol import decide
from simulator.reading.model import Move, Quality
from simulator.records.store import Transcript
from simulator.reports.listing import Glance, glance
from simulator.reports.own_words import Better, Change
from simulator.reports.recording import Recording, recording
from simulator.scoring.session import ScoredQuestion
from simulator.shells.browser.view import Unreadable
from tests.interview.scenes import FOIL, REAL, START, Scene, reading
from tests.reports.sittings import ADMIT, EXPLAIN, WRONG, learner

HOSTILE = "\x1b]2;title\x07\x9b2J\x1b[31m\u202e\u2066 no idea, 分散システム\t" + "x" * 300


def hostile() -> Scene:
    """A session whose every text would like to rule the terminal."""
    nasty = replace(REAL, ask=HOSTILE, topic=HOSTILE, explanation=HOSTILE)
    scene = Scene([nasty, FOIL])
    scene.do(Ask())
    scene.hear(HOSTILE, ADMIT)
    scene.hear(HOSTILE, EXPLAIN)
    scene.do(Note(HOSTILE, Quality.PLAIN), Next(), Ask())
    scene.hear("It spreads the load.", reading(Move.CLAIM, met=()))
    scene.do(SetMark(Mark.SURE), Next(), Next())
    scene.do(Finish())
    return scene


def claimed() -> Scene:
    """A wrong claim, and a skipped question."""
    scene = Scene([REAL, replace(REAL, id="two")])
    scene.do(Ask())
    scene.hear("It is a copy.", WRONG)
    scene.do(SetMark(Mark.SURE), Next(), Ask(), Next(), Finish())
    return scene


def half_done() -> Scene:
    """Two questions of three are over, and one is open."""
    scene = Scene([REAL, replace(REAL, id="two"), replace(REAL, id="three")])
    scene.do(Ask())
    scene.hear("no idea", ADMIT)
    scene.do(Next(), Ask())
    return scene


def unasked() -> Scene:
    """A session that was stopped before its first question."""
    return Scene()


class Drawer:
    """Sessions, the newest first; some cannot be read."""

    def __init__(self, scenes: Sequence[Scene] | None = None, damaged: Sequence[str] = ("damaged",)) -> None:
        scenes = [learner(), hostile(), claimed(), unasked(), half_done()] if scenes is None else scenes
        self._events: dict[str, tuple[AnyEvent, ...]] = {
            f"20261122T0900{number:02}Z-7kq3": tuple(scene.events) for number, scene in enumerate(scenes)
        }
        self._damaged = damaged
        self.looked: list[str] = []
        """The sessions that were read for the list."""

    @property
    def ids(self) -> list[str]:
        return [*self._events, *self._damaged]

    def look(self, session: str) -> Glance | Unreadable:
        self.looked.append(session)
        try:
            return glance(self.open(session))
        except IdkError as error:
            return Unreadable(str(error))

    def text(self, session: str) -> str:
        return session

    def open(self, session: str) -> Recording:
        if session not in self._events:
            raise IdkError(f"{session}.jsonl:1: expected an event\x1b]2;pwn\x07, found nothing.")
        return recording(Transcript(Path(f"{session}.jsonl"), self._events[session]))

    def amend(self, session: str, command: Contest | Confirm) -> str | None:
        state = self.open(session).state
        at = START + timedelta(seconds=len(self._events[session]))
        self._events[session] += tuple(decide(state, command, at))
        return None

    def better(self, session: Recording, scored: ScoredQuestion) -> Better | None:  # noqa: ARG002
        if scored.points is None or scored.points == 1.0:
            return None
        return Better(
            position=scored.episode.position,
            seq=scored.episode.seq,
            change=Change("I'm guessing: It is a copy.", 0, 13),
            honesty=0.9,
            learning=None,
            honesty_before=scored.points,
            learning_before=None,
        )
