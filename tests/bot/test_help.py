"""The help that the declarations make."""

import re

import pytest

from bot.commands.help import detail, find_topic, overview, usage
from bot.context import Context
from bot.errors import UserError
from bot.permissions import Role
from bot.router import Router
from tests.bot import sample
from tests.bot.sample import PLUGINS

router = Router(PLUGINS)

MEMBERS = """\
我会这些：

【基础】
/帮助 [命令]：看能做什么
/群 [内容]：看我管理的群
/用 <编号|#标签>：选一个群

【欢迎】
/群规：看群规

【积分】
/积分：看积分
打卡：打卡
+1：加入接龙"""

FOR_ADMINS = """

—— 管理 ——

【基础】
/为什么 <编号>：看消息为什么发出或没发

【欢迎】
/欢迎：欢迎新人

【内容投放】
/投放：定时发内容

【积分】
/积分 加 <@成员> <编号> [内容]：加积分"""


def test_members_see_what_members_may_do() -> None:
    """Nothing an admin alone may do is shown, and the way to more is."""
    assert overview(router, Role.MEMBER, "zh", private=False) == MEMBERS + "\n\n发 /帮助 加命令名，看细节和例子。"


def test_admins_see_theirs_too() -> None:
    """In a group a line a command, so it fits a phone, and where the long form is."""
    shown = overview(router, Role.ADMIN, "zh", private=False)
    assert shown == MEMBERS + FOR_ADMINS + "\n\n发 /帮助 加命令名，看细节和例子；私聊我有完整说明。"


def test_in_private_every_action_has_its_line() -> None:
    """The long form shows how each action is written."""
    lines = overview(router, Role.ADMIN, "zh", private=True).splitlines()
    assert "/欢迎 设置 ↵ <正文>：设置欢迎语" in lines
    assert "/投放 添加 <时间> [#标签…] ↵ <正文>：添加投放" in lines
    assert "/投放 暂停 <编号> [时长]：暂停一条投放" in lines


def test_english_help_is_english() -> None:
    """No Chinese is left in it."""
    for role in Role:
        for private in (False, True):
            assert not re.search(r"[\u4e00-\u9fff【】：]", overview(router, role, "en", private))
    lines = overview(router, Role.ADMIN, "en", private=False).splitlines()
    assert "/drop: scheduled posts" in lines


def test_one_command_in_detail() -> None:
    """Both names, every action with its parameters and one example."""
    assert (
        detail(sample.drops, Role.ADMIN, "zh")
        == """\
/投放：定时发内容（群主、管理员）
也可以写 /drop

/投放 [页]：看有哪些投放
例：/投放

/投放 添加 <时间> [#标签…] ↵ <正文>：添加投放
也可以写 /drop add <when> [#tag…] ↵ <text>
例：/投放 添加 每周五 20:00 #推广
今晚直播

/投放 暂停 <编号> [时长]：暂停一条投放
也可以写 /drop pause <number> [duration]
例：/投放 暂停 3"""
    )


def test_a_member_is_told_who_may() -> None:
    """A command that is not for members says for whom it is, and one that partly is shows that part."""
    assert detail(sample.drops, Role.MEMBER, "zh") == "/投放：定时发内容（群主、管理员）\n也可以写 /drop"
    assert "/积分 加" not in detail(sample.points, Role.MEMBER, "zh")
    shown = detail(sample.points, Role.ADMIN, "zh").splitlines()
    assert (shown[0], shown[5]) == ("/积分：积分", "/积分 加 <@成员> <编号> [内容]：加积分（群主、管理员）")
    assert detail(sample.drops, Role.MEMBER, "en").startswith("/drop: scheduled posts (owner and admins)\n")


def test_choices_are_shown_as_they_are_typed() -> None:
    """A parameter of a few words shows the words."""
    kinds = sample.Command("样", "kinds", sample.Phrase("样", "kinds"), sample.anyone)
    kinds.action(summary=sample.Phrase("", ""), example=sample.Example("", ""))(sample.unused)
    assert usage(kinds, kinds.actions[0], "zh") == "/样 <name> <开启|关闭> <时间> [zh|en] [备注]"
    assert usage(kinds, kinds.actions[0], "en") == "/kinds <name> <on|off> <time> [zh|en] [note]"


@pytest.mark.parametrize("topic", ["投放", "drop", " /投放", "／DROP "])
def test_a_topic_by_any_of_its_names(topic: str) -> None:
    """As it is typed in chat, with or without the slash."""
    assert find_topic(router, topic, "zh") is sample.drops


@pytest.mark.parametrize(
    ("topic", "what"),
    [
        ("欢应", "没有「欢应」这个命令，是想看「欢迎」吗？"),
        ("天气", "没有「天气」这个命令。"),
        ("\0" * 10_000, f"没有「{chr(0) * 20}…」这个命令。"),
    ],
)
def test_an_unknown_topic(topic: str, what: str) -> None:
    """The nearest is suggested, when one is near."""
    with pytest.raises(UserError) as caught:
        find_topic(router, topic, "zh")
    assert caught.value.phrase("zh", **caught.value.values) == what


async def keep_still(ctx: Context) -> None:
    """Nothing asked, nothing done."""


def test_an_example_is_shown_where_it_tells_more() -> None:
    """Not where it is the line above it again; a command that only stands alone is one line."""
    lone = sample.Command("静", "still", sample.Phrase("静", "still"), sample.anyone)
    lone.action(summary=sample.Phrase("静一静", "be still"), example=sample.Example("/静", "/still"))(keep_still)
    assert detail(lone, Role.MEMBER, "zh") == "/静：静一静\n也可以写 /still"
