"""Owns which questions a session asks, and in what order; pure: seed and history are handed in.

The laws it keeps: no question twice; no field again before every other has had its turn, as far as the banks
allow; within a field the never asked before the longest ago; about one foil in six, never the first, never
two in a row, and never one that this user has met; the real questions run from easy to hard.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from random import Random
from typing import NamedTuple, TypeVar

from simulator.errors import IdkError, did_you_mean
from simulator.questions.model import Bank, Level, Question

FOIL_EVERY = 6
"""One question in so many is a foil (scoring model, section 2.4)."""
LEAST_WITH_FOIL = 4
"""A shorter session has none."""

T = TypeVar("T")

_LEVELS = tuple(Level)


class Exposure(NamedTuple):
    """How often a question was asked, and the day it was last (None where that is not known)."""

    times: int = 0
    last: date | None = None


class About(NamedTuple):
    """What questions are wanted: one of the tags, one of the levels, one of the topics; empty for any."""

    tags: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    topics: tuple[str, ...] = ()
    """Words that stand in the topic."""


ANYTHING = About()


class Selection(NamedTuple):
    """The questions of a session in the order in which they are asked, and what the user should be told."""

    questions: tuple[Question, ...]
    notices: tuple[str, ...] = ()


def select(
    banks: Iterable[Bank],
    *,
    count: int,
    foils: bool,
    seed: int | str,
    history: Mapping[str, Exposure],
    only: Sequence[str] = (),
    about: About = ANYTHING,
) -> Selection:
    """Choose `count` questions `about` something, or as many as there are; equal arguments, equal choice.

    `history` is keyed by `bank/id`. `only` pins questions by `bank/id`, or by `id` where a single bank has
    it: then exactly those are asked, in that order, and `count`, `foils` and `history` do not matter.

    Raises:
        IdkError: a pinned question does not exist, or several banks have its id; or no real question is
            `about` that.
    """
    questions = [question for bank in banks for question in bank.questions]
    if only:
        return Selection(tuple(dict.fromkeys(find(questions, key) for key in only)))
    random = Random(seed)  # noqa: S311  (a choice of questions is no secret)
    real = _wanted([question for question in questions if not question.is_foil], about)
    # A made-up term has a topic of its own, which nobody can ask for.
    beside = about._replace(topics=())
    made_up = [q for q in questions if q.is_foil and foils and _is_about(q, beside)]
    unmet = [question for question in made_up if not history.get(question.key, Exposure()).times]
    share = _foil_share(count, len(real), len(unmet))
    chosen = sorted(_spread(real, count - share, history, random), key=_hardness)
    mixed = _mix(chosen, _foils_beside(chosen, unmet, share, random), random)
    wanted = _foil_share(count, len(real), len(made_up))
    return Selection(tuple(mixed), tuple(_notices(count, len(mixed), wanted, share)))


def find(questions: Iterable[Question], key: str) -> Question:
    """The question called `key`: `bank/id`, or `id` alone where a single bank has it.

    Raises:
        IdkError: there is none, or there are several.
    """
    listed = list(questions)
    found = [question for question in listed if key in (question.key, question.id)]
    exact = [question for question in found if question.key == key] or found
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise IdkError(f"several banks have a question '{key}': say {', '.join(one.key for one in exact)}")
    known = [question.key if "/" in key else question.id for question in listed]
    near = did_you_mean(key, known)
    raise IdkError(f"no question is called '{key}'{near or '.'} `idk bank show BANK` lists them.")


def _wanted(real: list[Question], about: About) -> list[Question]:
    found = [question for question in real if _is_about(question, about)]
    if found or not real:
        return found
    tags = {tag for question in real for tag in question.tags}
    topics = {question.topic for question in real}
    for name, asked, known in (("tag", about.tags, tags), ("topic", about.topics, topics)):
        for word in asked:
            if not any(_says(word, one) if name == "topic" else _same(word, one) for one in known):
                raise IdkError(f"no question has the {name} '{word}'{did_you_mean(word, known) or '.'}")
    raise IdkError("no question has all that: ask for fewer of --tag, --level and --topic together.")


def _is_about(question: Question, about: About) -> bool:
    return (
        (not about.tags or any(_same(word, tag) for word in about.tags for tag in question.tags))
        and (not about.levels or question.level in about.levels)
        and (not about.topics or any(_says(word, question.topic) for word in about.topics))
    )


def _same(word: str, tag: str) -> bool:
    return word.casefold() == tag.casefold()


def _says(word: str, topic: str) -> bool:
    return word.casefold() in topic.casefold()


def _field(question: Question) -> str:
    return (question.tags[0] if question.tags else question.topic).casefold()


def _hardness(question: Question) -> int:
    return _LEVELS.index(question.level)


def _foil_share(count: int, real: int, foils: int) -> int:
    """How many of `count` questions are foils, where there are so many of each kind to choose from."""
    share = foils
    while True:  # fewer foils may make a shorter session, which has a right to fewer still
        length = min(count, real + share)
        allowed = (length + FOIL_EVERY // 2) // FOIL_EVERY if length >= LEAST_WITH_FOIL else 0
        if share <= allowed:
            return share
        share = allowed


def _spread(
    questions: Iterable[Question], count: int, history: Mapping[str, Exposure], random: Random
) -> list[Question]:
    """`count` of the questions in rounds over the fields; the freshest of a field, and of a round, first."""

    def staleness(question: Question) -> tuple[bool, date]:
        seen = history.get(question.key, Exposure())
        return seen.times > 0, seen.last or date.min

    fields: dict[str, deque[Question]] = {}
    for question in sorted(_shuffled(questions, random), key=staleness):
        fields.setdefault(_field(question), deque()).append(question)
    chosen: list[Question] = []
    while fields and len(chosen) < count:
        heads = [queue.popleft() for queue in _shuffled(fields.values(), random)]
        chosen += sorted(heads, key=staleness)
        fields = {field: queue for field, queue in fields.items() if queue}
    return chosen[: max(count, 0)]


def _foils_beside(
    real: Iterable[Question], foils: Sequence[Question], count: int, random: Random
) -> list[Question]:
    """`count` foils, first those of the fields that are asked about, each field once if it can be."""
    asked = {_field(question) for question in real}
    rounds = _spread(foils, len(foils), {}, random)
    return sorted(rounds, key=lambda question: _field(question) not in asked)[:count]


def _mix(real: Sequence[Question], foils: Sequence[Question], random: Random) -> list[Question]:
    """The foils put in, each behind another real question: so none is first, and no two meet."""
    places = random.sample(range(len(real)), len(foils))
    behind = dict(zip(places, foils, strict=True))
    mixed: list[Question] = []
    for place, question in enumerate(real):
        mixed.append(question)
        if place in behind:
            mixed.append(behind[place])
    return mixed


def _shuffled(items: Iterable[T], random: Random) -> list[T]:
    listed = list(items)
    random.shuffle(listed)
    return listed


def _notices(count: int, asked: int, wanted: int, foils: int) -> Iterable[str]:
    if foils < wanted:
        left = "so none is asked" if foils == 0 else f"so only {foils} of {wanted} can be asked"
        yield f"You have met the made-up questions of these banks, {left}; each is used once."
    if asked < count:
        yield f"These banks have {asked} questions to ask, not {count}."
