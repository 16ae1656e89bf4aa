"""Owns what YAML loses in silence: text behind ` #`, and sentences cut at the commas of an unquoted `[ ]`.

Both are guesses about what the author meant, so both only warn.
"""

import re
from itertools import pairwise

from simulator.questions.nodes import Scalar, Sequence

WORDS_OF_A_SENTENCE = 4
"""From this many words on an unquoted list item is taken for a part of a sentence, not for a name."""

_REAL_COMMENT = re.compile(r"(\s{2,}|\t\s*)#+(\s|$)")
_GOES_ON = re.compile(
    r"(and|but|or|nor|so|then|because|since|which|that|who|where|when|while|if|unless|though|although|not|it|they|this)\s"
)


def lost_behind_hash(scalar: Scalar) -> str:
    """The text that probably was no comment; empty where it probably was one.

    A comment stands off: two spaces (or a tab) before the `#`, and a space after it. Any other `#` behind a
    text was more likely a part of it: `issue #12`, `C # in short`.
    """
    return "" if not scalar.comment or _REAL_COMMENT.match(scalar.comment) else scalar.comment.strip()


def cut_sentence(sequence: Sequence) -> Scalar | None:
    """The first item of an unquoted `[ ]` that looks like the rest of the one before; None where none does.

    It does where it begins in lower case and goes on from a word such as `and` or `which`, or where it or the
    item before it is as long as a sentence; and where it alone ends like a sentence.
    """
    if not sequence.flow:
        return None
    for before, item in pairwise(sequence.items):
        if not isinstance(before, Scalar) or not isinstance(item, Scalar):
            continue
        if before.plain and item.plain and _continues(before.text, item.text):
            return item
    return None


def _continues(before: str, text: str) -> bool:
    if text.endswith((".", "?", "!")) and not before.endswith((".", "?", "!")):
        return True
    if not text[:1].islower():
        return False
    longest = max(len(before.split()), len(text.split()))
    return longest >= WORDS_OF_A_SENTENCE or bool(_GOES_ON.match(text))
