"""How a line becomes the arguments of a handler."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.commands import Action, Command, Example
from bot.commands.arguments import read_arguments
from bot.commands.parameters import Body
from bot.errors import UserError
from bot.events import Said
from bot.permissions import anyone
from bot.phrases import Phrase
from bot.router import Router, ToCommand
from tests.bot import sample
from tests.bot.sample import PLUGINS, context, said

router = Router(PLUGINS)

kinds = Command("样", "kinds", Phrase("样", "kinds"), anyone)
kinds.action(summary=Phrase("样", "kinds"), example=Example("/样 甲 开启 明天 9:00", "/kinds a on tomorrow 9:00"))(
    sample.unused
)


async def read(message: Said) -> dict[str, Any]:
    """The arguments of the command that the message is."""
    match = router.route(message)
    assert isinstance(match, ToCommand)
    assert match.action is not None
    return await read_arguments(match.action, match.rest, match.body, context(message))


async def wrong(message: Said) -> tuple[str, str]:
    """What is said about a command that can't be read, and the example."""
    with pytest.raises(UserError) as caught:
        await read(message)
    return caught.value.phrase("zh", **caught.value.values), caught.value.example


def bare(action: Command) -> Action:
    """The action of the command alone."""
    assert action.bare is not None
    return action.bare


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("3", 3),
        ("３", 3),
        ("#12", 12),
        ("＃１２", 12),
        ("第3", 3),
        ("第三条", 3),
        ("十二", 12),
        ("3号", 3),
        ("-5", -5),
    ],
)
async def test_numbers(line: str, number: int) -> None:
    """A number is read however it is typed."""
    assert await read(said(f"/投放 暂停 {line}")) == {"number": number}


@pytest.mark.parametrize("line", ["三个月前", "1.5", "#", "abc", "9" * 16, "９" * 5_000, "第", "²", "\ud800"])
async def test_what_is_no_number(line: str) -> None:
    """A number that is none is named, cut short, with the one example."""
    what, shown = await wrong(said(f"/投放 暂停 {line}"))
    assert what.startswith(f"编号要写数字，「{line[:20]}")
    assert len(what) < 50
    assert shown == "/投放 暂停 3"


async def test_an_optional_parameter_is_left_to_its_default() -> None:
    """What was not said is not passed."""
    assert await read(said("/投放 暂停 3")) == {"number": 3}
    assert await read(said("/投放")) == {}


@pytest.mark.parametrize(
    ("line", "length"),
    [("2小时", timedelta(hours=2)), ("1小时 30分", timedelta(minutes=90)), ("2 weeks", timedelta(weeks=2))],
)
async def test_a_length_of_time_may_have_spaces(line: str, length: timedelta) -> None:
    """The longest reading wins."""
    assert await read(said(f"/投放 暂停 3 {line}")) == {"number": 3, "how_long": length}


async def test_a_wrong_optional_parameter_is_explained_rather_than_called_too_much() -> None:
    """Nothing else could take the word, so what is wrong with it is said."""
    assert await wrong(said("/投放 暂停 3 一会儿")) == ("看不懂时长「一会儿」。", "/投放 暂停 3")


@pytest.mark.parametrize(
    "text",
    [
        "/投放 添加 每周五 20:00 #推广 #读书会\n今晚直播",
        "/投放 添加 #推广 每周五 ＃读书会 ２０：００\n今晚直播",
        "/投放 添加 #推广#读书会 每周五 20:00\n\n今晚直播\n",
    ],
)
async def test_tags_stand_anywhere(text: str) -> None:
    """Tags are taken out first, so they never break what is around them."""
    values = await read(said(text))
    assert str(values.pop("when")) == "每周五 20:00"
    assert values == {"tags": ("推广", "读书会"), "content": Body("今晚直播")}


async def test_no_tags_is_an_empty_tuple() -> None:
    """A handler that asks for tags always gets them."""
    assert (await read(said("/投放 添加 每天 08:30\n早")))["tags"] == ()


@pytest.mark.parametrize(
    ("message", "what", "shown"),
    [
        (said("/投放 暂停"), "还缺编号。", "/投放 暂停 3"),
        (said("/欢迎 设置"), "正文写在第二行：写完命令先换行。", "/欢迎 设置\n欢迎 {昵称}"),
        (said("/欢迎 设置 你好"), "正文写在第二行：写完命令先换行。", "/欢迎 设置\n欢迎 {昵称}"),
        (said("/欢迎 设置\n \n"), "正文写在第二行：写完命令先换行。", "/欢迎 设置\n欢迎 {昵称}"),
        (said("/欢迎 设置 你好\n欢迎"), "多了「你好」，这里用不上。", "/欢迎 设置\n欢迎 {昵称}"),
        (said("/投放 暂停 3\n为什么"), "这个命令只有一行，第二行「为什么」用不上。", "/投放 暂停 3"),
        (said("/欢迎 设置", quote=("image", "")), "这里只能用文字，引用的那条不是文字。", "/欢迎 设置\n欢迎 {昵称}"),
        (said("/用"), "还缺编号|#标签。", "/用 3"),
        (said("/用 读书 会"), "多了「会」，这里用不上。", "/用 3"),
    ],
)
async def test_what_is_wrong_is_said_with_one_example(message: Said, what: str, shown: str) -> None:
    """Every slip has its own sentence, and the action's example to copy."""
    assert await wrong(message) == (what, shown)


async def test_a_time_that_is_wrong_gets_the_examples_of_its_command() -> None:
    """The example can be sent as it is, so it is the whole command."""
    _, shown = await wrong(said("/投放 添加 每天 25:00\n早"))
    assert shown == "/投放 添加 每周五 20:00 #推广\n今晚直播"


async def test_the_example_is_in_the_language_of_the_chat() -> None:
    """An English chat gets English to copy."""
    ctx = context(said("/drop pause"))
    ctx.language = "en"
    pause = sample.drops.actions[2]
    with pytest.raises(UserError) as caught:
        await read_arguments(pause, "", "", ctx)
    assert caught.value.phrase("en", **caught.value.values) == "The number is missing."
    assert caught.value.example == "/drop pause 3"


@pytest.mark.parametrize(
    ("text", "quote", "body"),
    [
        ("/投放 添加 每天 8点", ("text", "老规矩 {昵称}"), Body("老规矩 {昵称}")),
        ("/投放 添加 每天 8点\n新的", ("text", "旧的"), Body("新的")),
        ("/投放 添加 每天 8点", ("image", "[图片]"), Body("", "image", "quoted")),
        ("/投放 添加 每天 8点\n配文", ("image", ""), Body("配文", "image", "quoted")),
        ("/投放 添加 每天 8点", ("link", "标题"), Body("", "link", "quoted")),
    ],
)
async def test_a_quoted_message_is_a_body(text: str, quote: Any, body: Body) -> None:
    """Quoting stands in for typing; what was typed comes first."""
    assert (await read(said(text, quote=quote)))["content"] == body


async def test_quoted_words_can_be_a_welcome() -> None:
    """Text that only words can be takes a quote's words."""
    assert await read(said("/欢迎 设置", quote=("text", " 你好 "))) == {"text": "你好"}


async def test_quoting_means_nothing_to_a_command_without_a_body() -> None:
    """People quote to point at things, too."""
    assert await read(said("/投放 暂停 3", quote=("text", "这条"))) == {"number": 3}


async def test_every_other_kind() -> None:
    """Names in quotes, words in both languages, moments in the group's zone, and the rest as it was written."""
    ctx = context(said(""))
    values = await read_arguments(bare(kinds), "“读书 会” 开启 明天 晚上8点 EN  Ａ  “b”  c ", "", ctx)
    assert values == {
        "name": "读书 会",
        "switch": sample.Switch.ON,
        "at": datetime(2026, 7, 4, 20, 0, tzinfo=ZoneInfo("Asia/Shanghai")),
        "language": "en",
        "note": "Ａ  “b”  c",
    }
    values = await read_arguments(bare(kinds), '"a b" OFF 9:00 其他', "", ctx)
    assert (values["name"], values["switch"]) == ("a b", sample.Switch.OFF)
    assert values["note"] == "其他"
    assert "language" not in values


async def test_a_wrong_choice_is_told_the_right_ones() -> None:
    """All choices are named, in the language of the chat."""
    with pytest.raises(UserError) as caught:
        await read_arguments(bare(kinds), "甲 打开 9:00", "", context(said("")))
    assert caught.value.phrase("zh", **caught.value.values) == "「打开」不行，可以写：开启、关闭。"


async def test_an_annotation_nobody_can_read_is_refused_when_declared() -> None:
    """A plugin's mistake shows at start, not in a chat."""

    async def handler(ctx: object, speed: float) -> None: ...

    with pytest.raises(TypeError, match="speed"):
        kinds.action("x", "x", summary=Phrase("", ""), example=Example("", ""))(handler)


actions = [action for command in (*router.commands, kinds) for action in command.actions]
actions = [action for action in actions if action.handler is not sample.give_points]
tokens = st.one_of(
    st.sampled_from(
        ["#", "#推广", "“", "”", '"', "每天", "每周五", "8点", "3", "第", "{0}", "@小明\u2005", "cron", "\u2005"]
    ),
    st.text(max_size=8),
    st.text(st.characters(codec=None), max_size=4),
)


@given(
    st.sampled_from(actions),
    st.lists(tokens, max_size=8).map(" ".join),
    st.text(max_size=20),
    st.sampled_from([None, ("text", "{x}"), ("image", "")]),
)
@example(sample.drops.actions[1], "“ " * 5_000, "", None)
@example(sample.drops.actions[1], "#a " * 5_000, "x", None)
@example(sample.drops.actions[1], "每天 " * 5_000, "x", None)
@example(sample.drops.actions[2], "9" * 10_000, "x", None)
@example(bare(kinds), "@" * 10_000, "\0", None)
@example(bare(kinds), "\u202e🏳️‍🌈 \0 {} {昵称} %s", "{", ("image", ""))
def test_any_text_is_a_value_or_a_sentence(action: Action, rest: str, body: str, quote: Any) -> None:
    """Whatever is typed, it is read or explained; nothing else comes out."""
    try:
        asyncio.run(read_arguments(action, rest, body, context(said("x", quote=quote))))
    except UserError as caught:
        error = caught
    else:
        return
    assert len(error.phrase("zh", **error.values)) < 120
    assert error.example == action.example("zh")
