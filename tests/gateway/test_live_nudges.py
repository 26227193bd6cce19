"""Waking a quiet group by the bot as it is installed on a real gateway: once whatever crashes, and never who minds."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import time

import pytest

from bot.times.localday import local_day
from plugins.nudges.learning import is_held_out
from tests.gateway.gateway import Gateway
from tests.gateway.live import Chat, LiveBot, living, quoting, until
from tests.gateway.test_live_desk import next_picture

pytestmark = pytest.mark.gateway

NING, BO, LIN, AN = "wxid_ning", "wxid_bo", "wxid_lin", "wxid_an"
PEOPLE = {NING: "阿宁", BO: "阿波", LIN: "小林", AN: "小安"}
DAY_MS = 86_400_000
COUNT, CHECK, LOOK = "temperature.pass", "nudges.check", "nudges.look"
RUNS = "SELECT COUNT(*) FROM runs r JOIN schedules s ON s.id = r.schedule_id WHERE s.job = :job AND r.outcome = 'done'"
UNANSWERED = (
    "UPDATE outbox SET state = 'sending', sent_at = NULL, platform_message_id = NULL WHERE cause_kind = 'nudge'"
)
"""As a process leaves it that dies before the platform's word is written down."""
COUNTED = "SELECT 1 FROM nudge_pulses WHERE last_hour IS NOT NULL"


def noon() -> str:
    """A zone in which it is about noon now, whenever the test is run."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"


async def talkative(bot: LiveBot, groups: list[Chat], ids: list[str]) -> Chat:
    """One of the groups that is not to be let pass today."""
    known = "SELECT platform_id, id, account_id FROM groups WHERE (SELECT COUNT(*) FROM groups) = :n"
    rows = await until(lambda: bot.rows(known, n=len(ids)))
    numbers = {platform_id: (account, number) for platform_id, number, account in rows}
    day = local_day(int(time() * 1000), noon())
    return next(chat for chat, id_ in zip(groups, ids, strict=True) if not is_held_out(*numbers[id_], day))


def change(home: Path, *statements: str) -> None:
    """Write to the database of a bot that is not there."""
    with closing(sqlite3.connect(home / "data" / "dandelion.db")) as database, database:
        for statement in statements:
            database.execute(statement)


def due(job: str) -> str:
    """Let what is done again and again be due now."""
    return f"UPDATE schedules SET next_due_at = {int(time() * 1000)} WHERE job = '{job}'"


def ago(days: int, zone: str) -> list[str]:
    """Let all that was said so far have been said so long ago, and the bot have been there already."""
    columns = (("messages", "sent_at"), ("memberships", "last_spoken_at"), ("groups", "joined_at"))
    day = local_day(int(time() * 1000) - days * DAY_MS, zone)
    moved = [f"UPDATE {table} SET {column} = {column} - {days * DAY_MS}" for table, column in columns]
    return [*moved, f"UPDATE activity SET day = {day}"]


async def test_a_quiet_group_is_woken_once(own_gateway: Gateway, tmp_path: Path) -> None:
    """By name but for who said 别@我, once though the process dies as it goes out; it tells why."""
    own_gateway.start()
    ids = [f"{number}@chatroom" for number in (21, 22, 23)]
    for id_ in ids:
        await own_gateway.add_group(id_, f"读书会{id_[:2]}", NING, PEOPLE)
    home = tmp_path / "home"
    async with living(home, own_gateway, zone=noon()) as bot:
        books = await talkative(bot, [Chat(own_gateway, id_) for id_ in ids], ids)
        await books.asks(NING, "/激活 开启", "开")
        await books.asks(LIN, "别@我", "都不@你")
        await books.says(BO, "晚安")
        await until(lambda: bot.rows("SELECT 1 FROM messages WHERE text = '晚安'"))
        bot.kill()
        change(home, *ago(40, noon()), "DELETE FROM nudge_pulses", "DELETE FROM nudge_heard", due(COUNT))
        bot.start()
        await until(lambda: bot.rows(COUNTED))
        bot.kill()
        failed_once = "INSERT INTO nudge_ladders (group_id, failures) SELECT id, 1 FROM groups"
        change(home, failed_once, due(CHECK))
        bot.start()
        nudge = await books.hears("@阿波")
        bot.kill()
        assert sorted(nudge["mentions"]) == sorted([BO, AN])
        assert "小林" not in nudge["text"]

        [(before,)] = await bot.rows(RUNS, job=LOOK)
        change(home, UNANSWERED, due(CHECK))
        bot.start()
        await until(lambda: _more(bot, before))
        assert [entry for entry in await books.heard() if entry["text"] == nudge["text"]] == []
        await books.says(NING, quoting(nudge, "/为什么"))
        await books.hears("没人说话")
        assert await bot.rows("SELECT COUNT(*) FROM nudges") == [(1,)]
        assert await bot.stop() == 0


async def _more(bot: LiveBot, before: int) -> bool:
    [(now,)] = await bot.rows(RUNS, job=LOOK)
    return now > before


async def test_what_is_kept_of_members(own_gateway: Gateway, tmp_path: Path) -> None:
    """Figures come as a picture; a member sees what is kept of them, and is forgotten by a confirmed word."""
    own_gateway.start()
    await own_gateway.add_group("24@chatroom", "读书会", NING, PEOPLE)
    books, private = Chat(own_gateway, "24@chatroom"), Chat(own_gateway, BO)
    async with living(tmp_path / "home", own_gateway) as bot:
        await books.says(BO, "我最喜欢三体")
        await books.says(AN, "我也是")
        await until(lambda: bot.rows("SELECT 1 FROM messages WHERE text = '我也是'"))
        bot.kill()
        change(
            tmp_path / "home",
            *ago(2, "Asia/Shanghai"),
            "DELETE FROM nudge_pulses",
            "DELETE FROM nudge_heard",
            due(COUNT),
        )
        bot.start()
        await until(lambda: bot.rows(COUNTED))
        await books.says(NING, "/数据")
        assert (await next_picture(books))["name"].endswith(".png")
        await private.asks(BO, "/我的数据", "关于你，我记着这些")
        await private.asks(BO, "/忘记我", "要我忘掉你？")
        bot.kill()
        bot.start()
        await bot.connected()
        await private.says(BO, "确认")

        async def is_forgotten() -> bool:
            return not await bot.rows("SELECT 1 FROM messages WHERE text = '我最喜欢三体'")

        await until(is_forgotten)
        assert await bot.rows("SELECT 1 FROM messages WHERE text = '我也是'") == [(1,)]
        assert await bot.rows("SELECT 1 FROM people WHERE name = '阿波'") == []
        assert await bot.stop() == 0
