"""Readings as data: one line out for each line in, whatever it holds, as the committed schema says."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.reading.lines import SCHEMA_FILE, read_line, render, split
from tests.reading.questions import READER

SCHEMA = json.loads(SCHEMA_FILE.read_text("utf-8"))
ASK = "What does a write-ahead log give a database?"


def out(record: object) -> dict[str, Any]:
    found = json.loads(read_line(json.dumps(record), READER))
    jsonschema.validate(found, SCHEMA)
    assert isinstance(found, dict)
    return found


def test_the_committed_schema_is_the_current_one() -> None:
    assert SCHEMA_FILE.read_text("utf-8") == render()


def test_moves_come_with_their_words() -> None:
    turn = "No idea. How does it work?"
    moves = out({"question": ASK, "context": [], "turn": turn})["moves"]
    assert [entry["move"] for entry in moves] == ["admit", "ask_explain"]
    assert all(turn[entry["start"] : entry["end"]] == entry["text"] for entry in moves)


def test_there_is_evidence_just_where_there_is_a_key() -> None:
    turn = {"question": ASK, "context": [], "turn": "No idea."}
    assert "evidence" not in out(turn)
    assert out({**turn, "key_points": ["The log is replayed."]})["evidence"]["level"] == "none"
    assert out({**turn, "reference": "The log is replayed."})["evidence"]["level"] == "none"
    assert out({**turn, "reference": []})["evidence"]["points"] == []


def test_key_points_may_be_texts_or_objects() -> None:
    turn = "On restart the journal is played back."
    key = [
        "Bananas are yellow.",
        {"point": "The log is replayed.", "accept": [turn], "core": True, "weight": 3},
    ]
    evidence = out({"question": ASK, "context": [], "turn": turn, "key_points": key})["evidence"]
    assert [point["met"] for point in evidence["points"]] == [False, True]
    assert evidence["coverage"] == 0.75
    assert evidence["level"] == "full"


def test_a_reference_is_split_into_its_sentences_and_the_best_of_several_counts() -> None:
    assert [point.point for point in split("The log goes first. It is 3.5 times faster! Yes.")] == [
        "The log goes first",
        "It is 3.5 times faster. Yes",
    ]
    record = {"question": ASK, "context": [], "turn": "The log is replayed after a crash."}
    found = out({**record, "reference": ["Bananas are yellow.", "After a crash the log is replayed."]})
    assert found["evidence"]["level"] == "full"


def test_misconceptions_are_told() -> None:
    record = {
        "question": ASK,
        "context": [],
        "turn": "It keeps a copy of every page as a backup.",
        "key_points": ["x y z"],
    }
    for entry in (
        "It keeps a copy of every page.",
        {"claim": "It keeps a copy of every page.", "correction": "No."},
    ):
        assert out({**record, "misconceptions": [entry]})["evidence"]["level"] == "wrong"


def test_the_context_counts() -> None:
    said = {"who": "interviewer", "text": "Each change goes to the log before the page is written to disk."}
    record = {"question": ASK, "context": [said], "turn": "And what if the log is lost?"}
    assert "follow_up" in [entry["move"] for entry in out(record)["moves"]]


def test_an_endless_turn_is_cut_and_that_is_said() -> None:
    found = out(
        {
            "question": ASK,
            "context": [],
            "turn": "The log is replayed. " * 50_000,
            "key_points": ["The log is replayed."],
        }
    )
    assert found["read_to"] == READER.reads_to
    assert found["evidence"]["points"][0]["met"]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"  \n",
        b"{",
        b"[]",
        b'"x"',
        b"{}",
        b'{"turn": 3}',
        b'{"turn": "x", "context": "y"}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_bad_line_gives_an_error_in_its_place(line: bytes) -> None:
    found = json.loads(read_line(line, READER))
    jsonschema.validate(found, SCHEMA)
    assert found.keys() == {"error"}


@settings(max_examples=40)
@given(st.binary(max_size=60) | st.text(max_size=60))
def test_no_line_is_too_strange(line: bytes | str) -> None:
    jsonschema.validate(json.loads(read_line(line, READER)), SCHEMA)


def test_a_turn_in_another_language_is_not_held_against_the_key() -> None:
    given = {
        "question": "What is WAL?",
        "reference": "A log.",
        "turn": "Das Protokoll wird vor den Seiten geschrieben.",
    }
    out = json.loads(read_line(json.dumps(given), READER))
    assert out["language"] == "de"
    assert out["moves"] == []
    assert out["evidence"]["level"] == "unclear"
    assert out["evidence"]["confidence"] == 0
