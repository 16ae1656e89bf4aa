"""Owns what a skill is called: each form of its name, and whether it is an ordinary word too."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import msgspec

from simulator.debrief.skill_table import TABLE

_WORD = re.compile(r"\.?[^\W_]+(?:[.&'’][^\W_]+)*(?:\+\+|#|(?<=[A-Za-z])\+(?!\w))?")
_DIGITS = re.compile(r"(?<=[a-z]{3})\d+(?:\.\d+)*$")
_APOSTROPHES = str.maketrans("", "", "'’")


class Skill(msgspec.Struct, frozen=True):
    """A skill as it is called here."""

    name: str
    kind: str = ""
    """What sort of skill it is, as the table groups them; empty for one that is not in the table."""


class Form(NamedTuple):
    """One way to write a skill."""

    skill: Skill
    written: str
    doubtful: bool
    """Also an ordinary word, or the name of something else."""


class Word(NamedTuple):
    """A word in a text, as forms are compared by it."""

    key: str
    start: int
    end: int


class Vocabulary(NamedTuple):
    """The skills that are known, to be looked up by any of their forms."""

    forms: dict[str, Form]
    """By key: the words of the form in lower case, a space between them."""
    longest: int
    """Words of the longest form."""

    def find(self, text: str) -> Skill | None:
        """The skill that `text` as a whole names, or None."""
        form = self.form([word.key for word in words(text)])
        return form.skill if form else None

    def named(self, text: str) -> Skill:
        """The skill that `text` names; one of its own where it is not known."""
        return self.find(text) or Skill(" ".join(text.split()))

    def form(self, keys: list[str]) -> Form | None:
        """The form these words are; a plural or a version number behind the last word does not matter."""
        found = self.forms.get(" ".join(keys))
        if found or not keys:
            return found
        *head, last = keys
        shorter = {last[:-1] if last.endswith("s") and len(last) > 3 else "", _DIGITS.sub("", last)}
        candidates = (self.forms.get(" ".join([*head, one])) for one in shorter - {"", last})
        return next((form for form in candidates if form), None)


@cache
def bundled() -> Vocabulary:
    """The skills of the table."""
    forms: dict[str, Form] = {}
    for kind, lines in TABLE.items():
        for line in lines.strip().split("\n"):
            _add(forms, line, kind)
    return Vocabulary(forms, max(len(key.split()) for key in forms))


def with_names(known: Vocabulary, names: Iterable[str]) -> Vocabulary:
    """`known` and the skills `names` that it lacks, such as those of the user's own banks."""
    forms = dict(known.forms)
    for name in names:
        key = _key(name)
        if key and known.form(key.split()) is None:
            # Nobody has said whether it is an ordinary word as well; one that is written small may be.
            forms[key] = Form(Skill(" ".join(name.split())), name, name.islower() and " " not in key)
    return Vocabulary(forms, max((known.longest, *(len(key.split()) for key in forms))))


def words(text: str) -> list[Word]:
    """The words of a text with their places; `C++`, `C#`, `.NET` and `Node.js` are one word each."""
    return [
        Word(found.group().casefold().translate(_APOSTROPHES), found.start(), found.end())
        for found in _WORD.finditer(text)
    ]


def _add(forms: dict[str, Form], line: str, kind: str) -> None:
    written = [part.strip() for part in line.split("|")]
    skill = Skill(written[0].lstrip("?"), kind)
    for part in written:
        form = part.lstrip("?")
        # A skill's own name is there first; a synonym of another never takes it.
        forms.setdefault(_key(form), Form(skill, form, part.startswith("?")))


def _key(text: str) -> str:
    return " ".join(word.key for word in words(text))
