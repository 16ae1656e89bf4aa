"""Owns JSON files of questions: a list of objects, objects that hold such lists, or an object a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from simulator.errors import IdkError
from simulator.questions.importing.cards import Card, Found, Notice, Place, Skipped
from simulator.questions.importing.columns import ANSWER, QUESTION, TAGS, normal
from simulator.questions.importing.markup import from_either
from simulator.questions.importing.tables import split_tags
from simulator.questions.importing.text_file import read_text

MAX_DEPTH = 6
"""Levels in which lists of questions are looked for."""
_OF_NO_FIELD = frozenset(
    {"cards", "data", "entries", "items", "list", "notes", "questions", "quiz", "results"}
)
"""Names of a list that say nothing of its questions."""
_NAMES = ("name", "category", "topic", "section", "title")


def read_json(path: Path, file: str) -> Iterator[Found]:
    """The questions of a JSON file, in its order; an item's place is its number among all of them."""
    text, notice = read_text(path, file)
    if notice:
        yield Notice(notice)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise IdkError(
            f"{file}:{error.lineno}:{error.colno}: expected JSON; found something else ({error.msg.lower()})."
        ) from None
    except (RecursionError, ValueError):
        raise _too_deep(file) from None
    yield from _Walk(file).items(value, (), 0)


def read_lines(path: Path, file: str) -> Iterator[Found]:
    """The questions of a file with an object a line."""
    text, notice = read_text(path, file)
    if notice:
        yield Notice(notice)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = Place(file, number)
        try:
            value = json.loads(line)
        except (RecursionError, ValueError):
            yield Skipped(place, "the line is not JSON", line)
            continue
        yield _item(value, place, ()) or Skipped(place, "no question is named in it", line)


class _Walk:
    """Goes through nested lists and objects, and counts the questions."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._number = 0

    def items(self, value: Any, tags: tuple[str, ...], depth: int) -> Iterator[Found]:
        if depth > MAX_DEPTH:
            raise _too_deep(self._file)
        if isinstance(value, list):
            for item in value:
                yield from self._one(item, tags, depth)
        elif isinstance(value, dict):
            yield from self._object(value, tags, depth)

    def _one(self, value: Any, tags: tuple[str, ...], depth: int) -> Iterator[Found]:
        held = isinstance(value, dict) and any(isinstance(part, (dict, list)) for part in value.values())
        pairs = isinstance(value, list) and not all(isinstance(part, str) for part in value)
        place = Place(self._file, self._number + 1, "item")
        card = _item(value, place, tags)
        if card is None and (held or pairs):
            yield from self.items(value, tags, depth + 1)
            return
        self._number += 1
        yield card or Skipped(place, "no question is named in it", str(value)[:200])

    def _object(self, value: dict[str, Any], tags: tuple[str, ...], depth: int) -> Iterator[Found]:
        whole = _item(value, Place(self._file, self._number + 1, "item"), tags)
        if whole is not None:
            self._number += 1
            yield whole
            return
        held = {key: part for key, part in value.items() if isinstance(part, (dict, list))}
        called = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), "")
        inner = (*tags, called) if called else tags
        for key, part in held.items():
            yield from self.items(part, inner if normal(key) in _OF_NO_FIELD else (*inner, key), depth + 1)
        if not held:  # an object of questions, each the name of its answer
            for key, part in value.items():
                yield from self._one([key, part], tags, depth)


def _item(value: Any, place: Place, tags: tuple[str, ...]) -> Card | None:
    """The card that an item is: an object with names, a pair, or a question alone; None for anything else."""
    if isinstance(value, str):
        return _card(place, value, "", tags)
    if isinstance(value, list) and 1 <= len(value) <= 3 and all(isinstance(part, str) for part in value):
        return _card(place, value[0], value[1] if len(value) > 1 else "", tags)
    if not isinstance(value, dict):
        return None
    names = {normal(key): part for key, part in value.items()}
    question = next((names[name] for name in QUESTION if isinstance(names.get(name), str)), None)
    if question is None or not _asks(names):
        return None
    answer = next((names[name] for name in ANSWER if name in names and names[name] not in (None, "", [])), "")
    return _card(place, question, _said(_chosen(answer, names)), (*tags, *_tags(names)))


def _asks(names: dict[str, Any]) -> bool:
    """Whether the names are a question's; a section has a title and the like, and holds lists of its own."""
    if names.keys() & set(QUESTION[:6]):
        return not isinstance(names.get("questions"), list)
    return bool(names.keys() & set(ANSWER)) or not any(
        isinstance(part, (dict, list)) for part in names.values()
    )


def _card(place: Place, question: str, answer: str, tags: tuple[str, ...]) -> Card:
    asked, said = from_either(question), from_either(answer)
    remarks = ("a picture or sound is left out",) if asked.media or said.media else ()
    return Card(place, asked.text, said.text, tags, remarks)


def _chosen(answer: Any, names: dict[str, Any]) -> Any:
    """Of an answer that is the number or the letter of an option, the option's text."""
    found = next((names[name] for name in ("options", "choices") if name in names), None)
    options = found if isinstance(found, list) else []
    at = answer
    if isinstance(answer, str) and len(answer.strip()) == 1:
        at = ord(answer.strip().upper()) - ord("A")
    chosen = type(at) is int and 0 <= at < len(options)
    return options[at] if chosen else answer


def _said(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_said(part) for part in value if isinstance(part, (str, int, float)))
    return str(value) if isinstance(value, (str, int, float)) else ""


def _tags(names: dict[str, Any]) -> tuple[str, ...]:
    found = next((names[name] for name in TAGS if names.get(name)), ())
    if isinstance(found, str):
        return split_tags(found) if "," in found or ";" in found else (found,)
    return tuple(tag for tag in found if isinstance(tag, str)) if isinstance(found, list) else ()


def _too_deep(file: str) -> IdkError:
    return IdkError(
        f"{file}: expected a list of questions; found JSON that nests too deeply, or too long a number."
    )
