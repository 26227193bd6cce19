# ruff: noqa: D102
# pyright: basic, reportMissingImports=false
"""NoneBot2 and nonebot-plugin-orm: a matcher with a session by dependency, a row and a counter, a commit."""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime

import nonebot
from nonebot.adapters import Adapter, Bot, Event, Message, MessageSegment

nonebot.init(
    driver="~none",
    log_level="ERROR",
    sqlalchemy_database_url="sqlite+aiosqlite:///bot.db",
    alembic_startup_check=False,
)
nonebot.require("nonebot_plugin_orm")

from nonebot_plugin_orm import Model, async_scoped_session, init_orm
from sqlalchemy import BigInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column


class Said(Model):
    """What was said."""

    __table_args__ = (UniqueConstraint("group_id", "message_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int]
    user_id: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str]
    sent_at: Mapped[datetime]


class Daily(Model):
    """How much on which day."""

    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True)
    messages: Mapped[int] = mapped_column(default=0)
    last_spoken_at: Mapped[datetime]


class Segment(MessageSegment):
    """A piece of text."""

    @classmethod
    def get_message_class(cls):
        return Words

    def __str__(self) -> str:
        return self.data["text"]

    def is_text(self) -> bool:
        return True


class Words(Message):
    """A message."""

    @classmethod
    def get_segment_class(cls):
        return Segment

    @staticmethod
    def _construct(msg):
        yield Segment("text", {"text": msg})


class Spoken(Event):
    """A group message."""

    group_id: int
    user_id: int
    message_id: int
    text: str
    sent_at: datetime

    def get_type(self) -> str:
        return "message"

    def get_event_name(self) -> str:
        return "message.group"

    def get_event_description(self) -> str:
        return self.text

    def get_user_id(self) -> str:
        return str(self.user_id)

    def get_session_id(self) -> str:
        return f"{self.group_id}_{self.user_id}"

    def get_message(self):
        return Words(self.text)

    def is_tome(self) -> bool:
        return False


class OurBot(Bot):
    """A bot that is only spoken to."""

    async def send(self, event, message, **kwargs):
        return None


class OurAdapter(Adapter):
    """No platform at all."""

    @classmethod
    def get_name(cls) -> str:
        return "bench"

    async def _call_api(self, bot, api, **data):
        return None


talk = nonebot.on_message(priority=10, block=False)


@talk.handle()
async def record(event: Spoken, session: async_scoped_session) -> None:
    """A row and a counter."""
    day = int(event.sent_at.strftime("%Y%m%d"))
    session.add(
        Said(
            group_id=event.group_id,
            message_id=event.message_id,
            user_id=event.user_id,
            text=event.text,
            sent_at=event.sent_at,
        )
    )
    daily = await session.get(Daily, (event.group_id, event.user_id, day))
    if daily is None:
        daily = Daily(group_id=event.group_id, user_id=event.user_id, day=day, messages=0)
        session.add(daily)
    daily.messages += 1
    daily.last_spoken_at = event.sent_at
    await session.commit()


async def main(count: int) -> None:
    """Hand over the events one after the other."""
    await init_orm()
    from nonebot_plugin_orm import get_session

    async with get_session() as session:
        connection = await session.connection()
        await connection.run_sync(Model.metadata.create_all)
        await session.commit()
    bot = OurBot(OurAdapter(nonebot.get_driver()), "1")
    now = datetime.now(UTC).replace(tzinfo=None)
    events = [
        Spoken(
            group_id=n % 1000,
            user_id=n * 7919 % 500_000,
            message_id=n,
            text="今天的菜谱我试了一下味道很好谢谢群主分享大家周末有空一起去爬山吗",
            sent_at=now,
        )
        for n in range(count)
    ]
    from nonebot.message import handle_event

    began, cpu = time.perf_counter(), time.process_time()
    for event in events:
        await handle_event(bot, event)
    elapsed, spent = time.perf_counter() - began, time.process_time() - cpu
    async with get_session() as session:
        from sqlalchemy import func, select

        assert await session.scalar(select(func.count()).select_from(Said)) == count
    print(json.dumps({"per_s": count / elapsed, "cpu_us": spent / count * 1e6}))


asyncio.run(main(int(sys.argv[1])))
