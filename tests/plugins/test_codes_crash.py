"""Codes through crashes and among many at once: nobody ever has another's, and nobody goes without their own."""

import asyncio
import random
import re
from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.platforms.simulator import CrashPoint
from plugins.campaigns.codes import store
from plugins.campaigns.codes.rules import Written
from plugins.campaigns.codes.tables import CodeList
from storage.engine import Database
from storage.tables import Outbox
from tests.plugins.test_codes import friends, handed_over
from tests.world import GroupChat, World, open_world

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
CODE = re.compile(r"K\d{3}")


def whose(world: World) -> dict[str, set[str]]:
    """Who has read which code, in private."""
    found: dict[str, set[str]] = {}
    for message in world.platform.accepted:
        for code in CODE.findall(message.text):
            assert not message.to.group_id, message.text
            found.setdefault(code, set()).add(message.to.member_id)
    return found


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_a_crash_while_it_is_sent(world: World, group: GroupChat, point: CrashPoint) -> None:
    """It comes after the restart, twice at worst, and to the same person."""
    await friends(group.member, group["小红"])
    await handed_over(group, "/优惠码 新建 老友券\nK001\nK002")
    world.crash_at_next_send(point, minutes=5)
    await group.member.says("领码")
    await world.advance(minutes=10)
    await group.member.says("领码")
    await group["小红"].says("领码")
    await world.advance(minutes=10)
    assert whose(world) == {"K001": {group.member.id}, "K002": {group["小红"].id}}
    assert 1 <= len(group.member.private.heard()) <= 2
    group.bot_stayed_silent()
    async with Database(world.settings.database_url) as db, db.read() as session:
        policies = await session.scalars(select(Outbox.policy).where(Outbox.key.like("codes:%")))
        assert set(policies) == {"at_least_once"}  # the simulator shows what it has sent; other platforms may not


@pytest.mark.parametrize("seed", range(4))
async def test_many_ask_while_the_bot_dies_again_and_again(sqlite_url: str, seed: int) -> None:
    """Strangers and friends, in the group and in private, with fewer codes than people."""
    chance = random.Random(seed)
    names = [f"成员{n}" for n in range(12)]
    async with open_world(sqlite_url) as world:
        group = await world.group("读书会", "阿宁", *names)
        people = [group[name] for name in names]
        await friends(*chance.sample(people, 6))
        codes = [f"K{n:03}" for n in range(9)]
        await handed_over(group, "/优惠码 新建 老友券\n" + "\n".join(codes))
        for _ in range(40):
            if chance.random() < 0.3:
                world.crash_at_next_send(chance.choice(["before_send", "after_send"]), seconds=30)
            if chance.random() < 0.1:
                world.platform.fail_sends("permanent", 1)
            who = chance.choice(people)
            await (who.says if chance.random() < 0.6 else who.whispers)(chance.choice(["领码", "领券"]))
            await world.advance(seconds=chance.choice([1, 40, 200]))
        await world.advance(minutes=10)
        for who in people:
            await who.whispers("在吗")
            await who.whispers("领码")
            await world.advance(minutes=1)
        had = whose(world)
        assert set(had) == set(codes)
        assert all(len(readers) == 1 for readers in had.values()), had
        assert set(Counter(reader for readers in had.values() for reader in readers).values()) == {1}


async def ready(db: Database, codes: int) -> store.Open:
    """A list with so many codes."""
    async with db.write() as session:
        list_ = CodeList(
            account_id=1,
            author_id=1,
            title="老友券",
            language="zh",
            zone="UTC",
            condition="",
            days=0,
            total=0,
            created_at=NOW,
        )
        session.add(list_)
        await session.flush()
        await store.add(session, list_, [Written(n, f"K{n:03}") for n in range(codes)])
        return store.Open(list_.id, "老友券", 1, None, None, None)


async def test_two_processes_never_give_the_same(postgres_url: str) -> None:
    """Each has one that nobody else has, up to the last; the others none."""
    async with Database(postgres_url) as one, Database(postgres_url) as other:
        which = await ready(one, 30)

        async def take(db: Database, person: int) -> int | None:
            async with db.write() as session:
                taken = await store.take(session, which, person, NOW, is_friend=True, is_told=False)
                await asyncio.sleep(0)
                return None if taken is None else taken.number

        taken = await asyncio.gather(*(take((one, other)[n % 2], n) for n in range(1, 41)))
        had = [number for number in taken if number is not None]
        assert sorted(had) == sorted(set(had))
        late = [await take(one, n) for n in range(100, 140)]
        assert len([*had, *(number for number in late if number is not None)]) == 30


async def test_nobody_has_two(database_url: str) -> None:
    """Not even when somebody asks twice at the same moment: the database itself refuses."""
    async with Database(database_url) as db:
        which = await ready(db, 3)
        for is_first in (True, False):
            try:
                async with db.write() as session:
                    taken = await store.take(session, which, 7, NOW, is_friend=True, is_told=False)
                    assert taken is not None
                    assert "K0" not in repr(taken)
                assert is_first
            except IntegrityError:
                assert not is_first


async def test_the_first_free_one_is_next(database_url: str) -> None:
    """In the order of the list, and of one that was added later at its end."""
    async with Database(database_url) as db:
        which = await ready(db, 2)
        async with db.write() as session:
            taken = [await store.take(session, which, n, NOW, is_friend=False, is_told=True) for n in (1, 2, 3)]
            assert [each and each.number for each in taken] == [1, 2, None]
            list_ = await session.get_one(CodeList, which.id)
            await store.add(session, list_, [Written(1, "K900")])
            third = await store.take(session, which, 3, NOW, is_friend=False, is_told=True)
            assert third is not None
            assert third.code == "K900"
            assert (await store.counts(session, [which.id]))[which.id] == store.Count(3, 0, 3)
            assert await store.settle(session, which.id) == 0
            assert [each.code for each in await store.take_kept(session, 3)] == ["K900"]
            assert await store.take_kept(session, 3) == []
            assert await store.settle(session, which.id) == 1


async def test_a_long_crash_over_the_end(world: World, group: GroupChat) -> None:
    """The owner is told once when the bot is back."""
    await handed_over(group, "/优惠码 新建 老友券 截止 今天 20:00\nK001\nK002")
    await world.crash(hours=30)
    await world.advance(hours=31)
    assert sum("到时间了" in said for said in group.owner.private.heard()) == 1
    await group.member.says("领码")
    group.bot_replied("已经结束了")
