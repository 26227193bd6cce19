"""What a group's admins changed, kept one row a setting."""

from dataclasses import dataclass
from typing import ClassVar

from bot.group_settings import load, store, value_of
from storage.engine import Database
from storage.tables import Account, Group
from tests.bot.sample import HERE, NOW


@dataclass(frozen=True, slots=True)
class Greeting:
    """Settings as a plugin declares them."""

    prefix: ClassVar[str] = "greeting"
    text: str = "你好"
    on: bool = True
    tags: tuple[str, ...] = ()


async def test_what_was_not_changed_has_its_default(database_url: str) -> None:
    """A stored value wins, None returns to the default, other groups and names the code no longer knows do no harm."""
    async with Database(database_url) as db, db.write() as session:
        session.add(Account(id=1, platform="test", platform_id="bot", created_at=NOW))
        await session.flush()
        session.add_all([Group(id=n, account_id=1, platform_id=f"g{n}", joined_at=NOW) for n in (HERE, HERE + 1)])
        await session.flush()
        assert await load(session, HERE, Greeting) == Greeting()

        await store(session, HERE, "greeting.text", "{昵称} 🌼 欢迎")
        await store(session, HERE, "greeting.on", False)
        await store(session, HERE, "greeting.gone", 1)
        await store(session, HERE, "other.text", "别的")
        assert await load(session, HERE, Greeting) == Greeting("{昵称} 🌼 欢迎", on=False)
        assert await load(session, HERE + 1, Greeting) == Greeting()

        await store(session, HERE, "greeting.text", "又改了")
        assert await value_of(session, HERE, "greeting.text") == "又改了"
        await store(session, HERE, "greeting.text", None)
        await store(session, HERE, "greeting.on", None)
        assert await value_of(session, HERE, "greeting.text") is None
        assert await load(session, HERE, Greeting) == Greeting()


async def test_a_list_comes_back_as_it_was_declared(database_url: str) -> None:
    """JSON knows no tuples, so settings equal to their default must still compare so."""
    async with Database(database_url) as db, db.write() as session:
        session.add(Account(id=1, platform="test", platform_id="bot", created_at=NOW))
        await session.flush()
        session.add(Group(id=HERE, account_id=1, platform_id="g", joined_at=NOW))
        await session.flush()
        await store(session, HERE, "greeting.tags", ("a", "b"))
        assert await load(session, HERE, Greeting) == Greeting(tags=("a", "b"))
