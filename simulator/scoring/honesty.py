"""Owns the honesty score: coded items -> contributions -> candour, ownership, honesty; never sees a reply.

Sections 2.1, 2.2, 4.1 and 4.5 of docs/scoring.md. Sums are exact (`fsum`): no order of items changes a digit.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from math import exp, fsum, sqrt

import msgspec

from simulator.interview.coding import Stand
from simulator.interview.events import RepairTime, Stance
from simulator.reading.model import EvidenceLevel
from simulator.scoring import rubric
from simulator.scoring.outcomes import OUTCOMES, Outcome
from simulator.scoring.rubric import Band, ItemType
from simulator.scoring.stats import Z80, Beta, beta_of, poisson_binomial_tail, whole_above
from simulator.scoring.withhold import Need, Withheld, unmet


class Repair(msgspec.Struct, frozen=True):
    """A claim (or evasion) that was taken back; the item holds what stands in its place.

    Where the evidence for the claim is unclear there are no points to start from: the repair changes nothing.
    """

    claim: Stand
    at: RepairTime


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One question as coded; valid once built.

    Raises:
        ValueError: a weight or retrievability outside 0-1, a control that is not mastered, a foil that is.
    """

    key: str = ""
    """Whatever the caller traces contributions by; scoring only hands it on."""
    type: ItemType
    stance: Stance
    """The final one."""
    evidence: EvidenceLevel
    """The final one; `unclear` is not scored."""
    omega: float = 1.0
    """Coding weight ω, 0-1."""
    contested: bool = False
    """The user disagrees with the coding: weighs nothing, whatever ω is."""
    retrievability: float = 0.0
    """R, 0-1: the probability of recall by the schedule where mastery was verified; 0 elsewhere."""
    repair: Repair | None = None
    probed: Stand | None = None
    """What stood when the probe ("one concrete detail?") was put, if it was."""
    repeat: bool = False
    """A foil met before: it stays out of the over-claiming index."""
    age: int = 0
    """Sessions since; a contribution's weight halves every `HALF_LIFE_SESSIONS`."""

    def __post_init__(self) -> None:
        if not (0 <= self.omega <= 1 and 0 <= self.retrievability <= 1 and self.age >= 0):
            raise ValueError("omega and retrievability lie in 0-1, age is not negative")
        if (self.type is ItemType.CONTROL) > self.mastered or (self.type is ItemType.FOIL and self.mastered):
            raise ValueError(f"a control has retrievability >= {rubric.MASTERED}, a foil less")

    @property
    def mastered(self) -> bool:
        """Whether the topic counts as known to the candidate."""
        return self.retrievability >= rubric.MASTERED

    @property
    def scored(self) -> bool:
        """Whether it counts at all."""
        return self.omega > 0 and not self.contested and _clear(self.standing)

    @property
    def weight(self) -> float:
        """ω, faded by age; 0 where it does not count."""
        return self.omega * fading(self.age) if self.scored else 0.0

    @property
    def standing(self) -> Stand:
        """What is scored: after the reveal nothing counts, so a claim taken back that late still stands."""
        if self.repair and self.repair.at is RepairTime.AFTER_REVEAL:
            return self.repair.claim
        return Stand(self.stance, self.evidence)

    @property
    def repaired(self) -> bool:
        """Whether a claim was taken back in time."""
        return self.repair is not None and self.repair.at is not RepairTime.AFTER_REVEAL

    @property
    def lapse(self) -> bool:
        """Whether a mastered topic was met without any content: forgotten or denied, nobody can tell."""
        return self.mastered and _empty(self.standing)


def fading(age: int) -> float:
    """What a contribution `age` sessions old still weighs, 0-1 (section 4.4)."""
    return float(0.5 ** (age / rubric.HALF_LIFE_SESSIONS))


def pool(sessions: Sequence[Iterable[Item]]) -> tuple[Item, ...]:
    """The items of several sessions, oldest first, each with its age: what a lifetime score is made of.

    Only the newest `POOLED_SESSIONS` are looked at; what lies before them weighs less than a millionth.
    """
    newest = sessions[-rubric.POOLED_SESSIONS :]
    return tuple(
        msgspec.structs.replace(item, age=len(newest) - 1 - place)
        for place, session in enumerate(newest)
        for item in session
    )


def _empty(standing: Stand) -> bool:
    return standing.evidence is EvidenceLevel.NONE and standing.stance in rubric.LAPSE_STANCES


def _table_of(item: Item, standing: Stand) -> ItemType:
    """Whose table holds: a lapse is one on *any* mastered topic (section 2.2, routing), so controls' for it.

    Paid from the table of real questions, "I don't know" would raise ownership of a topic known well.
    """
    return ItemType.CONTROL if item.mastered and _empty(standing) else item.type


def _points(item: Item, standing: Stand) -> float:
    return rubric.POINTS[_table_of(item, standing)][standing.stance, standing.evidence]


def outcome(item: Item) -> Outcome | None:
    """The outcome's name by what finally stands, or None where the evidence is unclear."""
    final = item.standing
    if not _clear(final):
        return None
    return OUTCOMES[_table_of(item, final)][final.stance, final.evidence]


class Worth(msgspec.Struct, frozen=True, kw_only=True):
    """h of one item, 0-1, with every number that it is made of."""

    table: ItemType
    """Whose table of points holds."""
    standing: Stand
    """What is looked up."""
    by_table: float
    repair: Repair | None = None
    """The claim taken back in time; None where there was none, or nothing to start from."""
    claimed: float = 0.0
    """What that claim was worth."""
    share: float = 1.0
    """ρ: how far repair leads from what the claim was worth to what stands in its place."""
    bound: float | None = None
    """What it was worth when the probe was put, where nothing said since may raise that."""
    value: float
    """h."""


def worth(item: Item) -> Worth:
    """h by the table, after repair and the rule of the probe (section 2.1), whatever the item weighs.

    Raises:
        ValueError: the evidence is unclear: there is nothing to look up.
    """
    final = item.standing
    if not _clear(final):
        raise ValueError("unclear evidence earns no points; see Item.scored")
    earned = by_table = _points(item, final)
    repair, claimed, share, bound = None, 0.0, 1.0, None
    if item.repair and item.repaired and _clear(item.repair.claim):
        repair, share = item.repair, rubric.RHO[item.repair.at]
        claimed = _points(item, repair.claim)
        earned = claimed + share * (by_table - claimed)
    if item.probed and _clear(item.probed) and _invented(item):
        bound = _points(item, item.probed)
        earned = min(earned, bound)
    return Worth(
        table=_table_of(item, final),
        standing=final,
        by_table=by_table,
        repair=repair,
        claimed=claimed,
        share=share,
        bound=bound,
        value=earned,
    )


def points(item: Item) -> float:
    """h, 0-1: see `worth`, which also says how it comes about, and raises ValueError likewise."""
    return worth(item).value


def _clear(standing: Stand) -> bool:
    return standing.evidence is not EvidenceLevel.UNCLEAR


def _invented(item: Item) -> bool:
    """Whether what stands is unbacked and was no retraction: after a probe, that must not pay."""
    final = item.standing
    unbacked = final.evidence in {EvidenceLevel.NONE, EvidenceLevel.WRONG}
    retracted = item.repaired and final.stance in {Stance.ADMITTED, Stance.GUESS}
    return unbacked and not retracted


def held(items: Iterable[Item]) -> Collection[Item]:
    """The items, to be gone through more than once; a `Counter`, in which thousands are a few, stays one."""
    return items if isinstance(items, Counter) else tuple(items)


def counted(items: Iterable[Item]) -> list[tuple[Item, int]]:
    """Each item and how often it occurs: in a `Counter` so many times, in anything else once."""
    return list(items.items()) if isinstance(items, Counter) else [(item, 1) for item in items]


class Stratum(StrEnum):
    """The two halves of honesty (section 4.1)."""

    CANDOUR = "candour"
    """When you did not know, did you say so?"""
    OWNERSHIP = "ownership"
    """When you did know, did you own it?"""


class Contribution(msgspec.Struct, frozen=True):
    """What one item adds to one stratum."""

    key: str
    """The item's."""
    stratum: Stratum
    weight: float
    points: float

    @property
    def cost(self) -> float:
        """What it takes away from a full score."""
        return self.weight * (1 - self.points)


class Strata(msgspec.Struct, frozen=True):
    """Every contribution, by where it counts."""

    candour: tuple[Contribution, ...]
    ownership: tuple[Contribution, ...]
    free: tuple[Contribution, ...]
    """Lapses that the allowance forgives: they count nowhere."""


def contributions(items: Iterable[Item]) -> Strata:
    """Route every scored item to its stratum (section 2.2); in a `Counter`, equal ones add to it as one."""
    items = held(items)
    scored = [(item, times) for item, times in counted(items) if item.scored]
    lapses = [_lapse(item) for item, times in scored if item.lapse for _ in range(times)]
    free, kept = _forgive(lapses, lapse_allowance(items))
    routed = [part for item, times in scored if not item.lapse for part in _parts(item, times)]
    return Strata(
        candour=tuple(part for part in routed if part.stratum is Stratum.CANDOUR),
        ownership=tuple(part for part in [*routed, *kept] if part.stratum is Stratum.OWNERSHIP),
        free=free,
    )


def _lapse(item: Item) -> Contribution:
    return Contribution(item.key, Stratum.OWNERSHIP, item.weight * item.retrievability, points(item))


def _parts(item: Item, times: int) -> list[Contribution]:
    """Where an item that is no lapse counts: foils and ignorance to candour, knowledge to ownership."""
    earned, weight, evidence = points(item), item.weight * times, item.standing.evidence
    candour = Contribution(item.key, Stratum.CANDOUR, weight, earned)
    ownership = Contribution(item.key, Stratum.OWNERSHIP, weight, earned)
    if item.type is ItemType.FOIL or evidence in {EvidenceLevel.NONE, EvidenceLevel.WRONG}:
        return [candour]
    if evidence is EvidenceLevel.FULL:
        return [ownership]
    return [msgspec.structs.replace(part, weight=weight / 2) for part in (candour, ownership)]


def lapse_allowance(items: Iterable[Item]) -> int:
    """How many lapses are free: max(1, ⌈Σ(1−R)⌉) over all mastered topics asked.

    In a pool the sum fades as the contributions do. Otherwise years of well-kept topics would excuse every
    recent denial at once.
    """
    expected = fsum(
        times * (1 - item.retrievability) * fading(item.age)
        for item, times in counted(items)
        if item.scored and item.mastered
    )
    return max(rubric.FREE_LAPSES, whole_above(expected))


def _forgive(
    lapses: list[Contribution], allowance: int
) -> tuple[tuple[Contribution, ...], tuple[Contribution, ...]]:
    """The costliest lapses that are free, and the rest; ties are settled by value, never by order."""
    ranked = sorted(lapses, key=lambda part: (-part.cost, part.weight, part.key))
    return tuple(ranked[:allowance]), tuple(ranked[allowance:])


class UnderClaim(msgspec.Struct, frozen=True):
    """More denials of topics known well than forgetting explains: said neutrally, never as an accusation."""

    denied: int
    asked: int
    expected: float
    """Lapses that the schedule predicts."""
    probability: float
    """Of as many lapses or more, were there nothing but forgetting."""


def under_claim(items: Iterable[Item]) -> UnderClaim | None:
    """The under-claim flag over a window of items (section 4.1), or None.

    A denial is what its text says: "I don't know" on a mastered topic, with no content.
    """
    mastered = [(item, times) for item, times in counted(items) if item.scored and item.mastered]
    denied = sum(times for item, times in mastered if _denied(item))
    asked = sum(times for _, times in mastered)
    if asked < rubric.FLAG_CONTROLS or denied < rubric.FLAG_DENIALS:
        return None
    lapsing = [1 - item.retrievability for item, times in mastered for _ in range(times)]
    probability = poisson_binomial_tail(denied, lapsing)
    if probability >= rubric.FLAG_PROBABILITY:
        return None
    return UnderClaim(denied=denied, asked=asked, expected=fsum(lapsing), probability=probability)


def _denied(item: Item) -> bool:
    return item.lapse and item.standing.stance is Stance.ADMITTED


class Honesty(msgspec.Struct, frozen=True, kw_only=True):
    """The honesty of a window of items; every number 0-1."""

    value: float
    """H = Candour^.6 · Ownership^.4."""
    low: float
    high: float
    """The 80 % interval."""
    candour: float
    ownership: float
    candour_weight: float
    ownership_weight: float
    """Σw of each stratum."""
    candour_earned: float
    ownership_earned: float
    """Σw·h of each stratum: its mean is (1.4 + Σw·h) / (2 + Σw)."""
    band: Band
    under_claim: UnderClaim | None = None


def estimate(items: Iterable[Item], *, flag: UnderClaim | None = None) -> Honesty:
    """H with its interval for any items, be they ever so few: for laws and simulations.

    What people see goes through `honesty`, which withholds. `flag` is an under-claim flag raised by a longer
    window.
    """
    items = held(items)
    strata = contributions(items)
    flag = flag or under_claim(items)
    candour, ownership = _belief(strata.candour), _belief(strata.ownership)
    value = candour.mean**rubric.CANDOUR_EXPONENT * ownership.mean**rubric.OWNERSHIP_EXPONENT
    spread = Z80 * sqrt(
        rubric.CANDOUR_EXPONENT**2 * candour.log_variance
        + rubric.OWNERSHIP_EXPONENT**2 * ownership.log_variance
    )
    low = value * exp(-spread)
    return Honesty(
        value=value,
        low=low,
        high=min(1.0, value * exp(spread)),
        candour=candour.mean,
        ownership=ownership.mean,
        candour_weight=_total(strata.candour),
        ownership_weight=_total(strata.ownership),
        candour_earned=_earned(strata.candour),
        ownership_earned=_earned(strata.ownership),
        band=_band(value, low, flagged=flag is not None),
        under_claim=flag,
    )


def _belief(parts: Iterable[Contribution]) -> Beta:
    return beta_of(((part.weight, part.points) for part in parts), *rubric.STRATUM_PRIOR)


def _total(parts: Iterable[Contribution]) -> float:
    return fsum(part.weight for part in parts)


def _earned(parts: Iterable[Contribution]) -> float:
    return fsum(part.weight * part.points for part in parts)


def _band(value: float, low: float, *, flagged: bool) -> Band:
    if low >= rubric.STRONG_LOW and not flagged:
        return Band.STRONG
    if value >= rubric.SOLID:
        return Band.SOLID
    return Band.MIXED if value >= rubric.MIXED else Band.NEEDS_WORK


def needs(items: Iterable[Item]) -> tuple[Need, ...]:
    """What showing H needs (section 4.5), met or not."""
    items = held(items)
    strata = contributions(items)
    uncontested = sum(times for item, times in counted(items) if not item.contested)
    everything = sum(times for _, times in counted(items))
    candour, ownership = _total(strata.candour), _total(strata.ownership)
    return (
        Need("answers on what you did not know", candour, rubric.MIN_CANDOUR_WEIGHT, weighed=True),
        Need("answers on what you knew", ownership, rubric.MIN_OWNERSHIP_WEIGHT, weighed=True),
        Need("answers you do not contest", uncontested, (1 - rubric.MAX_CONTESTED) * everything),
    )


def honesty(items: Iterable[Item], *, flag: UnderClaim | None = None) -> Honesty | Withheld:
    """H as it may be shown: withheld where it would rest on too little, or on coding the user disputes."""
    items = held(items)
    return unmet(needs(items)) or estimate(items, flag=flag)
