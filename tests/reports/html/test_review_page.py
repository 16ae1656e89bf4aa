"""A session as a page: everything said is in it, marked, in order, and nothing in it can do anything."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.interview.commands import Ask, Next, Note, SetMark
from simulator.interview.events import Mark, Started
from simulator.reading.model import Move, MoveSpan, Quality, Reading
from simulator.reports.html.review_page import review_page
from simulator.reports.review import review
from tests.interview.scenes import REAL, Scene, asked, reading, started
from tests.reports.html.pages import check, headings, name_of, parsed, text_of
from tests.reports.html.test_page import HOSTILE
from tests.reports.sittings import contested, learner, played


def page_of(scene: Scene) -> str:
    return review_page(review(played(scene), lambda _: None))


def read_as(text: str, *spans: tuple[Move, int, int]) -> Reading:
    moves = tuple(MoveSpan(move, text[start:end], start, end) for move, start, end in spans)
    return Reading(moves=moves, reader="test")


def test_a_session_is_a_page_with_its_questions_as_headings() -> None:
    tree = parsed(page_of(learner()))
    check(tree)
    titles = [text for level, text in headings(tree) if level == 2]
    assert titles == [f"1. {REAL.ask}", "2. " + learner().state.episodes[1].question.ask]
    assert [text_of(link) for link in tree.iter("a")][1:3] == titles


def test_moves_are_marked_in_the_words_and_named() -> None:
    text = "Never used it. How does it work?"
    scene = asked()
    scene.hear(text, read_as(text, (Move.ADMIT, 0, 14), (Move.ASK_EXPLAIN, 15, 32)))
    scene.do(Next())
    tree = parsed(page_of(scene))
    check(tree)
    assert [text_of(one) for one in tree.iter("mark")] == ["Never used it.", "How does it work?"]
    (said,) = [one for one in tree.iter("div") if one.get("class") == "said candidate"]
    assert text_of(said) == "You: [don't know: Never used it.] [asks: How does it work?]"


def test_what_it_earned_stands_under_each_question() -> None:
    tree = parsed(page_of(contested()))
    questions = [text_of(one) for one in tree.iter("section")]
    assert "Contested: it does not count." in questions[0]
    assert "Honesty 100" in questions[1]


def test_the_key_points_are_a_list_with_their_ticks() -> None:
    scene = asked()
    scene.hear("log first", reading(Move.CLAIM, met=[0]))
    scene.do(SetMark(Mark.SURE), Next())
    tree = parsed(page_of(scene))
    ticks = [text_of(one)[0] for one in tree.iter("li") if text_of(one)[0] in "✓·"]
    assert ticks == ["✓", "·", "·"]


def test_a_session_that_is_not_over_is_shown_as_far_as_it_came() -> None:
    scene = asked()
    scene.hear("no idea", read_as("no idea", (Move.ADMIT, 0, 7)))
    tree = parsed(page_of(scene))
    check(tree)
    assert "no idea" in text_of(tree)
    assert "This session is not over yet." in text_of(tree)


def test_a_session_not_begun_is_a_page_too() -> None:
    tree = parsed(page_of(Scene([REAL])))
    check(tree)
    assert "No question counts yet." in text_of(tree)


def hostile(text: str) -> Scene:
    """A session that has `text` wherever a transcript has a text."""
    header = started()
    assert isinstance(header, Started)
    points = tuple(replace(point, point=text) for point in REAL.key_points)
    question = replace(REAL, ask=text, topic=text, explanation=text, key_points=points)
    scene = Scene([question], header=replace(header, banks=(text, text)))
    scene.do(Ask())
    scene.hear(text, read_as(text, (Move.ADMIT, 0, len(text))))
    scene.hear(text, read_as(text, (Move.ASK_EXPLAIN, 0, len(text))))
    scene.do(Note(text or "x", Quality.PLAIN), Next())
    return scene


def test_a_hostile_session_is_shown_and_does_nothing() -> None:
    tree = parsed(page_of(hostile(HOSTILE)))
    check(tree)
    assert "<script>alert(1)</script>" in text_of(tree)
    assert not [one for one in tree.iter() if name_of(one) in ("script", "img", "iframe", "object")]


@settings(max_examples=30)
@given(st.text(min_size=1).filter(str.strip))
def test_no_text_of_a_session_leaves_its_place(text: str) -> None:
    check(parsed(page_of(hostile(text))))
