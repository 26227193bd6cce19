"""/投放 效果: which drops get people talking."""

import re
from collections.abc import Mapping
from typing import Annotated

from sqlalchemy import select

from bot import audience
from bot.commands import Example, Target
from bot.commands.parameters import Label, Rest
from bot.commands.wording import normalize
from bot.context import Context
from bot.errors import UserError
from bot.permissions import admin
from bot.phrases import Phrase
from bot.targets import where
from plugins.drops import reach
from plugins.drops.command import drop
from plugins.drops.effects import measuring, showing
from plugins.drops.effects import messages as m
from plugins.drops.effects.rules import Sample
from plugins.drops.effects.showing import Told, short
from plugins.drops.tables import Drop

PAGE = 10
_NUMBER = re.compile(r"#?(\d{1,15})")
_PAGE = re.compile(r"(?:第\s*|page\s*|p)(\d{1,4})\s*页?")

What = Annotated[Rest | None, Label("编号|第几页", "number|page")]


@drop.action(
    "效果",
    "effect",
    summary=Phrase("看投放带来了多少聊天", "see how much talk drops bring"),
    example=Example("/投放 效果 12", "/drop effect 12"),
    guard=admin,
    target=Target.GROUPS,
)
async def effect(ctx: Context, what: What = None) -> None:
    """Bare, all drops of the groups at hand, those first that bring the most."""
    line = normalize(what or "").strip().lower()
    if number := _NUMBER.fullmatch(line):
        await _tell_one(ctx, int(number[1]))
    elif not line or _PAGE.fullmatch(line):
        page = _PAGE.fullmatch(line)
        await _rank(ctx, int(page[1]) if page else 1)
    else:
        raise UserError(m.WHICH, text=(what or "")[:20])


async def _tell_one(ctx: Context, number: int) -> None:
    found = await reach.find(ctx, number)
    if ctx.here is not None:  # how other groups fare is nobody's business here
        ctx.groups, ctx.tag = (ctx.here,), ""
    measured = await _measured(ctx, found.id)
    ctx.reply(showing.in_full(ctx, showing.of(found, measured.get(found.id, {})), where(ctx)))


async def _rank(ctx: Context, page: int) -> None:
    measured = await _measured(ctx)
    concerned = Drop.id.in_(measured), await audience.concerning(ctx, Drop, ctx.groups)
    query = select(Drop).where(Drop.account_id == ctx.account_id, Drop.deleted_at.is_(None), *concerned)
    drops = (await ctx.session.scalars(query.order_by(Drop.id))).all()
    ranked = [told for told in (showing.of(each, measured[each.id]) for each in drops) if told.posts]
    if not ranked:
        ctx.reply(m.NOTHING_YET)
        return
    ranked.sort(key=lambda told: (told.effect is None, -(told.effect.more if told.effect else told.posts)))
    pages = -(-len(ranked) // PAGE)
    if not 1 <= page <= pages:
        raise UserError(m.NO_SUCH_PAGE, pages=pages)
    first = (page - 1) * PAGE
    lines = [_line(ctx, rank, told) for rank, told in enumerate(ranked[first : first + PAGE], start=first + 1)]
    of_pages = ctx.t(m.PAGE_OF if page < pages else m.LAST_PAGE, page=page, pages=pages, next=page + 1)
    ctx.reply(
        m.EFFECTS,
        page=of_pages if pages > 1 else "",
        where=where(ctx),
        lines="\n".join(lines),
        number=ranked[first].drop.id,
    )


async def _measured(ctx: Context, only: int | None = None) -> Mapping[int, Mapping[int, Sample]]:
    """What was measured at night in the groups at hand, of all drops or of one, and what has come to an end since."""
    groups = [group.id for group in ctx.groups]

    async def look() -> Mapping[int, Mapping[int, Sample]]:
        async with ctx.services.db.read() as session:
            return await measuring.measured(session, ctx.account_id, ctx.now, groups, only)

    return await ctx.beforehand("effects", look)


def _line(ctx: Context, rank: int, told: Told) -> str:
    names = {"number": told.drop.id, "title": told.drop.title}
    if told.effect is None:
        return ctx.t(m.TOO_FEW_LINE, posts=told.posts, controls=told.controls, **names)
    return ctx.t(
        m.LINE,
        rank=rank,
        messages=short(told.effect.messages),
        speakers=short(told.effect.speakers),
        usual=short(told.effect.usual_messages),
        difference=showing.in_brief(ctx, told.effect),
        **names,
    )
