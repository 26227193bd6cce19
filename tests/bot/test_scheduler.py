"""The scheduler, driven by hand from due moment to due moment."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.content import Text
from bot.retention import Retention
from bot.scheduler import JobRun, Missed
from bot.times.timewords import recurrence_of
from storage.engine import Session
from storage.tables import Group, Outbox, Run, Schedule
from tests.bot.speaking import NOON, Speaker, speaking

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GOOD_MORNING = datetime(2026, 3, 3, 0, 30, tzinfo=UTC)
"""The next 08:30 in Shanghai."""


async def greet(run: JobRun) -> None:
    """Say what the arguments say."""
    run.post(Text((run.args.get("words", "早安"),)))


async def twice(run: JobRun) -> None:
    """Two messages to the group and one to a person."""
    run.post(Text(("一",)))
    run.post(Text(("二",)))
    run.post(Text(("私",)), person_id=1)


async def rename(run: JobRun) -> None:
    """Write through the session, and fail when told to."""
    (await run.session.get_one(Group, run.group_id)).name = "改名"
    if run.args.get("fail"):
        raise RuntimeError("broken")
    run.post(Text(("改好了",)))


async def stop_myself(run: JobRun) -> None:
    """A job may change its own schedule."""
    (await run.session.get_one(Schedule, run.schedule_id)).next_due_at = None


JOBS = {"greet": greet, "twice": twice, "rename": rename, "stop": stop_myself}


async def schedule(bot: Speaker, key: str = "s1", at: Any = "每天 08:30", group_id: int = 1, **more: Any) -> int:
    """Schedule a greeting, as a handler does."""
    values: dict[str, Any] = {"job": "greet", "zone": "Asia/Shanghai", "now": bot.clock.now()} | more
    async with bot.db.write() as session:
        number = await bot.scheduler.schedule(
            session, key=key, at=recurrence_of(at) if isinstance(at, str) else at, group_id=group_id, **values
        )
    bot.scheduler.wake()
    return number


async def found(bot: Speaker, key: str = "s1") -> Schedule:
    """The row of a schedule."""
    async with bot.db.read() as session:
        return (await session.scalars(select(Schedule).where(Schedule.key == key))).one()


async def runs(bot: Speaker) -> list[tuple[datetime, str]]:
    """What is on record: which moment, and how it ended."""
    async with bot.db.read() as session:
        rows = (await session.scalars(select(Run).order_by(Run.due_at, Run.schedule_id))).all()
        return [(run.due_at, run.outcome) for run in rows]


async def test_it_runs_when_due_again_and_again(database_url: str) -> None:
    """On the second, in the group's zone, and it is on record."""
    async with speaking(database_url, jobs=JOBS) as bot:
        await schedule(bot)
        assert await bot.settle() == GOOD_MORNING
        await bot.play(3 * DAY)
        assert [at for at, _, _ in bot.platform.taken] == [GOOD_MORNING + n * DAY for n in range(3)]
        assert await runs(bot) == [(GOOD_MORNING + n * DAY, "done") for n in range(3)]


async def test_a_moment_is_run_once_however_often_one_starts_again(database_url: str) -> None:
    """Neither reopening nor setting the clock back repeats it."""
    async with speaking(database_url, jobs=JOBS) as bot:
        await schedule(bot, at=NOON)
        for _ in range(3):
            await bot.settle()
            await bot.crash()
        await schedule(bot, at=NOON)
        bot.clock.move_to(NOON - HOUR)
        await bot.settle()
        bot.clock.move_to(NOON + HOUR)
        await bot.settle()
        assert len(bot.platform.taken) == 1


async def test_one_known_moment_does_not_stop_its_batch(database_url: str) -> None:
    """The others in it run."""
    async with speaking(database_url, jobs=JOBS) as bot:
        first = await schedule(bot, "s1", NOON, args={"words": "一"})
        await schedule(bot, "s2", NOON, 2, args={"words": "二"})
        async with bot.db.write() as session:
            session.add(Run(schedule_id=first, due_at=NOON, ran_at=NOON, outcome="done"))
        await bot.settle()
        assert [words for _, _, words in bot.platform.taken] == ["二"]
        assert (await found(bot, "s1")).next_due_at is None


@pytest.mark.parametrize(
    ("missed", "said", "record"),
    [
        (Missed.ALL, 3, [(GOOD_MORNING + n * DAY, "done") for n in range(3)]),
        (Missed.LATEST, 1, [(GOOD_MORNING, "missed"), (GOOD_MORNING + 2 * DAY, "done")]),
        (Missed.SKIP, 0, [(GOOD_MORNING, "missed")]),
    ],
)
async def test_days_away(database_url: str, missed: Missed, said: int, record: list[tuple[datetime, str]]) -> None:
    """By the schedule's own policy, and what was missed is on record."""
    async with speaking(database_url, jobs=JOBS) as bot:
        await schedule(bot, missed=missed)
        bot.clock.move_to(GOOD_MORNING + 2 * DAY + 5 * HOUR)
        await bot.crash()
        await bot.settle()
        assert len(bot.platform.taken) == said
        assert await runs(bot) == record
        assert (await found(bot)).next_due_at == GOOD_MORNING + 3 * DAY


async def test_a_failing_job_hurts_nobody_else(database_url: str) -> None:
    """It leaves nothing behind but a reference, is not tried for ever, and its schedule goes on."""
    async with speaking(database_url, jobs=JOBS) as bot:
        await schedule(bot, "good", "每天 08:30", 1, job="rename")
        await schedule(bot, "bad", "每天 08:30", 2, job="rename", args={"fail": True})
        await schedule(bot, "gone", "每天 08:30", 3)
        async with bot.db.write() as session:
            (await session.scalars(select(Schedule).where(Schedule.key == "gone"))).one().job = "no such job"
        await bot.play(DAY)
        async with bot.db.read() as session:
            names = (await session.scalars(select(Group.name).order_by(Group.id))).all()
            references = (await session.scalars(select(Run.reference).where(Run.outcome == "failed"))).all()
        assert names[:2] == ["改名", ""]
        assert [words for _, _, words in bot.platform.taken] == ["改好了"]
        assert len(references) == 2
        assert all(references)
        assert [(await found(bot, key)).next_due_at for key in ("good", "bad", "gone")] == [GOOD_MORNING + DAY] * 3


async def test_each_message_of_a_run_has_its_own_key(database_url: str) -> None:
    """Several to one group and one to a person all arrive."""
    async with speaking(database_url, jobs=JOBS) as bot:
        await schedule(bot, at=NOON, job="twice")
        await bot.settle()
        assert bot.platform.words_to("room1") == ["一", "二"]
        assert bot.platform.words_to("ann") == ["私"]


async def test_a_job_may_change_its_own_schedule(database_url: str) -> None:
    """What it wrote stands."""
    async with speaking(database_url, jobs=JOBS) as bot:
        await schedule(bot, job="stop")
        await bot.play(2 * DAY)
        assert (await found(bot)).next_due_at is None


@pytest.mark.parametrize("limit", [{"remaining": 2}, {"ends_at": GOOD_MORNING + DAY}])
async def test_it_ends_where_it_was_told_to(database_url: str, limit: dict[str, Any]) -> None:
    """After so many runs, or with the last one before the end."""
    async with speaking(database_url, jobs=JOBS) as bot:
        await schedule(bot, **limit)
        await bot.play(10 * DAY)
        assert len(bot.platform.taken) == 2
        assert (await found(bot)).next_due_at is None


async def test_scheduling_again_changes_it_and_keeps_its_time(database_url: str) -> None:
    """A plugin that declares its schedules at every start neither repeats nor loses a moment."""
    async with speaking(database_url, jobs=JOBS) as bot:
        number = await schedule(bot, args={"words": "旧"})
        bot.clock.move_to(GOOD_MORNING + HOUR / 4)
        assert await schedule(bot, args={"words": "新"}) == number
        await bot.settle()
        assert [words for _, _, words in bot.platform.taken] == ["新"]
        await schedule(bot, at="每天 21:00")
        assert (await found(bot)).next_due_at == GOOD_MORNING + timedelta(hours=12.5)


async def test_what_falls_into_a_pause_is_not_made_up_for(database_url: str) -> None:
    """It goes on with the first moment after."""
    async with speaking(database_url, jobs=JOBS) as bot:
        await schedule(bot, "s1")
        await schedule(bot, "s2", NOON + HOUR, 2)
        async with bot.db.write() as session:
            await bot.scheduler.pause(session, "s1", NOON)
            await bot.scheduler.pause(session, "s2", NOON)
        await bot.play(2 * DAY)
        async with bot.db.write() as session:
            await bot.scheduler.resume(session, "s1", bot.clock.now())
            await bot.scheduler.resume(session, "s2", bot.clock.now())
        bot.scheduler.wake()
        await bot.settle()
        assert bot.platform.taken == []
        assert (await found(bot, "s1")).next_due_at == GOOD_MORNING + 2 * DAY
        assert (await found(bot, "s2")).next_due_at is None


async def test_a_cancelled_schedule_is_gone_and_its_number_with_it(database_url: str) -> None:
    """A number an admin has seen never means another schedule."""
    async with speaking(database_url, jobs=JOBS) as bot:
        number = await schedule(bot)
        async with bot.db.write() as session:
            assert await bot.scheduler.cancel(session, "s1")
            assert not await bot.scheduler.cancel(session, "s1")
        assert await schedule(bot) > number


async def test_what_cannot_work_is_refused_at_once(database_url: str) -> None:
    """A job nobody declared, and an offset in place of a zone."""
    async with speaking(database_url, jobs=JOBS) as bot:
        with pytest.raises(ValueError, match="no job"):
            await schedule(bot, job="nothing")
        with pytest.raises((ValueError, KeyError)):
            await schedule(bot, zone="+08:00")


async def test_hundreds_due_at_once_all_run(database_url: str) -> None:
    """Batch after batch, each in its own commit."""
    async with speaking(database_url, jobs=JOBS) as bot:
        async with bot.db.write() as session:
            for n in range(450):
                await add(bot, session, n)
        bot.scheduler.wake()
        await bot.settle()
        assert len(bot.platform.taken) == 450
        assert bot.scheduler.runs["done"] == 450
        async with bot.db.read() as session:
            assert await session.scalar(select(func.count()).select_from(Run)) == 450


async def add(bot: Speaker, session: Session, n: int) -> None:
    """One more greeting now."""
    await bot.scheduler.schedule(
        session, key=f"s{n}", job="greet", at=NOON, zone="UTC", now=NOON, group_id=n % 5 + 1, args={}
    )


async def test_what_was_due_once_is_forgotten_two_weeks_after(database_url: str) -> None:
    """With its run; what repeats, is paused or ran lately stays, however long ago it was planned."""
    async with speaking(database_url, jobs=JOBS) as bot:
        for key, at in (("once", NOON + HOUR), ("later", NOON + 20 * DAY), ("paused", NOON + HOUR)):
            await schedule(bot, key, at)
        await schedule(bot, "ended", ends_at=NOON + DAY)
        async with bot.db.write() as session:
            await bot.scheduler.pause(session, "paused", NOON)
        retention = Retention(bot.db, bot.account_id, DAY)
        for days, kept in ((13, {"once", "later", "paused", "ended"}), (10, {"later", "paused", "ended"})):
            await bot.play(days * DAY)
            await retention.tick(bot.clock.now())
            async with bot.db.read() as session:
                assert set(await session.scalars(select(Schedule.key))) == kept
                runs = select(func.count()).where(Run.schedule_id.not_in(select(Schedule.id)))
                assert await session.scalar(runs) == 0


async def test_missed_moments_wait_for_somebodys_word(database_url: str) -> None:
    """Each is rendered as of its moment and kept, never sent by itself; one that is only a little late is sent."""
    async with speaking(database_url, jobs=JOBS) as bot:
        await schedule(bot, missed=Missed.REPORT)
        bot.clock.move_to(GOOD_MORNING + 2 * DAY + HOUR / 4)
        await bot.crash()
        await bot.settle()
        assert len(bot.platform.taken) == 1
        assert await runs(bot) == [
            (GOOD_MORNING + n * DAY, outcome) for n, outcome in enumerate(["missed"] * 2 + ["done"])
        ]
        async with bot.db.read() as session:
            kept = (await session.scalars(select(Outbox).where(Outbox.state == "missed").order_by(Outbox.id))).all()
        assert [row.due_at for row in kept] == [GOOD_MORNING, GOOD_MORNING + DAY]
        async with bot.db.write() as session:
            await bot.outbox.resend(session, [kept[1].id], bot.clock.now())
        await bot.settle()
        assert len(bot.platform.taken) == 2


async def test_what_a_missed_run_says_in_private_is_said(database_url: str) -> None:
    """Only what groups were to hear was missed."""
    async with speaking(database_url, jobs=JOBS) as bot:
        await schedule(bot, job="twice", at=NOON + HOUR, missed=Missed.REPORT)
        bot.clock.move_to(NOON + 3 * HOUR)
        await bot.settle()
        assert [words for _, _, words in bot.platform.taken] == ["私"]


async def test_a_moment_of_a_backlog_that_was_had_before_is_not_had_again(database_url: str) -> None:
    """The others are, after a clock that was set back or whatever else brought it about."""
    async with speaking(database_url, jobs=JOBS) as bot:
        number = await schedule(bot, missed=Missed.REPORT)
        await schedule(bot, "s2", group_id=2, missed=Missed.REPORT)
        async with bot.db.write() as session:
            session.add(Run(schedule_id=number, due_at=GOOD_MORNING + DAY, ran_at=NOON, outcome="done"))
        bot.clock.move_to(GOOD_MORNING + 2 * DAY + HOUR)
        await bot.settle()
        async with bot.db.read() as session:
            kept = (await session.execute(select(Outbox.group_id, func.count()).group_by(Outbox.group_id))).all()
        assert dict(kept) == {1: 2, 2: 3}


async def test_an_end_that_is_moved_forward_holds(database_url: str) -> None:
    """Also for the time that was next."""
    async with speaking(database_url, jobs=JOBS) as bot:
        await schedule(bot)
        await schedule(bot, ends_at=GOOD_MORNING - HOUR)
        await bot.play(3 * DAY)
        assert bot.platform.taken == []


async def test_another_zone_moves_the_end_along(database_url: str) -> None:
    """The last day is had there as well, paused or not, and put back it is all as it was."""
    async with speaking(database_url, jobs=JOBS) as bot:
        midnight = datetime(2026, 3, 4, 16, tzinfo=UTC)
        await schedule(bot, ends_at=midnight)
        async with bot.db.write() as session:
            await bot.scheduler.pause(session, "s1", NOON)
            moved = await bot.scheduler.rezone(session, [1, 2], "America/New_York", NOON)
        row = await found(bot)
        assert (row.next_due_at, row.ends_at) == (GOOD_MORNING + 13 * HOUR, midnight + 13 * HOUR)
        async with bot.db.write() as session:
            await bot.scheduler.undo_rezone(session, moved[1], NOON)
        row = await found(bot)
        assert (row.zone, row.next_due_at, row.ends_at) == ("Asia/Shanghai", GOOD_MORNING, midnight)


async def test_a_zone_in_which_the_end_is_past_ends_it(database_url: str) -> None:
    """And the way back begins it again."""
    async with speaking(database_url, jobs=JOBS) as bot:
        await schedule(bot, zone="America/New_York", at="每天 23:00", ends_at=NOON + HOUR, now=NOON - HOUR)
        assert (await found(bot)).next_due_at == NOON
        now = NOON - HOUR / 2
        async with bot.db.write() as session:
            moved = await bot.scheduler.rezone(session, [1], "Asia/Shanghai", now)
        assert (await found(bot)).next_due_at is None
        async with bot.db.write() as session:
            await bot.scheduler.undo_rezone(session, moved[1], now)
        assert (await found(bot)).next_due_at == NOON
