"""Debriefs in words: counts before percentages, long lists cut, and nothing about anybody's worth."""

from datetime import date

from simulator.debrief.evidence import Evidence, Kind, Known
from simulator.debrief.letter import read_letter
from simulator.debrief.listing import Need, Wanted
from simulator.debrief.look import look
from simulator.debrief.model import Answer, Debrief, Handled, Stage
from simulator.debrief.patterns import Patterns
from simulator.debrief.plan import plan
from simulator.debrief.vocabulary import bundled
from simulator.questions.model import Level, Question
from simulator.reports.blocks import Block
from simulator.reports.debrief import course, look_blocks, title, wanted_blocks
from simulator.reports.debrief_plan import letter_blocks, patterns_blocks, plan_blocks, too_few
from simulator.reports.plain import plain


def text(blocks: list[Block]) -> str:
    return "\n".join(plain(block) for block in blocks)


DAYS = [date(2026, 11, day) for day in range(1, 8)]
QUESTIONS = tuple(
    Question(bank="b", id=f"q{n}", ask="?", topic=f"topic {n}", level=Level.MID) for n in range(3)
)


def test_evidence_is_dated_newest_first_and_says_how_small_a_part_it_is() -> None:
    evidence = tuple(Evidence(day, Kind.PRACTISED_WELL, "topic 1") for day in DAYS)
    (seen,) = look([Wanted("SQL", Need.REQUIRED)], {"SQL": Known(evidence, QUESTIONS)})
    shown = text(look_blocks([seen]))
    assert "explained in full in practice: topic 1 (2026-11-07); " in shown
    assert "(2026-11-03)" not in shown
    assert shown.endswith("and 3 more; practised 1 of 3 questions on it")


def test_of_one_that_nothing_is_known_of_no_more_is_said() -> None:
    shown = text(look_blocks(look([Wanted("SQL", Need.NICE)], {})))
    assert "That is not a no." in shown
    assert "nice to have: SQL" in shown


def test_skills_from_the_same_words_stand_together() -> None:
    wanted = [
        Wanted("SQL", Need.REQUIRED, "SQL or Go"),
        Wanted("Go", Need.REQUIRED, "SQL or Go"),
        Wanted("C", Need.NICE, "c"),
    ]
    assert text(wanted_blocks(wanted)).split("\n") == [
        "Required:", "  1 SQL · 2 Go", "      “SQL or Go”", "Nice to have:", "  3 C",
    ]  # fmt: skip


def test_a_long_plan_spells_out_the_first() -> None:
    wanted = [Wanted(f"skill {n}", Need.REQUIRED) for n in range(12)]
    known = {one.skill: Known((Evidence(DAYS[0], Kind.SAID_TO_HAVE),)) for one in wanted}
    shown = text(plan_blocks(plan(look(wanted, known), bundled(), resume_given=False)))
    assert shown.count("What there is") == 8
    assert "And 4 more: skill 8, skill 9, skill 10, skill 11." in shown


def test_titles_and_courses_do_without_what_was_not_told() -> None:
    assert title(Debrief(day="2026-11-20")) == "An interview, 2026-11-20"
    assert course(Debrief(day="2026-11-20")) == ""
    assert course(Debrief(day="2026-11-20", answer=Answer.OFFER)) == "What came back: an offer."
    told = Debrief(company="Acme", role="Baker", day="2026-11-20", stage=Stage.FINAL, answer=Answer.REJECTED)
    assert (title(told), course(told)) == (
        "Baker at Acme, 2026-11-20",
        "It got as far as the last round; what came back: a no.",
    )


def found(unknown: int) -> Patterns:
    handled = ((Handled.ADMITTED, unknown // 2), (Handled.ASKED, unknown - unknown // 2))
    return Patterns(5, 5, ((Answer.REJECTED, 5),), ((Stage.SCREEN, 5),), unknown, handled, ())


def test_a_percentage_is_shown_only_beside_enough_counts() -> None:
    assert "5 of 10 times." in text(patterns_blocks(found(10)))
    assert "%" not in text(patterns_blocks(found(19)))
    assert "10 of 20 times (50%)." in text(patterns_blocks(found(20)))
    assert too_few(4).startswith("1 more debrief,")


def test_a_letter_without_reasons_is_said_to_give_none() -> None:
    shown = text(
        letter_blocks(read_letter("Thank you. We have decided to move forward with another candidate."))
    )
    assert "It does not say why." in shown
    assert "about your interview" not in shown
    assert "read it yourself" in text(letter_blocks(read_letter("Lorem ipsum dolor sit amet.")))
