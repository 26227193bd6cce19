"""A rehearsal tells what will happen, and changes nothing."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.rehearsal import Rehearsal, rehearse
from bot.rehearsal import rehearsal as rehearsal_module
from bot.rehearsal.rehearsal import Message, Moment
from plugins.drops.calendar import store
from plugins.drops.calendar.foretelling import About, Asked, drop_of, foretell
from plugins.drops.calendar.preview import HISTORY
from storage.base import Base
from tests.fakes.site import open_site
from tests.plugins.conftest import settled_group
from tests.plugins.feeding import item, rss
from tests.world import GroupChat, World, open_world


async def everything(world: World) -> list[str]:
    """All rows of the live database, as text."""
    assert world.app is not None
    async with world.app.db.read() as session:
        return [
            f"{table.name} {tuple(row)}"
            for table in Base.metadata.sorted_tables
            for row in (await session.execute(select(table).order_by(*table.primary_key))).all()
        ]


async def rehearsed(world: World, days: int) -> Rehearsal:
    """What the bot foresees for the first group, feeds aside."""
    assert world.app is not None
    assert world.app.bot is not None
    services = world.app.bot.services
    until = world.clock.now() + timedelta(days=days)
    return await rehearse(services, [1], until, jobs={}, without=HISTORY, besides=store.last_issues(1))


def posts(world: World, group: GroupChat) -> list[tuple[datetime, str]]:
    """What was posted in a group, and when."""
    return [(each.at, each.text) for each in world.platform.accepted if each.to.group_id == group.group_id]


def foreseen(rehearsal: Rehearsal) -> list[tuple[datetime, str]]:
    """The same as foreseen."""
    return [(m.at, "".join(m.content["parts"])) for m in rehearsal.messages if m.at is not None]


async def plan(group: GroupChat) -> None:
    """A busy group: three a day, promos among them, one in the night, one that comes once, one that is paused."""
    for line in (
        "/投放 添加 每天 08:30 早报\n{日期}早上好，第{第几次}次",
        "/投放 添加 每天 12:00 团购 #推广\n开团",
        "/投放 添加 每天 23:30 晚安 #必发\n晚安，{群名}",
        "/投放 添加 工作日 18:00 直播 共3次\n来看直播",
        "/投放 添加 3月5日 08:40 通知 #必发\n开会",
        "/投放 添加 每天 10:00 停着\n不会发",
        "/投放 暂停 6",
    ):
        await group.admin.says(line)
    group.heard()


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy this machine is, nothing is cut."""
    monkeypatch.setattr(rehearsal_module, "LONGEST_S", 300)


@pytest.fixture(params=["off", "on"])
async def world(sqlite_url: str, request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """With pacing, jitter and caps, and without."""
    async with open_world(sqlite_url, pacing=request.param, new_account_days="0", group_daily_cap="4") as opened:
        yield opened


async def test_what_is_foretold_happens(world: World, group: GroupChat):
    """Message by message, to the millisecond: quiet hours, ratio, fatigue, jitter and caps included."""
    await plan(group)
    await world.advance(minutes=10)
    before = await everything(world)
    rehearsal = await rehearsed(world, days=8)
    assert await everything(world) == before
    start = len(posts(world, group))
    await world.advance(days=8)
    happened = posts(world, group)[start:]
    assert foreseen(rehearsal) == happened
    assert len(happened) >= 9
    assert {message.state for message in rehearsal.messages} >= {"sent", "expired"}


async def test_it_is_foretold_in_the_midst_of_things(world: World, group: GroupChat):
    """With posts waiting, others sent already today, and a history of what was served."""
    await plan(group)
    await world.advance(days=2, hours=13, minutes=40)
    rehearsal = await rehearsed(world, days=5)
    start = len(posts(world, group))
    await world.advance(days=5)
    assert foreseen(rehearsal) == posts(world, group)[start:]


async def test_a_restart_changes_nothing_of_it(world: World, group: GroupChat):
    """What the bot has in memory is no part of the future."""
    await plan(group)
    await world.advance(days=1, hours=3)
    rehearsal = await rehearsed(world, days=4)
    start = len(posts(world, group))
    await world.crash(seconds=1)
    await world.advance(days=4)
    assert foreseen(rehearsal) == posts(world, group)[start:]


SOURCES = (
    "/栏目 新建 读书 每天 09:00",
    "/栏目 添加 读书\n《活着》",
    "/栏目 添加 读书\n《边城》",
    "/栏目 添加 读书\n《围城》",
    "/栏目 新建 课 每天 15:00 课程 2026-03-04 #必发",
    "/栏目 添加 课 第2天\n第二课",
    "/栏目 新建 经典 每天 19:00 循环 #必发",
    "/栏目 添加 经典\n甲",
    "/栏目 添加 经典\n乙",
    "/素材 添加 #早安\n早安甲",
    "/素材 添加 #早安\n早安乙",
    "/投放 添加 每天 08:10 问好 素材#早安 隔2天 #必发",
)


async def test_series_and_materials_are_taken_as_they_will_be(world: World, group: GroupChat):
    """In their order, also those that reached nobody and so come again; what is taken in a rehearsal is still there."""
    for line in SOURCES:
        await group.admin.says(line)
    await world.advance(days=2, hours=5)
    answered = "".join(group.heard())
    assert "意外" not in answered
    rehearsal = await rehearsed(world, days=6)
    start = len(posts(world, group))
    await world.advance(days=6)
    happened = posts(world, group)[start:]
    assert foreseen(rehearsal) == happened
    assert {"甲", "早安乙"} <= {text.rpartition("\n")[2] for _, text in happened}


async def test_on_postgresql(postgres_url: str):
    """The copy is SQLite's whatever the live database is."""
    async with open_world(postgres_url) as world:
        group = await settled_group(world)
        await plan(group)
        before = await everything(world)
        rehearsal = await rehearsed(world, days=4)
        assert await everything(world) == before
        start = len(posts(world, group))
        await world.advance(days=4)
        assert foreseen(rehearsal) == posts(world, group)[start:]


async def test_a_lively_group_is_taken_to_stay_so(world: World, group: GroupChat):
    """Where people talk, nothing waits for talk."""
    await group.admin.says("/投放 添加 每天 09:00 早\n早")
    await group.admin.says("/投放 添加 每天 20:00 晚\n晚")
    quiet = await rehearsed(world, days=3)
    assert [message.state for message in quiet.messages].count("sent") == 1
    for n in range(140 * 7 // 5):
        await group.member.says(f"聊{n}")
    lively = await rehearsed(world, days=3)
    assert [message.state for message in lively.messages] == ["sent"] * 6


async def test_a_feed_is_not_fetched(sqlite_url: str):
    """Its moment is told, its news are not known."""
    async with open_world(sqlite_url, fetch_private="on") as world, open_site() as site:
        site["/feed"] = rss(item(1))
        group = await settled_group(world)
        await group.admin.says(f"/订阅源 添加 {site.url('/feed')} 每天 08:30")
        group.heard()
        site["/feed"] = rss(item(2), item(1))
        seen = len(site.asked)
        await group.admin.says("/预演 2天")
        group.bot_replied("03-03 周二\n 08:30 少数派（订阅源，到时才知道内容）")
        assert len(site.asked) == seen


async def test_of_many_groups_only_those_asked_for_are_played(world: World, group: GroupChat):
    """A set is played for them alone; that the others were left out is told where it can matter."""
    others = [await world.group(f"群{n}", "阿宁", "小明") for n in range(rehearsal_module.WHOLE)]
    for chat in (group, others[0]):
        await chat.owner.says("/标签 添加 #晚课")
    await group.owner.whispers("/用 #晚课")
    await group.owner.whispers("/投放 添加 每天 20:00 晚课\n上课啦")
    await world.advance(minutes=5)
    await group.owner.whispers("/预演 2天")
    await world.advance(minutes=5)
    text = "".join(group.owner.private.heard())
    assert "晚课 → 2 个群" in text
    assert ("别的群占用的账号额度没算进来" in text) == world.settings.pacing


async def test_only_a_month_can_be_rehearsed(world: World, group: GroupChat):
    """And only by admins."""
    await group.admin.says("/预演 60天")
    await world.advance(minutes=5)
    group.bot_replied("最多预演 31 天", "例如：/预演 7天")
    await group.member.says("/预演")
    await world.advance(minutes=5)
    group.bot_replied("只有群主或管理员")


async def test_the_command(sqlite_url: str):
    """What comes when, what is held and why, and nothing is sent."""
    async with open_world(sqlite_url) as world:
        group = await settled_group(world)
        await plan(group)
        accepted = len(world.platform.accepted)
        await group.admin.says("/预演 3天")
        text = group.bot_replied("预演（读书会，到 2026-03-05 周四 10:01，Asia/Shanghai）：会发")
        assert len(world.platform.accepted) == accepted + 1
        assert "03-03 周二\n 08:00 晚安（原定 03-02 周一 23:30，安静时段先等着）" in text
        assert "只是演练，什么都没发" in text


def message(key: str, at: str | None, group_id: int = 1, **changes: object) -> Message:
    """A message in a rehearsal, sent when it was due unless said otherwise."""
    moment = drop_of(key)
    assert moment is not None
    fields = {
        "key": key,
        "group_id": group_id,
        "due_at": moment[1],
        "at": None if at is None else datetime.fromisoformat(f"2026-03-{at}+08:00"),
        "state": "waiting" if at is None else "sent",
        "reason": "",
        "held": "",
        "content": {"kind": "text", "parts": ["早上好"]},
    }
    return Message(**{**fields, **changes})  # pyright: ignore


def key(drop: int, at: str, group_id: int = 1) -> str:
    """The key of a drop's message."""
    return f"drop:{drop}:{datetime.fromisoformat(f'2026-03-{at}+08:00').timestamp() * 1000:.0f}:{group_id}"


def told(*messages: Message, moments: tuple[Moment, ...] = (), cut: int = 0) -> str:
    """The answer."""
    start = datetime.fromisoformat("2026-03-02T10:00+08:00")
    drops = {1: About("早报", False, False), 2: About("团购", True, False), 3: About("新闻", False, True)}
    until = start + timedelta(days=7)
    asked = Asked(start, until, "读书会", "Asia/Shanghai", "zh", drops)
    return foretell(Rehearsal(until - timedelta(days=cut), messages, moments), asked)


def test_a_set_of_groups_is_one_line():
    """From the first to the last of them; who does not get it is told apart, with the reason."""
    sent = [message(key(1, "03T08:30", n), f"03T08:{30 + n}", n) for n in range(1, 5)]
    unsent = message(key(1, "03T08:30", 9), None, 9, state="dropped", reason="paused")
    text = told(*sent, unsent)
    assert "会发 1 条\n03-03 周二\n 08:31–08:34 早报 → 4 个群（原定 08:30）" in text
    assert "发不出去的：\n 03-03 周二 08:30 早报：这个群暂停了" in text


def test_clashes_are_told_once():
    """Two things within half an hour in one group, not the parts of one, not in two groups."""
    pairs = [(f"0{day}T08:30", f"0{day}T08:50") for day in (3, 4, 5)]
    both = [message(key(n, at), at) for one, two in pairs for n, at in ((1, one), (2, two))]
    text = told(*both)
    assert text.count("#1 早报") == 1
    assert "挨得太近的（半小时以内，可以错开）：\n 03-03 周二 08:30 #1 早报，08:50 #2 团购" in text
    parts = [message(f"{key(1, '03T08:30')}{part}", "03T08:30") for part in ("", ":1", "#2")]
    assert "挨得太近" not in told(*parts, message(key(2, "03T08:40", 2), "03T08:40", 2))
    assert "会发 1 条" in told(*parts)


def test_troubles_are_told():
    """What is empty, what fails, what has braces left, what comes from a feed, what was not reached."""
    due = datetime.fromisoformat("2026-03-03T09:00+08:00")
    moments = (Moment("drop:1", due, "done"), Moment("drop:2", due, "failed"), Moment("drop:77", due, "failed"))
    left = message(key(1, "04T08:30"), "04T08:30", content={"kind": "text", "parts": ["早上好 {昵称}"]})
    feed = message(key(3, "05T08:30"), "05T08:30")
    text = told(left, feed, moments=moments, cut=2)
    assert "到时没有内容可发的：\n 03-03 周二 09:00 #1 早报" in text
    assert "到时会出错的，看看正文里花括号对不对：\n 03-03 周二 09:00 #2 团购" in text
    assert "有没填上的空：\n #1 早报 {昵称}" in text
    assert "新闻（订阅源，到时才知道内容）" in text
    assert "只排到 2026-03-07 周六 10:00" in text
    assert "77" not in text


def test_a_long_list_is_cut():
    """The rest is counted."""
    many = [message(key(1, f"03T{n // 60:02}:{n % 60:02}"), f"03T{n // 60:02}:{n % 60:02}") for n in range(0, 600, 5)]
    text = told(*many)
    assert "会发 120 条" in text
    assert "……还有 80 条" in text
    assert text.count("早报") == 40


async def test_what_depends_on_what_people_do_is_not_played(world: World, group: GroupChat):
    """Jobs that stand for every account are left out: a month of their hours would take the time of all the rest."""
    await group.admin.says("/激活 开启")
    await group.admin.says("/投放 添加 每天 08:30 早报\n早上好")
    rehearsal = await rehearsed(world, 5)
    assert {moment.key.partition(":")[0] for moment in rehearsal.moments} == {"drop", "drops.measure"}
    assert len(rehearsal.messages) == 5
