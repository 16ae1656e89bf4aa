"""The flag that writes golden files anew: `pytest tests/golden --update-golden`, then read the diff."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write the golden files anew.")


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are written, not compared; the flag is known where this folder is named."""
    return bool(request.config.getoption("--update-golden", default=False))
