"""Weeks of newcomers with crashes: each is on record, each step comes once, nobody is addressed after leaving."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from plugins import PLUGINS
from tests.simulation.newcomers import SETTINGS, Season
from tests.world import open_world

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("seed", [1, 2])
async def test_weeks_of_newcomers(sqlite_url: str, seed: int) -> None:
    """A few groups, on the database as it is in life."""
    async with open_world(sqlite_url, PLUGINS, **SETTINGS) as world:
        season = Season(world, groups=6, a_day=9, days=18, rng=Random(seed), greets=True)
        await season.play()
        assert season.crashes > 5
        assert season.wrongs() == []
        assert await season.forgotten() == []
        assert await season.turns() > 500


@pytest.mark.slow
def test_a_season_of_many_groups() -> None:
    """1,200 newcomers a day; `python -m tests.simulation.newcomers 1000 20 60 1` is the measured one."""
    command = [sys.executable, "-m", "tests.simulation.newcomers", "60", "20", "20", "3"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "0 wrong, 0 forgotten" in said.stdout
