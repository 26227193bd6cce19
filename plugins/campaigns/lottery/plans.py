"""The names of the jobs of lotteries, and when each is due."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.audience import View
from bot.context import Context
from bot.pages import Go
from bot.phrases import Phrase
from bot.plans import Plan
from plugins.campaigns.lottery import rules, store
from plugins.campaigns.lottery.tables import Lottery
from storage.engine import Session
from storage.tables import Schedule

LIST, FREEZE, REVEAL, CLAIMS = "lottery.list", "lottery.freeze", "lottery.reveal", "lottery.claims"
KIND = Phrase("抽奖", "draw")
JOBS = (LIST, FREEZE, REVEAL, CLAIMS)


def due(lottery: Lottery, job: str, at: datetime, now: datetime) -> Schedule:
    """One thing that is to be done, as a new row."""
    return Schedule(
        key=f"{job}:{lottery.id}",
        job=job,
        account_id=lottery.account_id,
        group_id=lottery.group_id,
        args={"lottery": lottery.id},
        zone=lottery.zone,
        next_due_at=at,
        created_at=now,
    )


def freezing(lottery: Lottery, now: datetime) -> Schedule:
    """The end of a lottery that is new."""
    return due(lottery, FREEZE, lottery.closes_at + rules.SETTLES, now)


async def plan(session: Session, lottery: Lottery, job: str, at: datetime, now: datetime) -> None:
    """Have it done then, whatever was planned before."""
    row = await session.scalar(select(Schedule).where(Schedule.key == f"{job}:{lottery.id}"))
    if row is None:
        session.add(due(lottery, job, at, now))
    else:
        row.next_due_at = at
    await session.flush()


async def plan_now(ctx: Context, lottery: Lottery, job: str, at: datetime) -> None:
    """The same from a chat: the scheduler looks again."""
    await plan(ctx.session, lottery, job, at, ctx.now)
    ctx.services.scheduler.changed()


async def plan_claims(ctx: Context, lottery: Lottery, at: datetime) -> None:
    """Look at who has claimed then, or sooner where that is planned; the others are looked at in their turn."""
    row = await ctx.session.scalar(select(Schedule).where(Schedule.key == f"{CLAIMS}:{lottery.id}"))
    if row is None or row.next_due_at is None or row.next_due_at > at:
        await plan_now(ctx, lottery, CLAIMS, at)


async def coming(view: View, start: datetime, end: datetime) -> list[Plan]:
    """The draws that the groups at hand expect between two moments."""
    found = await store.coming(view.session, [group.id for group in view.groups], start, end)
    page = "activities"
    return [Plan(at, KIND, n, title, more=Go("", page, {"lottery": str(n)})) for n, title, at in found]


async def forget(session: Session, lottery_ids: list[int]) -> None:
    """Nothing more becomes of these."""
    keys = [f"{job}:{number}" for number in lottery_ids for job in JOBS]
    for start in range(0, len(keys), 200):
        await session.execute(delete(Schedule).where(Schedule.key.in_(keys[start : start + 200])))
