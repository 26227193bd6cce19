"""What can be done with a campaign; the groups at hand have to be its own (`reach.find_mine`)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot import messages as core
from bot.audit import note
from bot.content import Text
from bot.errors import Refusal
from bot.outbox import Priority
from bot.phrases import Phrase
from bot.scheduler import Missed
from bot.times.clockwords import as_time
from bot.times.recurrence import Once
from plugins.campaigns import messages as m
from plugins.campaigns import rules, store
from plugins.campaigns.activities import ACTIVITIES
from plugins.campaigns.making import check_activity, day_of, params_of
from plugins.campaigns.scenes.offsets import Offset
from plugins.campaigns.tables import Campaign, CampaignPhase
from storage.base import from_ms, to_ms

if TYPE_CHECKING:
    from bot.context import Context

FIRE = "campaigns.phase"
RECAP = "campaigns.recap"
CHANGE = "campaigns.change"


async def start(ctx: "Context", campaign: Campaign) -> None:
    """Its phases that are still to come are planned; those past are left out."""
    campaign.state, campaign.started_at = "running", ctx.now
    for phase in await store.phases(ctx.session, campaign.id):
        if phase.at <= ctx.now:
            phase.state = "past"
        else:
            await _plan(ctx, campaign, phase)
    await plan_recap(ctx, campaign)
    await ctx.audit(m.DID_START, None, number=campaign.id, title=campaign.title)


async def pause(ctx: "Context", campaign: Campaign) -> None:
    """No phase goes out until it is resumed; what is open in the groups stays open."""
    campaign.state = "paused"
    for phase in await store.phases(ctx.session, campaign.id):
        await ctx.services.scheduler.pause(ctx.session, store.key_of(campaign.id, phase.number), ctx.now)
    await ctx.services.outbox.drop(ctx.session, await store.waiting_posts(ctx.session, campaign.id))
    await _note(ctx, campaign, m.DID_PAUSE, {"state": "running"}, {"state": "paused"})


async def resume(ctx: "Context", campaign: Campaign) -> None:
    """It goes on with the phases whose time has not come; the others are left out. Raises Refusal if none is left."""
    left = await _unpause(ctx, campaign)
    if not left:
        raise Refusal(m.NOTHING_LEFT, number=campaign.id)
    await _note(ctx, campaign, m.DID_RESUME, {"state": "paused"}, {"state": "running"})


async def cancel(ctx: "Context", campaign: Campaign, *, tell: bool) -> None:
    """Nothing more of it goes out, what waits included, and whatever it has opened closes."""
    for number in [*(phase.number for phase in await store.phases(ctx.session, campaign.id)), "recap"]:
        await ctx.services.scheduler.cancel(ctx.session, store.key_of(campaign.id, number))
    await ctx.services.outbox.drop(ctx.session, await store.waiting_posts(ctx.session, campaign.id))
    for kind in ACTIVITIES.values():
        await kind.close(ctx.session, campaign.id, ctx.now)
    campaign.state, campaign.ended_at = "cancelled", ctx.now
    for phase in await store.phases(ctx.session, campaign.id):
        phase.state = "cancelled" if phase.state == "planned" else phase.state
    if tell:
        said = Text((m.SORRY(campaign.language, title=campaign.title),))
        for group_id in await store.reached(ctx.session, campaign.id):
            key = f"campaign:{campaign.id}:cancelled:{group_id}"
            ctx.post(said, key=key, group_id=group_id, priority=Priority.POST)
    await ctx.audit(m.DID_CANCEL, None, number=campaign.id, title=campaign.title)


async def edit(ctx: "Context", campaign: Campaign, phase: CampaignPhase, **changes: Any) -> None:
    """Another time, text or addition for a phase that has not gone out. Raises UserError for what can't be."""
    before = {name: _kept(getattr(phase, name)) for name in changes}
    for name, value in changes.items():
        setattr(phase, name, value)
    check_activity(campaign, phase, campaign.language)
    await _again(ctx, campaign, phase)
    after = {name: _kept(value) for name, value in changes.items()}
    if before != after:
        await _note(ctx, campaign, m.DID_EDIT, before, after, phase=phase.number)


async def fill(ctx: "Context", campaign: Campaign, values: Mapping[str, str]) -> None:
    """Other words for what its owner fills in."""
    before = campaign.inputs
    campaign.inputs = [{**each, "value": values.get(each["key"], each["value"])} for each in before]
    for phase in await store.phases(ctx.session, campaign.id):
        if phase.state == "planned":
            check_activity(campaign, phase, campaign.language)
    if before != campaign.inputs:
        await _note(ctx, campaign, m.DID_FILL, {"inputs": before}, {"inputs": campaign.inputs})


def moved(campaign: Campaign, phase: CampaignPhase, to: Offset) -> dict[str, Any]:
    """What changes of a phase that comes at another time."""
    at = rules.moment_of(day_of(campaign), to.days, to.clock, campaign.zone)
    return {"days": to.days, "minute": to.clock.hour * 60 + to.clock.minute, "at": at}


async def plan_recap(ctx: "Context", campaign: Campaign) -> None:
    """Look back once the last has happened."""
    at = rules.recap_at(await _last(ctx, campaign), campaign.zone)
    await _schedule(ctx, campaign, "recap", RECAP, at, Missed.LATEST)


async def undo_change(ctx: "Context", operation: Mapping[str, Any]) -> None:
    """Put back what was changed, unless it was changed again or has gone out."""
    campaign = await ctx.session.get(Campaign, operation["campaign"])
    number = operation.get("phase")
    row = campaign if number is None else await ctx.session.get(CampaignPhase, (operation["campaign"], number))
    if campaign is None or row is None or any(_kept(getattr(row, n)) != v for n, v in operation["new"].items()):
        raise Refusal(core.CHANGED_SINCE)
    if isinstance(row, CampaignPhase) and row.state != "planned":
        raise Refusal(m.PHASE_GONE, phase=row.number)
    for name, value in operation["old"].items():
        setattr(row, name, from_ms(value) if name == "at" else value)
    if isinstance(row, CampaignPhase):
        await _again(ctx, campaign, row)
    elif operation["old"].get("state") == "running":
        await _unpause(ctx, campaign)
    elif operation["old"].get("state") == "paused":
        for phase in await store.phases(ctx.session, campaign.id):
            await ctx.services.scheduler.pause(ctx.session, store.key_of(campaign.id, phase.number), ctx.now)


async def _unpause(ctx: "Context", campaign: Campaign) -> int:
    """How many phases are still to come."""
    campaign.state, left = "running", 0
    for phase in await store.phases(ctx.session, campaign.id):
        if phase.state != "planned":
            continue
        key = store.key_of(campaign.id, phase.number)
        if phase.at <= ctx.now:
            phase.state = "past"
            await ctx.services.scheduler.cancel(ctx.session, key)
        else:
            await ctx.services.scheduler.resume(ctx.session, key, ctx.now)
            left += 1
    return left


async def _again(ctx: "Context", campaign: Campaign, phase: CampaignPhase) -> None:
    """Plan a phase anew where the campaign runs."""
    await ctx.session.flush()
    if campaign.state in ("running", "paused"):
        if phase.at <= ctx.now:
            raise Refusal(m.PHASE_GONE, phase=phase.number)
        await _plan(ctx, campaign, phase)
        if campaign.state == "paused":
            await ctx.services.scheduler.pause(ctx.session, store.key_of(campaign.id, phase.number), ctx.now)
        await plan_recap(ctx, campaign)


async def _last(ctx: "Context", campaign: Campaign) -> datetime:
    """When the last phase has come and the last activity has closed."""
    moments = [ctx.now]
    for phase in await store.phases(ctx.session, campaign.id):
        if phase.state != "planned":
            continue
        moments.append(phase.at)
        if phase.activity is not None:
            until = params_of(campaign, phase.activity, campaign.language).get("until", "")
            moments.append(rules.closing(until, day_of(campaign), phase.at, campaign.zone) or phase.at)
    return max(moments)


async def _plan(ctx: "Context", campaign: Campaign, phase: CampaignPhase) -> None:
    wall = Once(datetime.combine(day_of(campaign) + timedelta(days=phase.days), as_time(phase.minute)) - rules.AHEAD)
    await _schedule(ctx, campaign, phase.number, FIRE, wall, Missed.REPORT)


async def _schedule(
    ctx: "Context", campaign: Campaign, number: int | str, job: str, at: datetime | Once, missed: Missed
) -> None:
    await ctx.services.scheduler.schedule(
        ctx.session,
        key=store.key_of(campaign.id, number),
        job=job,
        account_id=campaign.account_id,
        group_id=campaign.group_id,
        args={"campaign": campaign.id, "phase": number},
        at=at,
        zone=campaign.zone,
        missed=missed,
        now=ctx.now,
    )


async def _note(
    ctx: "Context", campaign: Campaign, summary: Phrase, old: Mapping[str, Any], new: Mapping[str, Any], **more: Any
) -> None:
    """Note an act in the history of every group at hand, with one way back for all of them."""
    operation = {"op": CHANGE, "campaign": campaign.id, "old": dict(old), "new": dict(new)}
    operation |= {"phase": more["phase"]} if "phase" in more else {}
    await note(ctx, summary, [operation], number=campaign.id, **more)


def _kept(value: Any) -> Any:
    return to_ms(value) if isinstance(value, datetime) else value
