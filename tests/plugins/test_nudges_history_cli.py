"""`dandelion history`, on the database of a bot that knows a group."""

import asyncio
import os
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.cli import main
from storage.engine import Database
from storage.lock import held
from tests.plugins.conftest import settled_group
from tests.world import open_world

LOG = "time,sender,text\n2026-02-27 20:15:08,小明,hello\n2026-02-28 20:16:00,路人,hi\n"


@pytest.fixture
def home(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose database knows a group; the bot is down, English is spoken."""
    for name in [name for name in os.environ if name.startswith("DANDELION_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DANDELION_HOME", str(tmp_path))
    (tmp_path / ".env").write_text(
        f"DANDELION_LANGUAGE=en\nDANDELION_DATABASE_URL={sqlite_url}\nDANDELION_KEEP_MESSAGES=9999d\n"
    )
    asyncio.run(_meet(sqlite_url))
    (tmp_path / "log.csv").write_text(LOG)
    return tmp_path


async def _meet(url: str) -> None:
    async with open_world(url) as world:
        await settled_group(world)


def _counts(url: str) -> list[tuple[str, int]]:
    async def ask() -> list[tuple[str, int]]:
        query = "SELECT p.name, a.messages FROM activity a JOIN people p ON p.id = a.person_id WHERE day < 20260301"
        async with Database(url) as db, db.read() as session:
            return [(name, count) for name, count in await session.execute(text(query + " ORDER BY a.day"))]

    return asyncio.run(ask())


def test_a_log_is_shown_then_brought_in_once(home: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Looking changes nothing; by name or number; the second time there is nothing to do."""
    log = str(home / "log.csv")
    assert main(["history", log, "--group", "读书会", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "log.csv: 2 messages of “读书会” from 2026-02-27 Fri to 2026-02-28 Sat" in shown
    assert "those who talked most: 路人 (1)." in shown
    assert main(["history", log, "--group", "1"]) == 2
    assert "--yes" in capsys.readouterr().err
    assert _counts(sqlite_url) == []
    assert main(["history", log, "--group", "1", "--yes"]) == 0
    assert capsys.readouterr().out == shown + "Imported.\n"
    assert _counts(sqlite_url) == [("小明", 1), ("路人", 1)]
    assert main(["history", log, "--group", "1", "--yes"]) == 0
    assert "nothing was changed" in capsys.readouterr().out


def test_the_bot_goes_on_after_it(home: Path, sqlite_url: str) -> None:
    """What is said later is recorded as ever, and a stranger who comes back can be joined with their past."""
    assert main(["history", str(home / "log.csv"), "--group", "1", "--yes"]) == 0

    async def go_on() -> list[tuple[int, int, str]]:
        async with open_world(sqlite_url) as world:
            group = await settled_group(world)
            operator = await world.operator("阿宁")
            await group.joins("路人")
            await group["路人"].says("我回来了")
            async with Database(sqlite_url) as db, db.read() as session:
                ids = (await session.execute(text("SELECT id FROM people WHERE name = '路人' ORDER BY id"))).scalars()
                old, new = ids.all()
            await operator.whispers(f"/身份 关联 {old} {new}")
            await operator.whispers("确认")
            async with Database(sqlite_url) as db, db.read() as session:
                query = "SELECT min(m.id), max(m.id), p.platform_id FROM messages m JOIN people p ON p.id = m.person_id"
                found = await session.execute(text(query + " WHERE p.name = '路人' GROUP BY p.id"))
                return [(low, high, platform_id) for low, high, platform_id in found]

    ((low, high, platform_id),) = asyncio.run(go_on())
    assert low < 0 < high
    assert not platform_id.startswith("history:")
    assert main(["history", str(home / "log.csv"), "--group", "1", "--yes"]) == 0
    assert _counts(sqlite_url) == [("小明", 1), ("路人", 1)]


@pytest.mark.parametrize(
    ("log", "group", "what"),
    [
        (LOG, "7", "no group “7”. There are:\n1 读书会"),
        ("a,b\n1,2\n", "1", "no header"),
        ("time,sender,text\nnever,x,y\n", "1", "line 2: I can't read the time “never”; write 2026-03-02 20:15:08."),
        ("time,sender\n9999-12-31 23:59,x\n", "1", "line 2: That time is still to come"),
    ],
)
def test_what_is_wrong_is_said(
    home: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str], log: str, group: str, what: str
) -> None:
    """Exit code 2, in words, nothing changed."""
    (home / "log.csv").write_text(log)
    assert main(["history", str(home / "log.csv"), "--group", group, "--yes"]) == 2
    assert what in capsys.readouterr().err
    assert _counts(sqlite_url) == []


async def test_beside_a_running_bot(home: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One can look, not import."""
    async with held(sqlite_url):
        assert await asyncio.to_thread(main, ["history", str(home / "log.csv"), "--group", "1", "--yes"]) == 2
        assert "Stop it first" in capsys.readouterr().err
        assert await asyncio.to_thread(main, ["history", str(home / "log.csv"), "--group", "1", "--dry-run"]) == 0
