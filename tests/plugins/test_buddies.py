"""Members who show newcomers around, in conversations."""

from collections.abc import AsyncIterator

import pytest

from tests.plugins.buddying import prepare
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World, open_world


@pytest.fixture
async def club(world: World, group: GroupChat) -> GroupChat:
    """The usual group on Monday at 10:01, with buddies on, nobody volunteering yet, and no welcome."""
    await prepare(group)
    return group


@pytest.fixture
async def helped(club: GroupChat) -> GroupChat:
    """The same with 小明 as the only volunteer."""
    await club.member.says("/老带新 加入")
    club.heard()
    return club


async def test_off_until_an_admin_switches_it_on(world: World, group: GroupChat):
    """Nobody is paired, nobody can volunteer; members may not switch it on; undo takes it back."""
    await group.member.says("/老带新")
    group.bot_replied("老带新：关闭", "/老带新 开启")
    await group.member.says("/老带新 加入")
    group.bot_replied("还没有开老带新")
    await group.member.says("/老带新 开启")
    group.bot_replied("只有群主或管理员可以")
    await group.admin.says("/老带新 开启")
    group.bot_replied("老带新开了", "/撤销")
    await group.admin.says("/老带新 开启")
    assert "/撤销" not in group.bot_replied("老带新开了")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：开启了老带新")
    await group.member.says("/老带新 加入")
    group.bot_replied("还没有开老带新")


async def test_a_newcomer_gets_a_buddy_after_an_hour(world: World, helped: GroupChat):
    """One message with both really mentioned, once."""
    await helped.joins("小林")
    await world.advance(minutes=59)
    helped.bot_stayed_silent()
    await world.advance(minutes=1)
    both = [helped["小林"].id, helped["小明"].id]
    assert helped.bot_replied(mentions=both) == "@小林 带你认识这个群的是 @小明 \n有什么想知道的，尽管问。"
    await world.advance(days=2)
    helped.bot_stayed_silent()
    helped["小林"].was_told_nothing()


async def test_friends_are_told_in_private_too(world: World, helped: GroupChat):
    """What the other is called, wherever the bot may write to them."""
    await helped.member.whispers("你好")
    await helped.joins("小林", "阿木")
    await helped["小林"].whispers("你好")
    for name in ("小林", "小明"):
        helped[name].private.heard()
    await world.advance(hours=1)
    helped.bot_replied("@小明 带 @小林 @阿木")
    helped["小明"].was_told("「读书会」来了新朋友", "小林、阿木")
    helped["小林"].was_told("「读书会」", "小明")
    helped["阿木"].was_told_nothing()


async def test_the_least_burdened_is_asked(world: World, helped: GroupChat):
    """Then whose last turn is longest ago; who comes together shares one message."""
    await helped["小红"].says("/老带新 加入")
    await helped.joins("小林", "阿木", "周周")
    helped.heard()
    await world.advance(hours=1)
    text = helped.bot_replied("有老朋友带：", "新朋友尽管问")
    assert text.splitlines()[1:3] == ["@小明 带 @小林 @周周 ", "@小红 带 @阿木 "]
    await helped.joins("豆豆")
    await world.advance(hours=1)
    helped.bot_replied("@豆豆 带你认识这个群的是 @小红")


async def test_at_night_nobody_is_called(world: World, helped: GroupChat):
    """Who comes in the evening is paired in the morning, all in one."""
    await world.advance(hours=10, minutes=30)
    await helped.joins("小林")
    await world.advance(hours=6)
    await helped.joins("阿木")
    helped.bot_stayed_silent()
    await world.advance(hours=6, minutes=30)
    helped.bot_replied("@小明 带 @小林 @阿木")
    helped.bot_stayed_silent()


async def test_who_waits_is_paired_when_somebody_volunteers(world: World, club: GroupChat):
    """A little later, so that who volunteers next shares; after a week nobody waits any longer."""
    await club.joins("小林")
    await world.advance(days=2)
    await club.joins("阿木")
    await world.advance(days=5, hours=4)
    club.bot_stayed_silent()
    await club.member.says("/老带新")
    club.bot_replied("愿意带的：还没有人", "正带着 0 位新人，1 位在等")
    await club.member.says("/老带新 加入")
    club.bot_replied("有新人来，我就请你带")
    await world.advance(minutes=10)
    club.bot_replied("@阿木 带你认识这个群的是 @小明")
    await world.advance(days=1)
    club.bot_stayed_silent()


async def test_who_was_there_before_it_was_switched_on(world: World, group: GroupChat):
    """Is nobody's newcomer."""
    await group.admin.says("/欢迎 关闭")
    await group.joins("小林")
    await world.advance(seconds=1)
    await prepare(group)
    await group.member.says("/老带新 加入")
    group.heard()
    await world.advance(days=1)
    group.bot_stayed_silent()


async def test_volunteering_and_stepping_back(world: World, helped: GroupChat):
    """Who has stepped back gets nobody new and keeps whom they have."""
    await helped.member.says("/老带新 加入")
    helped.bot_replied("你已经在了")
    await helped.joins("小林")
    await world.advance(hours=1)
    helped.heard()
    await helped.member.says("/老带新")
    helped.bot_replied("愿意带的：小明", "正带着 1 位新人，0 位在等", "你带着：#1 小林")
    await helped["小林"].says("/老带新")
    helped.bot_replied("带你的是：#1 小明")
    await helped.member.says("/老带新 退出")
    helped.bot_replied("不再请你带新人了", "小林还请照看几天")
    await helped.member.says("/老带新 退出")
    helped.bot_replied("本来就没有")
    await helped.joins("阿木")
    await world.advance(days=1)
    helped.bot_stayed_silent()


async def test_after_three_days_they_are_asked(world: World, helped: GroupChat):
    """In the evening, once; either says so in plain words; talk of others is only talk."""
    await helped.joins("小林")
    await world.advance(hours=1)
    helped.heard()
    await helped["小林"].says("见了")
    await world.advance(days=3, hours=7)
    helped.bot_stayed_silent()
    await world.advance(hours=1)
    helped.bot_replied("@小林 @小明 三天了，聊上了吗", mentions=[helped["小林"].id, helped["小明"].id])
    await helped["小红"].says("见了")
    await helped["小林"].says("早上好")
    await helped["小林"].says("还没想好看什么")
    helped.bot_stayed_silent()
    await helped["小林"].says("还没")
    helped.bot_replied("不急", "小林和小明")
    await helped.member.says("@蒲公英 见了！")
    helped.bot_replied("小林和小明聊上了，记下了")
    await helped.member.says("见了")
    await world.advance(days=5)
    helped.bot_stayed_silent()


async def test_several_are_asked_in_one_message(world: World, helped: GroupChat):
    """By number where somebody has several, by command too, and before the question."""
    await helped.joins("小林", "阿木", "周周")
    await world.advance(hours=1)
    helped.heard()
    await helped["周周"].says("/老带新 见了")
    helped.bot_replied("周周和小明聊上了")
    await world.advance(days=3, hours=8)
    helped.bot_replied("@小明 #1 @小林 #2 @阿木", "「见了 1」")
    await helped.member.says("见了")
    helped.bot_replied("说的是哪一位", "#1 小林、#2 阿木")
    await helped.member.says("见了 2")
    helped.bot_replied("阿木和小明聊上了")
    await helped.member.says("还没 @小林")
    helped.bot_replied("小林和小明")
    await helped["阿木"].says("见了 1")
    helped.bot_stayed_silent()
    await helped["阿木"].says("/老带新 见了 1")
    helped.bot_replied("第 1 对里没有你")
    await helped.admin.says("/老带新 见了 1")
    helped.bot_replied("小林和小明聊上了")
    await helped.admin.says("/老带新 见了 77")
    helped.bot_replied("没有第 77 对")
    await helped.admin.says("/历史")
    helped.bot_replied("记下老带新 #1 聊上了")
    await helped["小红"].says("/老带新 还没")
    helped.bot_replied("没有在带新人")


async def test_an_answer_in_private(world: World, helped: GroupChat):
    """Who has the bot as a friend may tell it there."""
    await helped.joins("小林")
    await world.advance(days=4)
    helped.heard()
    await helped["小林"].whispers("见了")
    helped["小林"].was_told("小林和小明聊上了")
    await helped["小林"].whispers("见了")
    assert "聊上了" not in "".join(helped["小林"].private.heard())


async def test_results(world: World, helped: GroupChat):
    """For admins: what became of the pairs, of the days asked for."""
    await helped.admin.says("/老带新 结果")
    helped.bot_replied("最近 30 天还没有配过对")
    await helped.joins("小林", "阿木", "周周", "豆豆")
    await world.advance(hours=1)
    await helped["小林"].says("/老带新 见了")
    await helped["阿木"].says("/老带新 还没")
    await helped.leaves("周周")
    await world.advance(hours=2)
    helped.heard()
    await helped.admin.says("/老带新 结果")
    helped.bot_replied("配了 4 对", "聊上了 1，还没聊上 1，没回音 0，有人走了 1，还在进行 1", "小明 4 位")
    await helped.member.says("/老带新 结果")
    helped.bot_replied("只有群主或管理员可以")
    await world.advance(days=8)
    helped.heard()
    await helped.admin.says("/老带新 结果 30天")
    helped.bot_replied("聊上了 1，还没聊上 1，没回音 1，有人走了 1，还在进行 0")
    await helped.admin.says("/老带新 结果 2天")
    helped.bot_replied("最近 2 天还没有配过对")
    await helped.admin.says("/老带新 结果 1小时")
    helped.bot_replied("1 天到 365 天")


async def test_a_newcomer_who_leaves(world: World, helped: GroupChat):
    """Nobody is asked about them, and coming back they are no newcomer."""
    await helped.joins("小林", "阿木")
    await helped.leaves("阿木")
    await world.advance(hours=1)
    helped.bot_replied("@小林 带你认识这个群的是 @小明")
    await helped.leaves("小林")
    await world.advance(hours=2)
    await helped.joins("小林")
    await world.advance(days=4)
    helped.bot_stayed_silent()


async def test_a_buddy_who_leaves_is_replaced_once(world: World, helped: GroupChat):
    """An hour later, by day; the second one who leaves is not."""
    await helped.joins("小林")
    await world.advance(hours=1)
    helped.heard()
    await helped["小红"].says("/老带新 加入")
    helped.heard()
    await helped.leaves("小明")
    await world.advance(hours=1)
    helped.bot_replied("@小林 带你认识这个群的是 @小红")
    await helped.admin.says("/老带新 加入")
    helped.heard()
    await helped.leaves("小红")
    await world.advance(days=4)
    helped.bot_stayed_silent()
    await helped.joins("小明")
    await helped.member.says("/老带新")
    helped.bot_replied("愿意带的：老周\n")


async def test_who_stands_at_the_threshold_waits(world: World, helped: GroupChat):
    """Only who has passed is brought together with anybody, within the hour after."""
    await helped.admin.says("/门槛 暗号 蒲公英")
    await helped.joins("小林", "阿木")
    await helped["阿木"].says("蒲公英")
    await world.advance(minutes=59)
    helped.heard()
    await world.advance(minutes=1)
    helped.bot_replied("@阿木 带你认识这个群的是 @小明")
    await helped["小林"].says("蒲公英")
    await world.advance(minutes=5)
    helped.heard()
    await world.advance(minutes=55)
    helped.bot_replied("@小林 带你认识这个群的是 @小明")


async def test_another_zone(world: World, helped: GroupChat):
    """Morning is where the group is."""
    await helped.owner.says("/时区 Europe/Berlin")
    helped.heard()
    await helped.joins("小林")  # 03:00 there
    await world.advance(hours=5, minutes=50)
    helped.bot_stayed_silent()
    await world.advance(minutes=10)
    helped.bot_replied("@小林 带你")
    await world.advance(days=3, hours=9)
    helped.bot_stayed_silent()
    await world.advance(hours=1)
    helped.bot_replied("三天了")


async def test_who_has_something_in_common_comes_first(world: World, helped: GroupChat):
    """By what both have on their cards, their names left out; the fewest to care for among those."""
    await helped["小红"].says("/老带新 加入")
    await helped["小红"].says("【称呼】小红【城市】杭州【能提供】摄影、做饭")
    await helped.member.says("【称呼】小明【城市】北京【能提供】木工")
    await helped.joins("小林", "阿木", "周周")
    await helped["小林"].says("【称呼】小明【城市】杭州【想找】摄影")
    await helped["阿木"].says("【称呼】阿木【城市】杭州")
    await world.advance(minutes=30)
    helped.heard()
    await world.advance(minutes=30)
    text = helped.bot_replied("有老朋友带：")
    assert text.splitlines()[1:3] == ["@小明 带 @周周 ", "@小红 带 @小林 （摄影、杭州）@阿木 （杭州）"]
    helped.bot_stayed_silent()


async def test_in_several_groups_at_once(world: World, club: GroupChat):
    """One command for a set; each group has its own buddies."""
    other = await world.group("别的群", "阿宁", "小明")
    await world.advance(minutes=1)
    owner = await world.operator("阿宁")
    await owner.whispers("/标签 添加 #新 1 2")
    await owner.whispers("/用 #新")
    owner.heard()
    await owner.whispers("/老带新 关闭")
    owner.bot_replied("老带新关了", "/撤销")
    await owner.whispers("/老带新 开启")
    owner.bot_replied("老带新开了", "#新 的 2 个群")
    other.heard()
    await other.member.says("/老带新 加入")
    other.heard()
    club.heard()
    await club.joins("小林")
    await world.advance(days=1)
    club.bot_stayed_silent()


@pytest.fixture
async def both(database_url: str) -> AsyncIterator[tuple[World, GroupChat]]:
    """A group on either database."""
    async with open_world(database_url) as world:
        group = await settled_group(world)
        await prepare(group)
        yield world, group


async def test_on_both_databases(both: tuple[World, GroupChat]):
    """All that is asked of the tables."""
    world, group = both
    for name in ("小明", "小红"):
        await group[name].says("/老带新 加入")
    await group.joins("小林", "阿木", "周周")
    group.heard()
    await world.advance(hours=1)
    group.bot_replied("@小明 带 @小林 @周周", "@小红 带 @阿木")
    await group.leaves("小红")
    await world.advance(hours=1)
    group.bot_replied("@阿木 带你认识这个群的是 @小明")
    await world.advance(days=3, hours=7)
    group.bot_replied("@小明 #1 @小林 #3 @周周 #4 @阿木")
    await group["阿木"].says("见了")
    group.bot_replied("阿木和小明聊上了")
    await group.member.says("/老带新")
    group.bot_replied("愿意带的：小明\n正带着 2 位新人，0 位在等", "你带着：#1 小林、#3 周周")
    await world.advance(days=5)
    await group.admin.says("/老带新 结果")
    group.bot_replied("配了 4 对", "聊上了 1，还没聊上 0，没回音 2，有人走了 1", "小明 3 位、小红 1 位")
    await group.member.says("/老带新 退出")
    group.bot_replied("不再请你带新人了")


async def test_in_english(english: GroupChat):
    """The same, word for word."""
    await english.admin.says("/welcome off")
    await english.admin.says("/buddies")
    await english.admin.says("/buddies on")
    english.heard()
    await english.member.says("/buddies join")
    english.bot_replied("Thank you! I'll have you show newcomers around, 5 at a time")
    await english.joins("Kim")
    await english.world.advance(hours=1)
    english.bot_replied("@Kim your buddy here is @小明 \nAsk anything you like.")
    await english.world.advance(days=3, hours=8)
    english.bot_replied("@Kim @小明 three days on: have you two talked?")
    await english["Kim"].says("Met!")
    english.bot_replied("Lovely: Kim and 小明 have talked")
    await english.admin.says("/buddies results 30d")
    english.bot_replied("the last 30 days: 1 pair.", "The busiest: 小明 1.")
    await english.admin.says("/buddies")
    english.bot_replied("Volunteers: 小明", "0 newcomers have a buddy, 0 wait for one.")
