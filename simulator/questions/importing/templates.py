"""Owns Anki's card templates: which fields stand on the front, which on the back; never opens a file."""

import re
from collections.abc import Mapping
from typing import NamedTuple

_TAG = re.compile(r"\{\{([#^/]?)([^{}]{1,500})\}\}")
_ANSWER_LINE = re.compile(r"<hr[^<>]{0,50}id=[\"']?answer[^<>]{0,50}>", re.IGNORECASE)
_ON_THE_BACK_ONLY = frozenset({"type", "hint"})
_SILENT = frozenset({"FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"})


class Template(NamedTuple):
    """A card's two sides, as HTML with fields in braces."""

    front: str
    back: str


def render(template: Template, fields: Mapping[str, str]) -> tuple[str, str]:
    """The question and the answer (HTML) of a note with these fields; the answer without the question."""
    front, shown = _side(template.front, fields, front=True)
    back = template.back
    line = _ANSWER_LINE.search(back)
    if "{{FrontSide}}" not in back.replace(" ", "") and line is None:
        left = {name: "" if name in shown else text for name, text in fields.items()}
        return front, _side(back, left, front=False)[0]
    return front, _side(back[line.end() :] if line else back, fields, front=False)[0]


def _side(text: str, fields: Mapping[str, str], *, front: bool) -> tuple[str, set[str]]:
    """One side with its fields filled in, and the names of those fields; no sections of empty fields."""
    parts: list[str] = []
    shown: set[str] = set()
    open_sections: list[bool] = []
    at = 0
    for match in _TAG.finditer(text):
        if all(open_sections):
            parts.append(text[at : match.start()])
        at = match.end()
        mark, name = match.group(1), match.group(2).strip()
        if mark == "/":
            del open_sections[-1:]
        elif mark:
            open_sections.append(bool(fields.get(name, "").strip()) is (mark == "#"))
        elif all(open_sections):
            filters, _, field = name.rpartition(":")
            hidden = front and not _ON_THE_BACK_ONLY.isdisjoint(filters.split(":"))
            if field not in _SILENT and not hidden and not filters.startswith("tts"):
                parts.append(fields.get(field, ""))
                shown.add(field)
    if all(open_sections):
        parts.append(text[at:])
    return "".join(parts), shown
