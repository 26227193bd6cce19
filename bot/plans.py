"""What is coming in a group, whoever plans it: so that one plan can mind another, and an owner see all of them."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from bot.phrases import Phrase

if TYPE_CHECKING:
    from bot.context import Context


class Plan(NamedTuple):
    """Something that is to be said in the groups at hand, or in some of them."""

    at: datetime
    kind: Phrase
    number: int
    title: str


Plans = Callable[["Context", datetime, datetime], Awaitable[Sequence[Plan]]]
"""What a plugin has for the groups at hand after one moment and up to another, in any order."""


async def coming(ctx: "Context", start: datetime, end: datetime) -> list[Plan]:
    """All that is to be said in the groups at hand, in order of time."""
    found = [plan for plugin in ctx.services.router.plugins for plan in await _of(plugin.plans, ctx, start, end)]
    return sorted(found, key=lambda plan: plan.at)


async def _of(plans: Plans | None, ctx: "Context", start: datetime, end: datetime) -> Sequence[Plan]:
    return () if plans is None else await plans(ctx, start, end)
