"""Who one is and what one may do, in conversations."""

from tests.world import GroupChat, World, open_world


async def test_the_code_makes_an_operator_once(world: World, group: GroupChat):
    """In private only, however it is typed, and never again."""
    code = world.codes[-1]
    await group.member.says(f"/绑定 {code}")
    group.bot_replied("私聊发给我")
    await group.member.whispers(f"/绑定 {code.lower()[:5]}-{code[5:]}")
    group.member.was_told("绑定好了")
    await group.member.whispers("/群")
    group.member.was_told("1  读书会")
    await group["小红"].whispers(f"/绑定 {code}")
    group["小红"].was_told("没有待用的绑定码")
    await group.member.says("/身份")
    group.bot_replied("小明", "运营者")


async def test_guessing_the_code_is_limited(world: World, group: GroupChat):
    """Five wrong tries an hour; then even the right one has to wait."""
    for _ in range(5):
        await group.member.whispers("/绑定 AAAAAAAAAA")
        group.member.was_told("绑定码不对")
    await group.member.whispers(f"/绑定 {world.codes[-1]}")
    group.member.was_told("试错太多次")
    await world.advance(hours=1, minutes=1)
    await group.member.whispers(f"/绑定 {world.codes[-1]}")
    group.member.was_told("绑定好了")


async def test_operators_of_the_settings_need_no_code(sqlite_url: str):
    """OPERATORS names them, and no code is printed."""
    async with open_world(sqlite_url, operators="m2") as world:
        group = await world.group("读书会", "阿宁", "小明")
        group.heard()
        assert world.codes == []
        await group["小明"].says("/身份")
        group.bot_replied("运营者", "平台编号：m2")
        await group["小明"].whispers("/群")
        group["小明"].was_told("读书会")


async def test_whoami(world: World, group: GroupChat):
    """Number and role for anybody; the platform's id where it is nobody else's business."""
    await group.member.says("/身份")
    text = group.bot_replied("你是 小明", "群成员", "这个群的编号：1")
    assert group.member.id not in text
    await group.member.whispers("/身份")
    group.member.was_told("你是 小明", f"平台编号：{group.member.id}", "DANDELION_OPERATORS")
    await world.operator("小舵")
    await group.member.whispers("/身份")
    assert "DANDELION_OPERATORS" not in group.member.was_told("你是 小明")
    await group.owner.says("/whoami")
    group.bot_replied("群主")


async def test_admins_are_made_by_the_owner(group: GroupChat):
    """By mention, number or a unique name; admins may look but not choose."""
    await group.owner.says("/管理员")
    group.bot_replied("群主：阿宁", "管理员：老周")
    await group.admin.says("/管理员 添加 @小明")
    group.bot_replied("只有群主可以添加管理员。")
    await group.owner.says("/管理员 添加 @小明")
    group.bot_replied("小明 现在是管理员了", "/撤销")
    await group.member.says("/欢迎 关闭")
    group.bot_replied("不再欢迎新人了")
    await group.owner.says("/管理员 添加 小明")
    group.bot_replied("小明 已经是管理员了")
    await group.owner.says("/管理员 移除 @小明")
    group.bot_replied("小明 不再是管理员了")
    await group.member.says("/欢迎 开启")
    group.bot_replied("只有群主或管理员可以开启欢迎。")
    await group.owner.says("/撤销")
    group.bot_replied("撤销了：取消了 小明 的管理员")
    await group.member.says("/欢迎 开启")
    group.bot_replied("有新人进群我会欢迎")
    await group.owner.says("/管理员 移除 @阿宁")
    group.bot_replied("阿宁 是群主")
    await group.owner.says("/管理员 移除 @小红")
    group.bot_replied("小红 不是管理员")
    await group.owner.says("/管理员 添加 @不在的人")
    group.bot_replied("没有找到「不在的人」")


async def test_a_mention_counts_wherever_it_stands(group: GroupChat):
    """Before the command as well as after it, and the bot's own never does."""
    for text in (
        "@小明 @蒲公英 /管理员 添加",
        "@蒲公英 @小明 管理员 移除",
        "@蒲公英 管理员 添加 @小明",
        "/管理员 移除 @小明 @蒲公英",
    ):
        await group.owner.says(text)
        group.bot_replied("小明 现在是管理员了" if "添加" in text else "小明 不再是管理员了")
    await group.owner.says("@老周 @蒲公英 /管理员 移除 小明")
    group.bot_replied("多了「小明」")
    await group.owner.says("@蒲公英 /管理员 添加")
    group.bot_replied("还缺")


async def test_an_admin_of_one_group_is_nobody_in_another(world: World, group: GroupChat):
    """Roles belong to a group."""
    other = await world.group("别的群", "别人", "老周")
    other.heard()
    await other["老周"].says("/欢迎 关闭")
    other.bot_replied("只有群主或管理员可以关闭欢迎。")


async def test_an_owner_can_be_bound(world: World, group: GroupChat):
    """By an operator, where the platform does not tell; admins can't take it away."""
    await group.owner.says("/管理员 群主 @小明")
    group.bot_replied("只有运营者可以认定群主。")
    chat = await world.operator("小舵")
    for text, answer in (
        ("/用 1", "读书会"),
        ("/管理员 群主 没这人", "请写编号"),
        ("/管理员 群主 小明", "小明 在这里就是群主了（读书会）"),
        ("/管理员 群主 小明", "小明 已经是群主了"),
        ("/管理员 添加 小明", "小明 是群主"),
        ("/管理员", "群主：阿宁（1）、小明（3）\n管理员：老周（2）"),
    ):
        await chat.whispers(text)
        chat.bot_replied(answer)
    await group.member.says("/管理员 添加 @小红")
    group.bot_replied("小红 现在是管理员了")
    await group.owner.says("/管理员 移除 @小明")
    group.bot_replied("只有运营者可以")
    await chat.whispers("/撤销")
    chat.bot_replied("撤销了：认定 小明 为群主")
    await group.member.says("/管理员 移除 @小红")
    group.bot_replied("只有群主可以移除管理员。")


async def test_a_person_who_came_back_with_a_new_id(world: World, group: GroupChat):
    """An operator joins the two after seeing who they are; roles and history stay."""
    boss = await world.operator("小舵")
    await group.joins("新老周")
    await boss.whispers("/身份 关联 2 6")
    boss.bot_replied("老周 和 新老周 现在在同一个群里")
    await group.leaves("老周")
    await boss.whispers("/身份 关联 2 2")
    boss.bot_replied("同一个人", "例如：/身份 关联 3 27")
    await boss.whispers("/身份 关联 2 99")
    boss.bot_replied("没有编号 99 的人")
    await boss.whispers("/身份 关联 2 6")
    boss.bot_replied("2「老周」（0 个群）", "6「新老周」（1 个群）", "分不开", "确认")
    await boss.whispers("确认")
    boss.bot_replied("并好了，现在是 2 新老周")
    await world.advance(minutes=1)
    group.heard()
    await group["新老周"].says("/身份")
    group.bot_replied("编号 2", "管理员")
    await group.owner.says("/身份 关联 2 3")
    group.bot_replied("只有运营者可以")
    await group.member.says("/身份 关连")
    assert "关联" not in group.bot_replied("多了「关连」")


async def test_a_new_owner_has_the_owners_rights(world: World, group: GroupChat):
    """The platform says who owns a group; the old owner is a member again."""
    await world.platform.change_owner(group.group_id, group.member.id)
    await world.settle()
    await group["小明"].says("/管理员 添加 @小红")
    group.bot_replied("小红 现在是管理员了")
    await group["阿宁"].says("/管理员 添加 @阿宁")
    group.bot_replied("只有群主可以添加管理员。")


async def test_a_nickname_gives_no_rights(world: World, group: GroupChat):
    """Calling oneself like the owner changes nothing."""
    await group.joins("阿宁2")
    await world.advance(minutes=1)
    group.heard()
    world.platform.groups[group.group_id].members[group["阿宁2"].id] = "阿宁"
    await group["阿宁2"].says("/暂停")
    group.bot_replied("只有群主或管理员可以")
