"""Owns what a text means in a field of some shape: a level, a number, a day; and how that shape is called."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, assert_never

from simulator.questions.fields import (
    Choice,
    Day,
    Flag,
    ListOf,
    Number,
    Pattern,
    Record,
    Shape,
    Text,
    Version,
)

FLAGS = {"true": True, "false": False}
"""The only words for it: `yes`, `no` and `on` are texts."""

_NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_WHOLE = re.compile(r"[1-9][0-9]{0,5}")


def meaning(shape: Shape, text: str) -> Any:
    """What `text`, not empty and stripped, means in a field of this shape; None for nothing."""
    match shape:
        case Pattern():
            return text if len(text) <= shape.most and _compiled(shape.regex).fullmatch(text) else None
        case Choice():
            return next((value for value in shape.values if value.value == text), None)
        case Flag():
            return FLAGS.get(text)
        case Number():
            return float(text) if _NUMBER.fullmatch(text) and 0 < float(text) <= shape.most else None
        case Day():
            return text if _is_day(text) else None
        case Version():
            return int(text) if _WHOLE.fullmatch(text) and int(text) <= shape.newest else None
        case Text():
            return text
        case Record() | ListOf():
            return None
        case _:
            assert_never(shape)


def says(shape: Shape) -> str:
    """What is expected of a field of this shape, as a message says it."""
    match shape:
        case Pattern():
            return shape.says
        case Choice():
            return f"one of {', '.join(names(shape))}"
        case Flag():
            return "true or false"
        case Number():
            return f"a number greater than 0, at most {shape.most:g}"
        case Day():
            return "a day, written YYYY-MM-DD"
        case Version():
            return f"a format version up to {shape.newest}"
        case Text():
            return "text"
        case Record():
            return f"{shape.called}, a mapping with {', '.join(field.name for field in shape.always)}"
        case ListOf():
            return "a list"
        case _:
            assert_never(shape)


def names(shape: Shape) -> Iterable[str]:
    """The values that can be listed; nothing for a shape with any number of them."""
    if isinstance(shape, Choice):
        return [value.value for value in shape.values]
    return FLAGS if isinstance(shape, Flag) else ()


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)
