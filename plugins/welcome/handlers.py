"""/欢迎 and what happens when somebody joins."""

from bot.charter import Charter
from bot.commands import Example, Target
from bot.commands.parameters import Words
from bot.context import Context
from bot.events import Joined, Left
from bot.phrases import Phrase
from bot.times.localday import local_day
from plugins.welcome import messages as m
from plugins.welcome import rules, store
from plugins.welcome.command import welcome
from plugins.welcome.settings import Welcome
from storage.base import to_ms


@welcome.action(
    summary=Phrase("查看欢迎语", "see the welcome text"),
    example=Example("/欢迎", "/welcome"),
    target=Target.GROUP,
)
async def show(ctx: Context) -> None:
    """The state, the text, and what can be done with them."""
    now = await ctx.settings(Welcome)
    states = ((m.OFF, m.ON), (m.OFF_DEFAULT, m.ON_DEFAULT))
    switch = m.TO_SWITCH_OFF if now.on else m.TO_SWITCH_ON
    ctx.reply(m.STATE, state=states[not now.text][now.on], text=rules.text_of(now, ctx.language), switch=switch)


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
    if rules.SLOTS[0].en not in template.slots:
        ctx.reply(m.NO_MENTION, slot=f"{{{rules.SLOTS[0](ctx.language)}}}")


@welcome.action(
    "预览",
    "preview",
    summary=Phrase("预览欢迎语", "preview the welcome text"),
    example=Example("/欢迎 预览", "/welcome preview"),
    target=Target.GROUP,
)
async def preview(ctx: Context) -> None:
    """What would be said if the asker had just joined."""
    now = await ctx.settings(Welcome)
    charter = await ctx.settings(Charter)
    setting = rules.Setting(ctx.group.name, ctx.group.member_count, charter.rules, ctx.language)
    ctx.reply(rules.greeting(now, [ctx.sender.id], setting))
    if not now.on:
        ctx.reply(m.STILL_OFF)


@welcome.action(
    "重置",
    "reset",
    summary=Phrase("恢复默认欢迎语", "go back to the default welcome text"),
    example=Example("/欢迎 重置", "/welcome reset"),
)
async def reset(ctx: Context) -> None:
    """The default text is used again."""
    await ctx.change(Welcome, m.DID_RESET, text="")
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


async def newcomers(ctx: Context, joined: Joined) -> None:
    """They wait for the end of the window, so that people who come together share one message."""
    await store.arrive(ctx.session, joined, local_day(to_ms(joined.at), ctx.zone))
    people = rules.to_welcome(joined)
    if not people or not (await ctx.settings(Welcome)).on:
        return
    waiting_until = await store.next_greeting(ctx.session, joined.group_id)
    then = rules.greet_at(waiting_until, ctx.now, ctx.services.settings.welcome_window)
    await store.wait(ctx.session, joined.group_id, people, joined.at, then)
    if then != waiting_until:
        await ctx.services.scheduler.schedule(
            ctx.session,
            key=f"welcome:{joined.group_id}:{ctx.event_id}",
            job=rules.GREET,
            account_id=ctx.account_id,
            group_id=joined.group_id,
            args={"language": ctx.language, "event": ctx.event_id},
            at=then,
            zone=ctx.zone,
            grace=rules.LATEST,
            now=ctx.now,
        )


async def gone(ctx: Context, left: Left) -> None:
    """Their time here is over, whatever came of it."""
    await store.leave(ctx.session, left.group_id, left.people, left.at)
