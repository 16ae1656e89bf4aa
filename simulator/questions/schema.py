"""Owns the JSON Schema of a bank file, derived from the field table, for editors that check as one types.

It says no more than the table: what holds between questions, and what YAML loses, only the loader sees.
"""

import json
from typing import Any, assert_never

from simulator.questions.fields import (
    BANK,
    QUESTION,
    Choice,
    Day,
    Flag,
    ListOf,
    Needed,
    Number,
    Pattern,
    Record,
    Shape,
    Text,
    Version,
)
from simulator.questions.model import Kind
from simulator.questions.rules import needs

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def bank_schema() -> Schema:
    """The schema of a bank file, as a value that `json` can write."""
    return {
        "$schema": DIALECT,
        "title": "Question bank",
        "description": "A file of interview questions with their answer keys.",
        **_record(BANK),
    }


def schema_text() -> str:
    """The schema as it is committed in `bank.schema.json` and printed."""
    return json.dumps(bank_schema(), indent=2, ensure_ascii=False) + "\n"


def _record(record: Record) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {
            field.name: {"description": field.meaning, **_shape(field.shape)} for field in record.fields
        },
        "required": [field.name for field in record.always],
        "additionalProperties": False,
    }
    return {**schema, **_by_kind()} if record is QUESTION else schema


def _by_kind() -> Schema:
    """What a finished question needs besides: a draft nothing, a foil and a real question each its own."""
    return {
        "if": _has("draft", value=True),
        "else": {
            "if": _has("kind", value=Kind.FOIL.value),
            "then": _needs(Kind.FOIL),
            "else": _needs(Kind.REAL),
        },
    }


def _has(name: str, *, value: Any) -> Schema:
    return {"properties": {name: {"const": value}}, "required": [name]}


def _needs(kind: Kind) -> Schema:
    needed = [field for field in QUESTION.fields if needs(field, kind) and field.needed is not Needed.ALWAYS]
    lists: Schema = {
        field.name: {"minItems": field.shape.least}
        for field in needed
        if isinstance(field.shape, ListOf) and field.shape.least
    }
    if "key_points" in lists:
        lists["key_points"]["contains"] = _has("core", value=True)
    return {"required": [field.name for field in needed], "properties": lists}


def _shape(shape: Shape) -> Schema:
    match shape:
        case Text():
            return {"type": "string", "minLength": 1, "maxLength": shape.most}
        case Pattern():
            return {"type": "string", "pattern": f"^(?:{shape.regex})$", "maxLength": shape.most}
        case Choice():
            return {"enum": [value.value for value in shape.values]}
        case Flag():
            return {"type": "boolean"}
        case Number():
            return {"type": "number", "exclusiveMinimum": 0, "maximum": shape.most}
        case Day():
            return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
        case Version():
            return {"type": "integer", "minimum": 1, "maximum": shape.newest}
        case Record():
            return _record(shape)
        case ListOf():
            least = {"minItems": shape.least} if shape is BANK.by_name["questions"].shape else {}
            return {"type": "array", "items": _shape(shape.item), **least, "maxItems": shape.most}
        case _:
            assert_never(shape)
