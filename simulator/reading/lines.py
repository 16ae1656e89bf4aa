"""Owns readings as data: one JSON line in, one JSON line out, in step; reads and writes no file.

The output is described by `reading.schema.json` (`python -m simulator.reading.lines` writes it anew).
"""

import json
from pathlib import Path
from typing import Annotated, Any

import msgspec

from simulator.questions.model import KeyPoint, Level, Misconception, Question
from simulator.reading.model import Evidence, EvidenceLevel, Line, Move, MoveSpan
from simulator.reading.reader import LocalReader
from simulator.reading.words import sentences, words

SCHEMA_FILE = Path(__file__).with_name("reading.schema.json")
"""The committed description of an output line."""
_LEAST_POINT = 3
"""A sentence of a model answer with fewer words is part of the one before it."""


class _Point(msgspec.Struct, frozen=True):
    point: str
    accept: tuple[str, ...] = ()
    core: bool = False
    weight: Annotated[float, msgspec.Meta(gt=0)] = 1.0


class _Misconception(msgspec.Struct, frozen=True):
    claim: str
    correction: str = ""


class _Input(msgspec.Struct, frozen=True):
    turn: str
    question: str = ""
    context: tuple[Line, ...] = ()
    key_points: tuple[_Point | str, ...] | None = None
    reference: str | tuple[str, ...] | None = None
    misconceptions: tuple[_Misconception | str, ...] = ()


class MoveOut(msgspec.Struct, frozen=True):
    """A move with the words that show it; places are code points of the turn, `end` exclusive."""

    move: Move
    text: str
    start: int
    end: int


class PointOut(msgspec.Struct, frozen=True):
    """A key point, how likely it is met, and the words that meet it (empty where none do)."""

    index: int
    p: Annotated[float, msgspec.Meta(ge=0, le=1)]
    met: bool
    text: str
    start: int
    end: int


class EvidenceOut(msgspec.Struct, frozen=True):
    """What the turn shows of the key."""

    level: EvidenceLevel
    coverage: Annotated[float, msgspec.Meta(ge=0, le=1)]
    """Weight of the key points met over that of all; for a reference, whose sentences nobody has made key
    points of, what is to be expected of it by their probabilities."""
    points: tuple[PointOut, ...]
    misconceptions: tuple[PointOut, ...]
    confidence: Annotated[float, msgspec.Meta(ge=0, le=1)]


class ReadingOut(msgspec.Struct, frozen=True, omit_defaults=True):
    """One turn, read."""

    moves: tuple[MoveOut, ...]
    evidence: EvidenceOut | None = None
    """Where a key or a reference was given, and only there."""
    language: str | None = None
    """BCP 47 code of the turn's language where it is not English, `und` if unclear: then it is not read."""
    read_to: int | None = None
    """Where reading stopped, if the turn is longer than is read."""


class ErrorOut(msgspec.Struct, frozen=True):
    """In place of a reading: what is wrong with the line."""

    error: str


def read_line(line: str | bytes, reader: LocalReader) -> bytes:
    """The JSON for one line, without a newline; never raises on any content."""
    return msgspec.json.encode(_read(line, reader))


def _read(line: str | bytes, reader: LocalReader) -> ReadingOut | ErrorOut:
    if not line.strip():
        return ErrorOut('the line is blank; expected {"question": …, "context": […], "turn": …}')
    try:
        given = msgspec.json.decode(line, type=_Input)
    except (msgspec.DecodeError, UnicodeDecodeError, UnicodeEncodeError, RecursionError) as error:
        return ErrorOut(f"{error}; expected a JSON object with a text 'turn'"[:500])
    readings = [_one(given, question, reader) for question in _questions(given)]
    return max(
        readings, key=lambda out: (out.evidence.coverage, _hope(out.evidence)) if out.evidence else (0, 0)
    )


def _hope(evidence: EvidenceOut) -> float:
    return sum(point.p for point in evidence.points) / max(1, len(evidence.points))


def _questions(given: _Input) -> list[Question]:
    """The question with its key; one for each model answer where several are given."""
    if given.key_points is not None:
        return [_question(given, tuple(map(_point, given.key_points)))]
    if given.reference is None:
        return [_question(given, ())]
    answers = (given.reference,) if isinstance(given.reference, str) else given.reference
    return [_question(given, split(answer)) for answer in answers] or [_question(given, ())]


def _question(given: _Input, key: tuple[KeyPoint, ...]) -> Question:
    claims = tuple(
        Misconception(entry, "") if isinstance(entry, str) else Misconception(entry.claim, entry.correction)
        for entry in given.misconceptions
    )
    return Question(
        bank="line",
        id="line",
        ask=given.question,
        topic="",
        level=Level.MID,
        key_points=key,
        misconceptions=claims,
    )


def _point(entry: _Point | str) -> KeyPoint:
    if isinstance(entry, str):
        return KeyPoint(entry)
    return KeyPoint(entry.point, entry.accept, entry.core, entry.weight)


def split(reference: str) -> tuple[KeyPoint, ...]:
    """The sentences of a model answer as key points that nobody has confirmed."""
    found = words(reference)
    pieces: list[str] = []
    for span in sentences(reference, found):
        piece = reference[span.start : span.end]
        if pieces and span.last - span.first < _LEAST_POINT:
            pieces[-1] = f"{pieces[-1]}. {piece}"
        else:
            pieces.append(piece)
    return tuple(KeyPoint(piece, confirmed=False) for piece in pieces)


def _one(given: _Input, question: Question, reader: LocalReader) -> ReadingOut:
    keyed = given.key_points is not None or given.reference is not None
    reading = reader.read(question, given.context, given.turn, keyed=keyed)
    return ReadingOut(
        moves=tuple(map(_move, reading.moves)),
        evidence=_evidence(reading.evidence, question) if keyed else None,
        language=reading.language or None,
        read_to=reader.reads_to if len(given.turn) > reader.reads_to else None,
    )


def _move(span: MoveSpan) -> MoveOut:
    return MoveOut(span.move, span.text, span.start, span.end)


def _evidence(evidence: Evidence | None, question: Question) -> EvidenceOut:
    if evidence is None:
        return EvidenceOut(EvidenceLevel.NONE, 0.0, (), (), 1.0)
    return EvidenceOut(
        evidence.level,
        _coverage(evidence, question),
        tuple(PointOut(p.index, p.p, p.met, p.text, p.start, p.end) for p in evidence.points),
        tuple(PointOut(m.index, m.p, True, m.text, m.start, m.end) for m in evidence.misconceptions),
        evidence.confidence,
    )


def _coverage(evidence: Evidence, question: Question) -> float:
    """The weight of the points met over that of all; of sentences that nobody made points of, as expected."""
    if all(point.confirmed for point in question.key_points):
        return evidence.coverage
    total = sum(point.weight for point in question.key_points)
    return round(sum(question.key_points[p.index].weight * p.p for p in evidence.points) / total, 4)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of an output line."""
    kinds, parts = msgspec.json.schema_components((ReadingOut, ErrorOut), ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of `idk read --jsonl`",
        "anyOf": list(kinds),
        "$defs": parts,
    }


def render() -> str:
    """The text of `SCHEMA_FILE` as it should be."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(render(), encoding="utf-8")
