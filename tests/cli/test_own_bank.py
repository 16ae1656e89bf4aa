"""`idk bank new` and `idk bank edit`: a bank of one's own from start to practice."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.cli.bank import bank
from simulator.errors import IdkError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("IDK_HOME", str(tmp_path))
    monkeypatch.delenv("IDK_BANKS", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(bank, list(arguments))


def editor(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make `script` the editor; the file is its last argument."""
    path = folder / "editor"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(path))


def test_a_new_bank_is_listed_and_passes_the_check(home: Path) -> None:
    assert run("new", "my-own").stdout == f"{home / 'banks' / 'my-own.yaml'}\n"
    assert "my-own: My own" in run("list").stdout
    assert run("check", "my-own").exit_code == 0


def test_after_editing_it_is_checked(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("new", "my-own")
    editor(home, 'echo "  - nonsense" >> "$1"', monkeypatch)
    result = run("edit", "my-own")
    assert result.exit_code == 3
    assert "expected" in result.stdout
    assert "Next: idk bank edit my-own" in result.stderr


def test_an_edit_that_is_fine_goes_on_to_practice(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("new", "my-own")
    editor(home, "exit 0", monkeypatch)
    result = run("edit", "my-own")
    assert result.exit_code == 0
    assert "Next: idk practice --bank my-own" in result.stderr


@pytest.mark.parametrize(
    ("name", "says"), [("backend-basics", "comes with the program"), ("nosuch", "no bank is called")]
)
def test_only_a_bank_of_ones_own_is_edited(name: str, says: str) -> None:
    result = run("edit", name)
    assert isinstance(result.exception, IdkError)
    assert says in str(result.exception)


def test_an_editor_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    run("new", "my-own")
    monkeypatch.setenv("EDITOR", "no-such-editor")
    assert "set EDITOR" in str(run("edit", "my-own").exception)


def test_banks_in_other_folders_are_found_and_may_be_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("new", "my-own")
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "banks").rename(elsewhere)
    assert "my-own" not in run("list").stdout
    monkeypatch.setenv("IDK_BANKS", f"{tmp_path / 'absent'}:{elsewhere}")
    assert "my-own" in run("list").stdout
    editor(tmp_path, "exit 0", monkeypatch)
    assert run("edit", "my-own").exit_code == 0
