"""Owns the reading of a plain yes or no, said to "did you mean it?"; reads no moves."""

import re

_YES = re.compile(
    r"^\W*(?:oh|ah|well|hm+|um+|uh)?\W*"
    r"(?:yes|yeah|yep|yup|ya|sure|right|exactly|correct|indeed|of course|certainly|absolutely|totally|true|"
    r"i did|i do(?! know)|i meant|i was|that's (?:it|what|right)|that is (?:it|what|right)|it is|mhm)\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(r"\b(?:yes and no|not (?:really|exactly|quite|sure)|but no)\b", re.IGNORECASE)


_NO = re.compile(
    r"^\W*(?:oh|ah|well|hm+|um+|uh|err?)?\W*"
    r"(?:no|nope|nah|naw|not at all|not really|(?:of course|certainly|definitely) not|i (?:do |did )?know|"
    r"that(?:'s| is| was) my answer|i meant it)\b"
    # "No, I don't" says yes to "you don't know it?".
    r"(?!\W+(?:idea|clue|i (?:do not|don.?t|did not|didn.?t|have|haven.?t|never|can.?t|am not|would not)))",
    re.IGNORECASE,
)


def affirms(text: str) -> bool:
    """Whether `text` says yes to the question just asked."""
    return _YES.match(text) is not None and _TAKEN_BACK.search(text) is None


def denies(text: str) -> bool:
    """Whether `text` says no to the question just asked."""
    return _NO.match(text) is not None
