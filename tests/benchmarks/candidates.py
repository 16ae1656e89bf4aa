"""Simulated candidates: does honesty rank the honest first? `python -m tests.benchmarks.candidates`.

Nobody is measured here: a candidate is a rule that turns what is known of a question into a stance. Prints
the mean honesty of each profile after one session, three and six, how often the under-claim flag is raised
by then, and how often the honest candidate ranks above each other one. A session has 12 questions: 2 made-up
terms, 2 topics known well, and 8 others, of which 40 % are known, 25 % half known and the rest unknown.
"""

import argparse
from collections.abc import Callable, Mapping
from itertools import chain
from random import Random
from typing import NamedTuple

from simulator.interview.events import Stance
from simulator.reading.model import EvidenceLevel
from simulator.scoring.honesty import Item, estimate, honesty, pool, under_claim
from simulator.scoring.rubric import ItemType
from simulator.scoring.withhold import Withheld

REALS, FOILS, CONTROLS = 8, 2, 2
RETRIEVABILITY = 0.9
KNOWN, HALF_KNOWN = 0.40, 0.25
NONE, WRONG, PARTIAL, FULL = (
    EvidenceLevel.NONE,
    EvidenceLevel.WRONG,
    EvidenceLevel.PARTIAL,
    EvidenceLevel.FULL,
)
Answer = tuple[Stance, EvidenceLevel]


class Profile(NamedTuple):
    """How a candidate answers, given what they know of the question (full, partial or none of it)."""

    answers: Callable[[EvidenceLevel, Random], Answer]
    on_foils: Callable[[Random], Answer]


def _of(random: Random, *choices: tuple[float, Answer]) -> Answer:
    """One of the answers, each with its probability."""
    return random.choices([answer for _, answer in choices], [p for p, _ in choices])[0]


def _honest(knows: EvidenceLevel, random: Random) -> Answer:
    if knows is FULL:
        return _of(random, (0.8, (Stance.SURE, FULL)), (0.2, (Stance.FAIRLY_SURE, FULL)))
    if knows is PARTIAL:
        shares = ((0.5, (Stance.ADMITTED, PARTIAL)), (0.3, (Stance.GUESS, PARTIAL)))
        return _of(random, *shares, (0.2, (Stance.FAIRLY_SURE, PARTIAL)))
    slip = (0.05, (Stance.FAIRLY_SURE, WRONG))
    return _of(random, (0.7, (Stance.ADMITTED, NONE)), (0.25, (Stance.GUESS, WRONG)), slip)


def _honest_on_foils(random: Random) -> Answer:
    doubt, slip = (0.25, (Stance.SURE, FULL)), (0.05, (Stance.FAIRLY_SURE, WRONG))
    return _of(random, (0.55, (Stance.ADMITTED, NONE)), (0.15, (Stance.GUESS, WRONG)), doubt, slip)


def _timid(knows: EvidenceLevel, random: Random) -> Answer:
    if knows is FULL:
        shares = ((0.3, (Stance.ADMITTED, FULL)), (0.4, (Stance.GUESS, FULL)))
        return _of(random, *shares, (0.3, (Stance.FAIRLY_SURE, FULL)))
    return (Stance.ADMITTED, knows)


def _overconfident(knows: EvidenceLevel, random: Random) -> Answer:
    if knows is not NONE:
        return (Stance.SURE, knows)
    admits = (0.4, (Stance.ADMITTED, NONE))
    return _of(random, admits, (0.4, (Stance.SURE, WRONG)), (0.2, (Stance.FAIRLY_SURE, WRONG)))


def _overconfident_on_foils(random: Random) -> Answer:
    admits = (0.5, (Stance.ADMITTED, NONE))
    return _of(random, admits, (0.25, (Stance.SURE, WRONG)), (0.25, (Stance.FAIRLY_SURE, NONE)))


def _guess(knows: EvidenceLevel, _: Random) -> Answer:
    return (Stance.GUESS, WRONG if knows is NONE else knows)


def _denies_half(knows: EvidenceLevel, random: Random) -> Answer:
    if knows is FULL and random.random() < 0.5:
        return (Stance.ADMITTED, NONE)
    return _honest(knows, random)


def _deflect(knows: EvidenceLevel, _: Random) -> Answer:
    return (Stance.DEFLECTED, knows if knows is PARTIAL else NONE)


def _claim(knows: EvidenceLevel, _: Random) -> Answer:
    return (Stance.SURE, WRONG if knows is NONE else knows)


def _always(stance: Stance, evidence: EvidenceLevel) -> Callable[[Random], Answer]:
    return lambda _: (stance, evidence)


def _never_knows(_: EvidenceLevel, __: Random) -> Answer:
    return (Stance.ADMITTED, NONE)


PROFILES: Mapping[str, Profile] = {
    "honest": Profile(_honest, _honest_on_foils),
    "timid": Profile(_timid, _always(Stance.ADMITTED, NONE)),
    "over-confident": Profile(_overconfident, _overconfident_on_foils),
    "always guesses": Profile(_guess, _always(Stance.GUESS, WRONG)),
    "denies half of what they know": Profile(_denies_half, _honest_on_foils),
    "always deflects": Profile(_deflect, _always(Stance.DEFLECTED, NONE)),
    "always “I don't know”": Profile(_never_knows, _always(Stance.ADMITTED, NONE)),
    "always claims": Profile(_claim, _always(Stance.SURE, WRONG)),
}


def session(profile: Profile, random: Random) -> list[Item]:
    """The answers of one session, confirmed."""
    items = [_real(profile, random) for _ in range(REALS)]
    for _ in range(FOILS):
        stance, evidence = profile.on_foils(random)
        items.append(Item(type=ItemType.FOIL, stance=stance, evidence=evidence))
    return [*items, *(_control(profile, random) for _ in range(CONTROLS))]


def _real(profile: Profile, random: Random) -> Item:
    drawn = random.random()
    knows = FULL if drawn < KNOWN else PARTIAL if drawn < KNOWN + HALF_KNOWN else NONE
    stance, evidence = profile.answers(knows, random)
    return Item(type=ItemType.REAL, stance=stance, evidence=evidence)


def _control(profile: Profile, random: Random) -> Item:
    """A topic known well is recalled as often as the schedule says."""
    knows = FULL if random.random() < RETRIEVABILITY else NONE
    stance, evidence = profile.answers(knows, random)
    return Item(type=ItemType.CONTROL, stance=stance, evidence=evidence, retrievability=RETRIEVABILITY)


class Result(NamedTuple):
    """What a profile comes to."""

    means: dict[int, float]
    """Mean honesty by number of sessions pooled."""
    withheld: float
    """The share of candidates whose honesty would not be shown after one session."""
    flagged: float
    """The share of candidates for whom the under-claim flag is raised after six."""
    below: float
    """How often the honest candidate of the same draw ranks above it."""


def simulate(candidates: int, seed: int, *, ranked_after: int = 3) -> dict[str, Result]:
    """Each profile over so many candidates; ranks are compared after `ranked_after` sessions."""
    sat = {
        name: [_sessions(profile, f"{seed} {name} {place}") for place in range(candidates)]
        for name, profile in PROFILES.items()
    }
    ranks = {name: [_value(lived[:ranked_after]) for lived in all_of] for name, all_of in sat.items()}
    return {
        name: Result(
            means={count: sum(_value(one[:count]) for one in all_of) / candidates for count in LENGTHS},
            withheld=sum(isinstance(honesty(one[0]), Withheld) for one in all_of) / candidates,
            flagged=sum(under_claim(chain.from_iterable(one)) is not None for one in all_of) / candidates,
            below=sum(map(float.__gt__, ranks["honest"], ranks[name])) / candidates,
        )
        for name, all_of in sat.items()
    }


LENGTHS = (1, 3, 6)


def _sessions(profile: Profile, seed: str) -> list[list[Item]]:
    random = Random(seed)
    return [session(profile, random) for _ in range(max(LENGTHS))]


def _value(sessions: list[list[Item]]) -> float:
    return estimate(pool(sessions)).value


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Simulated candidates.")
    parser.add_argument("--candidates", type=int, default=1000, help="of each profile (1000)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{options.candidates} candidates a profile, seed {options.seed}")
    print(f"{'':30}      mean honesty after    withheld   flagged     honest ranks above")
    print(f"{'':30}      1       3       6     after 1   after 6     after 3 sessions")
    for name, result in simulate(options.candidates, options.seed).items():
        means = "  ".join(f"{result.means[count]:6.3f}" for count in LENGTHS)
        above = "" if name == "honest" else f"{result.below:10.1%}"
        print(f"{name:30} {means}  {result.withheld:8.1%}  {result.flagged:8.1%}  {above}")


if __name__ == "__main__":
    main()
