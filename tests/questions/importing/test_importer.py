"""What becomes of cards in any format: text kept, drafts written, nothing twice."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import IdkError
from simulator.questions.importing.cards import Card, Place, Skipped
from simulator.questions.importing.importer import import_cards, keep
from simulator.questions.importing.writing import banks
from simulator.questions.loader import read_bank
from tests.questions.importing.writers import WRITERS, Cards

_WORD = st.text("abcdefghijklmnopqrstuvwxyzäéß日本", min_size=2, max_size=8)
_SAID = st.lists(_WORD, min_size=3, max_size=8).map(" ".join)
_CARD = st.tuples(_SAID.map(lambda text: f"What is {text}?"), _SAID.map(str.capitalize), st.just(("field",)))
_CARDS = st.lists(_CARD, min_size=1, max_size=8, unique_by=lambda card: card[0].casefold())
_ANY = st.text(st.characters(codec="utf-8"), max_size=60)
PLACE = Place("cards.csv", 1)


@pytest.mark.parametrize("name", WRITERS)
@given(cards=_CARDS)
@settings(max_examples=12)
def test_question_and_answer_come_through_every_format(name: str, cards: Cards) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        WRITERS[name](cards, path)
        imported = import_cards(path)
    kept = [(one.question["ask"], one.question["explanation"]) for one in imported.kept]
    assert kept == [(question, answer) for question, answer, _ in cards]
    assert imported.skipped == []


@given(st.lists(st.tuples(_ANY, _ANY), max_size=6))
def test_whatever_a_card_says_the_bank_is_valid_and_says_the_same(texts: list[tuple[str, str]]) -> None:
    sound = Card(PLACE, "What is always kept?")
    imported = keep([sound, *(Card(PLACE, question, answer) for question, answer in texts)], "cards.csv")
    ((name, content),) = banks("mine", [one.question for one in imported.kept])
    loaded = read_bank(content.encode(), f"{name}.yaml").bank
    assert [q.ask for q in loaded.questions] == [one.question["ask"] for one in imported.kept]
    assert [q.explanation for q in loaded.questions] == [
        one.question.get("explanation", "") for one in imported.kept
    ]
    assert all(q.draft and not any(p.confirmed for p in q.key_points) for q in loaded.questions)
    assert len({q.id for q in loaded.questions}) == len(loaded.questions)


@pytest.mark.parametrize("name", sorted({Path(name).suffix for name in WRITERS}))
@given(st.binary(max_size=300))
@settings(max_examples=25)
def test_junk_is_cards_or_one_clear_message(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"junk{name}"
        path.write_bytes(data)
        try:
            said = [str(one.place) for one in import_cards(path).kept]
        except IdkError as error:
            said = [str(error)]
    assert said
    assert all(str(path) in text for text in said)


def test_of_equal_questions_the_first_with_an_answer_is_kept() -> None:
    cards = [Card(Place("a.md", n), ask, answer) for n, ask, answer in (
        (1, "What is X?", ""), (2, "what is  x", "A letter."), (3, "What is X?", "Another."),
    )]  # fmt: skip
    imported = keep(cards, "a.md")
    assert [(one.place.number, one.question["explanation"]) for one in imported.kept] == [(2, "A letter.")]
    assert [(one.place.number, one.first) for one in imported.skipped] == [
        (1, cards[1].place),
        (3, cards[1].place),
    ]


@pytest.mark.parametrize(
    ("question", "reason"),
    [("", "is empty"), ("…!", "no word"), ("What? " + "x" * 2000, "longer than 2,000")],
)
def test_what_makes_no_question_is_skipped_with_the_reason(question: str, reason: str) -> None:
    imported = keep([Card(PLACE, "What is kept?"), Card(PLACE, question, "A.")], "cards.csv")
    assert len(imported.kept) == 1
    assert reason in imported.skipped[0].reason


def test_no_cards_at_all_is_said() -> None:
    with pytest.raises(IdkError, match="no cards in it"):
        keep([], "empty.csv")
    with pytest.raises(IdkError, match=r"none of its 1 cards .* cards.csv:1: broken"):
        keep([Skipped(PLACE, "broken")], "cards.csv")


def test_more_cards_than_can_be_held_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.questions.importing.importer.MAX_CARDS", 2)
    with pytest.raises(IdkError, match="more than 2 cards"):
        keep([Card(PLACE, f"What is {n}?") for n in range(3)], "cards.csv")
