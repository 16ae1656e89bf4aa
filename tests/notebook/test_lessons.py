"""What one session adds to the notebook, and that a made-up term never gets in."""

import pytest
from msgspec.structs import replace

from simulator.cli.places import bank_folders
from simulator.interview.commands import Ask, Next, Note, SetMark
from simulator.interview.events import Aid, CoachLevel, Mark
from simulator.notebook.lessons import Lesson, lessons
from simulator.notebook.shelf import keep_up
from simulator.notebook.topics import by_topic
from simulator.questions.library import find_banks
from simulator.questions.model import Question
from simulator.reading.model import Move, Quality
from simulator.scoring.recall import Rating
from tests.interview.scenes import FOIL, REAL, START, Scene, reading, started
from tests.notebook.given import files

ADMIT, ASK = reading(Move.ADMIT), reading(Move.ASK_EXPLAIN)
FULL = reading(Move.CLAIM, met=range(3))


def sat(*notes: str, on: Question = REAL, asks: bool = False, admits: bool = True) -> tuple[Lesson, ...]:
    """What a session leaves with one question, and these notes on it."""
    scene = Scene([on], header=started(coach=CoachLevel.SILENT, aid=Aid.SILENT))
    scene.do(Ask())
    scene.hear("words", ADMIT if admits else FULL)
    if scene.state.awaits_mark:
        scene.do(SetMark(Mark.SURE))
    if asks:
        scene.hear("Could you explain it?", ASK)
    scene.do(*(Note(text, Quality.PLAIN) for text in notes), Next())
    return lessons(scene.events)


def test_what_is_written_down_comes_with_all_there_is_on_it() -> None:
    (lesson,) = sat("write-ahead logging: why is it faster?", asks=True)
    assert lesson == Lesson(
        topic="write-ahead logging",
        day=START.astimezone().date(),
        key="test/wal",
        noted=("write-ahead logging: why is it faster?",),
        explained=REAL.explanation,
        resources=REAL.resources,
        project=REAL.project,
        rating=Rating.AGAIN,
    )


def test_without_an_explanation_there_is_none() -> None:
    (lesson,) = sat("the log")
    assert (lesson.noted, lesson.explained) == (("the log",), "")


@pytest.mark.parametrize("note", ["write-ahead logging", "Write-Ahead Logging "])
def test_the_name_alone_says_nothing_that_is_unclear(note: str) -> None:
    assert sat(note)[0].noted == ()


def test_what_is_not_written_down_is_a_rating_alone() -> None:
    (lesson,) = sat(admits=False)
    assert (lesson.noted, lesson.rating, lesson.full, lesson.resources) == (None, Rating.GOOD, True, ())


def test_a_skipped_question_leaves_nothing() -> None:
    scene = Scene([REAL])
    scene.do(Ask(), Next())
    assert lessons(scene.events) == ()


def test_saying_that_one_writes_it_down_is_not_what_is_unclear() -> None:
    scene = Scene([REAL])
    scene.do(Ask())
    scene.hear("I don't know, I'll note it", reading(Move.ADMIT, Move.NOTE))
    scene.do(Next())
    (lesson,) = lessons(scene.events)
    assert lesson.noted == ()


def test_what_was_said_of_the_topic_and_written_down_is_kept() -> None:
    scene = Scene([REAL])
    scene.do(Ask())
    scene.hear("Noting down: the log and its pages", reading(Move.ADMIT, Move.NOTE))
    scene.do(Next())
    assert lessons(scene.events)[0].noted == ("Noting down: the log and its pages",)


def test_the_neighbour_of_a_made_up_term_gets_in_its_stead() -> None:
    (lesson,) = sat(FOIL.topic, "which rows it holds", on=FOIL)
    assert (lesson.topic, lesson.key, lesson.rating) == ("partial indexes", "", None)
    assert lesson.noted == ("which rows it holds",)
    assert lesson.explained == "The nearest real one is the partial index."


@pytest.mark.parametrize(
    "note",
    [
        FOIL.topic,
        "look up hoisting",
        "index hoistings?",
        "DEFERRED things",
        "read on deferred-index-hoisting",
    ],
)
def test_no_word_of_a_made_up_term_is_kept(note: str) -> None:
    assert sat(note, on=FOIL)[0].noted == ()


def test_a_made_up_term_of_its_neighbour_s_words_is_known_by_all_of_them() -> None:
    foil = replace(
        FOIL, topic="index partial", near="partial index and others", debrief="None. A partial one."
    )
    (lesson,) = sat("partial index", "the partial ones", on=foil)
    assert lesson.noted == ("the partial ones",)


def test_a_made_up_term_that_was_not_written_down_leaves_nothing() -> None:
    assert sat(on=FOIL) == ()


def test_before_it_is_named_nothing_is_explained_of_the_neighbour() -> None:
    scene = Scene([FOIL])
    scene.do(Ask())
    scene.hear("I don't know", ADMIT)
    scene.do(Note("how it is kept", Quality.PLAIN))
    (lesson,) = lessons(scene.events)
    assert (lesson.noted, lesson.explained) == (("how it is kept",), "")


def bundled_foils() -> list[Question]:
    library = find_banks(bank_folders())
    return [one for bank in library.usable() for one in bank.questions if one.is_foil]


def test_no_bundled_made_up_term_reaches_a_page(tmp_path_factory: pytest.TempPathFactory) -> None:
    foils = bundled_foils()
    assert len(foils) > 60
    for foil in foils:
        notes = (foil.topic, f"{foil.topic}: how?", f"more on {foil.topic.upper()}s", "the whole idea")
        learnt = sat(*notes, on=foil, asks=True)
        folder = tmp_path_factory.mktemp("notebook")
        book = keep_up(folder, by_topic({"one": learnt}))
        everything = b"\n".join(files(folder).values()).decode().casefold()
        assert foil.topic.casefold() not in everything
        assert [card.name for card in book.cards] == [foil.near]
        assert foil.near.casefold() in everything
