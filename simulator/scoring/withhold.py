"""Owns the decision that a figure rests on too little to be shown, for all scores.

Section 4.5 of docs/scoring.md. A withheld figure is not computed with a warning beside it: it is absent.
"""

from collections.abc import Iterable

import msgspec

from simulator.scoring.stats import whole_above


class Need(msgspec.Struct, frozen=True):
    """How much of something there is, and how much a figure needs."""

    of: str
    """What is counted, in plain words."""
    have: float
    need: float
    weighed: bool = False
    """What is counted is weight, of which an answer nobody confirmed has half."""

    @property
    def met(self) -> bool:
        """Whether there is enough; sums of weights may carry rounding errors."""
        return self.have >= self.need - 1e-9


class Withheld(msgspec.Struct, frozen=True):
    """Stands in the place of a figure for which there is too little."""

    have: float
    need: float
    of: str
    weighed: bool = False

    @property
    def missing(self) -> int:
        """How many more are needed, in whole ones, at least 1."""
        return max(1, whole_above(self.need - self.have))


def unmet(needs: Iterable[Need]) -> Withheld | None:
    """The need that lacks the greatest share (the first of equals), or None where all are met."""
    lacking = [need for need in needs if not need.met]
    if not lacking:
        return None
    worst = min(lacking, key=lambda need: need.have / need.need)
    return Withheld(have=worst.have, need=worst.need, of=worst.of, weighed=worst.weighed)
