"""What is doubtful about a valid bank."""

from typing import Any

import msgspec
import pytest

from simulator.questions.library import find_banks
from simulator.questions.model import Bank, KeyPoint, Kind, Level, Question, Resource, ResourceKind
from simulator.questions.quality import Doubt, doubts, warnings

EXPLANATION = (
    "An index lets the database find the matching rows without reading the whole table. It is a sorted "
    "structure beside the table, so a search takes a few steps instead of one for each row. Each write "
    "has to change every index as well, which makes writing slower. Where most rows match, reading straight "
    "through the table is cheaper than jumping between the index and the table for every single row of it."
)
GOOD = Question(
    bank="mine",
    id="index",
    ask="What does an index buy you, and what does it cost?",
    topic="database indexes",
    level=Level.MID,
    tags=("databases",),
    key_points=(
        KeyPoint("An index finds matching rows without reading the whole table.", core=True),
        KeyPoint("Every write becomes slower, since each index has to be changed too."),
        KeyPoint("It helps little where most rows match."),
    ),
    explanation=EXPLANATION,
    resources=(Resource("Use The Index, Luke", "https://use-the-index-luke.com/", ResourceKind.BOOK),),
)
FOIL = Question(
    bank="mine",
    id="made-up",
    kind=Kind.FOIL,
    ask="When would you reach for tuple reseating?",
    topic="tuple reseating",
    level=Level.MID,
    near="vacuum",
)


def bank(*questions: Question, name: str = "mine") -> Bank:
    return Bank(name=name, title=name, language="en", questions=questions)


def found(question: Question = GOOD, *others: Question) -> list[str]:
    return [doubt.field for doubt in doubts(bank(question), [bank(*others, name="other")])]


def changed(**fields: Any) -> Question:
    return msgspec.structs.replace(GOOD, **fields)


def test_nothing_is_doubtful_about_a_good_question_or_foil() -> None:
    assert found() == []
    assert found(FOIL) == []


@pytest.mark.parametrize(
    ("question", "field"),
    [
        (changed(explanation="It is fast."), "explanation"),
        (changed(explanation=" ".join([EXPLANATION] * 3)), "explanation"),
        (changed(explanation=EXPLANATION.replace(".", ",")), "explanation"),
        (
            changed(
                key_points=(*GOOD.key_points, KeyPoint("Transactions are isolated by locks.", core=True))
            ),
            "explanation",
        ),
        (
            changed(
                key_points=(
                    *GOOD.key_points,
                    KeyPoint(
                        "Every write becomes slower, since each index has to be changed too, and logged."
                    ),
                )
            ),
            "key_points[1]",
        ),
        (
            changed(resources=(Resource("x", "https://example.com/page", ResourceKind.DOCS),)),
            "resources[0].url",
        ),
        (changed(resources=(Resource("x", "https://a.org/page).", ResourceKind.DOCS),)), "resources[0].url"),
    ],
)
def test_what_a_person_should_look_at_is_named(question: Question, field: str) -> None:
    assert field in found(question)


def test_a_draft_is_not_judged_by_what_it_still_lacks() -> None:
    assert found(changed(explanation="Short.", draft=True)) == []


def test_a_question_that_another_bank_asks_is_named() -> None:
    other = changed(bank="other", ask="What does an index buy, and what does it cost you?")
    (doubt,) = doubts(bank(GOOD), [bank(other, name="other")])
    assert doubt == Doubt("index", "ask", "a question that is not asked elsewhere", "that of other/index")


def test_a_question_asked_twice_in_one_bank_is_named_once() -> None:
    assert len(doubts(bank(GOOD, changed(id="again")), [])) == 1


def test_a_made_up_term_near_a_real_one_is_named() -> None:
    real = changed(bank="other", ask="Why?", topic="tuple re-seating")
    assert found(FOIL, real) == ["topic"]


def test_the_warning_stands_at_its_question() -> None:
    text = "format: 1\nquestions:\n  - id: first\n    ask: a\n  - id: index\n"
    (warning,) = warnings(bank(changed(explanation="It is fast.\n" * 3)), [], "f.yaml", text)[:1]
    assert str(warning).startswith("f.yaml:5:1: warning: index.explanation: expected")
    assert not warning.is_error


def test_the_bundled_banks_give_no_cause_for_doubt() -> None:
    banks = list(find_banks().usable())
    assert [doubt for one in banks for doubt in doubts(one, banks)] == []
