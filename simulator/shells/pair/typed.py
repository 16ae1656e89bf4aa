"""Owns which control sequences of a far-away keyboard are keys. Pure; everything else passes as it came.

prompt_toolkit keeps every unfinished sequence it has ever met, for ever: 100 KB of `ESC [ 1 1 1 ...` would
fill gigabytes of the host's memory. So what is no key of its table never reaches it.
"""

import re

from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES

_PASTE_ENDS = "\x1b[201~"
_KEYS = frozenset({key for key in ANSI_SEQUENCES if key.startswith("\x1b[")} | {_PASTE_ENDS})
_STARTS = frozenset(key[:end] for key in (*ANSI_SEQUENCES, _PASTE_ENDS) for end in range(1, len(key)))
_LONGEST = max(map(len, _KEYS))
_SEQUENCE = re.compile(r"\x1b\[\[?[<-?]?[\d;:]*(?:[^\d;:\x1b]|(?=\x1b))")
_UNFINISHED = re.compile(r"\x1b(?:O|\[\[?[<-?]?[\d;:]*)?\Z")


class KnownKeys:
    """Lets the sequences of known keys through, and drops the others, however they are cut into pieces."""

    def __init__(self) -> None:
        self._held = ""

    def pass_on(self, text: str) -> str:
        """What may be read of `text` and of what was held back before it; an unfinished end is held back."""
        text = self._held + text
        unfinished = _UNFINISHED.search(text)
        self._held = ""
        if unfinished:
            text = text[: unfinished.start()]
            # One more than the longest key: it can no longer become one.
            self._held = unfinished[0][: _LONGEST + 1]
        return _SEQUENCE.sub(lambda found: found[0] if found[0] in _KEYS else "", text)

    def flush(self) -> str:
        """What was held back: nothing follows it, so it was keys of its own (Escape)."""
        held, self._held = self._held, ""
        return held if held in _STARTS else ""
