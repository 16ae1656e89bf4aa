"""Owns the smallest set of things that together cover what is wanted; knows nothing of skills or projects."""

from collections.abc import Mapping
from typing import NamedTuple

STEPS = 20_000
"""Partial sets that are looked at for a smallest one; beyond that what covers most comes first."""


class Cover(NamedTuple):
    """What covers it."""

    chosen: tuple[str, ...]
    """Names of the things, in the order in which they were given."""
    uncovered: frozenset[str]
    """What no thing covers."""
    exact: bool
    """No smaller set covers as much; else that was not found out."""


class _TooManyError(Exception):
    """The search has taken all its steps."""


def smallest_cover(things: Mapping[str, frozenset[str]], wanted: frozenset[str]) -> Cover:
    """The fewest of `things` that cover all of `wanted` that can be covered."""
    useful = _useful({name: covers & wanted for name, covers in things.items()})
    reachable = frozenset(skill for covers in useful.values() for skill in covers)
    chosen, exact = _greedy(useful, reachable), True
    try:
        chosen = _Search(useful).smaller_than(len(chosen), reachable) or chosen
    except _TooManyError:
        exact = False
    order = list(things)
    return Cover(tuple(sorted(chosen, key=order.index)), wanted - reachable, exact)


def _useful(things: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The things but those that cover no more than another; of two that cover the same the first stays."""
    kept: dict[str, frozenset[str]] = {}
    for name, covers in things.items():
        if covers and not any(covers <= other for other in kept.values()):
            kept = {had: its for had, its in kept.items() if not its < covers} | {name: covers}
    return kept


def _greedy(things: Mapping[str, frozenset[str]], wanted: frozenset[str]) -> tuple[str, ...]:
    """Time and again the thing that covers most of what is left."""
    chosen: list[str] = []
    left = wanted
    while left:
        best = max(things, key=lambda name: len(things[name] & left))
        chosen.append(best)
        left -= things[best]
    return tuple(chosen)


class _Search:
    """Looks for a cover of a given size: what fewest things cover comes first, by each of them in turn."""

    def __init__(self, things: Mapping[str, frozenset[str]]) -> None:
        self._things = things
        self._steps = 0

    def smaller_than(self, most: int, wanted: frozenset[str]) -> tuple[str, ...] | None:
        """The smallest cover with fewer than `most` things; None where there is none."""
        for size in range(1, most):
            found = self._of_size(size, wanted)
            if found is not None:
                return found
        return None

    def _of_size(self, size: int, left: frozenset[str]) -> tuple[str, ...] | None:
        if not left:
            return ()
        self._steps += 1
        if self._steps > STEPS:
            raise _TooManyError
        widest = max(len(covers & left) for covers in self._things.values())
        if size * widest < len(left):
            return None
        holders = ([name for name, its in self._things.items() if one in its] for one in sorted(left))
        for name in min(holders, key=len):
            rest = self._of_size(size - 1, left - self._things[name])
            if rest is not None:
                return (name, *rest)
        return None
