# ruff: noqa: D102
# pyright: basic, reportMissingImports=false
"""aiogram 3 and SQLAlchemy: a session per update from a middleware, a row and a counter, a commit."""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime

from aiogram import BaseMiddleware, Bot, Dispatcher, Router, types
from sqlalchemy import BigInteger, UniqueConstraint, event
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Tables of the example."""


class Message(Base):
    """What was said."""

    __tablename__ = "messages"
    __table_args__ = (UniqueConstraint("chat_id", "message_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int]
    user_id: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str]
    sent_at: Mapped[datetime]


class Daily(Base):
    """How much on which day."""

    __tablename__ = "daily"
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True)
    messages: Mapped[int] = mapped_column(default=0)
    last_spoken_at: Mapped[datetime]


class Sessions(BaseMiddleware):
    """Gives every handler a session."""

    def __init__(self, maker: async_sessionmaker[AsyncSession]) -> None:
        self.maker = maker

    async def __call__(self, handler, event, data):
        async with self.maker() as session:
            data["session"] = session
            return await handler(event, data)


router = Router()


@router.message()
async def record(message: types.Message, session: AsyncSession) -> None:
    """A row and a counter."""
    user, day = message.from_user.id, int(message.date.strftime("%Y%m%d"))
    session.add(
        Message(
            chat_id=message.chat.id,
            message_id=message.message_id,
            user_id=user,
            text=message.text,
            sent_at=message.date,
        )
    )
    daily = await session.get(Daily, (message.chat.id, user, day))
    if daily is None:
        daily = Daily(chat_id=message.chat.id, user_id=user, day=day, messages=0)
        session.add(daily)
    daily.messages += 1
    daily.last_spoken_at = message.date
    await session.commit()


async def main(count: int) -> None:
    """Feed the updates one after the other."""
    engine = create_async_engine("sqlite+aiosqlite:///bot.db")
    event.listen(engine.sync_engine, "connect", lambda c, _: c.execute("PRAGMA journal_mode = WAL"))
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    dispatcher = Dispatcher()
    dispatcher.update.middleware(Sessions(async_sessionmaker(engine)))
    dispatcher.include_router(router)
    bot = Bot("1:" + "x" * 35)
    now = datetime.now(UTC)
    updates = [
        types.Update(
            update_id=n,
            message=types.Message(
                message_id=n,
                date=now,
                chat=types.Chat(id=-(n % 1000) - 1, type="supergroup", title="g"),
                from_user=types.User(id=n * 7919 % 500_000, is_bot=False, first_name="m"),
                text="今天的菜谱我试了一下味道很好谢谢群主分享大家周末有空一起去爬山吗",
            ),
        )
        for n in range(count)
    ]
    began, cpu = time.perf_counter(), time.process_time()
    for update in updates:
        await dispatcher.feed_update(bot, update)
    elapsed, spent = time.perf_counter() - began, time.process_time() - cpu
    await bot.session.close()
    await engine.dispose()
    print(json.dumps({"per_s": count / elapsed, "cpu_us": spent / count * 1e6}))


asyncio.run(main(int(sys.argv[1])))
