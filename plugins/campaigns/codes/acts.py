"""What an owner does with a list of codes, and the way back."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot import messages as core
from bot.audit import note
from bot.content import Text
from bot.context import Context
from bot.errors import Refusal, UserError
from plugins.campaigns.codes import messages as m
from plugins.campaigns.codes import plans, store
from plugins.campaigns.codes.rules import Terms, Written
from plugins.campaigns.codes.tables import CodeList
from plugins.campaigns.store import phases
from plugins.campaigns.tables import Campaign

MADE, ADDED, CLOSED = "codes.made", "codes.added", "codes.closed"


async def make(ctx: Context, terms: Terms, codes: Sequence[Written]) -> CodeList:
    """A list for the groups at hand, open at once; one of a campaign waits for its phase."""
    list_ = CodeList(
        account_id=ctx.account_id,
        campaign_id=terms.campaign,
        author_id=ctx.sender.id,
        title=terms.title,
        language=ctx.language,
        zone=ctx.zone,
        condition=terms.condition.kind,
        days=terms.condition.days,
        total=0,
        created_at=ctx.now,
        opened_at=ctx.now if terms.campaign is None else None,
        closes_at=terms.until,
    )
    ctx.session.add(list_)
    await ctx.session.flush()
    await store.add(ctx.session, list_, codes)
    if terms.campaign is None:
        await store.put_places(ctx.session, list_.id, [group.id for group in ctx.groups])
    if list_.closes_at is not None:
        await plans.plan(ctx, plans.CLOSE, list_.id, list_.closes_at)
    await note(ctx, m.DID_MAKE, [{"op": MADE, "list": list_.id}], title=list_.title)
    return list_


async def awaiting(ctx: Context, campaign_id: int) -> CodeList | None:
    """The sender's list that a campaign has opened without a code to give."""
    lists = await store.of_campaign(ctx.session, campaign_id)
    mine = [each for each in lists if each.author_id == ctx.sender.id]
    return next((each for each in mine if each.opened_at is not None and not each.total), None)


async def add(ctx: Context, list_: CodeList, codes: Sequence[Written]) -> None:
    """More codes; where the first were awaited the groups are told that they have come."""
    before = list_.total
    await store.add(ctx.session, list_, codes)
    if not before and list_.opened_at is not None:
        language = list_.language
        said = Text((m.HAVE_COME(language, title=list_.title, word=m.WORD),))
        for group_id in await store.places(ctx.session, list_.id):
            ctx.post(said, key=f"codes:come:{list_.id}:{group_id}", group_id=group_id)
    way = {"op": ADDED, "list": list_.id, "after": before, "n": len(codes)}
    await note(ctx, m.DID_ADD, [way], title=list_.title, n=len(codes))


async def close(ctx: Context, list_: CodeList) -> None:
    """Nobody gets one any more; what is kept for somebody stays theirs."""
    list_.closed_at = ctx.now
    await ctx.services.scheduler.cancel(ctx.session, plans.key(plans.CLOSE, list_.id))
    await note(ctx, m.DID_CLOSE, [{"op": CLOSED, "list": list_.id}], title=list_.title)


async def undo_made(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Gone again, unless a code of it is somebody's."""
    list_ = await _of(ctx, operation)
    if not await store.take_back(ctx.session, list_.id, range(1, list_.total + 1)):
        raise Refusal(core.CHANGED_SINCE)
    list_.closed_at, list_.total = ctx.now, 0


async def undo_added(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Without them, unless one is somebody's or others came after them."""
    list_, last = await _of(ctx, operation), operation["after"] + operation["n"]
    numbers = range(operation["after"] + 1, last + 1)
    if list_.total != last or not await store.take_back(ctx.session, list_.id, numbers):
        raise Refusal(core.CHANGED_SINCE)
    list_.total = operation["after"]


async def undo_closed(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Open again, unless its time is over."""
    list_ = await ctx.session.get_one(CodeList, operation["list"])
    if list_.closed_at is None or (list_.closes_at is not None and list_.closes_at <= ctx.now):
        raise Refusal(core.CHANGED_SINCE)
    list_.closed_at = None
    if list_.closes_at is not None:
        await plans.plan(ctx, plans.CLOSE, list_.id, list_.closes_at)


async def _of(ctx: Context, operation: Mapping[str, Any]) -> CodeList:
    list_ = await ctx.session.get_one(CodeList, operation["list"])
    if list_.closed_at is not None:
        raise Refusal(core.CHANGED_SINCE)
    return list_


async def check_campaign(ctx: Context, number: int) -> None:
    """The sender's own, not over, that gives away codes at some time. Raises UserError."""
    campaign = await ctx.session.get(Campaign, number)
    is_theirs = campaign is not None and (campaign.account_id, campaign.author_id) == (ctx.account_id, ctx.sender.id)
    if campaign is None or not is_theirs or campaign.deleted_at or campaign.state in ("done", "cancelled"):
        raise UserError(m.NO_SUCH_CAMPAIGN, number=number)
    steps = await phases(ctx.session, number)
    if not any(step.activity and step.activity["kind"] == "codes" for step in steps if step.state == "planned"):
        raise UserError(m.NO_STEP, number=number)
