"""What came of nudges: who spoke within two hours, and how that leaves the group's ladder."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.scheduler.jobs import Batch
from plugins.nudges import store
from plugins.nudges.hearing import Gap, gaps_of
from plugins.nudges.looking import Seen, View
from plugins.nudges.rules import LOOKS_BACK, SPEAKERS, STOPS_AT
from plugins.nudges.store import Fate
from plugins.nudges.tables import Ladder, Nudge, NudgedPerson
from storage.base import to_ms
from storage.bulk import update_many
from storage.engine import Session

PENDING = frozenset({"waiting", "sending"})
WENT = frozenset({"sent", "unknown"})
"""What may have arrived counts as if it had."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known of a nudge now: when it went out, None if it never did; who spoke, None where nobody heard."""

    nudge: Nudge
    sent_at: datetime | None
    speakers: frozenset[int] | None

    @property
    def has_worked(self) -> bool | None:
        """Whether enough people spoke; None where that says nothing of what nudges do."""
        if self.sent_at is None or self.speakers is None or self.nudge.is_held_out:
            return None
        return len(self.speakers) >= SPEAKERS


async def find(view: View) -> list[Outcome]:
    """The nudges of which it is known by now what came of them."""
    open_ones = await store.unsettled(view.session, view.account_id)
    if not open_ones:
        return []
    fates = await store.fates(view.session, [each for each in open_ones if not each.is_held_out])
    ended = [(each, sent_at) for each in open_ones for sent_at in _sent(each, fates.get(each.id, ()))]
    over = [(each, at) for each, at in ended if at is not None and at + LOOKS_BACK <= view.now]
    never = [Outcome(each, None, None) for each, at in ended if at is None]
    return never + await _measured(view, over) if over else never


def _sent(nudge: Nudge, fates: Sequence[Fate]) -> list[datetime | None]:
    """When it went out, or None when it never did; nothing while that is open."""
    if nudge.is_held_out:
        return [nudge.sent_at]
    if any(fate.state in PENDING for fate in fates):
        return []
    went = [fate.at or nudge.at for fate in fates if fate.state in WENT]
    return [min(went, default=None)]


async def _measured(view: View, over: Sequence[tuple[Nudge, datetime]]) -> list[Outcome]:
    groups = {nudge.group_id for nudge, _ in over}
    first, last = min(at for _, at in over), max(at for _, at in over) + LOOKS_BACK
    bot = await store.itself(view.session, view.account_id)
    said = await store.said(view.session, view.account_id, groups, first, last)
    gaps = await gaps_of(view.session, view.account_id, first)
    found: list[Outcome] = []
    for nudge, at in over:
        spoke = {who for group, who, when in said if group == nudge.group_id and at < when <= at + LOOKS_BACK}
        found.append(Outcome(nudge, at, _heard(frozenset(spoke - {bot}), at, gaps)))
    return found


def _heard(speakers: frozenset[int], at: datetime, gaps: Iterable[Gap]) -> frozenset[int] | None:
    """Too few where something was not heard are not known to be too few."""
    has_missed = any(gap.since < at + LOOKS_BACK and gap.until > at for gap in gaps)
    return None if has_missed and len(speakers) < SPEAKERS else speakers


def applied(
    seen: Sequence[Seen], outcomes: Iterable[Outcome], now: datetime
) -> tuple[list[Seen], list[tuple[Seen, Outcome]]]:
    """How groups stand once that is known, and those that are left alone from now on."""
    worked = {each.nudge.group_id: each for each in outcomes if each.has_worked is not None}
    never = {each.nudge.id for each in outcomes if each.sent_at is None}
    found: list[Seen] = []
    stopping: list[tuple[Seen, Outcome]] = []
    for each in seen:
        standing, outcome = each.standing, worked.get(each.group.id)
        if standing.last is not None and standing.last.nudge_id in never:
            standing = replace(standing, last=None)
        if outcome is not None:
            failures = climbed(standing.failures, outcome)
            stopped = now if failures >= STOPS_AT else None
            standing = replace(standing, failures=failures, stopped_at=standing.stopped_at or stopped)
            if stopped is not None and each.standing.stopped_at is None:
                stopping.append((each._replace(standing=standing), outcome))
        found.append(each._replace(standing=standing))
    return found, stopping


def climbed(failures: int, outcome: Outcome) -> int:
    """How many in a row have failed after this one."""
    return 0 if outcome.has_worked else failures + 1


async def settle(batch: Batch, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Write it down, once for each nudge, in few statements: others wait for the writer."""
    open_ones = await store.still_unsettled(batch.session, [outcome.nudge.id for outcome in outcomes])
    fresh = [outcome for outcome in outcomes if outcome.nudge.id in open_ones]
    if not fresh:
        return
    rows = [(to_ms(now), _ms(each.sent_at), _number(each.speakers), each.nudge.id) for each in fresh]
    await update_many(batch.connection, Nudge, ("id",), ("settled_at", "sent_at", "speakers"), rows)
    heard = {each.nudge.id: each.speakers for each in fresh if each.speakers is not None}
    people = await store.people(batch.session, list(heard))
    answered = [(person in heard[nudge], nudge, person) for nudge, person in people]
    await update_many(batch.connection, NudgedPerson, ("nudge_id", "person_id"), ("has_answered",), answered)
    await _climb(batch.session, [each for each in fresh if each.has_worked is not None], now)


def _ms(at: datetime | None) -> int | None:
    return None if at is None else to_ms(at)


def _number(speakers: frozenset[int] | None) -> int | None:
    return None if speakers is None else len(speakers)


async def _climb(session: Session, outcomes: Sequence[Outcome], now: datetime) -> None:
    ladders = dict(await store.ladders(session, [outcome.nudge.group_id for outcome in outcomes]))
    for outcome in outcomes:
        group_id = outcome.nudge.group_id
        if group_id not in ladders:
            ladders[group_id] = Ladder(group_id=group_id, failures=0)
            session.add(ladders[group_id])
        ladder = ladders[group_id]
        ladder.failures = climbed(ladder.failures, outcome)
        if ladder.failures >= STOPS_AT and ladder.stopped_at is None:
            ladder.stopped_at = now
    await session.flush()
