"""Owns how a true sentence is spoilt: denied, its words in disorder, another number in it."""

import random
import re

_BE = re.compile(
    r"\b(is|are|was|were|can|could|will|would|must|should|may|has to|have to|does|do)\b(?! not\b)"
)
_UNDENIED = re.compile(
    r"\b(is|are|can|could|will|would|must|should|does|do) not\b|\bcannot\b|\bnever\b|\bno longer\b"
)
_NUMBER = re.compile(r"\b\d+(?:\.\d+)?\b")


def denied(text: str) -> str:
    """`text` with its first statement denied, or its denial taken away; empty where neither can be done."""
    if found := _UNDENIED.search(text):
        return (
            text[: found.start()]
            + (found.group(1) or ("can" if "can" in found.group() else "always"))
            + text[found.end() :]
        )
    if found := _BE.search(text):
        return f"{text[: found.end()]} not{text[found.end() :]}"
    return ""


def salad(text: str, dice: random.Random) -> str:
    """The words of `text` in another order."""
    shuffled = text.strip(" .").split()
    dice.shuffle(shuffled)
    return " ".join(shuffled)


def swapped_number(text: str, dice: random.Random) -> str:
    """`text` with another number in it; empty where it has none."""
    found = _NUMBER.search(text)
    if not found:
        return ""
    value = float(found.group())
    other = dice.choice([value * 2, value * 10, value + 3, max(0, value - 1), value / 2])
    return f"{text[: found.start()]}{other:g}{text[found.end() :]}" if other != value else ""
