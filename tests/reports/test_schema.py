"""The published schemas are those of the reports, and reports keep to them."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from simulator.interview.commands import Finish, Next, SetMark
from simulator.interview.events import Mark
from simulator.reading.model import Move
from simulator.reports.data import session_data
from simulator.reports.progress_data import progress_data
from simulator.reports.schema import SCHEMAS, path, render, schema
from simulator.reports.scores import score_data
from simulator.scoring.honesty import Item
from simulator.scoring.life import By
from simulator.scoring.session import score
from tests.interview.scenes import FOIL, REAL, asked, reading
from tests.reports.sittings import learner
from tests.scoring.coded import sessions
from tests.scoring.lives import Sat, looked


def valid(name: str, value: object) -> bool:
    return Draft202012Validator(schema(name)).is_valid(msgspec.json.decode(msgspec.json.encode(value)))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_current(name: str) -> None:
    assert path(name).read_text(encoding="utf-8") == render(name), "run: python -m simulator.reports.schema"
    Draft202012Validator.check_schema(schema(name))


def test_a_report_keeps_to_it() -> None:
    scene = asked(REAL, FOIL)
    scene.hear("log first", reading(Move.CLAIM, met=[0]))
    scene.do(SetMark(Mark.SURE), Next(), Finish())
    data = session_data(scene.state, score(scene.state))
    assert valid("review.schema.json", data)
    assert not valid("review.schema.json", {**msgspec.to_builtins(data), "questions": "none"})


def test_a_score_keeps_to_it() -> None:
    state = learner().state
    data = score_data(state, score(state), finished=True)
    assert valid("score.schema.json", data)
    assert not valid("score.schema.json", {**msgspec.to_builtins(data), "questions": "none"})


@settings(max_examples=15)
@given(st.lists(sessions, max_size=12), st.integers(1, 8))
def test_progress_keeps_to_it_from_little_data_to_much(lived: list[list[Item]], times: int) -> None:
    data = progress_data(looked(*[Sat(items=tuple(items)) for items in lived * times], by=By.BANK))
    assert valid("progress.schema.json", data)
    assert not valid("progress.schema.json", {**msgspec.to_builtins(data), "sessions": "many"})
