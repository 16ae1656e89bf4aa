"""Finished interviews to report on."""

from collections.abc import Sequence
from pathlib import Path

from simulator.interview.commands import Ask, Confirm, Contest, Finish, Next, Note, SetMark
from simulator.interview.events import Aid, AnyEvent, CoachLevel, Mark, Started
from simulator.reading.model import EvidenceLevel, Facet, Move, Quality
from simulator.records.store import Transcript
from simulator.reports.plain import plain
from simulator.reports.recording import Recording, recording
from simulator.reports.review import review
from simulator.scoring.session import ScoredQuestion, score
from tests.interview.scenes import REAL, Scene, reading, started

ADMIT = reading(Move.ADMIT)
EXPLAIN = reading(Move.ASK_EXPLAIN, quality={Facet.EXPLAIN: Quality.SPECIFIC})
PARTIAL = reading(Move.CLAIM, met=[1])
FULL = reading(Move.CLAIM, met=[0, 1, 2])
WRONG = reading(Move.CLAIM, wrong=True)
UNSURE = reading(Move.CLAIM, wrong=True, confidence=0.7)
DOUBT = reading(Move.CLAIM, level=EvidenceLevel.FULL)


def played(scene: Scene) -> Recording:
    """The session as it is looked at again."""
    return looked_at(scene.events)


def looked_at(events: Sequence[AnyEvent]) -> Recording:
    """The session of these events as it is looked at again."""
    assert isinstance(events[0], Started)
    return recording(Transcript(Path(f"{events[0].session}.jsonl"), tuple(events)))


def paragraphs(events: Sequence[AnyEvent]) -> list[str]:
    """Its review, without what a second reading would add."""
    return [plain(entry.block) for entry in review(looked_at(events), lambda _: None)]


def silent() -> Scene:
    """A session of two questions in which the coach says nothing."""
    return Scene(header=started(coach=CoachLevel.SILENT, aid=Aid.SILENT))


def learner() -> Scene:
    """Somebody who admits, asks and notes, and then doubts a made-up term."""
    scene = silent()
    scene.do(Ask())
    scene.hear("I don't know WAL.", ADMIT)
    scene.hear("Why is the log first, when B-trees are on disk anyway?", EXPLAIN)
    scene.do(Note("write-ahead logging: the order of log and pages", Quality.SPECIFIC), Next(), Ask())
    scene.hear("Is that a real thing?", DOUBT)
    scene.do(SetMark(Mark.SURE), Next(), Next(), Finish())
    return scene


def one(text: str, *said: object, mark: Mark | None = Mark.SURE, question: object = REAL) -> ScoredQuestion:
    """The score of one question answered with `text`, read as `said`."""
    scene = Scene([question], header=started(coach=CoachLevel.SILENT, aid=Aid.SILENT))  # type: ignore[list-item]
    scene.do(Ask())
    for each in said:
        scene.hear(text, each)  # type: ignore[arg-type]
        if scene.state.awaits_mark:
            scene.do(SetMark(mark))
    while scene.state.current.closed is None:
        scene.do(Next())
    return score(scene.state).questions[0]


def contested() -> Scene:
    """A wrong claim that the user contests, before an admission."""
    scene = silent()
    scene.do(Ask())
    scene.hear("a copy", WRONG)
    scene.do(SetMark(Mark.SURE), Next(), Contest(0), Ask())
    scene.hear("no idea", ADMIT)
    scene.do(Next(), Confirm(1, ()), Finish())
    return scene
