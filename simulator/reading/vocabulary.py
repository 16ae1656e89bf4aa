"""Owns which words of the field mean the same and which mean the opposite; the words themselves are data.

`meanings.json` is made from `training/vocabulary.json` by `python -m training.build`: stems, so that
nothing is
stemmed while the reader loads.
"""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec
import snowballstemmer

from simulator.reading.language import lang

FILE = "meanings.json"


class Meanings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds; a phrase is its stems, joined by spaces."""

    groups: dict[str, tuple[int, ...]]
    """The groups a word or phrase belongs to: those of one group mean the same."""
    opposite: tuple[tuple[int, int], ...]
    """Pairs of groups that exclude each other."""
    known: tuple[str, ...]
    """Names of real things of the field."""


class Vocabulary(NamedTuple):
    """Word stems by meaning."""

    meanings: dict[str, frozenset[int]]
    opposite: frozenset[tuple[int, int]]
    """Both ways round."""
    known: frozenset[str]
    longest: int
    """Words in the longest phrase."""


_STEMMER = snowballstemmer.stemmer(lang.STEMMER)
_IRREGULAR = {form: base for base, forms in lang.IRREGULAR for form in forms.split()}


@cache
def stem(word: str) -> str:
    """The stem that the forms of `word` share; British and American spelling fall together."""
    base = _IRREGULAR.get(word, word)
    if len(base) > 5:
        base = next((base[: -len(b)] + a for b, a in lang.SPELLINGS if base.endswith(b)), base)
    if base.startswith(lang.OUR):
        base = base.replace("our", "or")
    return str(_STEMMER.stemWord(base))


def stem_set(listed: str) -> frozenset[str]:
    """The stems of a list of words that is written as one text."""
    return frozenset(map(stem, listed.split()))


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the field, read once."""
    data = msgspec.json.decode(files(__package__).joinpath(FILE).read_bytes(), type=Meanings)
    return Vocabulary(
        {phrase: frozenset(groups) for phrase, groups in data.groups.items()},
        frozenset(pair for a, b in data.opposite for pair in ((a, b), (b, a))),
        frozenset(data.known),
        max(phrase.count(" ") + 1 for phrase in data.groups),
    )
