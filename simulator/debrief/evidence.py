"""Owns what speaks for or against a skill: practice, interviews, projects, a résumé, the user's word.

Pure: questions, their meetings and debriefs are handed in. Nothing is concluded here (`look` does).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

import msgspec

from simulator.debrief.listing import skills_named
from simulator.debrief.model import Debrief, Handled
from simulator.debrief.vocabulary import Vocabulary, with_names
from simulator.questions.model import Question
from simulator.scoring.recall import Rating, Review
from simulator.scoring.words import content_words, same_word


class Kind(StrEnum):
    """What sort of evidence it is."""

    PRACTISED_WELL = "practised well"
    """Explained in full."""
    PRACTISED_PARTLY = "practised partly"
    """Explained in part, or with help."""
    NOT_IN_PRACTICE = "not known in practice"
    """Not known, or not right."""
    EXPLAINED_THERE = "explained in an interview"
    NOT_THERE = "not known in an interview"
    PROJECT = "project"
    IN_RESUME = "named in your résumé"
    SAID_TO_HAVE = "you say you have it"
    SAID_TO_LACK = "you say you have not worked with it"


Meeting = tuple[Review, bool]
"""How a question went on a day, and whether it was explained in full."""
AGAINST = frozenset({Kind.NOT_IN_PRACTICE, Kind.NOT_THERE, Kind.SAID_TO_LACK})
"""What speaks against a skill; all else speaks for it."""


class Evidence(msgspec.Struct, frozen=True, order=True):
    """One thing that is known, on the day on which it was so."""

    day: date
    kind: Kind
    about: str = ""
    """The topic, the question that was asked, or what the project is called."""


class Known(msgspec.Struct, frozen=True):
    """All that is known of a skill."""

    evidence: tuple[Evidence, ...] = ()
    """In the order of time."""
    questions: tuple[Question, ...] = ()
    """Those in the banks that are on it."""


def vocabulary_of(questions: Iterable[Question], known: Vocabulary) -> Vocabulary:
    """`known` with the skills that only these questions name."""
    return with_names(known, sorted({skill for question in questions for skill in question.skills}))


def by_skill(questions: Iterable[Question], vocabulary: Vocabulary) -> dict[str, tuple[Question, ...]]:
    """The questions on each skill, by what their banks say: the field `skills`, and tags that name one."""
    found: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        for skill in sorted(skills_of(question, vocabulary)) if not question.is_foil else ():
            found[skill].append(question)
    return {skill: tuple(on_it) for skill, on_it in found.items()}


def skills_of(question: Question, vocabulary: Vocabulary) -> set[str]:
    """The skills that a question of a bank is on."""
    named = [vocabulary.named(skill) for skill in question.skills]
    tagged = [vocabulary.find(tag) for tag in question.tags]
    return {skill.name for skill in (*named, *tagged) if skill}


def gather(
    debriefs: Sequence[Debrief],
    meetings: Mapping[str, Sequence[Meeting]],
    questions: Iterable[Question],
    vocabulary: Vocabulary,
) -> dict[str, Known]:
    """What is known of each skill that anything is known of.

    `meetings` are by `bank/id`, each with whether the question was explained in full.
    """
    questions = tuple(questions)
    on_skill = by_skill(questions, vocabulary)
    found: dict[str, list[Evidence]] = defaultdict(list)
    for skill, on_it in on_skill.items():
        found[skill] += [one for question in on_it for one in _practised(question, meetings)]
    for skill, one in _told(debriefs, questions, vocabulary):
        found[skill].append(one)
    return {
        skill: Known(tuple(sorted(_last_word(set(found[skill])))), on_skill.get(skill, ()))
        for skill in {*found, *on_skill}
    }


def _practised(question: Question, meetings: Mapping[str, Sequence[Meeting]]) -> Iterator[Evidence]:
    for met, full in meetings.get(question.key, ()):
        kind = Kind.PRACTISED_PARTLY
        if full and met.rating >= Rating.GOOD:
            kind = Kind.PRACTISED_WELL
        elif met.rating == Rating.AGAIN:
            kind = Kind.NOT_IN_PRACTICE
        yield Evidence(met.day, kind, question.topic)


def _told(
    debriefs: Iterable[Debrief], questions: Sequence[Question], vocabulary: Vocabulary
) -> Iterator[tuple[str, Evidence]]:
    """What the user has said, skill by skill; of several résumés the newest counts."""
    debriefs = list(debriefs)
    resumes = [one for one in debriefs if one.resume is not None]
    newest = max(resumes, key=lambda one: one.day) if resumes else None
    if newest:
        named = (vocabulary.named(name).name for name in newest.resume or ())
        yield from ((name, Evidence(newest.on, Kind.IN_RESUME)) for name in named)
    for debrief in debriefs:
        day = debrief.on
        for names, kind in ((debrief.have, Kind.SAID_TO_HAVE), (debrief.lack, Kind.SAID_TO_LACK)):
            yield from ((vocabulary.named(name).name, Evidence(day, kind)) for name in names)
        for project in debrief.projects:
            for name in project.skills:
                yield vocabulary.named(name).name, Evidence(day, Kind.PROJECT, project.name)
        for asked in debrief.questions:
            if asked.handled is not None:
                kind = Kind.EXPLAINED_THERE if asked.handled is Handled.EXPLAINED else Kind.NOT_THERE
                about = f"“{asked.asked}”, {debrief.company}" if debrief.company else f"“{asked.asked}”"
                text = f"{asked.asked}\n{asked.topic}"
                by_words = asked_skills(asked.skills, text, vocabulary)
                for name in sorted(by_words or _by_topic(text, questions, vocabulary)):
                    yield name, Evidence(day, kind, about)


def asked_skills(named: Sequence[str], text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """What a question in an interview was about: as the user says, else as its words do."""
    if named:
        return frozenset(vocabulary.named(name).name for name in named)
    return skills_named(text, vocabulary)


def _by_topic(text: str, questions: Iterable[Question], vocabulary: Vocabulary) -> set[str]:
    """The skills of the banks' questions whose topic, of two words at least, `text` names."""
    said = content_words(text)
    return {
        skill
        for question in questions
        if not question.is_foil and _names(said, content_words(question.topic))
        for skill in skills_of(question, vocabulary)
    }


def _names(said: set[str], topic: set[str]) -> bool:
    return len(topic) > 1 and all(any(same_word(word, one) for one in said) for word in topic)


def _last_word(found: set[Evidence]) -> Iterator[Evidence]:
    """Of what the user says of themselves only the newest counts."""
    said = (Kind.SAID_TO_HAVE, Kind.SAID_TO_LACK)
    newest = max((one.day for one in found if one.kind in said), default=None)
    return (one for one in found if one.kind not in said or one.day == newest)
