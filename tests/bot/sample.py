"""A small vocabulary to try the command language on, and the messages that use it."""

from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Annotated, Any, Literal, cast

from bot.commands import Command, Example, Target, Word
from bot.commands.parameters import Body, Label, Member, Rest, Tags, Words
from bot.context import Context
from bot.events import MessageKind, MessagePosted, Said
from bot.permissions import Role, admin, anyone
from bot.phrases import Phrase
from bot.plugin import Plugin
from bot.times.recurrence import Recurrence
from storage.engine import Session
from storage.tables import Group

NOW = datetime(2026, 7, 3, 12, 0, tzinfo=UTC)  # a Friday, 20:00 in Shanghai
HERE = 7


class Switch(Enum):
    """Two words, in both languages."""

    ON = ("开启", "on")
    OFF = ("关闭", "off")


help_ = Command("帮助", "help", Phrase("看能做什么", "see what I can do"), anyone, Target.NONE)
welcome = Command("欢迎", "welcome", Phrase("欢迎新人", "welcome newcomers"), admin)
drops = Command("投放", "drop", Phrase("定时发内容", "scheduled posts"), admin)
points = Command("积分", "points", Phrase("积分", "points"), anyone)
rules = Command("群规", "rules", Phrase("群规", "the group's rules"), anyone)
groups = Command("群", "groups", Phrase("我管理的群", "my groups"), anyone, Target.NONE)
use = Command("用", "use", Phrase("选一个群", "choose a group"), anyone, Target.NONE)
why = Command("为什么", "why", Phrase("消息为什么发出或没发", "why a message went out or did not"), admin)


@help_.action(summary=Phrase("看能做什么", "see what I can do"), example=Example("/帮助 投放", "/help drop"))
async def show_help(ctx: Context, topic: Annotated[Rest | None, Label("命令", "command")] = None) -> None:
    """Help, about one command when it is named."""


@welcome.action(summary=Phrase("看欢迎语", "see the welcome"), example=Example("/欢迎", "/welcome"))
async def show_welcome(ctx: Context) -> None:
    """The welcome as it is."""


@welcome.action(
    "设置",
    "set",
    summary=Phrase("设置欢迎语", "set the welcome text"),
    example=Example("/欢迎 设置\n欢迎 {昵称}", "/welcome set\nWelcome, {昵称}"),
)
async def set_welcome(ctx: Context, text: Words) -> None:
    """A new welcome."""


@welcome.action(
    "关闭", "off", summary=Phrase("关闭欢迎", "stop welcoming"), example=Example("/欢迎 关闭", "/welcome off")
)
async def no_welcome(ctx: Context) -> None:
    """No welcome."""


@drops.action(summary=Phrase("看有哪些投放", "list the posts"), example=Example("/投放", "/drop"))
async def list_drops(ctx: Context, page: Annotated[int | None, Label("页", "page")] = None) -> None:
    """What is scheduled."""


@drops.action(
    "添加",
    "add",
    summary=Phrase("添加投放", "add a post"),
    example=Example("/投放 添加 每周五 20:00 #推广\n今晚直播", "/drop add every fri 20:00 #promo\nLive tonight"),
)
async def add_drop(ctx: Context, when: Recurrence, tags: Tags, content: Body) -> None:
    """A new scheduled post."""


@drops.action(
    "暂停", "pause", summary=Phrase("暂停一条投放", "pause a post"), example=Example("/投放 暂停 3", "/drop pause 3")
)
async def pause_drop(ctx: Context, number: int, how_long: timedelta | None = None) -> None:
    """One less for a while."""


@points.action(summary=Phrase("看积分", "see points"), example=Example("/积分", "/points"))
async def show_points(ctx: Context) -> None:
    """The sender's points."""


@points.action(
    "加",
    "give",
    summary=Phrase("加积分", "give points"),
    example=Example("/积分 加 @小明 5", "/points give @Ming 5"),
    guard=admin,
)
async def give_points(ctx: Context, who: Member, how_many: int, why: Rest | None = None) -> None:
    """Points for somebody."""


@rules.action(summary=Phrase("看群规", "see the rules"), example=Example("/群规", "/rules"))
async def show_rules(ctx: Context) -> None:
    """The rules."""


@groups.action(summary=Phrase("看我管理的群", "list my groups"), example=Example("/群", "/groups"))
async def list_groups(ctx: Context, what: Rest | None = None) -> None:
    """Groups."""


@use.action(summary=Phrase("选一个群", "choose a group"), example=Example("/用 3", "/use 3"))
async def use_group(ctx: Context, which: Annotated[str, Label("编号|#标签", "number|#tag")]) -> None:
    """Which group."""


@why.action(
    summary=Phrase("看消息为什么发出或没发", "see why a message went out or did not"),
    example=Example("/为什么 12", "/why 12"),
)
async def explain(ctx: Context, number: int) -> None:
    """The reason."""


async def checked_in(ctx: Context, rest: str) -> None:
    """A member's word."""


async def unused(
    ctx: Context,
    name: str,
    switch: Switch,
    at: datetime,
    language: Literal["zh", "en"] = "zh",
    note: Annotated[Rest | None, Label("备注", "note")] = None,
) -> None:
    """Every kind that no sample command asks for."""


check_in = Word("打卡", "checkin", Phrase("打卡", "check in"), checked_in)
plus_one = Word("+1", "plus", Phrase("加入接龙", "join the sign-up"), checked_in)

PLUGINS = (
    Plugin("core", Phrase("基础", "Basics"), (help_, groups, use, why)),
    Plugin("welcome", Phrase("欢迎", "Welcome"), (welcome, rules)),
    Plugin("drops", Phrase("内容投放", "Drops"), (drops,)),
    Plugin("points", Phrase("积分", "Points"), (points,), (check_in, plus_one)),
)


def said(
    text: str,
    *,
    mentions: tuple[int, ...] = (),
    bot: bool = False,
    private: bool = False,
    quote: tuple[MessageKind, str] | None = None,
) -> Said:
    """A message as handlers get it; `quote` is the kind and the text of what it answers."""
    return Said(
        message_id=1,
        platform_message_id="m1",
        sent_at=NOW,
        group_id=None if private else HERE,
        person_id=1,
        kind="text",
        text=text,
        mentions=mentions,
        mentions_bot=bot,
        quote_kind=quote[0] if quote else None,
        quote_text=quote[1] if quote else "",
        quote_message_id="quoted" if quote else "",
    )


def posted(text: str) -> MessagePosted:
    """The same as it comes from the platform, said in a group."""
    return MessagePosted("m1", NOW, "somebody", text, group_id="room")


def context(message: Said, session: Session | None = None, group: Group | None = None) -> Context:
    """What a handler would be given for the message."""
    return Context(
        now=NOW,
        event_id=1,
        happening=message,
        session=cast(Session, session),
        services=cast(Any, None),
        account_id=1,
        language="zh",
        zone="Asia/Shanghai",
        here=group,
        groups=() if group is None else (group,),
        role=Role.ADMIN,
    )
