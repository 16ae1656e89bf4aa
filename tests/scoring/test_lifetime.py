"""Many sessions put together."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.interview.commands import Ask, Next, Note, SetMark
from simulator.interview.events import Aid, CoachLevel, Mark
from simulator.reading.model import EvidenceLevel, Facet, Move, Quality
from simulator.scoring.honesty import Honesty, Item, estimate, pool
from simulator.scoring.learning import Gap, Learning, NoGaps
from simulator.scoring.life import Count, Head, Result, Share, added
from simulator.scoring.lifetime import Lifetime, Measure, trends
from simulator.scoring.mastery import Meeting
from simulator.scoring.recall import Rating
from simulator.scoring.session import score
from simulator.scoring.trend import Direction, Trend, trend
from simulator.scoring.withhold import Withheld
from tests.interview.scenes import FOIL, REAL, Scene, reading, started
from tests.scoring.coded import (
    ADMITTED,
    FAIRLY,
    FULL,
    GUESS,
    NONE,
    PARTIAL,
    SURE,
    WRONG,
    control,
    foil,
    real,
    sessions,
)
from tests.scoring.lives import TODAY, Sat, lived

HONEST = (real(SURE, FULL), real(ADMITTED, PARTIAL), real(ADMITTED, NONE), foil(ADMITTED, NONE))
BLUFF = (real(SURE, WRONG), real(SURE, WRONG), foil(SURE, WRONG), real(SURE, FULL))


def of(*sessions: tuple[Item, ...]) -> Lifetime:
    return lived(*[Sat(items=items) for items in sessions])


def test_nothing_yet() -> None:
    known = lived()
    assert (known.sessions, known.answers, known.said_so) == (0, 0, Count(0, 0))
    assert isinstance(known.honesty, Withheld)
    assert known.learning == NoGaps()
    assert known.under_claim is None
    assert all(isinstance(change, Withheld) for change in known.trends.values())


def test_answers_that_count_are_counted() -> None:
    disputed = replace(real(SURE, WRONG), contested=True)
    known = of((*HONEST, disputed), (real(GUESS, WRONG), real(SURE, WRONG)))
    assert (known.sessions, known.answers) == (2, 6)
    assert known.said_so == Count(3, 4)


def test_lifetime_honesty_is_that_of_the_pool() -> None:
    known = of(BLUFF, *[HONEST] * 3)
    expected = estimate(pool([BLUFF, *[HONEST] * 3]))
    assert known.honesty == expected
    assert isinstance(of(*[HONEST] * 3, BLUFF).honesty, Honesty)
    assert known.honesty != of(*[HONEST] * 3, BLUFF).honesty


def test_a_lifetime_looks_back_on_a_hundred_sessions() -> None:
    honest = of(*[HONEST] * 101)
    assert of(BLUFF, *[HONEST] * 100).honesty == honest.honesty
    assert of(BLUFF, *[HONEST] * 99).honesty != honest.honesty
    assert of(BLUFF, *[HONEST] * 100).over_claiming.false_alarms == 1


def test_the_under_claim_flag_is_raised_over_a_lifetime() -> None:
    two = (control(ADMITTED, NONE), control(SURE, FULL))
    assert of(*[two] * 2).under_claim is None
    flag = of(*[two] * 6).under_claim
    assert flag is not None
    assert (flag.denied, flag.asked) == (6, 12)
    # The pool looks back on a hundred sessions and no longer holds the denials; the flag does.
    known = of(*[two] * 6, *[HONEST] * 100)
    assert isinstance(known.honesty, Honesty)
    assert known.honesty.under_claim == known.under_claim
    assert known.under_claim is not None


def test_learning_is_pooled() -> None:
    shares = [Sat(gaps=(Gap(1, 1),) * 2)] * 2
    known = lived(*shares).learning
    assert isinstance(known, Learning)
    assert known.episodes == 4


def test_spontaneity_sums_up() -> None:
    one = Sat(uncoached={Facet.EXPLAIN: Count(2, 3)}, moves={Facet.NOTE: Count(1, 4)})
    known = lived(one, Sat(), one)
    asked = known.spontaneity[Facet.EXPLAIN]
    assert (asked.made, asked.of) == (4, 6)
    assert not isinstance(asked.rate, Withheld)
    assert known.spontaneity[Facet.NOTE].of == 0
    assert all(seen.facet is facet for facet, seen in known.spontaneity.items())
    assert known.moves[Facet.NOTE] == Count(2, 8)
    assert known.moves[Facet.EXPLAIN] == Count(4, 6)
    assert known.moves[Facet.FOLLOW_UP] == Count(0, 0)


def test_returns_are_looked_for_across_sessions() -> None:
    met = Meeting(key="b/raft", topic="raft", day=TODAY - timedelta(days=3), rating=Rating.AGAIN, noted=True)
    back = replace(met, day=TODAY, noted=False, returned=Quality.DEEP)
    known = lived(Sat(meetings=(met,)), Sat(meetings=(back,)))
    assert (known.follow_through.returned, known.follow_through.of) == (1, 1)
    waiting = lived(Sat(meetings=(met,))).follow_through
    assert [one.topic for one in waiting.due] == ["raft"]
    assert lived(Sat(meetings=(met,)), today=met.day).follow_through.due == ()


class TestTrends:
    def change(self, measure: Measure, *sessions: tuple[Item, ...]) -> Trend | Withheld:
        return trends([Share(items=items) for items in sessions])[measure]

    def test_thirty_one_chances_are_too_few(self) -> None:
        known = self.change(Measure.OWNERSHIP, *[(real(SURE, FULL),)] * 31)
        assert known == Withheld(15, 16, "such questions in each of two periods")
        assert isinstance(self.change(Measure.OWNERSHIP, *[(real(SURE, FULL),)] * 32), Trend)

    def test_a_session_is_never_cut_in_two(self) -> None:
        known = self.change(Measure.OWNERSHIP, *[(real(SURE, FULL),) * 11] * 3)
        assert known == Withheld(11, 16, "such questions in each of two periods")

    def test_candour_that_rises_is_seen(self) -> None:
        known = self.change(Measure.CANDOUR, *[BLUFF] * 8, *[HONEST] * 8)
        assert isinstance(known, Trend)
        assert known.direction is Direction.UP

    def test_the_newest_half_is_new(self) -> None:
        known = self.change(Measure.CANDOUR, *[HONEST] * 8, *[BLUFF] * 8)
        assert isinstance(known, Trend)
        assert known.direction is Direction.DOWN

    def test_what_is_older_than_both_periods_is_no_news(self) -> None:
        sure, shy = (real(SURE, FULL),) * 8, (real(ADMITTED, FULL),) * 8
        before = [shy] * 20
        steady = self.change(Measure.OWNERSHIP, *before, *[sure] * 8)
        assert isinstance(steady, Trend)
        assert steady.direction is Direction.NO_CLEAR_CHANGE
        assert self.change(Measure.OWNERSHIP, *before, *[sure] * 7) != steady

    def test_learning_leaves_out_what_does_not_count(self) -> None:
        low, high = Share(gaps=(Gap(1, 0.1),) * 4), Share(gaps=(Gap(1, 0.9),) * 4)
        contested = Share(gaps=(Gap(0, 0.9),) * 4)
        known = trends([low] * 4 + [high] * 4)[Measure.LEARNING]
        assert isinstance(known, Trend)
        assert known.direction is Direction.UP
        assert isinstance(trends([low] * 4 + [contested] * 4)[Measure.LEARNING], Withheld)

    def test_over_claiming_waits_for_thirty_made_up_terms(self) -> None:
        claimed, rejected = (foil(SURE, WRONG),) * 4, (foil(ADMITTED, NONE),) * 4
        few = self.change(Measure.OVER_CLAIMING, *[claimed] * 3, *[rejected] * 4)
        assert few == Withheld(28, 30, "made-up terms met")
        known = self.change(Measure.OVER_CLAIMING, *[claimed] * 4, *[rejected] * 4)
        assert isinstance(known, Trend)
        assert known.direction is Direction.DOWN

    def test_each_made_up_term_weighs_one(self) -> None:
        known = self.change(
            Measure.OVER_CLAIMING, *[(foil(SURE, WRONG),)] * 16, *[(foil(ADMITTED, NONE),)] * 16
        )
        assert known == trend([(1, 1)] * 16, [(1, 0)] * 16)

    def test_of_an_odd_number_of_chances_the_oldest_is_left_out(self) -> None:
        known = self.change(Measure.OWNERSHIP, *[(real(ADMITTED, FULL),)] * 17, *[(real(SURE, FULL),)] * 16)
        assert known == trend([(1, 0.5)] * 16, [(1, 1)] * 16)

    def test_a_made_up_term_met_again_is_no_chance(self) -> None:
        again = (replace(foil(SURE, WRONG), repeat=True),) * 4
        assert self.change(Measure.OVER_CLAIMING, *[again] * 20) == Withheld(0, 30, "made-up terms met")


@settings(max_examples=25)
@given(st.lists(sessions, max_size=8))
def test_a_lifetime_of_any_sessions_shows_nothing_below_its_minimum(past: list[list[Item]]) -> None:
    """Law 29 of section 4.9, over a lifetime."""
    known = lived(*[Sat(items=tuple(items)) for items in past])
    items = [item for session in past for item in session]
    foils = sum(item.type == "foil" for item in items)
    keyed = sum(item.type != "foil" and item.stance in (GUESS, FAIRLY, SURE) for item in items)
    assert isinstance(known.over_claiming.interval, Withheld) is (foils < 5)
    assert isinstance(known.calibration.bias, Withheld) is (keyed < 20)
    assert isinstance(known.follow_through.rate, Withheld)
    if isinstance(known.honesty, Honesty):
        assert known.honesty.candour_weight >= 3 - 1e-9
        assert known.honesty.ownership_weight >= 2 - 1e-9


def sat(*, silent: tuple[int, ...] = ()) -> Scene:
    """A claim about a real question, its explanation asked for, a note, and a made-up term rejected."""
    header = started(coach=CoachLevel.FULL, aid=Aid.PROMPT)
    scene = Scene([REAL, FOIL], header=header, silent=silent)
    scene.do(Ask())
    scene.hear("a copy", reading(Move.CLAIM, wrong=True))
    scene.do(SetMark(Mark.SURE))
    scene.hear("what is it really?", reading(Move.ASK_EXPLAIN))
    scene.do(Note("write-ahead log", Quality.PLAIN), Next(), Ask())
    scene.hear("no idea", reading(Move.ADMIT))
    scene.do(Next())
    return scene


def test_what_a_session_adds() -> None:
    scene = sat(silent=(0,))
    head, questions = added(scene.state)
    assert head == Head(scene.state.started.at.date(), "full", "solo")
    (asked, first), (foil, second) = questions
    assert (asked.key, asked.foil, foil.foil) == ("test/wal", False, True)
    assert first.item is not None
    assert second.item is not None
    assert [first.item.evidence, second.item.evidence] == [EvidenceLevel.WRONG, EvidenceLevel.NONE]
    assert first.item.key == second.item.key == ""
    learned = [question.learning.gap for question in score(scene.state).questions if question.learning]
    assert [first.gap, second.gap] == learned
    assert [gap.weight for gap in learned] == [0.5, 0.25]
    assert learned[0].value > 0.2 > learned[1].value == 0
    assert (first.silent, second.silent) == (True, False)
    assert first.possible == tuple(Facet)
    assert second.possible == (Facet.EXPLAIN,)
    assert set(first.made) == {Facet.EXPLAIN, Facet.NOTE}
    assert (first.noted, first.rating, second.noted, second.rating) == (True, Rating.AGAIN, False, None)


def test_a_question_that_is_still_open_adds_that_it_was_asked() -> None:
    scene = Scene([REAL])
    scene.do(Ask())
    _, questions = added(scene.state)
    assert [(asked.key, result) for asked, result in questions] == [("test/wal", Result())]


def test_a_session_not_begun_adds_nothing() -> None:
    _, questions = added(Scene([REAL]).state)
    assert questions == []
