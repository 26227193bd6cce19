"""How series and what is in line are shown."""

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot import audience
from bot.content import Content, from_json
from bot.context import Context
from bot.errors import Refusal, UserError
from bot.pages import Look
from bot.times.moments import shown, shown_with_zone
from bot.times.recurrence import to_utc
from plugins.drops import store as drops
from plugins.drops.library.rules import gist
from plugins.drops.outlook import fires_of, outlook
from plugins.drops.series import messages as m
from plugins.drops.series import rules, store
from plugins.drops.series.finding import Found
from plugins.drops.series.tables import Issue, Series
from plugins.drops.slots import Filling, Place
from plugins.drops.tables import Drop
from storage.tables import Schedule

FORESEEN = 60
"""So many issues ahead it is told when each comes."""
NOON = time(12)


async def all_of(ctx: Context, visible: Sequence[Found], page: int) -> str:
    """One page of series, each on a line. Raises UserError for a page there is not."""
    if not visible:
        raise Refusal(m.NONE_YET)
    pages = _pages(len(visible), page)
    found = visible[(page - 1) * rules.PAGE : page * rules.PAGE]
    ids = [series.id for _, series in found]
    left, lessons = await store.left(ctx.session, ids), await store.lessons(ctx.session, ids)
    names = await store.group_names(ctx.session, [drop for drop, _ in found])
    lines: list[str] = []
    for drop, series in found:
        is_queue = series.starts_on is None
        n = (left if is_queue else lessons).get(series.id, 0)
        one = names.get(drop.group_id or 0, "") if ctx.here is None else ""
        where = f"#{audience.tag_shown(drop.tag)}" if drop.tag else one
        what = ctx.t(m.LEFT if is_queue else m.LESSONS, n=n)
        lines.append(await _line(ctx, drop, series, [where, what]))
    foot = ctx.t(m.NEXT_PAGE, page=page + 1) if page < pages else ctx.t(m.HOW_TO_SEE, name=found[0][1].name)
    return ctx.t(m.LIST, n=len(visible), page=_of_pages(ctx, page, pages), lines="\n".join(lines), foot=foot)


async def line_of(ctx: Context, drop: Drop, series: Series, page: int) -> str:
    """What is in line, each with its place and about when it comes."""
    total = await store.how_many(ctx.session, series)
    pages = _pages(max(total, 1), page)
    start = (page - 1) * rules.PAGE
    issues = await store.in_order(ctx.session, series, start, rules.PAGE)
    schedule = await drops.schedule_of(ctx.session, drop)
    if series.starts_on is not None:
        lines = [_lesson(ctx, series.starts_on, issue) for issue in issues]
    else:
        times = moments(schedule, start + rules.PAGE)[start:] if start < FORESEEN else []
        lines = [_issue(ctx, start + n, issue, times[n : n + 1]) for n, issue in enumerate(issues)]
    foot = (
        ctx.t(m.MORE_ISSUES, name=series.name, page=page + 1)
        if page < pages
        else ctx.t(m.HOW_TO_CHANGE, name=series.name)
    )
    return ctx.t(
        m.SHOWN,
        name=series.name,
        number=drop.id,
        marks=marks(ctx, drop, series),
        when=await outlook(ctx, drop),
        lines="\n".join(lines) or ctx.t(m.EMPTY),
        foot=foot,
    )


async def comes(ctx: Context, drop: Drop, series: Series, issue: Issue) -> str:
    """About when an issue in line goes out."""
    if series.starts_on is not None and issue.course_day is not None:
        day = rules.day_at(series.starts_on, issue.course_day)
        if day < ctx.now.astimezone(ZoneInfo(ctx.zone)).date():
            return ctx.t(m.IS_PAST)
        return lesson_day(ctx, series.starts_on, issue.course_day)
    place = [each.id for each in await store.in_order(ctx.session, series, size=FORESEEN)]
    times = moments(await drops.schedule_of(ctx.session, drop), FORESEEN)
    if issue.id not in place or len(times) <= place.index(issue.id):
        return ctx.t(m.COMES_NOT)
    at = shown(times[place.index(issue.id)], ctx.zone, ctx.language)
    return ctx.t(m.COMES, at=at, zone=ctx.zone)


def as_posted(ctx: Context | Look, drop: Drop, series: Series, issue: Issue, place: int) -> tuple[Content, ...]:
    """The issue at a place in line as the first of the groups at hand would see it today."""
    group, is_course = ctx.groups[0], series.starts_on is not None
    contents = [from_json(content) for content in issue.contents]
    number = place if is_course else series.served + place
    today = ctx.now.astimezone(ZoneInfo(group.zone or ctx.zone)).date()
    values = {"issue": str(number), "series": series.name}
    titled = rules.titled(contents, ctx.language, is_course=is_course)
    here = Place(group.name, group.member_count, today, drop.served + 1, drop.served + 1)
    return Filling(titled, ctx.language, rules.SLOTS, values).at(here)


def moments(schedule: Schedule | None, most: int) -> list[datetime]:
    """The next times of a schedule."""
    if schedule is None or schedule.paused_at is not None:
        return []
    due, found = schedule.next_due_at, list[datetime]()
    fires = fires_of(schedule)
    most = most if schedule.remaining is None else min(most, schedule.remaining)
    while due is not None and len(found) < most and (schedule.ends_at is None or due <= schedule.ends_at):
        found.append(due)
        due = fires(due)
    return found


async def _line(ctx: Context, drop: Drop, series: Series, facts: Sequence[str]) -> str:
    told = ctx.t(m.BETWEEN).join(fact for fact in (*facts, await outlook(ctx, drop)) if fact)
    return ctx.t(m.LINE, number=drop.id, name=series.name, marks=marks(ctx, drop, series), told=told)


def marks(ctx: Context | Look, drop: Drop, series: Series) -> str:
    """Whether it begins again, and whether it is promo."""
    loops = ctx.t(m.MARK_LOOPS) if series.is_evergreen else ""
    return loops + (ctx.t(m.MARK_PROMO) if drop.is_promo else "")


def _issue(ctx: Context, n: int, issue: Issue, at: Sequence[datetime]) -> str:
    when = ctx.t(m.AT, at=shown(at[0], ctx.zone, ctx.language)) if at else ""
    return ctx.t(m.ISSUE, place=n + 1, at=when, what=gist_of(ctx, issue))


def _lesson(ctx: Context, starts_on: int, issue: Issue) -> str:
    day = issue.course_day or 0
    when = ctx.t(m.AT, at=lesson_day(ctx, starts_on, day))
    what = gist_of(ctx, issue) + (ctx.t(m.WENT_OUT) if issue.posted_at is not None else "")
    return ctx.t(m.LESSON, place=day, at=when, what=what)


def lesson_day(ctx: Context | Look, starts_on: int, day: int) -> str:
    """The date of a course's day, with weekday."""
    noon = to_utc(datetime.combine(rules.day_at(starts_on, day), NOON), ctx.zone)
    return shown(noon, ctx.zone, ctx.language).rpartition(" ")[0]


def first_day(ctx: Context, starts_on: int) -> str:
    """The first day of a course, with weekday and zone."""
    noon = to_utc(datetime.combine(rules.date_of(starts_on), NOON), ctx.zone)
    day, _, zone = shown_with_zone(noon, ctx.zone, ctx.language).rpartition(" 12:00")
    return day + zone


def gist_of(ctx: Context | Look, issue: Issue) -> str:
    """What is in it, in a few words."""
    return " ".join(gist(from_json(content), ctx.language) for content in issue.contents)


def _pages(total: int, page: int) -> int:
    pages = -(-total // rules.PAGE)
    if not 1 <= page <= pages:
        raise UserError(m.NO_SUCH_PAGE, pages=pages)
    return pages


def _of_pages(ctx: Context, page: int, pages: int) -> str:
    return ctx.t(m.PAGE_OF, page=page, pages=pages) if pages > 1 else ""
