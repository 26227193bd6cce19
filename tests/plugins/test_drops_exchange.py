"""Files sent to the bot, in conversations: shown first, all of it or nothing, taken back, and given back."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from PIL import Image

from plugins.drops.exchange.files import read_plan
from plugins.drops.exchange.plan import Plan, Reading
from tests.plugins.conftest import settled_group
from tests.plugins.exchanging import WHOLE
from tests.world import GroupChat, Human, World, open_world, plain

TABLE = "时间,标题,正文,群/标签,直到/共\n每天 12:30,午报,午安 {日期},,共3次\n每周五 20:00,读书夜,今晚见,读书会,不限\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where people keep the files they send."""
    return tmp_path


async def sends(who: Human, folder: Path, name: str, data: str | bytes) -> None:
    """Send a file privately."""
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    await who.whispers("", file=folder / name)


async def test_a_table_is_shown_then_added(world: World, group: GroupChat, folder: Path):
    """Nothing happens before 确认; then each drop comes at its time."""
    await sends(group.owner, folder, "三月.csv", TABLE)
    preview = group.owner.was_told("三月.csv", "2 条投放", "2026-03-02 周一 12:30 午报（读书会）", "确认")
    assert "2026-03-06 周五 20:00 读书夜" in preview
    await group.owner.whispers("确认")
    group.owner.was_told("从 三月.csv 导入了 2 条投放", "/撤销")
    await world.advance(hours=3)
    group.bot_replied("午安 3月2日")
    group.owner.was_told_nothing()


async def test_without_a_yes_nothing_comes(world: World, group: GroupChat, folder: Path):
    """A preview alone adds nothing, and the yes is good for a minute."""
    await sends(group.owner, folder, "a.csv", TABLE)
    group.owner.was_told("确认")
    await world.advance(minutes=2)
    await group.owner.whispers("确认")
    group.owner.was_told("60 秒")
    await world.advance(days=1)
    group.bot_stayed_silent()


async def test_an_import_is_taken_back(world: World, group: GroupChat, folder: Path):
    """/撤销 takes back all of it at once."""
    await sends(group.owner, folder, "a.csv", TABLE)
    await group.owner.whispers("确认")
    group.owner.private.heard()
    await group.owner.whispers("/撤销")
    group.owner.was_told("a.csv")
    await world.advance(days=7)
    group.bot_stayed_silent()
    await sends(group.owner, folder, "a.csv", TABLE)
    group.owner.was_told("2 条投放")


async def test_the_same_file_again_adds_nothing(group: GroupChat, folder: Path):
    """What is there is skipped, and said so; what is new is added."""
    await sends(group.owner, folder, "a.csv", TABLE)
    await group.owner.whispers("确认")
    group.owner.private.heard()
    await sends(group.owner, folder, "a.csv", TABLE)
    group.owner.was_told("都已经有了")
    group.owner.was_told_nothing()
    await sends(group.owner, folder, "b.csv", TABLE + "每天 21:00,晚报,晚安,,\n每天 21:00,晚报,晚安,,\n")
    group.owner.was_told("1 条投放", "晚报", "已经有的 3 条跳过")


async def test_one_bad_line_changes_nothing(world: World, group: GroupChat, folder: Path):
    """All mistakes are told by line, the first ten of them; the good lines wait with the bad."""
    rows = [f"每天 12:{n % 60:02},第{n}条,你好" for n in range(498)]
    rows[99], rows[299] = "每天,坏,没有钟点", "每天 9:00,坏,{没有这个}"
    await sends(group.owner, folder, "a.csv", "时间,标题,正文\n" + "\n".join(rows))
    said = group.owner.was_told("a.csv 有 2 处要改", "什么都没有导入", "第 101 行", "第 301 行")
    assert "没有这个" in said
    await group.owner.whispers("确认")
    group.owner.was_told("没有等待确认")
    await world.advance(hours=5)
    group.bot_stayed_silent()
    await sends(group.owner, folder, "b.csv", "时间,正文\n" + "每天,你好\n" * 30)
    group.owner.was_told("30 处", "还有 20 处")


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.csv", b"x" * (20 << 20), "2 MB"),
        ("a.xlsx", b"PK broken", "打不开"),
        ("a.xls", b"old", "另存为"),
        ("a.toml", b"= 1", "TOML"),
        ("a.ics", b"BEGIN:VCALENDAR\nno colon", "日历"),
        ("a.csv", "时间,正文,群\n每天 9:00,你好,没有的群\n".encode(), "没有的群"),
        ("a.csv", "时间,正文,群\n每天 9:00,你好,#没有的标签\n".encode(), "没有的标签"),
        ("a.csv", "时间,正文,直到\n2026-03-03 9:00,你好,\n每年5月1日 9:00,你好,2026-04-01\n".encode(), "第 3 行"),
        (
            "a.toml",
            b'[[drop]]\nwhen = "\xe6\xaf\x8f\xe5\xa4\xa9 9:00"\ncontent = [{image = "../../etc/passwd"}]',
            "没有",
        ),
        ("a.toml", '[[drop]]\nwhen = "每天 9:00"\ncontent = [{file = "/etc/passwd"}]'.encode(), "/etc/passwd"),
        ("a.toml", '[[material]]\ntext = "{没有}"'.encode(), "没有"),
        (
            "a.toml",
            '[[series]]\nname = "a"\nwhen = "每天 9:00"\nstarts_on = 2026-04-01\n[[series.issue]]\ntext = "x"'.encode(),
            "第",
        ),
        ("a.toml", '[[feed]]\nwhen = "每天 9:00"\nurl = "file:///etc/passwd"'.encode(), "网址"),
    ],
)
async def test_bad_files(group: GroupChat, folder: Path, name: str, data: bytes, what: str):
    """A clear word, whatever is sent."""
    await sends(group.owner, folder, name, data)
    group.owner.was_told(what)
    group.owner.was_told_nothing()


async def test_files_that_are_not_for_us(group: GroupChat, folder: Path):
    """A member's file, an owner's holiday pictures and what is sent to the group stay without an answer."""
    await sends(group.member, folder, "a.csv", TABLE)
    group.member.was_told_nothing()
    await sends(group.owner, folder, "假期.zip", b"PK")
    group.owner.was_told_nothing()
    (folder / "b.csv").write_text(TABLE)
    await group.owner.says("", file=folder / "b.csv")
    group.bot_stayed_silent()
    group.owner.was_told_nothing()


async def test_where_the_lines_go(world: World, group: GroupChat, folder: Path):
    """By group, by number, by tag, or to what was chosen; nobody fills groups they don't manage."""
    other = await world.group("早起团", "阿宁", "小明")
    strange = await world.group("别人的群", "小红", "小明")
    owner = group.owner
    await owner.whispers("/标签 添加 #都要 1 2")
    await sends(
        owner,
        folder,
        "a.csv",
        "时间,正文,群/标签,必发\n每天 12:00,甲,早起团,是\n每天 12:00,乙,2,是\n每天 12:00,丙,#都要,是\n",
    )
    owner.private.heard()
    await owner.whispers("确认")
    owner.was_told("3 条投放")
    other.heard()
    await world.advance(hours=3)
    assert sorted(other.heard()) == ["丙", "乙", "甲"]
    assert group.heard() == ["丙"]
    await sends(owner, folder, "b.csv", "时间,正文,群/标签\n每天 12:00,甲,别人的群\n")
    owner.was_told("别人的群", "/群")
    await sends(owner, folder, "c.csv", "时间,正文\n每天 12:00,丁\n")
    owner.was_told("第 2 行", "先选一个群")
    await owner.whispers("/用 1")
    owner.private.heard()
    await sends(owner, folder, "c.csv", "时间,正文\n每天 12:00,丁\n")
    owner.was_told("读书会", "确认")
    strange.heard()


async def test_a_workbook(world: World, group: GroupChat, folder: Path):
    """An .xlsx as a phone sends it."""
    book, out = Workbook(), io.BytesIO()
    for row in (["时间", "正文", "推广"], ["2026-03-02 18:00", "晚上好", "是"]):
        book.worksheets[0].append(row)
    book.save(out)
    await sends(group.admin, folder, "表.xlsx", out.getvalue())
    group.admin.was_told("1 条投放", "2026-03-02 周一 18:00")
    await group.admin.whispers("确认")
    group.admin.was_told("导入了")


async def exported(world: World, who: Human) -> str:
    """The file that /投放 导出 gives."""
    await who.whispers("/投放 导出")
    file = next(each for each in reversed(world.platform.accepted) if each.kind == "file")
    assert file.to.member_id == who.id
    who.private.heard()
    return (await world.platform.fetch_file(file.message_id))[1].decode()


def same(world: World, *files: str) -> bool:
    """Whether files plan the same, but for when they were written."""
    reading = Reading(world.clock.now(), "Asia/Shanghai", "zh")
    plans = [read_plan(file.encode(), "a.toml", reading) for file in files]
    assert all(not problems and plan != Plan() for plan, problems in plans)
    return all(plan == plans[0][0] for plan, _ in plans)


async def test_everything_out_and_in_again(database_url: str, folder: Path):
    """What was imported is exported as it was, taken back, and imported from the export to the same state."""
    async with open_world(database_url) as world:
        await there_and_back(world, await settled_group(world), folder)


async def there_and_back(world: World, group: GroupChat, folder: Path) -> None:
    """On a database of either kind."""
    owner = group.owner
    await owner.whispers("/标签 添加 #都要")
    owner.private.heard()
    await sends(owner, folder, "whole.toml", WHOLE)
    owner.was_told("6 条投放", "2 期栏目", "2 条素材", "暂停中", "2036-06-04 周三 09:00 (America/New_York)")
    await owner.whispers("确认")
    owner.was_told("导入了")
    first = await exported(world, owner)
    await sends(owner, folder, "again.toml", first)
    owner.was_told("都已经有了")
    await owner.whispers("/撤销")
    owner.private.heard()
    await owner.whispers("/投放 导出")
    owner.was_told("没有可以导出的")
    await sends(owner, folder, "again.toml", first)
    await owner.whispers("确认")
    owner.private.heard()
    assert same(world, first, await exported(world, owner))


async def test_more_issues_for_a_series(world: World, group: GroupChat, folder: Path):
    """A series that is there gets the issues it does not have."""
    series = '[[series]]\nname = "读书"\nwhen = "每周五 20:00"\n[[series.issue]]\ntext = "一"\n'
    await sends(group.owner, folder, "a.toml", series)
    await group.owner.whispers("确认")
    group.owner.private.heard()
    await sends(group.owner, folder, "b.toml", series + '[[series.issue]]\ntext = "二"\n')
    group.owner.was_told("1 期栏目", "栏目「读书」再加 1 期")
    await group.owner.whispers("确认")
    group.owner.private.heard()
    assert (await exported(world, group.owner)).count("[[series.issue]]") == 2
    await group.owner.whispers("/撤销")
    assert (await exported(world, group.owner)).count("[[series.issue]]") == 1


async def test_a_kept_picture(world: World, group: GroupChat, folder: Path):
    """It is named in the file by what it holds, and found again among what we keep."""
    owner, picture = group.owner, folder / "cake.png"
    Image.new("RGB", (8, 8), "red").save(picture)
    sent = await owner.whispers("", image=picture)
    await owner.whispers("/素材 添加 #图", quote=sent)
    owner.private.heard()
    file = await exported(world, owner)
    assert 'image = "' in file
    assert str(world.settings.media_dir) not in file
    await owner.whispers("/素材 删除 1")
    owner.private.heard()
    await sends(owner, folder, "a.toml", file + '\n[[drop]]\nwhen = "每天 12:00"\nlibrary = { tag = "图" }\n')
    owner.was_told("1 条投放", "1 条素材")
    await owner.whispers("确认")
    await world.advance(hours=3)
    group.bot_replied(".png")
    assert world.platform.accepted[-1].kind == "image"


async def test_how_to(world: World, group: GroupChat, folder: Path):
    """The explanation comes with a table that can be imported as it is."""
    await group.owner.whispers("/投放 导入")
    group.owner.was_told("表头", "确认")
    group.owner.was_told("投放模板.csv")
    file = world.platform.accepted[-1]
    name, data = await world.platform.fetch_file(file.message_id)
    await sends(group.owner, folder, name.rpartition("/")[2] or "模板.csv", data)
    group.owner.was_told("3 条投放", "2027-01-01")
    await group.member.whispers("/投放 导入")
    group.member.was_told("可以管理的群")


async def test_an_export_from_the_group(world: World, group: GroupChat, folder: Path):
    """The group only learns that it was sent; a member gets nothing."""
    await sends(group.owner, folder, "a.csv", TABLE)
    await group.owner.whispers("确认")
    group.owner.private.heard()
    await group.owner.says("/投放 导出")
    group.bot_replied("私聊发给你了")
    group.owner.was_told("投放-20260302.toml")
    await group.member.says("/投放 导出")
    group.bot_replied("只有群主或管理员")
    group.member.was_told_nothing()
    await group.owner.says("/投放 导入")
    group.bot_replied("私聊发给我")


async def test_a_file_that_is_gone(world: World, group: GroupChat, folder: Path):
    """WeChat may not give it again for the yes; then nothing is imported, and it says so."""
    await sends(group.owner, folder, "a.csv", TABLE)
    group.owner.was_told("确认")
    (folder / "a.csv").unlink()
    await group.owner.whispers("确认")
    group.owner.was_told("再发一次")


async def test_in_english(english: GroupChat, folder: Path):
    """The same in English, with English columns."""
    await sends(english.owner, folder, "march.csv", "text,time,until/times\nHello,every fri 8pm,2 times\n")
    english.owner.was_told("march.csv would add 1 drop", "2026-03-06 Fri 20:00 Hello", "confirm")
    await english.owner.whispers("confirm")
    english.owner.was_told("Imported 1 drop from march.csv")
    await sends(english.owner, folder, "march.csv", "text,time\nHello,every fri\n")
    english.owner.was_told("1 mistake", "line 2")
    await english.owner.whispers("/drop import")
    english.owner.was_told("The first row is the header")


async def test_a_crash_between_the_file_and_the_yes(world: World, group: GroupChat, folder: Path):
    """The question outlives the bot, and a crash after the yes adds nothing twice."""
    await sends(group.owner, folder, "a.csv", TABLE)
    await world.crash(seconds=5)
    await group.owner.whispers("确认")
    await world.crash(seconds=5)
    await world.advance(minutes=1)
    text = "\n".join(plain(said) for said in group.owner.private.heard())
    assert text.count("导入了 2 条投放") == 1
    assert (await exported(world, group.owner)).count("[[drop]]") == 2
