"""Which campaigns somebody may see and change."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import or_

from bot import audience
from bot.errors import Refusal, UserError
from bot.pages import Go
from bot.phrases import Phrase
from bot.plans import Plan
from bot.targets import is_operator
from plugins.campaigns import messages as m
from plugins.campaigns import store
from plugins.campaigns.tables import Campaign

if TYPE_CHECKING:
    from bot.context import Context

KIND = Phrase("活动", "campaign")


async def find(ctx: "Context", number: int) -> Campaign:
    """The campaign of this number, where it may be seen; its groups are at hand then. Raises UserError."""
    seen = or_(await audience.visible(ctx, Campaign), Campaign.author_id == ctx.sender.id)
    mine = store.standing(ctx.account_id).where(Campaign.id == number, seen)
    campaign = await ctx.session.scalar(mine)
    if campaign is None:
        raise UserError(m.NO_SUCH_CAMPAIGN, number=number)
    ctx.groups = await audience.groups_of(ctx, store.audience_of(campaign))
    ctx.tag, ctx.zone = audience.tag_shown(campaign.tag or ""), campaign.zone
    return campaign


async def find_mine(ctx: "Context", number: int, *states: str) -> Campaign:
    """The same, where it may be changed and is in one of these states.

    What is for several groups only its author changes, in a private chat. Raises UserError and Refusal.
    """
    campaign = await find(ctx, number)
    if campaign.group_id is None:
        if campaign.author_id != ctx.sender.id and not await is_operator(ctx, ctx.sender):
            raise Refusal(m.NOT_YOURS, number=number)
        if ctx.here is not None:
            raise Refusal(m.SET_PRIVATELY, number=number)
    if states and campaign.state not in states:
        raise Refusal(m.NOT_RUNNING, number=number, state=m.STATES[campaign.state])
    return campaign


async def seen_from(view: audience.View, number: int) -> Campaign | None:
    """The campaign of this number, where it is for a group at hand."""
    concerned = await audience.concerning(view, Campaign, view.groups)
    return await view.session.scalar(store.standing(view.account_id).where(Campaign.id == number, concerned))


async def plans(view: audience.View, start: datetime, end: datetime) -> list[Plan]:
    """What the campaigns of the groups at hand have between two moments."""
    concerned = await audience.concerning(view, Campaign, view.groups)
    return [
        Plan(at, KIND, campaign_id, title, more=Go("", "campaigns", {"campaign": str(campaign_id)}))
        for campaign_id, title, at in await store.coming(view.session, view.account_id, concerned, start, end)
    ]
