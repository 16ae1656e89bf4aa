"""A look back as a page: the words of the terminal, a picture with a text alternative, and its table."""

import pytest

from simulator.reading.model import Facet
from simulator.reports.html.progress_page import progress_page
from simulator.scoring.learning import Gap
from simulator.scoring.life import By, Count
from tests.reports.html.pages import check, headings, name_of, parsed, text_of
from tests.reports.html.test_page import HOSTILE
from tests.scoring.coded import ADMITTED, FULL, NONE, SURE, WRONG, foil, real
from tests.scoring.lives import Sat, looked

FULL_DAY = Sat(
    items=(
        *[real(SURE, FULL)] * 4,
        *[real(ADMITTED, NONE)] * 3,
        *[real(SURE, WRONG)],
        *[foil(ADMITTED, NONE)] * 3,
    ),
    gaps=(Gap(1, 0.5),) * 4,
    uncoached={Facet.EXPLAIN: Count(3, 5)},
    tags=("sql",),
)


def test_it_has_the_sections_and_words_of_the_terminal() -> None:
    tree = parsed(progress_page(looked(*[FULL_DAY] * 20)))
    check(tree)
    assert [text for _, text in headings(tree)] == [
        "All your sessions", "Honesty", "Learning", "Made-up terms", "How sure you say you are",
    ]  # fmt: skip
    assert "20 sessions, 2026-09-01 to 2026-09-20" in text_of(tree)


def test_every_picture_has_its_words_and_its_table() -> None:
    tree = parsed(progress_page(looked(*[FULL_DAY] * 20)))
    figures = list(tree.iter("figure"))
    assert len(figures) == 5
    for figure in figures:
        (svg,) = [one for one in figure.iter() if name_of(one) == "svg"]
        rows = [[text_of(cell) for cell in row] for row in figure.iter("tr")][1:]
        assert 2 <= len(rows) <= 12
        for name, sessions, value, interval in rows:
            assert f"{name}: {value} ({interval})" in str(svg.get("aria-label"))
            assert int(sessions) > 0
        assert len([one for one in svg.iter() if one.get("class") == "interval"]) == 3 * len(rows)


@pytest.mark.parametrize("by", By)
def test_groups_take_the_place_of_periods(by: By) -> None:
    other = Sat(items=FULL_DAY.items, bank="c", tags=("net",), coach="silent", mode="pair")
    tree = parsed(progress_page(looked(FULL_DAY, other, by=by, only="since 2026-09-01")))
    check(tree)
    assert headings(tree)[0] == (1, "Some of your sessions")
    names = {By.BANK: "bc", By.TAG: ["net", "sql"], By.COACH: ["full", "silent"], By.MODE: ["pair", "solo"]}
    table = next(tree.iter("tbody"))
    assert [text_of(row[0]) for row in table] == list(names[by])


def test_a_row_without_a_figure_says_what_is_missing() -> None:
    thin = Sat(items=(real(SURE, FULL),), bank="c")
    tree = parsed(progress_page(looked(FULL_DAY, FULL_DAY, thin, by=By.BANK)))
    check(tree)
    assert "not yet (0 of 3)" in [text_of(cell) for cell in tree.iter("td")]


def test_with_little_there_is_no_picture() -> None:
    tree = parsed(progress_page(looked(Sat(items=(real(SURE, FULL),)))))
    check(tree)
    assert list(tree.iter("figure")) == []


def test_hostile_names_do_nothing() -> None:
    hostile = Sat(items=FULL_DAY.items, tags=(HOSTILE,))
    tree = parsed(progress_page(looked(hostile, FULL_DAY, by=By.TAG, only=HOSTILE)))
    check(tree)
    assert "<script>alert(1)</script>" in text_of(tree)
