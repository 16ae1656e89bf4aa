"""The smallest cover: as small as trying everything finds, and honest where that was not done."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.debrief import cover
from simulator.debrief.cover import smallest_cover

SKILLS = st.frozensets(st.sampled_from("abcdef"))
THINGS = st.dictionaries(st.sampled_from([f"p{n}" for n in range(8)]), SKILLS, max_size=8)


def fewest(things: dict[str, frozenset[str]], wanted: frozenset[str]) -> int:
    """By trying all sets."""
    for size in range(len(things) + 1):
        for some in combinations(things.values(), size):
            if wanted <= frozenset().union(*some):
                return size
    raise AssertionError("there is no cover")


@settings(max_examples=200)
@given(THINGS, SKILLS)
def test_it_covers_all_that_can_be_covered_by_the_fewest(
    things: dict[str, frozenset[str]], wanted: frozenset[str]
) -> None:
    found = smallest_cover(things, wanted)
    reachable = wanted & frozenset().union(*things.values())
    covered = frozenset().union(*(things[name] for name in found.chosen))
    assert reachable <= covered
    assert found.uncovered == wanted - reachable
    assert found.exact
    assert len(found.chosen) == fewest(things, reachable)
    assert list(found.chosen) == [name for name in things if name in found.chosen]


GREEDY_TRAP = {"wide": frozenset("abcd"), "left": frozenset("abe"), "right": frozenset("cdf")}


def test_it_is_smaller_than_taking_the_widest_first() -> None:
    assert smallest_cover(GREEDY_TRAP, frozenset("abcdef")).chosen == ("left", "right")


def test_where_it_was_not_searched_to_the_end_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cover, "STEPS", 0)
    found = smallest_cover(GREEDY_TRAP, frozenset("abcdef"))
    assert not found.exact
    assert found.chosen == ("wide", "left", "right")
