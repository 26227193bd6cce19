"""What is forgotten, and when."""

from datetime import timedelta

from sqlalchemy import insert, select

from bot.retention import PAUSE, SLICE, Retention
from storage.tables import Event, Outbox
from tests.bot.speaking import NOON, Speaker, speaking
from tests.world import open_world

DAY = timedelta(days=1)


async def sent_long_ago(bot: Speaker, count: int, state: str = "sent") -> None:
    """Rows of the outbox as they were 400 days before noon."""
    row: dict[str, object] = {
        "account_id": bot.account_id,
        "cause_kind": "event",
        "cause_id": "1",
        "content": {},
        "priority": 2,
    }
    row |= {"policy": "at_most_once", "state": state}
    row |= dict.fromkeys(("created_at", "due_at", "next_at"), NOON - 400 * DAY)
    async with bot.db.write() as session:
        await session.execute(insert(Outbox), [row | {"key": f"{state}:{n}"} for n in range(count)])


async def states(bot: Speaker) -> list[str]:
    """Of all that is left, oldest first."""
    async with bot.db.read() as session:
        return list(await session.scalars(select(Outbox.state).order_by(Outbox.id)))


async def test_what_was_sent_is_forgotten_after_400_days(database_url: str) -> None:
    """However it ended; what still waits stays, and so does what is younger."""
    async with speaking(database_url) as bot:
        for state in ("waiting", "sending", "sent", "expired", "dropped", "failed", "unknown"):
            await sent_long_ago(bot, 1, state)
        retention = Retention(bot.db, bot.account_id, DAY)
        assert await retention.tick(NOON) == NOON + PAUSE
        assert len(await states(bot)) == 7
        await retention.tick(NOON + DAY)
        assert await states(bot) == ["waiting", "sending"]


async def test_much_is_forgotten_in_slices(database_url: str) -> None:
    """Nobody waits for the database meanwhile, and every slice is soon followed by the next."""
    async with speaking(database_url) as bot:
        await sent_long_ago(bot, SLICE + 1)
        retention = Retention(bot.db, bot.account_id, DAY)
        soon = await retention.tick(NOON + DAY)
        assert soon is not None
        assert soon == NOON + DAY + timedelta(seconds=1)
        assert len(await states(bot)) == 1
        assert await retention.tick(soon) == soon + PAUSE
        assert await states(bot) == []


async def test_after_weeks_of_silence_and_a_start_there_are_still_answers(database_url: str) -> None:
    """Numbers of what was said are never given again, or an answer would pass for one that was sent; words go."""
    async with open_world(database_url) as world:
        group = await world.group("读书群", "阿宁", "小明")
        for _ in range(3):
            await group.owner.says("/帮助")
        group.heard()
        await world.advance(days=20)
        assert world.app is not None
        async with world.app.db.read() as session:
            assert [event.payload for event in await session.scalars(select(Event))] == [{}]
        await world.crash(minutes=1)
        await world.advance(minutes=2)
        for _ in range(3):
            await group.owner.says("/帮助")
            assert group.heard()
