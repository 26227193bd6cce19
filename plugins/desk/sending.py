"""/为什么 /预算: what was sent and why, and what may still be."""

from collections.abc import Sequence
from datetime import time
from typing import Annotated

from bot import messages as core
from bot.commands import Command, Example, Target
from bot.commands.parameters import Label
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.events import Added, Joined, Said
from bot.outbox.budget import Budget
from bot.outbox.messages import explain
from bot.permissions import Role, admin, anyone
from bot.phrases import Language, Phrase
from bot.targets import chosen_groups
from bot.times.moments import shown, shown_with_zone
from plugins.desk import messages as m
from plugins.desk import store
from plugins.desk.showing import lines_of, short
from storage.tables import Group, Outbox

LISTED = 5
NAMED = 3
"""How many of those who joined with an inviter are named, and of how many inviters that is told."""

why = Command("为什么", "why", Phrase("问我为什么说那句话", "ask why I said something"), anyone, Target.NONE)
budget = Command("预算", "budget", Phrase("看今天还能发多少", "see what may still be sent today"), admin, Target.GROUPS)


@why.action(
    summary=Phrase("问我为什么说那句话", "ask why I said something"),
    example=Example("/为什么 12", "/why 12"),
)
async def explain_message(ctx: Context, number: Annotated[int | None, Label("编号", "number")] = None) -> None:
    """Bare, it lists the latest messages with their numbers; to who manages no group, what was last said to them."""
    trouble = await _aim(ctx)
    quoted = ctx.said.quote_outbox_id
    if number is None and quoted is None and ctx.said.quote_kind is not None:
        raise Refusal(m.NOT_OURS)
    wanted = quoted if number is None else number
    if wanted is None and ctx.here is None and trouble is not None:
        wanted = await store.last_unasked(ctx)
        if wanted is None:
            raise Refusal(m.NOTHING_TO_YOU) if isinstance(trouble, Refusal) else trouble
    if wanted is None:
        if ctx.role < Role.ADMIN:
            raise Refusal(m.QUOTE_IT)
        await _list_latest(ctx)
        return
    row = await store.message(ctx, wanted) or await _told_to_others(ctx, wanted)
    if row is None:
        raise UserError(m.NO_SUCH_MESSAGE, number=wanted)
    group = None if row.group_id is None else await ctx.session.get(Group, row.group_id)
    zone = (group.zone if group else None) or ctx.zone
    hold = await ctx.services.outbox.hold_of(ctx.session, row, group, ctx.now) if row.state == "waiting" else None
    text = explain(row, ctx.language, zone, ctx.now, hold, await _because(ctx, row))
    behind = await _behind(ctx, row, zone) if ctx.role >= Role.ADMIN else []
    ctx.reply("\n".join([text, *behind]))


@budget.action(
    summary=Phrase("看今天还能发多少", "see what may still be sent today"),
    example=Example("/预算", "/budget"),
)
async def show_budget(ctx: Context) -> None:
    """The account's numbers, and the group's where there is one."""
    group_id = ctx.groups[0].id if len(ctx.groups) == 1 else None
    now = await ctx.services.outbox.budget(ctx.session, ctx.now, group_id)
    lines = [ctx.t(m.BUDGET_ACCOUNT, sent=now.posts_today, left=left_of(now.posts_left, ctx.language))]
    if now.group_posts_today is not None:
        lines.insert(
            0, ctx.t(m.BUDGET_GROUP, sent=now.group_posts_today, left=left_of(now.group_posts_left, ctx.language))
        )
    answers, welcomes, posts = (now.waiting[priority] for priority in sorted(now.waiting))
    lines.append(ctx.t(m.BUDGET_QUEUE, answers=answers, welcomes=welcomes, posts=posts, later=now.later))
    lines += held_lines(now, ctx.language)
    if (hours := _quiet_hours(ctx)) is not None:
        lines.append(ctx.t(m.BUDGET_QUIET, hours=f"{hours[0]:%H:%M}-{hours[1]:%H:%M}"))
    if now.flood_until is None and now.next_send_at is not None:
        lines.append(ctx.t(m.BUDGET_NEXT, at=shown_with_zone(now.next_send_at, ctx.zone, ctx.language)))
    lines += slow_lines(now, ctx.zone, ctx.language)
    if now.unknown or now.failed:
        lines.append(ctx.t(m.BUDGET_UNSETTLED, unknown=now.unknown, failed=now.failed))
    if now.missed:
        lines.append(ctx.t(m.BUDGET_MISSED, n=now.missed))
    ctx.reply("\n".join(lines))


def held_lines(now: Budget, language: Language) -> list[str]:
    """What keeps posts that are due."""
    lines = [m.BUDGET_FOR_VALUE(language, n=now.for_value)] if now.for_value else []
    return [*lines, m.BUDGET_FOR_TALK(language, n=now.for_talk)] if now.for_talk else lines


def slow_lines(now: Budget, zone: str, language: Language) -> list[str]:
    """Why the whole account is silent or slow."""
    flood = now.flood_until
    lines = [] if flood is None else [m.BUDGET_FLOOD(language, until=shown_with_zone(flood, zone, language))]
    return [*lines, m.BUDGET_NEW(language)] if now.is_new_account and now.is_paced else lines


def left_of(left: int | None, language: Language) -> str:
    """How many more posts may go out."""
    return m.UNLIMITED(language) if left is None else m.MAY_STILL(language, n=left)


async def _aim(ctx: Context) -> UserError | None:
    """Ask about the groups chosen in private; why there are none, for who manages none or has not chosen."""
    if ctx.here is None:
        try:
            ctx.groups, ctx.tag, ctx.role = await chosen_groups(ctx)
        except UserError as trouble:
            return trouble
    if len(ctx.groups) == 1:
        ctx.zone = ctx.group.zone or ctx.zone
    return None


async def _told_to_others(ctx: Context, number: int) -> Outbox | None:
    """A private message that concerns a group at hand, as whoever wanted it said knows."""
    row = await store.private_message(ctx, number)
    concerns = row is not None and ctx.role >= Role.ADMIN and await _because(ctx, row) is not None
    return row if concerns else None


async def _because(ctx: Context, row: Outbox) -> str | None:
    """What the plugin that wanted it said tells of it."""
    explainer = ctx.services.router.explainers.get(row.cause_kind)
    return None if explainer is None else await explainer(ctx, row.cause_id)


async def _behind(ctx: Context, row: Outbox, zone: str) -> list[str]:
    """Who said or did what, so that the bot said this."""
    happenings = await store.behind(ctx.session, row)
    if joined := [each for each in happenings if isinstance(each, Joined)]:
        return await _who_came(ctx, joined, zone)
    match happenings:
        case [Said(person_id=person, text=text)]:
            [who] = await store.names_of(ctx, [person])
            return [ctx.t(m.ASKED_BY, who=who, said=short(text))]
        case [Added(at=at)]:
            return [ctx.t(m.BROUGHT, at=shown(at, zone, ctx.language))]
        case _:
            return []


async def _who_came(ctx: Context, joined: Sequence[Joined], zone: str) -> list[str]:
    """A line for each inviter, and one for those of whom none is known: who came with them, and since when."""
    companies: dict[int | None, list[Joined]] = {}
    for each in joined:
        companies.setdefault(each.inviter_id, []).append(each)
    lines = [await _company(ctx, inviter, company, zone) for inviter, company in list(companies.items())[:NAMED]]
    more = len(companies) - NAMED
    return [*lines, ctx.t(m.MORE_INVITERS, n=more)] if more > 0 else lines


async def _company(ctx: Context, inviter: int | None, joined: Sequence[Joined], zone: str) -> str:
    came = [person for each in joined for person in (*each.people, *each.rejoined)]
    names = ctx.t(core.COMMA).join(await store.names_of(ctx, came[:NAMED]))
    who = ctx.t(m.AND_OTHERS, names=names, n=len(came)) if came[NAMED:] else names
    line = ctx.t(m.CAME, who=who, at=shown(joined[0].at, zone, ctx.language))
    by = [] if inviter is None else await store.names_of(ctx, [inviter])
    return ctx.t(m.INVITED, came=line, who=by[0]) if by else line


async def _list_latest(ctx: Context) -> None:
    rows = await store.latest(ctx, LISTED)
    if not rows:
        ctx.reply(m.NOTHING_SENT)
        return
    ctx.reply(m.LATEST, zone=ctx.zone, lines=lines_of(rows, ctx.zone, ctx.language), number=rows[0].id)


def _quiet_hours(ctx: Context) -> tuple[time, time] | None:
    return ctx.services.outbox.quiet_hours_of(ctx.groups[0]) if len(ctx.groups) == 1 else None
