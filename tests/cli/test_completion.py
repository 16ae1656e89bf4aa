"""The Tab key: every shell's script can be made, and banks, questions and sessions are offered."""

import shutil
from pathlib import Path

import pytest
from click.shell_completion import get_completion_class
from click.testing import CliRunner

from simulator.cli import root
from tests.process.programs import BANK

SHELLS = ["bash", "zsh", "fish"]


@pytest.fixture
def transcripts(own_home: Path) -> Path:
    """A home with a bank of the user's own and one session."""
    (own_home / "banks").mkdir(parents=True)
    shutil.copy(BANK, own_home / "banks" / "mine.yaml")
    done = CliRunner().invoke(
        root, ["practice", "--question", "postgres-internals/write-ahead-log"], input="\n"
    )
    assert done.exit_code == 0
    return own_home / "transcripts"


def offered(shell: str, *words: str) -> list[str]:
    """What the Tab key offers in `shell` after `idk` and `words`, the last of which is being typed."""
    found = get_completion_class(shell)
    assert found is not None
    completion = found(root, {}, "idk", "_IDK_COMPLETE")
    return [item.value for item in completion.get_completions(list(words[:-1]), words[-1])]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_scripts_of_the_shells_call_idk(shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = get_completion_class(shell)
    assert found is not None
    # Which bash is installed here is no matter of ours.
    monkeypatch.setattr(found, "_check_version", lambda *_: None, raising=False)
    script = found(root, {}, "idk", "_IDK_COMPLETE").source()
    assert f"_IDK_COMPLETE={shell}_complete" in script


@pytest.mark.parametrize("shell", SHELLS)
class TestOffered:
    def test_commands(self, shell: str) -> None:
        assert "practice" in offered(shell, "pr")

    def test_options(self, shell: str) -> None:
        assert "--bank" in offered(shell, "practice", "--b")

    def test_coach_levels(self, shell: str) -> None:
        assert offered(shell, "practice", "--coach", "f") == ["full", "fade"]

    @pytest.mark.usefixtures("transcripts")
    def test_banks(self, shell: str) -> None:
        assert offered(shell, "practice", "--bank", "post") == ["postgres-internals"]
        assert "backend-basics" in offered(shell, "practice", "--bank", "")

    @pytest.mark.usefixtures("transcripts")
    def test_questions(self, shell: str) -> None:
        bank = ("practice", "--bank", "postgres-internals", "--question")
        assert offered(shell, *bank, "w") == ["write-ahead-log"]
        assert offered(shell, *bank, "deferred") == []  # a made-up term is not given away

    @pytest.mark.parametrize("before", [("review",), ("practice", "--resume")])
    def test_sessions(self, shell: str, before: tuple[str, ...], transcripts: Path) -> None:
        (session,) = [path.stem for path in transcripts.glob("*.jsonl")]
        assert offered(shell, *before, session[:8]) == [session]
        assert offered(shell, *before, "la") == ["last"]

    def test_nothing_where_there_is_no_session(self, shell: str) -> None:
        assert offered(shell, "review", "2") == []

    def test_sessions_of_a_folder_named_for_once(self, shell: str, transcripts: Path, tmp_path: Path) -> None:
        elsewhere = tmp_path / "elsewhere"
        transcripts.rename(elsewhere)
        assert offered(shell, "review", "--transcripts", str(elsewhere), "2")
        assert not offered(shell, "review", "2")
