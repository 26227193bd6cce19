"""Codes in conversations: handed over in private, given away one each."""

from tests.world import GroupChat, Human, World

NEW = "/优惠码 新建 老友券\nAAA111\nBBB222\nCCC333"
"""The clock stands at Monday 2026-03-02, 10:00; the group's is 读书会."""
CODES = ("AAA111", "BBB222", "CCC333")


async def friends(*people: Human) -> None:
    """They have written to the bot before."""
    for human in people:
        await human.whispers("你好")
        human.private.heard()


async def handed_over(group: GroupChat, line: str = NEW) -> None:
    """The owner has a list that is open."""
    await group.owner.whispers(line)
    group.owner.private.heard()


def codes_in(*texts: str) -> set[str]:
    """The codes that stand in these texts."""
    return {code for code in CODES if code in "".join(texts)}


async def test_each_gets_one_privately(world: World, group: GroupChat) -> None:
    """Nothing is said in the group, and asking again there gives nothing more."""
    await friends(group.member, group["小红"])
    await group.owner.whispers(NEW)
    group.owner.was_told("收好了 #1 老友券：3 个码", "领码", "/撤销")
    await group.member.says("领码")
    assert codes_in(group.member.was_told("「老友券」你的码：")) == {"AAA111"}
    await group["小红"].says("领券")
    assert codes_in(group["小红"].was_told("只给你一个人的")) == {"BBB222"}
    await group.member.says("领码")
    group.member.was_told_nothing()
    group.bot_stayed_silent()
    await group.member.whispers("领码")
    group.member.was_told("你领过的码：\n「老友券」：AAA111")
    await group.owner.whispers("/优惠码")
    group.owner.was_told("#1 老友券：共 3 个，发出 2，留着等人来取 0，剩 1（一直开着）", "/优惠码 名单 1")


async def test_privately_they_ask_as_well(group: GroupChat) -> None:
    """Whoever is in a group of the list; others get nothing."""
    await handed_over(group)
    await group.member.whispers("领码")
    assert codes_in(group.member.was_told("老友券")) == {"AAA111"}
    stranger = group.world.private("m99")
    await stranger.whispers("领码")
    stranger.bot_replied("现在没有你能领的码")


async def test_what_is_wrong_is_said(group: GroupChat) -> None:
    """With an example to copy."""
    for line, words in {
        "/优惠码 新建": "叫什么",
        "/优惠码 新建 老友券": "一行一个",
        "/优惠码 新建 老友券 截止 某天\nA1": "看不懂时间「某天」",
        "/优惠码 新建 老友券 截止 2020-01-01 20:00\nA1": "过去",
        "/优惠码 新建 老友券 条件 是好人\nA1": "看不懂条件「是好人」",
        "/优惠码 新建 老友券 条件 接龙\nA1": "活动 3",
        "/优惠码 新建 老友券 活动 3\nA1": "没有进行中的活动 #3",
        "/优惠码 新建 " + "长" * 21 + "\nA1": "最多 20 个字",
        "/优惠码 新建 老友券 ABC123\nABC124": "名字里好像有一个码",
        "/优惠码 新建 老友券\n" + "A" * 101: "第 1 行太长了",
        "/优惠码 追加 7\nA1": "没有编号 7",
        "/优惠码 关闭 7": "没有编号 7",
        "/优惠码 名单 7": "没有编号 7",
    }.items():
        await group.owner.whispers(line)
        group.owner.was_told(words)
    group.owner.was_told_nothing()


async def test_duplicates_are_named_and_left_out(group: GroupChat) -> None:
    """Within the list, and those of a list before."""
    await group.owner.whispers("/优惠码 新建 老友券\nAAA111\nBBB222\n\nAAA111")
    group.owner.was_told("2 个码")
    group.owner.was_told("重复的没有收：第 4 行（AA…1）")
    await group.owner.whispers("/优惠码 追加 1\nBBB222\nCCC333")
    group.owner.was_told("#1 老友券 加了 1 个码，现在还剩 3 个")
    group.owner.was_told("第 1 行（BB…2）")
    await group.owner.whispers("/优惠码 新建 新人券\nCCC333")
    group.owner.was_told("这些码都已经有了")


async def test_when_all_are_gone_the_owner_is_told(world: World, group: GroupChat) -> None:
    """Once; the group now and then."""
    await friends(group.member, group["小红"], group.admin)
    await handed_over(group, "/优惠码 新建 老友券\nAAA111")
    await group.member.says("领码")
    await group["小红"].says("领码")
    group.bot_replied("「老友券」领完了")
    group.owner.was_told("#1 老友券 的 1 个码都有主了", "/优惠码 追加 1")
    await group.admin.says("领码")
    group.bot_stayed_silent()
    group.owner.was_told_nothing()
    await group.owner.whispers("/优惠码 追加 1\nBBB222")
    group.owner.was_told("还剩 1 个")
    await group["小红"].says("领码")
    assert codes_in(group["小红"].was_told()) == {"BBB222"}


async def test_a_strangers_code_is_kept(world: World, group: GroupChat) -> None:
    """They are told in the group how to get it, and have it with their first words to the bot."""
    await handed_over(group)
    await group.member.says("领码")
    group.bot_replied("@小明 「老友券」的码给你留好了", "点我头像加好友，再私聊我「领码」", mentions=[group.member.id])
    await group["小红"].says("领码")
    group.bot_stayed_silent()
    await world.advance(minutes=2)
    group.bot_stayed_silent()
    await world.advance(minutes=2)
    group.bot_replied("@小红 「老友券」的码给你留好了")
    await group.owner.whispers("/优惠码")
    group.owner.was_told("发出 0，留着等人来取 2，剩 1")
    await group["小红"].whispers("在吗")
    assert codes_in(group["小红"].was_told("你的码")) == {"BBB222"}
    await group.member.whispers("领码")
    assert codes_in(group.member.was_told("你的码")) == {"AAA111"}
    group.member.was_told_nothing()
    await world.advance(hours=1)
    group.bot_stayed_silent()


async def test_who_refuses_us_is_told_in_the_group(world: World, group: GroupChat) -> None:
    """Whoever has deleted the bot: the same code waits for them."""
    await friends(group.member)
    await handed_over(group)
    world.platform.fail_sends("permanent", 1)
    await group.member.says("领码")
    group.member.was_told_nothing()
    await world.advance(minutes=2)
    group.bot_replied("@小明 「老友券」的码给你留好了")
    await group["小红"].whispers("领码")
    assert codes_in(group["小红"].was_told()) == {"BBB222"}
    await group.member.whispers("我来了")
    assert codes_in(group.member.was_told()) == {"AAA111"}


async def test_one_person_in_several_groups_gets_one(world: World) -> None:
    """Whatever group they ask in; the list is for the groups with the tag."""
    shop = [await world.group(name, "阿宁", "小明") for name in ("一群", "二群", "三群")]
    owner, member = shop[0].owner, shop[0].member
    await friends(member)
    await owner.whispers("/标签 添加 #老客 1-2")
    await owner.whispers("/优惠码 新建 老友券 #老客\nAAA111\nBBB222")
    assert "2 个码" in "".join(owner.private.heard())
    for chat in shop:
        chat.heard()
        await chat.member.says("领码")
        await chat.member.says("领码")
    assert len(member.private.heard()) == 1
    assert [chat.heard() for chat in shop] == [[], [], []]


async def test_for_those_who_are_there_for_a_while(world: World, group: GroupChat) -> None:
    """Newcomers are told how long; those there before the bot have been long enough."""
    await friends(group.member)
    await handed_over(group, "/优惠码 新建 老友券 条件 进群7天\nAAA111\nBBB222")
    await group.joins("小林")
    group.heard()
    await friends(group["小林"])
    await group["小林"].says("领码")
    group.bot_replied("「老友券」要进群满 7 天才能领")
    await group.member.says("领码")
    group.member.was_told("AAA111")
    await world.advance(days=7, minutes=5)
    group.heard()
    group["小林"].private.heard()
    await group["小林"].says("领码")
    group["小林"].was_told("BBB222")


async def test_for_those_who_have_talked(world: World, group: GroupChat) -> None:
    """On a day before; asking for a code is no talk."""
    await friends(group.member, group["小红"])
    await group.member.says("大家好")
    await world.advance(days=1)
    await handed_over(group, "/优惠码 新建 老友券 条件 发言\nAAA111\nBBB222")
    await group["小红"].says("领码")
    group.bot_replied("以前在群里说过话")
    await group["小红"].says("领码")
    group.bot_stayed_silent()
    await group.member.says("领码")
    group.member.was_told("AAA111")


async def test_it_ends_in_time(world: World, group: GroupChat) -> None:
    """The owner reads what came of it; who comes too late is told so; what was kept is still had."""
    await handed_over(group, "/优惠码 新建 老友券 截止 明天 20:00\nAAA111\nBBB222")
    await group.member.says("领码")
    group.bot_replied("留好了")
    await world.advance(days=1, hours=11)
    group.owner.was_told("#1 老友券 到时间了：共 2 个，发出 0，留着等人来取 1，剩 1")
    await group["小红"].says("领码")
    group.bot_replied("「老友券」已经结束了")
    await group.member.whispers("我加好了")
    assert codes_in(group.member.was_told()) == {"AAA111"}
    await world.advance(days=2)
    await group["小红"].says("领码")
    group.bot_stayed_silent()


async def test_closing_and_the_way_back(group: GroupChat) -> None:
    """A list that nobody has had a code of can be taken back altogether."""
    await handed_over(group)
    await group.owner.whispers("/优惠码 关闭 1")
    group.owner.was_told("#1 老友券 关了：共 3 个", "/撤销")
    await group.member.whispers("领码")
    group.member.was_told("没有你能领的码")
    await group.owner.whispers("/撤销")
    group.owner.private.heard()
    await group.member.whispers("领码")
    group.member.was_told("AAA111")
    await group.owner.whispers("/优惠码 追加 1\nDDD444")
    await group.owner.whispers("/撤销")
    group.owner.private.heard()
    await group.owner.whispers("/优惠码")
    group.owner.was_told("共 3 个，发出 1")
    await group.owner.whispers("/撤销")
    group.owner.was_told("之后又被改过")


async def test_several_lists_need_a_number(group: GroupChat) -> None:
    """Of which the person has had none; talk with other words is no asking."""
    await friends(group.member)
    await handed_over(group)
    await handed_over(group, "/优惠码 新建 包邮券\nDDD444")
    await group.member.says("领码")
    group.bot_replied("说一下要哪个", "领码 1", "#2 包邮券")
    await group.member.says("领码 2")
    group.member.was_told("「包邮券」你的码", "DDD444")
    await group.member.says("领码")
    group.member.was_told("AAA111")
    await group.member.says("领码 在哪里领呀")
    await group["小红"].says("怎么领码")
    group.bot_stayed_silent()
    group.member.was_told_nothing()


async def test_without_codes_the_word_is_plain_talk(group: GroupChat) -> None:
    """In the group; in private there is an answer."""
    await group.member.says("领码")
    group.bot_stayed_silent()
    await group.member.whispers("领码")
    group.member.was_told("现在没有你能领的码")


async def test_a_group_that_is_paused_or_left(world: World, group: GroupChat) -> None:
    """There is nothing to ask for there, not even in private; who has left the group gets none."""
    await friends(group.member, group["小红"])
    await handed_over(group)
    await group.leaves("小红")
    await group["小红"].whispers("领码")
    group["小红"].was_told("没有你能领的码")
    await group.owner.says("/暂停")
    group.heard()
    await group.member.says("领码")
    await group.member.whispers("领码")
    group.member.was_told("没有你能领的码")
    group.bot_stayed_silent()


async def test_in_english(english: GroupChat) -> None:
    """The same in the other language."""
    await english.owner.whispers("/codes new Friends coupon until tomorrow 20:00 condition joined 1d\nAAA111\nAAA111")
    english.owner.was_told("#1 Friends coupon is ready with 1 code, until 2026-03-03 Tue 20:00", "1 day or longer")
    english.owner.was_told("Left out as known already: line 2 (AA…1)")
    await english.member.says("code")
    english.bot_replied("@小明 your code of “Friends coupon” is kept for you")
    await english.member.says("code is poetry")
    english.bot_stayed_silent()
    await english.member.whispers("hi")
    english.member.was_told("“Friends coupon”, your code:\nAAA111")


async def test_for_whom_it_is_kept_in_a_paused_group(world: World, group: GroupChat) -> None:
    """They are told when the bot may speak there again."""
    await friends(group.member)
    await handed_over(group)
    world.platform.fail_sends("permanent", 1)
    await group.member.says("领码")
    await group.owner.says("/暂停")
    group.heard()
    await world.advance(hours=3)
    group.bot_stayed_silent()
    await group.owner.says("/恢复")
    group.heard()
    await world.advance(hours=2)
    group.bot_replied("@小明 「老友券」的码给你留好了")
    await world.advance(hours=2)
    group.bot_stayed_silent()


async def test_what_one_had_can_be_read_after_the_end(group: GroupChat) -> None:
    """Whoever has a code can see it again in private at any time."""
    await group.member.whispers("领码")
    await handed_over(group)
    await group.member.whispers("领码")
    await group.owner.whispers("/优惠码 关闭 1")
    group.member.private.heard()
    await group.member.whispers("领码")
    group.member.was_told("你领过的码：\n「老友券」：AAA111")
