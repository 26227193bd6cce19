"""/活动 复盘: what a campaign has come to so far."""

import asyncio

from bot.commands import Example
from bot.content import Image
from bot.context import Context
from bot.errors import Refusal
from bot.permissions import admin
from bot.phrases import Phrase
from bot.pictures.drawn import keep_drawn
from plugins.campaigns.command import campaign
from plugins.campaigns.handlers import Number
from plugins.campaigns.reach import find
from plugins.campaigns.recap import messages as m
from plugins.campaigns.recap import showing, store
from plugins.campaigns.recap.rules import Whole
from plugins.campaigns.tables import Campaign


@campaign.action(
    "复盘",
    "recap",
    summary=Phrase("看一场活动的成绩", "see what a campaign came to"),
    example=Example("/活动 复盘 3", "/campaign recap 3"),
    guard=admin,
)
async def recap(ctx: Context, number: Number) -> None:
    """In words and as a picture, while it runs and after."""
    found = await find(ctx, number)
    whole, path = await ctx.beforehand("recap", lambda: _drawn(ctx, found.id))
    if whole is None:
        raise Refusal(m.DID_NOT_BEGIN, number=number)
    ctx.reply(showing.for_owner(whole, ctx.language))
    ctx.reply(Image(path))


async def _drawn(ctx: Context, campaign_id: int) -> tuple[Whole | None, str]:
    async with ctx.services.db.read() as session:
        whole = await store.whole(session, await session.get_one(Campaign, campaign_id), ctx.now)
    if whole is None:
        return None, ""
    data = await asyncio.to_thread(showing.drawn, whole, ctx.language)
    return whole, await keep_drawn(ctx, data, m.FILE)
