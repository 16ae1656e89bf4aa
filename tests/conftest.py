"""Keeps the developer's machine out of every test, and hypothesis steady."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "steady", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test: no session, bank or setting of the developer's is seen or touched."""
    home = tmp_path / "home"
    monkeypatch.setenv("IDK_HOME", str(home))
    for name in ("NO_COLOR", "TERM", "COLUMNS", "PROMPT_TOOLKIT_NO_CPR"):
        monkeypatch.delenv(name, raising=False)
    return home
