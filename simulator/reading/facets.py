"""Owns the quality (0-4) of the learning behaviours in a reply: the anchors of section 3 of docs/scoring.md.

Only a facet whose move is made has a quality. Anchors describe acts: politeness, grammar and length never
matter.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from simulator.questions.model import Question
from simulator.reading.features import CLASS_OF, FILLERS
from simulator.reading.language import lang
from simulator.reading.model import Evidence, Facet, Line, Move, Quality, Who
from simulator.reading.terms import FUNCTION_WORDS
from simulator.reading.vocabulary import stem, stem_set
from simulator.reading.words import words

COPIED = 0.6
"""Above this share of 5-word runs taken from the explanation, a restatement is a copy."""
MOST = 0.5
"""From this share on, the points restated are most of those that were missing."""
_RUN = 5


class Reply(NamedTuple):
    """A reply with everything its qualities depend on."""

    question: Question
    context: Sequence[Line]
    turn: str
    shown: dict[Move, str]
    """The words that show each move."""
    evidence: Evidence | None
    before: Evidence | None


_GENERIC = stem_set(lang.GENERIC)


def _named_class(*names: str) -> str:
    return " ".join(word for word, name in CLASS_OF.items() if name in names)


_SOURCES = stem_set(_named_class("SOURCE")) | stem_set(lang.SEEKING)
_NOTING = stem_set(_named_class("WRITE", "PLACE", "LATER", "STUDY")) | stem_set(lang.NOTING)


def qualities(reply: Reply) -> dict[Facet, Quality]:
    """The quality of every facet that the reply shows."""
    return {facet: rate(reply) for facet, (move, rate) in RATED.items() if move in reply.shown}


def explain_quality(reply: Reply) -> Quality:
    """How well an explanation is asked for."""
    asked = reply.shown[Move.ASK_EXPLAIN]
    plain = _plain(asked)
    fresh = _fresh(asked, _given(reply.question))
    heard = _heard(reply)
    own = [word for word in plain.split() if word not in FILLERS]
    if len(own) <= 2 and not fresh and not _asks_in_words(plain):
        return Quality.TOKEN
    if (fresh or _names(asked, heard)) and (_has(lang.TIES, plain) or _known(reply)):
        return Quality.DEEP
    if _has(lang.TIES, plain) and (fresh or _has(lang.HOW_WHY, plain)):
        return Quality.DEEP
    particular = fresh and (
        _has(lang.HOW_WHY, plain) or _has(lang.PART, plain) or "?" in asked or len(fresh) > 1
    )
    return Quality.SPECIFIC if particular or _has(lang.PART, plain) else Quality.PLAIN


def resource_quality(reply: Reply) -> Quality:
    """How well a resource or a project is asked for."""
    asked = reply.shown[Move.ASK_RESOURCE]
    plain, whole = _plain(asked), _plain(reply.turn)
    commits = Move.INTEND in reply.shown or _has(lang.COMMITS, whole)
    if commits and _has(lang.STEP, whole):
        return Quality.DEEP
    fresh = [entry for entry in _fresh(asked, _given(reply.question)) if entry not in _SOURCES]
    if _has(lang.LEVEL, plain) or len(fresh) > 1:
        return Quality.SPECIFIC
    own = [word for word in plain.split() if word not in FILLERS]
    return Quality.TOKEN if len(own) <= 3 and not fresh and not _named(asked, reply) else Quality.PLAIN


def teach_back_quality(reply: Reply) -> Quality:
    """How well the explanation is put into the candidate's own words."""
    told = [line.text for line in reply.context if line.who is Who.INTERVIEWER] or [
        reply.question.explanation
    ]
    if max(copied(reply.turn, line) for line in told) > COPIED:
        return Quality.TOKEN
    missing = _missing(reply)
    points = reply.evidence.points if reply.evidence else ()
    restated = [point.index for point in points if point.met and point.index in missing]
    if not missing or len(restated) / len(missing) < MOST:
        return Quality.PLAIN
    plain = _plain(reply.turn)
    checks = "?" in reply.turn or _has(lang.CHECKS, plain)
    return Quality.DEEP if _has(lang.ADDS, plain) and checks else Quality.SPECIFIC


def note_quality(reply: Reply) -> Quality:
    """How useful the note will be later."""
    return rate_note(reply.shown[Move.NOTE], reply)


def rate_note(note: str, reply: Reply) -> Quality:
    """The quality of the words `note`, written down during `reply`."""
    own = [entry for entry in _fresh(note, frozenset()) if entry not in _NOTING]
    named = _named(note, reply)
    if own and not named:
        return Quality.NONE if not _named(reply.turn, reply) else Quality.TOKEN
    if not named and not _named(reply.turn, reply):
        return Quality.TOKEN
    plain, whole = _plain(note), _plain(reply.turn)
    given = _given(reply.question)
    unclear = _has(lang.UNCLEAR, plain) or any(entry not in given for entry in named)
    if not unclear:
        return Quality.PLAIN
    step = Move.INTEND in reply.shown or _has(lang.COMMITS, whole)
    source = any(CLASS_OF.get(word) == "SOURCE" for word in whole.split())
    return Quality.DEEP if step and source else Quality.SPECIFIC


def follow_up_quality(reply: Reply) -> Quality:
    """How deep the further question goes."""
    asked = reply.shown[Move.FOLLOW_UP]
    plain, whole = _plain(asked), _plain(reply.turn)
    fresh = _fresh(asked, frozenset())
    if not fresh:
        return Quality.SPECIFIC if _has(lang.BARE_DEEP, plain) else Quality.TOKEN
    if _has(lang.CONSEQUENCE, plain) or (_has(lang.CONSEQUENCE, whole) and _has(lang.CHECKS, plain)):
        return Quality.DEEP
    return Quality.SPECIFIC if _has(lang.DEEP, plain) else Quality.PLAIN


RATED: dict[Facet, tuple[Move, Callable[[Reply], Quality]]] = {
    Facet.EXPLAIN: (Move.ASK_EXPLAIN, explain_quality),
    Facet.RESOURCE: (Move.ASK_RESOURCE, resource_quality),
    Facet.TEACH_BACK: (Move.RESTATE, teach_back_quality),
    Facet.NOTE: (Move.NOTE, note_quality),
    Facet.FOLLOW_UP: (Move.FOLLOW_UP, follow_up_quality),
}


def copied(text: str, source: str) -> float:
    """The share of the runs of five words in `text` that stand in `source`, 0-1."""
    own, other = [word.text for word in words(text)], [word.text for word in words(source)]
    size = min(_RUN, len(own))
    if not size:
        return 0.0
    theirs = {tuple(other[i : i + size]) for i in range(len(other) - size + 1)}
    runs = [tuple(own[i : i + size]) for i in range(len(own) - size + 1)]
    return sum(run in theirs for run in runs) / len(runs)


def _has(pattern: str, plain: str) -> bool:
    return re.search(pattern, plain) is not None


def _plain(text: str) -> str:
    return " ".join(word.text for word in words(text))


def _fresh(text: str, given: frozenset[str]) -> list[str]:
    """Stems with content that are neither `given` nor common to every request."""
    stems = dict.fromkeys(
        stem(word.text) for word in words(text) if word.text not in FUNCTION_WORDS | FILLERS
    )
    return [part for part in stems if part not in given and part not in _GENERIC]


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word.text) for word in words(text) if word.text not in FUNCTION_WORDS | FILLERS)


def _given(question: Question) -> frozenset[str]:
    return _stems(f"{question.ask} {question.topic}")


def _heard(reply: Reply) -> frozenset[str]:
    return _stems(" ".join(line.text for line in reply.context if line.who is Who.INTERVIEWER))


def _names(text: str, heard: frozenset[str]) -> bool:
    return bool(_stems(text) & (heard - _GENERIC))


def _named(text: str, reply: Reply) -> set[str]:
    """The stems in `text` that belong to the question, its key or what the interviewer said."""
    question = reply.question
    key = " ".join(point.point for point in question.key_points)
    about = (
        _given(question)
        | _heard(reply)
        | _stems(f"{question.explanation} {key} {question.near} {question.debrief}")
    )
    return {part for part in _stems(text) if part in about and part not in _GENERIC and part not in _NOTING}


def _known(reply: Reply) -> bool:
    """Whether the turn says what the candidate does know, beside asking."""
    rest = reply.turn.replace(reply.shown[Move.ASK_EXPLAIN], " ")
    return bool(_has(lang.TIES, _plain(rest))) and "?" not in rest


def _asks_in_words(plain: str) -> bool:
    """Whether a very short ask says what it wants: "explain please", "how?", "what is it?"."""
    own = plain.split()
    return any(CLASS_OF.get(word) == "EXPLAIN" for word in own) or ("how" in own and len(own) > 1)


def _missing(reply: Reply) -> set[int]:
    met = {point.index for point in reply.before.points if point.met} if reply.before else set()
    return set(range(len(reply.question.key_points))) - met
