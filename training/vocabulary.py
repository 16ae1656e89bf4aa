"""Owns the making of the field's vocabulary: `vocabulary.json`, as people edit it, to stems, as the reader
uses it."""

import json
from pathlib import Path

import msgspec

from simulator.reading.vocabulary import FILE, Meanings, stem
from simulator.reading.words import words

SOURCE = Path(__file__).parent / "vocabulary.json"
TARGET = Path(__file__).parent.parent / "simulator" / "reading" / FILE


def compiled() -> Meanings:
    """The vocabulary in stems; words that only have an opposite get a group of their own."""
    data = json.loads(SOURCE.read_text("utf-8"))
    groups: dict[str, set[int]] = {}
    for number, phrases in enumerate(data["same"]):
        for phrase in phrases:
            groups.setdefault(_stems(phrase), set()).add(number)
    pairs: set[tuple[int, int]] = set()
    for pair in data["opposite"]:
        one, other = (groups.setdefault(_stems(word), {_next(groups)}) for word in pair)
        if not one & other:
            pairs.update((a, b) for a in one for b in other)
    return Meanings(
        groups={phrase: tuple(sorted(groups[phrase])) for phrase in sorted(groups)},
        opposite=tuple(sorted(pairs)),
        known=tuple(sorted(set(map(_stems, data["known"])))),
    )


def _next(groups: dict[str, set[int]]) -> int:
    return 1 + max((max(numbers) for numbers in groups.values()), default=-1)


def _stems(phrase: str) -> str:
    return " ".join(stem(word.text) for word in words(phrase))


def build() -> None:
    """Write the file the package ships."""
    made = compiled()
    TARGET.write_bytes(msgspec.json.format(msgspec.json.encode(made), indent=0) + b"\n")
    print(f"{TARGET.name}: {len(made.groups)} words and phrases, {len(made.opposite)} opposites")  # noqa: T201


if __name__ == "__main__":
    build()
