"""Owns how a text is cut into words, clauses and sentences, each knowing its place; judges nothing.

Places are Unicode code points of the original text, `end` exclusive, so `text[start:end]` is always what was
written. The words themselves are normalised (case, apostrophes, contractions, common short forms), so that
how a thing is typed makes no difference to what is read.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from simulator.reading.language import lang


class Word(NamedTuple):
    """One normalised word and where it stands; the two halves of a contraction share a place."""

    text: str
    start: int
    end: int


class Span(NamedTuple):
    """A stretch of text: `first` and `last` (exclusive) count its words, `start` and `end` code points."""

    first: int
    last: int
    start: int
    end: int


def word_set(listed: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(listed.split())


_WORD = re.compile(r"""\d+(?:[.,]\d+)+|[^\W_]+(?:(?:['’`´ʼ]|(?<=n)"(?=t\b))[^\W_]+)*(?:\+\+|#)?""")


_IS_AFTER = word_set(lang.IS_AFTER)

_POLITE_FIRST = re.compile(lang.POLITE_FIRST, re.IGNORECASE)
_POLITE_LAST = re.compile(lang.POLITE_LAST, re.IGNORECASE)
_CLAUSE_BREAK = re.compile(r"[.!?…;:,()\[\]{}\"“”«»\n\r]|\s[-–—]+\s|[–—]|\.\.+")
_SENTENCE_BREAK = re.compile(r"[!?…;\n\r]+|\.(?=\s|$|[\"”')\]])|[。！？]")

_JOINTS = word_set(lang.JOINTS)
_MIN_CLAUSE = 3
"""A joint word starts a new clause only if at least this many words stand on either side."""


@lru_cache(maxsize=8192)
def normal(written: str) -> tuple[str, ...]:
    """The normalised words that one written word stands for (`dont` -> do, not)."""
    low = written.lower()
    for mark in '’`´ʼ"':
        low = low.replace(mark, "'")
    whole = lang.SHORT_FORMS.get(low) or lang.BARE_NEGATIONS.get(low)
    if whole:
        return tuple(whole.split())
    for suffix, meaning in lang.SUFFIXES:
        if low.endswith(suffix) and len(low) > len(suffix):
            return (low[: -len(suffix)], meaning)
    if low.endswith("'s"):
        head = low[:-2]
        return (head, "is") if head in _IS_AFTER else (head,)
    return (low.replace("'", ""),)


def words(text: str) -> list[Word]:
    """Every word of `text`, in order."""
    return [
        Word(part, match.start(), match.end())
        for match in _WORD.finditer(text)
        for part in normal(match.group())
    ]


def core(text: str) -> tuple[int, int]:
    """Where `text` begins and ends without courtesies around it; all of it where nothing else is said."""
    first, last = _POLITE_FIRST.match(text), _POLITE_LAST.search(text)
    start, end = first.end() if first else 0, last.start() if last else len(text)
    end = start + len(text[start:end].rstrip())
    return (start, end) if any(map(str.isalnum, text[start:end])) else (0, len(text))


def sentences(text: str, found: list[Word]) -> list[Span]:
    """The sentences of `text`, as runs of the words `found` in it; a line break ends one too."""
    return list(_runs(found, [match.start() for match in _SENTENCE_BREAK.finditer(text)], joints=False))


def clauses(text: str, found: list[Word]) -> list[Span]:
    """The clauses of `text`: cut at punctuation and before joining words, never inside a word."""
    return list(_runs(found, [match.start() for match in _CLAUSE_BREAK.finditer(text)], joints=True))


def _runs(found: list[Word], breaks: list[int], *, joints: bool) -> Iterator[Span]:
    first = 0
    at = 0
    for i, word in enumerate(found):
        crossed = False
        while at < len(breaks) and breaks[at] < word.start:
            crossed = crossed or i > 0
            at += 1
        while at < len(breaks) and breaks[at] < word.end:  # inside a number such as 3.5: no break
            at += 1
        joint = joints and word.text in _JOINTS and i - first >= _MIN_CLAUSE and len(found) - i >= _MIN_CLAUSE
        if i > first and (crossed or joint):
            yield Span(first, i, found[first].start, found[i - 1].end)
            first = i
    if found:
        yield Span(first, len(found), found[first].start, found[-1].end)
