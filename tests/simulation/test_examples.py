"""The examples that owners are shown, played and compared with the chats written beside them."""

import io
from pathlib import Path

import pytest

from bot.simulation.script import read_script
from bot.simulation.simulate import Play, end_of, play, settings_for
from plugins import PLUGINS

EXAMPLES = Path(__file__).parents[2] / "examples"
SCRIPTS = sorted(EXAMPLES.glob("*.jsonl"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
async def test_an_example_still_goes_as_written(script: Path, sqlite_url: str, tmp_path: Path) -> None:
    """After a change that is meant: `dandelion simulate examples/X.jsonl --format chat > examples/X.txt`."""
    lines = read_script(script)
    out = io.StringIO()
    settings = settings_for({}, sqlite_url, tmp_path)
    await play(Play(lines, end_of(lines, None, "zh"), settings, 0, PLUGINS), "chat", out)
    assert out.getvalue() == script.with_suffix(".txt").read_text("utf-8")
