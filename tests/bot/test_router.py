"""What is ours to answer, and what is silence."""

from dataclasses import replace
from string import ascii_letters

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.commands import Command, Example, Word
from bot.context import Context
from bot.permissions import anyone
from bot.phrases import Phrase
from bot.plugin import Plugin
from bot.router import Chat, Match, Router, ToCommand, ToConfirmation, ToFile, ToWord, Unknown
from tests.bot.sample import PLUGINS, posted, said

router = Router(PLUGINS)


def brief(match: Match) -> object:
    """A match as a test table writes it."""
    match match:
        case ToCommand(command, action, rest, body):
            name = command.zh + (f" {action.names[0]}".rstrip() if action else " ?")
            return (name, rest.strip(), body.strip()) if body.strip() else (name, rest.strip())
        case ToWord(word, rest):
            return ("word", word.zh, rest.strip())
        case Unknown(name):
            return ("unknown", name)
        case ToConfirmation():
            return "yes"
        case ToFile():
            return "file"
        case Chat():
            return "chat"
        case None:
            return None


IN_GROUP = [
    ("/欢迎", ("欢迎", "")),
    ("／欢迎", ("欢迎", "")),
    ("、/欢迎", ("欢迎", "")),
    ("、欢迎", ("欢迎", "")),
    ("，／欢迎", ("欢迎", "")),
    ("  / 欢迎  ", ("欢迎", "")),
    ("\u3000／投放\u3000暂停\u3000３", ("投放 暂停", "３")),
    ("/投放 暂停 3", ("投放 暂停", "3")),
    ("/drop pause 3", ("投放 暂停", "3")),
    ("/DROP Pause 3", ("投放 暂停", "3")),
    ("／ＤＲＯＰ ｐａｕｓｅ 3", ("投放 暂停", "3")),
    ("/drop 暂停 3", ("投放 暂停", "3")),
    ("/投放 pause 3", ("投放 暂停", "3")),
    ("/投放暂停3", ("投放 暂停", "3")),
    ("/投放暂停 3", ("投放 暂停", "3")),
    ("/投放 暂停3", ("投放 暂停", "3")),
    ("/投放添加每周五20:00\n今晚", ("投放 添加", "每周五20:00", "今晚")),
    ("/欢迎设置\n你好", ("欢迎 设置", "", "你好")),
    ("/欢迎 设置\n\n第一段\n第二段", ("欢迎 设置", "", "第一段\n第二段")),
    ("/用2", ("用", "2")),
    ("/用#读书会", ("用", "#读书会")),
    ("/why12", ("为什么", "12")),
    ("/群规", ("群规", "")),
    ("/群 读书", ("群", "读书")),
    ("/欢迎 设定", ("欢迎 ?", "设定")),
    ("/投放 2", ("投放", "2")),
    ("/打卡 早起", ("word", "打卡", "早起")),
    ("打卡", ("word", "打卡", "")),
    ("打卡！", ("word", "打卡", "")),
    ("打卡。", ("word", "打卡", "")),
    ("打卡 早起", ("word", "打卡", "早起")),
    ("CheckIn", ("word", "打卡", "")),
    ("＋1", ("word", "+1", "")),
    ("确认", "yes"),
    (" Confirm ", "yes"),
    ("/投票", ("unknown", "投票")),
    ("/群里有人吗", ("unknown", "群里有人吗")),
    ("/欢迎设置", ("欢迎 设置", "")),
    ("/帮助！", ("帮助", "")),
    ("/shrug", ("unknown", "shrug")),
]

SILENCE = [
    "",
    " ",
    "\n",
    "大家好",
    "欢迎",
    "欢迎 设置",
    "打卡了吗",
    "打卡？",
    "今天打卡",
    "+10",
    "确认一下",
    "确认\n什么",
    "confirmed",
    "/",
    "／",
    "//",
    "// 注释",
    "/ ",
    "、",
    "、还有这个",
    "/etc/passwd",
    "/usr/bin/env python",
    "/11/11 大促",
    "11/11",
    "/11",
    "https://example.com/欢迎",
    "http://a/欢迎",
    "/::)",
    "/:rose",
    "和/或",
    "@蒲公英 帮助",
]


@pytest.mark.parametrize(("text", "expected"), IN_GROUP)
def test_group_talk_that_is_ours(text: str, expected: object) -> None:
    """Either name, either width, with or without the space."""
    assert brief(router.route(said(text))) == expected
    assert router.wants(posted(text), "bot")


@pytest.mark.parametrize("text", SILENCE)
def test_group_talk_that_is_not(text: str) -> None:
    """Paths, dates, links, emoticons and plain talk are left alone, and cost no event."""
    assert router.route(said(text)) is None
    assert not router.wants(posted(text), "bot")


@pytest.mark.parametrize(
    ("text", "mentions", "expected"),
    [
        ("@蒲公英\u2005帮助", (), ("帮助", "")),
        ("@蒲公英\u2005 /帮助 投放", (), ("帮助", "投放")),
        ("@蒲 公英🌼\u2005/帮助", (), ("帮助", "")),
        ("@蒲公英 帮助", (), ("帮助", "")),
        ("@bot\u2005\n/欢迎 设置\n你好", (), ("欢迎 设置", "", "你好")),
        ("/帮助 @蒲公英\u2005", (), ("帮助", "")),
        ("帮助@蒲公英\u2005", (), ("帮助", "")),
        ("/帮助 @蒲公英\u2005投放", (), ("帮助", "投放")),
        ("@蒲公英\u2005/积分 加 @小明\u2005 5", (2,), ("积分 加", "@小明\u2005 5")),
        ("@蒲公英 /积分 加 @小明\u20055", (2,), ("积分 加", "@小明\u20055")),
        ("/积分 加 @小明\u2005 5 @蒲公英\u2005", (2,), ("积分 加", "@小明\u2005 5")),
        ("@蒲公英\u2005 确认", (), "yes"),
        ("@蒲公英\u2005 打卡", (), ("word", "打卡", "")),
        ("@蒲公英\u2005 帮组", (), ("unknown", "帮组")),
        ("@蒲公英\u2005 /帮组", (), ("unknown", "帮组")),
        ("@蒲公英\u2005 在吗", (), "chat"),
        ("@蒲公英\u2005 欢迎欢迎大家", (), "chat"),
        ("@蒲公英\u2005", (), "chat"),
        ("@蒲公英\u2005 /", (), "chat"),
        ("@小明\u2005 @蒲公英\u2005 看这里", (2,), "chat"),
        ("", (), "chat"),
    ],
)
def test_the_bot_is_addressed_by_name(text: str, mentions: tuple[int, ...], expected: object) -> None:
    """With a mention of the bot the prefix may be left out, wherever in the line the mention stands."""
    assert brief(router.route(said(text, mentions=mentions, bot=True))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("帮助", ("帮助", "")),
        ("投放 暂停 3", ("投放 暂停", "3")),
        ("/帮助", ("帮助", "")),
        ("help drop", ("帮助", "drop")),
        ("打卡", ("word", "打卡", "")),
        ("你好", "chat"),
        ("群里怎么样", "chat"),
        ("/不认识", ("unknown", "不认识")),
        ("/etc/passwd", "chat"),
    ],
)
def test_a_private_chat_needs_no_prefix(text: str, expected: object) -> None:
    """Everything said to the bot privately is for the bot."""
    assert brief(router.route(said(text, private=True))) == expected


names = st.sampled_from(
    ["欢迎", "投放", "群", "drop", "打卡", "+1", "确认", "confirm", "设置", "/", "／", "、", "，", "@", "#"]
)
spaces = st.sampled_from(["", " ", "\u3000", "\u2005", "\n", "\u2028", "\x1c"])
pieces = st.one_of(names, spaces, st.text(max_size=5), st.text(ascii_letters, max_size=3))


@given(st.lists(pieces, max_size=8).map("".join))
@example("\u212aonfirm")
@example("ＣＯＮＦＩＲＭ")
@example("/" * 10_000)
@example("/欢迎" * 5_000)
@example(" " * 10_000 + "/欢迎")
@example("/\0{昵称}\u202e🏳️‍🌈\ud800")
def test_what_is_answered_is_wanted(text: str) -> None:
    """The inbox's quick look never misses what the router would answer, and asks for nothing else."""
    answered = router.route(said(text)) is not None
    assert router.wants(posted(text), "bot") == answered


@given(st.lists(pieces, max_size=8).map("".join), st.booleans(), st.integers(0, 3))
def test_any_text_can_be_routed(text: str, private: bool, people: int) -> None:
    """Whatever is said to the bot, it has an answer and no error."""
    assert router.route(said(text, private=private, bot=True, mentions=tuple(range(people)))) is not None


def test_a_file_sent_privately_is_no_words() -> None:
    """Whatever it is called; in a group it is talk like any other."""
    for name in ("三月.csv", "/帮助", "确认", ""):
        assert brief(router.route(replace(said(name, private=True), kind="file"))) == "file"
    assert router.route(replace(said("三月.csv"), kind="file")) is None


def test_names_must_not_collide() -> None:
    """Two commands, or two actions of one, can't share a name in either language."""

    async def handler(ctx: Context) -> None: ...

    def command(zh: str, en: str, *actions: tuple[str, str]) -> Command:
        made = Command(zh, en, Phrase("", ""), anyone)
        for names in actions:
            made.action(*names, summary=Phrase("", ""), example=Example("", ""))(handler)
        return made

    def plugin(*commands: Command) -> Plugin:
        return Plugin("x", Phrase("", ""), commands)

    for commands in (
        [command("甲", "a"), command("乙", "A")],
        [command("甲", "a", ("看", "see"), ("瞧", "see"))],
        [command("甲 乙", "a")],
        [command("", "a")],
    ):
        with pytest.raises(ValueError):
            Router([plugin(*commands)])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my invites", ("word", "我的邀请", "")),
        ("My　Invites ", ("word", "我的邀请", "")),
        ("/my invites", ("word", "我的邀请", "")),
        ("我的邀请", ("word", "我的邀请", "")),
        ("我的邀请 呢", ("word", "我的邀请", "呢")),
        ("my invites please", None),
        ("my", None),
        ("my word", None),
    ],
)
def test_a_word_of_several_pieces(text: str, found: object) -> None:
    """It is said with any spaces between them, and alone."""

    async def handler(ctx: Context, rest: str) -> None: ...

    word = Word("我的邀请", "my invites", Phrase("", ""), handler)
    spaced = Router([Plugin("x", Phrase("", ""), words=(word,))])
    assert brief(spaced.route(said(text))) == found
    assert spaced.wants(posted(text), "bot") is (found is not None)
