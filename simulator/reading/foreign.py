"""Owns telling that a reply is in a language that cannot be read; reads no moves and no answers.

Telling languages apart is py3langid's work. Its model takes half a second to load, so it is asked only
about a reply that does not look English.
"""

from functools import cache
from typing import TYPE_CHECKING

from simulator.reading.language import lang
from simulator.reading.terms import FUNCTION_WORDS
from simulator.reading.vectors import Vectors
from simulator.reading.words import words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNNAMED = "und"
"""The code (BCP 47) of a language that is not read, where it is not clear which it is."""
_FAR = 80
"""Another language is believed when English is so many times less likely: "ni idea, la verdad" is on the
other side of it, "i dunno" (15 times) on this."""
_NAMED = 0.5
"""From this probability on the language is named."""
_NO_LANGUAGE = frozenset({"zxx", "la", lang.CODE})
"""Letters struck at random are taken for no language (zxx), "lorem ipsum" for Latin."""
_ENGLISH = frozenset(word for word in FUNCTION_WORDS if len(word) > 2)
"""The shorter ones are words of other languages too: no, me, in, so."""
_ENOUGH = 2
"""So many of them, all different, make a reply English."""


def other_language(turn: str, known: Vectors) -> str:
    """The BCP 47 code of the language of `turn` where it is not English, `und` if unclear; else empty.

    `known` are the words that the reader knows: a reply of these alone is left to it.
    """
    found = {word.text for word in words(turn)}
    if len(found & _ENGLISH) >= _ENOUGH or all(known.rank(word) is not None for word in found):
        return ""
    try:
        ranked = _identifier().rank(turn)
    except ImportError:  # no numpy on this machine: whatever it is, it is read as English
        return ""
    code, p = ranked[0]
    if code in _NO_LANGUAGE or p < _FAR * dict(ranked)[lang.CODE]:
        return ""
    return str(code) if p >= _NAMED else UNNAMED


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
