"""/邀请: who invited whom, and what has come of it."""

from enum import Enum

from bot.commands import Command, Example, Target
from bot.commands.parameters import Member
from bot.context import Context
from bot.permissions import Role, admin, anyone
from bot.phrases import Phrase
from plugins.welcome.invites import looking, rules, showing, store
from plugins.welcome.invites import messages as m
from plugins.welcome.rules import date_shown
from storage.base import EPOCH
from storage.tables import Person

invites = Command("邀请", "invites", Phrase("看谁邀请了谁", "see who invited whom"), anyone, Target.GROUP)


class Period(Enum):
    """Since when invitations are ranked."""

    MONTH = ("本月", "month")


@invites.action(
    summary=Phrase("看自己或某人的邀请", "see your own or somebody's invitations"),
    example=Example("/邀请", "/invites"),
)
async def show(ctx: Context, who: Member | None = None) -> None:
    """One's own, or how somebody came and whom they have brought along."""
    if who is not None:
        ctx.reply("\n".join([await _origin(ctx, who), *await _invitations(ctx, who)]))
        return
    foot = [ctx.t(m.SEE_MORE)] if ctx.role >= Role.ADMIN else []
    lines = [*await _invitations(ctx, None), showing.rule(ctx.language), *foot]
    ctx.reply("\n".join(lines), mention=True)


async def mine(ctx: Context, rest: str) -> None:
    """The member's word: the short answer."""
    if rest:
        return
    if ctx.here is None:
        ctx.reply(m.ASK_IN_GROUP)
        return
    ctx.reply("\n".join(await _invitations(ctx, None)), mention=True)


@invites.action(
    "排行",
    "rank",
    summary=Phrase("看谁邀请来的人最多", "see who invited most"),
    example=Example("/邀请 排行 本月", "/invites rank month"),
)
async def rank(ctx: Context, period: Period | None = None) -> None:
    """Of those who are here, by the invitations that have counted; in the group the same at most once a minute."""
    since = EPOCH if period is None else rules.month_begins(ctx.now, ctx.zone)
    places, faces = await looking.ranked(ctx.session, ctx.group.id, since, ctx.now)
    rule, lines = showing.rule(ctx.language), showing.ranking(places, faces, ctx.language)
    once = f"invites:rank:{ctx.group.id}:{period}:{ctx.now:%Y%m%d%H%M}" if ctx.here is not None else ""
    if places:
        ctx.reply(m.RANK if period is None else m.RANK_MONTH, lines=lines, rule=rule, once=once)
    else:
        ctx.reply(m.NO_RANK if period is None else m.NO_RANK_MONTH, rule=rule, once=once)


@invites.action(
    "树",
    "tree",
    summary=Phrase("看谁带来了谁", "see who brought whom"),
    example=Example("/邀请 树", "/invites tree"),
    guard=admin,
)
async def tree(ctx: Context, who: Member | None = None) -> None:
    """Everybody's, or what has grown from one person."""
    grown, faces = await looking.grown(ctx.session, ctx.group.id, None if who is None else who.id)
    if grown.lines:
        ctx.reply(showing.tree(grown, faces, ctx.language))
    elif who is None:
        ctx.reply(m.NO_TREE)
    else:
        ctx.reply(m.NO_TREE_OF, name=showing.name_of(faces, who.id, ctx.language))


async def _invitations(ctx: Context, who: Person | None) -> list[str]:
    """How many, and who may yet count; of the asker when nobody is named."""
    inviter = who or ctx.sender
    month = rules.month_begins(ctx.now, ctx.zone)
    tally = await store.tally(ctx.session, ctx.group.id, inviter.id, month)
    waiting = await store.waiting(ctx.session, ctx.group.id, inviter.id, ctx.now - rules.OPEN)
    faces = await store.faces(ctx.session, ctx.group.id, {inviter.id, *(each.person_id for each in waiting)})
    name = showing.name_of(faces, inviter.id, ctx.language)
    if not tally.invited:
        return [ctx.t(m.YOURS_NONE if who is None else m.THEIRS_NONE, name=name)]
    said = m.YOURS if who is None else m.THEIRS
    lines = [ctx.t(said, name=name, invited=tally.invited, counted=showing.counted(tally, ctx.language))]
    return lines + ([showing.waiting(waiting, faces, ctx.now, ctx.language)] if waiting else [])


async def _origin(ctx: Context, who: Person) -> str:
    """How somebody came to the group."""
    arrival = await store.first_arrival(ctx.session, ctx.group.id, who.id)
    inviter = arrival.inviter_id if arrival is not None and arrival.inviter_id != who.id else None
    faces = await store.faces(ctx.session, ctx.group.id, {who.id, inviter or who.id})
    name = showing.name_of(faces, who.id, ctx.language)
    if arrival is None:
        return ctx.t(m.CAME_BEFORE, name=name)
    date = date_shown(arrival.joined_at, ctx.zone, ctx.language)
    if inviter is None:
        return ctx.t(m.CAME_BY_UNKNOWN, name=name, date=date)
    return ctx.t(m.CAME_BY, name=name, date=date, inviter=showing.name_of(faces, inviter, ctx.language))
