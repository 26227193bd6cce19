"""A plan against what there is: where each item goes, whether it can, and what is new in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import false, or_

from bot.content import Content, File, Image, Text, to_json
from bot.context import Context
from bot.errors import UserError
from bot.phrases import Language
from bot.targets import administered, chosen_groups
from bot.times.recurrence import Once, next_after
from plugins.drops import messages as drop_messages
from plugins.drops import reach, rules
from plugins.drops import showing as show
from plugins.drops.exchange import messages as m
from plugins.drops.exchange import state
from plugins.drops.exchange.fields import end_moment, short
from plugins.drops.exchange.plan import (
    News,
    Plan,
    PlannedDrop,
    PlannedIssue,
    PlannedMaterial,
    Problems,
    Queue,
    Where,
    Words,
    identity,
)
from plugins.drops.feeds import rules as feed_rules
from plugins.drops.library.rules import Pick
from plugins.drops.library.tables import Material
from plugins.drops.rules import Ending, Forever, Until
from plugins.drops.series import messages as series_messages
from plugins.drops.series import rules as series
from plugins.drops.tables import Drop
from storage.tables import Group

TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a drop goes: the groups as they are now, and the tags that chose them."""

    groups: tuple[Group, ...]
    tag: str
    zone: str


@dataclass(frozen=True, slots=True)
class NewDrop:
    """A drop to be added, with the end it shall have."""

    planned: PlannedDrop
    place: Place
    ending: Ending | None
    without: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MoreIssues:
    """Issues that a series does not have yet."""

    drop_id: int
    name: str
    issues: tuple[PlannedIssue, ...]


@dataclass(slots=True)
class Additions:
    """What importing a plan would add; `same` counts what is there already."""

    drops: list[NewDrop] = field(default_factory=list[NewDrop])
    issues: list[MoreIssues] = field(default_factory=list[MoreIssues])
    materials: list[PlannedMaterial] = field(default_factory=list[PlannedMaterial])
    same: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.drops or self.issues or self.materials)


class Places:
    """Finds the groups that a file names, each name once; at the command line nothing is chosen but by name."""

    def __init__(self, ctx: Context, *, needs_naming: bool = False) -> None:
        self._ctx, self._needs_naming = ctx, needs_naming
        self._found: dict[Where, Place | UserError] = {}
        self._by_name: dict[str, list[Group]] | None = None

    async def of(self, where: Where) -> Place:
        """The place. Raises UserError for one that is not there, or not this person's."""
        if where not in self._found:
            try:
                self._found[where] = await self._find(where)
            except UserError as error:
                self._found[where] = error
        found = self._found[where]
        if isinstance(found, UserError):
            raise found
        return found

    async def group(self, name: str) -> Group:
        """A group that the person manages, by its name or its number."""
        if self._by_name is None:
            self._by_name = {}
            for group in await self._ctx.session.scalars(await administered(self._ctx)):
                self._by_name.setdefault(group.name, []).append(group)
        found = self._by_name.get(name, [])
        if not found:
            every = [group for groups in self._by_name.values() for group in groups]
            found = [group for group in every if str(group.id) == name.lstrip("#")]
        if len(found) != 1:
            numbers = " ".join(str(group.id) for group in found)
            raise UserError(m.WHICH_GROUP if found else m.NO_SUCH_GROUP, name=short(name), numbers=numbers)
        return found[0]

    async def _find(self, where: Where) -> Place:
        ctx, groups, tag = self._ctx, self._ctx.groups, self._ctx.tag
        try:
            if where.tag:
                await reach.aim(ctx, where.tag.split())
            elif where.group:
                ctx.groups, ctx.tag = (await self.group(where.group),), ""
            elif not groups and self._needs_naming:
                raise UserError(m.NAME_A_GROUP)
            elif not groups:
                ctx.groups, ctx.tag, _ = await chosen_groups(ctx)
            tags = " ".join(ctx.tag.replace("#", " ").split())
            zone = ctx.groups[0].zone if len(ctx.groups) == 1 else None
            return Place(ctx.groups, tags, zone or ctx.services.settings.zone)
        finally:
            ctx.groups, ctx.tag = groups, tag


async def compare(ctx: Context, plan: Plan, places: Places, problems: Problems) -> Additions:
    """What is new in the plan; whatever can't be added is noted as a problem."""
    media = ctx.services.settings.media_dir
    wanted: list[NewDrop] = []
    for planned in plan.drops:
        with problems.at(planned.line):
            place = await places.of(planned.where)
            wanted.append(await _checked(ctx, planned, place, places))
    for material in plan.materials:
        with problems.at(material.line):
            _check_content(material.content, media)
    additions = Additions()
    await _compare_drops(ctx, wanted, additions, problems)
    known = {
        identity(each) for each in await state.materials_of(ctx.session, Material.owner_id == ctx.sender.id, media)
    }
    for material in plan.materials:
        if (key := identity(material)) in known:
            additions.same += 1
        else:
            known.add(key)
            additions.materials.append(material)
    _check_room(additions, problems)
    return additions


async def _compare_drops(ctx: Context, wanted: list[NewDrop], additions: Additions, problems: Problems) -> None:
    there = await state.drops_of(ctx.session, _near(ctx, wanted), ctx.now, ctx.services.settings.media_dir)
    known: dict[str, tuple[int, PlannedDrop]] = {identity(drop): (number, drop) for number, drop in there.items()}
    for new in wanted:
        placed = _as_kept(new)
        number, same = known.setdefault(identity(placed), (0, placed))
        if same is placed:
            additions.drops.append(new)
        elif number and (issues := _more_issues(placed, same)):
            with problems.at(new.planned.line):
                additions.issues.append(MoreIssues(number, _name(same), _fitting(issues, same)))
        else:
            additions.same += 1


def _near(ctx: Context, wanted: list[NewDrop]):
    """Of all drops those that go to one of the places."""
    groups = {new.place.groups[0].id for new in wanted if not new.place.tag}
    tags = {new.place.tag for new in wanted if new.place.tag}
    if not wanted:
        return false()
    theirs = or_(Drop.group_id.in_(groups), Drop.tag.in_(tags) & (Drop.author_id == ctx.sender.id))
    return (Drop.account_id == ctx.account_id) & theirs


def _as_kept(new: NewDrop) -> PlannedDrop:
    """The drop as `state` would tell it, once it is there."""
    place, planned = new.place, new.planned
    where = Where(tag=place.tag) if place.tag else Where(str(place.groups[0].id))
    title = state.title_in_file(planned.title, planned.source)
    if isinstance(planned.source, Words | Pick):
        title = title_of(planned, planned.language or "zh")
    return replace(planned, where=where, zone=planned.zone or place.zone, title=title)


def _name(drop: PlannedDrop) -> str:
    return drop.source.name if isinstance(drop.source, Queue) else drop.title


def _more_issues(planned: PlannedDrop, there: PlannedDrop) -> tuple[PlannedIssue, ...]:
    """The issues that are in one and not in the other."""
    if not (isinstance(planned.source, Queue) and isinstance(there.source, Queue)):
        return ()
    known = {_said(issue) for issue in there.source.issues}
    return tuple(issue for issue in planned.source.issues if _said(issue) not in known)


def _fitting(issues: tuple[PlannedIssue, ...], there: PlannedDrop) -> tuple[PlannedIssue, ...]:
    """The same. Raises UserError for a day of a course that has its lesson already."""
    if isinstance(there.source, Queue):
        taken = {issue.day for issue in there.source.issues if issue.day is not None}
        if taken & {issue.day for issue in issues}:
            raise UserError(m.DAY_TWICE, name=there.source.name)
    return issues


def _said(issue: PlannedIssue) -> str:
    return str([issue.day, *(to_json(content) for content in issue.contents)])


def title_of(planned: PlannedDrop, language: str) -> str:
    """What a drop is called, where nothing was said by its source or its first words."""
    match planned.source:
        case Queue(name):
            return planned.title or name
        case News(url, title):
            return title or urlsplit(url).hostname or url
        case Pick(tag):
            return planned.title or f"#{tag}"
        case Words(contents):
            return planned.title or rules.title_from(contents, "en" if language == "en" else "zh")


async def _checked(ctx: Context, planned: PlannedDrop, place: Place, places: Places) -> NewDrop:
    """The drop at its place. Raises UserError for what can't be kept."""
    language = planned.language or ctx.language
    planned = replace(planned, language=language)
    rules.title_of(planned.title)
    for contents in _contents(planned):
        for content in contents:
            _check_content(content, ctx.services.settings.media_dir)
    match planned.source:
        case Words(contents):
            rules.checked_body(contents)
            show.check(contents, language)
        case Queue():
            _check_series(planned.source, language)
        case News():
            _check_feed(planned.source, language)
        case Pick():
            pass
    without = tuple([(await places.group(name)).id for name in planned.without]) if place.tag else ()
    return NewDrop(planned, place, _ending(ctx, planned, planned.zone or place.zone), without)


def _contents(planned: PlannedDrop) -> Iterator[tuple[Content, ...]]:
    match planned.source:
        case Words(contents):
            yield contents
        case Queue(_, _, _, _, issues):
            yield from (issue.contents for issue in issues)
        case _:
            pass


def _ending(ctx: Context, planned: PlannedDrop, zone: str) -> Ending | None:
    """When it ends. Raises UserError for an end before its first time."""
    if isinstance(planned.when, Once):
        return None
    if planned.end.times is not None:
        return rules.checked_times(planned.end.times)
    is_course = isinstance(planned.source, Queue) and planned.source.starts_on is not None
    if planned.end.never or (is_course and planned.end.at is None):
        return Forever()
    first = first_of(ctx, planned, zone)
    if planned.end.at is None:
        return None if planned.starts is None else Until(rules.default_end(planned.when, first, zone))
    ending = Until(end_moment(planned.end.at, zone))
    if first > ending.at:
        raise UserError(drop_messages.ENDS_BEFORE_IT_BEGINS)
    return ending


def first_of(ctx: Context, planned: PlannedDrop, zone: str):
    """The first moment at which a drop will come."""
    after = ctx.now if planned.starts is None else max(ctx.now, planned.starts - TICK)
    first = next_after(planned.when, after, zone)
    if first is None:
        raise UserError(drop_messages.ENDS_BEFORE_IT_BEGINS)
    return first


def _check_content(content: Content, media: Path) -> None:
    """Raises UserError for a file that is not among those we keep, whatever else may be at its path."""
    if not isinstance(content, Image | File):
        if isinstance(content, Text) and not any(isinstance(part, str) and part.strip() for part in content.parts):
            raise UserError(m.NO_TEXT)
        return
    kept = (media / content.path).resolve()
    if not (kept.is_relative_to(media.resolve()) and kept.is_file()):
        raise UserError(m.NO_SUCH_FILE, name=short(content.path))


def _check_series(queue: Queue, language: Language) -> None:
    series.name_of(queue.name)
    if queue.starts_on is not None and queue.is_evergreen:
        raise UserError(series_messages.COURSE_DOES_NOT_LOOP)
    for issue in queue.issues:
        series.check(issue.contents, language)
        if queue.starts_on is not None or issue.day is not None:
            series.read_day(str(issue.day))
    days = [issue.day for issue in queue.issues if issue.day is not None]
    if len(set(days)) < len(days):
        raise UserError(m.DAY_TWICE, name=queue.name)


def _check_feed(news: News, language: Language) -> None:
    feed_rules.checked(news.template, language)
    try:
        address = urlsplit(news.url)
        is_fit = address.scheme in ("http", "https") and bool(address.hostname)
    except ValueError:
        is_fit = False
    if not is_fit:
        raise UserError(m.NO_ADDRESS, url=short(news.url))
    if not 1 <= news.most <= feed_rules.LARGEST:
        raise UserError(m.WRONG_MOST, most=feed_rules.LARGEST)


def _check_room(additions: Additions, problems: Problems) -> None:
    """One place has room for so many drops; what is there already counts when they are added."""
    counts: dict[tuple[int, str], int] = {}
    for new in additions.drops:
        place = new.place.groups[0].id if not new.place.tag else 0, new.place.tag
        counts[place] = counts.get(place, 0) + 1
    if max(counts.values(), default=0) > rules.MOST:
        with problems.at(0):
            raise UserError(drop_messages.TOO_MANY, most=rules.MOST)


__all__ = ["Additions", "MoreIssues", "NewDrop", "Place", "Places", "compare", "first_of", "title_of"]
