"""How scheduled content and the outbox meet: what is due is judged by what its group has had, what went is noted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.outbox.flights import Landing
from bot.outbox.pacing import REMEMBERED, Held, Hold, PacingRules, hours_of, quiet_until
from bot.serving import Over, Serving, Standing, Wait, Wanted, judge, moment_of
from bot.times.localday import local_day
from storage import servings as table
from storage.base import from_ms, to_ms
from storage.bulk import Row
from storage.echoes import Candidate
from storage.outbox import Queued
from storage.servings import Gone, Had
from storage.tables import Group, Outbox

NEW = Standing()


class Settled(NamedTuple):
    """What became of a message of scheduled content under a lease."""

    id: int
    lease: str
    group_id: int
    zone: str | None
    key: str
    serving: str
    is_known: bool
    """Sent for sure; otherwise it may have been."""


class Served:
    """The account's memory of what waits: groups with a promo that wants value, moments that go as a whole."""

    def __init__(self, account_id: int, rules: PacingRules) -> None:
        self._account_id, self._rules = account_id, rules
        self._waiting: set[int] = set()
        self._moments: dict[str, Wait] = {}

    async def open(self, connection: AsyncConnection, now: datetime) -> None:
        """Take up what a crash left, before it is marked as unknown."""
        lost = [Settled(*row, is_known=False) for row in await table.left_by_crash(connection, self._account_id)]
        await self.note(connection, list({each.group_id: each for each in lost}.values()), now)
        self._waiting = await table.groups_waiting(connection, self._account_id)

    async def standings(self, connection: AsyncConnection, rows: Sequence[Queued]) -> Mapping[int, Standing]:
        """How the groups stand that scheduled content among these rows is for."""
        groups = {row.group_id for row in rows if row.serving and row.group_id is not None}
        return await _standings(connection, groups) if groups else {}

    def verdict(self, row: Queued, standings: Mapping[int, Standing], now: datetime) -> Wait | Over | None:
        """What keeps a row from its group because of what that has had."""
        if not row.serving or row.group_id is None:
            return None
        moment = moment_of(row.key)
        first = self._moments.get(moment)
        if first is not None and first.until > now and row.key != moment:
            return first
        verdict = judge(self._wanted(row), standings.get(row.group_id, NEW), now)
        if isinstance(verdict, Wait) and (morning := self._morning(row.quiet_hours, row.zone, now)):
            verdict = replace(verdict, until=min(max(verdict.until, morning), verdict.end))
        self._remember(moment, row.group_id, verdict, now)
        return verdict

    def _remember(self, moment: str, group_id: int, verdict: Wait | Over | None, now: datetime) -> None:
        if not isinstance(verdict, Wait):
            self._moments.pop(moment, None)
            return
        self._moments[moment] = verdict
        if verdict.why == "ratio":
            self._waiting.add(group_id)
        if len(self._moments) > REMEMBERED:
            self._moments = {each: wait for each, wait in self._moments.items() if wait.until > now}

    async def note(self, connection: AsyncConnection, settled: Sequence[Settled], now: datetime) -> None:
        """Remember what went, in the transaction that says so; what waited for it is looked at again."""
        if not settled:
            return
        now_ms = to_ms(now)
        gone = [_gone(each, local_day(now_ms, each.zone or self._rules.zone)) for each in settled]
        await table.note(connection, gone, now_ms)
        values = {each.group_id for each in settled if each.is_known and each.serving == "value"}
        await self._release(connection, values, now_ms)

    async def proven(self, connection: AsyncConnection, found: Candidate, now: datetime) -> None:
        """A message that may have been sent has been."""
        if found.is_unproven_value and found.group_id is not None and found.key == moment_of(found.key):
            await table.proven(connection, found.id, found.group_id)
            await self._release(connection, {found.group_id}, to_ms(now))

    async def hold_of(self, connection: AsyncConnection, row: Outbox, group: Group, now: datetime) -> Hold | None:
        """What a waiting message of scheduled content waits for at this moment."""
        if not row.serving or row.due_at > now:
            return None
        ready = self._morning(group.quiet_hours, group.zone, row.due_at) or row.due_at
        wanted = Wanted(row.key, row.serving == "promo", row.is_must, ready, row.expires_at)
        standing = (await _standings(connection, {group.id})).get(group.id, NEW)
        verdict = judge(wanted, standing, now)
        return Hold(verdict.end, Held(verdict.why), lacking=verdict.lacking) if isinstance(verdict, Wait) else None

    def _wanted(self, row: Queued) -> Wanted:
        due_at = from_ms(row.due_at)
        ready = self._morning(row.quiet_hours, row.zone, due_at) or due_at
        expires_at = None if row.expires_at is None else from_ms(row.expires_at)
        return Wanted(row.key, row.serving == "promo", bool(row.is_must), ready, expires_at)

    def _morning(self, quiet_hours: str | None, zone: str | None, at: datetime) -> datetime | None:
        """When a group's quiet hours are over, if that moment lies in them: nobody talks, and nothing is posted."""
        hours = self._rules.quiet_hours if quiet_hours is None else hours_of(quiet_hours)
        return quiet_until(hours, at, zone or self._rules.zone)

    async def _release(self, connection: AsyncConnection, groups: Collection[int], now_ms: int) -> None:
        if waiting := self._waiting.intersection(groups):
            await table.release(connection, self._account_id, waiting, now_ms)


def went(landed: Sequence[Landing], rows: Sequence[Row]) -> list[Settled]:
    """The scheduled content that was sent, or may have been, of what has landed and what became of it."""
    return [
        Settled(row.id, flight.lease, row.group_id, row.zone, row.key, row.serving, state == "sent")
        for (flight, _), (state, *_) in zip(landed, rows, strict=True)
        if (row := flight.row).serving and row.group_id is not None and state in ("sent", "unknown")
    ]


def patience_of(row: Queued) -> str | None:
    """What is remembered of a message that was sent: that it was for talk it had waited."""
    return Held.FATIGUE.value if row.reason == Held.FATIGUE else None


async def _standings(connection: AsyncConnection, groups: Collection[int]) -> Mapping[int, Standing]:
    return {group_id: _standing(each) for group_id, each in (await table.had(connection, groups)).items()}


def _standing(had: Had) -> Standing:
    default = Serving()
    rules = Serving(default.ratio if had.ratio is None else had.ratio, default.talk if had.talk is None else had.talk)
    last_at = None if had.last_ms is None else from_ms(had.last_ms)
    return Standing(rules, last_at, had.last_key, had.values, had.said)


def _gone(settled: Settled, day: int) -> Gone:
    moment, is_promo = moment_of(settled.key), settled.serving == "promo"
    counts = settled.is_known and not is_promo and settled.key == moment
    return Gone(settled.id, settled.lease, settled.group_id, day, moment, is_promo, counts)
