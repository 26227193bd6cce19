"""/欢迎 步骤: what newcomers are told in their first weeks."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from enum import Enum
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.charter import Charter
from bot.commands import Example
from bot.commands.parameters import Body, Label, Rest
from bot.commands.readers import number_in
from bot.commands.wording import fold
from bot.content import Content
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.media import body_content
from bot.phrases import Phrase
from bot.times.moments import shown
from plugins.welcome import rules as welcome_rules
from plugins.welcome.command import welcome
from plugins.welcome.journey import changes, rules, store
from plugins.welcome.journey import messages as m
from plugins.welcome.journey import showing as journeys
from plugins.welcome.journey.rules import Plan
from plugins.welcome.journey.tables import Step


class Act(Enum):
    """What can be done with steps."""

    ADD = ("添加", "add")
    CHANGE = ("修改", "change")
    DELETE = ("删除", "delete")
    PREVIEW = ("预览", "preview")
    PAUSE = ("暂停", "pause")
    RESUME = ("恢复", "resume")


@welcome.action(
    "步骤",
    "steps",
    summary=Phrase("带新人走完头几周", "lead newcomers through their first weeks"),
    example=Example(
        "/欢迎 步骤 添加 第1天 10:00 未发言\n{昵称}来了一天了，说说你最近在读什么？",
        "/welcome steps add day 1 10:00 unspoken\n{nickname}, what are you reading these days?",
    ),
)
async def steps(
    ctx: Context,
    act: Act | None = None,
    rest: Annotated[Rest | None, Label("编号 时间", "number time")] = None,
    body: Body | None = None,
) -> None:
    """Bare, the list."""
    line = rest or ""
    if act is None:
        if line:
            raise UserError(m.UNKNOWN_WORD, word=line[:20])
        await _list(ctx)
    elif act is Act.ADD:
        await _add(ctx, line, body)
    else:
        if body is not None and act is not Act.CHANGE and ctx.said.quote_kind is None:
            raise UserError(m.NO_BODY_HERE)
        step, line = await _find(ctx, line)
        if act is Act.CHANGE:
            await _change(ctx, step, line, body)
        else:
            await _ACTS[act](ctx, step)


async def _list(ctx: Context) -> None:
    found = await store.steps_of(ctx.session, ctx.group.id)
    if not found:
        ctx.reply(m.NO_STEPS)
        return
    lines = "\n".join(journeys.line_of(step, ctx.language) for step in found)
    foot = ctx.t(m.STEPS_FOOT, number=found[0].id)
    ctx.reply(m.STEPS, zone=ctx.zone, lines=lines, foot=foot)


async def _add(ctx: Context, line: str, body: Body | None) -> None:
    plan = rules.read_plan(line)
    if body is None:
        raise UserError(m.WHEN_MISSING)
    contents = await _contents(ctx, body)
    if await store.counts(ctx.session, [group.id for group in ctx.groups]) >= rules.MOST_STEPS:
        raise Refusal(m.TOO_MANY, most=rules.MOST_STEPS)
    added = await changes.add(ctx, plan, contents)
    several = {"n": len(added)} if len(added) > 1 else {"number": added[0].id}
    ctx.done(
        m.ADDED_MANY if len(added) > 1 else m.ADDED,
        **several,
        **journeys.words_of(plan, ctx.language),
        first=_first(ctx, plan),
    )
    if plan.is_private:
        ctx.reply(m.NOT_FRIENDS)


async def _change(ctx: Context, step: Step, line: str, body: Body | None) -> None:
    if not line.strip() and body is None:
        raise UserError(m.NOTHING_CHANGED)
    plan = rules.read_plan(line, changes.plan_of(step))
    await changes.replan(ctx, step, plan, () if body is None else await _contents(ctx, body))
    ctx.done(m.CHANGED, number=step.id, **journeys.words_of(plan, ctx.language))


async def _delete(ctx: Context, step: Step) -> None:
    await changes.change(ctx, step, m.DID_DELETE, deleted_at=ctx.now)
    ctx.done(m.DELETED, number=step.id)


async def _pause(ctx: Context, step: Step) -> None:
    await changes.change(ctx, step, m.DID_PAUSE, paused_at=step.paused_at or ctx.now)
    ctx.done(m.PAUSED_NOW, number=step.id)


async def _resume(ctx: Context, step: Step) -> None:
    since = step.since if step.paused_at is None else ctx.now
    await changes.change(ctx, step, m.DID_RESUME, paused_at=None, since=since)
    ctx.done(m.RESUMED, number=step.id)


async def _preview(ctx: Context, step: Step) -> None:
    """As it would be said if it were the asker's turn."""
    charter = await ctx.settings(Charter)
    setting = welcome_rules.Setting.of(ctx.group, charter, ctx.now, ctx.zone, ctx.language)
    contents = journeys.if_asked_by(step, ctx.sender, setting)
    for content in contents:
        ctx.reply(content)
    if not contents:
        ctx.reply(m.NOTHING_TO_SAY)


_ACTS: dict[Act, Callable[[Context, Step], Awaitable[None]]] = {
    Act.DELETE: _delete,
    Act.PREVIEW: _preview,
    Act.PAUSE: _pause,
    Act.RESUME: _resume,
}


async def _find(ctx: Context, line: str) -> tuple[Step, str]:
    """The step whose number the line begins with, and what follows; its group is the one at hand then."""
    first, _, rest = fold(line).strip().partition(" ")
    number = number_in(first)
    if number is None:
        raise UserError(m.WHICH)
    found = await store.step_in(ctx.session, number)
    group = None if found is None else next((each for each in ctx.groups if each.id == found[0].group_id), None)
    if found is None or group is None:
        raise UserError(m.NO_SUCH_STEP, number=number)
    ctx.groups = (group,)
    ctx.zone = group.zone or ctx.zone
    return found[0], rest


async def _contents(ctx: Context, body: Body) -> tuple[Content, ...]:
    contents = await body_content(ctx, body)
    welcome_rules.check_contents(contents, ctx.language, rules.SLOTS)
    return contents


def _first(ctx: Context, plan: Plan) -> str:
    """When somebody who joins now gets it."""
    if not plan.days:
        return ctx.t(m.FIRST_TODAY)
    day = ctx.now.astimezone(ZoneInfo(ctx.zone)).date() + timedelta(days=plan.days)
    return ctx.t(m.FIRST, at=shown(rules.moment_of(day, plan.minute, ctx.zone), ctx.zone, ctx.language))
