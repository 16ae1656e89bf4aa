"""A life in columns comes to what its sessions come to one by one, however it is cut and filtered."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.reading.model import Facet, Quality
from simulator.scoring.learning import Gap
from simulator.scoring.life import By, Count, Life, Sums, total
from simulator.scoring.mastery import Meeting
from simulator.scoring.recall import Rating
from tests.scoring.coded import items
from tests.scoring.lives import Sat, life

DAY = date(2026, 9, 1)
NAMES = st.sampled_from(["a", "b", "c"])
CHANCES = st.dictionaries(
    st.sampled_from(Facet),
    st.integers(1, 3).flatmap(lambda of: st.builds(Count, st.integers(0, of), st.just(of))),
)
SATS = st.builds(
    Sat,
    items=st.lists(items(), max_size=3).map(tuple),
    moves=CHANCES,
    uncoached=CHANCES,
    bank=NAMES,
    tags=st.sets(NAMES, max_size=2).map(tuple),
    coach=NAMES,
    mode=NAMES,
)


def met(key: str, day: int, *, back: int = 4, noted: bool = False) -> Meeting:
    return Meeting(
        key=key,
        topic=key[2:],
        day=DAY + timedelta(days=day),
        rating=Rating.GOOD,
        returned=Quality(back),
        noted=noted,
    )


@settings(max_examples=40)
@given(st.lists(SATS, max_size=6), st.data())
def test_parts_add_up_to_the_whole(sat: list[Sat], data: st.DataObject) -> None:
    whole = life(*sat)
    cut = data.draw(st.integers(0, len(sat)))
    assert total([whole.sums(0, cut), whole.sums(cut)]) == whole.sums() == one_by_one(sat)


def one_by_one(sat: list[Sat]) -> Sums:
    """The sums, added up plainly."""
    items = Counter(item for one in sat for item in one.items)
    moves: Counter[tuple[Facet, str]] = Counter()
    uncoached: Counter[tuple[Facet, str]] = Counter()
    for one in sat:
        for facet, done in [*one.moves.items(), *one.uncoached.items()]:
            moves.update({(facet, "made"): done.made, (facet, "of"): done.of})
        for facet, done in one.uncoached.items():
            uncoached.update({(facet, "made"): done.made, (facet, "of"): done.of})
    return Sums(sessions=len(sat), items=items, moves=as_counts(moves), uncoached=as_counts(uncoached))


def as_counts(known: Counter[tuple[Facet, str]]) -> dict[Facet, Count]:
    return {facet: Count(known[facet, "made"], known[facet, "of"]) for facet, _ in known}


@settings(max_examples=40)
@given(st.lists(SATS, max_size=6), st.sampled_from(By), st.sets(NAMES, min_size=1))
def test_a_filter_keeps_what_it_names_and_nothing_else(sat: list[Sat], by: By, names: set[str]) -> None:
    def named(one: Sat) -> bool:
        values = {By.BANK: {one.bank}, By.TAG: set(one.tags), By.COACH: {one.coach}, By.MODE: {one.mode}}
        # A filter of questions leaves out a session that asked none.
        return bool(values[by] & names) and (by in (By.COACH, By.MODE) or bool(one.questions()))

    kept = [place for place, one in enumerate(sat) if named(one)]
    whole = life(*sat)
    assert plainly(whole.only(by, names)) == [
        session for n, session in enumerate(plainly(whole)) if n in kept
    ]


def plainly(known: Life) -> list[tuple[str, object, list[object]]]:
    """A life session by session."""
    told: list[tuple[str, object, list[object]]] = []
    for place, session in enumerate(known.sessions):
        start, stop = known.starts[place], known.starts[place + 1]
        questions = zip(known.asked_of[start:stop], known.result_of[start:stop], strict=True)
        rows: list[object] = [(known.asked[one], known.results[two]) for one, two in questions]
        told.append((session, known.heads[known.head_of[place]], rows))
    return told


def test_a_filter_by_tag_keeps_single_questions() -> None:
    whole = life(Sat(moves={Facet.NOTE: Count(1, 2)}, tags=("sql",)), Sat(meetings=(met("b/raft", 1),)))
    assert [len(rows) for _, _, rows in plainly(whole.only(By.TAG, ["sql"]))] == [2]
    assert whole.only(By.TAG, ["net"]).sums() == Sums()


@pytest.mark.parametrize(("place", "left"), [(0, 3), (1, 2), (2, 1)])
def test_what_began_before_a_day_is_left_out(place: int, left: int) -> None:
    whole = life(*[Sat(meetings=(met("b/raft", day),)) for day in range(3)])
    later = whole.since(whole.sessions[place])
    assert plainly(later) == plainly(whole)[place:]
    assert len(later) == left
    assert len(whole.since("9")) == 0


def test_what_there_is_to_be_told_apart_by() -> None:
    one, other = Sat(meetings=(met("b/raft", 0),), tags=("z", "a")), Sat(coach="silent", mode="pair")
    whole = life(one, other)
    assert [whole.values(by) for by in By] == [["b"], ["a", "z"], ["full", "silent"], ["pair", "solo"]]
    assert whole.only(By.MODE, ["pair"]).values(By.BANK) == []


def test_the_newest_are_the_last_ones() -> None:
    whole = life(Sat(gaps=(Gap(1, 0.5),)), Sat(gaps=(Gap(1, 0.25),)))
    assert [one.gaps for one in whole.newest(1)] == [(Gap(1, 0.25),)]
    assert len(whole.newest(100)) == 2
    assert life().newest(5) == []


def test_a_topic_that_came_back_is_settled_by_the_session_it_came_back_in() -> None:
    whole = life(
        Sat(meetings=(met("b/raft", 0, noted=True), met("b/wal", 0, noted=True))),
        Sat(meetings=(met("b/lsm", 1),)),
        Sat(meetings=(met("b/raft", 2, back=2),)),
    )
    known = whole.returns(DAY + timedelta(days=5))
    assert known.settled == ((2, Quality.PLAIN),)
    assert [(one.topic, one.due) for one in known.due] == [("wal", DAY + timedelta(days=1))]


def test_a_topic_that_never_came_back_belongs_to_the_first_session_after_its_time() -> None:
    noted = Sat(meetings=(met("b/raft", 0, noted=True),))
    rest = [Sat(meetings=(met("b/lsm", day),)) for day in (10, 15, 16, 30)]
    late = DAY + timedelta(days=40)
    assert life(noted, *rest).returns(late).settled == ((3, Quality.NONE),)
    assert life(noted, *rest[:2]).returns(late).settled == ((2, Quality.NONE),)
    assert life(noted).returns(late).settled == ((0, Quality.NONE),)


def test_a_question_whose_tags_were_changed_is_the_same_one() -> None:
    whole = life(
        Sat(meetings=(met("b/raft", 0, noted=True),), tags=("old",)),
        Sat(meetings=(met("b/raft", 2),), tags=("new",)),
    )
    assert whole.returns(DAY + timedelta(days=3)).settled == ((1, Quality.DEEP),)
