"""/投放 and a number: looking at one drop and changing it."""

from datetime import timedelta
from typing import Annotated, Any

from bot.commands import Example
from bot.commands.parameters import Body, Label, Rest, Tags
from bot.content import to_json
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.phrases import Phrase
from bot.scheduler import Missed
from bot.times.recurrence import Once
from plugins.drops import acts, listing, making, reach, rules, showing, store
from plugins.drops import messages as m
from plugins.drops.command import drop
from plugins.drops.handlers import Number, checked_contents
from plugins.drops.outlook import outlook
from plugins.drops.tables import Drop

What = Annotated[Rest | None, Label("时间 标题 直到…|共…次|不限", "time title until …|… times|forever")]
More = Annotated[Rest | None, Label("90天|10次|直到…|不限", "90d|10 times|until …|forever")]


@drop.action(
    "查看",
    "show",
    summary=Phrase("看一条投放", "see one drop"),
    example=Example("/投放 查看 12", "/drop show 12"),
)
async def show_one(ctx: Context, number: Number) -> None:
    """Its next five times, how the last five fared, and what it says."""
    ctx.reply(await listing.told(ctx, await reach.find(ctx, number)))


@drop.action(
    "修改",
    "edit",
    summary=Phrase("改一条投放的时间、标题或正文", "change a drop's time, title or text"),
    example=Example("/投放 修改 12 每天 09:00", "/drop edit 12 every day 09:00"),
)
async def edit(ctx: Context, number: Number, tags: Tags, what: What = None, body: Body | None = None) -> None:
    """Only what is named changes."""
    found = await reach.find_mine(ctx, number)
    changes = await _changes(ctx, found, tags, what or "", body)
    if not changes:
        raise UserError(m.CHANGE_WHAT)
    schedule = await acts.schedule_of(ctx, found)
    end = schedule.ends_at, schedule.remaining
    await acts.edit(ctx, found, changes)
    coming = await outlook(ctx, found, with_end=end != (schedule.ends_at, schedule.remaining))
    ctx.done(m.EDITED, number=found.id, title=found.title, outlook=coming)
    asked = {"contents", "next_due_at"} & changes.keys()
    if asked and (remarks := await showing.remarks(ctx, found, on_text="contents" in changes)):
        ctx.reply(remarks)


async def _changes(ctx: Context, found: Drop, tags: Tags, what: str, body: Body | None) -> dict[str, Any]:
    """What is to change, by column."""
    options = rules.options_of(tags)
    if options.sets:
        raise Refusal(m.GROUPS_STAY)
    schedule = await acts.schedule_of(ctx, found)
    at, rest = rules.read_time(what, ctx.now, schedule.zone)
    line = rules.read_line(rest, ctx.now, schedule.zone)
    changes: dict[str, Any] = {"title": line.title} if line.title else {}
    if at is not None:
        changes |= acts.moved(schedule, at, ctx.now)
    if line.ending is not None and not isinstance(at, Once):
        if at is None and schedule.recurrence is None:
            raise Refusal(m.COMES_ONCE, number=found.id)
        changes |= acts.ended(schedule, line.ending, at, ctx.now)
    if body is not None:
        if found.source != "body":
            raise Refusal(m.NOT_WRITTEN_HERE, number=found.id)
        changes["contents"] = [to_json(content) for content in await checked_contents(ctx, body)]
    flags = {"is_promo": options.is_promo, "is_must": options.is_must}
    return changes | {name: flag for name, flag in flags.items() if flag is not None}


@drop.action(
    "暂停",
    "pause",
    summary=Phrase("暂停一条投放", "pause a drop"),
    example=Example("/投放 暂停 12", "/drop pause 12"),
)
async def pause(ctx: Context, number: Number) -> None:
    """From its next time on."""
    found = await reach.find_mine(ctx, number)
    await acts.pause(ctx, found)
    ctx.done(m.DONE_PAUSE, number=found.id, title=found.title)


@drop.action(
    "恢复",
    "resume",
    summary=Phrase("恢复一条投放", "resume a drop"),
    example=Example("/投放 恢复 12", "/drop resume 12"),
)
async def resume(ctx: Context, number: Number) -> None:
    """From its next time on; nothing is made up for."""
    found = await reach.find_mine(ctx, number)
    await acts.resume(ctx, found)
    ctx.done(m.DONE_RESUME, number=found.id, title=found.title, outlook=await outlook(ctx, found, with_end=False))


@drop.action(
    "跳过",
    "skip",
    summary=Phrase("跳过一条投放的下一次", "skip a drop's next time"),
    example=Example("/投放 跳过 12 2次", "/drop skip 12 2 times"),
)
async def skip(
    ctx: Context, number: Number, times: Annotated[Rest | None, Label("几次", "how many times")] = None
) -> None:
    """Or its next few."""
    found = await reach.find_mine(ctx, number)
    n = 1 if times is None else rules.read_times(times)
    await acts.skip(ctx, found, n)
    coming = await outlook(ctx, found, with_end=False)
    ctx.done(m.DONE_SKIP, number=found.id, title=found.title, n=n, outlook=coming)


@drop.action(
    "删除",
    "delete",
    summary=Phrase("删除一条投放", "delete a drop"),
    example=Example("/投放 删除 12", "/drop delete 12"),
)
async def delete(ctx: Context, number: Number) -> None:
    """It can be taken back for a while."""
    found = await reach.find_mine(ctx, number)
    await acts.delete(ctx, found)
    ctx.done(m.DONE_DELETE, number=found.id, title=found.title)


@drop.action(
    "续期",
    "renew",
    summary=Phrase("让一条投放接着发", "let a drop go on for longer"),
    example=Example("/投放 续期 12 90天", "/drop renew 12 90d"),
)
async def renew(ctx: Context, number: Number, more: More = None) -> None:
    """For 90 days where nothing else is said."""
    found = await reach.find_mine(ctx, number)
    schedule = await acts.schedule_of(ctx, found)
    by: rules.Ending | timedelta = rules.DAYS if more is None else rules.read_more(more, ctx.now, schedule.zone)
    await acts.renew(ctx, found, by)
    ctx.done(m.DONE_RENEW, number=found.id, title=found.title, outlook=await outlook(ctx, found))


@drop.action(
    "立即",
    "now",
    summary=Phrase("现在就发一次", "post a drop now"),
    example=Example("/投放 立即 12", "/drop now 12"),
)
async def now(ctx: Context, number: Number) -> None:
    """Beside its own times, which stay; into more than one group only when confirmed."""
    found = await reach.find_mine(ctx, number)
    if not ctx.groups:
        raise Refusal(m.NOBODY_THERE, number=found.id)
    if len(ctx.groups) > 1 and not await ctx.confirmed(await _preview(ctx, found)):
        return
    await _fire(ctx, found)
    await ctx.audit(m.DID_NOW, number=found.id, title=found.title)
    if hours := showing.quiet_at(ctx, ctx.now):
        ctx.reply(m.NOW_IS_NIGHT, number=found.id, title=found.title, hours=hours)
    elif found.is_promo:
        ctx.reply(m.NOW_PROMO, number=found.id, title=found.title)
    else:
        ctx.reply(m.DONE_NOW if len(ctx.groups) == 1 else m.DONE_NOW_ALL, number=found.id, title=found.title)


async def _preview(ctx: Context, found: Drop) -> str:
    """What goes where, and how long that takes."""
    settings = ctx.services.settings
    minutes = -(-len(ctx.groups) // settings.account_per_minute) if settings.pacing else 0
    takes = ctx.t(m.TAKES, minutes=minutes) if minutes > 1 else ""
    contents = await showing.of_drop(ctx, found)
    head = ctx.t(m.NOW_PREVIEW, number=found.id, title=found.title, n=len(ctx.groups), takes=takes)
    return "\n\n".join(part for part in (head, showing.told(contents, ctx.language)) if part)


async def _fire(ctx: Context, found: Drop) -> None:
    """A schedule of its own that is due at once, a moment of the past so that it is no other's."""
    due = ctx.now - timedelta(milliseconds=1)
    while await store.is_taken(ctx.session, found.id, due):
        due -= timedelta(milliseconds=1)
    schedule = await acts.schedule_of(ctx, found)
    await ctx.services.scheduler.schedule(
        ctx.session,
        key=store.now_key(found.id, due),
        job=making.job_of(found.source),
        account_id=ctx.account_id,
        group_id=found.group_id,
        args={"drop": found.id},
        at=due,
        zone=schedule.zone,
        missed=Missed.LATEST,
        now=ctx.now,
    )
