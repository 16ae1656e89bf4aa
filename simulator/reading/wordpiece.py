"""Owns the cutting of text into word pieces, each with its place in the text; knows no model.

The cutting is BERT's (uncased): control characters vanish, letters are lowered and lose their accents, every
punctuation mark and every CJK character stands alone, and a word is cut greedily into the longest known
pieces. Beyond BERT, typographic quotes, dashes and dots are read as their plain forms, and contractions as
if they had their apostrophe: that depends on the keyboard alone.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from simulator.reading.language import lang

UNKNOWN = "[UNK]"
LONGEST_WORD = 100
"""A longer run of letters is one unknown piece, as in BERT."""
_PLAIN = str.maketrans("‘’‚“”„‐‑–—…", "'''\"\"\"----.")
_CJK = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)


class Piece(NamedTuple):
    """A word piece: its number in the vocabulary and its place in the text (code points, `end` exclusive)."""

    number: int
    start: int
    end: int


class _Letter(NamedTuple):
    """A letter as the vocabulary writes it, and the code point it comes from."""

    text: str
    at: int


_CONTRACTIONS = {word.replace("'", ""): word for word in lang.CONTRACTIONS.split() if word.count("'") == 1}


class WordPiece:
    """Cuts text by a fixed vocabulary."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Take the pieces in the order of their numbers; a piece inside a word begins with `##`."""
        self._numbers: Mapping[str, int] = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = self._numbers[UNKNOWN]

    def number(self, piece: str) -> int:
        """The number of a piece that is known to be in the vocabulary; raises `KeyError`."""
        return self._numbers[piece]

    def cut(self, text: str) -> list[Piece]:
        """All pieces of `text`, in order."""
        written = (part for word in _words(text) for part in _contracted(word))
        return [piece for word in written for piece in self._pieces(word)]

    def _pieces(self, word: list[_Letter]) -> list[Piece]:
        whole = [Piece(self._unknown, word[0].at, word[-1].at + 1)]
        if len(word) > LONGEST_WORD:
            return whole
        letters = "".join(letter.text for letter in word)
        pieces: list[Piece] = []
        start = 0
        while start < len(word):
            found = self._longest(letters, start)
            if found is None:
                return whole
            number, end = found
            pieces.append(Piece(number, word[start].at, word[end - 1].at + 1))
            start = end
        return pieces

    def _longest(self, letters: str, start: int) -> tuple[int, int] | None:
        inside = "##" if start else ""
        for end in range(len(letters), start, -1):
            number = self._numbers.get(inside + letters[start:end])
            if number is not None:
                return number, end
        return None


def _words(text: str) -> Iterator[list[_Letter]]:
    """Runs of letters between spaces; a mark or a CJK character is a word of its own."""
    word: list[_Letter] = []
    for at, character in enumerate(text.translate(_PLAIN)):
        for letter in _normal(character):
            alone = _stands_alone(letter)
            if word and (alone or letter == " "):
                yield word
                word = []
            if alone:
                yield [_Letter(letter, at)]
            elif letter != " ":
                word.append(_Letter(letter, at))
    if word:
        yield word


def _contracted(word: list[_Letter]) -> Iterator[list[_Letter]]:
    """The words that `dont` is cut into, the same as those of `don't`; any other word alone."""
    whole = _CONTRACTIONS.get("".join(letter.text for letter in word))
    if whole is None:
        yield word
        return
    head = whole.index("'")
    yield word[:head]
    yield [_Letter("'", word[head].at)]
    yield word[head:]


def _normal(character: str) -> str:
    """What is left of a character: nothing of a control or an accent, a space of any white space."""
    if character.isascii():
        if character.isspace():
            return " "
        return character.lower() if character.isprintable() else ""
    kind = unicodedata.category(character)
    if kind == "Zs":
        return " "
    if kind[0] == "C" or character == "\ufffd":
        return ""
    spread = unicodedata.normalize("NFD", character)
    return "".join(c for c in spread if unicodedata.category(c) != "Mn").lower()


def _stands_alone(letter: str) -> bool:
    if letter.isascii():
        return letter.isprintable() and not letter.isalnum() and letter != " "
    if unicodedata.category(letter)[0] == "P":
        return True
    point = ord(letter)
    return any(first <= point <= last for first, last in _CJK)
