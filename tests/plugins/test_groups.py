"""Groups, the choice among them, and what each is like, in conversations."""

from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World, open_world


async def two_groups(world: World) -> tuple[GroupChat, GroupChat]:
    """Two groups of 阿宁's, all said so far read."""
    first = await world.group("北京读书会", "阿宁", "小明")
    second = await world.group("上海读书会", "阿宁", "小红")
    first.heard()
    second.heard()
    return first, second


async def test_a_new_group_is_greeted_once_in_its_life(world: World):
    """One line; not again when the bot is removed and brought back."""
    group = await world.group("读书会", "阿宁")
    group.bot_replied("我是蒲公英", "/帮助")
    group.bot_stayed_silent()
    await world.platform.kick_bot(group.group_id)
    await world.settle()
    await world.platform.add_bot(group.group_id, "读书会", group.owner.id, {group.owner.id: "阿宁"})
    await world.settle()
    group.bot_stayed_silent()


async def test_my_groups_and_the_choice_among_them(world: World):
    """In private: list, search, choose by number or name, and every admin command works there."""
    first, second = await two_groups(world)
    owner = first.owner
    await owner.whispers("/群")
    owner.was_told("我的群，共 2 个", "1  北京读书会（2 人）", "2  上海读书会（2 人）", "/用 1")
    await owner.whispers("群 上海")
    owner.was_told("找到 1 个群", "2  上海读书会", "/用 2")
    await owner.whispers("/欢迎")
    owner.was_told("先选一个群", "/用")
    await owner.whispers("/用 2")
    owner.was_told("接下来的命令都管 2 上海读书会")
    await owner.whispers("/欢迎 设置\n{昵称}你好")
    owner.was_told("欢迎语换好了", "（上海读书会）")
    second.bot_stayed_silent()
    await second.joins("小林")
    await world.advance(minutes=2)
    second.bot_replied("@小林 你好")
    await first.joins("小林")
    await world.advance(minutes=2)
    first.bot_replied("欢迎 @小林 来到北京读书会")
    await owner.whispers("/用 北京")
    owner.was_told("1 北京读书会")
    await owner.whispers("/用")
    owner.was_told("现在管理的是 1 北京读书会")


async def test_a_name_that_is_not_one_groups_alone(world: World):
    """Those that match are listed with their numbers; nobody else's group is found."""
    first, _ = await two_groups(world)
    await world.group("广州读书会", "别人")
    await first.owner.whispers("/用 读书会")
    text = first.owner.was_told("不止一个", "1  北京读书会", "2  上海读书会", "例如：/用 1")
    assert "广州" not in text
    await first.owner.whispers("/用 3")
    first.owner.was_told("你管理的群里没有 3 号")
    await first.owner.whispers("/用 #天津")
    first.owner.was_told("没有带 #天津 标签的")
    await first.owner.whispers("/群 广州")
    first.owner.was_told("没有找到「广州」")
    first.owner.was_told_nothing()


async def test_a_set_of_groups_is_managed_by_its_tag(world: World):
    """What is done to the set is done to each of its groups, and undone together."""
    first, second = await two_groups(world)
    owner = first.owner
    for number in ("1", "2"):
        await owner.whispers(f"/用 {number}")
        await owner.whispers("/标签 添加 #读书")
    owner.private.heard()
    await owner.whispers("/标签")
    owner.was_told("#读书（2 个群）")
    await owner.whispers("/用 #读书")
    owner.was_told("#读书 的 2 个群：北京读书会、上海读书会")
    await owner.whispers("/群规 设置\n不发广告")
    owner.was_told("群规记下了", "（#读书 的 2 个群）")
    for group in (first, second):
        await group.owner.says("/群规")
        group.bot_replied("不发广告")
    await owner.whispers("/欢迎")
    owner.was_told("一次只能对一个群做")
    await world.advance(minutes=1)
    await owner.whispers("/撤销")
    owner.was_told("撤销了：设置了群规", "（北京读书会、上海读书会）")
    for group in (first, second):
        await group.owner.says("/群规")
        group.bot_replied("还没有群规")
    await owner.whispers("/群 #读书")
    owner.was_told("找到 2 个群", "#读书")


async def test_who_manages_nothing_is_told_how_to_begin(world: World, group: GroupChat):
    """A member has no groups to choose from."""
    await group.member.whispers("/群")
    group.member.was_told("还没有可以管理的群", "拉进群")
    await group.member.whispers("/用 1")
    group.member.was_told("还没有可以管理的群")


async def test_in_a_group_commands_are_about_that_group(group: GroupChat):
    """Which others there are is not told there, and no other can be chosen."""
    await group.admin.says("/群")
    group.bot_replied("这个群的编号是 1：读书会，4 人")
    await group.member.says("/群")
    group.bot_replied("只有群主或管理员可以")
    await group.admin.says("/用 2")
    group.bot_replied("私聊我发 /用")


async def test_tags_are_checked_and_undone(group: GroupChat):
    """A tag is a word; the same twice does no harm; undo leaves what was there before."""
    await group.admin.says("/标签 添加 #读书 #北京")
    group.bot_replied("加上了 #读书 #北京", "/撤销")
    await group.admin.says("/标签 添加 #北京 #周末")
    group.bot_replied("加上了 #北京 #周末")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：加了标签 #北京 #周末")
    await group.admin.says("/标签")
    group.bot_replied("这个群的标签：#北京 #读书")
    await group.admin.says("/标签 移除 #北京")
    group.bot_replied("去掉了 #北京")
    await group.admin.says("/标签 添加 #推广")
    group.bot_replied("#推广 在命令里另有用处")
    await group.admin.says("/标签 添加")
    group.bot_replied("还缺标签", "例如：/标签 添加 #读书")
    await group.member.says("/标签 添加 #x")
    group.bot_replied("只有群主或管理员可以给群加标签。")


async def test_a_word_can_be_switched_off(world: World, group: GroupChat):
    """Per group; the command still works."""
    await group.admin.says("/群规 设置\n1. 好好说话")
    group.heard()
    await group.admin.says("/口令")
    group.bot_replied("群规：看群规（开）", "/口令 关闭 群规")
    await group.admin.says("/口令 关闭 rules")
    group.bot_replied("「群规」关掉了")
    await group.member.says("群规")
    group.bot_stayed_silent()
    await group.member.says("/群规")
    group.bot_replied("好好说话")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：关掉了口令「群规」")
    await world.advance(minutes=1)
    await group.member.says("群规")
    group.bot_replied("好好说话")
    await group.admin.says("/口令 关闭 打卡机")
    group.bot_replied("没有「打卡机」这个口令", "群规")


async def test_a_paused_bot_answers_only_admins(world: World, group: GroupChat):
    """Until it is resumed; undo resumes as well."""
    await group.admin.says("/暂停")
    group.bot_replied("我先不说话了", "/恢复")
    await group.member.says("/帮助")
    await group.member.says("@蒲公英 在吗")
    await group.member.says("/没有这个命令")
    group.bot_stayed_silent()
    await group.admin.says("/暂停")
    group.bot_replied("已经是暂停的")
    await group.admin.says("/恢复")
    group.bot_replied("我回来了")
    await group.member.says("/帮助")
    group.bot_replied("/群规")
    await group.admin.says("/暂停")
    group.heard()
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：暂停了机器人")
    await group.member.says("/身份")
    group.bot_replied("小明")


async def test_the_language_of_a_group(group: GroupChat):
    """The answer is already in it; the other language brings it back."""
    await group.admin.says("/语言 英文")
    group.bot_replied("English in the group from now on", "/undo")
    await group.member.says("/welcome set\nhi")
    group.bot_replied("Only the owner or an admin can set the welcome text.")
    await group.admin.says("/language")
    group.bot_replied("换成中文：/语言 中文")
    await group.admin.says("/语言 法语")
    group.bot_replied("I know Chinese and English", "For example: /language")
    await group.admin.says("/撤销")
    group.bot_replied("把语言换成英文")


async def test_the_time_zone_of_a_group(group: GroupChat):
    """By city or by name; the answer tells what time it is there."""
    await group.admin.says("/时区")
    group.bot_replied("时区是 Asia/Shanghai，现在 2026-03-02 周一 10:01")
    await group.admin.says("/时区 纽约")
    group.bot_replied("America/New_York", "2026-03-01 周日 21:01")
    await group.admin.says("/历史")
    group.bot_replied("（America/New_York）", "把时区改成 America/New_York")
    await group.admin.says("/时区 火星")
    group.bot_replied("不认识时区「火星」", "例如：/时区 东京")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了")
    await group.admin.says("/timezone")
    group.bot_replied("Asia/Shanghai")


async def test_a_group_that_came_back_with_a_new_id(world: World, group: GroupChat):
    """Only an operator may, after seeing what is joined to what."""
    await group.admin.says("/群规 设置\n老规矩")
    again = await world.group("读书会", "阿宁", "老周", "小明", "小红")
    again.heard()
    boss = await world.operator("小舵")
    await group.owner.says("/群 关联 1 2")
    group.heard()
    await boss.whispers("/群 关联 1 2")
    boss.bot_replied("1「读书会」（4 人）", "2「读书会」（4 人）", "回复「确认」")
    await again.admin.says("/群规")
    again.bot_replied("还没有写群规")
    await boss.whispers("确认")
    boss.bot_replied("并好了，现在是 1 读书会")
    await world.advance(minutes=1)
    await again.member.says("/群规")
    again.bot_replied("老规矩")


async def test_groups_in_english(english: GroupChat):
    """The same, word for word."""
    await english.owner.whispers("groups")
    english.owner.was_told("My groups, 1 in all", "1  读书会 (4 members)", "/use 1")
    await english.owner.whispers("/use 1")
    english.owner.was_told("commands are now about 1 读书会")
    await english.owner.whispers("/tag add #books")
    english.owner.was_told("Tagged #books (读书会)", "/undo")
    await english.admin.says("/rules set\nBe kind")
    english.bot_replied("The rules are set")
    await english.member.says("/pause")
    english.bot_replied("Only the owner or an admin can silence me.")
    await english.admin.says("/pause")
    english.bot_replied("I'll be silent")


async def test_many_groups_are_listed_by_the_page(world: World):
    """Twenty a page, each page naming the next."""
    for n in range(1, 22):
        await world.group(f"第{n}群", "阿宁")
    await world.private(world.id_of("阿宁")).whispers("/群")
    chat = world.private(world.id_of("阿宁"))
    chat.bot_replied("我的群，共 21 个（第 1/2 页）", "1  第1群", "20  第20群", "下一页：/群 2")
    await chat.whispers("/群 群 2")
    chat.bot_replied("找到 21 个群（第 2/2 页）", "21  第21群")
    await chat.whispers("/群 3")
    chat.bot_replied("只有 2 页")
    await chat.whispers("/群 100%_")
    chat.bot_replied("没有找到「100%_」")


async def test_one_conversation_on_both_databases(database_url: str):
    """What is written and read in these plugins works on SQLite and PostgreSQL alike."""
    async with open_world(database_url) as world:
        group = await settled_group(world)
        await group.joins("小林", "阿木")
        await world.advance(minutes=2)
        group.bot_replied("@小林 @阿木 来到读书会")
        for text, answer in (
            ("/欢迎 设置\n你好 {昵称}", "欢迎语换好了"),
            ("/标签 添加 #读书", "加上了 #读书"),
            ("/暂停", "我先不说话了"),
            ("/撤销", "撤销了：暂停了机器人"),
            ("/管理员 移除 @老周", "老周 不再是管理员了"),
            ("/撤销", "撤销了：取消了 老周 的管理员"),
            ("/口令 关闭 群规", "「群规」关掉了"),
            ("/历史", "阿宁 关掉了口令「群规」"),
            ("/为什么", "最近几条"),
            ("/为什么 1", "群里有了变化"),
            ("/预算", "排队"),
            ("/补发", "都送到了"),
        ):
            await group.owner.says(text)
            group.bot_replied(answer)
        again = await world.group("读书会", "阿宁", "小明")
        chat = await world.operator("小舵")
        for text, answer in (
            ("/群 读书", "找到 2 个群"),
            ("/用 #读书", "#读书 的 1 个群"),
            ("/标签", "#读书（1 个群）"),
            ("/群 关联 1 2", "回复「确认」"),
            ("确认", "并好了"),
            ("/欢迎", "你好 {昵称}"),
        ):
            await chat.whispers(text)
            chat.bot_replied(answer)
        again.heard()
        await again.joins("新来的")
        await world.advance(minutes=2)
        again.bot_replied("你好 @新来的")


async def test_many_groups_are_tagged_at_once(world: World):
    """In private by numbers, spans of them, or a part of their names; undone as one, wherever one is by then."""
    for name in ("北京读书会", "上海读书会", "广州徒步", "深圳徒步", "杭州读书会"):
        await world.group(name, "阿宁", "小明")
    await world.group("别人的读书会", "别人")
    chat = world.private(world.id_of("阿宁"))
    for text, answer in (
        ("/标签 添加 #南方 2-4，5", "加上了 #南方（上海读书会、广州徒步、深圳徒步 等 4 个群）"),
        ("/标签 添加 #书 读书", "加上了 #书（北京读书会、上海读书会、杭州读书会）"),
        ("/标签", "#书（3 个群）\n#南方（4 个群）"),
        ("/标签 2", "只有 1 页"),
        ("/用 #书", "北京读书会、上海读书会、杭州读书会"),
        ("/标签 移除 #书 #1 #2", "去掉了 #书（北京读书会、上海读书会）"),
        ("/撤销", "撤销了：去掉了标签 #书（北京读书会、上海读书会）"),
        ("/用 3", "广州徒步"),
        ("/撤销", "撤销了：加了标签 #书（北京读书会、上海读书会、杭州读书会）"),
        ("/标签 添加 #书 6", "你管理的群里没有 6 号"),
        ("/标签 添加 #书 1 6", "你管理的群里没有 6 号"),
        ("/标签 添加 #书 别人", "没有找到「别人」"),
        ("/标签 添加 1 2", "还缺标签"),
        ("/标签", "#南方（4 个群）\n一起管理：/用 #南方"),
    ):
        await chat.whispers(text)
        chat.bot_replied(answer)


async def test_in_a_group_only_that_group_is_tagged(group: GroupChat):
    """A tag without its # is pointed out."""
    await group.admin.says("/标签 添加 #读书 周末")
    group.bot_replied("「周末」用不上", "例如：/标签 添加 #读书")
    await group.admin.says("/标签 添加 读书")
    group.bot_replied("还缺标签，用 # 开头")
