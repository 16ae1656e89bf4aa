"""Owns what the reader of moves looks at: a turn, cut in clauses, as numbered features. Weighs none of them.

A feature is a place in a hashed table of `BUCKETS` rows (CRC-32 of its name). Training and reading share this
file, so that they can never differ. Case, punctuation, contractions and words of mere politeness leave no
trace,
except that a question mark is one feature among many.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from simulator.reading.language import lang
from simulator.reading.model import Line, Who
from simulator.reading.words import clauses, sentences, word_set, words

BUCKETS = 1 << 17
"""Rows of the hashed table; a power of two."""

FILLERS = word_set(lang.FILLERS)
"""Words that carry no move: politeness, hesitation, emphasis."""

CLASS_OF = {word: name for name, listed in lang.CLASSES.items() for word in listed.split()}


_EXPLANATION = 8
"""So many words of statement by the interviewer are an explanation."""
_SHORT = 4
"""So few words are read together with the interviewer's last line ("yes please")."""
_CLOSING = " \"')”’*_`"


class Clause(NamedTuple):
    """A clause and its features; `start` and `end` are code points of the turn."""

    start: int
    end: int
    features: tuple[int, ...]


class TurnFeatures(NamedTuple):
    """What is looked at: the clauses, and the turn in its place in the conversation."""

    clauses: tuple[Clause, ...]
    turn: tuple[int, ...]


def bucket(name: str) -> int:
    """The row of the hashed table that a feature's name falls into."""
    return crc32(name.encode("utf-8", "replace")) & (BUCKETS - 1)


@lru_cache(maxsize=8192)
def _spelling(word: str) -> tuple[int, ...]:
    """The word's letters, 2 to 5 at a time, with its edges marked: what a typo leaves of it."""
    edged = f"<{word[:24]}>"
    grams = {edged[i : i + n] for n in range(2, 6) for i in range(len(edged) - n + 1)}
    return tuple(sorted(bucket("c:" + gram) for gram in grams))


def turn_features(question: str, context: Sequence[Line], turn: str) -> TurnFeatures:
    """The features of `turn`, said after `question` and `context`."""
    found = words(turn)
    place = _place(question, context)
    spans = clauses(turn, found)
    ends = {span.last: turn[span.end : span.end + 8] for span in sentences(turn, found)}
    read = []
    for i, span in enumerate(spans):
        own = [word.text for word in found[span.first : span.last]]
        before = [
            word.text for word in found[max(0, span.first - 3) : span.first] if word.text not in FILLERS
        ]
        asked = ends.get(span.last, turn[span.end : span.end + 3]).lstrip(_CLOSING).startswith(("?", "？"))
        names = _clause_names(_without_fillers(own), before, place, asked=asked, where=_where(i, len(spans)))
        read.append(Clause(span.start, span.end, names))
    return TurnFeatures(
        tuple(read), _turn_names(turn, _without_fillers([word.text for word in found]), place)
    )


class _Place(NamedTuple):
    """What a turn replies to."""

    kind: str
    """Nothing yet, something said, an explanation told; and whether it ends with a question."""
    last: frozenset[str]
    """Words of the interviewer's last line."""
    about: frozenset[str]
    """Words of the question."""
    heard: frozenset[str]
    """Words of everything the interviewer has said since."""


def _place(question: str, context: Sequence[Line]) -> _Place:
    about = frozenset(word.text for word in words(question))
    lines = [line.text for line in context if line.who is Who.INTERVIEWER]
    if not lines:
        return _Place("first", about, about, frozenset())
    told = [part for line in lines for part in line.replace("?", "?\n").split("\n") if "?" not in part]
    kind = "told" if sum(len(words(part)) for part in told) >= _EXPLANATION else "said"
    if lines[-1].rstrip().endswith("?"):
        kind += "+asks"
    heard = frozenset(word.text for line in lines for word in words(line))
    return _Place(kind, frozenset(word.text for word in words(lines[-1])), about, heard)


def _where(index: int, count: int) -> str:
    if count == 1:
        return "only"
    return {0: "first", count - 1: "last"}.get(index, "mid")


def _without_fillers(own: list[str]) -> list[str]:
    return [text for text in own if text not in FILLERS] or own


def _clause_names(
    plain: list[str], before: list[str], place: _Place, *, asked: bool, where: str
) -> tuple[int, ...]:
    classes = [CLASS_OF.get(text, "-") for text in plain]
    shape = [name for name in classes if name != "-"]
    seen = set(shape)
    names = {*_grams("w", plain), *_grams("k", classes), *_grams("q", shape)}
    names.update(f"p:{a}|{b}" for a in before[-1:] for b in plain[:1])
    names.update(f"s:{a}_{b}" for a, b in zip(plain, plain[2:], strict=False))
    names.update(f"{asked}&{name}" for name in shape)
    names.update(f"{place.kind}&u:{text}" for text in plain)
    flags = {f"first:{plain[0]}", f"firstclass:{classes[0]}", f"last:{plain[-1]}", f"where:{where}"}
    flags.update(f"has:{name}" for name in seen)
    flags.update(f"both:{a}&{b}" for a in seen for b in seen if a < b)
    flags.update((f"len:{min(len(plain), 12) // 2}", f"topic:{_share(plain, place.about)}"))
    if asked:
        flags.add("?")
    if not seen & {"ME", "YOU"}:
        flags.add("nobody")
    if place.heard:
        flags.add(f"heard:{_share(plain, place.heard)}")
    names.update(flags, (f"{place.kind}&{flag}" for flag in flags))
    spelling = {gram for text in set(plain) for gram in _spelling(text)}
    return (*{bucket(name) for name in names}, *spelling)


def _turn_names(turn: str, plain: list[str], place: _Place) -> tuple[int, ...]:
    names = {f"t:{text}" for text in plain}
    names.update(f"t2:{a}_{b}" for a, b in pairwise(plain))
    names.update(f"tk:{CLASS_OF[text]}" for text in plain if text in CLASS_OF)
    flags = {
        f"tlen:{min(len(plain), 64).bit_length()}",
        f"ttopic:{_share(plain, place.about)}",
        f"theard:{_share(plain, place.heard) if place.heard else '-'}",
        f"t?{min(turn.count('?'), 2)}",
        f"tendq:{turn.rstrip().endswith('?')}",
    }
    names.update(flags, (f"{place.kind}&{flag}" for flag in flags))
    names.add(f"place:{place.kind}")
    names.update(f"l:{text}" for text in place.last)
    if len(plain) <= _SHORT:
        names.update(f"short&l:{text}" for text in place.last)
        names.update(f"short&{place.kind}&{text}" for text in plain)
    return tuple({bucket(name) for name in names})


def _grams(kind: str, items: list[str]) -> Iterable[str]:
    for n in range(1, 4):
        for i in range(len(items) - n + 1):
            yield f"{kind}{n}:{'_'.join(items[i : i + n])}"


def _share(plain: list[str], other: frozenset[str]) -> int:
    """How much of the wording stands in `other`, in five steps; -1 where there is nothing to compare."""
    content = [text for text in plain if len(text) > 3]
    return round(4 * sum(text in other for text in content) / len(content)) if content else -1
