"""/群况: how warm a group is, or several."""

from typing import Annotated

from sqlalchemy import select, update

from bot.commands import Command, Example, Target
from bot.commands.parameters import Label
from bot.context import Context
from bot.errors import UserError
from bot.events import Added
from bot.permissions import admin
from bot.phrases import Phrase
from plugins.nudges.temperature import messages as m
from plugins.nudges.temperature import showing, telling
from plugins.nudges.temperature.judging import Facts, day_ended
from plugins.nudges.temperature.looking import Place, look
from plugins.nudges.temperature.rules import HOUR_MS, Temperature, temperature_of
from plugins.nudges.temperature.showing import Shown
from plugins.nudges.temperature.store import gaps_in_hours
from plugins.nudges.temperature.tables import Pulse
from storage.base import to_ms
from storage.tables import Group

PAGE = 20
NOTHING_KNOWN = Facts(0, ())

temperature = Command("群况", "temperature", Phrase("看群的冷热", "see how warm a group is"), admin, Target.GROUPS)


@temperature.action(
    summary=Phrase("看群是热是凉，为什么，能做什么", "see how warm a group is, why, and what to do"),
    example=Example("/群况", "/temperature"),
)
async def show(ctx: Context, page: Annotated[int | None, Label("页码", "page")] = None) -> None:
    """Of one group all there is, of several a line each."""
    if len(ctx.groups) != 1:
        await _list(ctx, page or 1)
    elif page is not None:
        raise UserError(m.NO_PAGE_HERE)
    else:
        group_id = ctx.group.id
        ctx.reply(await ctx.beforehand("temperature", lambda: _one(ctx, group_id)))


async def came_back(ctx: Context, added: Added) -> None:
    """What was not heard while the bot was out of a group says nothing of it."""
    here = update(Pulse).where(Pulse.group_id == added.group_id)
    new = Temperature.FORMING.key
    await ctx.session.execute(
        here.values(heard_since=added.at, profile=None, judged_day=None, temperature=new, since=added.at, told=new)
    )


async def why_told(ctx: Context, group_id: str) -> str | None:
    """Why an owner was told of a change."""
    group = await ctx.session.get(Group, int(group_id))
    return None if group is None else ctx.t(m.EXPLAINED, name=group.name)


async def _one(ctx: Context, group_id: int) -> str:
    """Read anew, for the figures are not kept."""
    async with ctx.services.db.read() as session:
        group = await session.get_one(Group, group_id)
        zone = group.zone or ctx.zone
        pulse = await session.get(Pulse, group.id) or _unmet(group)
        facts, profile = NOTHING_KNOWN, pulse.profile
        place = Place(group.id, zone, -(-to_ms(pulse.heard_since) // HOUR_MS), day_ended(ctx.now, zone))
        async for found in look(session, [place], await gaps_in_hours(session, ctx.account_id, ctx.now)):
            facts, profile = found.facts, found.profile
        coming = await telling.served(session, [group.id], ctx.now)
        todo = await telling.advised(
            session, group, telling.change_of(pulse), is_served=coming[group.id], say=ctx.language
        )
        told = _shown(group, pulse, zone, profile)
    return showing.one(told, facts, todo, ctx.language, is_here=ctx.here is not None)


async def _list(ctx: Context, page: int) -> None:
    groups = {group.id: group for group in ctx.groups}
    rows = await ctx.session.scalars(select(Pulse).where(Pulse.group_id.in_(groups)))
    pulses = {row.group_id: row for row in rows}
    known = showing.coldest_first(
        [
            _shown(group, pulses.get(group.id) or _unmet(group), group.zone or ctx.zone, None)
            for group in groups.values()
        ]
    )
    pages = -(-len(known) // PAGE)
    if not 1 <= page <= pages:
        raise UserError(m.NO_SUCH_PAGE, pages=pages)
    lines = [showing.line(each, ctx.language) for each in known[(page - 1) * PAGE : page * PAGE]]
    ctx.reply(
        m.LIST,
        page=ctx.t(m.PAGE, page=page, pages=pages) if pages > 1 else "",
        lines="\n".join(lines),
        next=ctx.t(m.NEXT, page=page + 1) if page < pages else "",
    )


def _unmet(group: Group) -> Pulse:
    """A group that no pass has seen yet."""
    new = Temperature.FORMING.key
    return Pulse(
        group_id=group.id,
        heard_since=group.joined_at,
        temperature=new,
        since=group.joined_at,
        told=new,
        profile=None,
        messages_ratio=None,
        speakers_ratio=None,
    )


def _shown(group: Group, pulse: Pulse, zone: str, profile: bytes | None) -> Shown:
    return Shown(
        group.name,
        temperature_of(pulse.temperature),
        to_ms(pulse.since),
        pulse.messages_ratio,
        pulse.speakers_ratio,
        profile,
        zone,
    )
