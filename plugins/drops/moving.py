"""/投放 挪: the next time of a drop comes at another moment, once; its other times stay."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.commands import Example
from bot.commands.parameters import Label, Rest
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.phrases import Phrase
from bot.times.messages import PAST
from bot.times.moments import shown
from bot.times.recurrence import Once, to_utc
from plugins.drops import acts, reach, rules, showing
from plugins.drops import messages as m
from plugins.drops.command import drop
from plugins.drops.handlers import Number
from plugins.drops.outlook import fires_of, outlook
from plugins.drops.series.tables import Series
from plugins.drops.tables import Drop
from storage.base import from_ms
from storage.tables import Schedule


@drop.action(
    "挪",
    "move",
    summary=Phrase("把一条投放的下一次挪到别的时间", "move a drop's next time"),
    example=Example("/投放 挪 12 明天 9:00", "/drop move 12 tomorrow 9:00"),
)
async def move(ctx: Context, number: Number, when: Annotated[Rest, Label("时间", "when")]) -> None:
    """Only that time; what comes only once is moved for good."""
    found = await reach.find_mine(ctx, number)
    schedule = await acts.schedule_of(ctx, found)
    at, rest = rules.read_when(when, ctx.now, schedule.zone)
    if rest or not isinstance(at, Once):
        raise UserError(m.MOVE_TO_WHEN, number=found.id)
    if schedule.next_due_at is None:
        raise Refusal(m.NOTHING_TO_MOVE, number=found.id)
    if schedule.recurrence is None:
        await acts.move(ctx, found, at)
    else:
        await _move_next(ctx, found, schedule, to_utc(at.at, schedule.zone))
    ctx.done(m.DONE_MOVE, number=found.id, title=found.title, outlook=await outlook(ctx, found, with_end=False))
    if remarks := await showing.remarks(ctx, found, on_text=False):
        ctx.reply(remarks)


async def explain(ctx: Context, cause_id: str) -> str:
    """From when it was moved."""
    return ctx.t(m.EXPLAIN_MOVED, at=shown(from_ms(int(cause_id)), ctx.zone, ctx.language))


async def _move_next(ctx: Context, found: Drop, schedule: Schedule, at: datetime) -> None:
    """By the schedule itself, so that what is taken, counted and told each time is so once."""
    assert schedule.next_due_at is not None
    _check(ctx, found, schedule, at)
    regular = schedule.moved_from or schedule.next_due_at
    await _check_course(ctx, found, schedule, regular, at)
    zone = ZoneInfo(schedule.zone)
    was, to = (f"{moment.astimezone(zone):%m-%d %H:%M}" for moment in (schedule.next_due_at, at))
    moved_from = None if at == regular else regular
    await acts.change(ctx, found, m.DID_MOVE_NEXT, next_due_at=at, moved_from=moved_from, was=was, at=to)


def _check(ctx: Context, found: Drop, schedule: Schedule, at: datetime) -> None:
    """Raises UserError for a moment at which it can't come, or comes anyway."""

    def told(moment: datetime) -> str:
        return shown(moment, schedule.zone, ctx.language)

    if schedule.paused_at is not None:
        raise Refusal(m.MOVE_RESUMED, number=found.id)
    if at <= ctx.now:
        raise UserError(PAST, text=told(at))
    if at == schedule.next_due_at:
        raise UserError(m.MOVED_NOWHERE, number=found.id, at=told(at))
    if schedule.ends_at is not None and at > schedule.ends_at:
        raise UserError(m.MOVED_PAST_END, number=found.id, end=told(schedule.ends_at))
    after = _regular_after(schedule)
    if after is not None and at >= after:
        raise UserError(m.MOVED_TOO_FAR, number=found.id, next=told(after))


def _regular_after(schedule: Schedule) -> datetime | None:
    """The time after its next one; none where that is the last."""
    assert schedule.next_due_at is not None
    after = fires_of(schedule)(schedule.moved_from or schedule.next_due_at)
    is_last = schedule.remaining == 1 or (after and schedule.ends_at and after > schedule.ends_at)
    return None if is_last else after


async def _check_course(ctx: Context, found: Drop, schedule: Schedule, regular: datetime, at: datetime) -> None:
    """Raises UserError for another day than the lesson's."""
    series = await ctx.session.get(Series, found.source_id) if found.source == "series" else None
    if series is None or series.starts_on is None:
        return
    day, other = (moment.astimezone(ZoneInfo(schedule.zone)).date() for moment in (regular, at))
    if day != other:
        raise UserError(m.COURSE_KEEPS_DAYS, number=found.id, day=f"{day:%m-%d}")
