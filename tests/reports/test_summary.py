"""The end of a session: never empty, best first, no number without a basis."""

from simulator.interview.commands import Ask, Finish, Next
from simulator.reports.blocks import Tone
from simulator.reports.summary import best_words, counting, headline, headline_of, one_thing, summary
from simulator.scoring.session import score
from tests.interview.scenes import REAL
from tests.reports.sittings import ADMIT, FULL, PARTIAL, WRONG, contested, learner, one, silent


def texts(scene: object) -> list[str]:
    """The lines of the end of a session."""
    state = scene.state  # type: ignore[attr-defined]
    return [block.text for block in summary(state, score(state))]


def test_it_leads_with_what_was_done() -> None:
    said = texts(learner())
    assert said[1] == "Said so plainly 1 of 1 · asked 1 of 1 · wrote down 1 · doubted 1 made-up term"
    assert said[2] == "“Why is the log first, when B-trees are on disk anyway?”"
    assert "write-ahead logging" in said[3]


def test_figures_that_rest_on_too_little_are_absent_and_what_is_missing_is_said() -> None:
    honesty, learning = texts(learner())[-2:]
    assert honesty.startswith("Honesty: not yet - it takes 2 answers on what you knew; so far 0, so 2 more")
    assert (
        learning == "Learning: not yet - it takes 4 questions with something to learn; so far 1, so 3 more."
    )


def test_a_session_without_an_answer_is_no_failure() -> None:
    scene = silent()
    scene.do(Ask(), Next(), Ask(), Next(), Finish())
    assert texts(scene) == ["That was short", "No question counts, so there is nothing to score."]


def test_each_question_comes_with_the_words_that_earned_it() -> None:
    blocks = summary(learner().state, score(learner().state))
    quotes = [block.text for block in blocks if block.tone is Tone.QUOTE]
    assert "“I don't know WAL.”" in quotes
    assert "“Is that a real thing?”" in quotes


def test_a_contested_question_counts_nowhere() -> None:
    scored = score(contested().state)
    assert headline(counting(scored)).startswith("Said so plainly 1 of 1")


def test_half_an_answer_is_nothing_to_admit_to() -> None:
    assert headline([one("it is replayed", PARTIAL)]) == "Asked 0 of 1 · wrote down 0"
    assert headline([one("all of it", FULL)]) == "Answered in full 1"


def test_the_headline_of_a_whole_transcript() -> None:
    assert headline_of(learner().events) == texts(learner())[1]


def test_the_one_thing_is_the_one_that_mattered_most() -> None:
    assert one_thing([one("a copy", WRONG)]).startswith("say how sure you are")
    assert one_thing([one("no", ADMIT)]) == f"ask “Could you explain {REAL.topic} to me?”"
    assert one_thing([one("all", FULL)]).startswith("tie what you ask")


def test_without_a_learning_move_a_plain_word_is_the_best_line() -> None:
    assert best_words([one("I don't know.", ADMIT)]) == "I don't know."
    assert best_words([one("a copy", WRONG)]) == ""
