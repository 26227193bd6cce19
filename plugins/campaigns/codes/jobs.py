"""What codes do by themselves: looking what became of them, telling for whom they are kept, ending."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.content import Mention, Text
from bot.outbox import Priority
from bot.scheduler import JobRun
from plugins.campaigns.codes import messages as m
from plugins.campaigns.codes import rules, showing, store
from plugins.campaigns.codes.store import Untold
from plugins.campaigns.codes.tables import CodeList
from storage.base import to_ms
from storage.tables import Schedule

REST = timedelta(hours=1)
"""While a group is paused, its people are told so much later."""
STILL = timedelta(minutes=5)
"""What has not arrived yet is looked at so much later."""
LATE = timedelta(hours=2)
MOST_NAMED = 20


async def look(run: JobRun) -> None:
    """A code that was refused is kept; for whom one is kept is told so in the group, many at once."""
    list_ = await run.session.get_one(CodeList, run.args["list"])
    is_more = await store.settle(run.session, list_.id)
    again: list[datetime | None] = [run.now + STILL if is_more else None]
    by_group: dict[int, list[Untold]] = {}
    for who in await store.untold(run.session, list_.id):
        by_group.setdefault(who.group_id, []).append(who)
    again += [await _tell(run, list_, people) for people in by_group.values()]
    list_.looks_at = min((at for at in again if at is not None), default=None)
    if list_.looks_at is not None:
        row = await run.session.scalar(select(Schedule).where(Schedule.key == run.key))
        if row is not None:
            row.next_due_at = list_.looks_at


async def _tell(run: JobRun, list_: CodeList, people: Sequence[Untold]) -> datetime | None:
    """When the rest of them can be told, if not all are now."""
    group_id, told_at = people[0].group_id, people[0].told_at
    if people[0].paused_at is not None:
        return run.now + REST
    if told_at is not None and told_at > run.now - rules.AGAIN:
        return told_at + rules.AGAIN
    some = people if people[0].left_at is not None else people[:MOST_NAMED]
    await store.mark_told(run.session, list_.id, [who.number for who in some])
    if people[0].left_at is None:
        words = m.KEPT(list_.language, title=list_.title, word=m.WORD)
        run.post(
            Text((*(Mention(who.person_id) for who in some), words)),
            key=f"codes:told:{list_.id}:{group_id}:{to_ms(run.due_at)}",
            group_id=group_id,
            priority=Priority.WELCOME,
            expires_at=run.now + LATE,
        )
        await store.note_told(run.session, list_.id, group_id, run.now)
    return run.now + rules.AGAIN if len(people) > len(some) else None


async def close(run: JobRun) -> None:
    """Its time is over; only its owner is told what came of it."""
    list_ = await run.session.get_one(CodeList, run.args["list"])
    if list_.closed_at is not None or list_.closes_at is None or list_.closes_at > run.now:
        return
    list_.closed_at = run.now
    language = list_.language
    counted = (await store.counts(run.session, [list_.id])).get(list_.id, store.Count())
    said = m.OWNER_CLOSED(language, number=list_.id, title=list_.title, count=showing.count(counted, language))
    run.post(Text((said,)), key=f"codes:closed:{list_.id}:{to_ms(list_.closes_at)}", person_id=list_.author_id)
