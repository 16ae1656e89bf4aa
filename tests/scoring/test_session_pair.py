"""What a person ticked and marked counts in full, and what nobody could hear is not held against anybody."""

import msgspec
import pytest

from simulator.interview.commands import Ask, Close, Next, Observe, Say, Tick
from simulator.interview.events import Act, CloseReason, Stance, TickKind
from simulator.reading.model import EvidenceLevel, Facet, Move, Quality
from simulator.scoring.outcomes import Outcome
from simulator.scoring.session import Basis, ScoredQuestion, score
from tests.interview.pairs import Pair, asked
from tests.interview.scenes import FOIL, REAL, reading

OWN = msgspec.structs.replace(REAL, bank="own", key_points=(), misconceptions=(), explanation="")


def closed(pair: Pair) -> ScoredQuestion:
    pair.friend(Close(CloseReason.QUIT))
    return score(pair.state).questions[-1]


def test_ticks_count_in_full_also_those_that_were_not_read() -> None:
    pair = asked()
    pair.hear("the log first", reading(Move.CLAIM, met=[0]))
    pair.friend(Tick(TickKind.POINT, 0), Tick(TickKind.POINT, 1))
    scored = closed(pair)
    assert (scored.basis, scored.omega, scored.level) == (Basis.INTERVIEWER, 1.0, EvidenceLevel.FULL)


def test_without_ticks_typed_words_count_as_read() -> None:
    pair = asked()
    pair.hear("the log first", reading(Move.CLAIM, met=[0]))
    scored = closed(pair)
    assert (scored.basis, scored.omega, scored.level) == (Basis.AUTOMATIC, 0.5, EvidenceLevel.PARTIAL)


@pytest.mark.parametrize(
    ("does", "outcome", "points"),
    [
        ([Observe(Move.ADMIT)], Outcome.PLAIN_ADMISSION, 1.0),
        ([Observe(Move.GUESS), Tick(TickKind.WRONG)], Outcome.FLAGGED_GUESS_MISSED, 0.9),
        ([Observe(Move.CLAIM), Tick(TickKind.MISCONCEPTION, 0)], Outcome.UNSUPPORTED, 0.6),
        ([Observe(Move.CLAIM), Tick(TickKind.NONE)], Outcome.EMPTY_CLAIM, 0.3),
        (
            [Observe(Move.CLAIM), Tick(TickKind.POINT, 0), Tick(TickKind.POINT, 1)],
            Outcome.BACKED_UNMARKED,
            0.9,
        ),
        (
            [Observe(Move.CLAIM), Observe(Move.ADMIT), Tick(TickKind.POINT, 0)],
            Outcome.HONEST_PARTIAL,
            1.0,
        ),
    ],
)
def test_a_spoken_question_is_scored_by_marks_and_ticks(
    does: list[Observe | Tick], outcome: Outcome, points: float
) -> None:
    pair = asked()
    pair.friend(*does)
    scored = closed(pair)
    assert (scored.basis, scored.outcome, scored.points) == (Basis.INTERVIEWER, outcome, points)


def test_a_spoken_foil_is_scored_by_what_was_ticked() -> None:
    pair = asked(FOIL)
    pair.friend(Observe(Move.CLAIM), Tick(TickKind.FULL))
    assert closed(pair).outcome is Outcome.PREMISE_CHALLENGED


def test_learning_by_voice_is_not_held_against_words_nobody_has() -> None:
    pair = asked()
    pair.friend(
        Observe(Move.ADMIT),
        Observe(Move.ASK_EXPLAIN, Quality.DEEP),
        Say(Act.EXPLAIN, aloud=True),
        Observe(Move.RESTATE, Quality.SPECIFIC),
        Observe(Move.NOTE, Quality.SPECIFIC),
    )
    scored = closed(pair)
    assert {facet: shown.quality for facet, shown in scored.facets.items()} == {
        Facet.EXPLAIN: Quality.DEEP,
        Facet.TEACH_BACK: Quality.SPECIFIC,
        Facet.NOTE: Quality.SPECIFIC,
    }


def test_three_spoken_asks_are_no_formula() -> None:
    third = msgspec.structs.replace(REAL, id="three")
    pair = Pair((REAL, msgspec.structs.replace(REAL, id="two"), third))
    for _ in range(3):
        pair.friend(Ask(), Observe(Move.ADMIT), Observe(Move.ASK_EXPLAIN, Quality.PLAIN))
        pair.friend(Say(Act.EXPLAIN, aloud=True), Next())
    qualities = [question.facets[Facet.EXPLAIN].quality for question in score(pair.state).questions]
    assert qualities == [Quality.PLAIN] * 3
    assert all(
        q.learning and not q.learning.terms[0].quality < Quality.PLAIN for q in score(pair.state).questions
    )


def test_a_claim_on_a_question_without_a_key_counts_only_by_a_tick() -> None:
    pair = asked(OWN)
    pair.hear("it is so", reading(Move.CLAIM))
    unjudged = closed(pair)
    assert (unjudged.level, unjudged.omega, unjudged.points) == (EvidenceLevel.UNCLEAR, 0.0, None)
    pair = asked(OWN)
    pair.hear("it is so", reading(Move.CLAIM))
    pair.friend(Tick(TickKind.FULL))
    assert closed(pair).outcome is Outcome.BACKED_UNMARKED


def test_an_admission_needs_no_key() -> None:
    pair = asked(OWN)
    pair.hear("no idea", reading(Move.ADMIT))
    assert (closed(pair).stance, closed_points(pair)) == (Stance.ADMITTED, 1.0)


def closed_points(pair: Pair) -> float | None:
    return score(pair.state).questions[-1].points
