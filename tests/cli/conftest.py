"""Sessions to look back on, for the commands that do."""

from pathlib import Path

import pytest

from tests.process.programs import SIT


@pytest.fixture
def finished(own_home: Path) -> str:
    """A session that is over; its id."""
    from click.testing import CliRunner

    from simulator.cli import root

    typed = "I don't know that one.\nCould you explain it to me?\n/next\n"
    assert CliRunner().invoke(root, list(SIT), input=typed).exit_code == 0
    (path,) = (own_home / "transcripts").glob("*.jsonl")
    return path.stem


@pytest.fixture
def sample(own_home: Path) -> str:
    """The committed sample as the only session; its id."""
    (path,) = (Path(__file__).parents[2] / "transcripts" / "samples").glob("*.jsonl")
    folder = own_home / "transcripts"
    folder.mkdir(parents=True)
    (folder / path.name).write_bytes(path.read_bytes())
    return path.stem
