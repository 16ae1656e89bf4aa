"""Owns which texts count as the same when they are searched: upper and lower case, and typeset marks.

One character becomes one, so that places in the folded text are places in the text. Accents stay as typed.
"""

from unicodedata import category

_TYPESET = {
    **dict.fromkeys("‘’ʼ‛", "'"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("‐‑‒–—−", "-"),
    "\u00a0": " ",
    "\u202f": " ",
}
"""What programs set in the place of what is on a keyboard."""


class _Table(dict[int, int]):
    """Fills itself with the characters that are met."""

    def __missing__(self, code: int) -> int:
        self[code] = folded = ord(_fold(chr(code)))
        return folded


def _fold(char: str) -> str:
    char = _TYPESET.get(char, char)
    folded = char.casefold()
    # "ß" is not "ss", and the sign for kelvin no "k": else a word could hide from the search of the bytes.
    return folded if len(folded) == 1 and folded.isascii() == char.isascii() else char


_TABLE = _Table()


def fold(text: str) -> str:
    """`text` as it is compared; as long as `text`."""
    return text.translate(_TABLE)


def steady(char: str) -> bool:
    """Whether a folded character is always stored as the same bytes, but for the case of ASCII letters.

    Not those that JSON may escape, nor those that other characters are folded into.
    """
    if char.isascii():
        return char.isprintable() and char not in " \"'-/\\"
    return category(char) == "Lo"
