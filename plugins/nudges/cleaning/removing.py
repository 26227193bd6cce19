"""Carrying out what was confirmed: a few at a time, by day, each looked at again first; never twice."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.content import Removal
from bot.outbox import Cause, Policy, Priority
from bot.outbox.pacing import quiet_until
from plugins.nudges.cleaning import messages as m
from plugins.nudges.cleaning import rules, showing, store
from plugins.nudges.cleaning.acts import CAUSE
from plugins.nudges.cleaning.course import Course
from plugins.nudges.cleaning.rules import AT_ONCE, HOUR, LAPSES, MINUTE, Stays
from plugins.nudges.cleaning.store import Sent
from plugins.nudges.cleaning.tables import Cleaned
from storage import desk
from storage.base import to_ms
from storage.names import names_of
from storage.tables import Audit

WORTH = timedelta(minutes=30)
"""So long a removal may wait in the outbox: then what is known of people is too old."""
SETTLES = WORTH + timedelta(minutes=10)
"""If nobody knows by then whether somebody was removed, who is still there was not."""


async def step(course: Course) -> None:
    """See what came of those under way, and let the next ones go."""
    run, cleaning = course.run, course.cleaning
    asked = await store.people_in(run.session, cleaning.id, "asked")
    await _settle(course, asked)
    chosen = await store.people_in(run.session, cleaning.id, "chosen")
    assert cleaning.confirmed_at is not None
    if chosen and rules.was_away(cleaning.confirmed_at, run.now, course.look.gaps):
        await _ask_again(course, chosen)
        return
    course.refresh(chosen)
    going = [row for row in chosen if row.state == "chosen"]
    under_way = sum(row.state == "asked" for row in asked)
    wait = _wait(course) if going else None
    if wait is None:
        under_way += _post(course, going[: max(0, AT_ONCE - under_way)])
    if under_way or any(row.state == "chosen" for row in going):
        await course.plan(run.now + MINUTE if wait is None or under_way else wait)
    else:
        await _finish(course)


async def _settle(course: Course, asked: Sequence[Cleaned]) -> None:
    """What became of those under way; who stays after all is taken back where that is still possible."""
    run = course.run
    found = await store.sent(run.session, [row.key for row in asked])
    taken_back = dict[int, tuple[Cleaned, Stays]]()
    for row in asked:
        fate, why = found.get(row.key), course.why_stays(row)
        if fate is not None and fate.state == "waiting":
            if why is not None:
                taken_back[fate.id] = row, why
        else:
            _settle_one(run.now, row, fate, is_gone=why is Stays.LEFT)
    lost = [fate.id for row in asked if row.state == "refused" and (fate := found.get(row.key)) is not None]
    for dropped in await desk.drop(run.session, run.account_id, [*taken_back, *lost]):
        if dropped in taken_back:
            row, why = taken_back[dropped]
            if why is Stays.LEFT and found[row.key].was_tried:  # a crash hid that it was done
                row.state = "removed"
            else:
                row.state, row.why = "stays", why.value


def _settle_one(now: datetime, row: Cleaned, fate: Sent | None, *, is_gone: bool) -> None:
    assert row.asked_at is not None
    if is_gone or (fate is not None and fate.state == "sent"):
        row.state = "removed"
    elif fate is None or fate.state in ("expired", "dropped"):
        row.state, row.why = "stays", Stays.HELD.value
    elif fate.state == "failed" or now >= row.asked_at + SETTLES:
        row.state = "refused"


def _wait(course: Course) -> datetime | None:
    """Until when nobody can be removed."""
    run, group = course.run, course.group
    if group.paused_at is not None:
        return run.now + HOUR
    return quiet_until(run.batch.around.quiet_hours_of(group), run.now, course.look.zone)


def _post(course: Course, rows: Sequence[Cleaned]) -> int:
    run, cleaning = course.run, course.cleaning
    for row in rows:
        row.state, row.asked_at = "asked", run.now
        row.key = f"cleaning:{cleaning.id}:{row.person_id}:{to_ms(run.now)}"
        run.post(
            Removal(row.person_id),
            key=row.key,
            group_id=cleaning.group_id,
            priority=Priority.WELCOME,
            policy=Policy.AT_MOST_ONCE,
            expires_at=run.now + WORTH,
            cause=Cause(CAUSE, str(cleaning.id)),
        )
    run.await_answer(cleaning.group_id, [row.person_id for row in rows])
    return len(rows)


async def _ask_again(course: Course, chosen: Sequence[Cleaned]) -> None:
    """The bot was away since the word was given: somebody may have spoken unheard."""
    for row in chosen:
        row.state = "told"
    course.cleaning.state = "listed"
    words = m.WAS_AWAY(course.language, group=course.group.name, n=len(chosen))
    await course.tell(words, f"away:{to_ms(course.run.now)}")
    await course.plan(course.run.now + LAPSES)


async def _finish(course: Course) -> None:
    """Tell what came of it, and let it stand in the history."""
    run, cleaning, group, language = course.run, course.cleaning, course.group, course.language
    cleaning.state = "done"
    await run.session.flush()
    rows = await store.people_in(run.session, cleaning.id)
    named = await names_of(run.session, group.id, [row.person_id for row in rows])
    removed, refused = ([row.person_id for row in rows if row.state == each] for each in ("removed", "refused"))
    stayed = len(rows) - len(removed) - len(refused)
    others = m.THE_OTHERS(language, n=stayed) if stayed else ""
    words = m.RESULT(language, group=group.name, removed=len(removed), stayed=others)
    if refused:
        names = showing.many([named.get(each, "") for each in refused], language)
        words += "\n" + m.REFUSED(language, n=len(refused), names=names)
    await course.tell(words, "result")
    if removed:
        names = showing.many([named.get(each, "") for each in removed], language)
        place = {"account_id": cleaning.account_id, "group_id": group.id, "person_id": cleaning.by_id, "at": run.now}
        run.session.add(Audit(**place, event_id=0, command="", summary=m.REMOVED(language, names=names)))
