"""Pages as files: named by themselves, never over another one unasked, opened where there is a browser."""

import errno
import os
import webbrowser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulator.cli import root
from simulator.errors import IdkError, StorageError
from tests.reports.html.pages import check, parsed, text_of


def run(*args: str) -> Result:
    result = CliRunner().invoke(root, list(args))
    print(result.output, result.exception)
    return result


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to write into."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_a_session_becomes_a_page_under_its_own_name(sample: str, here: Path) -> None:
    result = run("review", "last", "--html")
    (page,) = here.iterdir()
    assert page.name == f"idk-{sample}.html"
    assert f"Written: {page.name} " in result.stderr
    assert page.stat().st_mode & 0o777 == 0o600
    tree = parsed(page.read_text(encoding="utf-8"))
    check(tree)
    assert "I know that two threads wait for each other" in text_of(tree)


def test_a_file_may_be_named(sample: str, here: Path) -> None:
    run("review", "1", "--html", "mine.html")
    assert [page.name for page in here.iterdir()] == ["mine.html"]


def test_a_file_that_exists_is_left_alone(sample: str, here: Path) -> None:
    (here / "mine.html").write_text("precious")
    error = run("review", "1", "--html", "mine.html").exception
    assert isinstance(error, IdkError)
    assert "mine.html exists." in str(error)
    assert "--force" in str(error)
    assert (here / "mine.html").read_text() == "precious"
    run("review", "1", "--html", "mine.html", "--force")
    check(parsed((here / "mine.html").read_text(encoding="utf-8")))


def test_to_standard_output_nothing_is_written(sample: str, here: Path) -> None:
    check(parsed(run("review", "1", "--html", "-").stdout))
    assert list(here.iterdir()) == []


def test_it_opens_in_the_browser(sample: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def browse(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", browse)
    result = run("review", "1", "--open")
    assert opened == [(here / f"idk-{sample}.html").as_uri()]
    assert "browser" not in result.stderr


@pytest.mark.parametrize("breaks", [True, False])
def test_without_a_browser_it_says_what_to_open(
    sample: str, here: Path, monkeypatch: pytest.MonkeyPatch, breaks: bool
) -> None:
    def browse(address: str) -> bool:
        if breaks:
            raise webbrowser.Error
        return False

    monkeypatch.setattr(webbrowser, "open", browse)
    result = run("review", "1", "--html", "mine.html", "--open")
    assert result.exit_code == 0
    assert "No browser could be started." in result.stderr


def test_a_folder_is_no_file(sample: str, here: Path) -> None:
    assert "is a folder" in str(run("review", "1", "--html", str(here)).exception)


def test_where_nothing_can_be_written_it_says_so(sample: str) -> None:
    error = run("review", "1", "--html", "none/mine.html").exception
    assert isinstance(error, StorageError)
    assert os.strerror(errno.ENOENT) in str(error)


def test_a_page_needs_a_session(sample: str) -> None:
    result = run("review", "--open")
    assert (result.exit_code, "idk review last --html" in result.stderr) == (2, True)
