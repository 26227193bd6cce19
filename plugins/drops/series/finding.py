"""Which series is meant, and which of its issues."""

from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import ColumnElement, func

from bot import audience
from bot.commands.wording import normalize
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.messages import COMMA
from bot.targets import chosen_groups
from plugins.drops import reach
from plugins.drops.series import messages as m
from plugins.drops.series import rules, store
from plugins.drops.series.tables import Issue, Series
from plugins.drops.tables import Drop

Found = tuple[Drop, Series]


async def find(ctx: Context, name: str) -> Found:
    """The series with this name or number that may be seen; the groups at hand are its groups then."""
    found = await _called(ctx, name)
    if len(found) > 1 and ctx.here is None:
        with suppress(UserError):
            groups, _, _ = await chosen_groups(ctx)
            near = await _called(ctx, name, await audience.concerning(ctx, Drop, groups))
            found = near or found
    if not found:
        raise UserError(m.NO_SUCH, name=name[: rules.LONGEST_NAME])
    if len(found) > 1:
        numbers = ctx.t(COMMA).join(f"#{drop.id}" for drop, _ in found[:10])
        raise UserError(m.SEVERAL, name=name[: rules.LONGEST_NAME], numbers=numbers)
    await reach.aim_at(ctx, found[0][0])
    return found[0]


async def find_mine(ctx: Context, name: str) -> Found:
    """The same, where it may be changed."""
    drop, series = await find(ctx, name)
    await reach.may_change(ctx, drop)
    return drop, series


async def issue_at(ctx: Context, series: Series, place: int) -> Issue:
    """The issue at a place in line, counted from 1, or of a day of a course. Raises UserError where there is none."""
    if series.starts_on is not None:
        issue = await store.lesson(ctx.session, series.id, place)
    else:
        issue = next(iter(await store.in_order(ctx.session, series, place - 1, 1)), None) if place > 0 else None
    if issue is None:
        raise UserError(m.NO_ISSUE, name=series.name, place=place)
    return issue


async def not_taken(ctx: Context, name: str) -> None:
    """Raises Refusal where one of the groups at hand has a series of this name."""
    if found := await _called(ctx, name, await audience.concerning(ctx, Drop, ctx.groups)):
        raise Refusal(m.TAKEN, name=found[0][1].name, number=found[0][0].id)


async def _called(ctx: Context, name: str, where: ColumnElement[bool] | None = None) -> Sequence[Found]:
    visible = await audience.visible(ctx, Drop) if where is None else where
    number = name.lstrip("#")
    if number.isdecimal() and len(number) < 16:
        wanted = Drop.id == int(number)
    else:
        wanted = func.lower(Series.name) == " ".join(normalize(name).split()).lower()
    return await store.rows(ctx.session, store.standing(ctx.account_id, visible).where(wanted))
