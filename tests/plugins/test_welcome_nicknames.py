"""Nicknames that look like something else, in everything that names or mentions newcomers."""

from sqlalchemy import func, select

from bot.content import from_json
from bot.inbox.tidy import MAX_NAME, tidy_text
from storage.tables import Event, Group, Outbox, Run
from tests.world import GroupChat, World, open_world, plain

NICKNAMES = {
    "command": "/暂停",
    "confirm": "确认",
    "commands": "x\n/群规 清空\n/欢迎 关闭",
    "template": "{群规}{昵称}{{x}} {",
    "mention": "@老周",
    "everybody": "@所有人",
    "spaced": "@老周\u2005@阿宁\u2005",
    "emoji": "😀" * 300,
    "families": "👨‍👩‍👧‍👦" * 40,
    "empty": "",
    "blank": " \u2005\u3000\n",
    "rtl": "\u202eعبد الله\u2067 ניסן",
    "equal": "小明",
    "equal too": "小明",
    "owner's": "阿宁",
    "bot's": "蒲公英",
    "html": "<script>alert(1)</script>",
    "surrogate": "\ud83d半",
    "nul": "零\x00零",
    "number": "3",
    "card": "【称呼】我【城市】杭州",
}
NEWCOMERS = {f"n{n}": name for n, name in enumerate(NICKNAMES.values())}
ON = (
    "/群规 设置\n不发广告",
    "/欢迎 设置\n欢迎 {昵称}，{邀请人}请来的。{群规}",
    "/欢迎 告别 开启",
    "/欢迎 步骤 添加 第1天 10:00\n{昵称}一天了",
    "/欢迎 步骤 添加 第1天 11:00 私聊\n{昵称}，你好",
    "/门槛 审批",
    "/名片 开启",
    "/老带新 开启",
)
LOOKS = ("/门槛", "/门槛 2", "/名片", "/老带新", "/邀请 排行", "/邀请 树", "/欢迎 漏斗 邀请人", "/历史", "/为什么")


async def nothing_broke(world: World, group: GroupChat) -> None:
    """No handler and no job failed, nobody was refused, and what names say was not done."""
    assert world.app is not None
    async with world.app.db.read() as session:
        failed = select(func.count()).select_from(Event).where(Event.state == "failed")
        assert await session.scalar(failed) == 0
        assert await session.scalar(select(func.count()).select_from(Run).where(Run.outcome == "failed")) == 0
        refused = select(Outbox.key, Outbox.content).where(Outbox.state.not_in(("sent", "expired")))
        assert [(key, from_json(content)) for key, content in await session.execute(refused)] == []
        assert await session.scalar(select(Group.paused_at)) is None
    await world.advance(minutes=2)
    await group.owner.says("/群规")
    group.bot_replied("群规：\n不发广告")


async def everything_on(world: World) -> GroupChat:
    """A group with all that names people."""
    group = await world.group("读书会", "阿宁", "老周", "小明", "小红")
    for line in ON:
        await group.owner.says(line)
    await group["老周"].says("/老带新 加入")
    group.heard()
    return group


async def test_each_is_met_as_themselves(database_url: str) -> None:
    """By a mention of that very person and nobody else; nothing of a name is filled in, mentioned or done."""
    async with open_world(database_url) as world:
        group, inviter = await everything_on(world), ""
        for id_, name in NEWCOMERS.items():
            await world.platform.join(group.group_id, {id_: name}, inviter)
            await world.settle()
            await world.advance(seconds=61)
            said = group.bot_replied("欢迎 @", mentions=[id_])
            assert said.count("不发广告") == 1
            group.bot_replied("等管理员点个头", mentions=[id_])
            group.bot_stayed_silent()
            inviter = id_
        for id_ in NEWCOMERS:
            await world.private(id_).whispers("你好")
            world.private(id_).heard()
        await world.advance(hours=23, minutes=39)
        group.bot_replied("等 21 位新朋友一天了", mentions=list(NEWCOMERS)[:10])
        await world.advance(hours=1)
        for id_, name in NEWCOMERS.items():
            [said] = [each for each in world.private(id_).heard() if each.endswith("，你好")]
            assert said == plain(f"{tidy_text(name, MAX_NAME) or id_}，你好")
        group.heard()
        await nothing_broke(world, group)


async def test_lists_and_farewells_name_them_harmlessly(database_url: str) -> None:
    """Whoever looks at them sees names, short and on one line each; who leaves is mentioned by nobody."""
    async with open_world(database_url) as world:
        group = await everything_on(world)
        for id_, name in NEWCOMERS.items():
            await world.platform.join(group.group_id, {id_: name}, group.owner.id)
        await world.settle()
        await world.advance(minutes=15)
        group.bot_replied("等 21 位新朋友", mentions=list(NEWCOMERS)[:10])
        group.heard()
        for line in LOOKS:
            await group.owner.says(line)
            said = group.bot_replied()
            assert "😀" * 60 not in said
            assert "不发广告" not in said.replace("/群规 设置\n不发广告", "")
            group.heard()
        for id_ in list(NEWCOMERS)[:9]:
            await world.platform.leave(group.group_id, id_)
        await world.settle()
        await world.advance(minutes=10)
        group.bot_replied("离开了，后会有期", mentions=[])
        await nothing_broke(world, group)


async def test_the_right_one_of_two_of_the_same_name(world: World, group: GroupChat) -> None:
    """A member and two newcomers bear it; one of these leaves before the words are said."""
    await group.admin.says("/欢迎 步骤 添加 第1天 10:00 未发言\n{昵称}说句话吧")
    group.heard()
    await world.platform.join(group.group_id, {"n1": "小明", "n2": "小明", "n3": "小明"})
    await world.platform.leave(group.group_id, "n1")
    await world.settle()
    await world.advance(minutes=1)
    group.bot_replied("欢迎 @小明 @小明 来到", mentions=["n2", "n3"])
    await world.say("n2", "大家好", group_id=group.group_id)
    await world.advance(days=1)
    group.bot_replied("@小明 说句话吧", mentions=["n3"])
    group.bot_stayed_silent()
