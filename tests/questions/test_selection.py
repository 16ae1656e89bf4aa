"""The laws of a session's questions hold for any banks, history and seed."""

from collections import Counter
from datetime import date
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import IdkError
from simulator.questions.model import Bank, Kind, Level, Question
from simulator.questions.selection import About, Exposure, Selection, select

LEVELS = list(Level)


def question(
    number: int, *, bank: str = "b", foil: bool = False, field: str = "f", level: int = 1
) -> Question:
    """A question that differs from the others in its id alone."""
    return Question(
        bank=bank,
        id=f"{'foil' if foil else 'real'}-{number}",
        ask="Why?",
        topic="t",
        level=LEVELS[level],
        kind=Kind.FOIL if foil else Kind.REAL,
        tags=(field,),
    )


def bank_of(*questions: Question, name: str = "b") -> Bank:
    """A bank of these questions."""
    return Bank(name=name, title=name, language="en", questions=questions)


@st.composite
def banks(draw: st.DrawFn) -> Bank:
    """Up to 30 real questions and 8 foils of up to 5 fields."""
    fields, levels = st.sampled_from("abcde"), st.integers(0, 2)
    real = [question(n, field=draw(fields), level=draw(levels)) for n in range(draw(st.integers(0, 30)))]
    foils = [question(n, foil=True, field=draw(fields)) for n in range(draw(st.integers(0, 8)))]
    return bank_of(*real, *foils)


HISTORY = st.dictionaries(
    st.builds(lambda kind, n: f"b/{kind}-{n}", st.sampled_from(["real", "foil"]), st.integers(0, 29)),
    st.builds(Exposure, st.integers(0, 3), st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))),
)
COUNT = st.integers(1, 40)
SEED = st.integers()


def foils_of(chosen: Selection) -> list[bool]:
    return [question.is_foil for question in chosen.questions]


@given(banks(), HISTORY, COUNT, SEED)
@settings(max_examples=200)
def test_foils_are_few_apart_never_first_and_never_met_before(
    bank: Bank, history: dict[str, Exposure], count: int, seed: int
) -> None:
    chosen = select([bank], count=count, foils=True, seed=seed, history=history)
    marks = foils_of(chosen)
    assert not marks or not marks[0]
    assert not any(one and other for one, other in pairwise(marks))
    assert sum(marks) <= (len(marks) + 3) // 6
    assert len(marks) >= 4 or not any(marks)
    assert not any(one.is_foil and history.get(one.key, Exposure()).times for one in chosen.questions)


@given(banks(), HISTORY, COUNT, SEED)
@settings(max_examples=200)
def test_no_question_comes_twice_and_as_many_come_as_can(
    bank: Bank, history: dict[str, Exposure], count: int, seed: int
) -> None:
    chosen = select([bank], count=count, foils=False, seed=seed, history=history)
    real = sum(not one.is_foil for one in bank.questions)
    assert len(set(chosen.questions)) == len(chosen.questions) == min(count, real)
    assert not any(foils_of(chosen))
    assert bool(chosen.notices) == (real < count)


@given(banks(), HISTORY, COUNT, SEED)
@settings(max_examples=200)
def test_no_field_comes_again_before_every_other_that_has_a_question_left(
    bank: Bank, history: dict[str, Exposure], count: int, seed: int
) -> None:
    chosen = select([bank], count=count, foils=True, seed=seed, history=history)
    asked = Counter(one.tags[0] for one in chosen.questions if not one.is_foil)
    known = Counter(one.tags[0] for one in bank.questions if not one.is_foil)
    unspent = [asked[field] for field in known if asked[field] < known[field]]
    assert not unspent or max(asked.values(), default=0) <= min(unspent) + 1


@given(banks(), HISTORY, COUNT, SEED)
@settings(max_examples=200)
def test_within_a_field_the_unseen_come_first_and_then_the_long_unseen(
    bank: Bank, history: dict[str, Exposure], count: int, seed: int
) -> None:
    def staleness(one: Question) -> tuple[bool, date]:
        seen = history.get(one.key, Exposure())
        return seen.times > 0, seen.last or date.min

    chosen = select([bank], count=count, foils=False, seed=seed, history=history)
    for field in "abcde":
        taken = [staleness(one) for one in chosen.questions if one.tags[0] == field]
        left = [
            staleness(one)
            for one in bank.questions
            if one.tags[0] == field and not one.is_foil and one not in chosen.questions
        ]
        assert not taken or not left or max(taken) <= min(left)


@given(banks(), HISTORY, COUNT, SEED)
@settings(max_examples=100)
def test_it_goes_from_easy_to_hard_and_the_same_seed_gives_the_same(
    bank: Bank, history: dict[str, Exposure], count: int, seed: int
) -> None:
    chosen = select([bank], count=count, foils=True, seed=seed, history=history)
    levels = [LEVELS.index(one.level) for one in chosen.questions if not one.is_foil]
    assert levels == sorted(levels)
    assert chosen == select([bank], count=count, foils=True, seed=seed, history=history)


WIDE = bank_of(
    *(question(n, field=f"f{n % 8}", level=n % 3) for n in range(24)),
    *(question(n, foil=True, field=f"f{n}") for n in range(6)),
)


@pytest.mark.parametrize(
    ("count", "foils"), [(1, 0), (3, 0), (4, 1), (6, 1), (8, 1), (9, 2), (12, 2), (18, 3)]
)
def test_about_one_in_six_is_a_foil(count: int, foils: int) -> None:
    chosen = select([WIDE], count=count, foils=True, seed=1, history={})
    assert sum(foils_of(chosen)) == foils
    assert len(chosen.questions) == count
    assert chosen.notices == ()


def test_a_foil_may_stand_in_any_place_but_the_first() -> None:
    places = {
        foils_of(select([WIDE], count=6, foils=True, seed=seed, history={})).index(True)
        for seed in range(100)
    }
    assert places == {1, 2, 3, 4, 5}


def test_a_foil_is_of_a_field_that_is_asked_about() -> None:
    bank = bank_of(
        *(question(n, field="http") for n in range(6)),
        *(question(n, foil=True, field="http" if n == 3 else f"f{n}") for n in range(6)),
    )
    for seed in range(20):
        chosen = select([bank], count=6, foils=True, seed=seed, history={})
        assert [one.id for one in chosen.questions if one.is_foil] == ["foil-3"]


@pytest.mark.parametrize(("met", "says"), [(6, "none is asked"), (5, "only 1 of 2")])
def test_when_the_foils_have_run_out_it_is_said(met: int, says: str) -> None:
    history = {f"b/foil-{n}": Exposure(1) for n in range(met)}
    chosen = select([WIDE], count=12, foils=True, seed=1, history=history)
    assert len(chosen.questions) == 12
    assert sum(foils_of(chosen)) == 6 - met
    assert says in chosen.notices[0]


def test_pinned_questions_are_asked_in_their_order_whatever_else_holds() -> None:
    history = {"b/foil-2": Exposure(3)}
    only = ["b/foil-2", "real-5", "foil-2", "real-1"]
    chosen = select([WIDE], count=1, foils=False, seed=1, history=history, only=only)
    assert [one.id for one in chosen.questions] == ["foil-2", "real-5", "real-1"]
    assert chosen.notices == ()


def test_a_pinned_question_that_does_not_exist_is_named_with_its_neighbour() -> None:
    with pytest.raises(IdkError, match="did you mean 'real-23'"):
        select([WIDE], count=1, foils=True, seed=1, history={}, only=["reel-23"])


def test_a_pinned_id_of_two_banks_must_say_which() -> None:
    other = bank_of(question(1, bank="c"), name="c")
    with pytest.raises(IdkError, match=r"say b/real-1, c/real-1"):
        select([WIDE, other], count=1, foils=True, seed=1, history={}, only=["real-1"])
    chosen = select([WIDE, other], count=1, foils=True, seed=1, history={}, only=["c/real-1"])
    assert chosen.questions[0].bank == "c"


@given(banks(), COUNT, SEED, st.sets(st.sampled_from("abc"), min_size=1), st.sets(st.sampled_from(LEVELS)))
def test_only_what_was_asked_for_is_asked(
    bank: Bank, count: int, seed: int, tags: set[str], levels: set[Level]
) -> None:
    about = About(tuple(sorted(tags)), tuple(sorted(levels)))
    try:
        chosen = select([bank], count=count, foils=True, seed=seed, history={}, about=about)
    except IdkError:
        assert not any(
            q.tags[0] in tags and (not levels or q.level in levels) and not q.is_foil for q in bank.questions
        )
        return
    assert all(q.tags[0] in tags and (not levels or q.level in levels) for q in chosen.questions)


def test_a_topic_is_found_by_words_in_it_in_any_case() -> None:
    one, other = (
        msgspec.structs.replace(question(n), topic=topic) for n, topic in ((1, "B-trees"), (2, "locks"))
    )
    chosen = select(
        [bank_of(one, other)], count=5, foils=True, seed=1, history={}, about=About(topics=("b-TREE",))
    )
    assert chosen.questions == (one,)


@pytest.mark.parametrize(
    ("about", "says"),
    [
        (About(tags=("chaching",)), "no question has the tag 'chaching' - did you mean 'caching'?"),
        (About(topics=("zebra",)), "no question has the topic 'zebra'"),
        (About(tags=("caching",), levels=(Level.SENIOR,)), "fewer of --tag, --level and --topic"),
    ],
)
def test_what_no_question_has_is_said_with_its_neighbour(about: About, says: str) -> None:
    bank = bank_of(question(1, field="caching", level=0), question(2, field="locks"))
    with pytest.raises(IdkError) as caught:
        select([bank], count=5, foils=True, seed=1, history={}, about=about)
    assert says in str(caught.value)
