"""Playing short scripts in tests: lines in, rows of output back."""

import io
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.simulation.script import read_script
from bot.simulation.simulate import Format, Play, end_of, play, settings_for
from plugins import PLUGINS

NINE = "2026-10-10T09:00:00+08:00"
Row = dict[str, Any]


def at(clock: str, kind: str, **fields: object) -> Row:
    """A line at a time of 10 October 2026 in Shanghai, a workday Saturday."""
    return {"at": f"2026-10-10T{clock}+08:00", "type": kind} | fields


GROUP = at(
    "09:00:00",
    "group",
    group="g",
    name="读书群",
    owner="boss",
    members={"boss": "阿宁", "ming": "小明", "zhou": "老周"},
)


class Theatre:
    """Plays scripts on one database, pacing off unless said otherwise."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url

    async def text(
        self,
        *lines: Row,
        seed: int = 0,
        until: str | None = None,
        form: Format = "jsonl",
        sets: Mapping[str, str] | None = None,
    ) -> str:
        """What `dandelion simulate` prints for these lines."""
        script = self.folder / "script.jsonl"
        script.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
        settings = settings_for({"PACING": "off", **(sets or {})}, self.url, self.folder)
        parsed = read_script(script)
        out = io.StringIO()
        await play(Play(parsed, end_of(parsed, until, "zh"), settings, seed, PLUGINS), form, out)
        return out.getvalue()

    async def rows(self, *lines: Row, seed: int = 0, until: str | None = None, **sets: str) -> list[Row]:
        """The output of these lines, row by row."""
        text = await self.text(*lines, seed=seed, until=until, sets=sets)
        return [json.loads(row) for row in text.splitlines()]


def clock_of(row: Row) -> str:
    """The time of day of a row, in Shanghai."""
    return datetime.fromisoformat(row["at"]).strftime("%H:%M:%S")
