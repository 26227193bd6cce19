"""Nudges over two years of 1,000 groups: what is asked of one group, the passes over all, commands meanwhile.

The whole app as it lives, each round in a process of its own on a fresh copy; past.py tells the shape of the years. It
is noon in the groups' zone, so that they may be woken, and all of them have asked for it.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import text

from bot.app import App
from bot.events import MessagePosted
from bot.loops import run_async
from bot.times.localday import local_day
from plugins.nudges import nudges
from plugins.nudges.stats.looking import Look
from plugins.nudges.stats.rules import Span, date_of
from plugins.nudges.temperature import plugin as temperature
from scripts.benches import past
from scripts.benches.inbox import prepare
from scripts.benches.living import QuickPlatform, live
from scripts.benches.measuring import copies, log_to_stderr, median_of, quantile, result
from scripts.benches.talk import Size, group_id, member_id, talk
from storage.base import to_ms

MEMBERS = 500
ASKED = 20
"""Groups of every kind in which each thing is asked."""
[PASS], [LOOK] = temperature.standing, nudges.standing
HOUR_OF_TALK = 3000
"""Messages between two passes."""
JUDGED = 150
"""Groups whose day has just ended, as many as one pass judges."""
PLAIN_PER_S, COMMANDS_PER_S, SECONDS = 120, 40, 15
EVERY_S = 2
"""Seconds between passes while commands are given; in life it is an hour."""
SOON_MS = 2000
_WAITING = "SELECT COUNT(*) FROM schedules WHERE job LIKE :jobs AND next_due_at <= :soon"
_TOOK = (
    "SELECT SUM(r.ran_at - r.due_at) FROM runs AS r JOIN schedules AS s ON s.id = r.schedule_id"
    " WHERE s.job LIKE :jobs AND r.due_at >= :due"
)
COMMANDS = ("/身份", "/欢迎", "/帮助", "/whoami", "/help")
TARGET = {
    "report_ms": 100.0,
    "stats_ms": 400.0,
    "lurkers_ms": 50.0,
    "pass_ms": 1000.0,
    "judging_ms": 1000.0,
    "look_ms": 1000.0,
    "rss_mb": 150.0,
    "commands_p99_ms": 20.0,
}


def noon(now: datetime) -> str:
    """A zone in which it is between twelve and one now."""
    ahead = (12 - now.hour + 11) % 24 - 11
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


def learn(url: str, groups: int) -> None:
    """Groups, members and their past, and every group as the passes leave it once they know it."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as backups:
        run_async(prepare(url, Size(groups, MEMBERS), Path(backups)))
    past.fill(url, now, noon(now))
    run_async(_meet(url))


async def _meet(url: str) -> None:
    async with live(url, QuickPlatform()) as app:
        async with app.db.transaction() as connection:
            await connection.exec_driver_sql("INSERT INTO group_settings SELECT id, 'nudges.on', 'true' FROM groups")
        await run_job(app, PASS)  # meets them
        while await _count(app, "SELECT COUNT(*) FROM nudge_pulses WHERE judged_day IS NULL", {}):
            await run_job(app, PASS)
        await run_job(app, PASS)  # tells whose owners must be told
        await run_job(app, LOOK)


async def run_job(app: App, job: str) -> float:
    """Milliseconds that it and what it puts off for a moment take, from when each is due, without the moments between.

    How often we look whether it is done is not in it, nor its last commit.
    """
    values = {"jobs": f"{job.partition('.')[0]}.%", "due": await _begin(app, job)}
    async with asyncio.timeout(300):
        while await _count(app, _WAITING, values | {"soon": to_ms(datetime.now(UTC)) + SOON_MS}):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    return float(await _count(app, _TOOK, values))


async def _begin(app: App, job: str) -> int:
    assert app.bot is not None
    due = to_ms(datetime.now(UTC))
    async with app.db.transaction() as connection:
        at_once = text("UPDATE schedules SET next_due_at = :due WHERE key = :key")
        await connection.execute(at_once, {"due": due, "key": f"{job}:{app.bot.account.id}"})
    app.bot.scheduler.wake()
    return due


async def _count(app: App, sql: str, values: Mapping[str, object]) -> int:
    async with app.db.read() as session:
        return int(await session.scalar(text(sql), values) or 0)


async def round_on(url: str, groups: int) -> dict[str, float]:
    """All figures of one round; of what is asked of groups that which nineteen of twenty do not exceed."""
    platform = QuickPlatform()
    size = Size(groups, MEMBERS)
    async with live(url, platform) as app:
        await _speak(app, talk(size, HOUR_OF_TALK, datetime.now(UTC), seed=1))
        began = time.perf_counter()
        figures = {"pass_ms": await run_job(app, PASS), "counted_s": time.perf_counter() - began}
        await _end_days(app)
        figures["judging_ms"] = await run_job(app, PASS)
        figures["look_ms"] = await run_job(app, LOOK)
        figures["rss_mb"] = _rss_mb()
        figures |= await _asked(app, platform, groups)
        figures |= await _commands(app, platform, size)
    return figures


async def _asked(app: App, platform: QuickPlatform, groups: int) -> dict[str, float]:
    """What an owner asks about a group, in it and in private; first once, for what is loaded only then."""
    some = list(range(0, groups, max(1, groups // ASKED)))[:ASKED] if groups > ASKED else list(range(groups))
    reports = [await _report(app, n) for n in some]
    figures = {"report_ms": quantile(reports, 0.95)}
    for name, words in (("stats_ms", "/数据 30天"), ("members_ms", "/成员"), ("lurkers_ms", "/潜水 30")):
        for is_private in (False, True) if name != "stats_ms" else (False,):
            await _ask(app, platform, some[0], words, is_private)
            took = [await _ask(app, platform, n, words, is_private) for n in some]
            figures[name] = max(figures.get(name, 0), quantile(took, 0.95))
    return figures


async def _report(app: App, group: int) -> float:
    """Milliseconds of all queries of /数据 30天."""
    assert app.bot is not None
    now = datetime.now(UTC)
    async with app.db.read() as session:
        one = text("SELECT id, zone FROM groups WHERE platform_id = :id")
        id_, zone = (await session.execute(one, {"id": group_id(group)})).one()
    span = Span.of(date_of(local_day(to_ms(now), zone)), 30, zone)
    look = Look(app.db, app.bot.account.id, {id_: now - timedelta(days=800)}, span, zone)
    began = time.perf_counter()
    report = await look.report()
    took = (time.perf_counter() - began) * 1000
    assert report.total.standing.members > 0
    return took


async def _ask(app: App, platform: QuickPlatform, group: int, words: str, is_private: bool) -> float:
    """Milliseconds until the first message of the answer is sent."""
    where = "" if is_private else group_id(group)
    before = len(platform.waited_ms)
    platform.asked[where] = time.perf_counter()
    await app.receive(_said(words, member_id(group, 0), where))
    async with asyncio.timeout(30):
        while len(platform.waited_ms) == before:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.001)
    await asyncio.sleep(0.05)  # the rest of the answer
    return platform.waited_ms[-1]


async def _end_days(app: App) -> None:
    """Let the day of some groups just have ended."""
    async with app.db.transaction() as connection:
        lately = f"judged_day = 20200101 WHERE group_id IN (SELECT id FROM groups ORDER BY id LIMIT {JUDGED})"
        await connection.exec_driver_sql(f"UPDATE nudge_pulses SET {lately}")


async def _commands(app: App, platform: QuickPlatform, size: Size) -> dict[str, float]:
    """How long commands wait, without passes and with one after the other."""
    alone = await _given(app, platform, size, seed=2)
    passing = asyncio.create_task(_pass_on(app))
    began = to_ms(datetime.now(UTC))
    during = await _given(app, platform, size, seed=3)
    passing.cancel()
    assert await _count(app, _TOOK, {"jobs": "temperature.%", "due": began}) > 0
    return {"alone_p99_ms": quantile(alone, 0.99), "commands_p99_ms": quantile(during, 0.99), "max_ms": max(during)}


async def _pass_on(app: App) -> None:
    while True:
        await _end_days(app)
        for job in (PASS, LOOK):
            await _begin(app, job)
        await asyncio.sleep(EVERY_S)


async def _given(app: App, platform: QuickPlatform, size: Size, seed: int) -> list[float]:
    first, every = len(platform.waited_ms), PLAIN_PER_S // COMMANDS_PER_S
    plain = list(talk(size, PLAIN_PER_S * SECONDS, datetime.now(UTC), seed))
    began = time.perf_counter()
    for n, message in enumerate(plain):
        due = began + n / PLAIN_PER_S
        if (wait := due - time.perf_counter()) > 0.0005:
            await asyncio.sleep(wait)
        await app.receive(message)
        if n % every == 0:
            group = n // every % size.groups
            platform.asked[group_id(group)] = due
            await app.receive(_said(COMMANDS[n // every % len(COMMANDS)], member_id(group, 1), group_id(group)))
    async with asyncio.timeout(60):
        while platform.asked:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.05)
    return platform.waited_ms[first:]


async def _speak(app: App, messages: Iterable[MessagePosted]) -> None:
    assert app.bot is not None
    for message in messages:
        await app.receive(message)
    while app.bot.inbox.depth:  # noqa: ASYNC110 - as above
        await asyncio.sleep(0.01)


_numbers = count()


def _said(words: str, member: str, group: str) -> MessagePosted:
    return MessagePosted(f"asked{next(_numbers)}", datetime.now(UTC), member, words, group)


def _rss_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)


def measure(database: str, groups: int, rounds: int) -> None:
    """Each round on a fresh copy, in a process that has done nothing else."""
    with copies(database, lambda url: learn(url, groups)) as fresh:
        figures = median_of([_in_a_process(fresh, groups) for _ in range(rounds)])
    result(
        f"nudges.{database}",
        ours=figures,
        target=TARGET,
        ok=all(figures[name] <= most for name, most in TARGET.items()),
        unit="ms until answered, or until a pass is done; MB resident after passes",
        rounds=rounds,
        groups=groups,
    )


def _in_a_process(fresh: Callable[[], str], groups: int) -> dict[str, float]:
    command = [sys.executable, "-m", "scripts.benches.nudges", "--on", fresh(), "--groups", str(groups)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def main() -> None:
    """Both databases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--groups", type=int, default=1000)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--on", help="be the process of one round, on this database")
    options = parser.parse_args()
    log_to_stderr()
    if options.on:
        print(json.dumps(run_async(round_on(options.on, options.groups))))
        return
    for database in options.databases:
        measure(database, options.groups, options.rounds)


if __name__ == "__main__":
    main()
