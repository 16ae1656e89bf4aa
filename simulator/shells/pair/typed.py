"""Owns which control sequences of a far-away keyboard are keys. Pure; everything else passes as it came.

prompt_toolkit keeps every unfinished sequence it has ever met, for ever: 100 KB of `ESC [ 1 1 1 ...` would
fill gigabytes of the host's memory. So what is no key of its table never reaches it.
"""

import re

from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES

_PASTE_ENDS = "\x1b[201~"
_KEYS = frozenset({*ANSI_SEQUENCES, _PASTE_ENDS})
_STARTS = frozenset(key[:end] for key in _KEYS for end in range(1, len(key)))
_LONGEST = max(map(len, _KEYS))

_ESCAPES = re.compile(r"\x1b{3,}")
_PARAMETERS = r"\[[<-?]?+[\d;:]*+"
# An Escape before it belongs to it: left behind, it would make a sequence of what follows.
_SEQUENCE = re.compile(
    rf"\x1b?(\x1b(?:\[\[(?:[^\x1b]|(?=\x1b))|(?!\[\[){_PARAMETERS}(?:[^\d;:<-?\x1b\[]|(?=[<-?\x1b\[]))))"
)
_UNFINISHED = re.compile(rf"\x1b?(\x1b(?:O|\[\[|{_PARAMETERS})?)\Z")


class KnownKeys:
    """Lets the sequences of known keys through, and drops the others, however they are cut into pieces."""

    def __init__(self) -> None:
        self._held = ""

    def pass_on(self, text: str) -> str:
        """What may be read of `text` and of what was held back before it; an unfinished end is held back."""
        text = _ESCAPES.sub("\x1b\x1b", self._held + text)
        text = _SEQUENCE.sub(lambda found: found[0] if found[1] in _KEYS else "", text)
        self._held = ""
        if unfinished := _UNFINISHED.search(text):
            text = text[: unfinished.start()]
            # Longer than every key: it can no longer become one, however it ends.
            self._held = unfinished[0][: _LONGEST + 2]
        return text

    def flush(self) -> str:
        """What was held back: nothing follows it, so it was keys of its own (Escape)."""
        unfinished = _UNFINISHED.search(self._held)
        held, self._held = self._held, ""
        return held if unfinished and unfinished[1] in _STARTS else ""
