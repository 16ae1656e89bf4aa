"""Owns where things are: the user's folder, the transcripts. Creates nothing."""

import os
import shlex
from pathlib import Path


def user_home() -> Path:
    """`IDK_HOME`, else the platform's folder for user data; it need not exist yet."""
    named = os.environ.get("IDK_HOME")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("idk", appauthor=False)


def user_banks() -> Path:
    """Where the user's own banks are written."""
    return user_home() / "banks"


def debriefs() -> Path:
    """Where debriefs of real interviews are kept."""
    return user_home() / "debriefs"


def bank_folders() -> list[Path]:
    """Where the user's banks are looked for: in their own folder, then in those that `IDK_BANKS` names.

    `IDK_BANKS` lists folders as `PATH` does, parted by `:` (on Windows `;`).
    """
    named = os.environ.get("IDK_BANKS", "").split(os.pathsep)
    return [user_banks(), *(Path(folder).expanduser() for folder in named if folder)]


def checkout() -> Path | None:
    """The checkout that the running package lies in, or None where it is installed."""
    root = Path(__file__).resolve().parents[2]
    return root if (root / "pyproject.toml").is_file() and (root / "question_banks").is_dir() else None


def transcripts(named: Path | None = None) -> Path:
    """Where sessions are kept: the folder named for once, `IDK_HOME`'s, a checkout's, or the user's."""
    if named is not None:
        return named
    root = None if os.environ.get("IDK_HOME") else checkout()
    return (root or user_home()) / "transcripts"


def notebook(named: Path | None = None) -> Path:
    """Where the notebook is: with the transcripts that were named for once, else in the user's folder."""
    return named / "notebook" if named is not None else user_home() / "notebook"


def friends(folder: Path) -> Path:
    """Where, beside the user's own sessions in `folder`, those are in which a friend was the candidate.

    Whatever lists or pools the user's sessions does not meet them there.
    """
    return folder / "friends"


def named_again(folder: Path | None) -> str:
    """The option that names `folder` again in the next command, with a space before it; empty for none."""
    return f" --transcripts {shlex.quote(str(folder))}" if folder else ""
