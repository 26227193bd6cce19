"""A drop for 1,000 groups, from its moment until its posts are queued; and 10,000 drops listed, searched and paged.

The whole app on the simulated platform with its clock moved by hand, pacing off; what is timed is real time.
"""

import argparse
import json
import tempfile
import time
import tracemalloc
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from bot.app import App
from bot.clock import VirtualClock
from bot.loops import run_async
from bot.platforms.simulator import Simulator
from bot.settings import settings_from
from plugins import PLUGINS
from plugins.drops.tables import Drop
from scripts.benches.measuring import copies, log_to_stderr, median_of, result
from storage.base import to_ms
from storage.bulk import insert_many
from storage.migrate import migrate
from storage.tables import Group, GroupTag, Outbox, Person, Schedule

START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
OWNER = "owner"
GROUPS, DROPS = 1000, 10_000
FIRED_S, ANSWERED_MS = 1.0, 100.0
BODY = (
    "早上好，{群名}的 {人数} 位朋友！今天是{日期}，{星期}，农历{农历}，一起打卡的第{第几天}天。\n" + "今天读什么？" * 20
)
ASKED = {"list": "/投放", "search": "/投放 找 第9123条", "page": "/投放 700", "search_body": "/投放 找 正文八千"}


@asynccontextmanager
async def opened(url: str) -> AsyncGenerator[tuple[App, Simulator, VirtualClock]]:
    """A bot that an operator talks to in private, with its groups and drops already there."""
    clock = VirtualClock(START)
    platform = Simulator(clock)
    settings = settings_from({"database_url": url, "pacing": "off", "operators": OWNER})
    app = await App.open(settings, platform, clock=clock, plugins=PLUGINS, seed=1)
    try:
        await app.settle()
        await _say(app, platform, "/帮助")
        yield app, platform, clock
    finally:
        await app.close()


async def _fill(url: str) -> None:
    """Groups of the operator's with one tag, and drops in them that are due in a year."""
    async with opened(url) as (app, _, _):
        now, far = to_ms(START), to_ms(START + timedelta(days=365))
        async with app.db.write() as session:
            owner = await session.scalar(select(Person.id).where(Person.platform_id == OWNER))
            connection = await session.connection()
            groups = [(1, f"group{n}", f"第{n}群", owner, 300, now) for n in range(1, GROUPS + 1)]
            columns = ("account_id", "platform_id", "name", "owner_id", "member_count", "joined_at")
            await insert_many(connection, Group, columns, groups)
            ids = (await session.scalars(select(Group.id).order_by(Group.id))).all()
            await insert_many(
                connection, GroupTag, ("account_id", "tag", "group_id"), [(1, "读书", each) for each in ids]
            )
            schedules = [
                (f"drop:{n}", "drops.fire", 1, ids[n % GROUPS], "{}", "每天 08:30", "Asia/Shanghai", far + n, now)
                for n in range(1, DROPS + 1)
            ]
            kept = ("key", "job", "account_id", "group_id", "args", "recurrence", "zone", "next_due_at", "created_at")
            extra = ("missed", "grace_s")
            await insert_many(connection, Schedule, kept + extra, [(*row, "report", 1800) for row in schedules])
            keys = {key: number for number, key in (await session.execute(select(Schedule.id, Schedule.key))).all()}
            drops = [
                (
                    1,
                    ids[n % GROUPS],
                    owner,
                    keys[f"drop:{n}"],
                    "body",
                    f"第{n}条",
                    *_body(n),
                    "{}",
                    "zh",
                    False,
                    False,
                    now,
                )
                for n in range(1, DROPS + 1)
            ]
            columns = ("account_id", "group_id", "author_id", "schedule_id", "source", "title", "contents", "words")
            await insert_many(
                connection, Drop, (*columns, "args", "language", "is_promo", "is_must", "created_at"), drops
            )
            await connection.exec_driver_sql("ANALYZE")  # as it happens by itself where rows come one by one


def _body(n: int) -> tuple[str, str]:
    words = "正文八千" if n == 8000 else "早上好，今天读什么？" * 20
    return json.dumps([{"kind": "text", "parts": [words]}]), f"第{n}条\n{words}"


async def fired(url: str) -> dict[str, float]:
    """Seconds in the scheduler for one moment of a drop in all the groups, and the memory it took at most."""
    async with opened(url) as (app, platform, clock):
        await _say(app, platform, "/用 #读书")
        await _say(app, platform, f"/投放 添加 每天 08:30 早报\n{BODY}")
        assert app.bot is not None
        times: list[float] = []
        peaks: list[float] = []
        for day in range(3):
            clock.move_to(START.replace(hour=0, minute=30) + timedelta(days=day + 1))
            if day == 2:
                tracemalloc.start()
            began = time.perf_counter()
            await app.bot.scheduler.tick(clock.now())
            times.append(time.perf_counter() - began)
            if day == 2:
                peaks.append(tracemalloc.get_traced_memory()[1] / 1e6)
                tracemalloc.stop()
            async with app.db.read() as session:
                queued = await session.scalar(select(func.count()).select_from(Outbox).where(Outbox.state == "waiting"))
            assert queued == GROUPS * (day + 1), queued
        return {"fired_s": min(times[:2]), "first_s": times[0], "peak_mb": peaks[0]}


async def answered(url: str) -> dict[str, float]:
    """Milliseconds from a command until its answer has been sent, of many drops; the quickest of three."""
    async with opened(url) as (app, platform, _):
        await _say(app, platform, "/用 #读书")
        figures: dict[str, float] = {}
        for name, command in ASKED.items():
            figures[f"{name}_ms"] = min([await _timed(app, platform, command) for _ in range(3)])
        return figures


async def _timed(app: App, platform: Simulator, command: str) -> float:
    began = time.perf_counter()
    await _say(app, platform, command)
    return (time.perf_counter() - began) * 1000


async def _say(app: App, platform: Simulator, text: str) -> None:
    before = len(platform.accepted)
    await platform.say(OWNER, text, message_id=f"{text[:20]}{time.perf_counter()}")
    await app.settle()
    assert len(platform.accepted) > before, text


def measure(database: str, rounds: int) -> None:
    """Both, on copies of the same state."""

    def prepare(url: str) -> None:
        with tempfile.TemporaryDirectory() as backups:
            run_async(migrate(url, Path(backups), START))
        run_async(_fill(url))

    with copies(database, prepare) as fresh:
        fires = median_of([run_async(fired(fresh())) for _ in range(rounds)])
        answers = median_of([run_async(answered(fresh())) for _ in range(rounds)])
    result(
        f"drops.fired.{database}",
        ours=fires,
        target={"fired_s": FIRED_S},
        ok=fires["fired_s"] <= FIRED_S,
        unit="from the due moment of a drop for 1,000 groups until its posts are queued",
        rounds=rounds,
    )
    result(
        f"drops.listed.{database}",
        ours=answers,
        target=ANSWERED_MS,
        ok=max(answers.values()) <= ANSWERED_MS,
        unit="ms from a command about 10,000 drops in 1,000 groups to its answer's sending",
        rounds=rounds,
    )


def main() -> None:
    """Both databases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    options = parser.parse_args()
    log_to_stderr()
    for database in options.databases:
        measure(database, options.rounds)


if __name__ == "__main__":
    main()
