"""Owns what to do next about a listing: what to show and where, what to learn and by what, what to build.

Pure; a sentence in a plan is one to adapt: what it leaves open stands in square brackets.
"""

from collections.abc import Sequence

import msgspec

from simulator.debrief.cover import smallest_cover
from simulator.debrief.evidence import Evidence, Kind
from simulator.debrief.listing import Need, Wanted
from simulator.debrief.look import Seen, Standing, of_standing, wanted_most
from simulator.debrief.vocabulary import Vocabulary
from simulator.questions.model import Level, Question, Resource
from simulator.scoring.words import content_words, same_word

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
    near: bool = True
    """Whether that question is on the skill itself, rather than one that touches on it."""
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


_IN_CODE = "a repository that anybody can open, and a line in the résumé"
_IN_RESUME = "a line in the résumé, under the job or project where you did it"
_PLACES: dict[str, tuple[str, str]] = {
    "languages": (
        _IN_CODE,
        "Wrote [what] in {skill}, which [what it does, for whom]; the code is at [address].",
    ),
    "web": (_IN_CODE, "Built [what] with {skill}, used by [whom]; the code is at [address]."),
    "frameworks": (_IN_CODE, "Built [what] with {skill}, used by [whom]; the code is at [address]."),
    "mobile": (_IN_CODE, "Built [which app] with {skill}, used by [whom]; the code is at [address]."),
    "databases": (_IN_RESUME, "{skill}: kept [which data, how much]; [what you changed] made [what] better."),
    "data": (_IN_RESUME, "Used {skill} to find out [what]; it showed [what], and [who] did [what] about it."),
    "cloud": (_IN_RESUME, "{skill}: ran [what, for how many]; when [what failed], I [what you did]."),
    "testing": (_IN_CODE, "{skill}: checked [what] by it, and found [what] before anybody else did."),
    "electronics and engineering": (_IN_RESUME, "{skill}: built [which device], which [what it does]."),
    "people": (
        "a short story in the covering letter, and one ready for the interview",
        "{skill}: when [what happened], I [what you did], and so [what came of it].",
    ),
    "spoken languages": ("a line in the résumé", "{skill}: [level, such as B2], used for [what]."),
    "qualifications": ("a line in the résumé", "{skill}: [what, where, which year]."),
    "care, teaching, trades and service": (
        "a line in the résumé, with the certificate if there is one",
        "{skill}: [what you did], at [where], for [how long].",
    ),
    "design": ("the portfolio", "{skill}: [the piece], made for [whom]; what I decided, and why."),
}
"""By kind of skill: where it is best shown, and a sentence."""
_ANYWHERE = (_IN_RESUME, "{skill}: [what you did with it], for [whom], and [what came of it].")


def _to_show(one: Seen, vocabulary: Vocabulary) -> ToShow:
    skill = vocabulary.find(one.skill)
    where, sentence = _PLACES.get(skill.kind if skill else "", _ANYWHERE)
    name = f"{one.skill[:1].upper()}{one.skill[1:]}" if sentence.startswith("{") else one.skill
    return ToShow(one.wanted, where, sentence.replace("{skill}", name), one.evidence)


def _can_be_learned(one: Seen, vocabulary: Vocabulary) -> bool:
    """Whether it is a matter of learning: a degree or a licence is not."""
    skill = vocabulary.find(one.skill)
    return skill is None or skill.kind != "qualifications"


def _to_learn(one: Seen) -> ToLearn:
    if not one.questions:
        return ToLearn(one.wanted, one.skill)
    first = _nearest(one)[0]
    unnamed, place, _ = _nearness(first, one)
    resource = first.resources[0] if first.resources else None
    return ToLearn(one.wanted, first.topic, first.key, near=not unnamed or place == 0, resource=resource)


def _nearest(one: Seen) -> list[Question]:
    """The questions on a skill: what was not known comes first, then what is near it, then by nearness."""
    missed = {each.about for each in one.evidence if each.kind is Kind.NOT_IN_PRACTICE}
    asked = content_words(" ".join(each.about for each in one.evidence if each.kind is Kind.NOT_THERE))

    def place(question: Question) -> tuple[bool, int, tuple[bool, int, int]]:
        known = content_words(f"{question.topic} {question.ask}")
        shared = sum(any(same_word(word, other) for other in known) for word in asked)
        return question.topic not in missed, -shared, _nearness(question, one)

    return sorted(one.questions, key=place)


def _nearness(question: Question, one: Seen) -> tuple[bool, int, int]:
    """What is on this skill by its name comes first, then what is on it above all, then the easier."""
    name = one.skill.casefold()
    named = [skill.casefold() for skill in question.skills]
    place = named.index(name) if name in named else len(named)
    return name not in question.topic.casefold(), place, _LEVELS.index(question.level)


def _projects(lacking: Sequence[Seen]) -> tuple[tuple[ToBuild, ...], bool, tuple[str, ...]]:
    """The fewest projects that show all lacking skills that any shows; whether they are; what none shows."""
    with_project: dict[str, Question] = {}
    shows: dict[str, set[str]] = {}
    for one in lacking:
        for question in _nearest(one):
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
        keys.update(dict.fromkeys(question.key for question in _nearest(one)[:_A_SKILL_S_SHARE]))
    return frozenset(keys)
