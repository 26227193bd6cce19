"""/数据: what happened in the group, as a picture and in words."""

import asyncio
from datetime import timedelta

from bot.commands import Command, Example, Target
from bot.content import Image
from bot.context import Context
from bot.errors import UserError
from bot.permissions import admin
from bot.phrases import Phrase
from bot.pictures.drawn import keep_drawn
from plugins.nudges.stats import messages as m
from plugins.nudges.stats import showing
from plugins.nudges.stats.looking import Look
from plugins.nudges.stats.wording import Asked

USUAL = timedelta(days=7)
LEAST, MOST = timedelta(days=7), timedelta(days=30)

stats = Command("数据", "stats", Phrase("看群里的数据", "see the group's figures"), admin, Target.GROUPS)


@stats.action(
    summary=Phrase("看消息、进出、帮忙的人，和之前比", "messages, joins, helpers, against before"),
    example=Example("/数据 30天", "/stats 30d"),
)
async def show(ctx: Context, period: timedelta | None = None) -> None:
    """All of it in private; in the group what everybody may see. Of several groups the sums and a line each."""
    period = period or USUAL
    if not LEAST <= period <= MOST:
        raise UserError(m.RANGE, least=LEAST.days, most=MOST.days)
    several = ctx.t(m.A_SET, tag=ctx.tag, n=len(ctx.groups)) if len(ctx.groups) > 1 else ""
    names = {group.id: group.name for group in ctx.groups}
    asked = Asked(several or ctx.group.name, names, ctx.zone, ctx.language, is_public=ctx.here is not None)
    look = Look.of(ctx, period.days)

    async def seen() -> tuple[str, str | None]:
        shown = await asyncio.to_thread(showing.show, asked, await look.report())
        return shown.words, None if shown.picture is None else await keep_drawn(ctx, shown.picture, "stats.png")

    words, path = await ctx.beforehand("stats", seen)
    if path is not None:
        ctx.reply(Image(path))
    ctx.reply(words)
