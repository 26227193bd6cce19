"""From a scene and a few words to a draft, and from one campaign to the next."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.audience import tag_kept
from bot.errors import Refusal, UserError
from bot.phrases import Language
from bot.times.clockwords import as_time
from bot.times.localday import day_number
from plugins.campaigns import messages as m
from plugins.campaigns import rules, store
from plugins.campaigns.activities import ACTIVITIES
from plugins.campaigns.scenes import Activity, Phase, Scene
from plugins.campaigns.scenes.offsets import taking_place
from plugins.campaigns.tables import Campaign, CampaignPhase
from plugins.campaigns.texts import filled_in, template_of

if TYPE_CHECKING:
    from bot.context import Context


async def draft(ctx: "Context", scene: Scene, values: Mapping[str, str], day: date) -> Campaign:
    """A campaign for the groups at hand, not started yet. Raises UserError for what could never be posted."""
    inputs = [
        {"key": each.key, "zh": each.name.zh, "en": each.name.en, "value": values.get(each.key, "")}
        for each in scene.inputs
    ]
    campaign = await _new(ctx, scene.slug, scene.name(ctx.language), inputs, day)
    for number, phase in enumerate(rules.phases_in_order(scene), 1):
        ctx.session.add(_phase(campaign, number, phase, day, ctx.language))
    await ctx.session.flush()
    await _check(ctx, campaign)
    return campaign


async def copy(ctx: "Context", campaign: Campaign, day: date) -> Campaign:
    """The same, texts and all, for the groups at hand and on another day."""
    made = await _new(ctx, campaign.scene, campaign.title, [dict(each) for each in campaign.inputs], day)
    for phase in await store.phases(ctx.session, campaign.id):
        ctx.session.add(
            CampaignPhase(
                campaign_id=made.id,
                number=phase.number,
                name=phase.name,
                days=phase.days,
                minute=phase.minute,
                at=rules.moment_of(day, phase.days, as_time(phase.minute), made.zone),
                texts=list(phase.texts),
                extras=list(phase.extras),
                serving=phase.serving,
                is_must=phase.is_must,
                activity=phase.activity,
                state="planned",
            )
        )
    await ctx.session.flush()
    await _check(ctx, made)
    return made


async def _new(ctx: "Context", scene: str, title: str, inputs: Sequence[dict[str, str]], day: date) -> Campaign:
    tag = tag_kept(ctx)
    group_id = None if tag else ctx.group.id
    if await store.count(ctx.session, ctx.account_id, group_id, tag) >= rules.MOST:
        raise Refusal(m.TOO_MANY, most=rules.MOST)
    campaign = Campaign(
        account_id=ctx.account_id,
        group_id=group_id,
        tag=tag,
        author_id=ctx.sender.id,
        scene=scene,
        title=title,
        language=ctx.language,
        zone=ctx.zone,
        day=day_number(day),
        inputs=list(inputs),
        state="draft",
        created_at=ctx.now,
    )
    ctx.session.add(campaign)
    await ctx.session.flush()
    return campaign


async def _check(ctx: "Context", campaign: Campaign) -> None:
    """Raises UserError where no phase is still to come, or one could never be posted."""
    phases = await store.phases(ctx.session, campaign.id)
    if all(phase.at <= ctx.now for phase in phases):
        raise UserError(m.ALL_PAST)
    for phase in phases:
        for text in phase.texts:
            template_of(text, campaign.inputs, ctx.language)
        check_activity(campaign, phase, ctx.language)


def check_activity(campaign: Campaign, phase: CampaignPhase, language: Language) -> None:
    """Raises UserError for an activity that could not be opened, or would be closed before."""
    if phase.activity is None:
        return
    params = params_of(campaign, phase.activity, language)
    until = rules.closing(params.pop("until", ""), day_of(campaign), phase.at, campaign.zone)
    if until is not None and until <= phase.at:
        raise UserError(m.UNTIL_BEFORE, phase=phase.number)
    kind = ACTIVITIES.get(phase.activity["kind"])
    if kind is not None:
        kind.check(params, language)


def params_of(campaign: Campaign, activity: Mapping[str, Any], language: Language) -> dict[str, str]:
    """What an activity is opened with, as an admin would type it; what is left empty is not said."""
    found = {name: filled_in(text, campaign.inputs, language).strip() for name, text in activity["params"].items()}
    if when := found.get("when"):
        found["when"] = taking_place(when, day_of(campaign))
    return {name: text for name, text in found.items() if text}


def day_of(campaign: Campaign) -> date:
    """T."""
    return date(campaign.day // 10_000, campaign.day // 100 % 100, campaign.day % 100)


def _phase(campaign: Campaign, number: int, phase: Phase, day: date, language: Language) -> CampaignPhase:
    return CampaignPhase(
        campaign_id=campaign.id,
        number=number,
        name=phase.name(language),
        days=phase.days,
        minute=phase.clock.hour * 60 + phase.clock.minute,
        at=rules.moment_of(day, phase.days, phase.clock, campaign.zone),
        texts=[text.written(language) for text in phase.texts],
        extras=[],
        serving=phase.serving,
        is_must=phase.is_must,
        activity=None if phase.activity is None else _kept(phase.activity, language),
        state="planned",
    )


def _kept(activity: Activity, language: Language) -> dict[str, Any]:
    return {"kind": activity.kind, "params": {name: text.written(language) for name, text in activity.params.items()}}
