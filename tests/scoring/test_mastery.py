"""What a user's own past says of a question: known well, or due and back."""

from datetime import date, timedelta

import pytest

from simulator.interview.commands import Ask, Confirm, Contest, Next, Note, SetMark
from simulator.interview.events import Aid, CoachLevel, Mark
from simulator.reading.model import Facet, Move, Quality, Reading
from simulator.scoring.learning import Rate
from simulator.scoring.mastery import Meeting, Return, come_back, is_late, meeting, retrievability
from simulator.scoring.recall import Rating, Review
from simulator.scoring.session import ScoredQuestion, score
from simulator.scoring.withhold import Withheld
from tests.interview.scenes import FOIL, REAL, Scene, reading, started
from tests.scoring.lives import Sat, lived

DAY = date(2026, 11, 1)
ALL = reading(Move.CLAIM, met=[0, 1, 2])
CORE_ALONE = reading(Move.CLAIM, met=[0])
WITHOUT_CORE = reading(Move.CLAIM, met=[1])
WRONG = reading(Move.CLAIM, wrong=True)
UNREAD = reading(Move.CLAIM, met=(), confidence=0.5)
EMPTY = reading(Move.CLAIM, met=())
ADMIT = reading(Move.ADMIT)
EVADE = reading(Move.DEFLECT)
ASK = reading(Move.ASK_EXPLAIN)
TAUGHT = reading(Move.RESTATE, met=[0, 1, 2], quality={Facet.TEACH_BACK: Quality.DEEP})


def sat(*said: Reading, mark: Mark | None = Mark.SURE, contested: bool = False, note: str = "") -> Scene:
    scene = Scene([REAL], header=started(coach=CoachLevel.SILENT, aid=Aid.SILENT))
    scene.do(Ask())
    for each in said:
        scene.hear("An idea of my own that goes beyond it, say.", each)
        if scene.state.awaits_mark:
            scene.do(SetMark(mark))
    if note:
        scene.do(Note(note, Quality.PLAIN))
    scene.do(Next())
    if contested:
        scene.do(Contest(0))
    return scene


def met(scene: Scene) -> Meeting:
    found = meeting(score(scene.state).questions[0], DAY)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("said", "mark", "rating", "returned"),
    [
        ([ALL], Mark.SURE, Rating.GOOD, Quality.DEEP),
        ([ALL], Mark.FAIRLY_SURE, Rating.GOOD, Quality.DEEP),
        ([ALL], None, Rating.GOOD, Quality.DEEP),
        ([ALL], Mark.GUESS, Rating.HARD, Quality.DEEP),
        ([ALL], Mark.DONT_KNOW, Rating.AGAIN, Quality.DEEP),
        ([ALL, ASK, TAUGHT], Mark.SURE, Rating.EASY, Quality.DEEP),
        ([ALL, ASK, TAUGHT], Mark.FAIRLY_SURE, Rating.GOOD, Quality.DEEP),
        ([EMPTY, ALL], Mark.SURE, Rating.HARD, Quality.SPECIFIC),
        ([EVADE, ALL], Mark.SURE, Rating.HARD, Quality.SPECIFIC),
        ([CORE_ALONE], Mark.SURE, Rating.HARD, Quality.PLAIN),
        ([WITHOUT_CORE], Mark.SURE, Rating.AGAIN, Quality.PLAIN),
        ([WRONG], Mark.SURE, Rating.AGAIN, Quality.TOKEN),
        ([EMPTY], Mark.FAIRLY_SURE, Rating.AGAIN, Quality.TOKEN),
        ([ADMIT], None, Rating.AGAIN, Quality.TOKEN),
        ([UNREAD], Mark.SURE, None, Quality.NONE),
        ([], None, None, Quality.NONE),
    ],
)
def test_rating(said: list[Reading], mark: Mark | None, rating: Rating | None, returned: Quality) -> None:
    found = met(sat(*said, mark=mark))
    assert (found.rating, found.returned) == (rating, returned)


def test_a_meeting_names_the_question_and_the_day() -> None:
    found = met(sat(ALL, note="write-ahead log"))
    assert (found.key, found.topic, found.day) == ("test/wal", "write-ahead logging", DAY)
    assert (found.full, found.noted) == (True, True)
    assert (met(sat(CORE_ALONE)).full, met(sat(CORE_ALONE)).noted) == (False, False)


def test_what_is_contested_tells_nothing() -> None:
    found = met(sat(ALL, contested=True))
    assert (found.rating, found.full, found.returned) == (None, False, Quality.NONE)


def test_what_the_user_ticks_counts() -> None:
    scene = sat(ALL)
    scene.do(Confirm(0, (1,)))
    assert met(scene).rating is Rating.AGAIN


def test_a_made_up_term_is_never_known() -> None:
    scene = Scene([FOIL], header=started(coach=CoachLevel.SILENT, aid=Aid.SILENT))
    scene.do(Ask())
    scene.hear("no idea", ADMIT)
    scene.do(Next())
    question: ScoredQuestion = score(scene.state).questions[0]
    assert meeting(question, DAY) is None


def review(day: int, rating: Rating = Rating.GOOD, *, full: bool = True) -> tuple[Review, bool]:
    return Review(DAY + timedelta(days=day), rating), full


class TestMastery:
    def test_it_takes_two_days(self) -> None:
        assert retrievability([], DAY) == 0
        assert retrievability([review(0)], DAY + timedelta(days=1)) == 0
        assert retrievability([review(0), review(0)], DAY + timedelta(days=1)) == 0
        assert retrievability([review(0), review(2)], DAY + timedelta(days=9)) == pytest.approx(
            0.9277904444502333
        )

    def test_the_last_time_must_have_been_full(self) -> None:
        slipped = [review(0), review(2), review(4, Rating.HARD, full=False)]
        assert retrievability(slipped, DAY + timedelta(days=5)) == 0
        assert retrievability([*slipped, review(6)], DAY + timedelta(days=7)) > 0.85

    def test_it_fades(self) -> None:
        known = [review(0), review(2)]
        assert retrievability(known, DAY + timedelta(days=400)) < 0.85


def on(day: int, key: str = "b/raft", *, noted: bool = False, rated: bool = True, back: int = 4) -> Meeting:
    return Meeting(
        key=key,
        topic=key[2:],
        day=DAY + timedelta(days=day),
        rating=Rating.GOOD if rated else None,
        returned=Quality(back) if rated else Quality.NONE,
        noted=noted,
    )


def what_became(*meetings: Meeting, today: int) -> list[tuple[str, int | None]]:
    """The topics in the order in which they were settled, then the open ones, with how they came back."""
    waiting: dict[str, date] = {}
    met = ((one.key, place, one.day, one) for place, one in enumerate(meetings))
    back: list[tuple[str, int | None]] = [(key[2:], how) for key, _, how in come_back(met, waiting)]
    late = (0 if is_late(DAY + timedelta(days=today), due) else None for due in waiting.values())
    return [*back, *zip((key[2:] for key in waiting), late, strict=True)]


def due_days(*meetings: Meeting) -> list[int]:
    """The days on which what is still open is due."""
    waiting: dict[str, date] = {}
    assert list(come_back(((one.key, 0, one.day, one) for one in meetings), waiting)) == []
    return [(day - DAY).days for day in waiting.values()]


class TestReturn:
    def test_a_topic_is_due_the_day_after_it_was_written_down(self) -> None:
        assert due_days(on(0, noted=True)) == [1]

    def test_asked_again_it_is_back(self) -> None:
        assert what_became(on(0, noted=True), on(5, back=3), today=5) == [("raft", 3)]

    def test_the_same_day_is_no_return(self) -> None:
        assert what_became(on(0, noted=True), on(0), today=3) == [("raft", None)]

    def test_the_day_it_is_due_is_one(self) -> None:
        assert what_became(on(0, noted=True), on(1), today=3) == [("raft", 4)]

    @pytest.mark.parametrize(("today", "quality"), [(15, None), (16, 0)])
    def test_it_may_return_for_fourteen_days(self, today: int, quality: int | None) -> None:
        assert what_became(on(0, noted=True), today=today) == [("raft", quality)]

    @pytest.mark.parametrize(("day", "quality"), [(15, 4), (16, 0)])
    def test_a_late_return_is_none(self, day: int, quality: int) -> None:
        assert what_became(on(0, noted=True), on(day), today=40) == [("raft", quality)]

    def test_what_was_skipped_is_not_back(self) -> None:
        assert what_became(on(0, noted=True), on(2, rated=False), on(4), today=5) == [("raft", 4)]

    def test_written_down_twice_it_is_due_once(self) -> None:
        assert what_became(on(0, noted=True), on(0, noted=True), today=2) == [("raft", None)]

    def test_written_down_again_on_its_return_it_is_due_again(self) -> None:
        assert what_became(on(0, noted=True), on(3, noted=True, back=1), today=4) == [
            ("raft", 1),
            ("raft", None),
        ]

    def test_what_was_never_written_down_is_never_due(self) -> None:
        assert what_became(on(0), on(5), today=30) == []

    def test_topics_are_told_apart(self) -> None:
        both = (on(0, "b/raft", noted=True), on(1, "b/wal", noted=True), on(4, "b/wal", back=2))
        assert what_became(*both, today=5) == [("wal", 2), ("raft", None)]


def noted_and_back(back: int) -> list[Sat]:
    """Six topics written down on one day, so many of which come back three days later."""
    keys = [f"b/{letter}" for letter in "abcdef"]
    first = Sat(meetings=tuple(on(0, key, noted=True) for key in keys))
    later = tuple(on(3, key, back=4) for key in keys[:back])
    return [first, Sat(meetings=later, day=DAY + timedelta(days=3))]


def test_follow_through_counts_what_is_settled() -> None:
    known = lived(*noted_and_back(4), today=DAY + timedelta(days=10)).follow_through
    assert (known.returned, known.of) == (4, 4)
    assert [one.topic for one in known.due] == ["e", "f"]
    assert known.rate == Withheld(4, 5, "topics that fell due")
    later = lived(*noted_and_back(4), today=DAY + timedelta(days=30)).follow_through
    assert (later.returned, later.of, later.due) == (4, 6, ())
    assert isinstance(later.rate, Rate)
    assert later.rate.value == pytest.approx(4.5 / 7)


def test_what_is_not_due_yet_is_not_named() -> None:
    assert lived(Sat(meetings=(on(0, noted=True),)), today=DAY).follow_through.due == ()
    (due,) = lived(Sat(meetings=(on(0, noted=True),)), today=DAY + timedelta(days=1)).follow_through.due
    assert due == Return(key="b/raft", topic="raft", due=DAY + timedelta(days=1))
