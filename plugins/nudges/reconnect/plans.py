"""When groups expect their weekly thanks, so that nothing else is said just then."""

from datetime import datetime

from sqlalchemy import select

from bot.audience import View
from bot.phrases import Language
from bot.plans import Plan
from plugins.nudges.reconnect import messages as m
from plugins.nudges.reconnect.jobs import key_of
from storage.tables import Schedule


async def coming(view: View, start: datetime, end: datetime) -> list[Plan]:
    """The next thanks of each of the groups at hand, where they fall between two moments."""
    groups = {group.id: group for group in view.groups}
    query = select(Schedule.group_id, Schedule.next_due_at).where(Schedule.key.in_(map(key_of, groups)))
    query = query.where(Schedule.paused_at.is_(None), Schedule.next_due_at > start, Schedule.next_due_at <= end)
    plans: list[Plan] = []
    for group_id, at in await view.session.execute(query):
        if group_id is not None and at is not None:
            language: Language = "en" if groups[group_id].language == "en" else "zh"
            plans.append(Plan(at, m.WEEKLY_THANKS, group_id, m.WEEKLY_THANKS(language)))
    return plans
