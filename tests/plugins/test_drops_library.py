"""The library, in conversations: kept, found, tagged, picked in turn."""

from pathlib import Path

import pytest
from PIL import Image as Pictures

from bot.content import Link
from bot.errors import UserError
from bot.events import MessagePosted, Quote
from bot.settings import settings_from
from plugins.drops.library import rules
from plugins.drops.library.rules import Pick
from tests.plugins.conftest import settled_group
from tests.world import GroupChat, World, open_world


def a_picture(folder: Path, name: str = "海报.png") -> Path:
    """A small picture in a file."""
    Pictures.new("RGB", (60, 40), (10, 120, 200)).save(folder / name)
    return folder / name


async def test_texts_are_kept_listed_and_shown(group: GroupChat):
    """Each by its number, with tags and use."""
    await group.admin.says("/素材")
    group.bot_replied("素材库还是空的", "/素材 添加 #早安")
    await group.admin.says("/素材 添加 #早安 #周一\n早上好，今天是{日期}！")
    group.bot_replied("存好了，素材 1 #早安 #周一", "/撤销")
    await group.admin.says("/素材 添加\n晚安")
    group.bot_replied("存好了，素材 2")
    await group.admin.says("/素材")
    group.bot_replied("共 2 条", "2. 晚安 · 还没用过", "1. 早上好，今天是{日期}！ #周一 #早安 · 还没用过")
    await group.admin.says("/素材 查看 1")
    group.bot_replied("素材 1 #周一 #早安，还没用过")
    assert group.bot_replied() == "早上好，今天是{日期}！"


async def test_the_library_is_its_owners(group: GroupChat):
    """Others neither see it nor can touch it; members have none."""
    await group.admin.says("/素材 添加 #早安\n老周的话")
    group.heard()
    await group.owner.says("/素材")
    group.bot_replied("素材库还是空的")
    for command in ("查看 1", "删除 1", "标签 1 #我的"):
        await group.owner.says(f"/素材 {command}")
        group.bot_replied("你没有编号 1 的素材")
    await group.member.says("/素材")
    group.bot_replied("只有群主或管理员可以")


async def test_it_works_in_private(group: GroupChat):
    """And is the same there; what is done can be taken back."""
    await group.admin.says("/素材 添加 #早安\n群里存的")
    group.heard()
    await group.admin.whispers("素材 添加 #晚安\n私下存的")
    assert "读书会" not in group.admin.was_told("存好了，素材 2 #晚安")
    await group.admin.whispers("素材")
    group.admin.was_told("群里存的", "私下存的")
    await group.admin.whispers("撤销")
    group.admin.was_told("撤销了：存了素材 2")
    await group.admin.whispers("素材")
    assert "私下存的" not in group.admin.was_told("共 1 条")


async def test_words_and_tags_find(group: GroupChat):
    """In any letter case, narrowing each other down, page by page."""
    for n in range(12):
        await group.admin.says(f"/素材 添加 #早安\n咖啡 Coffee 第{n}杯")
    await group.admin.says("/素材 添加 #晚安\n茶 100%_")
    group.heard()
    await group.admin.says("/素材 找 COFFEE")
    group.bot_replied("「COFFEE」找到 12 条，第 1/2 页", "下一页：/素材 找 COFFEE 2")
    await group.admin.says("/素材 找 coffee 2")
    text = group.bot_replied("第 2/2 页", "2. 咖啡 Coffee 第1杯", "1. 咖啡 Coffee 第0杯")
    assert "3. " not in text
    await group.admin.says("/素材 找 #早安 第3杯")
    group.bot_replied("「第3杯 #早安」找到 1 条", "4. 咖啡")
    await group.admin.says("/素材 找 #早安 2")
    group.bot_replied("「#早安」找到 12 条，第 2/2 页")
    await group.admin.says("/素材 找 0%_")
    group.bot_replied("找到 1 条")
    await group.admin.says("/素材 找 #早安 茶")
    group.bot_replied("没有找到「茶 #早安」")
    await group.admin.says("/素材 找")
    group.bot_replied("写一个词，或者 #标签")
    await group.admin.says("/素材 9")
    group.bot_replied("只有 2 页")


async def test_tags_are_changed_and_changed_back(group: GroupChat):
    """They are replaced; an undo after another change is refused."""
    await group.admin.says("/素材 添加 #早安\n你好")
    await group.admin.says("/素材 标签 1 #晚安 #周五")
    group.heard()
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：改了素材 1 的标签")
    await group.admin.says("/素材 标签 1 #早安")
    group.bot_replied("素材 1 的标签是 #早安。")
    await group.admin.says("/素材 标签 1")
    group.bot_replied("要什么标签", "例如：/素材 标签 3 #早安 #周一")
    await group.admin.says("/素材 标签 1 #" + "长" * 21)
    group.bot_replied("不能当标签")


async def test_deleting_can_be_taken_back(group: GroupChat):
    """It is gone, and there again with its tags."""
    await group.admin.says("/素材 添加 #早安\n你好")
    await group.admin.says("/素材 删除 1")
    group.heard()
    await group.admin.says("/素材 查看 1")
    group.bot_replied("你没有编号 1 的素材")
    await group.admin.says("/撤销")
    group.bot_replied("撤销了：删了素材 1")
    await group.admin.says("/素材 找 #早安")
    group.bot_replied("1. 你好")


async def test_what_was_deleted_long_ago_is_gone(world: World, group: GroupChat):
    """After thirty days there is no way back."""
    await group.admin.says("/素材 添加 #早安\n你好")
    await group.admin.says("/素材 删除 1")
    await world.advance(days=31)
    await group.admin.says("/素材 添加 #早安\n又来")
    await group.admin.says("/撤销")
    group.heard()
    await group.admin.says("/撤销")
    group.bot_replied("之后又被改过")


async def test_a_quoted_picture_is_kept(world: World, group: GroupChat, tmp_path: Path):
    """As a picture; it is shown again even when the message it came with is gone."""
    picture = a_picture(tmp_path)
    message = await group.member.says("", image=picture)
    await group.admin.says("/素材 添加 #早安", quote=message)
    group.bot_replied("存好了，素材 1 #早安")
    picture.unlink()
    await group.admin.says("/素材 查看 1")
    group.bot_replied("素材 1 #早安")
    assert world.platform.accepted[-1].kind == "image"
    kept = [path for path in world.settings.media_dir.rglob("*") if path.is_file()]
    assert [path.suffix for path in kept] == [".png"]


async def test_a_picture_that_is_only_told_of_is_the_last_one(world: World, group: GroupChat, tmp_path: Path):
    """WeChat's own quotes say no more than [图片]; words below it do not hide it."""
    await group.member.says("", image=a_picture(tmp_path, "旧.png"))
    await world.advance(minutes=1)
    await group.member.says("", image=a_picture(tmp_path))
    for number, text in enumerate(("/素材 添加 #早安", "/素材 添加 #早安\n配一句话")):
        told = Quote(sender_name="小明", text="[图片]")
        said = MessagePosted(f"told{number}", world.clock.now(), group.admin.id, text, group.group_id, quote=told)
        assert world.app is not None
        await world.app.receive(said)
        await world.settle()
    group.bot_replied("存好了，素材 1 #早安")
    group.bot_replied("一条素材只存一样")
    await group.admin.says("/素材 查看 1")
    group.bot_replied()
    assert world.platform.accepted[-1].kind == "image"


async def test_what_was_just_sent_privately_is_kept(world: World, group: GroupChat, tmp_path: Path):
    """Right before the command and with nothing else in between, it need not be quoted; in a group it must be."""
    await group.admin.whispers("", image=a_picture(tmp_path))
    group.admin.private.heard()
    await group.admin.whispers("素材 添加 #早安")
    group.admin.was_told("存好了，素材 1 #早安")
    await group.admin.whispers("素材 查看 1")
    group.admin.private.heard()
    assert world.platform.accepted[-1].kind == "image"
    await group.admin.whispers("素材 添加 #早安")
    group.admin.was_told("第二行")
    await group.admin.whispers("", image=a_picture(tmp_path))
    await world.advance(minutes=6)
    group.admin.private.heard()
    await group.admin.whispers("素材 添加 #早安")
    group.admin.was_told("第二行")
    await group.admin.says("", image=a_picture(tmp_path))
    await group.admin.says("/素材 添加 #早安")
    group.bot_replied("第二行")


async def test_a_file_and_a_link_are_kept(world: World, group: GroupChat, tmp_path: Path):
    """With name and address."""
    (tmp_path / "名单.csv").write_text("a,b")
    message = await group.member.says("", file=tmp_path / "名单.csv")
    await group.admin.says("/素材 添加", quote=message)
    group.bot_replied("存好了，素材 1")
    await group.admin.says("/素材 找 名单")
    group.bot_replied("1. ［文件］名单.csv")
    await group.admin.says("/素材 查看 1")
    group.heard()
    assert (world.platform.accepted[-1].kind, world.platform.accepted[-1].text) == ("file", "名单.csv")
    await group.admin.says("/素材 添加", quote=group.last)
    group.bot_replied("存好了，素材 2")


async def test_a_quoted_link_card_is_kept(world: World, group: GroupChat):
    """With its title and address, which only the platform can tell; one that is none is refused."""
    for number, url in enumerate(("https://a.cn/x", "javascript:alert(1)")):
        card = Link(url, "好文章", "讲得很好")
        message = f"card{number}"
        await world.platform.say(group.member.id, "", message_id=message, group_id=group.group_id, link=card)
        await group.admin.says("/素材 添加 #好文", quote=message)
    group.bot_replied("存好了，素材 1 #好文")
    group.bot_replied("看不到这条链接的网址")
    await group.admin.says("/素材 找 好文章")
    group.bot_replied("1. ［链接］好文章")
    await group.admin.says("/素材 查看 1")
    group.heard()
    assert world.platform.accepted[-1].text == "好文章\n讲得很好\nhttps://a.cn/x"


@pytest.mark.parametrize(
    ("name", "size", "says"),
    [("大图.png", 20 << 20, "20.0 MB，最多 10 MB"), ("假图.png", 2000, "打不开")],
)
async def test_an_unfit_picture_changes_nothing(
    world: World, group: GroupChat, tmp_path: Path, name: str, size: int, says: str
):
    """A clear sentence, no material, no file."""
    (tmp_path / name).write_bytes(bytes(size))
    message = await group.member.says("", image=tmp_path / name)
    await group.admin.says("/素材 添加 #早安", quote=message)
    group.bot_replied(says)
    await group.admin.says("/素材")
    group.bot_replied("素材库还是空的")
    assert not world.settings.media_dir.exists() or not any(world.settings.media_dir.rglob("*.*"))


async def test_a_picture_that_is_gone_is_told(group: GroupChat, tmp_path: Path):
    """And how to go on."""
    message = await group.member.says("", image=a_picture(tmp_path))
    (tmp_path / "海报.png").unlink()
    await group.admin.says("/素材 添加 #早安", quote=message)
    group.bot_replied("取不到了", "重新发一次")


async def test_picture_and_words_are_two_things(group: GroupChat, tmp_path: Path):
    """The library keeps one thing under one number."""
    message = await group.member.says("", image=a_picture(tmp_path))
    await group.admin.says("/素材 添加 #早安\n还有一句话", quote=message)
    group.bot_replied("一条素材只存一样")


@pytest.mark.parametrize("text", ["你好 {昵称}", "{", "字" * 10_001])
async def test_a_text_that_can_not_be_posted_is_refused(group: GroupChat, text: str):
    """Now, not when its turn has come."""
    await group.admin.says(f"/素材 添加 #早安\n{text}")
    group.heard()
    await group.admin.says("/素材")
    group.bot_replied("素材库还是空的")


async def test_a_drop_takes_one_each_time(world: World, group: GroupChat):
    """The longest rested first; with all used, the owner hears once; it goes on when there is something again."""
    for words in ("第一句", "第二句"):
        await group.admin.says(f"/素材 添加 #早安\n{words}，今天{{星期}}")
    group.heard()
    await group.admin.says("/投放 添加 每天 12:00 早安 素材#早安 隔3天 #必发")
    group.bot_replied("已添加 #1 早安")
    await world.advance(hours=3)
    assert group.bot_replied() == "第一句，今天星期一"
    await world.advance(days=1)
    assert group.bot_replied() == "第二句，今天星期二"
    await world.advance(days=1)
    group.bot_stayed_silent()
    group.admin.was_told("#1 早安：带 #早安 的素材最近 3 天都用过了", "/素材 添加 #早安")
    await world.advance(days=1)
    assert group.bot_replied() == "第一句，今天星期四"
    group.admin.was_told_nothing()
    await group.admin.says("/素材")
    group.bot_replied("1. 第一句，今天{星期} #早安 · 用过 2 次，上次 2026-03-05 周四 12:00")


async def test_with_nothing_tagged_the_owner_hears_once(world: World, group: GroupChat):
    """Not every day; a material saved later is used."""
    await group.admin.says("/投放 添加 每天 12:00 素材#早安")
    group.bot_replied("已添加 #1 #早安")
    await world.advance(days=3)
    group.bot_stayed_silent()
    group.admin.was_told("没有带 #早安 的素材")
    group.admin.was_told_nothing()
    await group.admin.says("/素材 添加 #早安\n来啦")
    group.heard()
    await world.advance(days=1)
    assert group.bot_replied() == "来啦"


async def test_a_crash_neither_loses_nor_doubles_a_pick(world: World, group: GroupChat):
    """What was taken is taken with its post."""
    for words in ("甲", "乙", "丙"):
        await group.admin.says(f"/素材 添加 #早安\n{words}")
    await group.admin.says("/投放 添加 每天 12:00 素材#早安 #必发")
    group.heard()
    world.crash_at_next_send("before_send", seconds=30)
    await world.advance(hours=3)
    assert group.heard() == ["甲"]
    world.crash_at_next_send("after_send", seconds=30)
    await world.advance(days=1)
    assert group.heard() == ["乙"]
    await world.advance(days=1)
    assert group.heard() == ["丙"]


@pytest.mark.parametrize(
    ("text", "left", "pick"),
    [
        ("早安 素材#早安 隔30天", "早安", Pick("早安")),
        ("素材#Morning", "", Pick("morning")),
        ("早安 素材＃早安 隔两天 不限", "早安 不限", Pick("早安", 2)),
        ("morning library#morning rest7d", "morning", Pick("morning", 7)),
        ("隔0天 素材#早安", "", Pick("早安", 0)),
        ("早安 隔30天", "早安 隔30天", None),
        ("素材 早安", "素材 早安", None),
        ("", "", None),
    ],
)
def test_a_pick_is_read(text: str, left: str, pick: Pick | None):
    """From anywhere in the line."""
    assert rules.take_pick(text) == (left, pick)


@pytest.mark.parametrize("text", ["素材#早安 隔9999天", "素材#123", "素材#" + "长" * 21])
def test_a_pick_that_can_not_be_is_refused(text: str):
    """Instead of becoming part of the title."""
    with pytest.raises(UserError):
        rules.take_pick(text)


async def test_on_each_database(database_url: str):
    """Kept, searched, tagged, picked: the same whatever keeps it."""
    async with open_world(database_url) as world:
        group = await settled_group(world)
        for words in ("咖啡 100%_ 甲", "茶 乙", "COFFEE 丙"):
            await group.admin.says(f"/素材 添加 #早安 #饮料\n{words}")
        await group.admin.says("/素材 标签 2 #晚安")
        await group.admin.says("/投放 添加 每天 12:00 素材#早安 隔2天 #必发")
        group.heard()
        await world.advance(days=4)
        assert group.heard() == ["咖啡 100%_ 甲", "COFFEE 丙", "咖啡 100%_ 甲", "COFFEE 丙"]
        for query, found in (("coffee", "3. COFFEE"), ("0%_", "1. 咖啡"), ("#晚安 茶", "2. 茶")):
            await group.admin.says(f"/素材 找 {query}")
            group.bot_replied("找到 1 条", found)


async def test_what_is_kept_may_move(sqlite_url: str, tmp_path: Path):
    """Another machine has another folder: pictures are found there."""
    async with open_world(sqlite_url, media_dir=f"{tmp_path}/one") as world:
        group = await settled_group(world)
        message = await group.member.says("", image=a_picture(tmp_path))
        await group.admin.says("/素材 添加 #早安", quote=message)
        await group.admin.says("/投放 添加 每天 12:00 素材#早安 #必发")
        group.heard()
        (tmp_path / "one").rename(tmp_path / "two")
        world.settings = settings_from({"database_url": sqlite_url, "media_dir": f"{tmp_path}/two", "pacing": "off"})
        await world.crash(seconds=1)
        await world.advance(hours=3)
        assert [each.kind for each in world.platform.accepted if each.to.group_id][-1] == "image"
