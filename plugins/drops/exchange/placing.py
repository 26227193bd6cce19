"""A plan against what there is: where each item goes, whether it can, and what is new in it."""

from dataclasses import dataclass, field, replace

from sqlalchemy import false, or_

from bot.content import to_json
from bot.context import Context
from bot.errors import UserError
from plugins.drops import messages as drop_messages
from plugins.drops import rules
from plugins.drops import showing as show
from plugins.drops.exchange import messages as m
from plugins.drops.exchange import state
from plugins.drops.exchange.checking import NewDrop, check_content, checked, title_of
from plugins.drops.exchange.places import Places
from plugins.drops.exchange.plan import (
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
from plugins.drops.library import messages as library_messages
from plugins.drops.library import rules as library
from plugins.drops.library.rules import Pick
from plugins.drops.library.tables import Material
from plugins.drops.tables import Drop


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


async def compare(ctx: Context, plan: Plan, places: Places, problems: Problems) -> Additions:
    """What is new in the plan; whatever can't be added is noted as a problem."""
    media = ctx.services.settings.media_dir
    wanted: list[NewDrop] = []
    for planned in plan.drops:
        with problems.at(planned.line):
            place = await places.of(planned.where)
            wanted.append(await checked(ctx, planned, place, places))
    for material in plan.materials:
        with problems.at(material.line):
            check_content(material.content, media)
            rules.checked_body((material.content,))
            show.check((material.content,), ctx.language)
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
    if len(known) > library.MOST:
        with problems.at(0):
            raise UserError(library_messages.TOO_MANY, most=library.MOST)
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


def _check_room(additions: Additions, problems: Problems) -> None:
    """One place has room for so many drops; what is there already counts when they are added."""
    counts: dict[tuple[int, str], int] = {}
    for new in additions.drops:
        place = new.place.groups[0].id if not new.place.tag else 0, new.place.tag
        counts[place] = counts.get(place, 0) + 1
    if max(counts.values(), default=0) > rules.MOST:
        with problems.at(0):
            raise UserError(drop_messages.TOO_MANY, most=rules.MOST)
