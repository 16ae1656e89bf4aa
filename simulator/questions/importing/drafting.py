"""Owns the way from a card to a draft question: what it asks, its id, topic, and points proposed for its key.

Nothing is invented: every word comes from the card. What a person has to add is left out.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from simulator.questions.fields import PASSAGE, SENTENCE
from simulator.questions.importing.cards import Card, Skipped
from simulator.questions.importing.cloze import Gap, gaps, has_gaps
from simulator.questions.importing.markup import tidy
from simulator.text import one_line

MAX_POINTS = 6
"""Points proposed for one question; a longer key is a person's to choose from the explanation."""
MAX_TAGS = 10
LONGEST_ID = 60
LONGEST_TOPIC = 60
"""Characters of an id and of a topic, which are cut between words."""

_GAP = "Fill the gap: "
_SPLIT = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[^\sa-z])|(?<=[。！？])")
_SHORT_FORM = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|resp|no|fig|dr|mr|mrs|ms|st)|\b[A-Z])\.$", re.IGNORECASE
)
_BULLET = re.compile(r"^\s*(?:[-*•+]|[0-9]{1,2}[.)])\s+")
_ASKING = re.compile(
    r"^(?:please )?(?:(?:what|who) (?:is|are|was|does|do)(?: meant by)?|what's|why (?:is|are|do|does)|"
    r"how (?:is|are|do|does)(?: you)?|when (?:is|are|do|does|would you)(?: use)?|explain|describe|define|"
    r"name|list|compare|discuss|tell me about)\s+(?:(?:a|an|the)\s+)?(?=\S)",
    re.IGNORECASE,
)
_ASKED_LAST = re.compile(r"\s+(?:mean|work|stand for|used for|good for|do)$", re.IGNORECASE)
_WORDS = re.compile(r"[a-z0-9]+")
_SAID = re.compile(r"\w")


def split_gaps(card: Card) -> Iterator[Card | Skipped]:
    """The card itself, or one card for each gap in its text."""
    if not has_gaps(card.question):
        yield card
        return
    for gap in gaps(card.question):
        yield _gap(card, gap)


def _gap(card: Card, gap: Gap) -> Card | Skipped:
    if not gap.hidden:
        return Skipped(card.place, "its gap hides no text", card.question)
    if _SAID.search(gap.bare) is None:
        return Skipped(card.place, "nothing is left around its gap", card.question)
    answer = f"{gap.hidden}\n{card.answer}".strip()
    return card._replace(question=_GAP + gap.text, answer=answer)


def unfit(card: Card) -> str:
    """Why the card makes no question; empty where it makes one."""
    if not card.question:
        return "the question is nothing but a picture or sound" if card.remarks else "the question is empty"
    if _SAID.search(card.question) is None:
        return "there is no word in the question"
    if len(card.question) > SENTENCE.most:
        return f"the question is longer than {SENTENCE.most:,} characters"
    return ""


def same(card: Card) -> str:
    """What two cards that ask the same have in common."""
    return one_line(card.question).casefold().rstrip(" ?.!:")


def new_id(card: Card, taken: dict[str, int]) -> str:
    """An id for the card's question that is not `taken`, the same in every import of the same cards.

    `taken` has each id given so far, with the number that the next one like it begins to try.
    """
    line = card.question.removeprefix(_GAP).split("\n", 1)[0].replace("'", "")
    folded = unicodedata.normalize("NFKD", line).encode("ascii", "ignore").decode()
    slug = _cut("-".join(_WORDS.findall(folded.casefold())), LONGEST_ID, "-")
    if not slug or len(slug) * 4 < len(line[:LONGEST_ID]):  # another script than Latin
        slug = f"question-{hashlib.sha256(same(card).encode()).hexdigest()[:8]}"
    found = slug
    while found in taken:
        found = f"{slug}-{taken[slug]}"
        taken[slug] += 1
    taken[found] = 2
    return found


def draft(card: Card, name: str) -> dict[str, Any]:
    """The fields of the draft question called `name`, in the order they are written."""
    answer = within(card.answer, PASSAGE.most)
    fields: dict[str, Any] = {
        "id": name,
        "ask": card.question,
        "topic": topic(card.question),
        "level": "mid",
        "tags": _tags(card),
        "key_points": [{"point": point, "confirmed": False} for point in points(answer)],
        "explanation": answer,
        "draft": True,
    }
    return {field: value for field, value in fields.items() if value not in ("", [])}


def is_cut(card: Card) -> bool:
    """Whether the answer is longer than an explanation may be."""
    return len(card.answer) > PASSAGE.most


def topic(ask: str) -> str:
    """What a question is about, in its own words: its first line without the asking."""
    line = one_line(tidy(ask.removeprefix(_GAP)).split("\n", 1)[0])
    about = _ASKED_LAST.sub("", _ASKING.sub("", line, count=1).rstrip(" ?.:"))
    return _cut(about or line, LONGEST_TOPIC, " ")


def points(answer: str) -> list[str]:
    """The sentences of a model answer that could be its key points, in their order; at most `MAX_POINTS`."""
    said: dict[str, str] = {}
    for line in answer.split("\n"):
        if line.startswith("    "):  # program text
            continue
        for sentence in _sentences(_BULLET.sub("", line).strip()):
            if _SAID.search(sentence) and not sentence.endswith(":") and len(sentence) <= SENTENCE.most:
                said.setdefault(sentence.casefold(), sentence)
    found = list(said.values())
    return [
        one for place, one in enumerate(found) if place == 0 or len(one.split()) > 1 or not one.isascii()
    ][:MAX_POINTS]


def _sentences(line: str) -> Iterator[str]:
    """The sentences of a line, apart where one ends and the next does not begin in lower case."""
    begun = ""
    for piece in _SPLIT.split(line):
        begun = f"{begun} {piece}".strip()
        if not _SHORT_FORM.search(begun):
            yield begun
            begun = ""
    if begun:
        yield begun


def _tags(card: Card) -> list[str]:
    tags = dict.fromkeys(_cut(one_line(tidy(tag)), 80, " ") for tag in card.tags)
    return [tag for tag in tags if tag][:MAX_TAGS]


def within(text: str, most: int) -> str:
    """`text`, or as many of its whole lines or sentences as `most` characters hold."""
    if len(text) <= most:
        return text
    start = text[:most]
    end = max(start.rfind("\n"), start.rfind(". ") + 1)
    return start[: end if end > most // 2 else most].rstrip()


def _cut(text: str, most: int, between: str) -> str:
    if len(text) <= most:
        return text
    start = text[: most + 1].rpartition(between)[0]
    return (start or text[:most]).rstrip(" ,;:-")
