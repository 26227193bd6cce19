"""Sign-ups through crashes, crowds, reminders, campaigns and files: seats exact, nothing said twice."""

import asyncio
import csv
import random
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.platforms.simulator import CrashPoint
from plugins.campaigns.signup import showing, store
from plugins.campaigns.signup.tables import Signup, SignupEntry
from storage.engine import Database
from tests.plugins.conftest import settled_group
from tests.plugins.test_signup import opened
from tests.world import START, GroupChat, World, open_world


async def seats(world: World) -> tuple[int, int]:
    """What the counters say, once they agree with the entries."""
    assert world.app is not None
    async with world.app.db.read() as session:
        signup = (await session.scalars(select(Signup))).one()
        entries = (await session.scalars(select(SignupEntry))).all()
    counted = tuple(sum(e.heads for e in entries if e.state == state) for state in ("in", "waiting"))
    assert (signup.taken, signup.waiting) == counted
    assert len({entry.number for entry in entries}) == len(entries)
    return signup.taken, signup.waiting


async def seatless(world: World, free: int) -> list[str]:
    """Who waits although there are seats enough."""
    assert world.app is not None
    async with world.app.db.read() as session:
        waiting = (await session.scalars(select(SignupEntry).where(SignupEntry.state == "waiting"))).all()
    return [entry.who for entry in waiting if entry.heads <= free]


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_a_crash_while_somebody_is_told_of_a_seat(world: World, group: GroupChat, point: CrashPoint) -> None:
    """They have it all the same, and nobody else does; they are told at most once."""
    await opened(group)
    await group["小明"].says("接龙 3")
    await group["小红"].says("接龙")
    group.heard()
    world.crash_at_next_send(point, minutes=5)
    await group["小明"].says("取消接龙")
    await world.advance(minutes=10)
    assert await seats(world) == (1, 0)
    assert sum("有位子了" in text for text in group.heard()) <= 1
    await group["小红"].says("接龙")
    group.bot_replied("你已经在「周六徒步」里了")


@pytest.mark.parametrize("point", ["before_send", "after_send"])
async def test_a_crash_while_the_list_is_posted(world: World, group: GroupChat, point: CrashPoint) -> None:
    """The list at most once; who comes later is on the next one."""
    await opened(group)
    await group["小明"].says("接龙")
    world.crash_at_next_send(point, minutes=5)
    await world.advance(minutes=10)
    assert sum("1. 小明" in text for text in group.heard()) <= 1
    await group["小红"].says("接龙")
    await world.advance(minutes=10)
    group.bot_replied("1. 小明\n2. 小红")
    group.bot_stayed_silent()


async def test_downtime_over_the_deadline_and_a_reminder(world: World, group: GroupChat) -> None:
    """It closes as soon as the bot is back, once; what would be hours late is not reminded of."""
    await opened(group)
    await group["小明"].says("接龙")
    await world.advance(minutes=5)
    group.heard()
    await world.advance(days=3, hours=20)
    await world.crash(hours=13)
    await world.advance(hours=14)
    said = group.heard()
    assert sum("报名截止，一共 1 人" in text for text in said) == 1
    assert sum("明天见" in text for text in said) == 0
    await world.advance(hours=11)
    assert ["再过两小时" in text for text in group.heard()] == [True]


async def test_a_sign_up_without_anybody_reminds_nobody(world: World, group: GroupChat) -> None:
    """One word at the end, and that is all."""
    await opened(group)
    await world.advance(days=5, hours=1)
    group.bot_replied("「周六徒步」报名截止，这次没有人报名。")
    group.bot_stayed_silent()


async def test_another_time_moves_the_reminders(world: World, group: GroupChat) -> None:
    """And one that is called off by /撤销 reminds nobody."""
    await opened(group, "/接龙 新建 徒步 时间 周三 12:00")
    await group["小明"].says("接龙")
    await group.owner.says("/接龙 修改 时间 周四 12:00 截止 周四 9:00")
    await world.advance(days=1, hours=4)
    assert not any("明天见" in text for text in group.heard())
    await world.advance(days=1)
    assert sum("明天见：「徒步」2026-03-05 周四 12:00" in text for text in group.heard()) == 1
    await group.owner.says("/接龙 新建 骑行 时间 周六 12:00")
    await group.owner.says("/撤销")
    assert "撤销了：开了接龙「骑行」" in group.heard()[-1]
    await world.advance(days=3)
    assert not any("骑行" in text for text in group.heard())


async def test_a_paused_group_and_one_that_is_left(world: World, group: GroupChat) -> None:
    """While it is paused nothing is said; where the bot is no longer, nothing happens at all."""
    await opened(group)
    await group["小明"].says("接龙")
    await group.owner.says("/暂停")
    group.heard()
    await world.advance(hours=2)
    await group["小红"].says("接龙")
    group.bot_stayed_silent()
    await group.owner.says("/恢复")
    group.heard()
    await world.advance(hours=2)
    group.bot_replied("1. 小明")
    await world.platform.kick_bot(group.group_id)
    await world.advance(days=5)
    group.bot_stayed_silent()


async def test_who_leaves_the_group_keeps_their_seat_and_shows_as_gone(world: World, group: GroupChat) -> None:
    """They may come all the same; an admin decides."""
    await opened(group)
    await group["小明"].says("接龙")
    await group.leaves("小明")
    await group.owner.says("/接龙")
    group.bot_replied("1. 小明（已退群）")
    await group.owner.says("/接龙 去掉 小明")
    group.bot_replied("去掉了 1. 小明")


async def test_the_table_comes_privately_and_holds_no_formula(world: World, group: GroupChat) -> None:
    """Whoever writes =1+1 finds it as words."""
    await opened(group)
    await group["小明"].says("接龙 2 =HYPERLINK(1)")
    await group.owner.says("/接龙 加 -甲")
    await group["小红"].says("接龙")
    await group["小红"].says("取消接龙")
    group.heard()
    await group.owner.says("/接龙 导出")
    group.bot_replied("名单私聊发给你了")
    assert group.owner.was_told("接龙1 周六徒步.csv")
    folder = Path(world.settings.media_dir)
    (file,) = folder.rglob("*.csv")
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["编号", "名字", "人数", "备注", "状态", "时间"]
    assert [row[:5] for row in rows[1:]] == [
        [
            "1",
            "小明",
            "2",
            "'=HYPERLINK(1)",
            "已报",
        ],
        ["2", "'-甲", "1", "", "已报"],
        ["3", "小红", "1", "", "取消"],
    ]
    await group["小明"].says("/接龙 导出")
    group.bot_replied("管理员")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", " =1", "\r=1"])
def test_formulas(text: str) -> None:
    """None is left that a spreadsheet would work out."""
    assert showing.harmless(text) == f"'{text}"


async def test_undoing_a_removal_when_the_seat_is_taken(world: World, group: GroupChat) -> None:
    """They wait; nobody is pushed out."""
    await opened(group)
    await group["小明"].says("接龙 3")
    await group["小红"].says("接龙 3")
    await group.owner.says("/接龙 去掉 小明")
    await group.owner.says("/撤销")
    assert await seats(world) == (3, 3)
    group.heard()
    await group.owner.says("/接龙")
    group.bot_replied("候补 3 人：小明 3人", "2. 小红 3人")


async def test_a_crowd_for_few_seats(world: World, group: GroupChat) -> None:
    """Of forty at the same moment as many are in as there are seats; the first of the others are told at once."""
    names = {f"c{n}": f"成员{n}" for n in range(40)}
    await world.platform.join(group.group_id, names, "")
    await world.settle()
    await opened(group, "/接龙 新建 抢位 名额 7")
    await asyncio.gather(
        *(world.platform.say(member, "接龙", message_id=f"rush{member}", group_id=group.group_id) for member in names)
    )
    await world.settle()
    assert await seats(world) == (7, 33)
    said = group.heard()
    assert sum("排在候补第" in text for text in said) == 3
    await world.advance(minutes=4)
    lists = [text for text in group.heard() if "#接龙" in text]
    assert len(lists) == 1
    assert "候补 33 人：成员7、" in lists[0]


@pytest.mark.parametrize("seed", [2, 24])
async def test_whatever_people_do_the_seats_are_exact(world: World, group: GroupChat, seed: int) -> None:
    """Never more than the cap, nobody waits for whom there are seats, and each is told of a seat once."""
    chance = random.Random(seed)
    await opened(group, "/接龙 新建 抢位 名额 6")
    people = [group[name] for name in ("小明", "小红", "老周", "阿宁")]
    for step in range(60):
        who, other = chance.sample(people, 2)
        n = chance.randint(1, 3)
        line = f"#接龙\n抢位\n1. {other.name}\n2. 路人{n}\n3. {who.name} {n}人"
        say = chance.choice(["接龙", f"接龙 {n}", "+1", "取消接龙", "取消接龙", line])
        match chance.randint(0, 9):
            case 0:
                await group.admin.says(f"/接龙 去掉 {chance.randint(1, step + 1)}")
            case 1:
                await group.admin.says(f"/接龙 加 {other.name} {n}")
            case 2:
                await group.admin.says("/撤销")
            case 3 if step % 3 == 0:
                await world.crash(minutes=1)
                await world.advance(minutes=2)
            case _:
                await who.says(say)
        taken, _ = await seats(world)
        assert taken <= 6, step
        assert not await seatless(world, 6 - taken), step
    ups = [text for text in group.heard() if "出错" in text]
    assert ups == []


async def test_the_last_seat_is_taken_once(database_url: str) -> None:
    """Two at the same moment in two transactions: one has it, one waits; in both databases."""
    async with Database(database_url) as db:
        async with db.write() as session:
            made = _signup(cap=1)
            session.add(made)
            await session.flush()
            number = made.id

        async def enter() -> bool:
            async with db.write() as session:
                if await store.take(session, number, 1, START):
                    await asyncio.sleep(0)
                    return True
                assert await store.queue(session, number, 1, START)
                return False

        assert sorted(await asyncio.gather(*(enter() for _ in range(6)))) == [False] * 5 + [True]
        async with db.read() as session:
            row = (await session.scalars(select(Signup))).one()
            assert (row.taken, row.waiting, row.entered) == (1, 5, 6)
        async with db.write() as session:
            assert await store.take(session, number, 1, row.closes_at) is None
            assert await store.queue(session, number, 1, row.closes_at) is None


async def test_all_of_it_on_postgresql(postgres_url: str) -> None:
    """A short day of a sign-up."""
    async with open_world(postgres_url) as world:
        group = await settled_group(world)
        await opened(group)
        await group["小明"].says("接龙 2")
        await group["小红"].says("#接龙\n周六徒步\n1. 小明 2人\n2. 小红\n3. 路人")
        group.bot_replied("先排候补：路人")
        await group["小红"].says("取消接龙")
        group.bot_replied("取消了")
        group.bot_replied("路人")
        await group["小红"].says("+1")
        group.bot_replied("排在候补第 1")
        await world.advance(minutes=4)
        group.bot_replied("1. 小明 2人\n3. 路人")
        await group.owner.says("/接龙 导出")
        await group.owner.says("/接龙 截止")
        await group.owner.says("/撤销")
        assert await seats(world) == (3, 1)
        await world.advance(days=5)
        assert sum("报名截止，一共 3 人" in text for text in group.heard()) == 2


async def test_a_campaign_opens_one_in_each_group(world: World, group: GroupChat) -> None:
    """With its cap, place and time; told of in the recap."""
    await group.owner.says("/活动 新建 线下聚会 地点=茶馆 时间=14:00 名额=2 日期=2026-03-20")
    await group.owner.says("确认")
    await world.advance(days=10, hours=11)
    said = [text for text in group.heard() if "线下聚会\n时间" in text]
    assert len(said) == 1
    assert "时间：2026-03-20 周五 14:00\n地点：茶馆\n名额 2 位" in said[0]
    assert "截止：2026-03-19 周四 20:00" in said[0]
    await group["小明"].says("接龙")
    await group["小红"].says("接龙")
    await group["老周"].says("接龙")
    assert "排在候补第 1" in group.heard()[-1]
    await group.owner.says("/活动 取消 1")
    await group.owner.says("确认")
    group.heard()
    await group["小明"].says("接龙")
    assert all("已经截止" in text for text in group.heard())
    await world.advance(days=8)
    assert not any("见：" in text or "报名截止" in text for text in group.heard())


def _signup(cap: int | None) -> Signup:
    return Signup(
        account_id=1,
        group_id=1,
        author_id=1,
        title="徒步",
        cap=cap,
        time_said="",
        place="",
        language="zh",
        zone="Asia/Shanghai",
        opened_at=START,
        closes_at=START.replace(day=20),
        entered=0,
        taken=0,
        waiting=0,
    )
