"""/活动: changing a campaign, holding it back, calling it off, and having it again."""

from collections.abc import Sequence
from enum import Enum
from typing import Annotated, Any

from bot import audience
from bot.commands import Example
from bot.commands.parameters import Body, Label, Rest, Tags
from bot.content import Content, Text, to_json
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.media import body_content
from bot.phrases import Phrase
from bot.times.clockwords import as_time
from bot.times.moments import shown
from plugins.campaigns import acts, making, own, rules, showing, store
from plugins.campaigns import messages as m
from plugins.campaigns.command import campaign
from plugins.campaigns.handlers import Number, offer
from plugins.campaigns.making import day_of
from plugins.campaigns.reach import find, find_mine
from plugins.campaigns.scenes.offsets import Offset
from plugins.campaigns.tables import Campaign, CampaignPhase
from plugins.campaigns.texts import template_of

Step = Annotated[Rest, Label("步骤 时间|名称=内容", "step time|name=value")]
Day = Annotated[Rest | None, Label("日期=…", "date=…")]


class Tell(Enum):
    """Whether the groups are told."""

    YES = ("通知", "tell")


@campaign.action(
    "修改",
    "edit",
    summary=Phrase("改一步的时间或正文", "change a step’s time or text"),
    example=Example("/活动 修改 3 2 T-1天 19:00", "/campaign edit 3 2 T-1 19:00"),
)
async def edit(ctx: Context, number: Number, what: Step, body: Body | None = None) -> None:
    """`2 19:00` another time, `2` with a text below another text, with a picture quoted that too; `价格=89` a value."""
    found = await find_mine(ctx, number, "draft", "running", "paused")
    step, _, rest = what.strip().partition(" ")
    if not step.isdecimal():
        await _fill(ctx, found, what)
        return
    phase = await _phase(ctx, found, int(step))
    changes = await _changes(ctx, found, phase, rest.strip(), body)
    await acts.edit(ctx, found, phase, **changes)
    ctx.done(m.EDITED, number=number, phase=phase.number)
    ctx.reply(showing.step_told(ctx, found, phase))


@campaign.action(
    "暂停",
    "pause",
    summary=Phrase("暂停一场活动", "pause a campaign"),
    example=Example("/活动 暂停 3", "/campaign pause 3"),
)
async def pause(ctx: Context, number: Number) -> None:
    """Nothing more goes out until it is resumed."""
    await acts.pause(ctx, await find_mine(ctx, number, "running"))
    ctx.done(m.PAUSED, number=number)


@campaign.action(
    "恢复",
    "resume",
    summary=Phrase("继续一场活动", "resume a campaign"),
    example=Example("/活动 恢复 3", "/campaign resume 3"),
)
async def resume(ctx: Context, number: Number) -> None:
    """What fell into the pause is left out."""
    found = await find_mine(ctx, number, "paused")
    await acts.resume(ctx, found)
    await ctx.session.flush()
    at = (await store.next_moments(ctx.session, [number])).get(number)
    following = "" if at is None else ctx.t(m.NEXT, at=shown(at, found.zone, ctx.language))
    ctx.done(m.RESUMED, number=number, next=following)


@campaign.action(
    "取消",
    "cancel",
    summary=Phrase("取消一场活动", "call a campaign off"),
    example=Example("/活动 取消 3 通知", "/campaign cancel 3 tell"),
)
async def cancel(ctx: Context, number: Number, tell: Tell | None = None) -> None:
    """Shown and confirmed first, as nobody can take it back."""
    found = await find_mine(ctx, number, "draft", "running", "paused")
    left = [phase for phase in await store.phases(ctx.session, number) if phase.state == "planned"]
    reached = await store.reached(ctx.session, number)
    said = ctx.t(m.TELL_THEM, n=len(reached)) if tell and reached else ctx.t(m.TELL_NOBODY) if reached else ""
    preview = ctx.t(m.CANCEL_WHAT, number=number, title=found.title, n=len(left), tell=said)
    if not await ctx.confirmed(preview):
        return
    await acts.cancel(ctx, found, tell=tell is not None)
    ctx.reply(m.CANCELLED, number=number)


@campaign.action(
    "复制",
    "copy",
    summary=Phrase("再办一次：明年，或别的群", "have it again: next year, or elsewhere"),
    example=Example("/活动 复制 3 日期=2027-11-11 #老客", "/campaign copy 3 date=2027-11-11 #regulars"),
)
async def copy(ctx: Context, number: Number, tags: Tags, what: Day = None) -> None:
    """Without a date on the same occasion the next year, by the calendar it goes by."""
    found = await find(ctx, number)
    await audience.aim(ctx, tags)
    filled = rules.read_fields(what or "", (), ctx.language)
    if filled.day or not tags:
        day = await _next_day(ctx, found, filled.day)
    else:
        day = day_of(found)
    made = await making.copy(ctx, found, day)
    await offer(ctx, made)


@campaign.action(
    "保存",
    "save",
    summary=Phrase("存成自己的模板", "keep as a scene of one’s own"),
    example=Example("/活动 保存 3 店庆", "/campaign save 3 anniversary"),
)
async def save(ctx: Context, number: Number, name: Annotated[Rest, Label("名字", "name")]) -> None:
    """With the texts as they are now."""
    found = await find(ctx, number)
    scene = await own.scene_from(ctx, found, name)
    await own.keep(ctx, scene)
    ctx.reply(m.SAVED, name=name.strip())


@campaign.action(
    "忘掉",
    "forget",
    summary=Phrase("删掉一个自己的模板", "delete a scene of one’s own"),
    example=Example("/活动 忘掉 店庆", "/campaign forget anniversary"),
)
async def forget(ctx: Context, name: Annotated[Rest, Label("名字", "name")]) -> None:
    """Campaigns made of it stay as they are."""
    if not await own.forget(ctx, name):
        raise UserError(m.NO_OWN_SCENE, name=rules.short(name))
    ctx.reply(m.SCENE_FORGOTTEN, name=name.strip())


async def _next_day(ctx: Context, found: Campaign, asked: str) -> Any:
    if asked:
        return rules.day_named(asked, ctx.now, found.zone)
    scene = await own.find(ctx, found.scene)
    day = None if scene is None else rules.again(scene.date, day_of(found))
    if day is None:
        raise UserError(m.NO_NEXT)
    return day


async def _fill(ctx: Context, found: Campaign, what: str) -> None:
    """Other values for what the owner fills in."""
    below = ctx.said.text.partition("\n")[2]
    inputs = own.inputs_of(found)
    values = rules.read_fields(f"{what}\n{below}", inputs, ctx.language).values
    await acts.fill(ctx, found, values)
    names = [each.name(ctx.language) for each in inputs if each.key in values]
    ctx.done(m.FILLED, number=found.id, names=ctx.t(m.BETWEEN).join(names))


async def _phase(ctx: Context, found: Campaign, number: int) -> CampaignPhase:
    phases = await store.phases(ctx.session, found.id)
    phase = next((phase for phase in phases if phase.number == number), None)
    if phase is None:
        raise UserError(m.NO_SUCH_PHASE, number=found.id, phase=number, n=len(phases))
    if phase.state != "planned":
        raise Refusal(m.PHASE_GONE, phase=number)
    return phase


async def _changes(ctx: Context, found: Campaign, phase: CampaignPhase, when: str, body: Body | None) -> dict[str, Any]:
    """What is to be changed of a phase. Raises UserError where nothing is said, or nothing that can be read."""
    changes: dict[str, Any] = {}
    to = rules.read_when(when, Offset(phase.days, as_time(phase.minute)))
    if to is not None:
        changes |= acts.moved(found, phase, to)
        if changes["at"] <= ctx.now:
            raise UserError(m.MOMENT_PAST, at=shown(changes["at"], found.zone, ctx.language))
    elif when:
        raise UserError(m.TEXT_EMPTY)
    if body is not None:
        changes |= _content(found, await body_content(ctx, body))
    if not changes:
        raise UserError(m.TEXT_EMPTY)
    return changes


def _content(found: Campaign, contents: Sequence[Content]) -> dict[str, Any]:
    """A new text, or a picture or a link that goes out after it."""
    words = ["".join(p for p in each.parts if isinstance(p, str)) for each in contents if isinstance(each, Text)]
    others = [to_json(each) for each in contents if not isinstance(each, Text)]
    for text in words:
        if len(text) > rules.LONGEST_TEXT:
            raise UserError(m.TEXT_TOO_LONG, most=rules.LONGEST_TEXT)
        template_of(text, found.inputs, found.language)
    return ({"texts": words} if words else {}) | ({"extras": others} if others else {})
