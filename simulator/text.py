"""Owns what may reach a terminal or a file: cleans text at the border, changes no meaning.

And the symbols that ids and codes are made of, for they are read aloud and typed.
"""

import re

SYMBOLS = "23456789abcdefghjkmnpqrstuvwxyz"
"""31 symbols that are not mistaken for one another."""

# C0 but tab and newline, DEL and C1 (a terminal obeys U+009B as it does ESC [), bidi controls (they
# can show a text in another order than it is stored), byte order marks, line separators that only
# some programs obey, and lone surrogates (no encoder takes them).
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """`text` as it may be shown: control characters and bidi overrides gone, tabs and newlines kept."""
    return _UNSAFE.sub("", text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """`clean` text on one line, runs of white space as one space."""
    return " ".join(clean(text).split())


def scrub(text: str) -> str:
    """`text` as it may be stored: as typed, but lone surrogates (undecodable input) become U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
