"""Owns the noise that leaves a turn's moves as they are: punctuation, contractions, slips, fillers."""

import random
import re

FILLERS = ("uh", "um", "hmm", "well", "so", "like", "erm", "ok", "right", "yeah")
CONTRACTIONS = {
    "i'm": "i am",
    "don't": "do not",
    "it's": "it is",
    "i've": "i have",
    "can't": "cannot",
    "i'd": "i would",
    "i'll": "i will",
    "isn't": "is not",
    "doesn't": "does not",
    "didn't": "did not",
    "that's": "that is",
    "haven't": "have not",
    "won't": "will not",
    "you're": "you are",
    "what's": "what is",
    "let's": "let us",
}
MARKS = '.,;:!—–-"…()'
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def noisy(text: str, dice: random.Random) -> str:
    """`text` as another hand might have typed it, or as speech recognition might have written it."""
    for change, chance in CHANCES.items():
        if dice.random() < chance:
            text = change(text, dice)
    words = text.split()
    if words and dice.random() < 0.15:
        for _ in range(dice.choice((1, 1, 2))):
            at = dice.randrange(len(words))
            words[at] = _slip(words[at], dice)
    if words and dice.random() < 0.12:
        for _ in range(dice.choice((1, 1, 2))):
            words.insert(dice.randrange(len(words) + 1), dice.choice(FILLERS))
    return " ".join(words) or text


def _spell_out(text: str, dice: random.Random) -> str:
    text = text.replace("’", "'")
    for short, long in CONTRACTIONS.items():
        if dice.random() < 0.5:
            text = re.sub(rf"\b{short}\b", long, text, flags=re.IGNORECASE)
    return text


def _contract(text: str, dice: random.Random) -> str:
    for short, long in CONTRACTIONS.items():
        if dice.random() < 0.8:
            text = re.sub(rf"\b{long}\b", short, text, flags=re.IGNORECASE)
    return text


def _drop_apostrophes(text: str, _: random.Random) -> str:
    return text.replace("'", "").replace("’", "")


def _drop_marks(text: str, dice: random.Random) -> str:
    marks = MARKS if dice.random() < 0.6 else MARKS + "?"
    return text.translate(dict.fromkeys(map(ord, marks), " "))


def _slip(word: str, dice: random.Random) -> str:
    """One letter swapped with the next, left out, doubled or replaced, inside a word of four or more."""
    if len(word) < 4:
        return word
    at = dice.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return dice.choice(
        (
            before + after[0] + letter + after[1:],
            before + after,
            before + letter + letter + after,
            before + dice.choice(LETTERS) + after,
        )
    )


CHANCES = {_spell_out: 0.12, _contract: 0.08, _drop_apostrophes: 0.10, _drop_marks: 0.15}
"""The changes to the whole text, tried in this order."""
