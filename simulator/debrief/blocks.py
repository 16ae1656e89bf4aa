"""Owns the shape of a listing: its paragraphs and points, and the part each stands in. Knows no skill."""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple


class Part(StrEnum):
    """What a part of a listing is about."""

    REQUIRED = "required"
    NICE = "nice"
    DUTIES = "duties"
    ABOUT = "about"
    """The company, or nothing in particular."""
    ASIDE = "aside"
    """Pay, benefits, law, how to apply: what is named there is asked of nobody."""


class Passage(NamedTuple):
    """A paragraph or a point, its line ends undone."""

    text: str
    part: Part


_MARK = re.compile(r"^\s*(?:[-*+•●▪◦‣►»·➤✓✔]|[o]\s\s|->|=>|\d{1,2}[.)]\s|\d+(?:\.\d+)+\.?\s|\(?[a-z]\)\s)\s*")
_INNER_MARK = re.compile(r"\s(?:->|=>|[•●▪◦‣►➤✓✔\uf0b7\uf0a7])\s*|\s\*\*\s(?=\S)|\s\|\|\s")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3})(?=\S)(.{1,200}?)(?<=\S)\1(?!\w)")
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,500}\)")
_BLANKS = re.compile(r"[^\S\n]{3,}")
_PAGE = re.compile(r"\bpage \d{1,3} of \d{1,3}\b", re.IGNORECASE)
_BREAK = re.compile(r"(?<=[a-zA-Z])-$")
_BROKEN_FROM = 40
"""Characters from which on a line may have been broken by a page or a window."""
_NUMBERED = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})?[.)]?\s")
_MOST_HEADING_WORDS = 9
_MOST_PLAIN_WORDS = 6
"""Of a heading that only its words tell from a short line of text."""

# The first that fits is taken: "physical requirements" is an aside, "essential duties" are duties.
_HEADINGS: tuple[tuple[Part, str], ...] = (
    (
        Part.ASIDE,
        r"benefit|perk|we offer|offer you|in it for you|you('ll| will)? get\b|compensation|salary|^pay\b|"
        r"remunerat|reward|equal|\beeo\b|diversity|inclusi|\bapply\b|application|how it goes|we hire|"
        r"hiring process|interview|recruitment|the process|selection|privacy|disclaimer|notice period|"
        r"\bctc\b|physical|conditions|^terms|contact|legal|accommodation|similar jobs|other jobs|"
        r"don'?t need|do not need|^shift|closing|why (join|work|us)|location|hours|job type|next steps",
    ),
    (
        Part.DUTIES,
        r"dut(y|ies)\b|responsib|accountabilit|you('ll| will|'d)( actually)?( be)? do(ing)?\b|be doing|"
        r"your (tasks?|role|days?|mission|work|job)\b|tasks|purpose of|day[- ]to[- ]day|job description|"
        r"position summary",
    ),
    (
        Part.NICE,
        r"nice|bonus|preferred|prefer\b|desir|good to have|great to have|\bplus(es)?\b|optional|\basset|"
        r"deal.?breaker|\bextra|advantage|ideally|lovely|brownie|even better|stand out|additional|helpful",
    ),
    (
        Part.REQUIRED,
        r"require|\bmust\b|mandatory|essential|minimum|qualific|who you are|about you|\byou are\b|you have|"
        r"you bring|you('ll| will)? need|your (profile|skills|background|experience)|profile|looking for|"
        r"talk to|\bskills?\b|^experience|expect|criteri|person spec|competenc|knowledge|what it takes|"
        r"candidate|we need|education|you should|we want|you('ve)? got",
    ),
    (
        Part.DUTIES,
        r"the (role|job|work|position|post|opportunity)\b|job (involves|summary)|\brole\b|\bstack\b|"
        r"technolog|tools|how we work|position|assignment",
    ),
    (
        Part.ABOUT,
        r"about|who we are|we do\b|company|team|mission|overview|introduction|our (story|values|product)",
    ),
)
_KINDS = tuple((part, re.compile(pattern)) for part, pattern in _HEADINGS)
# In a text without lines a heading is only to be told by its words and its colon.
_INNER_HEADING = re.compile(
    r"(?<![\w-])((?:mandatory|required|must[- ]have|key|preferred|desired|"
    r"essential)\s+(?:technical\s+)?(?:skills?|qualifications?|requirements?)|(?:good|nice)[- ]to[- ]have|"
    r"(?:roles?\s*(?:&|and)\s*)?responsibilities|job description|about (?:the )?(?:company|us)|education|"
    r"requirements|qualifications|perks|benefits|notice period|disclaimer|interview process|ctc|shift|"
    r"salary)\s*:-?(?=\s)",
    re.IGNORECASE,
)


def passages(text: str) -> list[Passage]:
    """The paragraphs and points of a listing in their order, each with the part it stands in.

    Lines that a page or a window has broken are joined again; headings themselves are left out.
    """
    part, found = Part.ABOUT, []
    for block in _blocks(text):
        heading, rest = _heading(block)
        if heading is not None:
            part = heading
        if rest:
            found.append(Passage(rest, part))
    return found


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, points and headings, a line each."""
    gathered: list[str] = []
    for line in _lines(text):
        begins = _MARK.match(line) is not None
        if gathered and (not line or begins or _stands_alone(line) or _ends(gathered[-1], line)):
            yield _joined(gathered)
            gathered = []
        if line:
            gathered.append(line)
    if gathered:
        yield _joined(gathered)


def _ends(line: str, following: str) -> bool:
    """Whether a line is no part of the next one: a heading, or too short to have been broken."""
    return _stands_alone(line) or (len(line) < _BROKEN_FROM and not following[:1].islower())


def _lines(text: str) -> Iterator[str]:
    # A long run of blanks tells nothing, and takes some patterns quadratic time.
    text = _BLANKS.sub("  ", text)
    text = _INNER_HEADING.sub(r"\n\1:\n", _INNER_MARK.sub("\n- ", _LINK.sub(r"\1", text)))
    for line in text.split("\n"):
        yield _PAGE.sub("", line).strip()


def _stands_alone(line: str) -> bool:
    """Whether a line is a heading by its looks."""
    bare = _bare(line)
    if not bare or len(bare.split()) > _MOST_HEADING_WORDS:
        return False
    if line.startswith("#") or (line.startswith("**") and line.rstrip(":").endswith("**")):
        return True
    if line.endswith((":", ":-", ":**")):
        return True
    if _MARK.match(line) and not _NUMBERED.match(line):
        return False
    if bare.isupper() and len(bare) > 3:
        return True
    if bare[0].islower() or bare[-1] in ".,;!" or len(bare.split()) > _MOST_PLAIN_WORDS:
        return False
    return _kind(bare) is not None


def _joined(lines: list[str]) -> str:
    parts = [lines[0]]
    for before, line in pairwise(lines):
        if line[:1].islower() and _BREAK.search(before):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        else:
            parts += [" ", line]
    return "".join(parts)


def _heading(block: str) -> tuple[Part | None, str]:
    """The part that begins here, if one does, and what of the block is text."""
    if _stands_alone(block):
        kind = _kind(_bare(block))
        marked = block.startswith("#") or _bare(block).isupper()
        if kind is not None or marked:
            return kind or Part.ABOUT, ""
    before, colon, rest = _plain(block).partition(":")
    if (
        colon
        and rest.strip()
        and len(before.split()) <= _MOST_HEADING_WORDS - 2
        and _kind(before) is not None
    ):
        return _kind(before), rest.strip()
    return None, _plain(_MARK.sub("", block, count=1)).strip()


def _kind(heading: str) -> Part | None:
    text = heading.casefold().replace("’", "'").strip()
    return next((part for part, pattern in _KINDS if pattern.search(text)), None)


def _bare(line: str) -> str:
    """A heading's words."""
    return _plain(_MARK.sub("", line, count=1)).strip(" #*_:-–—>=<\t")


def _plain(text: str) -> str:
    """Without the marks of Markdown for emphasis."""
    return _EMPHASIS.sub(r"\2", text)
