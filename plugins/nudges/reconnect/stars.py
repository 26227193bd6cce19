"""/本周之星: who helped most last week, and whether the group thanks them."""

from collections.abc import Mapping
from typing import Any

from bot import group_settings
from bot.commands import Command, Example, Target
from bot.context import Context
from bot.permissions import Role, admin, anyone
from bot.phrases import Phrase
from bot.times.recurrence import Recurrence
from bot.times.timewords import recurrence_of
from plugins.nudges.reconnect import messages as m
from plugins.nudges.reconnect import rules, showing, store
from plugins.nudges.reconnect.jobs import THANK, key_of
from plugins.nudges.reconnect.settings import Stars
from storage.tables import Group

REPLAN = "stars.replan"

stars = Command("本周之星", "stars", Phrase("谢谢帮大家的人", "thank those who help"), anyone, Target.GROUP)


@stars.action(
    summary=Phrase("看上周谁帮大家最多", "see who helped most last week"),
    example=Example("/本周之星", "/stars"),
)
async def show(ctx: Context) -> None:
    """Three names for whoever asks; in private, admins see ten with their points."""
    group, zone = ctx.group, ctx.group.zone or ctx.services.settings.zone
    week = rules.last_week(ctx.now, zone)
    best = rules.ranked(await store.helped(ctx.session, group.id, week, ctx.now))
    is_whole = ctx.here is None and ctx.role >= Role.ADMIN
    lines = [showing.table(best, week, ctx.language, is_whole=is_whole)]
    if ctx.role >= Role.ADMIN:
        now = await ctx.settings(Stars)
        at = recurrence_of(now.at).describe(ctx.language)
        lines += [ctx.t(m.WHOLE_TABLE, n=rules.LISTED)] if not is_whole and len(best) > rules.NAMED else []
        lines.append(ctx.t(m.WEEKLY_ON, at=at, zone=zone) if now.on else ctx.t(m.WEEKLY_OFF))
    ctx.reply("\n".join(lines))


@stars.action(
    "开启",
    "on",
    summary=Phrase("每周在群里谢谢帮忙的人", "thank those who helped every week"),
    example=Example("/本周之星 开启 每周一 10:00", "/stars on every mon 10:00"),
    guard=admin,
    target=Target.GROUPS,
)
async def switch_on(ctx: Context, when: Recurrence | None = None) -> None:
    """Once a week, at the time given or the one it had; again with another time changes it."""
    changes: dict[str, Any] = {"on": True} if when is None else {"on": True, "at": str(rules.weekly(when))}
    at = changes.get("at") or (await ctx.settings(Stars, ctx.groups[0])).at
    said = recurrence_of(at).describe(ctx.language)
    await _change(ctx, changes, m.DID_SWITCH_ON, at=said)
    ctx.done(m.SWITCHED_ON, at=said)


@stars.action(
    "关闭",
    "off",
    summary=Phrase("不再每周感谢", "stop the weekly thanks"),
    example=Example("/本周之星 关闭", "/stars off"),
    guard=admin,
    target=Target.GROUPS,
)
async def switch_off(ctx: Context) -> None:
    """Whoever asks is still told."""
    await _change(ctx, {"on": False}, m.DID_SWITCH_OFF)
    ctx.done(m.SWITCHED_OFF)


async def undo_plan(ctx: Context, operation: Mapping[str, Any]) -> None:
    """The settings are as they were before; so is the plan."""
    group = await ctx.session.get(Group, operation["group"])
    if group is not None:
        await _plan(ctx, group)


async def explain(ctx: Context, cause: str) -> str | None:
    """Which week the thanks were for."""
    week = cause.partition(":")[2]
    return ctx.t(m.BECAUSE_THANKS, week=f"{week[:4]}-{week[4:6]}-{week[6:]}") if len(week) == 8 else None


async def _change(ctx: Context, changes: Mapping[str, Any], summary: Phrase, /, **values: object) -> None:
    ids = [group.id for group in ctx.groups]
    ways = await group_settings.change(ctx.session, ids, Stars, lambda _: changes)
    changed = {way["group"] for way in ways}
    for group in ctx.groups:
        if group.id in changed:
            await _plan(ctx, group)
    plans = [{"op": REPLAN, "group": group_id} for group_id in sorted(changed)]
    await ctx.audit(summary, [*ways, *plans], **values)


async def _plan(ctx: Context, group: Group) -> None:
    """The schedule says what the settings say."""
    now = await ctx.settings(Stars, group)
    key, scheduler = key_of(group.id), ctx.services.scheduler
    if not now.on:
        await scheduler.cancel(ctx.session, key)
        return
    await scheduler.schedule(
        ctx.session,
        key=key,
        job=THANK,
        account_id=ctx.account_id,
        group_id=group.id,
        at=recurrence_of(now.at),
        zone=group.zone or ctx.services.settings.zone,
        now=ctx.now,
    )
