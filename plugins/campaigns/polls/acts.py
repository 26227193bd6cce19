"""What admins do with polls."""

from collections.abc import Mapping
from typing import Any

from bot import messages as core
from bot.content import Text
from bot.context import Context
from bot.errors import Refusal
from plugins.campaigns.polls import messages as m
from plugins.campaigns.polls import plans, rules, showing, store
from plugins.campaigns.polls.rules import Terms
from plugins.campaigns.polls.tables import Poll

OPENED, CANCELLED = "polls.opened", "polls.cancelled"


async def begin(ctx: Context, terms: Terms) -> None:
    """Ask the group; what is posted there is the poll itself."""
    others = await store.open_in(ctx.session, ctx.group.id)
    if len(others) >= rules.MOST_OPEN:
        raise Refusal(m.TOO_MANY_OPEN, most=rules.MOST_OPEN)
    poll = Poll(
        account_id=ctx.account_id,
        group_id=ctx.group.id,
        author_id=ctx.sender.id,
        question=terms.question,
        options=list(terms.options),
        choices=terms.choices,
        is_anonymous=terms.is_anonymous,
        language=ctx.language,
        zone=ctx.zone,
        opened_at=ctx.now,
        closes_at=terms.until or ctx.now + rules.STAYS_OPEN,
    )
    ctx.session.add(poll)
    await ctx.session.flush()
    await plans.plan(ctx, plans.CLOSE, poll, poll.closes_at)
    await ctx.audit(m.DID_OPEN, [{"op": OPENED, "poll": poll.id}], number=poll.id, question=poll.question)
    ctx.done(m.OPENED, number=poll.id, question=poll.question)
    _post(ctx, poll, "open", showing.asked(poll, is_only=not others))


async def end(ctx: Context, poll: Poll) -> None:
    """Its result is told now."""
    await _plan_nothing(ctx, poll)
    tally = (await store.finish(ctx.session, [poll], ctx.now))[poll.id]
    _post(ctx, poll, "result", showing.ended(poll, tally))
    if tally.voters:
        await plans.plan(ctx, plans.PICTURE, poll, ctx.now)
    await ctx.audit(m.DID_END, None, number=poll.id, question=poll.question)
    if ctx.here is None:
        ctx.reply(m.ENDED_IT, number=poll.id)


async def cancel(ctx: Context, poll: Poll) -> None:
    """Nothing comes of it. Until it would have ended, that can be taken back, and then the votes are forgotten."""
    _cancel(ctx, poll)
    way = {"op": CANCELLED, "poll": poll.id}
    await ctx.audit(m.DID_CANCEL, [way], number=poll.id, question=poll.question)
    if ctx.here is None:
        said = showing.ended(poll, rules.tally({}, len(poll.options)))
        _post(ctx, poll, f"cancelled:{ctx.event_id}", said)
    ctx.done(m.CANCELLED, number=poll.id)


async def undo_opening(ctx: Context, operation: Mapping[str, Any]) -> None:
    """It is cancelled, unless it is over."""
    poll = await _locked(ctx, operation)
    if poll.closed_at is not None:
        raise Refusal(m.NOT_OPEN, number=poll.id)
    _cancel(ctx, poll)


async def undo_cancelling(ctx: Context, operation: Mapping[str, Any]) -> None:
    """It goes on with the votes it had, unless its time is over."""
    poll = await _locked(ctx, operation)
    if poll.closes_at <= ctx.now:
        raise Refusal(m.TIME_IS_OVER, number=poll.id)
    if not poll.is_cancelled:
        raise Refusal(core.CHANGED_SINCE)
    poll.closed_at, poll.is_cancelled = None, False


async def _plan_nothing(ctx: Context, poll: Poll) -> None:
    """Nothing is due for it any more."""
    for job in (plans.LIST, plans.CLOSE):
        await ctx.services.scheduler.cancel(ctx.session, plans.key_of(job, poll.id))


def _post(ctx: Context, poll: Poll, what: str, said: str) -> None:
    """Say something about a poll in its group, once; as the answer where it was asked for there."""
    key = f"poll:{poll.id}:{what}"
    if ctx.here is not None:
        ctx.reply(Text((said,)), once=key)
    else:
        ctx.post(Text((said,)), key=key, group_id=poll.group_id)


def _cancel(ctx: Context, poll: Poll) -> None:
    poll.closed_at, poll.is_cancelled, poll.lists_at = ctx.now, True, None


async def _locked(ctx: Context, operation: Mapping[str, Any]) -> Poll:
    found = await store.locked(ctx.session, [operation["poll"]])
    if not found:
        raise Refusal(core.CHANGED_SINCE)
    return found[0]
