"""Owns what a listing asks for: each skill with how much it is wanted and the words it came from.

Pure: a text goes in, values come out; what a heading or a phrase means is told by its words alone.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import msgspec

from simulator.debrief.blocks import Part, Passage, passages
from simulator.debrief.mentions import mentions
from simulator.debrief.vocabulary import Skill, Vocabulary
from simulator.text import one_line

MOST_CHARACTERS = 100_000
"""Of a longer text the beginning is read; a long listing has 10,000."""
MOST_WORDS_SHOWN = 140
"""Characters of the passage that are kept with a skill."""


class Need(StrEnum):
    """How much a listing wants a skill, the most first."""

    REQUIRED = "required"
    NICE = "nice"
    MENTIONED = "mentioned"
    """Part of the work, or of the company's tools; not asked for in so many words."""


class Wanted(msgspec.Struct, frozen=True, omit_defaults=True):
    """A skill that a listing names."""

    skill: str
    need: Need
    words: str = ""
    """The listing's own, on one line."""


class Listing(NamedTuple):
    """What was read in a listing."""

    wanted: tuple[Wanted, ...]
    """The most wanted first, else in the order of the listing; no skill twice."""
    cut: int = 0
    """Characters at its end that were not looked at."""


_STRENGTH = {Need.REQUIRED: 0, Need.NICE: 1, Need.MENTIONED: 2}
_BY_PART = {
    Part.REQUIRED: Need.REQUIRED,
    Part.NICE: Need.NICE,
    Part.DUTIES: Need.MENTIONED,
    Part.ABOUT: Need.MENTIONED,
}
_ONLY_WHERE_ASKED = frozenset({"people", "spoken languages", "product and business", "qualifications"})
"""Kinds of skill that texts about a company name without asking for them."""

_LITTLE_WORD = 2
"""Letters of "a", "is" or "be"."""
_MOST_SENTENCE = 1_000
"""Characters of one; a list without any end is cut."""
_SENTENCE = re.compile(r"(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bincl\.)(?<!\bapprox\.)(?<=[.!?;])\s+|\s+\bbut\b\s+")
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_NICE_SO_FAR = re.compile(
    r"\b(?:(?:a|an|big|huge|real|definite|strong)\s+(?:plus|bonus|advantage|asset)|nice[- ]to[- ]have|"
    r"good[- ]to[- ]have|desir(?:able|ed)|preferred|beneficial|advantageous|(?:is|are|also|very) welcome|"
    r"wouldn'?t hurt|would not hurt|helps|helpful|delighted|optional|would be (?:great|nice|ideal|good|"
    r"lovely))\b",
    re.IGNORECASE,
)
_NICE_FROM_HERE = re.compile(
    r"\b(?:ideally|preferably|at best|bonus points|even better|a bonus if|nice to have:|a plus:)",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"\b(?:must|required|mandatory|essential|you (?:will )?need|minimum|min\b|prerequisite)\b", re.IGNORECASE
)
_ASKING = re.compile(
    r"\b(?:must|required?|requires|need|looking for|experience|knowledge|years|proficien\w+|fluent|"
    r"you (?:have|know|are|bring)|candidates?|skills?|strong|solid)\b",
    re.IGNORECASE,
)
_NOT_SO_FAR = re.compile(r"\b(?:is|are)\s+not\s+(?:needed|required|necessary|expected)\b", re.IGNORECASE)
_NOT_FROM_HERE = re.compile(
    r"\b(?:do not|don'?t|does not|doesn'?t|needn'?t|never)\s+(?:need|have to|require|expect|use|ask)\b|"
    r"\bno\s+(?=(?:\S+\s+){1,5}(?:needed|required|necessary|expected)\b)",
    re.IGNORECASE,
)


def read_listing(text: str, vocabulary: Vocabulary) -> Listing:
    """The skills that a listing names, with how much each is wanted.

    What stands among pay, benefits, law and how to apply is left out, and so is what is not needed.
    """
    found = passages(text[:MOST_CHARACTERS])
    is_sorted = any(passage.part is Part.REQUIRED for passage in found)
    strongest: dict[str, Wanted] = {}
    for passage in found:
        for one in _wanted(passage, vocabulary, is_sorted=is_sorted):
            had = strongest.get(one.skill)
            if had is None or _STRENGTH[one.need] < _STRENGTH[had.need]:
                strongest.pop(one.skill, None)  # it stands where it is wanted most
                strongest[one.skill] = one
    ordered = sorted(strongest.values(), key=lambda one: _STRENGTH[one.need])
    return Listing(tuple(ordered), max(len(text) - MOST_CHARACTERS, 0))


def skills_named(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The skills that any text names, such as a résumé or a question that was asked."""
    return frozenset(
        one.skill.name
        for passage in passages(text[:MOST_CHARACTERS])
        for sentence in _sentences(passage.text)
        for one in mentions(sentence, vocabulary)
    )


def _wanted(passage: Passage, vocabulary: Vocabulary, *, is_sorted: bool) -> Iterator[Wanted]:
    if passage.part is Part.ASIDE:
        return
    for sentence in _sentences(passage.text):
        plain = _BY_PART[passage.part]
        if plain is Need.MENTIONED and (_REQUIRED if is_sorted else _ASKING).search(sentence):
            plain = Need.REQUIRED
        for one in mentions(sentence, vocabulary):
            need = _need(sentence, one.start, one.end, plain)
            if need and not (passage.part is Part.ABOUT and need is Need.MENTIONED and _is_talk(one.skill)):
                yield Wanted(one.skill.name, need, _shown(sentence, one.start, one.end))


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        for start in range(0, len(sentence), _MOST_SENTENCE):
            part = sentence[start : start + _MOST_SENTENCE].strip()
            if part:
                yield part


def _is_talk(skill: Skill) -> bool:
    return skill.kind in _ONLY_WHERE_ASKED


def _need(sentence: str, start: int, end: int, plain: Need) -> Need | None:
    """How much the skill from `start` to `end` is wanted; None where it is said not to be.

    A phrase in parentheses counts for what stands in them alone; one outside for both.
    """
    for found in _found(_PARENTHESIS, sentence):
        if found.start(1) <= start and end <= found.end(1):
            inner = found.group(1)
            within = _said(inner, start - found.start(1), end - found.start(1), outside=False)
            if within is not None:
                return within.need
        elif end <= found.start() and not sentence[end : found.start()].strip():
            behind = found.group(1)
            if _is_all(_NICE_SO_FAR, behind):
                return Need.NICE
            if _is_all(_REQUIRED, behind):
                return Need.REQUIRED
    said = _said(_outside(sentence), start, end, outside=True)
    return said.need if said is not None else plain


def _is_all(phrase: re.Pattern[str], text: str) -> bool:
    """Whether a phrase is all that a text says, but for little words."""
    left, found = phrase.subn("", text)
    return found > 0 and all(len(word) <= _LITTLE_WORD for word in re.findall(r"\w+", left))


@lru_cache(maxsize=8)
def _outside(sentence: str) -> str:
    """The sentence with blanks for what stands in parentheses."""
    return _PARENTHESIS.sub(lambda found: " " * len(found.group()), sentence)


@lru_cache(maxsize=32)
def _found(phrase: re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    """Where a phrase stands; a sentence is asked for every skill in it."""
    return tuple(phrase.finditer(text))


class _Said(NamedTuple):
    """What a phrase says of a skill; `need` is None where it is not wanted."""

    need: Need | None


def _said(text: str, start: int, end: int, *, outside: bool) -> _Said | None:
    """What a phrase in `text` says of the place from `start` to `end`; None where none says anything."""
    if any(found.end() <= start for found in _found(_NOT_FROM_HERE, text)):
        return _Said(None)
    if any(
        found.start() >= end and "," not in text[end : found.start()] for found in _found(_NOT_SO_FAR, text)
    ):
        return _Said(None)
    if any(found.end() <= start for found in _found(_NICE_FROM_HERE, text)):
        return _Said(Need.NICE)
    if any(
        found.start() >= end or "," not in text[found.end() : start] for found in _found(_NICE_SO_FAR, text)
    ):
        return _Said(Need.NICE)
    if not outside and _REQUIRED.search(text):
        return _Said(Need.REQUIRED)
    return None


def _shown(sentence: str, start: int, end: int) -> str:
    """The sentence, or of a long one the piece with the skill: the same for all skills in that piece."""
    first = 0
    while len(sentence) - first > MOST_WORDS_SHOWN:
        cut = _cut(sentence, first)
        if end <= cut or start < cut:
            return f"{'…' if first else ''}{one_line(sentence[first : max(cut, end)])}…"
        first = cut
    return f"{'…' if first else ''}{one_line(sentence[first:])}".rstrip(";")


def _cut(sentence: str, first: int) -> int:
    """Where a piece that begins at `first` ends: behind a comma if there is one late enough, else a word."""
    last = first + MOST_WORDS_SHOWN
    comma = sentence.rfind(", ", first + MOST_WORDS_SHOWN // 2, last)
    space = sentence.rfind(" ", first + 1, last)
    return comma + 1 if comma > 0 else space if space > 0 else last
