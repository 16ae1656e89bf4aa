"""The published schema is the one of the events; that lines keep to it is tested with the codec."""

import json
from datetime import UTC, datetime

import pytest
from jsonschema import Draft202012Validator

from simulator.interview.events import Asked
from simulator.records.codec import encode
from simulator.records.schema import SCHEMA_FILE, render, transcript_schema

LINE = json.loads(encode(Asked(at=datetime(2026, 11, 22, tzinfo=UTC), position=0)))


def test_the_committed_schema_is_current() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == render(), "run: python -m simulator.records.schema"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(transcript_schema())


@pytest.mark.parametrize("change", [{"position": "x"}, {"kind": "juggled"}, {"at": None}])
def test_it_takes_an_event_and_refuses_what_is_none(change: dict[str, object]) -> None:
    schema = Draft202012Validator(transcript_schema())
    assert schema.is_valid(LINE)
    assert not schema.is_valid(LINE | change)
