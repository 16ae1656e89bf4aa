"""The weak moments of a session: which they are, why, and where they are."""

import pytest
from msgspec.structs import replace

from simulator.interview.commands import Ask, Next
from simulator.questions.model import Question
from simulator.reading.model import Facet, Move, Quality, Reading
from simulator.reports.weak import Moment, moments
from simulator.scoring.session import score
from tests.interview.scenes import FOIL, REAL, Scene, asked, reading
from tests.reports.sittings import (
    ADMIT,
    EXPLAIN,
    FULL,
    PARTIAL,
    UNSURE,
    WRONG,
    contested,
    learner,
    one,
    silent,
)


def found(scene: Scene) -> list[Moment]:
    return moments(score(scene.state))


def of(*said: Reading, question: Question = REAL) -> Moment | None:
    """The weak moment of one question, if it has any."""
    scored = one("text", *said, question=question)
    return next(iter(moments(replace(score(silent().state), questions=(scored,)))), None)


@pytest.mark.parametrize(
    ("said", "what", "why"),
    [
        ((WRONG,), "Honesty 30 - not backed by the key", "Try: “I'm guessing”"),
        ((UNSURE,), "if so, contest it.", "Try: "),
        ((PARTIAL,), "Honesty 60 - ", "Try: say where your answer ends"),
        ((ADMIT,), "You did not ask for it to be explained.", "worth 50 of 100 here, and without it"),
        ((ADMIT, EXPLAIN), "You did not say it back in your own words.", "worth 20 of 100 here. Try: "),
    ],
)
def test_a_weak_moment_says_what_is_weak_and_why(said: tuple[Reading, ...], what: str, why: str) -> None:
    moment = of(*said)
    assert moment
    assert what in moment.what
    assert why in moment.why


def test_a_claimed_foil_is_weak() -> None:
    moment = of(reading(Move.CLAIM, met=()), question=FOIL)
    assert moment
    assert "does it exist?" in moment.why


@pytest.mark.parametrize("said", [(FULL,), ()])
def test_what_went_well_or_was_skipped_is_not_weak(said: tuple[Reading, ...]) -> None:
    assert of(*said) is None


def test_a_contested_question_is_not_weak() -> None:
    assert [moment.position for moment in found(contested())] == [1]


def test_a_moment_is_where_it_happened() -> None:
    scene = learner()
    episode = scene.state.episodes[0]
    (moment,) = [moment for moment in found(scene) if moment.position == 0]
    assert episode.said(moment.seq).startswith("Why is the log first")


def test_what_was_done_only_when_prompted_is_weak() -> None:
    scene = asked()
    scene.hear("no idea", ADMIT)
    for said in (
        EXPLAIN,
        reading(Move.RESTATE, quality={Facet.TEACH_BACK: Quality.PLAIN}, met=[0]),
        reading(Move.FOLLOW_UP, quality={Facet.FOLLOW_UP: Quality.PLAIN}),
        reading(Move.NOTE, quality={Facet.NOTE: Quality.PLAIN}),
        reading(Move.ASK_RESOURCE, quality={Facet.RESOURCE: Quality.PLAIN}),
    ):
        scene.hear("so the write-ahead logging is first?", said)
    scene.do(Next(), Ask())
    (moment,) = found(scene)
    assert moment.what == "You did it once the coach had named it."
    assert scene.state.episodes[0].said(moment.seq)
