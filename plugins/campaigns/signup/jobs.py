"""What a sign-up does by itself: its list, its end, its reminders."""

from datetime import timedelta

from sqlalchemy import select

from bot.outbox import Priority
from bot.scheduler import JobRun
from plugins.campaigns.activities import is_for_nobody
from plugins.campaigns.signup import messages as m
from plugins.campaigns.signup import plans, showing, store
from plugins.campaigns.signup.tables import Signup
from storage.tables import Group, Schedule

LATEST = timedelta(hours=1)
"""How late a list or a reminder still makes sense."""


async def show_list(run: JobRun) -> None:
    """Post the list with everybody who came since; in a paused group later."""
    signup = await store.locked(run.session, run.args["signup"])
    if signup is None or signup.closed_at is not None or signup.lists_at is None:
        return
    group = await run.session.get_one(Group, signup.group_id)
    signup.lists_at = None
    if group.left_at is not None:
        return
    if group.paused_at is not None:
        await _again(run, signup)
        return
    signup.listed_at = run.now
    found = await store.entries(run.session, signup.id, "in", "waiting")
    everybody = await store.listed(run.session, signup, found)
    others = await store.open_ones(run.session, signup.group_id, "", run.now)
    page = showing.page(signup, everybody, is_only=len(others) <= 1)
    run.post(page.text, group_id=signup.group_id, priority=Priority.WELCOME, expires_at=run.now + LATEST)
    await store.note_copy(run.session, signup.id, page.numbers)


async def close(run: JobRun) -> None:
    """Its time is over; whoever came is told of once."""
    signup = await store.locked(run.session, run.args["signup"])
    if signup is None or signup.closed_at is not None or signup.closes_at > run.now:
        return
    signup.closed_at, signup.lists_at = run.now, None
    found = await store.entries(run.session, signup.id, "in", "waiting")
    if await _is_there(run, signup) and not is_for_nobody(signup.campaign_id, len(found)):
        everybody = await store.listed(run.session, signup, found)
        run.post(showing.result(signup, everybody), group_id=signup.group_id, priority=Priority.WELCOME)


async def remind(run: JobRun) -> None:
    """Those who come are told a day and two hours before."""
    signup = await store.locked(run.session, run.args["signup"])
    if signup is None or signup.starts_at is None or not await _is_there(run, signup):
        return
    which = run.args["which"]
    if signup.starts_at - plans.REMINDERS[which] != run.due_at or signup.starts_at <= run.now:
        return
    there = await store.listed(run.session, signup, await store.entries(run.session, signup.id, "in"))
    if there:
        phrase = m.TOMORROW if which == "day" else m.SOON
        content = showing.reminder(signup, there, phrase)
        run.post(content, group_id=signup.group_id, priority=Priority.WELCOME, expires_at=signup.starts_at)


async def _is_there(run: JobRun, signup: Signup) -> bool:
    group = await run.session.get_one(Group, signup.group_id)
    return group.left_at is None and group.paused_at is None


async def _again(run: JobRun, signup: Signup) -> None:
    row = await run.session.scalar(select(Schedule).where(Schedule.key == run.key))
    if row is not None:
        row.next_due_at = signup.lists_at = run.now + plans.REST
