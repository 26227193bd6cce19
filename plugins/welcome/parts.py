"""/欢迎 beyond its text: further messages, the wait, who comes back, who leaves."""

from collections.abc import Mapping
from datetime import timedelta
from enum import Enum
from typing import Annotated, Any

from bot.commands import Example
from bot.commands.parameters import Body, Label, Words
from bot.content import to_json
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.media import body_content
from bot.phrases import Phrase
from plugins.welcome import messages as m
from plugins.welcome import rules, showing
from plugins.welcome.command import welcome
from plugins.welcome.settings import Welcome


class Farewell(Enum):
    """What can be done with the farewell."""

    ON = ("开启", "on")
    OFF = ("关闭", "off")
    SET = ("设置", "set")


@welcome.action(
    "添加",
    "add",
    summary=Phrase("给欢迎再加一条", "add a message to the welcome"),
    example=Example(
        "/欢迎 添加\n群里的资料都在这里：https://example.com", "/welcome add\nOur files: https://example.com"
    ),
)
async def add(ctx: Context, body: Body) -> None:
    """Words, or the picture, link or file that is quoted."""
    contents = await body_content(ctx, body)
    rules.check_contents(contents, ctx.language)
    added = tuple(to_json(content) for content in contents)
    for group in ctx.groups:
        if 1 + len((await ctx.settings(Welcome, group)).more) + len(added) > rules.MOST_MESSAGES:
            raise Refusal(m.TOO_MANY, most=rules.MOST_MESSAGES)
    await ctx.change_each(Welcome, m.DID_ADD, lambda now: {"more": (*now.more, *added)})
    ctx.done(m.ADDED, n=1 + len((await ctx.settings(Welcome, ctx.groups[0])).more))


@welcome.action(
    "删除",
    "delete",
    summary=Phrase("从欢迎里删掉一条", "remove a message from the welcome"),
    example=Example("/欢迎 删除 2", "/welcome delete 2"),
)
async def delete(ctx: Context, number: Annotated[int, Label("编号", "number")]) -> None:
    """By its number in the list; the first is the text itself."""
    if number == 1:
        raise Refusal(m.FIRST_STAYS)

    def without(now: Welcome) -> Mapping[str, Any]:
        return {"more": tuple(each for n, each in enumerate(now.more, start=2) if n != number)}

    await ctx.change_each(Welcome, m.DID_DELETE, without, n=number)
    if not ctx.reversible:
        raise UserError(m.NO_SUCH_MESSAGE, n=number)
    ctx.done(m.DELETED, n=number)


@welcome.action(
    "修改",
    "change",
    summary=Phrase("换掉欢迎的某一条", "change a message of the welcome"),
    example=Example(
        "/欢迎 修改 2\n群里的资料搬家了：https://example.com", "/welcome change 2\nOur files are at https://example.com"
    ),
)
async def change(ctx: Context, number: Annotated[int, Label("编号", "number")], body: Body) -> None:
    """Like adding one, in the place of that which is there."""
    if number == 1:
        raise Refusal(m.FIRST_STAYS)
    contents = await body_content(ctx, body)
    rules.check_contents(contents, ctx.language)
    others = [len((await ctx.settings(Welcome, group)).more) for group in ctx.groups]
    if not any(2 <= number <= 1 + n for n in others):
        raise UserError(m.NO_SUCH_MESSAGE, n=number)
    if max(others) + len(contents) > rules.MOST_MESSAGES:
        raise Refusal(m.TOO_MANY, most=rules.MOST_MESSAGES)
    new = tuple(to_json(content) for content in contents)

    def changed(now: Welcome) -> Mapping[str, Any]:
        is_there = 2 <= number <= 1 + len(now.more)
        return {"more": (*now.more[: number - 2], *new, *now.more[number - 1 :])} if is_there else {}

    await ctx.change_each(Welcome, m.DID_CHANGE, changed, n=number)
    ctx.done(m.CHANGED, n=number)


@welcome.action(
    "等待",
    "wait",
    summary=Phrase("设置等多久一起欢迎", "say how long newcomers are gathered"),
    example=Example("/欢迎 等待 60秒", "/welcome wait 60s"),
)
async def wait(ctx: Context, window: timedelta) -> None:
    """People who join within it share one welcome."""
    if not timedelta(seconds=1) <= window <= rules.LONGEST_WINDOW:
        raise UserError(m.WINDOW_RANGE, most=rules.LONGEST_WINDOW // timedelta(minutes=1))
    shown = showing.duration(window, ctx.language)
    await ctx.change_each(
        Welcome, m.DID_SET_WINDOW, lambda _: {"window_s": round(window.total_seconds())}, window=shown
    )
    ctx.done(m.WINDOW_SET, window=shown)


@welcome.action(
    "回来",
    "back",
    summary=Phrase("设置对回来的人说的话", "set what is said to who comes back"),
    example=Example("/欢迎 回来\n{昵称}欢迎回家！", "/welcome back\nWelcome home, {nickname}"),
)
async def set_back(ctx: Context, text: Words) -> None:
    """Who was here before is not told everything again."""
    rules.checked(text, ctx.language)
    await ctx.change(Welcome, m.DID_SET_BACK, back=text)
    ctx.done(m.BACK_SET)


@welcome.action(
    "告别",
    "farewell",
    summary=Phrase("设置有人离开时说的话", "set what is said when somebody leaves"),
    example=Example("/欢迎 告别 开启", "/welcome farewell on"),
)
async def farewell(ctx: Context, what: Farewell, text: Words | None = None) -> None:
    """Off until an admin switches it on."""
    if what is Farewell.SET:
        await _set_farewell(ctx, text)
        return
    if text is not None and ctx.said.quote_kind is None:
        raise UserError(m.NO_TEXT_HERE)
    if what is Farewell.ON:
        await ctx.change(Welcome, m.DID_START_FAREWELL, farewell=True)
        ctx.done(m.FAREWELL_STARTED)
    else:
        await ctx.change(Welcome, m.DID_STOP_FAREWELL, farewell=False)
        ctx.done(m.FAREWELL_STOPPED)


async def _set_farewell(ctx: Context, text: Words | None) -> None:
    if text is None:
        raise UserError(m.FAREWELL_TEXT_BELOW)
    rules.checked(text, ctx.language, rules.FAREWELL_SLOTS)
    await ctx.change(Welcome, m.DID_SET_FAREWELL, farewell_text=text)
    ctx.done(m.FAREWELL_SET)
    if not all([(await ctx.settings(Welcome, group)).farewell for group in ctx.groups]):
        ctx.reply(m.FAREWELL_STILL_OFF)
