"""/活动: choosing a scene, making a campaign of it, and beginning it."""

from dataclasses import replace
from typing import Annotated

from bot import audience
from bot.commands import Example, Target
from bot.commands.parameters import Label, Rest, Tags, Words
from bot.commands.suggest import suggest
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.permissions import admin
from bot.phrases import Phrase
from bot.targets import chosen_groups, where
from bot.times.moments import shown
from plugins.campaigns import acts, making, own, rules, showing, store
from plugins.campaigns import messages as m
from plugins.campaigns.command import campaign
from plugins.campaigns.reach import find, find_mine
from plugins.campaigns.scenes import Scene
from plugins.campaigns.tables import Campaign

Number = Annotated[int, Label("编号", "number")]
Page = Annotated[int, Label("页码", "page")]
NEW = Example(m.NEW_EXAMPLE.zh, m.NEW_EXAMPLE.en)


@campaign.action(
    summary=Phrase("查看活动", "list the campaigns"),
    example=Example("/活动", "/campaign"),
    guard=admin,
    target=Target.GROUPS,
)
async def show_all(ctx: Context, page: Page = 1) -> None:
    """What is not over first, the nearest day first."""
    concerned = await audience.concerning(ctx, Campaign, ctx.groups)
    found, total = await store.page(ctx.session, ctx.account_id, concerned, max(page, 1))
    pages = -(-total // rules.PAGE)
    if not total:
        ctx.reply("\n".join([ctx.t(m.NONE_YET), ctx.t(m.NEW_EXAMPLE), "", await _scenes(ctx)]))
        return
    if not 1 <= page <= pages:
        raise UserError(m.NO_SUCH_PAGE, pages=pages)
    following = await store.next_moments(ctx.session, [each.id for each in found])
    lines = [await showing.line(ctx, each, following.get(each.id)) for each in found]
    of_pages = ctx.t(m.PAGE_OF, page=page, pages=pages) if pages > 1 else ""
    head = ctx.t(m.LIST_HEAD, n=total, page=of_pages, zone=ctx.zone, where=where(ctx))
    ctx.reply("\n".join([head, *lines, "", ctx.t(m.LIST_FOOT, number=found[0].id)]))


@campaign.action(
    "模板",
    "scenes",
    summary=Phrase("看有哪些现成的活动", "see what can be played"),
    example=Example("/活动 模板 中秋节", "/campaign scenes mid-autumn"),
    guard=admin,
    target=Target.GROUPS,
)
async def scenes(ctx: Context, name: Annotated[Rest | None, Label("名字", "name")] = None) -> None:
    """All of them, or one with what it asks for and does."""
    ctx.reply(showing.scene_told(ctx, await scene_of(ctx, name)) if name else await _scenes(ctx))


@campaign.action("新建", "new", summary=Phrase("办一场活动", "make a campaign"), example=NEW)
async def new(
    ctx: Context,
    what: Annotated[Rest, Label("模板 名称=内容…", "scene name=value…")],
    tags: Tags,
    below: Annotated[Words | None, Label("名称=内容", "name=value")] = None,
) -> None:
    """A draft that shows every message; 确认 begins it. More of what is filled in may stand on the lines below."""
    await _aim(ctx, tags)
    name, fields = rules.read_name(what)
    scene = await scene_of(ctx, name)
    try:
        filled = rules.read_fields(f"{fields}\n{below or ''}", scene.inputs, ctx.language)
    except UserError as error:
        error.offer(showing.scene_example(ctx, scene))
        raise
    if lacking := rules.missing(scene.inputs, filled.values):
        names = ctx.t(m.BETWEEN).join(each.name(ctx.language) for each in lacking)
        raise UserError(m.MISSING, showing.scene_example(ctx, scene), names=names)
    day = rules.day_of(scene, filled.day, ctx.now, ctx.zone)
    made = await making.draft(ctx, scene, filled.values, day)
    await offer(ctx, made)


@campaign.action(
    "查看",
    "show",
    summary=Phrase("看一场活动的每一步", "see every step of a campaign"),
    example=Example("/活动 查看 3", "/campaign show 3"),
    guard=admin,
)
async def view(ctx: Context, number: Number) -> None:
    """As its members will see it."""
    ctx.reply(await showing.told(ctx, await find(ctx, number)))


@campaign.action(
    "开始",
    "start",
    summary=Phrase("开始一场活动", "begin a campaign"),
    example=Example("/活动 开始 3", "/campaign start 3"),
)
async def start(ctx: Context, number: Number) -> None:
    """What was shown is what will be said."""
    found = await find_mine(ctx, number)
    if found.state in ("running", "paused"):
        raise Refusal(m.RUNNING_ALREADY, number=number)
    await find_mine(ctx, number, "draft")
    if all(phase.at <= ctx.now for phase in await store.phases(ctx.session, number)):
        raise UserError(m.ALL_PAST)
    if not await ctx.confirmed(await showing.preview(ctx, found)):
        return
    await acts.start(ctx, found)
    await ctx.session.flush()
    at = (await store.next_moments(ctx.session, [number]))[number]
    shown_at = shown(at, found.zone, ctx.language)
    ctx.reply(m.STARTED, number=number, title=found.title, at=shown_at, zone=found.zone)


async def offer(ctx: Context, draft: Campaign) -> None:
    """Show a draft; the yes to it begins it, as if that had been asked for by its number.

    A page shows it by itself, with a button to begin it.
    """
    if ctx.order is not None:
        ctx.reply(m.DRAFTED, number=draft.id, title=draft.title)
        return
    ctx.happening = replace(ctx.said, text=ctx.t(m.START, number=draft.id))
    await ctx.confirmed(await showing.preview(ctx, draft))


async def scene_of(ctx: Context, name: str) -> Scene:
    """The scene of this name, an own one before those that come with the bot. Raises UserError with the nearest."""
    found = await own.find(ctx, name)
    if found is not None:
        return found
    known = [each for scene in await own.all_of(ctx) for each in (scene.name(ctx.language), *scene.aliases)]
    near = suggest(name, known)
    if near is not None:
        raise UserError(m.NO_SUCH_SCENE_NEAR, name=rules.short(name), near=near)
    raise UserError(m.NO_SUCH_SCENE, name=rules.short(name))


async def _scenes(ctx: Context) -> str:
    """The next to come first."""
    found = sorted(await own.all_of(ctx), key=lambda scene: showing.comes(ctx, scene))
    lines = [showing.scene_line(ctx, scene) for scene in found]
    foot = ctx.t(m.SCENES_FOOT, name=found[0].name, example=ctx.t(m.NEW_EXAMPLE))
    return "\n".join([ctx.t(m.SCENES_HEAD, n=len(found)), *lines, "", foot])


async def _aim(ctx: Context, tags: Tags) -> None:
    """At the groups that a tag names, else at those at hand; by their clock, where they all have the same."""
    await audience.aim(ctx, tags)
    if not ctx.groups:
        ctx.groups, ctx.tag, ctx.role = await chosen_groups(ctx)
    zones = {group.zone or ctx.services.settings.zone for group in ctx.groups}
    ctx.zone = zones.pop() if len(zones) == 1 else ctx.zone
