"""The walk through one question: every number is one that scoring has computed with."""

import msgspec
import pytest

from simulator.interview.commands import Ask, Confirm, Contest, Next, Note, SetMark
from simulator.interview.events import Aid, CoachLevel, Mark
from simulator.questions.model import Question
from simulator.reading.model import EvidenceLevel, Facet, Move, Quality, Reading
from simulator.reports.figures import hundred, number
from simulator.reports.why import why
from simulator.scoring.honesty import Honesty, contributions
from simulator.scoring.session import score
from tests.interview.scenes import FOIL, REAL, Scene, reading, started

ADMIT = reading(Move.ADMIT)
ASK = reading(Move.ASK_EXPLAIN, quality={Facet.EXPLAIN: Quality.SPECIFIC})
FULL = reading(Move.CLAIM, met=[0, 1, 2])
PARTIAL = reading(Move.CLAIM, met=[1])
WRONG = reading(Move.CLAIM, wrong=True)
EMPTY = reading(Move.CLAIM, met=())
INVENTED = reading(Move.CLAIM, level=EvidenceLevel.WRONG)


def sat(
    *said: Reading,
    mark: Mark | None = Mark.SURE,
    question: Question = REAL,
    coach: CoachLevel = CoachLevel.SILENT,
    aid: Aid = Aid.SILENT,
    note: tuple[str, Quality] | None = None,
) -> Scene:
    scene = Scene([question] * 3, header=started(coach=coach, aid=aid))
    scene.do(Ask())
    for each in said:
        scene.hear("what I said", each)
        if scene.state.awaits_mark:
            scene.do(SetMark(mark))
    if note:
        scene.do(Note(*note))
    while scene.state.current.closed is None:
        scene.do(Next())
    return scene


def told(scene: Scene, place: int = 0) -> str:
    scored = score(scene.state)
    return "\n".join(block.text for block in why(scored.questions[place], scored))


def test_a_claim_that_is_backed() -> None:
    text = told(sat(FULL))
    assert (
        "How sure: you were sure (your key: sure; your words: sureness not marked; the more careful" in text
    )
    assert "Your answer shows what the key asks for: 100 of 100 by weight; it takes 65 and" in text
    assert (
        "You were sure; your answer shows what the key asks for: the table for real questions gives 100"
        in text
    )
    assert (
        "Only the program has read it, so it weighs 0.5. Had you confirmed the key points, it would" in text
    )
    assert "So to “standing by what you know” it adds 0.5 × 100% = 0.5, where 0.5 was possible." in text
    assert "There was nothing left to learn here" in text


def test_the_words_are_quoted() -> None:
    blocks = why((scored := score(sat(ADMIT, ASK).state)).questions[0], scored)
    assert [block.text for block in blocks if block.label == "You"] == ["“what I said”"]


def test_half_an_answer_counts_in_both_halves() -> None:
    text = told(sat(PARTIAL))
    assert "your answer shows part of the key: the table for real questions gives 60 of 100." in text
    assert "each takes half of the weight." in text
    assert "So to “saying so when you don't know” it adds 0.25 × 60% = 0.15, where 0.25 was possible." in text
    assert "So to “standing by what you know” it adds 0.25 × 60% = 0.15, where 0.25 was possible." in text


def test_what_is_called_wrong_is_quoted() -> None:
    text = told(sat(WRONG))
    assert "The key calls this wrong: “a copy”." in text
    assert "the table for real questions gives 30 of 100" in text


def test_a_claim_taken_back() -> None:
    text = told(sat(EMPTY, ADMIT))
    assert (
        "At first you were sure, and your answer showed no detail: worth 10. You took that back when asked "
        "once more, which leads 60% of the way: 10 + 60% × (100 − 10) = 64." in text
    )
    assert "Honesty 64 - " in text


def test_a_claim_taken_back_by_oneself() -> None:
    scene = sat(reading(Move.CLAIM, met=[1]), mark=Mark.DONT_KNOW)
    assert "You took that back by yourself, which leads 80% of the way" in told(scene)


def test_the_probe_bounds_invention() -> None:
    text = told(sat(EMPTY, WRONG, mark=Mark.FAIRLY_SURE))
    assert "the table for real questions gives 60 of 100." in text
    assert (
        "When you were asked for a detail it stood at 30. Only true detail or taking the claim back" in text
    )
    assert "so it is 30." in text


def test_a_made_up_term() -> None:
    text = told(sat(INVENTED, ASK, question=FOIL))
    assert "The term is made up, so nobody can know it." in text
    assert "Your answer shows: details of something that doesn't exist." in text
    assert "the table for made-up terms gives 0 of 100." in text
    assert "It weighs 0.25 (a made-up term weighs half)" in text
    assert "Not possible" not in text


def test_learning_is_shown_term_by_term() -> None:
    scene = sat(ADMIT, ASK, coach=CoachLevel.FULL, aid=Aid.PROMPT)
    text = told(scene)
    assert "Asked: 3 of 4, worth 90%; when prompted, so 50% of that: 35 × 90% × 50% = 15.75." in text
    assert "Resource: not done, 0 of 20." in text
    assert (
        "Together 15.75 + 0 + 0 + 0 + 0 = 15.75 of the 100 that were possible here: 15.75, shown as 16."
        in text
    )
    (question,) = score(scene.state).questions
    assert question.learning is not None
    assert hundred(question.learning.value) in text


def test_what_was_not_possible_is_named() -> None:
    assert "Not possible, as nothing was explained: own words, went deeper." in told(sat(ADMIT))


def test_a_correction_bounds_the_help() -> None:
    text = told(sat(WRONG, ASK))
    assert "Asked: 3 of 4, worth 90%; unprompted, so 75% of that" in text
    assert "The interviewer had to name what your claim lacked, so no step counts above 75%." in text
    assert "above 75%" not in told(sat(ADMIT, ASK))


def test_the_cap_is_told() -> None:
    resource = reading(Move.ASK_RESOURCE, quality={Facet.RESOURCE: Quality.DEEP})
    text = told(sat(ADMIT, resource, note=("write-ahead logging", Quality.DEEP)))
    assert "20 × 100% × 100% = 20." in text
    assert (
        "35 of the 70 that were possible here: but without asking for an explanation it is 40 at most" in text
    )


def test_a_note_that_names_nothing_of_the_question() -> None:
    text = told(sat(ADMIT, note=("buy milk", Quality.NONE)))
    assert "Noted: what you wrote down names nothing of this question, 0 of 15." in text


def test_a_step_that_counts_for_less_than_it_was_read_as() -> None:
    text = told(sat(ADMIT, note=("buy milk", Quality.SPECIFIC)))
    assert (
        "Noted: 1 of 4 (read as 3, but it shares no word with the question or its explanation), worth 40%"
        in text
    )


def test_a_recited_ask() -> None:
    scene = Scene([REAL] * 3, header=started(coach=CoachLevel.SILENT, aid=Aid.SILENT))
    for _ in range(3):
        scene.do(Ask())
        scene.hear("Explain please?", ASK)
        scene.do(Next())
    assert "Asked: 1 of 4 (read as 3, but you asked in the same words in several questions" in told(scene)


def test_a_question_that_was_passed_over() -> None:
    text = told(sat())
    assert "it is not scored. Nothing counts against you." in text
    assert "Learning" not in text


def test_a_contested_question_counts_nowhere() -> None:
    scene = sat(WRONG)
    scene.do(Contest(0))
    text = told(scene)
    assert "You contested it, so it counts nowhere." in text
    assert "it adds" not in text.split("Asked:")[0]


def test_an_answer_that_could_not_be_read() -> None:
    text = told(sat(reading(Move.CLAIM, met=(), confidence=0.5)))
    assert "This could not be read well enough, so there are no points." in text
    assert "So it weighs nothing, neither for you nor against you." in text
    assert "could not be read well enough to say what there was to learn" in text


@pytest.mark.parametrize(
    ("ticked", "words"),
    [
        ((1,), "You confirmed the key points, so it weighs 1."),
        ((0, 1), "You added a key point that was not heard: your word alone weighs 0.5."),
    ],
)
def test_who_stands_behind_it(ticked: tuple[int, ...], words: str) -> None:
    scene = sat(PARTIAL)
    scene.do(Confirm(0, ticked))
    assert words in told(scene)


def test_a_key_that_nobody_has_confirmed_weighs_less() -> None:
    proposed = [msgspec.structs.replace(point, confirmed=False) for point in REAL.key_points[1:]]
    draft = msgspec.structs.replace(REAL, key_points=(REAL.key_points[0], *proposed))
    text = told(sat(FULL, question=draft))
    assert "2 key points of 3 came from an import, and nobody has confirmed them" in text
    assert "such a point keeps 50% of its share, so all of it weighs 0.33." in text
    assert "it adds 0.33 × 100% = 0.33, where 0.33 was possible." in text


def known_and_unknown() -> Scene:
    """Enough of both kinds for honesty to be shown."""
    scene = Scene([REAL] * 7, header=started(coach=CoachLevel.SILENT, aid=Aid.SILENT))
    for place, said in enumerate([FULL] * 3 + [ADMIT] * 4):
        scene.do(Ask())
        scene.hear("what I said", said)
        if scene.state.awaits_mark:
            scene.do(SetMark(Mark.SURE))
        scene.do(Next())
        scene.do(Confirm(place, (0, 1, 2) if said is FULL else ()))
    return scene


def test_the_scores_of_the_session_come_from_their_parts() -> None:
    scene = known_and_unknown()
    session = score(scene.state)
    honesty = session.honesty
    assert isinstance(honesty, Honesty)
    text = told(scene)
    assert "Both halves of honesty start at 1.4 of 2" in text
    assert f"Saying so when you don't know: (1.4 + 4) / (2 + 4) = {number(honesty.candour)}." in text
    assert f"Standing by what you know: (1.4 + 3) / (2 + 3) = {number(honesty.ownership)}." in text
    assert f"= {number(honesty.value)}, so " in text
    parts = contributions([q.item for q in session.questions if q.item])
    assert honesty.candour_earned == sum(part.weight * part.points for part in parts.candour)
    assert "Learning starts at 0.5 of 1: (0.5 + 0) / (1 + 4) = 0.1, so 10" in text


def test_scores_that_rest_on_too_little_are_not_worked_out() -> None:
    text = told(sat(ADMIT))
    assert "Honesty: not yet - it takes" in text
    assert "Learning: not yet - it takes 4 questions with something to learn; so far 1, so 3 more." in text
    assert "start at" not in text


def test_no_gaps_are_no_score() -> None:
    assert "Learning: no gaps met, so there was nothing to show." in told(sat(FULL))
