"""The published schema is that of the report, and reports keep to it."""

import msgspec
from jsonschema import Draft202012Validator

from simulator.interview.commands import Finish, Next, SetMark
from simulator.interview.events import Mark
from simulator.reading.model import Move
from simulator.reports.data import session_data
from simulator.reports.schema import SCHEMA_FILE, render, review_schema
from simulator.scoring.session import score
from tests.interview.scenes import FOIL, REAL, asked, reading


def test_the_committed_schema_is_current() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == render(), "run: python -m simulator.reports.schema"


def test_a_report_keeps_to_it() -> None:
    Draft202012Validator.check_schema(review_schema())
    scene = asked(REAL, FOIL)
    scene.hear("log first", reading(Move.CLAIM, met=[0]))
    scene.do(SetMark(Mark.SURE), Next(), Finish())
    report = msgspec.json.decode(msgspec.json.encode(session_data(scene.state, score(scene.state))))
    Draft202012Validator(review_schema()).validate(report)
    assert not Draft202012Validator(review_schema()).is_valid({**report, "questions": "none"})
