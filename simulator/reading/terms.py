"""Owns which words of a text carry meaning, how much, and whether they are denied; compares nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from simulator.reading.vectors import Vectors
from simulator.reading.vocabulary import stem, vocabulary
from simulator.reading.words import Span, Word, clauses, word_set, words

FUNCTION_WORDS = word_set(
    "a an the this that these those it its he she they them their we us our i me my you your one ones is "
    "are was were be been being am do does did done doing have has had having will would shall should can "
    "could may might must of to in on at by for from with without as into onto over under about than then "
    "so and or but if because while when where which who whom whose what how why there here also too just "
    "only very really even still not no nor yes ok okay well like such each any some both either neither "
    "own same other another more most much up down out off again ever never always often let get gets got "
    "going go goes kind sort thing things something anything everything way ways lot basically actually "
    "simply mean means say says think guess believe probably maybe perhaps happen happens using use used "
    "uses via per etc eg ie versus vs though although however since during through between within upon "
    "until unless whether s t d"
)
"""Words that only hold a sentence together."""

_LIGHT = {
    word: weight
    for weight, listed in (
        (0.5, "before after first last same"),
        (0.4, "until more without again one own every all"),
        (0.3, "always never only both most each between under during another often"),
        (0.2, "through down up over out while other"),
    )
    for word in listed.split()
}
"""Function words that say something all the same."""
_NEGATORS = word_set("not no never without neither nor none nothing nobody hardly cannot lacks lack fails")
_SCOPE = 6
"""How many words a denial reaches, at most; it ends with its clause."""
_RANKS = ((150, 0.35), (600, 0.6), (2000, 0.8), (6000, 0.95))
"""Weight of a word by how many are commoner; a rarer one weighs `_RARE`."""
_RARE = 1.1
_NUMBER = 1.2


class Term(NamedTuple):
    """A word or phrase that carries meaning."""

    text: str
    stem: str
    groups: frozenset[int]
    weight: float
    start: int
    end: int
    at: int
    """Which word of the text it is."""
    denied: bool
    number: bool


class Text(NamedTuple):
    """A text prepared for comparison."""

    text: str
    words: tuple[Word, ...]
    clauses: tuple[Span, ...]
    terms: tuple[Term, ...]


def prepared(text: str, vectors: Vectors) -> Text:
    """`text` with its terms found."""
    found = words(text)
    spans = clauses(text, found)
    denied = _denied(found, spans)
    stems = [stem(word.text) for word in found]
    terms: list[Term] = []
    at = 0
    while at < len(found):
        size = _phrase(stems, at)
        term = _term(found[at : at + size], stems[at : at + size], at, denied[at], vectors)
        if term is not None:
            terms.append(term)
        at += size
    return Text(text, tuple(found), tuple(spans), tuple(terms))


def _phrase(stems: Sequence[str], at: int) -> int:
    known = vocabulary()
    for size in range(min(known.longest, len(stems) - at), 1, -1):
        if " ".join(stems[at : at + size]) in known.meanings:
            return size
    return 1


def _term(run: Sequence[Word], stems: Sequence[str], at: int, denied: bool, vectors: Vectors) -> Term | None:
    word = run[0].text
    number = word[0].isdigit()
    groups = vocabulary().meanings.get(" ".join(stems), frozenset())
    if len(run) > 1:
        weight = 1.0
    elif word in FUNCTION_WORDS and word not in _LIGHT:
        return None
    else:
        weight = _LIGHT.get(word, _NUMBER if number else _rarity(word, vectors))
    if not weight:
        return None
    text = "_".join(part.text for part in run)
    return Term(text, "_".join(stems), groups, weight, run[0].start, run[-1].end, at, denied, number)


def _rarity(word: str, vectors: Vectors) -> float:
    rank = vectors.rank(word)
    if rank is None:
        return _RARE
    return next((weight for limit, weight in _RANKS if rank < limit), _RARE)


def _denied(found: Sequence[Word], spans: Sequence[Span]) -> list[bool]:
    """For every word whether an odd number of denials reaches it."""
    denied = [False] * len(found)
    for span in spans:
        for at in range(span.first, span.last):
            if _denies(found, at):
                for other in range(at + 1, min(span.last, at + 1 + _SCOPE)):
                    denied[other] = not denied[other]
    return denied


def _denies(found: Sequence[Word], at: int) -> bool:
    word = found[at].text
    after = found[at + 1].text if at + 1 < len(found) else ""
    if word in _NEGATORS:
        return after not in {"only", "just", "necessarily"}
    return (word == "instead" and after == "of") or (word == "rather" and after == "than")
