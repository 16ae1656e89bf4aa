"""What a new session learns from earlier ones: topics explained well before come back as controls."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from simulator.cli.choosing import Wish
from simulator.cli.opening import begin_session
from simulator.cli.past import known, past
from simulator.interview.commands import Ask, Next
from simulator.interview.events import Aid, CoachLevel, Marking
from simulator.questions.library import find_banks
from simulator.questions.model import Question
from simulator.records.ledger_file import load, save
from simulator.scoring.rubric import ItemType
from simulator.scoring.session import score
from tests.cli.earlier import ADMIT, FULL, sat
from tests.interview.scenes import Scene, started

BANK = "backend-basics"


def today() -> date:
    return datetime.now(UTC).date()


def question() -> Question:
    bank = find_banks([]).load(BANK).bank
    return next(one for one in bank.questions if not one.is_foil)


def test_explained_in_full_on_two_days_it_is_known(tmp_path: Path) -> None:
    sat(tmp_path, 9, FULL, question())
    assert known(past(tmp_path), today()) == {}
    sat(tmp_path, 2, FULL, question())
    assert known(past(tmp_path), today()) == {question().key: pytest.approx(0.98, abs=0.02)}


def test_one_day_is_not_enough_and_the_last_time_counts(tmp_path: Path) -> None:
    sat(tmp_path, 9, FULL, question())
    sat(tmp_path, 9, FULL, question(), symbols="bbbb")
    assert known(past(tmp_path), today()) == {}
    sat(tmp_path, 5, FULL, question())
    sat(tmp_path, 2, ADMIT, question())
    assert known(past(tmp_path), today()) == {}


def test_what_fades_is_no_longer_known(tmp_path: Path) -> None:
    sat(tmp_path, 900, FULL, question())
    sat(tmp_path, 899, FULL, question())
    assert known(past(tmp_path), today()) == {}


def test_rows_of_another_version_are_made_again(tmp_path: Path) -> None:
    sat(tmp_path, 9, FULL)
    first = past(tmp_path)
    file = load(tmp_path, None)
    save(tmp_path, replace(file, results=(b'{"rating":"high"}',) * len(file.results)))
    assert past(tmp_path) == first


def wish(*only: str) -> Wish:
    return Wish((BANK,), only, 6, False, 1, CoachLevel.SILENT, Marking.IN_LINE)


def test_a_known_topic_comes_back_among_the_others_and_counts_as_one(tmp_path: Path) -> None:
    sat(tmp_path, 9, FULL, question())
    sat(tmp_path, 2, FULL, question())
    opened = begin_session(wish(), tmp_path)
    with opened.journal:
        planned = opened.state.planned
        assert planned is not None
        ((place, r),) = planned.known.items()
        assert planned.questions[place] == question()
        assert r > 0.85


def test_without_a_past_nothing_is_known(tmp_path: Path) -> None:
    opened = begin_session(wish(), tmp_path)
    with opened.journal:
        assert opened.state.planned is not None
        assert opened.state.planned.known == {}


def test_a_pinned_question_stays_and_is_a_control_if_it_is_known(tmp_path: Path) -> None:
    sat(tmp_path, 9, FULL, question())
    sat(tmp_path, 2, FULL, question())
    opened = begin_session(wish(question().key), tmp_path)
    with opened.journal:
        assert opened.state.planned is not None
        assert set(opened.state.planned.known) == {0}


@pytest.mark.parametrize(("r", "kind"), [(0.9, ItemType.CONTROL), (0.84, ItemType.REAL)])
def test_a_denied_control_is_a_lapse(r: float, kind: ItemType) -> None:
    scene = Scene([question()], header=started(coach=CoachLevel.SILENT, aid=Aid.SILENT))
    planned = scene.state.planned
    assert planned is not None
    scene.state = replace(scene.state, planned=replace(planned, known={0: r}))
    scene.do(Ask())
    scene.hear("no idea", ADMIT)
    scene.do(Next())
    (scored,) = score(scene.state).questions
    assert scored.item is not None
    assert (scored.item.type, scored.item.lapse) == (kind, kind is ItemType.CONTROL)
    assert (scored.learning is None) is (kind is ItemType.CONTROL)
