"""Law 29 of section 4.9: whether a figure is shown is decided in scoring, and nowhere else.

The figures that people see come as `… | Withheld`. What computes one without asking whether it may be shown
is for laws and simulations, and no report, shell or command imports it.
"""

import ast
from pathlib import Path

import pytest

import simulator

ROOT = Path(simulator.__file__).parent
UNGUARDED = frozenset(
    {
        "estimate",
        "detection",
        "log_linear",
        "reliability",
        "beta_of",
        "jeffreys",
        "jeffreys_interval80",
        "Beta",
        "normal_cdf",
        "normal_quantile",
        "probability_greater",
    }
)
SHOWING = sorted(path for layer in ("reports", "shells", "cli") for path in (ROOT / layer).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """The names that a module imports out of scoring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("simulator.scoring")
        for alias in node.names
    }


@pytest.mark.parametrize("path", SHOWING, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_that_shows_computes_a_figure_by_itself(path: Path) -> None:
    assert not imported(path) & UNGUARDED


def test_the_guarded_and_the_unguarded_are_where_this_looks_for_them() -> None:
    known = {
        name
        for path in (ROOT / "scoring").glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        for name in [node.name]
    }
    assert known >= UNGUARDED
    assert {"honesty", "learning", "lifetime"} <= known
    assert any("Withheld" in imported(path) for path in SHOWING)
