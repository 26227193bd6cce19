"""A year of a store owner: each step once and on its day, codes and seats exact, whatever goes wrong."""

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.simulation.store import shows
from tests.simulation.store_truth import DAYS, slugs
from tests.world import START

ROOT = Path(__file__).parents[2]


def test_every_scene_that_ships_is_played_within_the_year() -> None:
    """One that is added has to be given its day by hand."""
    planned = shows()
    assert {show.slug for show in planned} == set(slugs())
    for show in planned:
        assert START < show.due(len(show.steps)) < START + timedelta(days=DAYS), show.slug


@pytest.mark.slow
def test_a_year_of_a_store_owner() -> None:
    """Forty groups; the same by `python -m tests.simulation.store SEED`."""
    command = [sys.executable, "-m", "tests.simulation.store", "7"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    came = re.search(r"'came': (\d+)", said.stdout)
    assert "40 groups" in said.stdout
    assert came is not None
    assert int(came[1]) > 1000
