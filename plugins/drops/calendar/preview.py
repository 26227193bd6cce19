"""/预演: the coming days as they will really be."""

from datetime import datetime, timedelta
from typing import Annotated

from sqlalchemy import select

from bot.audience import concerning
from bot.commands import Command, Example, Target
from bot.commands.parameters import Label
from bot.content import Text
from bot.context import Context
from bot.errors import UserError
from bot.permissions import admin
from bot.phrases import Phrase
from bot.rehearsal.rehearsal import LONGEST, Rehearsal, rehearse
from bot.scheduler import JobRun
from plugins.drops.calendar import messages as m
from plugins.drops.calendar import store
from plugins.drops.calendar.foretelling import About, Asked, foretell
from plugins.drops.calendar.where import where
from plugins.drops.jobs import fire
from plugins.drops.making import FIRE_FEED
from plugins.drops.sources import Served
from plugins.drops.tables import Drop
from storage.tables import Schedule

WEEK = timedelta(days=7)
HISTORY = ("drop_posts", "drop_effects", "feed_seen")
"""Tables that the coming days don't depend on."""

Days = Annotated[timedelta | None, Label("天数", "days")]

preview = Command("预演", "preview", Phrase("预演接下来几天", "rehearse the coming days"), admin, Target.GROUPS)


@preview.action(
    summary=Phrase("看接下来几天实际会发什么", "see what will really be posted"),
    example=Example("/预演 7天", "/preview 7d"),
)
async def rehearse_days(ctx: Context, days: Days = None) -> None:
    """With quiet hours, holds and budget, as the bot itself would do it; a week unless another time is named."""
    ahead = WEEK if days is None else days
    if ahead > LONGEST:
        raise UserError(m.TOO_LONG, most=LONGEST.days)
    until = ctx.now + ahead
    groups = [group.id for group in ctx.groups]
    known = await _drops(ctx)
    rehearsal = await ctx.beforehand("rehearsal", lambda: _rehearsed(ctx, groups, until))
    asked = Asked(ctx.now, until, where(ctx), ctx.zone, ctx.language, known)
    ctx.reply(foretell(rehearsal, asked))


async def _rehearsed(ctx: Context, groups: list[int], until: datetime) -> Rehearsal:
    async def unforeseen(run: JobRun) -> None:
        run.prepared = Served((Text((m.UNFORESEEN(ctx.language),)),), is_template=False)
        await fire(run)

    return await rehearse(
        ctx.services,
        groups,
        until,
        jobs={FIRE_FEED: unforeseen},
        without=HISTORY,
        besides=store.last_issues(ctx.account_id),
    )


async def _drops(ctx: Context) -> dict[int, About]:
    moved = Schedule.next_due_at, Schedule.moved_from
    query = select(Drop.id, Drop.title, Drop.is_promo, Drop.source, *moved).outerjoin(
        Schedule, Schedule.id == Drop.schedule_id
    )
    query = query.where(
        Drop.account_id == ctx.account_id, Drop.deleted_at.is_(None), await concerning(ctx, Drop, ctx.groups)
    )
    rows = (await ctx.session.execute(query)).all()
    return {
        drop_id: About(title, is_promo, source == "feed", {due: moved_from} if due and moved_from else {})
        for drop_id, title, is_promo, source, due, moved_from in rows
    }
