"""A long backlog that is caught up with in many commits, any of which may be the last before a crash."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.missed import reporter
from bot.scheduler import REPORT, Missed
from bot.scheduler.absence import Heartbeat
from storage.tables import Message, MissedReport, Outbox, Schedule
from tests.bot.speaking import NOON, Speaker, speaking
from tests.bot.test_scheduler import HOUR, JOBS

MANY = 450
"""More than two batches."""


async def plan_many(bot: Speaker, job: str = "greet", **values: Any) -> None:
    """Schedules for groups of ann's, all due at noon."""
    for n in range(1, 6):
        await bot.group(n, owner_id=1, name=f"群{n}")
    async with bot.db.write() as session:
        for n in range(MANY):
            row: dict[str, Any] = {
                "job": job,
                "account_id": bot.account_id,
                "group_id": n % 5 + 1,
                "args": {},
                "zone": "UTC",
            }
            times = {"zone": "UTC", "next_due_at": NOON, "created_at": NOON, "missed": Missed.REPORT, "grace_s": 1800}
            session.add(Schedule(key=f"s{n}", **(row | times | values)))
    bot.scheduler.wake()


async def count(bot: Speaker, state: str) -> int:
    """How many posts are in a state."""
    async with bot.db.read() as session:
        return await session.scalar(select(func.count()).select_from(Outbox).where(Outbox.state == state)) or 0


@pytest.mark.parametrize("ticks", [0, 1, 2, 3])
async def test_a_crash_between_the_commits_of_a_backlog(database_url: str, ticks: int) -> None:
    """Each moment is found missed once, all are told in one report, and what is not listed is said to be more."""
    async with speaking(database_url, jobs=JOBS | {REPORT: reporter("zh", "Asia/Shanghai")}) as bot:
        await plan_many(bot)
        bot.clock.move_to(NOON + 2 * HOUR)
        await bot.crash()
        for _ in range(ticks):
            await bot.scheduler.tick(bot.clock.now())
        bot.clock.move_to(NOON + 2 * HOUR + timedelta(seconds=20))
        await bot.crash()
        await bot.play(timedelta(minutes=5))
        assert await count(bot, "missed") == MANY
        report = "".join(bot.platform.words_to("ann"))  # longer than this platform takes at once
        assert report.count("停机") == 1
        assert "停机 2 小时以上，错过 450 条" in report
        assert "更早的 430 条没列出来" in report
        assert bot.platform.words_to("room1") == []
        async with bot.db.read() as session:
            assert await session.scalar(select(func.count()).select_from(MissedReport)) == 20


async def test_a_set_is_one_line_however_long_its_messages(database_url: str) -> None:
    """Every part of every message to every group goes by one number."""
    async with speaking(database_url, jobs=JOBS | {REPORT: reporter("en", "UTC")}) as bot:
        await plan_many(bot, job="twice")
        bot.clock.move_to(NOON + 2 * HOUR)
        await bot.play(timedelta(minutes=5))
        async with bot.db.read() as session:
            lines = (
                await session.execute(select(MissedReport.number, func.count()).group_by(MissedReport.number))
            ).all()
        assert dict(lines) == dict.fromkeys(range(1, 21), 2)
        report = next(words for words in bot.platform.words_to("ann") if "missed" in words)
        assert "450 posts were missed (UTC)" in report
        assert "① 2026-03-02 Mon 04:00 一 → 群" in report


@pytest.mark.parametrize(
    ("beat", "heard", "said"),
    [
        (NOON - HOUR, None, "停机约 3 小时"),
        (NOON - HOUR, NOON - HOUR, "停机约 3 小时"),
        (NOON - 5 * HOUR, NOON - HOUR, "停机 2 小时以上"),
        (None, NOON - HOUR, "停机 2 小时以上"),
        (None, NOON - HOUR / 4, "停机约 2 小时"),
        (None, None, "停机 2 小时以上"),
    ],
)
async def test_a_heartbeat_tells_when_life_ended(
    database_url: str, beat: datetime | None, heard: datetime | None, said: str
) -> None:
    """Without one it is only known when there was last something to do."""
    async with speaking(
        database_url, jobs=JOBS | {REPORT: reporter("zh", "Asia/Shanghai")}, now=NOON - 9 * HOUR
    ) as bot:
        await plan_many(bot)
        if beat is not None:
            await Heartbeat(bot.db, bot.account_id).tick(beat)
        if heard is not None:
            async with bot.db.write() as session:
                session.add(
                    Message(
                        account_id=bot.account_id, sent_at=heard, platform_id="m", person_id=1, kind="text", text=""
                    )
                )
        bot.clock.move_to(NOON + 2 * HOUR)
        await bot.crash()
        await bot.play(timedelta(minutes=2))
        assert said in "".join(bot.platform.words_to("ann"))


async def test_what_could_no_longer_be_sent_in_time_was_missed_too(database_url: str) -> None:
    """Content that waited in the queue when the bot went away is asked about; what nobody planned just expires."""
    jobs = JOBS | {REPORT: reporter("zh", "Asia/Shanghai")}
    async with speaking(database_url, jobs=jobs) as bot:
        await bot.group(1, owner_id=1, name="读书会")
        until: dict[str, Any] = {"due_at": NOON + HOUR / 2, "expires_at": NOON + HOUR}
        await bot.say("早安", key="drop", serving="value", **until)
        await bot.say("推广", key="held", serving="promo", **until)
        await bot.say("你好", key="plain", **until)
        until["expires_at"] = NOON + 9 * HOUR
        await bot.say("晚安", key="still good", serving="value", **until)
        async with bot.db.write() as session:
            held = (await session.scalars(select(Outbox).where(Outbox.key == "held"))).one()
            held.reason = "ratio"
        bot.clock.move_to(NOON + 2 * HOUR)
        await bot.crash()
        await bot.play(timedelta(minutes=2))
        assert "错过 1 条（Asia/Shanghai）：\n① 2026-03-02 周一 12:30 早安 → 读书会" in bot.platform.words_to("ann")[0]
        assert bot.platform.words_to("room1") == ["晚安"]
        states = {key: (await bot.row(key)).state for key in ("drop", "held", "plain")}
        assert states == {"drop": "missed", "held": "expired", "plain": "expired"}
