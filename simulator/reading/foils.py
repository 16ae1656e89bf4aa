"""Owns what a reply to a made-up term shows: doubt that it exists, a real neighbour, or invented detail.

A foil has no key; its evidence has a level and no points (scoring section 2.1, "Foil evidence").
"""

import re

from simulator.questions.model import Question
from simulator.reading.asserting import content
from simulator.reading.model import Evidence, EvidenceLevel
from simulator.reading.vocabulary import stem, vocabulary
from simulator.reading.words import words

INVENTED = 3
"""So many words of content that are neither the question's nor the neighbour's make an invented detail."""
_DOUBT = (
    r"\b(?:does|do|did|is|are|was) (?:that|this|it|such (?:a )?thing|those|there) (?:even |really |"
    r"actually )*"
    r"(?:exist|real|a real|an actual|a thing|a made|made up|such a thing)"
    r"|\b(?:do|does) not (?:really |actually |even )*(?:exist|sound real|seem real)"
    r"|\b(?:do|am|can) not (?:really )?(?:think|believe|convinced|sure|certain|say)(?: that| if| whether)?"
    r"(?: \w+){0,5} (?:exists?|is (?:a )?(?:real|thing)|are real|is something|is a term)"
    r"|\b(?:you|did you|have you|are you|is it|is that|is this|it is|that is|sounds?|seems?|looks?|"
    r"somebody|someone) "
    r"(?:\w+ ){0,4}?(?:made up|make up|making (?:that |this |it )?(?:\w+ )?up|invent(?:ed|ing)?|fake|"
    r"fictional|fictitious|"
    r"imaginary|pulling my leg|bogus|nonsense|trick question|trick|coined)"
    r"|\bmake (?:that|this|it) up\b|\bmade (?:that|this|it) up\b|\bmade up\b|\btrick question\b|"
    r"\bpulling my leg\b"
    r"|\bno such (?:a )?(?:thing|term|concept|technique|algorithm|feature)|\bthere is not (?:any |"
    r"a )?(?:such|thing)"
    r"|\bnot (?:a |an )?(?:real|actual|existing|established|genuine) (?:thing|term|concept|name|technique)"
    r"|\bis (?:that|this|it) (?:\w+ )?(?:a )?(?:real|actual|genuine|legit)\b|\bis not (?:a )?(?:real|thing)\b"
    r"|\bnot (?:a )?thing\b|\bif (?:it|that|this|such a thing) (?:even |really |actually )*exists?"
    r"|\bdoubt (?:\w+ ){0,5}(?:exists?|real|a thing|existence)|\bexist at all\b|\bnever existed\b"
    r"|\bwhether (?:it|that|this) (?:even |really )?exists?"
)
_LIKE = (
    r"\b(?:like|similar|related|resembles?|reminds?|closest|nearest|kind of|sort of|sounds like|mean|"
    r"meant|variant|"
    r"confus\w+|mixing|mix|as in|akin|cousin|same as|another name|other name|different from|instead|"
    r"rather|only know|"
    r"i know|heard of|aware of|familiar with|used)\b"
)


def foil_evidence(question: Question, turn: str, parts: list[tuple[int, int]], asserts: bool) -> Evidence:
    """The evidence of `turn`, whose `parts` assert; `asserts`: a claim or a guess is made."""
    plain = " ".join(word.text for word in words(turn))
    if re.search(_DOUBT, plain):
        return _evidence(EvidenceLevel.FULL, 0.9)
    given = frozenset(stem(word.text) for word in words(question.ask + " " + question.topic))
    near = frozenset(stem(word.text) for word in words(question.near))
    neighbour = _names_neighbour(turn, near - given, given)
    said = {entry for start, end in parts for entry in content(turn[start:end], given)} if asserts else set()
    invented = said - near - neighbour
    if len(invented) >= INVENTED or (invented and not neighbour and len(said) > 1):
        return _evidence(EvidenceLevel.WRONG, 0.8)
    if neighbour and (re.search(_LIKE, plain) or not asserts or invented):
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
