"""What is coming in a group, whoever plans it: so that one plan can mind another, and an owner see all of them."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from bot.pages import Go
from bot.phrases import Phrase

if TYPE_CHECKING:
    from bot.audience import View
    from storage.engine import ReadSession
    from storage.tables import Group


class Deed(NamedTuple):
    """What can be done about a plan: a word for it, and the command, with `{n}` for the plan's number."""

    label: Phrase
    command: Phrase
    grave: bool = False


class Plan(NamedTuple):
    """Something that is to be said in the groups at hand, or in some of them.

    `deeds` are an owner's; `more` leads to the page that has all about it, its text left to whoever shows it;
    `moved_from` is when it was to come before somebody moved it.
    """

    at: datetime
    kind: Phrase
    number: int
    title: str
    deeds: Sequence[Deed] = ()
    more: Go | None = None
    moved_from: datetime | None = None


Plans = Callable[["View", datetime, datetime], Awaitable[Sequence[Plan]]]
"""What a plugin has for the groups at hand after one moment and up to another, in any order."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The view of a job, which has no context."""

    session: "ReadSession"
    account_id: int
    operators: frozenset[str]
    groups: Sequence["Group"]


async def coming(every: Iterable[Plans], view: "View", start: datetime, end: datetime) -> list[Plan]:
    """All that is to be said in the groups at hand, whoever plans it, in order of time."""
    found = [plan for plans in every for plan in await plans(view, start, end)]
    return sorted(found, key=lambda plan: plan.at)
