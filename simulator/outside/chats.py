"""Owns interviews as JSON: a list of messages with who speaks and what, or an object a line."""

import json
from typing import Any

from simulator.errors import IdkError
from simulator.outside.dialogue import Dialogue, Spoken, joined

_LISTS = (
    "messages",
    "turns",
    "transcript",
    "conversation",
    "conversations",
    "dialogue",
    "utterances",
    "segments",
)
_WHO = ("role", "speaker", "name", "author", "from", "who", "sender")
_WHAT = ("content", "text", "message", "value", "utterance", "body", "transcript")
_LEFT_OUT = frozenset({"system", "developer", "tool", "function"})
"""Roles that say nothing in an interview."""


def read_chat(text: str, file: str) -> Dialogue:
    """Who says what in the JSON list `text`; raises `IdkError` with the line or the message that is wrong."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        return _read_lines(text, file, error)
    except (RecursionError, ValueError):
        raise IdkError(f"{file}: expected a list of messages; found JSON that nests too deeply.") from None
    return _dialogue(_messages(value, file), file)


def _read_lines(text: str, file: str, error: json.JSONDecodeError) -> Dialogue:
    """A file with a message a line; the first line that is none is where the JSON is wrong."""
    values = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            values.append(json.loads(line))
        except (RecursionError, ValueError):
            at = f"{file}:{number}" if values else f"{file}:{error.lineno}:{error.colno}"
            what = "a message as JSON on each line" if values else f"JSON ({error.msg.lower()})"
            raise IdkError(f"{at}: expected {what}; found something else.") from None
    return _dialogue(values, file)


def _messages(value: Any, file: str) -> list[Any]:
    if isinstance(value, dict):
        value = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), value)
    if not isinstance(value, list):
        raise IdkError(
            f'{file}: expected a list of messages, as in [{{"role": "interviewer", "content": "…"}}]; '
            f"found {_kind(value)}."
        )
    return value


def _dialogue(messages: list[Any], file: str) -> Dialogue:
    spoken: list[Spoken] = []
    left_out = 0
    for number, message in enumerate(messages, 1):
        name = _who(message)
        said = _said(next((message[key] for key in _WHAT if key in message), None)) if name else None
        if name is None or said is None:
            raise IdkError(
                f"{file}: message {number}: expected an object with who speaks ({', '.join(_WHO[:3])}) and "
                f"what ({', '.join(_WHAT[:2])}); found {_kind(message)}."
            )
        if name.casefold() in _LEFT_OUT:
            left_out += 1
        elif said.strip():
            spoken.append(Spoken(name, said.strip(), number))
    notices = (
        (f"{file}: left out what is of the system: {left_out} of {len(messages)} messages.",)
        if left_out
        else ()
    )
    return Dialogue(tuple(joined(spoken)), notices)


def _who(message: Any) -> str | None:
    """Who speaks; None where the message does not tell."""
    if not isinstance(message, dict):
        return None
    for key in _WHO:
        who = message.get(key)
        if isinstance(who, dict):
            who = who.get("role") or who.get("name")
        if isinstance(who, str) and who.strip():
            return who.strip()
    return None


def _said(value: Any) -> str | None:
    """The words of a message: a text, or the texts among its parts; None where it has none."""
    match value:
        case str():
            return value
        case {"text": str() as text}:
            return text
        case {"parts": list() as parts}:
            return _said(parts)
        case list():
            found = [part for part in map(_said, value) if part is not None]
            return "\n".join(found) if found or not value else None
        case None:
            return None
        case _:
            return None


def _kind(value: Any) -> str:
    if isinstance(value, dict):
        return f"an object with {', '.join(map(repr, list(value)[:4]))}" if value else "an empty object"
    return {list: "a list", str: "a text", bool: "true or false", type(None): "null"}.get(
        type(value), "a number"
    )
