"""Many sessions in words and as data: what may be said, and what is said instead."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import msgspec
import pytest

from simulator.reading.model import Facet, Quality
from simulator.reports.plots import drawn
from simulator.reports.progress import progress
from simulator.reports.progress_data import ProgressData, progress_data
from simulator.scoring.honesty import Item
from simulator.scoring.learning import Gap
from simulator.scoring.life import Count
from simulator.scoring.mastery import Meeting
from simulator.scoring.recall import Rating
from tests.scoring.coded import (
    ADMITTED,
    FAIRLY,
    FULL,
    GUESS,
    NONE,
    PARTIAL,
    SURE,
    WRONG,
    control,
    foil,
    real,
)
from tests.scoring.lives import TODAY, Sat, looked

THIN = Sat(items=(real(SURE, FULL), real(ADMITTED, NONE), foil(SURE, WRONG)))
FULL_DAY = Sat(
    items=(
        *[real(SURE, FULL)] * 3,
        real(FAIRLY, FULL),
        real(GUESS, PARTIAL),
        real(GUESS, WRONG),
        real(ADMITTED, NONE),
        foil(ADMITTED, NONE),
        foil(SURE, WRONG),
        control(ADMITTED, NONE),
    ),
    gaps=(Gap(1, 0.7),) * 4,
    moves={Facet.EXPLAIN: Count(3, 4)},
    uncoached={Facet.EXPLAIN: Count(1, 2)},
)


def said(*sat: Sat) -> str:
    return "\n".join(block.text for block in progress(looked(*sat), partial(drawn, columns=80)))


def data(*sat: Sat) -> ProgressData:
    return progress_data(looked(*sat))


def numbers(value: object) -> Iterator[str]:
    """The names of the numbers in a report that are no count, outside `withheld`."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, float):
                yield name
            elif name != "withheld":
                yield from numbers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from numbers(inner)


def test_below_every_minimum_there_is_no_number_but_counts() -> None:
    """Law 29 of section 4.9."""
    assert list(numbers(msgspec.json.decode(msgspec.json.encode(data(THIN))))) == []
    text = said(THIN)
    assert "80% sure" not in text
    assert "Honesty not yet - it takes" in text
    assert "Claimed 1 of 1" in text
    assert "it takes 5 made-up terms met; so far 1, so 4 more" in text
    assert "it takes 20 answers with a key" in text
    assert "Where you did not know: said so 1 of 2." in text


def test_with_enough_everything_is_there() -> None:
    shown = data(*[FULL_DAY] * 20)
    assert shown.sessions == 20
    assert shown.over_claiming.false_alarms == 20
    assert 0 < shown.over_claiming.interval.low < 0.5 < shown.over_claiming.interval.high < 1  # type: ignore[operator]
    assert set(numbers(msgspec.json.decode(msgspec.json.encode(shown)))) >= {
        "candour", "d_prime", "brier", "promised", "reliability", "probability", "expected",
    }  # fmt: skip
    text = said(*[FULL_DAY] * 20)
    assert "not yet" not in text
    assert "too early" not in text
    assert "Telling real from made up: d′" in text
    assert "When you called it a guess: right" in text
    assert "no clear change" in text
    assert "asked 20 of 40, so 50 (80% sure" in text


def test_the_span_is_told() -> None:
    assert "2 sessions, 2026-09-01 to 2026-09-02; answers that count: 6." in said(THIN, THIN)
    assert "1 session, 2026-09-01;" in said(THIN)
    assert "All your sessions" in said(THIN)


def test_the_under_claim_flag_is_neutral() -> None:
    controls = Sat(items=(control(ADMITTED, NONE), control(SURE, FULL)))
    text = said(*[controls] * 6)
    assert (
        "You said “I don't know” on 6 of 12 topics you explained well before; about 1.2 was expected." in text
    )
    assert data(*[controls] * 6).under_claim is not None


@pytest.mark.parametrize(("old", "new", "words"), [(0.1, 0.9, "↑ up ("), (0.9, 0.1, "↓ down (")])
def test_a_change_is_named_with_its_probability(old: float, new: float, words: str) -> None:
    before, after = Sat(gaps=(Gap(1, old),) * 4), Sat(gaps=(Gap(1, new),) * 4)
    text = said(*[before] * 4, *[after] * 4)
    assert f"Change in “learning”: {words}" in text
    assert "100% sure" in text


def test_made_up_terms_may_not_have_been_met() -> None:
    assert "None met yet." in said(Sat(items=(real(SURE, FULL),)))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([real(SURE, WRONG)] * 20, "surer than right"),
        ([real(GUESS, FULL)] * 20, "right more often than you say"),
        ([real(FAIRLY, FULL)] * 15 + [real(FAIRLY, WRONG)] * 5, "no clear leaning"),
    ],
)
def test_the_leaning_of_the_keys(answers: list[Item], words: str) -> None:
    text = said(Sat(items=tuple(answers)))
    assert f"20 answers with a key: {words}." in text
    assert "Key by key: not yet - it takes" in text


def noted(count: int, *, days_ago: int, back: Quality | None = None) -> list[Sat]:
    met = [
        Meeting(
            key=f"b/{n}",
            topic=f"topic {n}",
            day=TODAY - timedelta(days=days_ago),
            rating=Rating.AGAIN,
            noted=True,
        )
        for n in range(count)
    ]
    sat = [Sat(meetings=tuple(met))]
    if back is not None:
        again = [msgspec.structs.replace(one, day=TODAY, noted=False, returned=back) for one in met]
        sat.append(Sat(meetings=tuple(again)))
    return sat


def test_what_is_due_is_named() -> None:
    text = said(*noted(2, days_ago=3))
    assert "Due now: topic 0, topic 1." in text
    assert "came back" not in text
    assert (
        "Due now: topic 0, topic 1, topic 2, topic 3, topic 4, topic 5, topic 6, topic 7, and 2 more."
        in said(*noted(10, days_ago=3))
    )


def test_what_came_back_is_counted_and_rated_from_five_on() -> None:
    text = said(*noted(4, days_ago=3, back=Quality.DEEP))
    assert "Topics written down: 4 of 4 came back in time. Follow-through not yet - it takes 5" in text
    text = said(*noted(5, days_ago=3, back=Quality.DEEP))
    assert "5 of 5 came back in time. Follow-through 92 (80% sure" in text
    assert data(*noted(5, days_ago=3)).follow_through.due[0].topic == "topic 0"
