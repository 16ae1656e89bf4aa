"""Owns where a text names a skill, and whether an ordinary word means one there. Knows no listing."""

import re
from typing import NamedTuple

from simulator.debrief.vocabulary import Form, Skill, Vocabulary, Word, words


class Mention(NamedTuple):
    """A skill named in a text."""

    skill: Skill
    start: int
    end: int


class _Found(NamedTuple):
    """A form of a skill at its place, which may still turn out to be an ordinary word."""

    form: Form
    start: int
    end: int
    sure: bool


_WITHIN = re.compile(r"\s{0,2}[-–/&.]?\s{0,2}")
"""What may stand between the words of one form."""
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|(?<!\w)#\w+")
_BETWEEN = re.compile(r"\s*(?:[,/&+|;:()]|\band\b|\bor\b|\s)*\s*", re.IGNORECASE)
"""What stands between the items of a list."""
_BEFORE = re.compile(
    r"(?:\b(?:experienced?|knowledge|proficien\w+|fluen\w+|expert\w*|skills?|skilled|background|years|"
    r"familiar\w*|comfortable|confident|competen\w+|program\w*|cod(?:e|ed|ing)|develop\w*|written|"
    r"understanding|command|work\w*|grasp|basics|some|tooling|tools?|services?)(?:\s+\w+){0,2}?\s+(?:in|"
    r"with|of|using)|\b(?:languages?|stack|tools?|technologies|skills?|frameworks?|databases?|such as|like|"
    r"use|using|know|e\.g\.,?|some))(?:\s+(?:modern|advanced|basic|good|strong|commercial|both|the|either|"
    r"our|any))?\s*:?\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s+(?:developers?|engineers?|programmers?|services?|microservices?|code|codebase|back-?end|"
    r"programming|language|framework|monolith|stack|applications?|apps?|experience|skills?|certifi\w+|"
    r"knowledge|scripts?|scripting|(?:is|are|would be) (?:a|an) (?:big |huge |strong |real )?(?:plus|bonus|"
    r"advantage|must)|preferred|desirable|required|projects?|formulas?|expertise|proficiency|"
    r"administration|developer)\b",
    re.IGNORECASE,
)
_A_TIME = re.compile(r"\s+(?:19|20)\d\d\b")
_CONTEXT = 60
"""Characters around a word that are looked at."""


def mentions(text: str, vocabulary: Vocabulary) -> list[Mention]:
    """Every skill that `text`, a paragraph or a point, names; in its order."""
    found = _forms(text, vocabulary)
    clear = [one for place, one in enumerate(found) if one.sure or _is_meant(text, found, place)]
    return [Mention(one.form.skill, one.start, one.end) for one in clear]


def _forms(text: str, vocabulary: Vocabulary) -> list[_Found]:
    hidden = [found.span() for found in _ADDRESS.finditer(text)]
    listed = [word for word in words(text) if not any(start <= word.start < end for start, end in hidden)]
    found: list[_Found] = []
    place = 0
    while place < len(listed):
        one, size = _longest(text, listed, place, vocabulary)
        if one:
            found.append(one)
        place += size
    return found


def _longest(text: str, listed: list[Word], place: int, vocabulary: Vocabulary) -> tuple[_Found | None, int]:
    """The longest form that begins at `place`, and how many words it takes."""
    run = [listed[place]]
    for word in listed[place + 1 : place + vocabulary.longest]:
        if not _WITHIN.fullmatch(text, run[-1].end, word.start):
            break
        run.append(word)
    for size in range(len(run), 0, -1):
        form = vocabulary.form([word.key for word in run[:size]])
        start, end = run[0].start, run[size - 1].end
        if form and _is_written_so(form, text[start:end]):
            return _Found(form, start, end, sure=not form.doubtful), size
    return None, 1


def _is_written_so(form: Form, written: str) -> bool:
    """Whether an ordinary word has at least the capital letters of the skill's name."""
    return not form.doubtful or form.written.islower() or written.startswith(form.written)


def _is_meant(text: str, found: list[_Found], place: int) -> bool:
    """Whether the words around it make clear that an ordinary word means the skill."""
    one = found[place]
    if text.strip(" .,;:") == text[one.start : one.end]:
        return True
    if _A_TIME.match(text, one.end):
        return False
    if _BEFORE.search(text[max(one.start - _CONTEXT, 0) : one.start]):
        return True
    if _AFTER.match(text, one.end):
        return True
    beside = (*found[max(place - 1, 0) : place], *found[place + 1 : place + 2])
    return any(_are_listed(text, one, other) for other in beside)


def _are_listed(text: str, one: _Found, other: _Found) -> bool:
    """Whether both are items of one list, of which one at least is surely a skill, or both of one kind."""
    first, second = sorted((one, other), key=lambda each: each.start)
    between = text[first.end : second.start]
    if not between.strip() or len(between) > _CONTEXT or not _BETWEEN.fullmatch(between):
        return False
    return other.sure or other.form.skill.kind == one.form.skill.kind
