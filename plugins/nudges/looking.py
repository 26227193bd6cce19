"""Groups as they are now: all that decides whether they may be woken."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from bot import group_settings
from bot.plans import Sight, coming
from bot.scheduler.jobs import Surroundings
from plugins.nudges import store
from plugins.nudges.rules import APART, NotNow, Silence, Standing, may_nudge
from plugins.nudges.settings import Nudging
from plugins.nudges.silence import silences
from storage.engine import ReadSession
from storage.tables import Group

NEVER_HEARD = Silence(None, False)


class View(NamedTuple):
    """From where groups are looked at."""

    session: ReadSession
    account_id: int
    now: datetime
    zone: str
    around: Surroundings


class Seen(NamedTuple):
    """A group, and how it stands."""

    group: Group
    standing: Standing


async def look(view: View, groups: Sequence[Group]) -> list[Seen]:
    """How groups stand, but for what is planned in them."""
    ids = [group.id for group in groups]
    return await look_with(view, groups, await group_settings.load_each(view.session, ids, Nudging))


async def look_with(view: View, groups: Sequence[Group], settings: Mapping[int, Nudging]) -> list[Seen]:
    """The same with the settings of exactly these groups."""
    session, ids = view.session, list(settings)
    silent = await silences(session, view.account_id, settings, view.now, view.zone)
    ladders, tries = await store.ladders(session, ids), await store.last_tries(session, ids, view.now)
    served = await store.servings(session, ids)
    return [
        Seen(
            group,
            Standing(
                settings=settings[group.id],
                zone=group.zone or view.zone,
                quiet_hours=view.around.quiet_hours_of(group),
                is_paused=group.paused_at is not None or group.left_at is not None,
                failures=ladder.failures if ladder else 0,
                stopped_at=ladder.stopped_at if ladder else None,
                last=tries.get(group.id),
                silence=silent.get(group.id, NEVER_HEARD),
                served_at=served.get(group.id),
            ),
        )
        for group in groups
        for ladder in (ladders.get(group.id),)
    ]


async def judge(view: View, seen: Seen) -> NotNow | None:
    """What speaks against waking a group now, the plans of others among it."""
    reason = may_nudge(seen.standing, view.now)
    return reason or may_nudge(await with_plans(view, seen), view.now)


async def undisturbed(view: View, seen: Sequence[Seen]) -> list[Seen]:
    """Those of the groups against which only plans might speak that have none; mostly one question is enough."""
    if not seen or await _first_planned(view, [each.group for each in seen]) is None:
        return list(seen)
    return [each for each in seen if await judge(view, each) is None]


async def with_plans(view: View, seen: Seen) -> Standing:
    """How a group stands, with what others will say there soon."""
    return replace(seen.standing, planned_at=await _first_planned(view, [seen.group]))


async def _first_planned(view: View, groups: Sequence[Group]) -> datetime | None:
    sight = Sight(view.session, view.account_id, view.around.operators, groups)
    ahead = await coming(view.around.plans, sight, view.now, view.now + APART)
    return ahead[0].at if ahead else None
