"""Owns what to do next about a listing: what to show and where, what to learn and by what, what to build.

Pure; a sentence in a plan is one to adapt: what it leaves open stands in square brackets.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from simulator.debrief.cover import smallest_cover
from simulator.debrief.evidence import AGAINST, Evidence, Kind
from simulator.debrief.listing import Need, Wanted
from simulator.debrief.look import Seen, Standing, of_standing, wanted_most
from simulator.debrief.vocabulary import Vocabulary
from simulator.questions.model import Level, Question, Resource

_LEVELS = list(Level)
_A_SKILL_S_SHARE = 4
"""Questions of one skill among those a session is chosen from; the rest of it waits for the next session."""


class ToShow(msgspec.Struct, frozen=True):
    """A skill that is there and was not seen."""

    wanted: Wanted
    where: str
    """Where it is best shown."""
    sentence: str
    """To adapt."""
    evidence: tuple[Evidence, ...]


class ToLearn(msgspec.Struct, frozen=True):
    """A skill that is not there yet."""

    wanted: Wanted
    topic: str
    """What to begin with; the skill itself where no bank asks about it."""
    question: str = ""
    """`bank/id` of a question on it; empty where there is none."""
    resource: Resource | None = None


class ToBuild(msgspec.Struct, frozen=True):
    """A project of a bank and the lacking skills that it would show."""

    question: str
    """`bank/id` of the question that it belongs to."""
    project: str
    skills: tuple[str, ...]


class Plan(msgspec.Struct, frozen=True):
    """What to do next."""

    to_show: tuple[ToShow, ...]
    to_learn: tuple[ToLearn, ...]
    to_build: tuple[ToBuild, ...]
    fewest: bool
    """No fewer projects of the banks show as many of the lacking skills; else that was not found out."""
    no_project: tuple[str, ...]
    """Lacking skills that no project of the banks shows."""
    to_find_out: tuple[Wanted, ...]
    """Skills of which nothing is known."""
    can_practise: bool
    """Whether the banks have questions on any of these."""


def plan(seen: Sequence[Seen], vocabulary: Vocabulary, *, resume_given: bool) -> Plan:
    """What to do about the skills of a listing."""
    lacking = [
        one for one in wanted_most(of_standing(seen, Standing.LACK)) if _can_be_learned(one, vocabulary)
    ]
    to_build, fewest, left = _projects(lacking)
    unknown = wanted_most(of_standing(seen, Standing.UNKNOWN))
    return Plan(
        to_show=tuple(_to_show(one, vocabulary) for one in _unseen(seen, resume_given=resume_given)),
        to_learn=tuple(_to_learn(one) for one in lacking),
        to_build=to_build,
        fewest=fewest,
        no_project=left,
        to_find_out=tuple(one.wanted for one in unknown),
        can_practise=any(one.questions for one in of_standing(seen, *_TO_PRACTISE)),
    )


def _unseen(seen: Sequence[Seen], *, resume_given: bool) -> list[Seen]:
    """What is had and was not shown; of what practice shows also what the résumé does not name."""
    return [
        one
        for one in wanted_most(seen)
        if one.standing is Standing.HAVE
        or (
            resume_given
            and one.standing is Standing.SHOWN
            and all(each.kind is not Kind.IN_RESUME for each in one.evidence)
        )
    ]


class _Place(NamedTuple):
    where: str
    sentence: str


_CODE = _Place(
    "a line in the résumé and a repository that anybody can open",
    "{skill}: built [what] with it, which [what came of it]; the code is at [address].",
)
_PLACES: dict[str, _Place] = {
    "people": _Place(
        "a short story in the covering letter, and ready for the interview",
        "{skill}: when [what happened], I [what you did], and so [what came of it].",
    ),
    "spoken languages": _Place("a line in the résumé", "{skill}: [level, such as B2], used for [what]."),
    "qualifications": _Place("a line in the résumé", "{skill}: [what, where, which year]."),
    "product and business": _Place(
        "a line in the résumé, under the job where you did it",
        "{skill}: [what you did], for [whom], with [a number that came of it].",
    ),
    "finance and office": _Place(
        "a line in the résumé, under the job where you did it",
        "{skill}: [what you did, how much of it, how often], with [what tool].",
    ),
    "care, teaching, trades and service": _Place(
        "a line in the résumé, with the certificate if there is one",
        "{skill}: [what you did], at [where], for [how long].",
    ),
    "design": _Place("the portfolio", "{skill}: [the piece], made for [whom]; what I decided, and why."),
}
"""By kind of skill; whatever is not here is shown by code."""


def _to_show(one: Seen, vocabulary: Vocabulary) -> ToShow:
    skill = vocabulary.find(one.skill)
    place = _PLACES.get(skill.kind if skill else "", _CODE)
    return ToShow(one.wanted, place.where, place.sentence.format(skill=one.skill), one.evidence)


def _can_be_learned(one: Seen, vocabulary: Vocabulary) -> bool:
    """Whether it is a matter of learning: a degree or a licence is not."""
    skill = vocabulary.find(one.skill)
    return skill is None or skill.kind != "qualifications"


def _to_learn(one: Seen) -> ToLearn:
    missed = [each.about for each in one.evidence if each.kind is Kind.NOT_IN_PRACTICE]
    ordered = sorted(one.questions, key=lambda question: (question.topic not in missed, _hardness(question)))
    if not ordered:
        return ToLearn(one.wanted, one.skill)
    first = ordered[0]
    return ToLearn(one.wanted, first.topic, first.key, first.resources[0] if first.resources else None)


def _hardness(question: Question) -> tuple[int, int]:
    """The easier before the harder, what is on this skill above all before what is on many."""
    return _LEVELS.index(question.level), len(question.skills)


def _projects(lacking: Sequence[Seen]) -> tuple[tuple[ToBuild, ...], bool, tuple[str, ...]]:
    """The fewest projects that show all lacking skills that any shows; whether they are; what none shows."""
    with_project: dict[str, Question] = {}
    shows: dict[str, set[str]] = {}
    for one in lacking:
        for question in sorted(one.questions, key=_hardness):
            if question.project:
                with_project[question.key] = question
                shows.setdefault(question.key, set()).add(one.skill)
    skills = [one.skill for one in lacking]
    cover = smallest_cover({key: frozenset(its) for key, its in shows.items()}, frozenset(skills))
    built = tuple(
        ToBuild(key, with_project[key].project, tuple(sorted(shows[key], key=skills.index)))
        for key in cover.chosen
    )
    return built, cover.exact, tuple(skill for skill in skills if skill in cover.uncovered)


_TO_PRACTISE = (Standing.LACK, Standing.UNKNOWN, Standing.HAVE)
"""What a session for a listing is about, the most needed first."""


def practice_keys(seen: Sequence[Seen], count: int) -> frozenset[str]:
    """The questions, by `bank/id`, from which a session of `count` for a listing is chosen.

    The required skills come first, and of these the lacking; each has a share of the questions, so that one
    on which the banks have many does not take all.
    """
    order = list(Need)
    ranked = sorted(
        of_standing(seen, *_TO_PRACTISE),
        key=lambda one: (order.index(one.wanted.need), _TO_PRACTISE.index(one.standing)),
    )
    keys: dict[str, None] = {}
    for one in ranked:
        if len(keys) >= 2 * count:
            break
        share = sorted(one.questions, key=lambda question: _closeness(question, one))[:_A_SKILL_S_SHARE]
        keys.update(dict.fromkeys(question.key for question in share))
    return frozenset(keys)


def _closeness(question: Question, one: Seen) -> tuple[bool, int, int]:
    """What was not known comes first, then what is on this skill above all."""
    against = {each.about for each in one.evidence if each.kind in AGAINST}
    return question.topic not in against, len(question.skills), _LEVELS.index(question.level)
