"""/值日: who looks after questions nobody answers, how often, and what came of it."""

from collections.abc import Mapping
from datetime import timedelta
from enum import Enum
from typing import Annotated, Any

from bot.commands import Command, Example, Target
from bot.commands.parameters import Label
from bot.context import Context
from bot.errors import UserError
from bot.permissions import Role, admin, anyone
from bot.phrases import Phrase
from bot.times.recurrence import Interval
from plugins.nudges.reconnect import messages as m
from plugins.nudges.reconnect import rules, showing, store
from plugins.nudges.reconnect.looking import LOOK
from plugins.nudges.reconnect.settings import Duty
from plugins.nudges.reconnect.tables import Question
from storage.names import names_of

EVERY = Interval(60)
LOGGED = timedelta(days=7)
MOST_DAILY = 10


class Place(Enum):
    """Where whoever is on duty is turned to."""

    PRIVATE = ("私聊", "private")
    GROUP = ("群里", "group")


duty = Command("值日", "duty", Phrase("看着没人接的问题", "look after unanswered questions"), anyone, Target.GROUP)


@duty.action(
    summary=Phrase("看谁在值日", "see who is on duty"),
    example=Example("/值日", "/duty"),
)
async def show(ctx: Context) -> None:
    """Who volunteers, and how often and where they are turned to."""
    now = await ctx.settings(Duty)
    hint = ctx.t(m.FOR_ADMINS) if ctx.role >= Role.ADMIN else ""
    if not now.daily:
        ctx.reply(m.STATE_OFF, admin=hint)
        return
    names = [each.name for each in (await store.on_duty(ctx.session, [ctx.group.id], ctx.now)).get(ctx.group.id, ())]
    ctx.reply(
        m.STATE,
        names=showing.listed(names, ctx.language) if names else m.NO_VOLUNTEERS,
        first=f"{rules.MORNING:%H:%M}",
        last=f"{rules.EVENING:%H:%M}",
        how=m.IN_PRIVATE if now.privately else m.IN_GROUP,
        most=now.daily,
        admin=hint,
    )


@duty.action(
    "加入",
    "join",
    summary=Phrase("报名值日", "volunteer for duty"),
    example=Example("/值日 加入", "/duty join"),
)
async def join(ctx: Context) -> None:
    """The first one has questions looked for; whoever else joins, has that be soon."""
    if not await store.volunteer(ctx.session, ctx.account_id, ctx.group.id, ctx.sender.id, ctx.now):
        ctx.reply(m.JOINED_ALREADY)
        return
    await store.begin(ctx.session, ctx.account_id)
    await ctx.services.scheduler.cancel(ctx.session, _key(ctx))  # the next look may be as far as tomorrow
    await ctx.services.scheduler.schedule(
        ctx.session,
        key=_key(ctx),
        job=LOOK,
        account_id=ctx.account_id,
        at=EVERY,
        zone=ctx.services.settings.zone,
        now=ctx.now,
    )
    ctx.reply(m.JOINED if ctx.sender.quiet_at is None else m.JOINED_QUIETLY)


@duty.action(
    "退出",
    "leave",
    summary=Phrase("不再值日", "leave duty"),
    example=Example("/值日 退出", "/duty leave"),
)
async def leave(ctx: Context) -> None:
    """With the last one nothing is looked for any longer."""
    if not await store.step_back(ctx.session, ctx.group.id, ctx.sender.id):
        ctx.reply(m.WAS_NONE)
        return
    if not await store.any_volunteer(ctx.session, ctx.account_id):
        await ctx.services.scheduler.cancel(ctx.session, _key(ctx))
        await store.end(ctx.session, ctx.account_id)
    ctx.reply(m.LEFT)


@duty.action(
    "每天",
    "daily",
    summary=Phrase("设置一天最多提几个问题", "set how many questions a day"),
    example=Example("/值日 每天 3", "/duty daily 3"),
    guard=admin,
    target=Target.GROUPS,
)
async def set_daily(ctx: Context, n: Annotated[int, Label("个数", "number")]) -> None:
    """None switches it off."""
    if not 0 <= n <= MOST_DAILY:
        raise UserError(m.DAILY_RANGE, most=MOST_DAILY)
    await ctx.change_each(Duty, m.DID_SET_DAILY, lambda _: {"daily": n}, n=n)
    ctx.done(m.DAILY_SET if n else m.DAILY_OFF, n=n)


@duty.action(
    "提醒",
    "remind",
    summary=Phrase("设置在哪里提醒值日的人", "set where those on duty are turned to"),
    example=Example("/值日 提醒 私聊", "/duty remind private"),
    guard=admin,
    target=Target.GROUPS,
)
async def set_place(ctx: Context, where: Place) -> None:
    """In private only who has the bot as a friend."""
    await ctx.change(Duty, m.DID_SET_REMIND, privately=where is Place.PRIVATE)
    ctx.done(m.REMIND_PRIVATELY if where is Place.PRIVATE else m.REMIND_IN_GROUP)


@duty.action(
    "记录",
    "log",
    summary=Phrase("看最近一周提过的问题", "see the questions of the last week"),
    example=Example("/值日 记录", "/duty log"),
)
async def show_log(ctx: Context) -> None:
    """Which were shown, and how many were taken up after that; nobody is named who was asked."""
    told = await store.log(ctx.session, ctx.group.id, ctx.now - LOGGED)
    if not told:
        ctx.reply(m.NO_LOG, days=LOGGED.days)
        return
    ctx.reply(showing.log(told, LOGGED.days, ctx.zone, ctx.language))


async def explain(ctx: Context, cause: str) -> str | None:
    """Whose question it was, and whose turn."""
    question = await ctx.session.get(Question, int(cause)) if cause.isdecimal() else None
    if question is None or question.to_id is None:
        return None
    names: Mapping[int, Any] = await names_of(ctx.session, question.group_id, [question.person_id, question.to_id])
    asker, volunteer = (
        showing.called(names.get(each, ""), ctx.language) for each in (question.person_id, question.to_id)
    )
    return ctx.t(m.BECAUSE_DUTY, name=asker, volunteer=volunteer)


def _key(ctx: Context) -> str:
    return f"duty:{ctx.account_id}"
