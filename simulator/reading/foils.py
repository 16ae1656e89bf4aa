"""Owns what a reply to a made-up term shows: doubt that it exists, a real neighbour, or invented detail.

A foil has no key; its evidence has a level and no points (scoring section 2.1, "Foil evidence").
"""

import re

from simulator.questions.model import Question
from simulator.reading.asserting import content
from simulator.reading.language import lang
from simulator.reading.model import Evidence, EvidenceLevel
from simulator.reading.vocabulary import stem, vocabulary
from simulator.reading.words import words

INVENTED = 3
"""So many words of content that are neither the question's nor the neighbour's make an invented detail."""


def foil_evidence(question: Question, turn: str, parts: list[tuple[int, int]], asserts: bool) -> Evidence:
    """The evidence of `turn`, whose `parts` assert; `asserts`: a claim or a guess is made."""
    plain = " ".join(word.text for word in words(turn))
    if re.search(lang.DOUBT, plain):
        return _evidence(EvidenceLevel.FULL, 0.9)
    given = frozenset(stem(word.text) for word in words(question.ask + " " + question.topic))
    near = frozenset(stem(word.text) for word in words(question.near))
    neighbour = _names_neighbour(turn, near - given, given)
    said = {entry for start, end in parts for entry in content(turn[start:end], given)} if asserts else set()
    invented = said - near - neighbour
    if len(invented) >= INVENTED or (invented and not neighbour and len(said) > 1):
        return _evidence(EvidenceLevel.WRONG, 0.8)
    if neighbour and (re.search(lang.LIKE, plain) or not asserts or invented):
        return _evidence(EvidenceLevel.PARTIAL, 0.8)
    return _evidence(EvidenceLevel.PARTIAL, 0.6) if neighbour else _evidence(EvidenceLevel.NONE, 0.8)


def _names_neighbour(turn: str, near: frozenset[str], given: frozenset[str]) -> frozenset[str]:
    """The stems of real things that the turn names: the bank's own neighbour or any known term."""
    stems = [stem(word.text) for word in words(turn)]
    own = {part for part in stems if part in near}
    named = set(own) if len(own) >= min(2, len(near)) and own else set()
    known = vocabulary().known
    for size in range(1, 4):
        for at in range(len(stems) - size + 1):
            phrase = stems[at : at + size]
            if " ".join(phrase) in known and not given.issuperset(phrase):
                named.update(phrase)
    return frozenset(named)


def _evidence(level: EvidenceLevel, confidence: float) -> Evidence:
    return Evidence(level=level, coverage=0.0, confidence=confidence)
