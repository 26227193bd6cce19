"""How scenes and campaigns are shown."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot import group_settings
from bot.audience import from_here
from bot.phrases import Language
from bot.plans import Plan, coming
from bot.serving import Serving
from bot.targets import where
from bot.times.calendar import workday_table_known
from bot.times.days import WEEKDAYS_EN, WEEKDAYS_ZH
from bot.times.moments import shown
from plugins.campaigns import messages as m
from plugins.campaigns import rules, store
from plugins.campaigns.making import day_of, params_of
from plugins.campaigns.reach import KIND
from plugins.campaigns.scenes import Scene
from plugins.campaigns.scenes.offsets import Offset
from plugins.campaigns.tables import Campaign, CampaignPhase
from plugins.campaigns.texts import Filling, Place
from storage import servings

if TYPE_CHECKING:
    from bot.context import Context
    from bot.pages import Look

NOTED = 4
"""Notes of one kind."""


async def told(ctx: "Context", campaign: Campaign) -> str:
    """A campaign in full: its steps as the first of its groups will see them, and what can be done."""
    foot = ctx.t(m.DRAFT_NOW if campaign.state == "draft" else m.WHAT_NOW, number=campaign.id)
    notes = _noted(ctx, await notes_on(ctx, campaign)) if campaign.state in store.OPEN else ""
    return await _whole(ctx, campaign, notes, foot if campaign.state in store.OPEN else "")


async def preview(ctx: "Context", campaign: Campaign) -> str:
    """What will happen once it is started, and what to mind."""
    groups = ctx.t(m.IN_N_GROUPS, n=len(ctx.groups)) if campaign.tag else ""
    foot = ctx.t(m.START_FOOT, number=campaign.id, groups=groups)
    return await _whole(ctx, campaign, _noted(ctx, await notes_on(ctx, campaign)), foot)


async def line(ctx: "Context", campaign: Campaign, at: datetime | None) -> str:
    """A campaign on a line of the list."""
    following = "" if at is None else ctx.t(m.NEXT, at=shown(at, campaign.zone, ctx.language))
    return ctx.t(m.LINE, **_facts(ctx, campaign), next=following)


def scene_line(ctx: "Context", scene: Scene) -> str:
    """A scene on a line of the list."""
    return ctx.t(m.SCENE_LINE, name=scene.name, day=_day_of_scene(ctx, scene), about=scene.about)


def scene_told(ctx: "Context", scene: Scene) -> str:
    """What a scene asks for and what it does."""
    lines = [ctx.t(m.SCENE_HEAD, name=scene.name, day=_day_of_scene(ctx, scene), about=scene.about)]
    if scene.inputs:
        lines += ["", ctx.t(m.SCENE_INPUTS)]
        for each in scene.inputs:
            need = "" if each.is_required else ctx.t(m.OPTIONAL)
            lines.append(ctx.t(m.SCENE_INPUT, name=each.name, need=need, example=each.example))
    lines += ["", ctx.t(m.SCENE_STEPS)]
    for number, phase in enumerate(rules.phases_in_order(scene), 1):
        marks = ctx.t(m.MARK, mark=m.PROMO(ctx.language)) if phase.serving == "promo" else ""
        marks += ctx.t(m.OPENS, kind=m.KINDS[phase.activity.kind], until="") if phase.activity else ""
        at = Offset(phase.days, phase.clock).describe(ctx.language)
        lines.append(ctx.t(m.SCENE_STEP, n=number, at=at, name=phase.name, marks=marks))
    return "\n".join([*lines, "", ctx.t(m.SCENE_FOOT, example=scene_example(ctx, scene))])


def scene_example(ctx: "Context", scene: Scene) -> str:
    """A line to copy that begins such a campaign."""
    fields = [f"{each.name(ctx.language)}={each.example(ctx.language)}" for each in scene.inputs if each.is_required]
    fields += [] if scene.date else [ctx.t(m.DATE_EXAMPLE)]
    head = ctx.t(m.NEW, name=scene.name)
    return " ".join([head, *fields])


async def _whole(ctx: "Context", campaign: Campaign, notes: str, foot: str) -> str:
    phases = await store.phases(ctx.session, campaign.id)
    steps = "\n\n".join([step_told(ctx, campaign, phase) for phase in phases])
    head = ctx.t(m.HEAD, **_facts(ctx, campaign))
    return ctx.t(m.PREVIEW, head=head, steps=steps, notes=notes, foot=foot).rstrip()


def _facts(ctx: "Context", campaign: Campaign) -> dict[str, object]:
    place = where(ctx) or from_here(ctx)
    return {
        "number": campaign.id,
        "title": campaign.title,
        "day": day_told(campaign, ctx.language),
        "place": place,
        "state": m.STATES[campaign.state],
    }


def day_told(campaign: Campaign, language: Language) -> str:
    """Its day, such as 2026-11-11 周三."""
    day = day_of(campaign)
    weekday = f"周{WEEKDAYS_ZH[day.weekday()]}" if language == "zh" else WEEKDAYS_EN[day.weekday()]
    return f"{day} {weekday}"


def step_told(ctx: "Context", campaign: Campaign, phase: CampaignPhase) -> str:
    """One phase: when, what it says in the first of the groups, what it opens."""
    marks = [m.PROMO] if phase.serving == "promo" else []
    marks += [m.MUST] if phase.is_must else []
    marks += [m.PHASE_STATES[phase.state]] if m.PHASE_STATES[phase.state].zh else []
    days = ctx.t(m.DAYS_TO_GO, n=f"{phase.days:+d}") if phase.days else ctx.t(m.THE_DAY)
    head = ctx.t(
        m.STEP,
        n=phase.number,
        name=phase.name,
        at=shown(phase.at, campaign.zone, ctx.language),
        days=days,
        marks="".join(ctx.t(m.MARK, mark=mark) for mark in marks),
    )
    return "\n".join(filter(None, (head, said_in(ctx, campaign, phase))))


def said_in(ctx: "Context | Look", campaign: Campaign, phase: CampaignPhase) -> str:
    """What a phase says in the first of the groups, and what it opens."""
    texts = [_text(ctx, campaign, phase, text) for text in phase.texts]
    lines = texts[:1]
    lines += [f"{ctx.t(m.OTHER_TEXT)}{text}" for text in texts[1:]]
    lines += [ctx.t(m.WITH_PICTURE, n=len(phase.extras))] if phase.extras else []
    lines += [_opens(ctx, campaign, phase)] if phase.activity else []
    return "\n".join(each for each in lines if each)


def _text(ctx: "Context | Look", campaign: Campaign, phase: CampaignPhase, text: str) -> str:
    group = ctx.groups[0] if ctx.groups else None
    today = phase.at.astimezone(ZoneInfo(campaign.zone)).date()
    name, count = (group.name, group.member_count) if group else ("", 0)
    place = Place(name, count, today, ctx.t(m.NO_POLL_YET))
    filled = Filling(campaign, day_of(campaign), text).at(place)
    return "".join(part for part in filled.parts if isinstance(part, str))


def _opens(ctx: "Context | Look", campaign: Campaign, phase: CampaignPhase) -> str:
    assert phase.activity is not None
    params = params_of(campaign, phase.activity, campaign.language)
    until = rules.closing(params.get("until", ""), day_of(campaign), phase.at, campaign.zone)
    ends = "" if until is None else ctx.t(m.UNTIL, at=shown(until, campaign.zone, ctx.language))
    return ctx.t(m.OPENS, kind=m.KINDS[phase.activity["kind"]], until=ends)


async def notes_on(ctx: "Context | Look", campaign: Campaign) -> list[str]:
    """What to mind about it as it is now."""
    phases = [p for p in await store.phases(ctx.session, campaign.id) if p.state == "planned"]
    lines: list[str] = []
    past = [str(phase.number) for phase in phases if phase.at <= ctx.now]
    if past:
        lines.append(ctx.t(m.NOTE_PAST, steps=ctx.t(m.BETWEEN).join(past)))
    ahead = [phase for phase in phases if phase.at > ctx.now]
    lines += _quiet(ctx, campaign, ahead)[:NOTED]
    if ahead and ctx.groups:
        span = rules.CLOSE
        others = await coming(
            ctx.services.router.plans, ctx, ahead[0].at - span, max(phase.at for phase in ahead) + span
        )
        lines += _clashes(ctx, campaign, ahead, others)[:NOTED]
    lines += await _held_back(ctx, ahead)
    for other in await store.same_day(ctx.session, campaign):
        lines.append(ctx.t(m.NOTE_TWICE, number=other.id, title=other.title))
    year = day_of(campaign).year
    if not workday_table_known(year):
        lines.append(ctx.t(m.NOTE_WORKDAYS, year=year))
    return lines


def _noted(ctx: "Context", lines: Sequence[str]) -> str:
    return ctx.t(m.NOTES, lines="\n".join(lines)) if lines else ""


def _quiet(ctx: "Context | Look", campaign: Campaign, phases: Sequence[CampaignPhase]) -> list[str]:
    hours = ctx.services.outbox.quiet_hours_of(ctx.groups[0]) if ctx.groups and ctx.services.settings.pacing else None
    if hours is None:
        return []
    return [
        ctx.t(m.NOTE_QUIET, step=phase.number, at=shown(phase.at, campaign.zone, ctx.language))
        for phase in phases
        if _inside(phase.at.astimezone(ZoneInfo(ctx.groups[0].zone or campaign.zone)).time(), *hours)
    ]


def _inside(at: time, start: time, end: time) -> bool:
    return start <= at < end if start < end else at >= start or at < end


async def _held_back(ctx: "Context | Look", phases: Sequence[CampaignPhase]) -> list[str]:
    """Promo that the first of the groups has not been given enough for, as far as can be seen now."""
    if not ctx.groups:
        return []
    group = ctx.groups[0]
    had = (await servings.had(await ctx.session.connection(), [group.id])).get(group.id)
    ratio = (await group_settings.load(ctx.session, group.id, Serving)).ratio
    order = sorted(phases, key=lambda phase: phase.at)
    held = rules.held_back([(each.number, each.serving) for each in order], had.values if had else 0, ratio)
    return [ctx.t(m.NOTE_HELD, step=step, n=lacking) for step, lacking in held[:NOTED]]


def _clashes(
    ctx: "Context | Look", campaign: Campaign, phases: Sequence[CampaignPhase], others: Sequence[Plan]
) -> list[str]:
    return [
        ctx.t(
            m.NOTE_CLASH,
            step=phase.number,
            at=shown(phase.at, campaign.zone, ctx.language),
            title=other.title,
            other=f"{other.at.astimezone(ZoneInfo(campaign.zone)):%H:%M}",
        )
        for phase in phases
        for other in others
        if abs(other.at - phase.at) < rules.CLOSE and (other.kind, other.number) != (KIND, campaign.id)
    ]


def comes(ctx: "Context | Look", scene: Scene) -> date:
    """The next day of a scene's own; without one, long after all others."""
    return rules.day_of(scene, "", ctx.now, ctx.zone) if scene.date else date.max


def _day_of_scene(ctx: "Context", scene: Scene) -> str:
    if not scene.date:
        return ""
    day = rules.day_of(scene, "", ctx.now, ctx.zone)
    return ctx.t(m.SCENE_DAY, day=day)
