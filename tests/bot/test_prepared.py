"""Jobs that need something from outside first, driven by hand and by the clock."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.content import Text
from bot.scheduler import JobRun, Missed, Prepared
from bot.scheduler import preparing as preparing_module
from storage.engine import ReadSession
from storage.tables import Group, Run, Schedule
from tests.bot.speaking import NOON, Speaker, speaking
from tests.bot.test_scheduler import DAY, GOOD_MORNING, HOUR, found, runs, schedule


class Source:
    """Something outside that answers when it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.open = asyncio.Event()
        self.open.set()

    async def prepare(self, run: JobRun, session: ReadSession) -> Any:
        """What the source has for this moment."""
        self.asked.append(run.key)
        name = await session.scalar(select(Group.platform_id).where(Group.id == run.group_id))
        await session.close()
        await self.open.wait()
        if run.args.get("broken"):
            raise OSError("unreachable")
        return f"news for {name}"

    async def post(self, run: JobRun) -> None:
        """Say what was got."""
        run.post(Text((repr(run.prepared) if isinstance(run.prepared, Exception) else run.prepared,)))

    def jobs(self) -> dict[str, Any]:
        """The prepared job and an ordinary one."""

        async def greet(run: JobRun) -> None:
            run.post(Text(("早安",)))

        return {"news": Prepared(self.prepare, self.post), "greet": greet}


def said(bot: Speaker) -> list[str]:
    """All that was said, in order."""
    return [words for _, _, words in bot.platform.taken]


async def test_it_finds_what_was_prepared(database_url: str) -> None:
    """Once for each moment, on its second."""
    source = Source()
    async with speaking(database_url, jobs=source.jobs()) as bot:
        await schedule(bot, job="news")
        await bot.play(3 * DAY)
        assert [at for at, _, _ in bot.platform.taken] == [GOOD_MORNING + n * DAY for n in range(3)]
        assert said(bot) == ["news for room1"] * 3
        assert len(source.asked) == 3


async def test_what_goes_wrong_outside_is_told_to_the_job(database_url: str) -> None:
    """It decides what that means; the moment is had."""
    source = Source()
    async with speaking(database_url, jobs=source.jobs()) as bot:
        await schedule(bot, job="news", at=NOON, args={"broken": True})
        await bot.settle()
        assert said(bot) == ["OSError('unreachable')"]
        assert await runs(bot) == [(NOON, "done")]


async def test_others_need_not_wait(database_url: str) -> None:
    """While one is being prepared nothing spins, and what is due beside it goes out."""
    source = Source()
    source.open.clear()
    async with speaking(database_url, jobs=source.jobs()) as bot:
        await schedule(bot, "slow", NOON, job="news")
        await schedule(bot, "quick", NOON, 2)
        await schedule(bot, "later", NOON + HOUR, 3)
        due = await bot.scheduler.tick(NOON)
        while due == NOON:
            due = await bot.scheduler.tick(NOON)
        assert due == NOON + HOUR
        await bot.outbox.tick(NOON)
        await bot.outbox.drain()
        assert said(bot) == ["早安"]
        assert not bot.scheduler.woken.is_set()
        source.open.set()
        await bot.settle()
        assert said(bot) == ["早安", "news for room1"]


async def test_time_spent_on_it_makes_nothing_late(database_url: str) -> None:
    """A moment that was seen in time runs, even if the grace is over when it is ready."""
    source = Source()
    source.open.clear()
    async with speaking(database_url, jobs=source.jobs()) as bot:
        await schedule(bot, job="news", at=NOON, missed=Missed.SKIP, grace=timedelta(seconds=1))
        await bot.scheduler.tick(NOON)
        bot.clock.move_to(NOON + timedelta(seconds=30))
        source.open.set()
        await bot.settle()
        assert said(bot) == ["news for room1"]


async def test_what_was_changed_meanwhile_is_prepared_anew(database_url: str) -> None:
    """News of the old address do not go out under the new one; what was cancelled does not go out at all."""
    source = Source()
    source.open.clear()
    async with speaking(database_url, jobs=source.jobs()) as bot:
        await schedule(bot, "moved", job="news", at=NOON)
        await schedule(bot, "gone", job="news", at=NOON)
        await bot.scheduler.tick(NOON)
        await schedule(bot, "moved", NOON, 2, job="news")
        async with bot.db.write() as session:
            await bot.scheduler.cancel(session, "gone")
        source.open.set()
        await bot.settle()
        assert said(bot) == ["news for room2"]
        assert source.asked.count("moved") == 2


async def test_a_crash_while_preparing_costs_nothing(database_url: str) -> None:
    """It is prepared again, and said once."""
    source = Source()
    source.open.clear()
    async with speaking(database_url, jobs=source.jobs()) as bot:
        await schedule(bot, job="news", at=NOON)
        await bot.scheduler.tick(NOON)
        await asyncio.sleep(0)
        await bot.crash()
        source.open.set()
        await bot.settle()
        await bot.crash()
        await bot.settle()
        assert said(bot) == ["news for room1"]


async def test_it_does_not_take_for_ever(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the job is told so."""
    monkeypatch.setattr(preparing_module, "LONGEST_S", 0.01)
    source = Source()
    source.open.clear()
    async with speaking(database_url, jobs=source.jobs()) as bot:
        await schedule(bot, job="news", at=NOON)
        await bot.settle()
        assert said(bot) == ["TimeoutError()"]


async def test_what_was_missed_is_prepared_once(database_url: str) -> None:
    """However many moments an owner is to be asked about; what is too old for anybody is not fetched at all."""
    source = Source()
    async with speaking(database_url, jobs=source.jobs()) as bot:
        await schedule(bot, "asked", job="news", missed=Missed.REPORT)
        await schedule(bot, "gone", job="news", missed=Missed.SKIP)
        bot.clock.move_to(GOOD_MORNING + 2 * DAY + HOUR)
        await bot.crash()
        await bot.settle()
        assert source.asked == ["asked"]
        assert said(bot) == []
        assert (await found(bot, "gone")).next_due_at == GOOD_MORNING + 3 * DAY


async def test_hundreds_at_once_are_all_prepared(database_url: str) -> None:
    """In turns, and none is forgotten or had twice."""
    source = Source()
    async with speaking(database_url, jobs=source.jobs()) as bot:
        async with bot.db.write() as session:
            for n in range(450):
                session.add(
                    Schedule(
                        key=f"s{n}",
                        job="news",
                        account_id=bot.account_id,
                        group_id=n % 5 + 1,
                        args={},
                        zone="UTC",
                        next_due_at=NOON,
                        missed="latest",
                        grace_s=0,
                        created_at=NOON,
                    )
                )
        bot.scheduler.wake()
        await bot.settle()
        assert len(said(bot)) == 450
        async with bot.db.read() as session:
            assert len((await session.scalars(select(Run))).all()) == 450
