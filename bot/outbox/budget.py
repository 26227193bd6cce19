"""What the bot may still say today, and how much waits to be said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text

from bot.outbox.pacing import Held, Pacing, Priority
from storage import outbox as queue
from storage.base import from_ms, to_ms
from storage.engine import ReadSession
from storage.outbox import UNSETTLED
from storage.tables import Group, Outbox


@dataclass(frozen=True, slots=True)
class Budget:
    """Today in numbers; what is left is None where nothing limits it. `group_*` are None without a group."""

    posts_today: int
    posts_left: int | None
    group_posts_today: int | None
    group_posts_left: int | None
    waiting: Mapping[Priority, int]
    """Due and not sent yet."""
    later: int
    """Due later than now."""
    for_value: int
    for_talk: int
    """Of those waiting, in the group where one is given: held until more value has gone out, or people have talked."""
    unknown: int
    failed: int
    missed: int
    next_send_at: datetime | None
    flood_until: datetime | None
    is_paced: bool
    is_new_account: bool


async def budget(session: ReadSession, account_id: int, pacing: Pacing, now: datetime, group_id: int | None) -> Budget:
    """Count what waits, and ask pacing for the rest."""
    paced = pacing.rules.enabled
    waiting, later = await _waiting(session, account_id, now)
    unsettled = await _unsettled(session, account_id)
    held = await _held(session, account_id, now, group_id)
    in_group = None
    if group_id is not None:
        zone = await session.scalar(select(Group.zone).where(Group.id == group_id))
        in_group = pacing.posts_today_in(group_id, zone or pacing.rules.zone, now)
    return Budget(
        posts_today=pacing.posts_today(now),
        posts_left=max(0, pacing.posts_left(now)) if paced else None,
        group_posts_today=in_group,
        group_posts_left=max(0, pacing.rules.group_daily_cap - in_group) if paced and in_group is not None else None,
        waiting=waiting,
        later=later,
        for_value=held.get(Held.RATIO, 0),
        for_talk=held.get(Held.FATIGUE, 0),
        unknown=unsettled.get("unknown", 0),
        failed=unsettled.get("failed", 0),
        missed=unsettled.get("missed", 0),
        next_send_at=await _next_send(session, account_id, pacing, now),
        flood_until=pacing.flood_until if pacing.flood_until > now else None,
        is_paced=paced,
        is_new_account=pacing.is_new(now),
    )


async def _waiting(session: ReadSession, account_id: int, now: datetime) -> tuple[dict[Priority, int], int]:
    due = Outbox.due_at <= now
    counted = (
        select(Outbox.priority, due, func.count())
        .where(Outbox.account_id == account_id, text("state = 'waiting'"))
        .group_by(Outbox.priority, due)
    )
    waiting = dict.fromkeys(Priority, 0)
    later = 0
    for priority, is_due, number in (await session.execute(counted)).all():
        if is_due:
            waiting[Priority(priority)] = number
        else:
            later += number
    return waiting, later


async def _held(session: ReadSession, account_id: int, now: datetime, group_id: int | None) -> dict[str, int]:
    waiting = Outbox.account_id == account_id, text("state = 'waiting'"), Outbox.priority == Priority.POST
    counted = select(Outbox.reason, func.count()).where(
        *waiting, Outbox.due_at <= now, Outbox.reason.in_((Held.RATIO, Held.FATIGUE))
    )
    counted = counted if group_id is None else counted.where(Outbox.group_id == group_id)
    return {
        reason: number for reason, number in (await session.execute(counted.group_by(Outbox.reason))).all() if reason
    }


async def _unsettled(session: ReadSession, account_id: int) -> dict[str, int]:
    counted = (
        select(Outbox.state, func.count())
        .where(Outbox.account_id == account_id, text(UNSETTLED))
        .group_by(Outbox.state)
    )
    return {state: number for state, number in await session.execute(counted)}  # noqa: C416 - a Row is no tuple to the checker


async def _next_send(session: ReadSession, account_id: int, pacing: Pacing, now: datetime) -> datetime | None:
    looks = await queue.next_looks(await session.connection(), account_id, list(Priority), to_ms(now), ())
    return first_opening(pacing, looks, now)


def first_opening(pacing: Pacing, looks: Mapping[int, int], now: datetime) -> datetime | None:
    """The first moment at which a row may go, from when each priority's first is to be looked at (ms)."""
    moments: list[datetime] = []
    for priority, at in looks.items():
        gate = pacing.gate(Priority(priority), now)
        moments.append(max(from_ms(at), now if gate is None else gate.until))
    return min(moments, default=None)
