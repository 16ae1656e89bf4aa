"""Owns the comparison of short texts by their words, for the rules of learning; holds no rubric.

Case and punctuation never count. Inflection is met half-way: two words are the same where they share all but
an ending. A language written without spaces is compared character by character.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")

_SHARED_STEMS = ((4, 0.6), (5, 0.5))
"""Letters that inflections share at least, and what share of the longer one; either pair will do."""


@lru_cache(maxsize=1024)  # the same questions and explanations come back session after session
def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, in lower case, apostrophes closed up ("don't" is "dont")."""
    return tuple(_WORD.findall(_APOSTROPHE.sub("", text).casefold()))


_FUNCTION_WORDS = frozenset(
    words("""
    a about after again all also am an and answer any are arent as at be because been before being but
    by can cant could couldnt describe did didnt do does doesnt doing dont down explain explained
    explanation for from get give given gives go going got had has have having he her here him his how i
    id if ill im in into is isnt it its its itself ive just know later learn let like look make many may maybe
    me mean means might mine more most much must my need no not note noted noting now of off oh ok okay
    on one only or other our out over please put question read same say see she should so some something
    still such take than thank thanks that thats the their them then there these they thing things this
    those to today tomorrow too topic under up us use used using very want was we well were what whats
    when where which while who why will with without wont would write writing wrote yes you your
    """)
)
"""Words that name no topic, apostrophes closed up; among them what people say around a note or an ask."""


def content_words(text: str) -> set[str]:
    """The words that say what a text is about."""
    return {
        word for word in words(text) if word not in _FUNCTION_WORDS and (len(word) > 1 or not word.isascii())
    }


def same_word(one: str, other: str) -> bool:
    """Whether two words are the same but for an ending ("log" and "logs", "visible" and "visibility")."""
    if one[0] != other[0]:  # for speed: nothing below holds then
        return False
    if one == other or one.rstrip("s") == other.rstrip("s"):
        return True
    shorter, longer = sorted((len(one), len(other)))
    shared = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    return any(shared >= letters and shared >= share * longer for letters, share in _SHARED_STEMS)


def share_content(one: str, other: str) -> bool:
    """Whether two texts have a content word in common."""
    theirs: dict[str, list[str]] = {}
    for their in content_words(other):
        theirs.setdefault(their[0], []).append(their)  # no word is the same as one that begins otherwise
    return any(same_word(word, their) for word in content_words(one) for their in theirs.get(word[0], ()))


def without(text: str, topic: Iterable[str]) -> Counter[str]:
    """The words of a text, counted, but for those of the topic."""
    topic = list(topic)
    return Counter(word for word in words(text) if not any(same_word(word, about) for about in topic))


def similarity(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient of two bags of words, 0-1; two empty bags are alike."""
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 1.0


def gram_overlap(text: str, source: str, size: int) -> float:
    """The share of a text's n-grams (of `size` words) found in the source, 0-1; 0 for a shorter text."""
    grams = _grams(words(text), size)
    known = set(_grams(words(source), size))
    return sum(gram in known for gram in grams) / len(grams) if grams else 0.0


def _grams(sequence: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(sequence[start : start + size]) for start in range(len(sequence) - size + 1)]
