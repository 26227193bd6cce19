"""/投放: adding drops and finding them again."""

from collections.abc import Sequence
from typing import Annotated

from bot import audience
from bot.commands import Example, Target
from bot.commands import messages as commands
from bot.commands.parameters import Body, Label, Rest, Tags
from bot.content import Content
from bot.context import Context
from bot.errors import UserError
from bot.media import body_content
from bot.permissions import admin
from bot.phrases import Phrase
from bot.targets import chosen_groups, where
from plugins.drops import listing, making, rules, showing
from plugins.drops import messages as m
from plugins.drops.command import ADDING, drop
from plugins.drops.library import messages as picks_say
from plugins.drops.library import rules as picks
from plugins.drops.making import Wish
from plugins.drops.outlook import outlook
from plugins.drops.rules import Options

Line = Annotated[Rest, Label("时间 [标题] [直到…|共…次|不限]", "when [title] [until …|… times|forever]")]
Page = Annotated[int, Label("页码", "page")]
Number = Annotated[int, Label("编号", "number")]


@drop.action(
    summary=Phrase("查看投放", "list the drops"),
    example=Example("/投放", "/drop"),
    guard=admin,
    target=Target.GROUPS,
)
async def show(ctx: Context, page: Page = 1) -> None:
    """What is to come, the soonest first, ten a page."""
    ctx.reply(await listing.listed(ctx, "", page))


@drop.action(
    "找",
    "find",
    summary=Phrase("按标题或正文找投放", "find drops by title or text"),
    example=Example("/投放 找 早报", "/drop find news"),
    guard=admin,
    target=Target.GROUPS,
)
async def search(ctx: Context, what: Annotated[Rest, Label("词 页码", "word page")]) -> None:
    """Also what is over."""
    word, page = rules.read_search(what)
    ctx.reply(await listing.listed(ctx, word, page))


@drop.action(
    "添加",
    "add",
    summary=Phrase("添加投放", "add a drop"),
    example=ADDING,
)
async def add(ctx: Context, what: Line, tags: Tags, body: Body | None = None) -> None:
    """What can't be filled or never would come is refused now, not when it is due."""
    options = rules.options_of(tags)
    await _aim(ctx, options)
    when, rest = rules.read_when(what, ctx.now, ctx.zone)
    text, pick = picks.take_pick(rest)
    line = rules.read_line(text, ctx.now, ctx.zone)
    if (body is None) == (pick is None):
        raise UserError(commands.BODY_BELOW if pick is None else picks_say.PICK_OR_BODY)
    contents = await checked_contents(ctx, body) if body is not None else ()
    wish = Wish(
        "body" if pick is None else "library",
        line.title or (rules.title_from(contents, ctx.language) if pick is None else f"#{pick.tag}"),
        when,
        contents=contents,
        args={} if pick is None else pick.args,
        is_promo=bool(options.is_promo),
        is_must=bool(options.is_must),
        ending=line.ending,
    )
    await finish(ctx, wish, options)


async def _aim(ctx: Context, options: Options) -> None:
    """At the groups that a tag names, else at those at hand; by their clock, where they all have the same."""
    await audience.aim(ctx, options.sets)
    if not ctx.groups:
        ctx.groups, ctx.tag, ctx.role = await chosen_groups(ctx)
    zones = {group.zone or ctx.services.settings.zone for group in ctx.groups}
    ctx.zone = zones.pop() if len(zones) == 1 else ctx.zone


async def checked_contents(ctx: Context, body: Body) -> tuple[Content, ...]:
    """A command's body as what a drop keeps. Raises UserError for what can't be posted."""
    contents = await body_content(ctx, body)
    rules.checked_body(contents)
    showing.check(contents, ctx.language)
    return contents


async def finish(ctx: Context, wish: Wish, options: Options) -> None:
    """Show it only, where that was asked for; else add it and say how it will look."""
    if options.is_preview:
        shown = await showing.filled(ctx, wish.contents, wish.at)
        rules.ends_at(wish.at, wish.ending, ctx.now, ctx.zone)
        ctx.reply(m.LOOKS_LIKE_THIS, where=where(ctx) or audience.from_here(ctx))
        reply_all(ctx, shown)
        return
    made = await making.make(ctx, wish)
    place = audience.from_here(ctx)
    ctx.done(m.ADDED, number=made.id, title=made.title, outlook=await outlook(ctx, made), place=place)
    if remarks := await showing.remarks(ctx, made):
        ctx.reply(remarks)


def reply_all(ctx: Context, contents: Sequence[Content]) -> None:
    """Say one after another."""
    for content in contents:
        ctx.reply(content)
