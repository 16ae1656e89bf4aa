"""Owns the reading of a plain yes or no, said to "did you mean it?"; reads no moves."""

import re

from simulator.reading.language import lang

_YES = re.compile(lang.YES, re.IGNORECASE)
_TAKEN_BACK = re.compile(lang.TAKEN_BACK, re.IGNORECASE)


_NO = re.compile(lang.NO, re.IGNORECASE)


def affirms(text: str) -> bool:
    """Whether `text` says yes to the question just asked."""
    return _YES.match(text) is not None and _TAKEN_BACK.search(text) is None


def denies(text: str) -> bool:
    """Whether `text` says no to the question just asked."""
    return _NO.match(text) is not None
