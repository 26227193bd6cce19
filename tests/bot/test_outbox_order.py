"""Whatever holds messages back, in one chat those of one priority go in the order they were due."""

import asyncio
import shutil
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.outbox import Priority
from bot.platforms.base import Outcome, TooFast, TryAgain
from storage.tables import Outbox
from tests.bot.speaking import speaking

SECOND = timedelta(seconds=1)
PACED = {"QUIET_HOURS": "", "ACCOUNT_BURST": "2", "GROUP_BURST": "1", "JITTER": "9s"}
TROUBLE: list[Outcome] = [TryAgain("busy"), TooFast("slow down", 5 * SECOND)]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["say", "say", "say", "later", "trouble", "crash"]),
        st.integers(1, 2),
        st.sampled_from([Priority.ANSWER, Priority.POST]),
        st.integers(0, 8),
    ),
    min_size=3,
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_order_is_kept(sqlite_template: Path, steps: list[tuple[str, int, Priority, int]]) -> None:
    """Through pauses, empty buckets, failures, floods and crashes."""
    with TemporaryDirectory() as folder:
        shutil.copyfile(sqlite_template, Path(folder) / "order.db")
        sent = asyncio.run(play(f"sqlite:///{folder}/order.db", steps))
    for lane in {(row.group_id, row.priority) for row in sent}:
        order = [(row.due_at, row.id) for row in sent if (row.group_id, row.priority) == lane]
        assert order == sorted(order)


async def play(url: str, steps: list[tuple[str, int, Priority, int]]) -> list[Outbox]:
    """What was sent, in the order the platform took it."""
    async with speaking(url, PACED) as bot:
        for what, room, priority, seconds in steps:
            match what:
                case "say":
                    await bot.say("x", room, priority=priority)
                case "later":
                    await bot.say("x", room, priority=priority, due_at=bot.clock.now() + 5 * SECOND)
                case "trouble":
                    bot.platform.answer(TROUBLE[room - 1])
                case _:
                    await bot.crash()
            await bot.play(seconds * SECOND)
        await bot.play(timedelta(hours=2))
        async with bot.db.read() as session:
            rows = (await session.scalars(select(Outbox).where(Outbox.state == "sent"))).all()
        return sorted(rows, key=lambda row: int((row.platform_message_id or "")[1:]))


async def test_giving_up_what_is_held_lets_the_next_go(database_url: str) -> None:
    """Nobody waits behind a message that will never be sent."""
    async with speaking(database_url) as bot:
        bot.platform.answer(TryAgain("busy"))
        first = await bot.say("一")
        await bot.settle()
        async with bot.db.write() as session:
            await bot.outbox.drop(session, [(await bot.row(first)).id])
        await bot.say("二")
        await bot.settle()
        assert [words for _, _, words in bot.platform.taken] == ["二"]
