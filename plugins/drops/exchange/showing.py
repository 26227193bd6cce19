"""How an import is shown before it is done, and what is wrong with a file."""

from collections.abc import Sequence

from bot.audience import tag_shown
from bot.context import Context
from bot.phrases import Language
from bot.times.moments import shown
from plugins.drops.exchange import messages as m
from plugins.drops.exchange.checking import NewDrop, first_of, title_of
from plugins.drops.exchange.placing import Additions
from plugins.drops.exchange.plan import Plan, PlannedDrop, PlannedMaterial, Problem, Queue

SHOWN = 10


def preview(ctx: Context, name: str, plan: Plan, additions: Additions) -> str:
    """What would be added: how much of each, the first ones with their next time, and what is left out."""
    zones = {_zone(new) for new in additions.drops}
    head = ctx.t(m.ZONE, zone=zones.pop()) if len(zones) == 1 else ""
    drops = [_line(ctx, new, with_zone=bool(zones)) for new in additions.drops[:SHOWN]]
    issues = [ctx.t(m.LINE_ISSUES, name=more.name, n=len(more.issues)) for more in additions.issues[:SHOWN]]
    left = len(additions.drops) - len(drops) + len(additions.issues) - len(issues)
    return ctx.t(
        m.PREVIEW,
        name=name,
        what=added(ctx, additions),
        lines=head + "\n".join([*drops, *issues]),
        more=ctx.t(m.AND_MORE, n=left) if left else "",
        notes=notes(ctx, plan, additions),
    )


def notes(ctx: Context, plan: Plan, additions: Additions) -> str:
    """What of the file is left out, and why."""
    same = ctx.t(m.SAME, n=additions.same) if additions.same and not additions.is_empty else ""
    passed = ctx.t(m.PASSED, n=plan.passed) if plan.passed else ""
    ignored = ctx.t(m.IGNORED, names=ctx.t(m.AND).join(plan.ignored[:SHOWN])) if plan.ignored else ""
    return same + passed + ignored


def wrong(ctx: Context, name: str, problems: Sequence[Problem], most: int = SHOWN) -> str:
    """All that is wrong with a file, the first ones by line."""
    lines = "\n".join(problem.text(ctx.language) for problem in problems[:most])
    more = ctx.t(m.MORE_WRONG, n=len(problems) - most) if len(problems) > most else ""
    return ctx.t(m.WRONG, name=name, n=len(problems), lines=lines, more=more)


def amount(language: Language, drops: Sequence[PlannedDrop], issues: int, materials: Sequence[PlannedMaterial]) -> str:
    """Such as 498 条投放、12 期栏目."""
    issues += sum(len(drop.source.issues) for drop in drops if isinstance(drop.source, Queue))
    counts = (m.SO_MANY_DROPS, len(drops)), (m.SO_MANY_ISSUES, issues), (m.SO_MANY_MATERIALS, len(materials))
    return m.AND(language).join(phrase(language, n=n) for phrase, n in counts if n)


def added(ctx: Context, additions: Additions) -> str:
    """The same of what is new."""
    return amount(ctx.language, [new.planned for new in additions.drops], _issues(additions), additions.materials)


def _issues(additions: Additions) -> int:
    return sum(len(more.issues) for more in additions.issues)


def _line(ctx: Context, new: NewDrop, *, with_zone: bool) -> str:
    zone, place = _zone(new), new.place
    at = shown(first_of(ctx, new.planned, zone), zone, ctx.language) + (f" ({zone})" if with_zone else "")
    where = ctx.t(m.GROUPS, tag=tag_shown(place.tag), n=len(place.groups)) if place.tag else place.groups[0].name
    paused = ctx.t(m.LINE_PAUSED) if new.planned.is_paused else ""
    return ctx.t(m.LINE, at=at, title=title_of(new.planned, ctx.language), where=where, paused=paused)


def _zone(new: NewDrop) -> str:
    return new.planned.zone or new.place.zone
