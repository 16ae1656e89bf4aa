"""The honest look: the laws it keeps, and where the evidence comes from."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.debrief.evidence import (
    AGAINST,
    Evidence,
    Kind,
    Known,
    Meeting,
    by_skill,
    gather,
    skills_of,
    vocabulary_of,
)
from simulator.debrief.listing import Need, Wanted
from simulator.debrief.look import Standing, look, of_standing, standing, wanted_most
from simulator.debrief.model import AskedThere, Debrief, Handled, Project
from simulator.debrief.vocabulary import bundled
from simulator.questions.model import Level, Question
from simulator.scoring.recall import Rating, Review

DAYS = [date(2026, 11, day) for day in range(1, 6)]
EVIDENCE = st.builds(Evidence, st.sampled_from(DAYS), st.sampled_from(Kind))
SOME = st.lists(EVIDENCE, max_size=8)
RANK = {Standing.LACK: 0, Standing.UNKNOWN: 1, Standing.HAVE: 2, Standing.SHOWN: 3}


@settings(max_examples=300)
@given(SOME, EVIDENCE)
def test_more_that_speaks_for_a_skill_never_lowers_it_and_more_against_never_raises_it(
    some: list[Evidence], more: Evidence
) -> None:
    before, after = RANK[standing(some)], RANK[standing([*some, more])]
    assert after <= before if more.kind in AGAINST else after >= before


@settings(max_examples=200)
@given(
    st.permutations([Evidence(day, kind) for day, kind in zip(DAYS * 2, Kind, strict=False)]),
    st.integers(0, 9),
)
def test_the_order_of_the_evidence_does_not_matter(some: list[Evidence], count: int) -> None:
    assert standing(some[:count]) is standing(some[:count][::-1])


@given(st.lists(st.lists(EVIDENCE, max_size=3), max_size=6))
def test_each_skill_stands_in_exactly_one_place(some: list[list[Evidence]]) -> None:
    wanted = [Wanted(f"skill {number}", Need.REQUIRED) for number in range(len(some))]
    known = {one.skill: Known(tuple(evidence)) for one, evidence in zip(wanted, some, strict=True)}
    seen = look(wanted, known)
    placed = [one.skill for each in Standing for one in of_standing(seen, each)]
    assert sorted(placed) == sorted(one.skill for one in wanted)


def on(day: int, kind: Kind) -> Evidence:
    return Evidence(DAYS[day], kind)


WELL, PARTLY, NOT = Kind.PRACTISED_WELL, Kind.PRACTISED_PARTLY, Kind.NOT_IN_PRACTICE


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ([], Standing.UNKNOWN),
        ([on(0, WELL)], Standing.HAVE),
        ([on(0, WELL), on(0, WELL)], Standing.HAVE),
        ([on(0, WELL), on(1, WELL)], Standing.SHOWN),
        ([on(0, WELL), on(1, WELL), on(2, NOT)], Standing.HAVE),
        ([on(0, NOT), on(1, WELL), on(2, WELL)], Standing.SHOWN),
        ([on(0, PARTLY)], Standing.HAVE),
        ([on(0, NOT)], Standing.LACK),
        ([on(0, Kind.SAID_TO_LACK)], Standing.LACK),
        ([on(0, Kind.NOT_THERE)], Standing.LACK),
        ([on(0, Kind.PROJECT), on(1, NOT)], Standing.SHOWN),
        ([on(0, Kind.SAID_TO_HAVE)], Standing.HAVE),
        ([on(0, Kind.EXPLAINED_THERE)], Standing.HAVE),
        ([on(0, Kind.IN_RESUME)], Standing.SHOWN),
        ([on(0, Kind.IN_RESUME), on(1, NOT)], Standing.HAVE),
    ],
)
def test_where_it_stands(evidence: list[Evidence], expected: Standing) -> None:
    assert standing(evidence) is expected


def question(name: str, *skills: str, tags: tuple[str, ...] = ()) -> Question:
    return Question(
        bank="b", id=name, ask=f"What is {name}?", topic=name, level=Level.MID, skills=skills, tags=tags
    )


QUESTIONS = (question("indexes", "Postgres", "SQL"), question("pods", tags=("k8s", "design")))


def known(
    debriefs: Sequence[Debrief] = (), meetings: Mapping[str, Sequence[Meeting]] | None = None
) -> dict[str, list[tuple[Kind, str]]]:
    found = gather(debriefs, meetings or {}, QUESTIONS, bundled())
    return {
        skill: [(one.kind, one.about) for one in each.evidence]
        for skill, each in found.items()
        if each.evidence
    }


def test_questions_are_on_the_skills_and_tags_of_their_bank() -> None:
    found = by_skill(QUESTIONS, bundled())
    assert {skill: [one.id for one in on_it] for skill, on_it in found.items()} == {
        "PostgreSQL": ["indexes"],
        "SQL": ["indexes"],
        "Kubernetes": ["pods"],
    }
    own = question("tides", "tidal planning")
    assert skills_of(own, vocabulary_of([own], bundled())) == {"tidal planning"}


def test_practice_counts_as_it_went_on_each_day() -> None:
    meetings = {
        "b/indexes": [
            (Review(DAYS[0], Rating.AGAIN), False),
            (Review(DAYS[1], Rating.HARD), True),
            (Review(DAYS[2], Rating.GOOD), True),
        ]
    }
    expected = [(NOT, "indexes"), (PARTLY, "indexes"), (WELL, "indexes")]
    assert known(meetings=meetings) == {"PostgreSQL": expected, "SQL": expected}


def test_what_was_told_counts_with_its_day() -> None:
    told = Debrief(
        company="Acme",
        day="2026-11-03",
        questions=(
            AskedThere(asked="How do k8s pods start?", handled=Handled.EXPLAINED),
            AskedThere(asked="What is VACUUM?", handled=Handled.GUESSED, skills=("Postgres",)),
            AskedThere(asked="Any Rust?"),
        ),
        have=("golang",),
        lack=("Kafka",),
        projects=(Project("shop", ("React",)),),
        resume=("SQL",),
    )
    assert known([told]) == {
        "Kubernetes": [(Kind.EXPLAINED_THERE, "“How do k8s pods start?”, Acme")],
        "PostgreSQL": [(Kind.NOT_THERE, "“What is VACUUM?”, Acme")],
        "Go": [(Kind.SAID_TO_HAVE, "")],
        "Kafka": [(Kind.SAID_TO_LACK, "")],
        "React": [(Kind.PROJECT, "shop")],
        "SQL": [(Kind.IN_RESUME, "")],
    }


def test_of_what_the_user_says_the_last_word_counts() -> None:
    before = Debrief(day="2026-11-01", lack=("Kafka",), have=("Rust",))
    after = Debrief(day="2026-11-02", have=("Kafka",), lack=("Rust",))
    for order in ([before, after], [after, before]):
        assert known(order) == {
            "Kafka": [(Kind.SAID_TO_HAVE, "")],
            "Rust": [(Kind.SAID_TO_LACK, "")],
        }


def test_of_several_resumes_the_newest_counts() -> None:
    before = Debrief(day="2026-11-01", resume=("Kafka", "SQL"))
    after = Debrief(day="2026-11-02", resume=("SQL",))
    assert known([after, before]) == {"SQL": [(Kind.IN_RESUME, "")]}


def test_the_most_wanted_come_first() -> None:
    wanted = [Wanted(need.value, need) for need in reversed(Need)]
    assert [one.skill for one in wanted_most(look(wanted, {}))] == [need.value for need in Need]


def test_what_names_no_skill_is_known_by_a_topic_of_the_banks() -> None:
    isolation = question("transaction isolation levels", "PostgreSQL")
    short = question("indexes", "SQL")

    def skills(asked: str) -> set[str]:
        told = Debrief(questions=(AskedThere(asked=asked, handled=Handled.ADMITTED),), day="2026-11-03")
        found = gather([told], {}, (isolation, short), bundled())
        return {skill for skill, one in found.items() if one.evidence}

    assert skills("What is the isolation level of a transaction?") == {"PostgreSQL"}
    assert skills("What is an isolation ward?") == set()  # a part of a topic is not the topic
    assert skills("What are indexes of prices?") == set()  # one word may mean many things
