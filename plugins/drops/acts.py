"""What can be done with a drop, whatever its content comes from; each act is in the history with its way back.

The groups at hand have to be the drop's (`reach.aim_at`), and whoever asks allowed to (`reach.may_change`).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot import messages as core
from bot.audit import note
from bot.content import from_json
from bot.errors import Refusal, UserError
from bot.phrases import Phrase
from bot.scheduler import Missed
from bot.scheduler.agenda import following
from bot.times.recurrence import Once, Recurrence, next_after, to_utc
from plugins.drops import messages as m
from plugins.drops import rules, store
from plugins.drops.outlook import fires_of
from plugins.drops.rules import Ending, Times, Until
from plugins.drops.tables import Drop
from storage.base import from_ms, to_ms
from storage.tables import Schedule

if TYPE_CHECKING:
    from bot.context import Context

RENEWAL = "drops.renewal"
FORGET = "drops.forget"
RENEWS = "renews"
"""Among a schedule's arguments: nobody gave it its end, so that its author is asked about it."""
FORGOTTEN_AFTER = timedelta(days=30)
"""How long a deleted drop can come back."""

_OF_DROP = frozenset({"title", "contents", "args", "is_promo", "is_must", "deleted_at"})
_MOMENTS = frozenset({"deleted_at", "next_due_at", "moved_from", "paused_at", "ends_at"})


async def pause(ctx: "Context", drop: Drop) -> None:
    """Nothing of it goes out until it is resumed."""
    schedule = await schedule_of(ctx, drop)
    await change(ctx, drop, m.DID_PAUSE, paused_at=schedule.paused_at or ctx.now)


async def resume(ctx: "Context", drop: Drop) -> None:
    """It goes on with its first moment from now; what fell into the pause is not made up for."""
    schedule = await schedule_of(ctx, drop)
    due = schedule.next_due_at
    if schedule.paused_at is not None and due is not None and due < ctx.now:
        due = _first(schedule, ctx.now)
        if due is None:
            raise Refusal(m.OVER_MEANWHILE, number=drop.id)
    moved_from = schedule.moved_from if due == schedule.next_due_at else None
    await change(ctx, drop, m.DID_RESUME, paused_at=None, next_due_at=due, moved_from=moved_from)


async def skip(ctx: "Context", drop: Drop, times: int = 1) -> None:
    """Its next times are let go."""
    if not 1 <= times <= rules.MOST_SKIPPED:
        raise UserError(m.NOT_SO_MANY_SKIPS, most=rules.MOST_SKIPPED)
    schedule = await schedule_of(ctx, drop)
    due, fires = schedule.next_due_at, fires_of(schedule)
    for _ in range(times):
        due = None if due is None else _until(fires(due), schedule.ends_at)
    if due is None:
        raise Refusal(m.NOTHING_AFTER_THAT, number=drop.id)
    await change(ctx, drop, m.DID_SKIP, next_due_at=due, moved_from=None, n=times)


async def delete(ctx: "Context", drop: Drop) -> None:
    """It comes no more, what of it still waits to be sent included; for a while it can be taken back."""
    if await store.schedule_of(ctx.session, drop) is None:
        drop.deleted_at = ctx.now
        await ctx.audit(m.DID_DELETE, None, number=drop.id, title=drop.title)
    else:
        await change(ctx, drop, m.DID_DELETE, deleted_at=ctx.now, next_due_at=None)
    await ctx.services.outbox.drop(ctx.session, await store.waiting_posts(ctx.session, drop.id))
    await _plan(ctx, drop, FORGET, ctx.now + FORGOTTEN_AFTER)


async def renew(ctx: "Context", drop: Drop, more: Ending | timedelta = rules.DAYS) -> None:
    """It goes on for longer: by a time from its end, to a day, for so many times more, or for ever."""
    schedule = await schedule_of(ctx, drop)
    if schedule.recurrence is None:
        raise Refusal(m.COMES_ONCE, number=drop.id)
    if isinstance(more, Times):
        changes: dict[str, Any] = {"ends_at": None, "remaining": (schedule.remaining or 0) + more.n}
    elif not isinstance(more, timedelta):
        changes = ended(schedule, more, None, ctx.now)
    elif schedule.ends_at is None:
        raise Refusal(m.HAS_NO_END if schedule.remaining is None else m.HAS_TIMES, number=drop.id)
    else:
        changes = {"ends_at": max(schedule.ends_at, ctx.now) + more}
    changes["next_due_at"] = schedule.next_due_at or _next(schedule, ctx.now, changes["ends_at"])
    if changes["next_due_at"] is None:
        raise UserError(m.ENDS_BEFORE_IT_BEGINS)
    drop.renewal_asked_at = None
    changes[RENEWS] = isinstance(more, timedelta)
    await change(ctx, drop, m.DID_RENEW, **changes)
    await plan_renewal(ctx, drop)


def ended(schedule: Schedule, ending: Ending, at: Recurrence | None, now: datetime) -> dict[str, Any]:
    """What changes of a schedule so that it ends otherwise; `at` is when it comes from now on, where that changes too.

    What was over goes on. Raises UserError for an end before its first time.
    """
    end: dict[str, Any] = {"ends_at": None, "remaining": None, RENEWS: False}
    if isinstance(ending, Until):
        end["ends_at"] = ending.at
    elif isinstance(ending, Times):
        end["remaining"] = ending.n
    if at is None:
        end["next_due_at"] = schedule.next_due_at or following(schedule.recurrence, schedule.zone)(now)
    first = next_after(at, now, schedule.zone) if at is not None else end["next_due_at"]
    if _until(first, end["ends_at"]) is None:
        raise UserError(m.ENDS_BEFORE_IT_BEGINS)
    return end


async def move(ctx: "Context", drop: Drop, at: Recurrence) -> None:
    """It comes at other times; its end stays, unless it comes once only."""
    await edit(ctx, drop, moved(await schedule_of(ctx, drop), at, ctx.now), m.DID_MOVE)


async def edit(ctx: "Context", drop: Drop, changes: Mapping[str, Any], summary: Phrase = m.DID_EDIT) -> None:
    """Change columns of a drop and of its schedule together, as `moved` and `ended` tell them."""
    schedule = await schedule_of(ctx, drop)
    more = dict(changes)
    if changes.get("ends_at", schedule.ends_at) != schedule.ends_at:
        more.setdefault(RENEWS, schedule.recurrence is None and changes["ends_at"] is not None)
    await change(ctx, drop, summary, **more)
    await plan_renewal(ctx, drop)


def moved(schedule: Schedule, at: Recurrence, now: datetime) -> dict[str, Any]:
    """What changes of a schedule so that it comes at other times. Raises UserError where it never would."""
    if isinstance(at, Once):
        due: datetime | None = to_utc(at.at, schedule.zone)
        once: dict[str, Any] = {"recurrence": None, "by_wall": at.at.tzinfo is None, "ends_at": None, "remaining": None}
        return once | {"next_due_at": due, "moved_from": None}
    was_once = schedule.recurrence is None
    ends_at = rules.default_end(at, now, schedule.zone) if was_once else schedule.ends_at
    due = _until(next_after(at, now, schedule.zone), ends_at)
    if due is None:
        raise UserError(m.ENDS_BEFORE_IT_BEGINS)
    return {"recurrence": str(at), "by_wall": False, "ends_at": ends_at, "next_due_at": due, "moved_from": None}


async def change(ctx: "Context", drop: Drop, summary: Phrase, /, **changes: Any) -> None:
    """Change a drop and when it comes; what is none of their columns is the summary's."""
    schedule = await schedule_of(ctx, drop)
    before: dict[str, Any] = {}
    for name in [name for name in changes if _is_column(name)]:
        old, new = _get(drop, schedule, name), changes[name]
        if old != new:
            before[name] = _kept(name, old)
            _set(drop, schedule, name, new)
    _settle(ctx, drop)
    await ctx.session.flush()
    after = {name: _kept(name, changes[name]) for name in before}
    operations = [{"op": "drops.change", "drop": drop.id, "old": before, "new": after}] if before else []
    words = {name: value for name, value in changes.items() if not _is_column(name)}
    await note(ctx, summary, operations, **{"number": drop.id, "title": drop.title} | words)


async def plan_renewal(ctx: "Context", drop: Drop) -> None:
    """Ask for a renewal before the end, where nobody has said when that is."""
    schedule = await schedule_of(ctx, drop)
    if schedule.args.get(RENEWS) and schedule.ends_at is not None:
        await _plan(ctx, drop, RENEWAL, max(schedule.ends_at - rules.ASK_BEFORE, ctx.now))
    else:
        await ctx.services.scheduler.cancel(ctx.session, _plan_key(drop, RENEWAL))


async def plan_forgetting(ctx: "Context", drop: Drop, at: datetime) -> None:
    """What comes once is forgotten long after it did."""
    await _plan(ctx, drop, FORGET, at + store.KEPT)


async def undo_made(ctx: "Context", operation: Mapping[str, Any]) -> None:
    """An added drop goes again."""
    drop = await _of(ctx, operation)
    schedule = await schedule_of(ctx, drop)
    drop.deleted_at, schedule.next_due_at = ctx.now, None
    await ctx.services.outbox.drop(ctx.session, await store.waiting_posts(ctx.session, drop.id))
    await _plan(ctx, drop, FORGET, ctx.now + FORGOTTEN_AFTER)


async def undo_change(ctx: "Context", operation: Mapping[str, Any]) -> None:
    """Put back what `change` changed, unless it was changed again; it goes on with its first moment from now."""
    drop = await _of(ctx, operation)
    schedule = await schedule_of(ctx, drop)
    old, new = operation["old"], operation["new"]
    for name, value in new.items():
        moves_by_itself = name == "remaining" or (name == "next_due_at" and set(new) > {name})
        if not moves_by_itself and _kept(name, _get(drop, schedule, name)) != value:
            raise Refusal(core.CHANGED_SINCE)
    remaining = schedule.remaining
    for name, value in old.items():
        _set(drop, schedule, name, _read(name, value))
    if "remaining" in old and None not in (remaining, old["remaining"], new["remaining"]):
        schedule.remaining = max(0, (remaining or 0) + old["remaining"] - new["remaining"])
    due = schedule.next_due_at
    if new.get("moved_from") is not None and due is not None and due <= ctx.now:
        raise Refusal(m.TOO_LATE_NOW)
    schedule.next_due_at = _due_again(schedule, ctx.now)
    schedule.moved_from = schedule.moved_from if schedule.next_due_at == due else None
    _settle(ctx, drop)
    await ctx.session.flush()
    await plan_renewal(ctx, drop)
    if "deleted_at" in old:
        await ctx.services.scheduler.cancel(ctx.session, _plan_key(drop, FORGET))


def _settle(ctx: "Context", drop: Drop) -> None:
    """What follows from any change."""
    drop.words = rules.words_of(drop.title, [from_json(content) for content in drop.contents])
    ctx.services.scheduler.changed()


def _due_again(schedule: Schedule, now: datetime) -> datetime | None:
    """When something put back is due: as it was, else its first moment from now. Raises Refusal for a past one."""
    due = schedule.next_due_at
    if due is not None and due > now:
        return _until(due, schedule.ends_at)
    if schedule.recurrence is None and due is not None:
        raise Refusal(m.TOO_LATE_NOW)
    return None if schedule.remaining == 0 or due is None else _first(schedule, now)


async def _of(ctx: "Context", operation: Mapping[str, Any]) -> Drop:
    drop = await ctx.session.get(Drop, operation["drop"])
    if drop is None:
        raise Refusal(core.CHANGED_SINCE)
    return drop


async def schedule_of(ctx: "Context", drop: Drop) -> Schedule:
    """When the drop comes. Raises Refusal for one that was over long ago."""
    schedule = await store.schedule_of(ctx.session, drop)
    if schedule is None:
        raise Refusal(m.OVER_LONG_AGO, number=drop.id)
    return schedule


async def _plan(ctx: "Context", drop: Drop, job: str, at: datetime) -> None:
    """Let a job look after the drop at a moment; nobody minds how late it does."""
    await ctx.services.scheduler.schedule(
        ctx.session,
        key=_plan_key(drop, job),
        job=job,
        account_id=drop.account_id,
        group_id=drop.group_id,
        args={"drop": drop.id},
        at=at,
        zone=ctx.zone,
        missed=Missed.LATEST,
        now=ctx.now,
    )


def _plan_key(drop: Drop, job: str) -> str:
    return f"{job}:{drop.id}"


def _first(schedule: Schedule, now: datetime) -> datetime | None:
    """Its first moment from now before its end."""
    return _next(schedule, now, schedule.ends_at)


def _next(schedule: Schedule, now: datetime, ends_at: datetime | None) -> datetime | None:
    return _until(following(schedule.recurrence, schedule.zone)(now), ends_at)


def _until(moment: datetime | None, ends_at: datetime | None) -> datetime | None:
    return None if moment is None or (ends_at is not None and moment > ends_at) else moment


def _is_column(name: str) -> bool:
    return name == RENEWS or name in _OF_DROP or hasattr(Schedule, name)


def _get(drop: Drop, schedule: Schedule, name: str) -> Any:
    if name == RENEWS:
        return bool(schedule.args.get(RENEWS))
    return getattr(drop if name in _OF_DROP else schedule, name)


def _set(drop: Drop, schedule: Schedule, name: str, value: Any) -> None:
    if name == RENEWS:
        schedule.args = {**schedule.args, RENEWS: value}
    else:
        setattr(drop if name in _OF_DROP else schedule, name, value)


def _kept(name: str, value: Any) -> Any:
    return to_ms(value) if name in _MOMENTS and value is not None else value


def _read(name: str, value: Any) -> Any:
    return from_ms(value) if name in _MOMENTS and value is not None else value
