"""/老带新: volunteering, whether it is on, whether they met, and what came of it."""

from datetime import timedelta
from typing import Annotated

from bot.commands import Command, Example, Target
from bot.commands.parameters import Label
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.permissions import Role, admin, anyone
from bot.phrases import Phrase
from plugins.welcome import store as welcome
from plugins.welcome.buddies import answers, events, looking, rules, showing, store
from plugins.welcome.buddies import messages as m
from plugins.welcome.buddies.settings import Buddies
from storage.base import to_ms

MONTH = timedelta(days=30)
LONGEST = timedelta(days=365)

Number = Annotated[int | None, Label("编号", "number")]


async def is_offered(ctx: Context) -> bool:
    """Members hear of it where it is on."""
    return ctx.role >= Role.ADMIN or len(ctx.groups) != 1 or (await ctx.settings(Buddies)).on


buddies = Command(
    "老带新", "buddies", Phrase("老朋友带新朋友", "members show newcomers around"), anyone, offered=is_offered
)


@buddies.action(
    summary=Phrase("看谁愿意带新人", "see who shows newcomers around"),
    example=Example("/老带新", "/buddies"),
)
async def show(ctx: Context) -> None:
    """Who volunteers, how many are paired and wait, and the asker's own pairs."""
    now = await ctx.settings(Buddies)
    if not now.on:
        ctx.reply(m.STATE_OFF)
        return
    names, open_, waiting = await looking.standing(ctx.session, ctx.group.id, now, ctx.now)
    ctx.reply(
        m.STATE,
        names=showing.listed(names, ctx.language) if names else m.NOBODY,
        open=open_,
        waiting=waiting,
        mine=await _mine(ctx),
        admin=m.FOR_ADMINS if ctx.role >= Role.ADMIN else "",
    )


@buddies.action(
    "加入",
    "join",
    summary=Phrase("报名带新人", "volunteer to show newcomers around"),
    example=Example("/老带新 加入", "/buddies join"),
)
async def join(ctx: Context) -> None:
    """Who waits already is paired a little later, so that others may volunteer too."""
    if not (await ctx.settings(Buddies)).on:
        raise Refusal(m.IS_OFF)
    if not await store.volunteer(ctx.session, ctx.group.id, ctx.sender.id, ctx.now):
        ctx.reply(m.JOINED_ALREADY)
        return
    await events.plan_pairing(ctx, ctx.group.id, ctx.now + rules.SHARED)
    ctx.reply(m.JOINED, most=rules.MOST_OPEN)


@buddies.action(
    "退出",
    "leave",
    summary=Phrase("不再带新人", "no longer show newcomers around"),
    example=Example("/老带新 退出", "/buddies leave"),
)
async def leave(ctx: Context) -> None:
    """Whom they have they keep."""
    if not await store.step_back(ctx.session, ctx.group.id, ctx.sender.id):
        ctx.reply(m.WAS_NONE)
        return
    pairs = await store.open_pairs(ctx.session, ctx.sender.id, ctx.group.id)
    theirs = [pair.newcomer_id for pair in pairs if pair.buddy_id == ctx.sender.id]
    names = list((await welcome.names_of(ctx.session, ctx.group.id, theirs)).values())
    still = ctx.t(m.STILL_YOURS, names=showing.listed(names, ctx.language)) if names else ""
    ctx.reply(f"{ctx.t(m.STEPPED_BACK)}{still}")


@buddies.action(
    "开启",
    "on",
    summary=Phrase("开启老带新", "switch buddies on"),
    example=Example("/老带新 开启", "/buddies on"),
    guard=admin,
    target=Target.GROUPS,
)
async def switch_on(ctx: Context) -> None:
    """Whoever joins from now on gets a buddy."""
    await ctx.change_each(Buddies, m.DID_SWITCH_ON, lambda now: {} if now.on else {"on": True, "since": to_ms(ctx.now)})
    for group in ctx.groups:
        await events.plan_asking(ctx, group)
    ctx.done(m.SWITCHED_ON)


@buddies.action(
    "关闭",
    "off",
    summary=Phrase("关闭老带新", "switch buddies off"),
    example=Example("/老带新 关闭", "/buddies off"),
    guard=admin,
    target=Target.GROUPS,
)
async def switch_off(ctx: Context) -> None:
    """Nobody is paired and nobody asked."""
    await ctx.change(Buddies, m.DID_SWITCH_OFF, on=False)
    ctx.done(m.SWITCHED_OFF)


@buddies.action(
    "见了",
    "met",
    summary=Phrase("说一声聊上了", "say that you have talked"),
    example=Example("/老带新 见了 3", "/buddies met 3"),
)
async def met(ctx: Context, number: Number = None) -> None:
    """Either of the two may say it."""
    await answers.take(ctx, number, met=True)


@buddies.action(
    "还没",
    "unmet",
    summary=Phrase("说一声还没聊上", "say that you have not talked yet"),
    example=Example("/老带新 还没 3", "/buddies unmet 3"),
)
async def unmet(ctx: Context, number: Number = None) -> None:
    """Either of the two may say it, and later that they have."""
    await answers.take(ctx, number, met=False)


@buddies.action(
    "结果",
    "results",
    summary=Phrase("看老带新的结果", "see what came of it"),
    example=Example("/老带新 结果 30天", "/buddies results 30d"),
    guard=admin,
)
async def results(ctx: Context, span: timedelta = MONTH) -> None:
    """What became of the pairs of these days, and who has had the most."""
    if not timedelta(days=1) <= span <= LONGEST:
        raise UserError(m.SPAN_RANGE, most=LONGEST.days)
    tally = await store.tally(ctx.session, ctx.group.id, ctx.now - span)
    if not tally.pairs:
        ctx.reply(m.NO_RESULTS, days=span.days)
        return
    busiest = await looking.busiest(ctx.session, ctx.group.id, ctx.now - span, ctx.language)
    ctx.reply(m.RESULTS, days=span.days, busiest=f"\n{busiest}" if busiest else "", **tally._asdict())


async def _mine(ctx: Context) -> str:
    pairs = await store.open_pairs(ctx.session, ctx.sender.id, ctx.group.id)
    others = [showing.other(pair, ctx.sender.id) for pair in pairs]
    names = await welcome.names_of(ctx.session, ctx.group.id, others)
    having = [pair for pair in pairs if pair.buddy_id == ctx.sender.id]
    had = [pair for pair in pairs if pair.newcomer_id == ctx.sender.id]
    return "".join(
        ctx.t(phrase, names=showing.numbered(some, ctx.sender.id, names, ctx.language))
        for phrase, some in ((m.YOU_HAVE, having), (m.YOUR_BUDDY_IS, had))
        if some
    )
