"""/激活: how it stands, on and off, and what would be said now."""

from collections.abc import Sequence

from bot import group_settings
from bot.audience import aim
from bot.commands import Example
from bot.commands.parameters import Tags
from bot.context import Context
from bot.pages import Look
from bot.phrases import Phrase
from bot.scheduler.jobs import Surroundings
from plugins.nudges import looking, showing, stopping, store
from plugins.nudges import messages as m
from plugins.nudges.choosing import choose
from plugins.nudges.command import nudge
from plugins.nudges.looking import Seen, View
from plugins.nudges.settings import Nudging

SHOWN = 5


@nudge.action(
    summary=Phrase("看群里安静时我会怎么做", "see what I do when the group is silent"),
    example=Example("/激活", "/nudge"),
)
async def show(ctx: Context, tags: Tags) -> None:
    """How it stands, what would happen next, and what came of the last ones."""
    await aim(ctx, tags)
    view = view_of(ctx)
    seen = await looking.look(view, ctx.groups)
    if len(seen) > 1:
        ctx.reply("\n".join([showing.several(seen, ctx.language), *_hints(ctx, seen)]))
        return
    ctx.group  # noqa: B018 - asks which one where there is none
    standing, reason = seen[0].standing, await looking.judge(view, seen[0])
    [chance] = await choose(view, seen)
    nudges = await store.latest(ctx.session, [ctx.group.id], SHOWN)
    lines = [
        showing.state(chance, reason, ctx.language),
        showing.settings(standing.settings, standing.zone, ctx.language),
    ]
    ctx.reply("\n".join([*lines, showing.lately(nudges, standing.zone, ctx.language), *_hints(ctx, seen)]))


@nudge.action(
    "开启",
    "on",
    summary=Phrase("群里太安静时轻轻叫醒", "wake the group gently when it is silent"),
    example=Example("/激活 开启", "/nudge on"),
)
async def switch_on(ctx: Context, tags: Tags) -> None:
    """Groups in which I had stopped are tried again from the beginning."""
    await aim(ctx, tags)
    ways_back = await group_settings.change(ctx.session, [g.id for g in ctx.groups], Nudging, lambda _: {"on": True})
    ways_back += await stopping.begin_again(ctx)
    await ctx.audit(m.DID_SWITCH_ON, ways_back)
    ctx.done(m.SWITCHED_ON)


@nudge.action(
    "关闭",
    "off",
    summary=Phrase("不再叫醒", "wake nobody any more"),
    example=Example("/激活 关闭", "/nudge off"),
)
async def switch_off(ctx: Context, tags: Tags) -> None:
    """What is not sent yet is not sent any more."""
    await aim(ctx, tags)
    await ctx.change(Nudging, m.DID_SWITCH_OFF, on=False)
    await stopping.drop_waiting(ctx)
    ctx.done(m.SWITCHED_OFF)


@nudge.action(
    "预览",
    "preview",
    summary=Phrase("看现在会说什么、找谁", "see what I would say now, and to whom"),
    example=Example("/激活 预览", "/nudge preview"),
)
async def preview(ctx: Context) -> None:
    """The very words, whether or not now is the time."""
    view = view_of(ctx)
    [seen] = await looking.look(view, (ctx.group,))
    reason = await looking.judge(view, seen)
    [chance] = await choose(view, [seen])
    ctx.reply(showing.preview(chance, reason, ctx.language))


def view_of(ctx: Context | Look) -> View:
    """From where a command or a page looks at groups."""
    services = ctx.services
    around = Surroundings(ctx.language, ctx.operators, services.router.plans, services.outbox.quiet_hours_of)
    return View(ctx.session, ctx.account_id, ctx.now, services.settings.zone, around)


def _hints(ctx: Context, seen: Sequence[Seen]) -> list[str]:
    """What can be done next."""
    if all(each.standing.settings.on and each.standing.stopped_at is None for each in seen):
        hints = (m.HINT_PREVIEW, m.HINT_EFFECT, m.HINT_SETTINGS, m.HINT_OFF)
    else:
        hints = (m.HINT_ON, m.HINT_PREVIEW, m.HINT_SETTINGS)
    return [ctx.t(hint) for hint in hints if len(seen) == 1 or hint is not m.HINT_PREVIEW]
