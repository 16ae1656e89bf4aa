"""From an interview to its scores: the worked exchanges of section 5, sat as interviews."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.interview.commands import Ask, Close, Command, Confirm, Contest, Hint, Next, Note, SetMark
from simulator.interview.events import Aid, CloseReason, CoachLevel, Mark, Stance, Support
from simulator.interview.state import begin, replay
from simulator.questions.model import KeyPoint, Question
from simulator.reading.model import EvidenceLevel, Facet, Move, Quality, Reading
from simulator.scoring.honesty import Honesty
from simulator.scoring.learning import NoGaps
from simulator.scoring.session import Basis, ScoredQuestion, aids, missing, score, trust
from simulator.scoring.withhold import Withheld
from tests.interview.scenes import FOIL, REAL, Scene, asked, reading, started

ADMIT = reading(Move.ADMIT)


def learning(**facets: int) -> Reading:
    """A reply that makes these learning moves, each with its quality."""
    moves = {
        "E": Move.ASK_EXPLAIN,
        "R": Move.ASK_RESOURCE,
        "T": Move.RESTATE,
        "N": Move.NOTE,
        "F": Move.FOLLOW_UP,
    }
    return reading(
        *(moves[name] for name in facets), quality={Facet(name): Quality(q) for name, q in facets.items()}
    )


def close(scene: Scene) -> ScoredQuestion:
    """The question's score once it is closed."""
    while scene.state.current.closed is None:
        scene.do(Next())
    return score(scene.state).questions[-1]


def silent(*questions: Question) -> Scene:
    """A scene in which the coach says nothing."""
    return asked(*questions, coach=CoachLevel.SILENT, aid=Aid.SILENT)


def test_01_everything_unprompted() -> None:
    scene = silent(REAL)
    scene.hear("not WAL. does it replace ...? noting log order. build?", learning(E=4, R=3, N=3))
    scene.hear("so the log is first, why?", learning(T=3, F=3))
    scored = close(scene)
    assert scored.points == 1.0
    assert scored.learning is not None
    assert scored.learning.value == pytest.approx(0.935)


def test_02_a_bare_admission() -> None:
    scene = silent(REAL)
    scene.hear("I don't know.", ADMIT)
    scored = close(scene)
    assert (scored.points, scored.learning and scored.learning.value) == (1.0, 0.0)


def test_04_a_made_up_mechanism_then_a_question() -> None:
    scene = silent(FOIL)
    scene.hear("it hoists the index", reading(Move.CLAIM, level=EvidenceLevel.WRONG))
    scene.do(SetMark(Mark.SURE), Next())
    scene.hear("How would I have spotted it?", learning(E=2))
    scored = close(scene)
    assert scored.points == 0.0
    assert scored.learning is not None
    assert scored.learning.value == pytest.approx(0.525)


def test_06_sure_and_wrong_then_corrected() -> None:
    scene = silent(REAL)
    scene.hear("a copy", reading(Move.CLAIM, wrong=True))
    scene.do(SetMark(Mark.SURE))
    scene.hear("what is it really?", learning(E=2))
    assert scene.state.current.coding.corrected
    scored = close(scene)
    assert scored.points == pytest.approx(0.30)
    assert scored.learning is not None
    assert {term.gamma for term in scored.learning.terms if term.quality} == {0.75}


def test_08_right_and_sure_is_no_gap() -> None:
    scene = silent(REAL)
    scene.hear("all of it", reading(Move.CLAIM, met=[0, 1, 2]))
    scene.do(SetMark(Mark.SURE))
    scored = close(scene)
    assert (scored.points, scored.learning) == (1.0, None)
    assert isinstance(score(scene.state).learning, NoGaps)


def test_11_a_foil_claimed_and_taken_back_after_the_probe() -> None:
    scene = silent(FOIL)
    scene.hear("Yes, used it.", reading(Move.CLAIM, level=EvidenceLevel.NONE))
    scene.do(SetMark(Mark.SURE))
    scene.hear("Actually no. What is it?", reading(Move.ADMIT, Move.ASK_EXPLAIN))
    scored = close(scene)
    assert scored.points == pytest.approx(0.64)
    assert scored.repaired
    assert scored.learning is not None
    assert scored.learning.value == pytest.approx(0.700)


def test_14_a_deflection() -> None:
    scene = silent(REAL)
    scene.hear("Great question, we used lots of tools", reading(Move.DEFLECT))
    scene.hear("so many tools", reading(Move.DEFLECT))
    scored = close(scene)
    assert scored.points == pytest.approx(0.35)
    assert scored.learning is not None
    assert scored.learning.value == 0.0


def test_15_a_foil_doubted() -> None:
    scene = silent(FOIL)
    scene.hear("I don't think that exists.", reading(Move.CLAIM, level=EvidenceLevel.FULL))
    scene.do(SetMark(Mark.SURE))
    scene.hear("Closest real idea?", learning(E=3))
    scored = close(scene)
    assert scored.points == 1.0
    assert scored.learning is not None
    assert scored.learning.value == pytest.approx(0.900)


def test_16_everything_but_asking_is_capped() -> None:
    scene = silent(REAL)
    scene.do(Note("write-ahead logging: order of log and pages; read the docs first", Quality.DEEP))
    scene.hear("a project?", learning(R=4))
    scored = close(scene)
    assert scored.learning is not None
    assert scored.learning.value == pytest.approx(0.400)


def test_help_is_told_apart_from_doing_it_unprompted() -> None:
    scene = asked(REAL)
    scene.hear("I don't know.", ADMIT)
    scene.hear("could you explain it?", learning(E=2))
    scored = close(scene)
    assert scored.facets[Facet.EXPLAIN].support is Support.PROMPT
    assert Facet.TEACH_BACK in missing(scored)


def test_a_hint_is_less_than_a_prompt() -> None:
    scene = asked(REAL, aid=Aid.HINT)
    scene.hear("I don't know.", ADMIT)
    scene.hear("could you explain it?", learning(E=2))
    assert close(scene).facets[Facet.EXPLAIN].support is Support.HINT


class TestConfirming:
    def answered(self, met: list[int]) -> Scene:
        scene = silent(REAL)
        scene.hear("an answer", reading(Move.CLAIM, met=met))
        scene.do(SetMark(Mark.SURE))
        scene.do(Next())
        return scene

    def test_what_is_shown_weighs_in_full(self) -> None:
        scene = self.answered([0, 1])
        assert score(scene.state).questions[0].omega == 0.5
        scene.do(Confirm(0, (0, 1)))
        scored = score(scene.state).questions[0]
        assert (scored.omega, scored.basis) == (1.0, Basis.CONFIRMED)

    def test_a_tick_taken_away_counts_in_full(self) -> None:
        scene = self.answered([0, 1])
        scene.do(Confirm(0, (1,)))
        scored = score(scene.state).questions[0]
        assert (scored.omega, scored.level) == (1.0, EvidenceLevel.PARTIAL)

    def test_a_tick_added_is_the_user_s_word_alone(self) -> None:
        scene = self.answered([1])
        scene.do(Confirm(0, (0, 1)))
        scored = score(scene.state).questions[0]
        assert (scored.omega, scored.level) == (0.5, EvidenceLevel.FULL)

    def test_a_contested_question_is_not_there(self) -> None:
        scene = self.answered([1])
        scene.do(Contest(0))
        scored = score(scene.state)
        assert scored.questions[0].basis is Basis.CONTESTED
        assert isinstance(scored.honesty, Withheld)
        assert scored.honesty.have == 0

    def test_a_point_asked_back_about_and_meant_is_met(self) -> None:
        scene = silent(REAL)
        scene.hear("it is replayed", reading(Move.CLAIM, met=[1], confidence=0.7))
        scene.do(SetMark(Mark.SURE))
        scene.hear("yes", reading())
        scored = close(scene)
        assert scored.level is EvidenceLevel.FULL
        assert scored.omega == 0.5


def test_a_skipped_question_is_shown_and_not_scored() -> None:
    scene = silent(REAL)
    scored = close(scene)
    assert scored.episode.skipped
    assert (scored.stance, scored.points, scored.outcome) == (None, None, None)


def test_scoring_a_replay_gives_the_same_numbers() -> None:
    scene = asked(REAL, FOIL)
    scene.hear("I don't know, what is it?", learning(E=2))
    commands: list[Command] = [Next(), Ask(), Note("hoisting", Quality.PLAIN), Close(CloseReason.QUIT)]
    scene.do(*commands)
    assert score(replay(scene.events)) == score(scene.state)


@pytest.mark.parametrize(
    ("level", "made", "of", "aid"),
    [
        (CoachLevel.FULL, 9, 9, Aid.PROMPT),
        (CoachLevel.SILENT, 0, 9, Aid.SILENT),
        (CoachLevel.FADE, 0, 3, Aid.PROMPT),
        (CoachLevel.FADE, 1, 9, Aid.PROMPT),
        (CoachLevel.FADE, 5, 9, Aid.HINT),
        (CoachLevel.FADE, 9, 9, Aid.SILENT),
    ],
)
def test_the_coach_helps_less_as_less_is_needed(level: CoachLevel, made: int, of: int, aid: Aid) -> None:
    assert aids(level, {Facet.EXPLAIN: (made, of)})[Facet.EXPLAIN] is aid


def test_an_unmarked_claim_earns_what_fairly_sure_earns() -> None:
    scene = silent(REAL)
    scene.hear("part of it", reading(Move.CLAIM, met=[0]))
    scene.do(SetMark(None))
    scored = close(scene)
    assert (scored.stance, scored.points) == (Stance.UNMARKED, 0.9)


def test_asking_for_a_hint_counts_as_one() -> None:
    scene = asked(REAL, coach=CoachLevel.FADE, aid=Aid.SILENT)
    scene.hear("I don't know.", ADMIT)
    scene.do(Hint())
    scene.hear("how does it work?", learning(E=2))
    assert close(scene).facets[Facet.EXPLAIN].support is Support.HINT


def test_the_probe_never_pays_for_invention() -> None:
    scene = silent(REAL)
    scene.hear("used it a lot", reading(Move.CLAIM, met=()))
    scene.do(SetMark(Mark.FAIRLY_SURE))
    scene.hear("it is a copy", reading(Move.CLAIM, wrong=True))
    scored = close(scene)
    assert scored.level is EvidenceLevel.WRONG
    assert scored.points == pytest.approx(0.3)  # the empty lean's .3, not the missed lean's .6


def test_a_foil_met_before_is_kept_out_of_the_index() -> None:
    scene = Scene([FOIL], header=started(coach=CoachLevel.SILENT, aid=Aid.SILENT), repeats=(0,))
    scene.do(Ask())
    scene.hear("no idea", ADMIT)
    item = close(scene).item
    assert item is not None
    assert item.repeat


def test_what_is_done_unprompted_is_counted_where_the_coach_was_silent() -> None:
    scene = Scene([REAL, REAL, REAL], header=started(), silent=(0, 1))
    for said in (learning(E=2), ADMIT, learning(E=2)):
        scene.do(Ask())
        scene.hear("text", said)
        scene.do(Next())
    asked_alone = score(scene.state).spontaneity[Facet.EXPLAIN]
    assert (asked_alone.made, asked_alone.of) == (1, 2)
    assert score(scene.state).spontaneity[Facet.NOTE].made == 0


def test_a_recited_ask_is_a_token_where_the_answer_is_ignored() -> None:
    scene = Scene([REAL] * 3, header=started(coach=CoachLevel.SILENT, aid=Aid.SILENT))
    for _ in range(3):
        scene.do(Ask())
        scene.hear("Explain please?", learning(E=2))
        scene.do(Next())
    qualities = [
        term.quality
        for question in score(scene.state).questions
        if question.learning
        for term in question.learning.terms
        if term.facet is Facet.EXPLAIN
    ]
    assert qualities == [Quality.TOKEN] * 3


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([1.0, 2.0])), min_size=1, max_size=6))
def test_a_proposed_key_weighs_between_half_and_all(points: list[tuple[bool, float]]) -> None:
    key = [KeyPoint(f"point {n}", confirmed=yes, weight=w) for n, (yes, w) in enumerate(points)]
    half = msgspec.structs.replace(REAL, key_points=tuple(key))
    assert 0.5 <= trust(half) <= 1
    assert (trust(half) == 1) == all(yes for yes, _ in points)
    checked = [msgspec.structs.replace(point, confirmed=True) for point in key]
    assert trust(msgspec.structs.replace(half, key_points=tuple(checked))) == 1


def test_a_made_up_term_has_no_key_to_distrust() -> None:
    assert trust(FOIL) == 1


def test_a_confirmed_reading_keeps_the_words() -> None:
    scene = silent(REAL)
    scene.hear("an answer", reading(Move.CLAIM, met=[0, 1]))
    scene.do(SetMark(Mark.SURE), Next(), Confirm(0, (1,)))
    evidence = score(scene.state).questions[0].evidence
    assert evidence is not None
    assert [(p.met, p.text) for p in evidence.points] == [(False, "words"), (True, "words"), (False, "")]


def test_a_confirmed_foil_keeps_its_reading() -> None:
    scene = silent(FOIL)
    scene.hear("it hoists", reading(Move.CLAIM, level=EvidenceLevel.WRONG))
    scene.do(SetMark(Mark.SURE), Next(), Next(), Confirm(0, ()))
    scored = score(scene.state).questions[0]
    assert (scored.level, scored.omega) == (EvidenceLevel.WRONG, 1.0)


def test_a_point_asked_back_about_and_not_meant_is_not_met() -> None:
    scene = silent(REAL)
    scene.hear("it is replayed", reading(Move.CLAIM, met=[1], confidence=0.7))
    scene.do(SetMark(Mark.SURE))
    scene.hear("no", reading())
    assert close(scene).level is EvidenceLevel.PARTIAL


def test_nothing_planned_is_nothing_scored() -> None:
    assert score(begin(started())).questions == ()
    assert score(begin(started())).spontaneity[Facet.EXPLAIN].of == 0


def test_a_skipped_question_weighs_nothing() -> None:
    assert close(silent(REAL)).omega == 0


def test_a_contested_question_weighs_nothing_and_is_told_apart() -> None:
    scene = silent(REAL)
    scene.hear("a copy", reading(Move.CLAIM, wrong=True))
    scene.do(SetMark(Mark.SURE), Next(), Contest(0))
    scored = score(scene.state).questions[0]
    assert scored.item is not None
    assert scored.gap is not None
    assert (scored.omega, scored.item.contested, scored.gap.contested) == (0, True, True)
    assert isinstance(score(scene.state).honesty, Withheld)


def test_contesting_too_much_withholds_honesty() -> None:
    scene = Scene([REAL] * 20, header=started(coach=CoachLevel.SILENT, aid=Aid.SILENT))
    for place in range(20):
        scene.do(Ask())
        scene.hear("text", reading(Move.CLAIM, met=[0, 1, 2]) if place % 2 else ADMIT)
        if scene.state.awaits_mark:
            scene.do(SetMark(Mark.SURE))
        scene.do(Next(), Confirm(place, (0, 1, 2) if place % 2 else ()))
    assert isinstance(score(scene.state).honesty, Honesty)
    scene.do(*[Contest(place) for place in range(6)])
    withheld = score(scene.state).honesty
    assert withheld == Withheld(14, 15, "answers you do not contest")


@pytest.mark.parametrize("level", [EvidenceLevel.PARTIAL, EvidenceLevel.FULL, EvidenceLevel.NONE])
def test_ticks_do_not_change_what_was_said_of_a_made_up_term(level: EvidenceLevel) -> None:
    scene = silent(FOIL)
    scene.hear("well", reading(Move.CLAIM, level=level))
    while scene.state.awaits_mark:
        scene.do(SetMark(Mark.SURE))
    while scene.state.current.closed is None:
        scene.do(Next())
    scene.do(Confirm(0, ()))
    scored = score(scene.state).questions[0]
    assert (scored.level, scored.omega) == (level, 1.0)


def test_what_could_not_be_read_weighs_nothing() -> None:
    scene = silent(REAL)
    scene.hear("well", reading(Move.CLAIM, met=(), confidence=0.5))
    scene.do(SetMark(Mark.SURE))
    scored = close(scene)
    assert scored.level is EvidenceLevel.UNCLEAR
    assert (scored.omega, scored.points, scored.outcome, scored.learning) == (0, None, None, None)


def test_a_point_asked_back_about_keeps_the_words_of_the_others() -> None:
    scene = silent(REAL)
    scene.hear("it is replayed", reading(Move.CLAIM, met=[1], confidence=0.7))
    scene.do(SetMark(Mark.SURE))
    scene.hear("yes", reading())
    evidence = close(scene).evidence
    assert evidence is not None
    assert [point.text for point in evidence.points if point.met] == ["", "words"]


def test_with_a_silent_coach_everything_is_done_unprompted() -> None:
    scene = silent(REAL)
    scene.hear("I don't know.", ADMIT)
    scene.hear("could you explain it?", learning(E=2))
    close(scene)
    seen = score(scene.state).spontaneity[Facet.EXPLAIN]
    assert (seen.made, seen.of) == (1, 1)
    assert score(scene.state).spontaneity[Facet.EXPLAIN] == seen


def test_without_a_past_the_fading_coach_prompts() -> None:
    assert set(aids(CoachLevel.FADE, {}).values()) == {Aid.PROMPT}
    assert aids(CoachLevel.FADE, {Facet.NOTE: (3, 3)})[Facet.NOTE] is Aid.PROMPT


def test_the_ask_and_the_topic_go_into_the_formula_rule() -> None:
    scene = silent(REAL)
    scene.hear("I don't know.", ADMIT)
    scored = close(scene)
    assert scored.gap is not None
    assert (scored.gap.ask, scored.gap.topic) == ("", f"{REAL.topic} {REAL.ask}")
    scene = silent(REAL)
    scene.hear("Explain please?", learning(E=2))
    gap = close(scene).gap
    assert gap is not None
    assert gap.ask == "words"


def test_a_note_worth_nothing_is_no_move() -> None:
    scene = silent(REAL)
    scene.hear("I don't know.", ADMIT)
    scene.do(Note("buy milk", Quality.NONE))
    assert close(scene).facets == {}
