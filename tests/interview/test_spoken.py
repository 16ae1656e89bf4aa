"""Answers that were spoken: marks and ticks are coded by the rules for typed words."""

from itertools import permutations

import pytest

from simulator.interview.commands import Next, Observe, Say, SetMark, Tick, Undo
from simulator.interview.events import Act, Mark, Stance, Support, TickKind
from simulator.interview.protocol import RefusedError
from simulator.interview.spoken import Box, evidence_of
from simulator.interview.state import Phase
from simulator.reading.model import EvidenceLevel, Facet, Move, Quality
from tests.interview.pairs import CANDIDATE, asked
from tests.interview.scenes import FOIL, REAL, reading


@pytest.mark.parametrize(
    ("move", "stance", "phase"),
    [
        (Move.ADMIT, Stance.ADMITTED, Phase.GAP_OPEN),
        (Move.GUESS, Stance.GUESS, Phase.CLAIMED),
        (Move.CLAIM, Stance.UNMARKED, Phase.CLAIMED),
        (Move.ASK_EXPLAIN, Stance.ADMITTED, Phase.GAP_OPEN),
        (Move.NOTE, Stance.ADMITTED, Phase.GAP_OPEN),
    ],
)
def test_a_mark_is_coded_as_its_words_would_be(move: Move, stance: Stance, phase: Phase) -> None:
    pair = asked()
    pair.friend(Observe(move))
    assert (pair.state.current.coding.stance, pair.state.phase) == (stance, phase)


@pytest.mark.parametrize(
    "order", list(permutations([Observe(Move.CLAIM), Observe(Move.ADMIT), Tick(TickKind.POINT, 0)]))
)
def test_one_breath_is_one_reply_in_whatever_order_it_is_marked(order: tuple[Observe | Tick, ...]) -> None:
    pair = asked()
    pair.friend(*order)
    coding = pair.state.current.coding
    assert (coding.stance, coding.withdrawn) == (Stance.ADMITTED, None)


def test_an_admission_after_the_interviewer_spoke_takes_the_claim_back() -> None:
    pair = asked()
    pair.friend(Observe(Move.CLAIM), Say(Act.PROBE, "How?", 0), Observe(Move.ADMIT))
    coding = pair.state.current.coding
    assert coding.withdrawn is not None
    assert coding.withdrawn.stance is Stance.UNMARKED


def test_talking_past_it_counts_once_it_was_asked_again() -> None:
    pair = asked()
    pair.friend(Observe(Move.DEFLECT))
    assert pair.state.current.coding.stance is None
    pair.friend(Say(Act.REASK, "Once more?"), Observe(Move.DEFLECT))
    assert pair.state.current.coding.stance is Stance.DEFLECTED


def test_what_is_heard_has_the_quality_it_was_rated_with() -> None:
    pair = asked()
    pair.friend(
        Observe(Move.ADMIT), Observe(Move.ASK_EXPLAIN, Quality.DEEP), Observe(Move.NOTE, Quality.SPECIFIC)
    )
    facets = pair.state.current.coding.facets
    assert (facets[Facet.EXPLAIN].quality, facets[Facet.NOTE].quality) == (Quality.DEEP, Quality.SPECIFIC)
    assert facets[Facet.EXPLAIN].support is Support.SPONTANEOUS
    assert [note.topic for note in pair.state.current.notes] == [REAL.topic]


def test_own_words_come_after_an_explanation() -> None:
    pair = asked()
    with pytest.raises(RefusedError, match="after an explanation"):
        pair.friend(Observe(Move.RESTATE))
    pair.friend(Say(Act.EXPLAIN, aloud=True), Observe(Move.RESTATE, Quality.SPECIFIC))
    assert pair.state.current.coding.facets[Facet.TEACH_BACK].quality is Quality.SPECIFIC


@pytest.mark.parametrize("slip", [Move.ADMIT, Move.CLAIM, Move.DEFLECT, Move.NOTE, Move.ASK_RESOURCE])
@pytest.mark.parametrize("before", [(), (Move.ADMIT,), (Move.CLAIM, Move.ASK_EXPLAIN)])
def test_a_slip_is_undone_without_a_trace(slip: Move, before: tuple[Move, ...]) -> None:
    pair = asked()
    pair.friend(*map(Observe, before))
    episode, phase = pair.state.current, pair.state.phase
    pair.friend(Observe(slip), Undo())
    assert (pair.state.current, pair.state.phase) == (episode, phase)


def test_what_was_answered_stays() -> None:
    pair = asked()
    pair.friend(Observe(Move.ADMIT), Say(Act.ACKNOWLEDGE, "Fine."))
    with pytest.raises(RefusedError, match="take back"):
        pair.friend(Undo())


def test_after_the_reveal_a_mark_changes_no_stance() -> None:
    pair = asked()
    pair.friend(Observe(Move.ADMIT), Say(Act.EXPLAIN, aloud=True))
    stance = pair.state.current.coding.stance
    pair.friend(Observe(Move.CLAIM))
    assert (pair.state.current.coding.stance, pair.state.phase) == (stance, Phase.EXPLAINED)


def test_a_typed_answer_and_marks_live_together() -> None:
    pair = asked()
    pair.hear("the log first", reading(Move.CLAIM, met=[0]))
    pair.friend(Observe(Move.ADMIT))
    assert pair.state.current.coding.withdrawn is not None
    pair.friend(Next())
    assert pair.state.current.confirmed is None


@pytest.mark.parametrize(
    ("boxes", "level"),
    [
        ({Box(TickKind.POINT, 0), Box(TickKind.POINT, 1)}, EvidenceLevel.FULL),
        ({Box(TickKind.POINT, 1)}, EvidenceLevel.PARTIAL),
        ({Box(TickKind.POINT, 0), Box(TickKind.MISCONCEPTION, 0)}, EvidenceLevel.WRONG),
        ({Box(TickKind.WRONG)}, EvidenceLevel.WRONG),
        ({Box(TickKind.NONE)}, EvidenceLevel.NONE),
        (set(), EvidenceLevel.NONE),
    ],
)
def test_ticks_make_a_level(boxes: set[Box], level: EvidenceLevel) -> None:
    evidence = evidence_of(frozenset(boxes), REAL)
    assert evidence is not None
    assert (evidence.level, evidence.confidence) == (level, 1.0)


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        (TickKind.FULL, EvidenceLevel.FULL),
        (TickKind.PARTIAL, EvidenceLevel.PARTIAL),
        (TickKind.WRONG, EvidenceLevel.WRONG),
        (TickKind.NONE, EvidenceLevel.NONE),
    ],
)
def test_without_a_key_the_level_itself_is_ticked(kind: TickKind, level: EvidenceLevel) -> None:
    evidence = evidence_of(frozenset({Box(kind)}), FOIL)
    assert evidence is not None
    assert evidence.level is level
    assert evidence_of(frozenset(), FOIL) is None


def test_what_was_read_lends_its_words_and_no_judgement() -> None:
    heard = reading(Move.CLAIM, met=[0], wrong=True).evidence
    evidence = evidence_of(frozenset({Box(TickKind.POINT, 0), Box(TickKind.POINT, 1)}), REAL, heard)
    assert evidence is not None
    assert (evidence.level, evidence.misconceptions) == (EvidenceLevel.FULL, ())
    assert evidence.points[0].text == "words"


def test_the_key_how_sure_may_be_pressed_for_spoken_words() -> None:
    pair = asked()
    pair.friend(Observe(Move.CLAIM))
    assert pair.state.awaits_mark
    pair.do(CANDIDATE, SetMark(Mark.SURE))
    assert pair.state.current.coding.stance is Stance.SURE
