"""Owns how a true sentence is told again without becoming another one: small changes that a speaker makes."""

import random
import re

from training.grading.phrases import PHRASES


def retold(text: str, dice: random.Random) -> str:
    """`text` in nearly its own words."""
    text = text.strip().rstrip(".")
    for plain, others in dice.sample(PHRASES.swaps, len(PHRASES.swaps)):
        if dice.random() < 0.5:
            text = re.sub(rf"\b(?:{plain})\b", dice.choice(others), text, count=1)
    if dice.random() < 0.4:
        text = re.sub(r"\b(?:the|a|an) ", "", text, flags=re.IGNORECASE)
    if dice.random() < 0.6:
        text = text.lower()
    if dice.random() < 0.4:
        text = f"{dice.choice(PHRASES.openers)} {text}"
    if dice.random() < 0.2:
        text = f"{text}, {dice.choice(PHRASES.closers)}"
    return text


PADDED = 0.25
"""Share of answers that are put among chatter."""


def padded(answer: str, dice: random.Random) -> str:
    """`answer`, now and then among sentences that say nothing."""
    if dice.random() > PADDED:
        return answer
    some = dice.sample(PHRASES.chatter, dice.choice([1, 2, 2, 3, 4]))
    some.insert(dice.randrange(len(some) + 1), answer if answer.endswith(".") else answer + ".")
    return " ".join(some)


def slipped(text: str, dice: random.Random) -> str:
    """`text`, now and then typed in a hurry."""
    if dice.random() < 0.15:
        text = text.lower().replace(".", "").replace(",", "")
    if dice.random() < 0.1 and len(text) > 12:
        at = dice.randrange(1, len(text) - 2)
        rest = text[at + 1] + text[at] + text[at + 2 :] if dice.random() < 0.5 else text[at + 1 :]
        text = text[:at] + rest
    return text
