"""The operations guide agrees with the code: settings, metrics, log events, the language of simulations."""

import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.app import App
from bot.clock import VirtualClock
from bot.operations.watch import probes
from bot.platforms.simulator import Simulator
from bot.settings import settings_from
from bot.simulation.fields import _SHAPES
from bot.simulation.script import read_script
from bot.simulation.simulate import Format, Play, end_of, play, settings_for
from plugins import PLUGINS
from scripts.env_example import table
from tests.docs.pages import ROOT, blocks, codes, language_of, text_of

PAGES = ("docs/operations.md", "docs/operations.zh-CN.md")
pytestmark = pytest.mark.parametrize("page", PAGES)


def test_every_setting_is_in_the_table(page: str):
    """After a change of settings: python scripts/env_example.py."""
    assert table(language_of(page)) in text_of(page)


async def test_every_metric_is_explained(page: str, sqlite_url: str):
    """None is missing and none is made up."""
    clock = VirtualClock(datetime(2026, 10, 10, 1, tzinfo=UTC))
    app = await App.open(settings_from({"database_url": sqlite_url}), Simulator(clock), clock=clock, plugins=PLUGINS)
    text = (await probes(app).measure()).decode()
    await app.close()
    served = set(re.findall(r"^# TYPE (dandelion_\w+)", text, re.MULTILINE))
    assert served == {code for code in codes(page) if code.startswith("dandelion_")}


def test_every_log_event_exists(page: str):
    """What is worth watching for is really logged by that name."""
    code = "".join(file.read_text("utf-8") for file in (ROOT / "bot").rglob("*.py"))
    events = [name for name in codes(page) if re.fullmatch(r"[a-z]+\.[a-z_]+\??", name)]
    assert len(events) > 5
    assert [name for name in events if f'"{name}"' not in code] == []


def test_every_line_of_a_script_is_explained(page: str):
    """Each type with exactly its fields, those that may be left out marked."""
    rows = re.findall(r"^\| `([a-z_]+)` \| ((?:`\w+`\??(?:, )?)+) \|", text_of(page), re.MULTILINE)
    written = {kind: set(fields.split(", ")) for kind, fields in rows}
    assert written == {
        kind: {f"`{name}`" + ("" if field.default is None else "?") for name, field in fields.items()}
        for kind, (_, fields) in _SHAPES.items()
    }


async def simulated(page: str, form: Format, folder: Path) -> str:
    """What the page's script prints."""
    script = folder / "crash.jsonl"
    script.write_text(blocks(page, "jsonl")[0].text, "utf-8")
    language = language_of(page)
    lines, out = read_script(script), io.StringIO()
    settings = settings_for({"LANGUAGE": language}, None, folder)
    await play(Play(lines, end_of(lines, None, language), settings, 0, PLUGINS), form, out)
    return out.getvalue()


async def test_the_simulation_plays_as_written(page: str, tmp_path: Path):
    """But for the seconds, which pauses decide."""
    played = await simulated(page, "chat", tmp_path)
    assert _to_the_minute(played) == _to_the_minute(blocks(page, "transcript")[0].text)


async def test_the_row_of_json_is_one_of_those_printed(page: str, tmp_path: Path):
    """But for its time and the number of its cause."""
    rows = [_row(line) for line in (await simulated(page, "jsonl", tmp_path)).splitlines()]
    assert _row(blocks(page, "json")[1].text) in rows


def _row(line: str) -> dict[str, Any]:
    row = json.loads(line)
    return row | {"at": len(row["at"]), "cause": row["cause"]["kind"]}


def _to_the_minute(text: str) -> str:
    return re.sub(r"(?<=\d\d:\d\d):\d\d|[ ]+(?=\n)", "", text)
