"""Which questions a new session asks: those wished for, with what is due and what is known among them."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from simulator.cli.choosing import DEFAULT_BANK, Wish, choose, question_on
from simulator.cli.clock import today
from simulator.cli.past import History, past
from simulator.errors import IdkError
from simulator.interview.events import CoachLevel, Marking
from simulator.notebook.cards import INDEX, Card, index
from simulator.notebook.topics import State, identity
from simulator.questions.library import find_banks
from simulator.questions.model import Question
from simulator.questions.selection import About
from tests.cli.earlier import FULL, sat
from tests.process.programs import BANK

NOTHING = History()
LIBRARY = find_banks()
OTHER_BANK = next(name for name in LIBRARY.files if name != DEFAULT_BANK)


def bundled(bank: str = DEFAULT_BANK) -> list[Question]:
    return [one for one in LIBRARY.load(bank).bank.questions if not one.is_foil]


def due(folder: Path, *keys: str | tuple[str, ...], since: int = 1) -> Path:
    """A notebook in which topics with these questions are due, the first longest."""
    cards = []
    for place, key in enumerate(keys):
        name = f"topic {place}"
        on = today() - timedelta(days=since + len(keys) - place)
        asked = (key,) if isinstance(key, str) else key
        cards.append(
            Card(name=name, file="x.md", state=State.OPEN, first=on, due=on, keys=asked, names=(name,))
        )
    folder.mkdir(exist_ok=True)
    (folder / INDEX).write_bytes(index(tuple(cards)))
    return folder


def wish(notebook: Path | None, *banks: str, only: tuple[str, ...] = (), length: int = 6) -> Wish:
    return Wish(banks, only, length, True, 1, CoachLevel.FULL, Marking.ASKED, notebook=notebook)


def keys(made: Wish, history: History = NOTHING, seed: int = 1, day: date | None = None) -> list[str]:
    return [one.key for one in choose(made, history, seed, day or today()).questions]


@pytest.mark.parametrize(("length", "share"), [(2, 0), (3, 1), (5, 1), (6, 2), (12, 4)])
def test_at_most_one_question_in_three_is_due(tmp_path: Path, length: int, share: int) -> None:
    wanted = [one.key for one in bundled(OTHER_BANK)]
    made = wish(due(tmp_path / "n", *wanted[:9]), length=length)
    for seed in range(5):
        found = keys(made, seed=seed)
        assert len(found) == length
        assert [key for key in wanted[:9] if key in found] == wanted[:share]
        assert found == keys(made, seed=seed)


def test_what_is_due_is_asked_by_the_banks_that_were_named(tmp_path: Path) -> None:
    far, near = bundled(OTHER_BANK)[0].key, bundled()[0].key
    notebook = due(tmp_path / "n", far, near)
    found = keys(wish(notebook, DEFAULT_BANK))
    assert near in found
    assert far not in found


def test_only_what_is_due_if_wished(tmp_path: Path) -> None:
    wanted = [one.key for one in bundled()[:4]]
    notebook = due(tmp_path / "n", "gone/x", *wanted)
    assert keys(wish(notebook)._replace(due=True)) == wanted
    assert keys(wish(notebook, length=2)._replace(due=True)) == wanted[:2]
    for nothing in (wish(notebook, "postgres-internals")._replace(due=True), wish(None)._replace(due=True)):
        with pytest.raises(IdkError):
            choose(nothing, NOTHING, 1, today())
    with pytest.raises(IdkError, match="No topic of your notebook that a bank asks about is due"):
        choose(wish(notebook)._replace(due=True), NOTHING, 1, today() - timedelta(days=99))


def test_who_asks_for_a_subject_or_a_question_gets_just_that(tmp_path: Path) -> None:
    notebook = due(tmp_path / "n", *(one.key for one in bundled()[:4]))
    pinned = bundled()[7].key
    assert keys(wish(notebook, only=(pinned,))) == [pinned]
    about = About((bundled()[9].tags[0],), (), ())
    assert keys(wish(notebook)._replace(about=about)) == keys(wish(None)._replace(about=about))


def test_a_due_topic_is_no_control_and_stays(tmp_path: Path) -> None:
    mastered, asked = bundled()[:2]
    for ago, symbols in ((9, "aaaa"), (2, "bbbb")):
        sat(tmp_path / "t", ago, FULL, mastered, symbols=symbols)
    history = past(tmp_path / "t")
    for seed in range(8):
        found = keys(wish(due(tmp_path / "n", asked.key)), history, seed)
        assert asked.key in found
        assert mastered.key in found
        assert len(found) == len(set(found)) == 6


def test_of_two_topics_on_one_question_one_is_asked(tmp_path: Path) -> None:
    key = bundled()[0].key
    assert keys(wish(due(tmp_path / "n", key, key))._replace(due=True)) == [key]


def test_the_question_asked_last_that_is_still_there(own_home: Path) -> None:
    banks = own_home / "banks"
    banks.mkdir(parents=True)
    shutil.copy(BANK, banks)
    library = find_banks([banks])
    question = library.question("postgres-internals/write-ahead-log")
    keys = ("postgres-internals/gone", question.key)
    card = Card(
        name="The Log",
        file="x.md",
        state=State.OPEN,
        first=today(),
        due=today(),
        keys=keys,
        names=("the log", identity(question.topic)),
    )
    every = library.files.keys()
    assert question_on(library, card, every) == question
    assert question_on(library, card, []) is None
    assert question_on(library, replace(card, keys=keys[:1]), every) is None
    renamed = question_on(library, replace(card, names=("the log",)), every)
    assert renamed == replace(question, topic="The Log")


def test_an_empty_choice_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IdkError):
        choose(wish(None)._replace(about=About((), (), ("no such words at all",))), NOTHING, 1, today())


def test_a_bank_of_made_up_terms_alone_leaves_nothing_without_them(tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    foil = """
  - {id: hoisting, kind: foil, ask: "When would you hoist?", topic: deferred index hoisting, level: mid,
     scope: Any., probes: ["Where?"], near: partial indexes, debrief: None such., checked: 2026-11-22}
"""
    bank.write_text(
        f"format: 1\nbank: made-up\ntitle: Made up\nlanguage: en\nquestions:{foil}", encoding="utf-8"
    )
    with pytest.raises(IdkError, match="There is no question to ask"):
        choose(wish(None, str(bank))._replace(foils=False), NOTHING, 1, today())
