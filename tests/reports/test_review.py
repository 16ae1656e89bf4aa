"""A session seen again: what came of each question, what was said with its moves marked, what is missing."""

from msgspec.structs import replace

from simulator.interview.commands import Ask, Confirm, Contest, Next, SetMark
from simulator.interview.events import Mark
from simulator.reading.model import (
    Evidence,
    EvidenceLevel,
    Facet,
    Move,
    MoveSpan,
    PointReading,
    Quality,
    Reading,
)
from simulator.reports.conversation import conversation
from simulator.reports.own_words import Better, Change
from simulator.reports.review import Entry, better_blocks, review
from simulator.scoring.session import ScoredQuestion
from tests.interview.scenes import REAL, Scene, asked, reading
from tests.reports.sittings import ADMIT, learner, played, silent

ASKS = "Why is the log first, when B-trees are on disk anyway?"


def entries(scene: Scene, better: Better | None = None) -> list[Entry]:
    return list(review(played(scene), lambda _: better))


def shown(scene: Scene, better: Better | None = None) -> list[str]:
    """The review's lines."""
    return [
        f"{block.label}: {block.text}" if block.label else block.text
        for block, _, _ in entries(scene, better)
    ]


def spans(text: str, *moves: tuple[Move, str], evidence: Evidence | None = None) -> Reading:
    """A reading of `text` that shows each move by these words of it."""
    found = [(move, words, text.index(words)) for move, words in moves]
    return Reading(
        moves=tuple(MoveSpan(move, words, at, at + len(words)) for move, words, at in found),
        evidence=evidence,
        quality={Facet.EXPLAIN: Quality.SPECIFIC},
        reader="by-hand",
    )


def test_the_moves_are_marked_in_the_words_themselves() -> None:
    scene = silent()
    scene.do(Ask())
    text = "No idea. Why is the log first? I'd say a tree."
    scene.hear(text, spans(text, (Move.ADMIT, "No idea"), (Move.ASK_EXPLAIN, "Why is the log first")))
    scene.do(Next())
    lines = shown(scene)
    said = lines.index("You: [don't know: No idea]. [asks: Why is the log first]? I'd say a tree.")
    assert lines[said + 1 : said + 3] == [
        "↳ said so: this counts as “I don't know”",
        "↳ asked, unprompted: 3 of 4",
    ]


def test_key_points_are_marked_where_they_were_said() -> None:
    scene = asked()
    text = "It is replayed, and it is a copy."
    points = tuple(
        PointReading(i, 0.9, met=i == 1, text="It is replayed" if i == 1 else "", end=14 if i == 1 else 0)
        for i in range(3)
    )
    evidence = Evidence(EvidenceLevel.PARTIAL, 1 / 3, points)
    scene.hear(text, spans(text, (Move.CLAIM, text), evidence=evidence))
    scene.do(SetMark(Mark.SURE), Next())
    lines = shown(scene)
    assert "You: [key 2: It is replayed], and it is a copy." in lines
    assert "For a full answer 1 would have had to come too." in lines


def test_words_that_are_nowhere_in_the_reply_are_quoted_under_it() -> None:
    lines = shown(learner())
    said = lines.index(f"You: {ASKS}")
    assert lines[said + 1] == "↳ asked, unprompted: 3 of 4 - “words”"
    assert "Written down: write-ahead logging: the order of log and pages" in lines


def test_a_mistake_is_marked_where_it_was_made_or_quoted() -> None:
    scene = silent()
    scene.do(Ask())
    scene.hear("It is a copy, mind.", reading(Move.CLAIM, wrong=True))
    scene.do(SetMark(Mark.SURE), Next())
    assert "You: It is [not so: a copy], mind." in shown(scene)
    scene = silent()
    scene.do(Ask())
    scene.hear("It is that.", reading(Move.CLAIM, wrong=True, met=[2]))
    scene.do(SetMark(Mark.SURE), Next())
    lines = shown(scene)
    said = lines.index("You: It is that.")
    assert lines[said + 1 : said + 3] == ["↳ key 3: “words”", "↳ not so: “a copy”"]


def test_a_reply_that_was_not_read_for_its_language_says_so() -> None:
    scene = silent()
    scene.do(Ask())
    scene.hear("Keine Ahnung.", reading(language="de"))
    scene.hear("No idea.", ADMIT)
    scene.do(Next())
    lines = shown(scene)
    said = lines.index("You: Keine Ahnung.")
    assert lines[said + 1] == "↳ not read: it looks like German, and only English is read"


def test_the_head_comes_first_and_the_outcome_before_the_conversation() -> None:
    lines = shown(learner())
    assert lines[1].startswith("Said so plainly 1 of 1")
    assert lines[2].startswith("Honesty: ")
    assert "To look into: write-ahead logging" in lines
    heading = lines.index("1. What does a write-ahead log give a database?")
    assert lines[heading + 1].startswith("Honesty 100 - ")
    assert lines[heading + 3].startswith("You: ")


def test_what_the_interviewer_explained_is_told() -> None:
    lines = shown(learner())
    assert any(line.startswith("Interviewer explains: Every change") for line in lines)
    assert "Explained: write-ahead logging" in lines


def test_the_key_is_ticked_as_it_was_heard_or_as_it_was_left() -> None:
    scene = asked()
    scene.hear("it is replayed", reading(Move.CLAIM, met=[1]))
    scene.do(SetMark(Mark.FAIRLY_SURE), Next())
    lines = shown(scene)
    key = lines.index("\nThe key points, ticked as heard:")
    assert [line[0] for line in lines[key + 1 : key + 4]] == ["·", "✓", "·"]
    scene.do(Confirm(0, (0, 1)))
    lines = shown(scene)
    key = lines.index("\nThe key points, ticked as you left them:")
    assert [line[0] for line in lines[key + 1 : key + 4]] == ["✓", "✓", "·"]


def test_what_would_have_earned_more_comes_in_the_user_s_own_words() -> None:
    text = "It is a log. More than that I don't know."
    better = Better(
        position=0,
        seq=3,
        change=Change(text, 13, len(text)),
        honesty=1.0,
        learning=None,
        honesty_before=0.6,
        learning_before=None,
    )
    scene = asked()
    scene.hear("It is a log.", reading(Move.CLAIM, met=[1]))
    scene.do(SetMark(Mark.SURE), Next())
    *_, advice, words, effect, over = shown(scene, better)
    assert advice.startswith("Next time: ")
    assert words == "In your words: “It is a log. [new: More than that I don't know.]”"
    assert effect == "↳ read again like that: honesty 100 in place of 60"
    assert "not over" in over


def test_where_nothing_is_kept_another_sentence_stands_in_its_place() -> None:
    text = "I don't know that term - does it exist?"
    found = Better(
        position=0,
        seq=3,
        change=Change(text, 0, len(text)),
        honesty=1.0,
        learning=None,
        honesty_before=0.1,
        learning_before=None,
    )
    assert [(block.label, block.text) for block in better_blocks(found)] == [
        ("In its place", f"“{text}”"),
        ("", "↳ read again like that: honesty 100 in place of 10"),
    ]


def test_words_that_were_left_out_are_named() -> None:
    found = Better(
        position=0,
        seq=3,
        change=Change("It is a log.", left="I guess"),
        honesty=0.9,
        learning=None,
        honesty_before=0.7,
        learning_before=None,
    )
    assert better_blocks(found)[0].text == "“It is a log.” - without “I guess”"


def test_it_is_asked_for_better_words_once_a_question() -> None:
    heard: list[int] = []

    def remember(scored: ScoredQuestion) -> None:
        heard.append(scored.episode.position)

    list(review(played(learner()), remember))
    assert heard == [0, 1]


def test_a_paragraph_knows_its_question_and_its_event() -> None:
    session = played(learner())
    places = {(entry.position, entry.seq) for entry in review(session, lambda _: None)}
    said = {(e.position, turn.seq) for e in session.state.episodes for turn in e.turns}
    assert said <= places
    assert {(e.position, e.seq) for e in session.state.episodes} <= places


def test_a_contested_question_says_only_that() -> None:
    scene = asked()
    scene.hear("it is replayed", reading(Move.CLAIM, met=[1]))
    scene.do(SetMark(Mark.SURE), Next(), Contest(0))
    lines = shown(scene)
    assert "Contested: it does not count." in lines
    assert not any(line.startswith(("Next time", "Learning 0")) for line in lines)


def test_where_a_reading_is_doubtful_the_remedy_is_the_one_there_is_now() -> None:
    scene = asked()
    scene.hear("a copy", reading(Move.CLAIM, wrong=True, confidence=0.7))
    scene.do(SetMark(Mark.SURE), Next())
    (outcome,) = [line for line in shown(scene) if line.startswith("Honesty 30")]
    assert outcome.endswith("if so, contest it.")


def test_a_question_that_is_still_open_is_shown_as_far_as_it_came() -> None:
    scene = asked()
    scene.hear("no idea", spans("no idea", (Move.ADMIT, "no idea")))
    lines = shown(scene)
    assert "You: [don't know: no idea]" in lines
    assert lines[-1] == "\nThis session is not over yet."


def test_the_conversation_keeps_its_order_with_coach_and_key() -> None:
    scene = asked()
    scene.hear("it is replayed", reading(Move.CLAIM, met=[1]))
    scene.do(SetMark(Mark.SURE))
    labels = [block.label or block.text for block in conversation(scene.state.current)]
    assert labels == ["You", "Marked: sure.", "Interviewer", "Coach"]


def test_a_long_reply_is_cut_with_its_length() -> None:
    scene = asked()
    scene.hear("so " * 5000, ADMIT)
    (said,) = [line for line in shown(scene) if line.startswith("You: ")]
    assert len(said) < 4100
    assert said.endswith("(15,000 characters in all)")


def test_a_long_text_of_anybody_s_is_cut() -> None:
    scene = asked(replace(REAL, ask="why " * 5000, explanation="so " * 5000))
    scene.hear("no idea", reading(Move.ADMIT, Move.ASK_EXPLAIN))
    lines = shown(scene)
    assert sum(len(line) > 8000 for line in lines) == 2
    assert all(len(line) < 8100 for line in lines)


def test_a_session_without_an_answer_can_be_reviewed() -> None:
    scene = Scene()
    scene.do(Ask())
    assert "No question counts yet." in shown(scene)
