"""Noting and dropping days, each with its way back."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot import messages as core
from bot.context import Context
from bot.errors import Refusal
from plugins.campaigns.calendar import messages as m
from plugins.campaigns.calendar import store
from plugins.campaigns.calendar.rules import MOST_OWN, Own
from plugins.campaigns.calendar.tables import OwnDay

ADDED, DELETED = "dates.added", "dates.deleted"


async def add(ctx: Context, own: Own) -> int:
    """Note it in each group at hand that has not noted it; the number it is known by. Raises Refusal."""
    had = await store.rows_of(ctx.session, [group.id for group in ctx.groups])
    same = {row.group_id: row.id for row in had if _is(row, own)}
    rows = [store.row_of(own, group.id) for group in ctx.groups if group.id not in same]
    if not rows:
        raise Refusal(m.HAS_ALREADY, number=min(same.values()))
    if any(sum(row.group_id == new.group_id for row in had) >= MOST_OWN for new in rows):
        raise Refusal(m.TOO_MANY_OWN, most=MOST_OWN)
    ctx.session.add_all(rows)
    await ctx.session.flush()
    await ctx.audit(m.DID_ADD, [{"op": ADDED, "group": row.group_id, "day": row.id} for row in rows], name=own.name)
    return min([row.id for row in rows] + list(same.values()))


async def delete(ctx: Context, rows: Sequence[OwnDay]) -> None:
    """Drop these rows, which are all the same day."""
    ways = [{"op": DELETED, "group": row.group_id, "row": _columns(row)} for row in rows]
    for row in rows:
        await ctx.session.delete(row)
    await ctx.session.flush()
    await ctx.audit(m.DID_DELETE, ways, name=rows[0].name)


async def undo_add(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Drop it again, unless that was done meanwhile."""
    row = await ctx.session.get(OwnDay, operation["day"])
    if row is None:
        raise Refusal(core.CHANGED_SINCE)
    await ctx.session.delete(row)


async def undo_delete(ctx: Context, operation: Mapping[str, Any]) -> None:
    """Note it again under its number, unless the same was noted meanwhile."""
    row = OwnDay(group_id=operation["group"], **operation["row"])
    if any(_is(each, store.own_of(row)) for each in await store.rows_of(ctx.session, [row.group_id])):
        raise Refusal(core.CHANGED_SINCE)
    ctx.session.add(row)


def same_day(rows: Sequence[OwnDay], as_one: OwnDay) -> list[OwnDay]:
    """Those of the rows that note the same day, in whichever group."""
    return [row for row in rows if _is(row, store.own_of(as_one))]


def _is(row: OwnDay, own: Own) -> bool:
    noted = store.own_of(row)
    return (noted.name, noted.rule, noted.day) == (own.name, own.rule, own.day)


def _columns(row: OwnDay) -> dict[str, Any]:
    return {"id": row.id, "name": row.name, "rule": row.rule, "day": row.day}
