"""Webhooks: what is told, to whom, how often, and what happens when nobody listens."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import delete, select

from bot.hooks import Happened, Hooks, announce
from bot.hooks.hooks import LEASE
from bot.outbox import Outbox
from bot.outbox.pacing import PacingRules
from bot.services import Services
from storage.hooks import Hook, Notice
from tests.fakes.receiver import Receiver, receiving
from tests.fakes.site import THIS_SITE_ONLY
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, Human, World, open_world


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """Somebody who listens."""
    async with receiving() as receiver:
        yield receiver


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    """A bot that may reach this machine."""
    async with open_world(database_url, fetch_private="true") as world:
        yield world


@pytest.fixture
async def group(world: World) -> GroupChat:
    """The usual group."""
    return await settled_group(world)


async def hooked(who: Human, url: str) -> str:
    """Have an address told; its secret."""
    who.private.heard()
    await who.whispers(f"/后台 通知 添加 {url}")
    lines = who.was_told("只说这一次").splitlines()
    return next(line for line in lines if line.startswith("whsec_"))


def services_of(world: World) -> Services:
    """The bot's services."""
    assert world.app is not None
    assert world.app.bot is not None
    return world.app.bot.services


async def notices(world: World) -> list[Notice]:
    """All rows."""
    async with services_of(world).db.read() as session:
        return list(await session.scalars(select(Notice).order_by(Notice.id)))


async def test_who_joins_is_told_once_and_signed(group: GroupChat, receiver: Receiver, world: World) -> None:
    """By numbers alone, with the group's name; afterwards our row says nothing any more."""
    secret = await hooked(group.owner, receiver.url)
    await group.joins("新来的", inviter="小明")
    [call] = receiver.calls
    assert call.is_signed(secret)
    assert not call.is_signed("whsec_" + "A" * 43 + "=")
    assert call.headers["Content-Type"] == "application/json"
    told = call.told
    assert (told["type"], told["timestamp"][:10]) == ("member.joined", "2026-03-02")
    assert told["data"]["groups"] == [{"id": 1, "name": "读书会"}]
    assert len(told["data"]["people"]) == 1
    assert "新来的" not in call.body.decode()
    [row] = await notices(world)
    assert (row.state, row.data, row.attempts) == ("sent", {}, 1)
    await world.advance(days=1)
    assert len(receiver.calls) == 1


async def test_others_are_not_told(world: World, group: GroupChat, receiver: Receiver) -> None:
    """Of groups one does not manage, nor who once did."""
    other = await world.group("别人的群", "别人", "路人")
    await hooked(other.owner, receiver.url)
    await group.joins("甲")
    assert receiver.calls == []
    await world.platform.change_owner(other.group_id, world.id_of("路人"))
    await world.settle()
    await other.joins("乙")
    assert receiver.calls == []


async def test_what_fails_is_told_again_with_the_same_id(world: World, group: GroupChat, receiver: Receiver) -> None:
    """Soon and then ever later, with a new time in the signature; a redirect is a failure and leads nowhere."""
    secret = await hooked(group.owner, receiver.url)
    receiver.answers = [500, 302, 200]
    await group.joins("甲")
    assert len(receiver.calls) == 1
    await world.advance(minutes=1)
    first, second, third = receiver.calls
    assert first.id == second.id == third.id
    assert first.body == third.body
    assert first.headers["webhook-timestamp"] < third.headers["webhook-timestamp"]
    assert all(call.is_signed(secret) for call in receiver.calls)
    assert receiver.site.times("/elsewhere") == 0
    assert [(row.state, row.attempts) for row in await notices(world)] == [("sent", 3)]


async def test_gone_is_believed(world: World, group: GroupChat, receiver: Receiver) -> None:
    """Its owner is told once, and a test starts it again."""
    await hooked(group.owner, receiver.url)
    receiver.answers = [410]
    await group.joins("甲")
    group.owner.was_told("410", "127.0.0.1")
    await group.joins("乙")
    assert len(receiver.calls) == 1
    await group.owner.whispers("/后台 通知")
    group.owner.was_told("停了")
    await group.owner.whispers("/后台 通知 测试 1")
    group.owner.was_told("试着通知")
    assert receiver.calls[-1].told["type"] == "ping"
    group.owner.was_told("410")


async def test_nobody_listens_for_three_days(world: World, group: GroupChat, receiver: Receiver) -> None:
    """Then it is given up, its owner is told once, and why; what happens meanwhile is lost with it."""
    await hooked(group.owner, receiver.url)
    receiver.answers = [503]
    await group.joins("甲")
    await world.advance(days=2)
    await group.joins("乙")
    await world.advance(days=2)
    group.owner.was_told("连着 3 天")
    assert group.owner.private.last is not None
    await group.owner.whispers("/为什么", quote=group.owner.private.last)
    group.owner.was_told("通知 1")
    assert {(row.state, row.data == {}) for row in await notices(world)} == {("failed", True)}
    tried = len(receiver.calls)
    assert 20 < tried < 60
    await group.joins("丙")
    await world.advance(days=4)
    assert len(receiver.calls) == tried
    group.owner.was_told_nothing()


async def test_one_that_takes_other_things_is_not_stopped(world: World, group: GroupChat, receiver: Receiver) -> None:
    """Only what it does not take is given up."""
    await hooked(group.owner, receiver.url)
    receiver.answers = [500]
    await group.joins("甲")
    await world.advance(days=2)
    receiver.answers = [200, 500]
    await group.joins("乙")
    await world.advance(days=1)
    assert [row.state for row in await notices(world)] == ["failed", "sent"]
    group.owner.was_told_nothing()
    await group.joins("丙")
    assert len(await notices(world)) == 3


async def test_killed_between_sending_and_writing_it_down(world: World, group: GroupChat, receiver: Receiver) -> None:
    """It is sent again when the lease is over, with the same id; who was killed settles nothing later."""
    await hooked(group.owner, receiver.url)
    services, arrived = services_of(world), asyncio.Event()
    take, stuck = receiver.site.pages["/hook"], asyncio.Event()

    async def hang(request: web.BaseRequest) -> web.StreamResponse:
        assert callable(take)
        answer = await take(request)
        arrived.set()
        await stuck.wait()
        return answer

    receiver.site.pages["/hook"] = hang
    now = world.clock.now()
    async with services.db.write() as session:
        happened = Happened("member.joined", "joined:x", [1], {"people": [1]})
        await announce(await session.connection(), services.account_id, [happened], now, ())
    killed = asyncio.create_task(hooks_on(world).tick(now))
    await arrived.wait()
    killed.cancel()
    await asyncio.gather(killed, return_exceptions=True)
    receiver.site.pages["/hook"] = take
    again = hooks_on(world)
    assert await again.tick(now) == now + LEASE
    assert await again.tick(now + LEASE) is None
    first, second = receiver.calls
    assert first.id == second.id
    assert [(row.state, row.attempts) for row in await notices(world)] == [("sent", 2)]


async def test_the_bot_is_killed_while_something_waits(world: World, group: GroupChat, receiver: Receiver) -> None:
    """The next one goes on where it was."""
    await hooked(group.owner, receiver.url)
    receiver.answers = [500, 500, 200]
    await group.joins("甲")
    await world.crash(minutes=5)
    await world.advance(minutes=6)
    assert len(receiver.calls) == 3
    assert len({call.id for call in receiver.calls}) == 1


async def test_one_cause_is_told_once(world: World, group: GroupChat, receiver: Receiver) -> None:
    """However often it is announced, and with the cause or not at all."""
    await hooked(group.owner, receiver.url)
    services, now = services_of(world), world.clock.now()
    happened = [Happened("group.cooling", "cooling:1", [1], {}), Happened("group.cooling", "cooling:2", [9], {})]
    for _ in range(2):
        async with services.db.write() as session:
            await announce(await session.connection(), services.account_id, happened, now, ())
    with suppress(ZeroDivisionError):
        async with services.db.write() as session:
            other = [Happened("group.cooling", "cooling:3", [1], {})]
            await announce(await session.connection(), services.account_id, other, now, ())
            raise ZeroDivisionError
    assert [row.key for row in await notices(world)] == ["cooling:1"]


async def test_many_wait_and_none_starves(world: World, group: GroupChat, receiver: Receiver) -> None:
    """One hook with a long queue does not keep another from hearing."""
    await hooked(group.owner, receiver.url.replace("/hook", "/nobody"))
    await hooked(group.owner, receiver.url)
    services, now = services_of(world), world.clock.now()
    many = [Happened("group.cooling", f"cooling:{n}", [1], {"n": n}) for n in range(50)]
    async with services.db.write() as session:
        await announce(await session.connection(), services.account_id, many, now, ())
    services.hooks.wake()
    await world.settle()
    await world.advance(minutes=2)
    assert sorted(call.told["data"]["n"] for call in receiver.calls) == list(range(50))


async def test_a_hook_that_goes_takes_along_what_waits(world: World, group: GroupChat, receiver: Receiver) -> None:
    """By its owner's word, or when its owner is forgotten."""
    await hooked(group.owner, receiver.url)
    receiver.answers = [500]
    await group.joins("甲")
    await group.owner.whispers("/后台 通知 删除 1")
    group.owner.was_told("不再通知")
    assert await notices(world) == []
    await hooked(group.owner, receiver.url)
    await group.joins("乙")
    async with services_of(world).db.write() as session:
        await session.execute(delete(Hook))
    assert await notices(world) == []


async def test_no_secret_is_seen(
    world: World, group: GroupChat, receiver: Receiver, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither in what is logged when it fails, nor in lists."""
    secret = await hooked(group.owner, receiver.url)
    receiver.answers = [410]
    await group.joins("甲")
    group.owner.private.heard()
    await group.owner.whispers("/后台 通知")
    assert secret not in group.owner.was_told("1.")
    async with services_of(world).db.read() as session:
        hook = (await session.scalars(select(Hook))).one()
    assert secret not in repr(hook)
    assert secret not in "".join(capsys.readouterr())


@pytest.mark.parametrize("url", ["http://example.com/", "ftp://x", "https://", "https://a:b@c/", "https://a b", "x"])
async def test_addresses_that_cannot_be(sqlite_url: str, url: str) -> None:
    """Outside of tests only TLS will do."""
    async with open_world(sqlite_url) as world:
        group = await settled_group(world)
        await group.owner.whispers(f"/后台 通知 添加 {url}")
        group.owner.was_told("https://")


async def test_private_addresses_are_beyond_the_fence(sqlite_url: str, receiver: Receiver) -> None:
    """Whatever name they hide behind."""
    async with open_world(sqlite_url) as world:
        group = await settled_group(world)
        await hooked(group.owner, f"https://127.0.0.1:8443{receiver.url.rpartition('/')[2]}")
        async with services_of(world).db.write() as session:
            (await session.scalars(select(Hook))).one().url = receiver.url.replace("127.0.0.1", "localhost")
        await group.joins("甲")
        assert receiver.calls == []
        [row] = await notices(world)
        assert row.state == "waiting"
        assert row.attempts >= 1


async def test_only_for_owners_in_private(world: World, group: GroupChat) -> None:
    """Not in the group, not for members, not beyond what there may be."""
    await group.owner.says("/后台 通知 添加 https://example.com/")
    group.bot_replied("私聊我")
    await group.member.whispers("/后台 通知 添加 https://example.com/")
    assert "whsec_" not in group.member.was_told()
    for _ in range(5):
        await hooked(group.owner, "https://example.com/hook")
    await group.owner.whispers("/后台 通知 添加 https://example.com/")
    group.owner.was_told("最多 5 个")
    await group.owner.whispers("/后台 通知 删除 99")
    group.owner.was_told("没有编号 99")
    await group.owner.whispers("/后台 通知 看看")
    group.owner.was_told("添加 网址")


def hooks_on(world: World) -> Hooks:
    """Another process's, as after a start."""
    services = services_of(world)
    pacing = PacingRules.from_settings(world.settings)
    outbox = Outbox(services.db, services.account_id, world.platform, pacing=pacing, seed=1)
    return Hooks(services.db, services.account_id, outbox, THIS_SITE_ONLY, "zh")


async def test_kill_9_between_sending_and_writing_it_down(sqlite_url: str, receiver: Receiver) -> None:
    """The same for a process of its own, which the machine ends."""
    async with open_world(sqlite_url, fetch_private="true") as world:
        group = await settled_group(world)
        await hooked(group.owner, receiver.url)
        now = world.clock.now()
        async with services_of(world).db.write() as session:
            await announce(await session.connection(), 1, [Happened("group.cooling", "cooling:1", [1], {})], now, ())
        arrived, take = asyncio.Event(), receiver.site.pages["/hook"]

        async def hang(request: web.BaseRequest) -> web.StreamResponse:
            assert callable(take)
            answer = await take(request)
            arrived.set()
            await receiver.site.over.wait()
            return answer

        receiver.site.pages["/hook"] = hang
        other = await asyncio.create_subprocess_exec(sys.executable, "-c", OTHER, sqlite_url, now.isoformat(), cwd=ROOT)
        await arrived.wait()
        other.kill()
        assert await other.wait() == -signal.SIGKILL
        receiver.site.pages["/hook"] = take
        assert await hooks_on(world).tick(now + LEASE) is None
        first, second = receiver.calls
        assert first.id == second.id
        assert [(row.state, row.attempts) for row in await notices(world)] == [("sent", 2)]


ROOT = Path(__file__).resolve().parents[2]
OTHER = """
import asyncio, sys
from datetime import datetime
from bot.fetching import NO_FENCE
from bot.hooks import Hooks
from storage.engine import Database
async def main():
    async with Database(sys.argv[1]) as db:
        await Hooks(db, 1, None, NO_FENCE, "zh").tick(datetime.fromisoformat(sys.argv[2]))
asyncio.run(main())
"""
