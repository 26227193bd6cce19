"""A cleaning as it goes on by itself: waiting for people's words, and telling who was not heard from."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from bot.scheduler import JobRun
from plugins.nudges.cleaning import messages as m
from plugins.nudges.cleaning import removing, rules, showing, store
from plugins.nudges.cleaning.course import Course
from plugins.nudges.cleaning.rules import HOUR, LAPSES, Stays
from plugins.nudges.cleaning.tables import Cleaned, Cleaning

LOOKS_AGAIN = 6 * HOUR


async def go(run: JobRun) -> None:
    """Do what the cleaning needs now."""
    cleaning = await run.session.get(Cleaning, run.args["cleaning"])
    course = None if cleaning is None else await Course.of(run, cleaning)
    if course is None:
        return
    match course.cleaning.state:
        case "told":
            await _wait(course)
        case "listed":
            await _lapse(course)
        case "removing":
            await removing.step(course)
        case _:
            pass


async def _wait(course: Course) -> None:
    """List who was not heard from, once everybody has really been told and had their days."""
    rows = await store.people_in(course.run.session, course.cleaning.id, "told")
    ends = await _ends(course, rows)
    if ends is not None:
        await course.plan(ends)
        return
    course.refresh(rows)
    await course.run.session.flush()
    await _list(course, [row for row in rows if row.state == "told"])


async def _ends(course: Course, rows: Sequence[Cleaned]) -> datetime | None:
    """When the last of them will have had their days; None when all have. Whom no notice reached stays."""
    run, cleaning = course.run, course.cleaning
    batches = defaultdict[int, list[Cleaned]](list)
    for row in rows:
        batches[row.batch].append(row)
    notices = await store.sent(run.session, [store.notice_key(cleaning.id, batch) for batch in batches])
    ends = list[datetime]()
    for batch, people in batches.items():
        notice = notices.get(store.notice_key(cleaning.id, batch))
        if notice is not None and notice.sent_at is not None:
            left = rules.left_of_stay(notice.sent_at, cleaning.stay_days, run.now, course.look.gaps)
            ends += [run.now + left] if left else []
        elif notice is not None and notice.state in ("waiting", "sending"):
            ends.append(run.now + LOOKS_AGAIN)
        else:
            for row in people:
                row.state, row.why = "stays", Stays.UNTOLD.value
    return max(ends, default=None)


async def _list(course: Course, rows: Sequence[Cleaned]) -> None:
    cleaning, language = course.cleaning, course.language
    counts = await store.count_in(course.run.session, cleaning.id)
    asked = sum(counts.values())
    if not rows:
        cleaning.state = "done"
        await course.tell(m.EVERYBODY_STAYS(language, group=course.group.name, asked=asked), "list")
        return
    cleaning.state = "listed"
    people = [course.here[row.person_id] for row in rows]
    lines = showing.lines(people, course.look, cleaning.days, language)
    values = {"asked": asked, "stayed": counts.get("stays", 0), "n": len(rows), "number": people[0].person_id}
    await course.tell(m.LIST(language, group=course.group.name, lines=lines, **values), "list")
    await course.plan(course.run.now + LAPSES)


async def _lapse(course: Course) -> None:
    """Nobody wanted it."""
    await store.let_go(course.run.session, course.cleaning)
