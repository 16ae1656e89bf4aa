"""Owns what many sessions come to: lifetime scores, over-claiming, calibration, follow-through, change.

Section 4 of docs/scoring.md. A session is handed in as its `Share`, which holds no word of what was said.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

import msgspec

from simulator.interview.events import Stance
from simulator.interview.state import State
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
    Gap,
    Learning,
    NoGaps,
    Spontaneity,
    chances,
    pooled_learning,
    uncoached_rate,
)
from simulator.scoring.mastery import FollowThrough, Meeting, followed_through, meeting
from simulator.scoring.overclaiming import OverClaiming, false_alarms_on, over_claiming
from simulator.scoring.session import ScoredSession
from simulator.scoring.trend import Trend, trend
from simulator.scoring.withhold import Need, Withheld, unmet


class Count(NamedTuple):
    """How often something was done, and how often it could have been."""

    made: int
    of: int


def _sum(counts: Iterable[Count]) -> Count:
    known = list(counts)
    return Count(sum(one.made for one in known), sum(one.of for one in known))


class Share(msgspec.Struct, frozen=True):
    """What one session adds to a lifetime."""

    items: tuple[Item, ...] = ()
    gaps: tuple[Gap, ...] = ()
    moves: dict[Facet, Count] = {}
    """Over the gaps in which a move was possible, with help or without."""
    uncoached: dict[Facet, Count] = {}
    """Over those of them in which the coach was silent."""
    meetings: tuple[Meeting, ...] = ()


def share(state: State, scored: ScoredSession) -> Share:
    """What a session adds."""
    day = state.started.at.date()
    met = (meeting(question, day) for question in scored.questions)
    episodes = [question.gap for question in scored.questions if question.gap]
    return Share(
        items=tuple(question.item for question in scored.questions if question.item),
        gaps=tuple(question.learning.gap for question in scored.questions if question.learning),
        moves={facet: Count(*chances(episodes, facet)) for facet in Facet},
        uncoached={facet: Count(seen.made, seen.of) for facet, seen in scored.spontaneity.items()},
        meetings=tuple(one for one in met if one),
    )


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


def lifetime(shares: Sequence[Share], today: date) -> Lifetime:
    """What `shares`, oldest first, come to on `today`."""
    items = list(chain.from_iterable(one.items for one in shares))
    flag = under_claim(items)
    return Lifetime(
        sessions=len(shares),
        answers=sum(item.scored for item in items),
        said_so=_said_so(items),
        moves={facet: _sum(one.moves[facet] for one in shares if facet in one.moves) for facet in Facet},
        honesty=honesty(pool([one.items for one in shares]), flag=flag),
        under_claim=flag,
        learning=pooled_learning([one.gaps for one in shares]),
        spontaneity={facet: _spontaneity(shares, facet) for facet in Facet},
        follow_through=followed_through(chain.from_iterable(one.meetings for one in shares), today),
        over_claiming=over_claiming(items),
        calibration=calibration(items),
        trends=trends(shares),
    )


def _said_so(items: Iterable[Item]) -> Count:
    unknown = [item.standing.stance for item in items if item.scored and item.standing.evidence in _IGNORANCE]
    return Count(sum(stance in _SAID_SO for stance in unknown), len(unknown))


_IGNORANCE = frozenset({EvidenceLevel.NONE, EvidenceLevel.WRONG})
_SAID_SO = frozenset({Stance.ADMITTED, Stance.GUESS})


def _spontaneity(shares: Iterable[Share], facet: Facet) -> Spontaneity:
    return uncoached_rate(facet, *_sum(one.uncoached[facet] for one in shares if facet in one.uncoached))


Chances = Sequence[tuple[float, float]]
"""Opportunities of one session: weight and value, 0-1."""


def trends(shares: Sequence[Share]) -> dict[Measure, Trend | Withheld]:
    """What has changed, measure by measure, between the newest of the pooled sessions and those before."""
    newest = shares[-rubric.POOLED_SESSIONS :]
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
