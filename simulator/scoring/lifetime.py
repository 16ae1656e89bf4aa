"""Owns what many sessions come to: lifetime scores, over-claiming, calibration, follow-through, change.

Section 4 of docs/scoring.md.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

from simulator.interview.events import Stance
from simulator.reading.model import EvidenceLevel, Facet
from simulator.scoring import rubric
from simulator.scoring.calibration import Calibration, calibration
from simulator.scoring.honesty import (
    Contribution,
    Honesty,
    Item,
    UnderClaim,
    contributions,
    honesty,
    pool,
    under_claim,
)
from simulator.scoring.learning import (
    Learning,
    NoGaps,
    Spontaneity,
    pooled_learning,
    uncoached_rate,
)
from simulator.scoring.life import Count, Life, Returns, Share, Sums
from simulator.scoring.mastery import FollowThrough, followed_through
from simulator.scoring.overclaiming import OverClaiming, false_alarms_on, over_claiming
from simulator.scoring.trend import Trend, trend
from simulator.scoring.withhold import Need, Withheld, unmet


class Measure(StrEnum):
    """What may change over time."""

    CANDOUR = "candour"
    OWNERSHIP = "ownership"
    LEARNING = "learning"
    OVER_CLAIMING = "over_claiming"
    """Here down is good."""


class Lifetime(msgspec.Struct, frozen=True, kw_only=True):
    """Many sessions, as far as they allow it."""

    sessions: int
    answers: int
    """Questions that count towards honesty."""
    said_so: Count
    """Of the answers that show none or wrong, those that were no claim."""
    moves: dict[Facet, Count]
    honesty: Honesty | Withheld
    under_claim: UnderClaim | None
    learning: Learning | Withheld | NoGaps
    spontaneity: dict[Facet, Spontaneity]
    follow_through: FollowThrough
    over_claiming: OverClaiming
    calibration: Calibration
    trends: dict[Measure, Trend | Withheld]


def lifetime(life: Life, returns: Returns) -> Lifetime:
    """What the sessions come to, whose topics came back as `returns` say."""
    sums, newest = life.sums(), life.newest(rubric.POOLED_SESSIONS)
    flag = under_claim(sums.items)
    return Lifetime(
        sessions=sums.sessions,
        answers=sum(times for item, times in sums.items.items() if item.scored),
        said_so=_said_so(sums.items),
        moves={facet: sums.moves.get(facet, Count(0, 0)) for facet in Facet},
        honesty=honesty(pool([one.items for one in newest]), flag=flag),
        under_claim=flag,
        learning=pooled_learning([one.gaps for one in newest]),
        spontaneity={facet: unprompted(sums, facet) for facet in Facet},
        follow_through=followed_through(Counter(quality for _, quality in returns.settled), returns.due),
        over_claiming=over_claiming(sums.items),
        calibration=calibration(sums.items),
        trends=trends(newest),
    )


def _said_so(items: Counter[Item]) -> Count:
    unknown = [
        (item.standing.stance, times)
        for item, times in items.items()
        if item.scored and item.standing.evidence in _IGNORANCE
    ]
    said_so = sum(times for stance, times in unknown if stance in _SAID_SO)
    return Count(said_so, sum(times for _, times in unknown))


_IGNORANCE = frozenset({EvidenceLevel.NONE, EvidenceLevel.WRONG})
_SAID_SO = frozenset({Stance.ADMITTED, Stance.GUESS})


def unprompted(sums: Sums, facet: Facet) -> Spontaneity:
    """How often a move was made where the coach kept quiet."""
    return uncoached_rate(facet, *sums.uncoached.get(facet, (0, 0)))


Chances = Sequence[tuple[float, float]]
"""Opportunities of one session: weight and value, 0-1."""


def trends(newest: Sequence[Share]) -> dict[Measure, Trend | Withheld]:
    """What has changed, measure by measure, between the newest of the sessions and those before."""
    strata = [contributions(one.items) for one in newest]
    foils = [[(1.0, float(claimed)) for claimed in false_alarms_on(one.items)] for one in newest]
    met = Need("made-up terms met", sum(map(len, foils)), rubric.FOILS_FOR_TREND)
    return {
        Measure.CANDOUR: _change([_chances(one.candour) for one in strata]),
        Measure.OWNERSHIP: _change([_chances(one.ownership) for one in strata]),
        Measure.LEARNING: _change([[gap for gap in one.gaps if gap.weight > 0] for one in newest]),
        Measure.OVER_CLAIMING: unmet([met]) or _change(foils),
    }


def _chances(parts: Iterable[Contribution]) -> Chances:
    return [(part.weight, part.points) for part in parts]


def _change(sessions: Sequence[Chances]) -> Trend | Withheld:
    """The newest half of the chances against as many before them; a session is never cut in two."""
    half = min(sum(map(len, sessions)) // 2, rubric.TREND_WINDOW)
    new, rest = _newest(sessions, half)
    old, _ = _newest(rest, half)
    return trend(old, new)


def _newest(sessions: Sequence[Chances], count: int) -> tuple[Chances, Sequence[Chances]]:
    """The chances of the newest sessions, at least `count` if there are as many, and the sessions before."""
    taken: list[tuple[float, float]] = []
    place = len(sessions)
    while place and len(taken) < count:
        place -= 1
        taken += sessions[place]
    return taken, sessions[:place]
