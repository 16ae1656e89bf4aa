"""`idk bank import`: what it writes, what it says, what it never touches."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.cli import bank_import
from simulator.cli.bank import bank
from simulator.errors import IdkError
from simulator.questions.importing import writing
from simulator.questions.loader import load_bank

CSV = "question,answer,tags\nWhat is a mutex?,A lock.,os\nWhy?,<img src=x>So it is.,\n,none,\nwhy,,\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("IDK_HOME", str(tmp_path))
    monkeypatch.delenv("IDK_BANKS", raising=False)
    (tmp_path / "cards.csv").write_text(CSV)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(bank, list(arguments))


def test_it_writes_a_bank_that_passes_the_check_and_says_what_it_did(home: Path) -> None:
    result = run("import", str(home / "cards.csv"), "--as", "mine")
    assert result.exit_code == 0
    assert result.stdout == f"{home / 'banks' / 'mine.yaml'}\n"
    assert result.stderr == (
        "Kept, but look at 1 question: a picture or sound is left out\n"
        f"  {home / 'cards.csv'}:3: 'Why?'\n"
        "Skipped 1: the question is empty\n"
        f"  {home / 'cards.csv'}:4\n"
        "Skipped 1: the question is there already\n"
        f"  {home / 'cards.csv'}:5: 'why' (as {home / 'cards.csv'}:3)\n"
        "Kept 2 questions as drafts; skipped 2.\n"
        "Next: idk bank edit mine, or idk practice --bank mine\n"
    )
    checked = run("check", "mine")
    assert checked.exit_code == 0
    assert "mine.yaml: ok, 2 questions" in checked.stdout
    assert "not confirmed" in run("show", "mine/what-is-a-mutex").stdout


def test_a_dry_run_lists_and_writes_nothing(home: Path) -> None:
    result = run("import", str(home / "cards.csv"), "--as", "mine", "--dry-run")
    assert result.stdout == f"{home / 'cards.csv'}:2: What is a mutex?\n{home / 'cards.csv'}:3: Why?\n"
    assert "Nothing is written" in result.stderr
    assert not (home / "banks").exists()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("mine", "is called mine already"),
        ("backend-basics", "is called backend-basics already"),
        ("A b", "cannot name"),
    ],
)
def test_nothing_is_overwritten_or_put_in_the_place_of_another(home: Path, name: str, says: str) -> None:
    run("import", str(home / "cards.csv"), "--as", "mine")
    before = (home / "banks" / "mine.yaml").read_bytes()
    result = run("import", str(home / "cards.csv"), "--as", name)
    assert isinstance(result.exception, IdkError)
    assert says in str(result.exception)
    assert (home / "banks" / "mine.yaml").read_bytes() == before
    assert [file.name for file in (home / "banks").iterdir()] == ["mine.yaml"]


def test_a_file_that_is_no_bank_is_not_overwritten_either(home: Path) -> None:
    (home / "banks").mkdir()
    (home / "banks" / "mine.yaml").write_text("bank: another\n")
    assert "is there already" in str(run("import", str(home / "cards.csv"), "--as", "mine").exception)
    assert (home / "banks" / "mine.yaml").read_text() == "bank: another\n"


def test_many_questions_become_several_banks_all_or_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_QUESTIONS", 2)
    (home / "cards.csv").write_text("".join(f"What is {n}?,It is {n}.\n" for n in range(5)))
    result = run("import", str(home / "cards.csv"), "--as", "mine")
    names = ["mine", "mine-2", "mine-3"]
    assert result.stdout.splitlines() == [str(home / "banks" / f"{name}.yaml") for name in names]
    assert [load_bank(home / "banks" / f"{name}.yaml").bank.name for name in names] == names
    (home / "banks" / "mine.yaml").unlink()
    (home / "banks" / "mine-2.yaml").unlink()
    assert isinstance(run("import", str(home / "cards.csv"), "--as", "mine").exception, IdkError)
    assert [file.name for file in (home / "banks").iterdir()] == ["mine-3.yaml"]


def test_of_many_reasons_the_first_are_listed(home: Path) -> None:
    (home / "cards.csv").write_text("What?,A\n" * 41)
    said = run("import", str(home / "cards.csv"), "--as", "mine").stderr
    assert "Skipped 40: the question is there already" in said
    assert said.count("'What?'") == 20
    assert "  and 20 more\n" in said


def test_nothing_a_terminal_could_obey_is_shown_or_written(home: Path) -> None:
    (home / "cards.csv").write_text("What \x1b[31mis\x07 it?,A \x9b2Jlock.\nWhat \x1b[31mis\x07 it?,\n")
    for more in ((), ("--dry-run",)):
        result = run("import", str(home / "cards.csv"), "--as", f"mine{len(more)}", *more)
        assert result.exit_code == 0
        assert not set(result.output) & {"\x1b", "\x07", "\x9b"}
    assert not set((home / "banks" / "mine0.yaml").read_text()) & {"\x1b", "\x07", "\x9b"}


def test_progress_is_shown_on_a_terminal_once_it_takes_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    now = [0.0]
    monkeypatch.setattr(bank_import, "monotonic", lambda: now[0])
    progress = bank_import._Progress()
    progress(1)
    now[0] = 1.5
    progress(2_000)
    progress(2_001)
    progress.clear()
    progress.clear()
    assert capsys.readouterr().err == "\r2,000 cards read\r\x1b[K"
