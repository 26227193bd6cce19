"""/欢迎: the welcome text, and switching the welcome on and off."""

from enum import Enum

from bot.charter import Charter
from bot.commands import Example, Target
from bot.commands.parameters import Words
from bot.context import Context
from bot.phrases import Phrase
from plugins.welcome import messages as m
from plugins.welcome import rules, showing, store
from plugins.welcome.command import welcome
from plugins.welcome.events import window_of
from plugins.welcome.settings import Welcome
from storage.names import names_of


class Part(Enum):
    """What else can be looked at beforehand."""

    BACK = ("回来", "back")
    FAREWELL = ("告别", "farewell")


@welcome.action(
    summary=Phrase("查看欢迎语", "see the welcome text"),
    example=Example("/欢迎", "/welcome"),
    target=Target.GROUP,
)
async def show(ctx: Context) -> None:
    """The state, the text, and what can be done with them."""
    now = await ctx.settings(Welcome)
    ctx.reply(showing.state_of(now, window_of(ctx.services, now), ctx.language))


@welcome.action(
    "设置",
    "set",
    summary=Phrase("设置欢迎语", "set the welcome text"),
    example=Example("/欢迎 设置\n欢迎 {昵称}来到{群名}！", "/welcome set\nWelcome to {group}, {nickname}"),
)
async def set_text(ctx: Context, text: Words) -> None:
    """A text that can't be filled is refused now, not when somebody joins."""
    template = rules.checked(text, ctx.language)
    await ctx.change(Welcome, m.DID_SET, text=text)
    ctx.done(m.SET)
    if rules.NICKNAME.en not in template.slots:
        ctx.reply(m.NO_MENTION, slot=f"{{{rules.NICKNAME(ctx.language)}}}")


@welcome.action(
    "预览",
    "preview",
    summary=Phrase("预览欢迎语", "preview the welcome text"),
    example=Example("/欢迎 预览", "/welcome preview"),
    target=Target.GROUP,
)
async def preview(ctx: Context, part: Part | None = None) -> None:
    """Every message as it would be said if the asker had just joined, come back or left."""
    now, group = await ctx.settings(Welcome), ctx.group
    setting = rules.Setting.of(group, await ctx.settings(Charter), ctx.now, ctx.zone, ctx.language)
    if part is Part.FAREWELL:
        names = (await names_of(ctx.session, group.id, [ctx.sender.id])).values()
        contents, is_on, off = rules.farewell(now, list(names), setting), now.farewell, m.FAREWELL_STILL_OFF
    else:
        company = rules.Company([ctx.sender.id], await store.inviters_of(ctx.session, group.id, [ctx.sender.id]))
        say = rules.welcome_back if part is Part.BACK else rules.greeting
        contents, is_on, off = say(now, company, setting), now.on, m.STILL_OFF
        if part is None and now.text_b:
            contents = rules.both(now, company, setting)
    for content in contents:
        ctx.reply(content)
    if not is_on:
        ctx.reply(off)


@welcome.action(
    "重置",
    "reset",
    summary=Phrase("恢复默认欢迎语", "go back to the default welcome text"),
    example=Example("/欢迎 重置", "/welcome reset"),
)
async def reset(ctx: Context) -> None:
    """The default text is used again, and no other message."""
    await ctx.change(Welcome, m.DID_RESET, text="", text_b="", more=(), back="")
    ctx.done(m.RESET)


@welcome.action(
    "开启",
    "on",
    summary=Phrase("开启欢迎", "switch the welcome on"),
    example=Example("/欢迎 开启", "/welcome on"),
)
async def switch_on(ctx: Context) -> None:
    """Newcomers are welcomed from now on."""
    await ctx.change(Welcome, m.DID_SWITCH_ON, on=True)
    ctx.done(m.SWITCHED_ON)


@welcome.action(
    "关闭",
    "off",
    summary=Phrase("关闭欢迎", "switch the welcome off"),
    example=Example("/欢迎 关闭", "/welcome off"),
)
async def switch_off(ctx: Context) -> None:
    """Nobody is welcomed, those who wait included."""
    await ctx.change(Welcome, m.DID_SWITCH_OFF, on=False)
    ctx.done(m.SWITCHED_OFF)
