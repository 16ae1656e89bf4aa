"""Owns the reading of a plain yes, said to "did you mean it?"; reads no moves."""

import re

_YES = re.compile(
    r"^\W*(?:oh|ah|well|hm+|um+|uh)?\W*"
    r"(?:yes|yeah|yep|yup|ya|sure|right|exactly|correct|indeed|of course|certainly|absolutely|totally|true|"
    r"i did|i do|i meant|i was|that's (?:it|what|right)|that is (?:it|what|right)|it is|mhm)\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(r"\b(?:yes and no|not (?:really|exactly|quite|sure)|but no)\b", re.IGNORECASE)


def affirms(text: str) -> bool:
    """Whether `text` says yes to the question just asked."""
    return _YES.match(text) is not None and _TAKEN_BACK.search(text) is None
