"""What the tests of simulations share."""

from pathlib import Path

import pytest

from tests.simulation.play import Theatre


@pytest.fixture
def theatre(tmp_path: Path, sqlite_url: str) -> Theatre:
    """A stage on a fresh SQLite database."""
    return Theatre(tmp_path, sqlite_url)


@pytest.fixture
def both_theatres(tmp_path: Path, sqlite_url: str, postgres_url: str) -> tuple[Theatre, Theatre]:
    """A stage on each kind of database."""
    return Theatre(tmp_path, sqlite_url), Theatre(tmp_path, postgres_url)
