"""A topic is the fold of its lessons: in whatever order they come, and by whatever spelling."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.notebook.lessons import Lesson
from simulator.notebook.topics import State, Topic, Unclear, by_topic, gather, identity, is_name
from simulator.scoring.recall import Rating
from tests.notebook.given import BOOK, WAL, day, noted, tried


def topic(*lessons: Lesson) -> Topic:
    ((_, found),) = by_topic({str(place): (one,) for place, one in enumerate(lessons)}).items()
    return gather(found)


def test_case_and_spaces_do_not_matter() -> None:
    assert identity("  Write-Ahead\n LOGGING\u202e ") == WAL
    assert list(by_topic({"a": (noted("The Log"), noted("the  log"))})) == ["the log"]


def test_what_has_no_name_is_no_topic() -> None:
    assert by_topic({"a": (noted(""), noted(" \u202e"), noted("x" * 201))}) == {}
    assert is_name("x" * 200)


def test_a_topic_holds_what_its_lessons_gave() -> None:
    first = Lesson(topic=WAL, day=day(0), key="b/one", noted=("why?",), explained="So.", resources=(BOOK,))
    second = Lesson(topic="WAL", day=day(3), key="b/two", noted=("why?", "how?"), project="Build it.")
    found = gather([first, second])
    assert found == Topic(
        name="WAL",
        noted=True,
        first=day(0),
        last=day(3),
        keys=("b/two", "b/one"),
        unclear=(Unclear(day(0), "why?"), Unclear(day(3), "why?"), Unclear(day(3), "how?")),
        explained="So.",
        resources=(BOOK,),
        project="Build it.",
    )


def test_a_day_named_by_hand_is_the_first_if_it_is_earlier() -> None:
    assert gather([noted(on=5)], day(2)).first == day(2)
    assert gather([noted(on=5)], day(7)).first == day(5)


def test_never_written_down_it_begins_with_the_day_it_was_asked() -> None:
    found = gather([tried(on=4)])
    assert (found.noted, found.first, found.tries) == (False, day(4), ())


def test_talk_on_the_first_day_is_no_try() -> None:
    assert topic(noted(on=0), tried(on=0)).state is State.OPEN


def test_how_a_topic_stands_is_by_its_last_try() -> None:
    lessons = [noted()]
    for rating, state in [
        (Rating.HARD, State.LEARNING),
        (Rating.GOOD, State.EXPLAINED),
        (Rating.AGAIN, State.OPEN),
        (Rating.EASY, State.EXPLAINED),
    ]:
        lessons.append(tried(on=len(lessons), rating=rating))
        assert topic(*lessons).state is state


def test_the_first_try_of_a_day_counts() -> None:
    found = topic(noted(), tried(on=2, rating=Rating.AGAIN), tried(on=2, rating=Rating.GOOD))
    assert [(one.day, one.rating) for one in found.tries] == [(day(2), Rating.AGAIN)]


LESSONS = st.lists(
    st.one_of(
        st.builds(noted, st.just(WAL), st.integers(0, 9)),
        st.builds(tried, st.just(WAL), st.integers(0, 9), st.sampled_from(Rating)),
    ),
    min_size=1,
)


@given(LESSONS)
def test_laws(lessons: list[Lesson]) -> None:
    found = topic(*lessons)
    on = [one.day for one in found.tries]
    assert on == sorted(set(on))
    assert all(one > found.first for one in on)
    assert found.last == max(lesson.day for lesson in lessons)
    assert found.noted is any(lesson.noted is not None for lesson in lessons)
