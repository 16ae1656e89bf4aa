"""A line carries every event there and back, and says plainly when it cannot."""

import json
import types
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Union, get_args, get_origin

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from simulator.interview.events import FORMAT, AnyEvent, Asked, Finished, Heard, Replied, Started
from simulator.reading.model import Evidence, EvidenceLevel, Move, MoveSpan, Reading
from simulator.records import codec
from simulator.records.codec import (
    DamagedLineError,
    LineTooLongError,
    NewerFormatError,
    Unknown,
    decode,
    decode_header,
    encode,
    kind_of,
)
from simulator.records.schema import transcript_schema

SCHEMA = Draft202012Validator(transcript_schema())
AT = datetime(2026, 11, 22, 21, 17, 5, tzinfo=UTC)
KINDS = get_args(AnyEvent)
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    float: st.floats(allow_nan=False, allow_infinity=False),
    int: st.integers(-(2**63), 2**63 - 1),
    str: st.text(max_size=20),
    types.NoneType: st.none(),
    msgspec.UnsetType: st.just(msgspec.UNSET),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type that events are made of."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in LEAVES:
        return LEAVES[kind]
    if origin is tuple:
        return st.lists(values(arguments[0]), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(values(arguments[0]), values(arguments[1]), max_size=2)
    if origin in (Union, types.UnionType):
        return st.one_of([values(argument) for argument in arguments])
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    return st.builds(kind, **{field.name: values(field.type) for field in msgspec.structs.fields(kind)})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_event_comes_back_from_its_line_which_keeps_to_the_schema(
    kind: Any, data: st.DataObject
) -> None:
    event = data.draw(values(kind))
    line = encode(event)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert decode(line, "t", 1) == event
    assert kind_of(line, "t", 1) == json.loads(line)["kind"]
    SCHEMA.validate(json.loads(line))


@pytest.mark.parametrize("text", ["a\u2028b\u2029c\x85d", "\r\n\0\x1b[2J", '"\\', "\U0001f600é", ""])
def test_any_character_stays_on_the_line(text: str) -> None:
    line = encode(Replied(at=AT, text=text))
    assert line.index(b"\n") == len(line) - 1
    assert decode(line, "t", 1) == Replied(at=AT, text=text)


@given(st.text(st.sampled_from("a\ud83d\ude00\ud800é\n"), max_size=8))
def test_lone_surrogates_are_replaced_one_for_one(text: str) -> None:
    def heard(words: str) -> Heard:
        return Heard(at=AT, reading=Reading(reader="r", moves=(MoveSpan(Move.ADMIT, words, 0, 1, 0.5),)))

    expected = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert decode(encode(heard(text)), "t", 1) == heard(expected)


def test_a_kind_from_a_later_version_is_kept_as_it_stands() -> None:
    raw = b'{"kind":"juggled","at":"2026-11-22T21:17:05Z","balls":3}'
    assert decode(raw + b"\n", "t", 7) == Unknown("juggled", 7, raw)


def test_a_field_from_a_later_version_is_passed_over() -> None:
    raw = b'{"kind":"asked","position":2,"mood":{"a":[1]},"at":"2026-11-22T21:17:05Z"}'
    assert decode(raw, "t", 7) == Asked(at=AT, position=2)


@pytest.mark.parametrize(
    ("raw", "problem", "whole"),
    [
        (b"", "expected an event as a JSON object", False),
        (b"12", "expected an event as a JSON object", False),
        (b"{}", "missing required field `kind`", True),
        (b'{"kind":"asked","position":"x', "expected an event as a JSON object", False),
        (b"[" * 100_000, "expected an event as a JSON object", False),
        (b'{"kind":"asked","position":"x","at":"2026-11-22T21:17:05Z"}', "got `str` - at `$.position`", True),
        (b'{"kind":"asked","position":2,"at":"2026-11-22T21:17:05"}', "expected a time with its zone", True),
        (b'{"kind":"replied","text":"\xff","at":"2026-11-22T21:17:05Z"}', "expected a", False),
    ],
)
def test_a_damaged_line_is_named_with_its_place(raw: bytes, problem: str, whole: bool) -> None:
    with pytest.raises(DamagedLineError) as caught:
        decode(raw, "x.jsonl", 7)
    assert str(caught.value).startswith("x.jsonl:7: ")
    assert problem in str(caught.value)
    assert caught.value.whole is whole


def header(**changes: object) -> bytes:
    fields = {
        "kind": "started",
        "at": "2026-11-22T21:17:05Z",
        "format": FORMAT,
        "session": "20261122T211705Z-7kq3",
        "rubric": "1",
        "reader": "1",
        "mode": "practice",
        "coach": "full",
        "seed": 1,
        "marking": "asked",
        "banks": ["b"],
        "aids": {"E": "hint"},
        "foils": True,
    }
    return json.dumps(fields | changes).encode()


def test_the_header_is_read() -> None:
    assert isinstance(decode_header(header(), "t"), Started)


@pytest.mark.parametrize("raw", [header(format=FORMAT + 1), header(format=9, coach="telepathic", seed=None)])
def test_a_later_format_is_refused_with_the_remedy(raw: bytes) -> None:
    with pytest.raises(NewerFormatError, match=rf"x\.jsonl:1: .* up to {FORMAT}\. Upgrade idk"):
        decode_header(raw, "x.jsonl")


def test_another_event_is_no_header() -> None:
    with pytest.raises(DamagedLineError, match="expected the header, a 'started' event; found 'finished'"):
        decode_header(encode(Finished(at=AT)), "x.jsonl")


def test_what_could_not_be_read_back_is_not_written() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        encode(Finished(at=AT.replace(tzinfo=None)))
    evidence = Evidence(EvidenceLevel.NONE, coverage=float("nan"))
    with pytest.raises(ValueError, match="cannot be written"):
        encode(Heard(at=AT, reading=Reading(reader="r", evidence=evidence)))


def test_a_line_is_not_longer_than_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "MAX_LINE", 100)
    room = 100 - len(encode(Replied(at=AT, text="")))
    assert len(encode(Replied(at=AT, text="x" * room))) == 100
    with pytest.raises(LineTooLongError, match="shorten it"):
        encode(Replied(at=AT, text="x" * (room + 1)))
