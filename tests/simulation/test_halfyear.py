"""Half a year of twenty groups: nobody is nagged whatever goes wrong, and what wakes groups is found out, or is not."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("story", "least"), [(("7",), 300), (("8", "90", "--null"), 100)], ids=["one kind works", "nothing works"]
)
def test_half_a_year_of_groups_that_fall_silent(story: tuple[str, ...], least: int) -> None:
    """The same by `python -m tests.simulation.halfyear SEED [DAYS] [--null]`; half of it tells that nothing works."""
    command = [sys.executable, "-m", "tests.simulation.halfyear", *story]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    sent = re.search(r"'nudges': (\d+)", said.stdout)
    assert sent is not None
    assert int(sent[1]) > least
