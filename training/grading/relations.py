"""Owns short statements made by rule, from which who does what to whom, denials and numbers are learnt.

Each relation is written in several ways that mean the same; in the same ways with the sides exchanged,
denied or with another number they mean something else. The words in them are ordinary ones of the field,
drawn at random, so that only the order and the small words tell.
"""

import random
from collections.abc import Iterator

from training.grading.phrases import PHRASES


def relations(count: int, seed: int) -> Iterator[tuple[str, str, str, float]]:
    """`count` times a question, a point, an answer, and whether it says the point."""
    dice = random.Random(seed)  # noqa: S311
    for _ in range(count):
        a, b = dice.sample(PHRASES.things, 2)
        ask = f"How do {a} and {b} relate?"
        kind = dice.random()
        if kind < 0.25:
            yield _counted(a, dice)
            continue
        ways = dice.choice(PHRASES.relations)
        one, other = dice.choice(ways), dice.choice(ways)
        point, said = one.format(a=a, b=b), other.format(a=a, b=b)
        turned = other.format(a=b, b=a)
        if kind < 0.5:
            yield ask, _sentence(point), dice.choice(PHRASES.affirmed).format(s=said), 1.0
        elif kind < 0.75:
            yield ask, _sentence(point), dice.choice(PHRASES.affirmed).format(s=turned), 0.0
        elif kind < 0.85:
            yield ask, _sentence(point), _denied(said, dice), 0.0
        elif kind < 0.92:
            yield ask, _sentence(f"it is not so that {point}"), _denied(said, dice), 1.0
        else:
            yield (
                ask,
                _sentence(f"it is not so that {point}"),
                dice.choice(PHRASES.affirmed).format(s=said),
                0.0,
            )


def _counted(a: str, dice: random.Random) -> tuple[str, str, str, float]:
    ways = dice.choice(PHRASES.counted)
    n = dice.choice(
        [2, 3, 4, 5, 7, 8, 10, 12, 16, 20, 30, 32, 50, 64, 80, 100, 128, 200, 256, 404, 443, 500, 1000]
    )
    other = dice.choice([n * 10, n * 2, n + 1, max(1, n - 1), n * 100, n + 20])
    met = dice.random() < 0.5
    said = dice.choice(ways).format(a=a, n=n if met else other)
    return f"What about {a}?", _sentence(ways[0].format(a=a, n=n)), said, float(met)


def _denied(said: str, dice: random.Random) -> str:
    for verb in (" is ", " are ", " can ", " must ", " may "):
        if verb in said:
            return dice.choice(PHRASES.denials).format(n=said.replace(verb, f"{verb}not ", 1))
    return f"it's not true that {said}"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."
