"""/欢迎 漏斗: how far newcomers get, and where they are lost."""

import asyncio
from datetime import timedelta

from bot.commands import Example, Target
from bot.content import Image
from bot.context import Context
from bot.errors import UserError
from bot.phrases import Phrase
from bot.pictures.drawn import keep_drawn
from plugins.welcome.command import welcome
from plugins.welcome.funnel import looking, showing
from plugins.welcome.funnel import messages as m
from plugins.welcome.funnel.looking import By, Look

USUAL = timedelta(days=90)
LEAST, MOST = timedelta(days=7), timedelta(days=366)


@welcome.action(
    "漏斗",
    "funnel",
    summary=Phrase("看新人走到了哪一步", "see how far newcomers get"),
    example=Example("/欢迎 漏斗 60天", "/welcome funnel 60d"),
    target=Target.GROUPS,
)
async def funnel(ctx: Context, period: timedelta | None = None, by: By | None = None) -> None:
    """As a picture and in words; of a set of groups all together."""
    period = period or USUAL
    if not LEAST <= period <= MOST:
        raise UserError(m.RANGE, most=MOST.days)
    on_trial = await looking.trial(ctx, ctx.language) if by is By.VARIANT else ""
    several = ctx.t(m.A_SET, tag=ctx.tag, n=len(ctx.groups)) if len(ctx.groups) > 1 else ""
    asked = await looking.ask(ctx, period, several or ctx.group.name)
    look = Look.of(ctx, asked, looking.PARTS[by])

    async def drawn() -> tuple[str, str | None]:
        async with ctx.services.db.read() as session:
            shown = await looking.seen(session, look, by, on_trial)
        picture = await asyncio.to_thread(showing.draw, shown)
        words = "\n".join(filter(None, (shown.words, shown.more)))
        return words, None if picture is None else await keep_drawn(ctx, picture, "funnel.png")

    words, path = await ctx.beforehand("funnel", drawn)
    if path is not None:
        ctx.reply(Image(path))
    ctx.reply(words)
