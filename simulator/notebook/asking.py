"""Owns the question by which a topic comes back: from a bank, else made of the notes on it. Reads no file."""

import re
from collections.abc import Iterable
from hashlib import sha256

from simulator.notebook.page import Page
from simulator.notebook.topics import Topic, identity
from simulator.questions.fields import PASSAGE
from simulator.questions.importing.drafting import points, within
from simulator.questions.model import KeyPoint, Level, Question

BANK = "notebook"
"""Stands for a bank in the key of a question that is made of notes."""
_MOST_POINTS = 6
_HEADING = re.compile(r"^#.*$", re.MULTILINE)
_UNCLEAR = re.compile(r"^- .* \(\d{4}-\d{2}-\d{2}\)\r?$", re.MULTILINE)
"""A line put there by `idk notebook add --unclear`: what it says is not understood yet, so it is no key."""


def from_notes(page: Page, topic: Topic | None) -> Question | None:
    """A question on the topic of `page`, with a key made of its notes; None where they state nothing.

    `topic` is what the sessions say of it. Every key point is unconfirmed, and weighs less.
    """
    explained = topic.explained if topic else ""
    own = _UNCLEAR.sub("", _HEADING.sub("", page.own)).strip()
    notes = within("\n\n".join(text for text in (explained, own) if text), PASSAGE.most)
    key = list(_statements(points(notes)))[:_MOST_POINTS]
    if not key:
        return None
    return Question(
        bank=BANK,
        id=_id(page.topic),
        ask=f"{page.topic}: explain it in your own words, with an example of where it matters.",
        topic=page.topic,
        level=Level.MID,
        key_points=tuple(KeyPoint(point, confirmed=False) for point in key),
        explanation=notes,
        resources=topic.resources if topic else (),
        project=topic.project if topic else "",
        draft=True,
    )


def _statements(sentences: Iterable[str]) -> Iterable[str]:
    """What can be checked in an answer: not what the notes themselves ask."""
    return (one for one in sentences if not one.endswith("?"))


def _id(topic: str) -> str:
    """An id for the topic, and for no other: C, C++ and C# are three."""
    name = identity(topic)
    words = re.findall(r"\w+", name)
    told = [] if " ".join(words) == name else [sha256(name.encode()).hexdigest()[:8]]
    return "-".join([*words, *told])
