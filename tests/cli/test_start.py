"""`idk` alone at a terminal: it offers to go on, then to study, else it begins."""

from collections.abc import Callable
from pathlib import Path

import click
import pytest

from simulator.cli import root, start
from simulator.cli.practice import practice
from simulator.cli.study import study
from tests.cli.earlier import ADMIT, sat
from tests.interview.scenes import REAL
from tests.process.programs import SIT


class Choice:
    """A user at a terminal who answers the offer, and what is then begun."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.offers: list[str] = []
        self.begun: list[tuple[str, object]] = []
        self.yes = True
        monkeypatch.setattr("sys.stdin", self)
        monkeypatch.setattr(click, "confirm", self._confirm)
        monkeypatch.setattr(practice, "callback", self._begin("practice"))
        monkeypatch.setattr(study, "callback", self._begin("study"))

    def isatty(self) -> bool:
        return True

    def _confirm(self, text: str, *, default: bool) -> bool:
        assert default
        self.offers.append(text)
        return self.yes

    def _begin(self, name: str) -> Callable[..., int]:
        def begin(**options: object) -> int:
            self.begun.append((name, options.get("resume")))
            return 0

        return begin

    def run(self) -> None:
        with root.make_context("idk", []) as context:
            assert start.start(context) == 0


@pytest.fixture
def waiting(own_home: Path) -> str:
    """A session that is not over."""
    from click.testing import CliRunner

    CliRunner().invoke(root, list(SIT), input="/pause\n")
    (path,) = (own_home / "transcripts").glob("*.jsonl")
    return path.stem


@pytest.fixture
def due(own_home: Path) -> None:
    """A notebook with a topic that is due."""
    from click.testing import CliRunner

    sat(own_home / "transcripts", 3, ADMIT, REAL, notes=["the log"])
    CliRunner().invoke(root, ["notebook"])


@pytest.fixture
def choice(monkeypatch: pytest.MonkeyPatch) -> Choice:
    return Choice(monkeypatch)


def test_the_first_time_a_practice_begins(choice: Choice) -> None:
    choice.run()
    assert (choice.offers, choice.begun) == ([], [("practice", None)])


@pytest.mark.parametrize("yes", [True, False])
def test_a_session_that_waits_is_offered(waiting: str, due: None, choice: Choice, yes: bool) -> None:
    choice.yes = yes
    choice.run()
    assert choice.offers == ["Go on with it? (n starts a new one)"]
    assert choice.begun == [("practice", waiting if yes else None)]


@pytest.mark.parametrize(("yes", "begun"), [(True, "study"), (False, "practice")])
def test_what_is_due_is_offered(
    due: None, choice: Choice, yes: bool, begun: str, capsys: pytest.CaptureFixture[str]
) -> None:
    choice.yes = yes
    choice.run()
    assert "Of what you wrote down, 1 topic is due again." in capsys.readouterr().out
    assert choice.begun == [(begun, None)]


def test_in_a_pipe_nothing_is_offered(due: None, choice: Choice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    choice.run()
    assert (choice.offers, choice.begun) == ([], [("practice", None)])
