"""Changing steps, each change with its way back; a step's schedule always says what its row does."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from bot import messages as core
from bot.content import Content, to_json
from bot.context import Context
from bot.errors import Refusal
from bot.phrases import Phrase
from bot.scheduler import Missed
from plugins.welcome.journey import messages as m
from plugins.welcome.journey.jobs import STEP
from plugins.welcome.journey.rules import Plan
from plugins.welcome.journey.tables import Step
from storage.base import from_ms, to_ms
from storage.tables import Group

CHANGED = "journey.changed"
_MOMENTS = frozenset({"since", "paused_at", "deleted_at"})


def plan_of(step: Step) -> Plan:
    """When the step comes and to whom."""
    return Plan(step.days, step.minute, step.only, step.is_private)


async def add(ctx: Context, plan: Plan, contents: Sequence[Content]) -> list[Step]:
    """A step in each group at hand."""
    columns = {"contents": [to_json(each) for each in contents], "language": ctx.language, "since": ctx.now}
    steps = [Step(group_id=group.id, **_columns(plan), **columns) for group in ctx.groups]
    ctx.session.add_all(steps)
    await ctx.session.flush()
    for step, group in zip(steps, ctx.groups, strict=True):
        await _schedule(ctx, step, group)
    ways = [_way(step, {"deleted_at": to_ms(ctx.now)}, {"deleted_at": None}) for step in steps]
    await ctx.audit(m.DID_ADD, ways, number=steps[0].id)
    return steps


async def change(ctx: Context, step: Step, summary: Phrase, /, **values: Any) -> None:
    """Set columns of a step."""
    old = {name: _plain(getattr(step, name)) for name, value in values.items() if getattr(step, name) != value}
    new = {name: _plain(values[name]) for name in old}
    for name in old:
        setattr(step, name, values[name])
    await _schedule(ctx, step, ctx.group)
    await ctx.audit(summary, [_way(step, old, new)] if old else [], number=step.id)


async def replan(ctx: Context, step: Step, plan: Plan, contents: Sequence[Content]) -> None:
    """Another time, other people, other words; who has had it has had it."""
    more: dict[str, Any] = {"contents": [to_json(each) for each in contents]} if contents else {}
    if (plan.days, plan.minute) != (step.days, step.minute):
        more["since"] = ctx.now
    await change(ctx, step, m.DID_CHANGE, **_columns(plan), **more)


async def undo(ctx: Context, operation: Mapping[str, Any]) -> None:
    """As it was before, unless somebody has changed it since."""
    step = await ctx.session.get(Step, operation["step"])
    if step is None or any(_plain(getattr(step, name)) != value for name, value in operation["new"].items()):
        raise Refusal(core.CHANGED_SINCE)
    for name, value in operation["old"].items():
        setattr(step, name, from_ms(value) if name in _MOMENTS and value is not None else value)
    group = await ctx.session.scalar(select(Group).where(Group.id == step.group_id))
    assert group is not None
    await _schedule(ctx, step, group)


def _columns(plan: Plan) -> dict[str, Any]:
    return {"days": plan.days, "minute": plan.minute, "only": plan.only, "is_private": plan.is_private}


def _way(step: Step, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    return {"op": CHANGED, "group": step.group_id, "step": step.id, "old": dict(old), "new": dict(new)}


def _plain(value: Any) -> Any:
    return to_ms(value) if hasattr(value, "tzinfo") else value


async def _schedule(ctx: Context, step: Step, group: Group) -> None:
    key, scheduler = f"journey:{step.id}", ctx.services.scheduler
    if step.deleted_at is not None or step.paused_at is not None:
        await scheduler.cancel(ctx.session, key)
        return
    await scheduler.schedule(
        ctx.session,
        key=key,
        job=STEP,
        at=plan_of(step).recurrence(),
        zone=group.zone or ctx.services.settings.zone,
        now=ctx.now,
        account_id=ctx.account_id,
        group_id=step.group_id,
        args={"step": step.id},
        missed=Missed.LATEST,
    )
