"""Weeks of people who invite, come, speak, go and come back, with crashes: what has counted is right."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select

from storage.invitations import Counted
from storage.tables import Person
from tests.world import GroupChat, World, open_world

WEEK = timedelta(days=7)
SURELY = timedelta(days=10)
"""Who has stayed and spoken so long has been there at a count that was not late, or at the one after."""


@dataclass(slots=True)
class First:
    """Somebody's first time in the group."""

    joined_at: datetime
    inviter: str
    spoke_at: datetime | None = None
    left_at: datetime | None = None

    def may_count(self, now: datetime) -> bool:
        """Not before they have stayed and spoken."""
        return bool(self.inviter) and self.spoke_at is not None and (self.left_at or now) - self.joined_at >= WEEK

    def must_count(self, now: datetime) -> bool:
        """After some more days, at the latest."""
        if not self.may_count(now) or self.spoke_at is None or self.spoke_at - self.joined_at > timedelta(days=28):
            return False
        end = self.left_at or now
        return end - self.joined_at >= SURELY and end - self.spoke_at >= timedelta(days=3)


class Weeks:
    """One group, and what was done in it."""

    def __init__(self, group: GroupChat, seed: int) -> None:
        self.group, self.dice = group, Random(seed)
        self.firsts: dict[str, First] = {}
        self.here = list(group.people)
        self.gone: list[str] = []

    async def day(self) -> None:
        """Some come, some speak, one goes, one comes back; now and then the bot is away for a while."""
        dice, world = self.dice, self.group.world
        for _ in range(dice.randrange(4)):
            name, inviter = f"客{len(self.firsts)}", dice.choice([*self.here, ""])
            await self.group.joins(name, inviter=inviter)
            self.firsts[name] = First(world.clock.now(), inviter)
            self.here.append(name)
            await world.advance(minutes=dice.randrange(200))
        for name in dice.sample(self.here, min(len(self.here), 5)):
            await self.group[name].says("说句话")
            if (first := self.firsts.get(name)) is not None and first.left_at is None and first.spoke_at is None:
                first.spoke_at = world.clock.now()
        await self._come_and_go()
        down = dice.choice([0, 0.5, 3, 11, 40]) if dice.random() < 0.25 else None
        if down is not None:
            await world.crash(hours=down)
        await world.advance(hours=max(dice.randrange(8, 20), (down or 0) + 0.1))

    async def _come_and_go(self) -> None:
        guests = [name for name in self.here if name in self.firsts]
        if guests and self.dice.random() < 0.5:
            name = self.dice.choice(guests)
            await self.group.leaves(name)
            self.here.remove(name)
            self.gone.append(name)
            self.firsts[name].left_at = self.firsts[name].left_at or self.group.world.clock.now()
        if self.gone and self.dice.random() < 0.3:
            name = self.gone.pop(self.dice.randrange(len(self.gone)))
            await self.group.joins(name, inviter=self.dice.choice(self.here))
            self.here.append(name)


async def counted_in(world: World) -> dict[str, str]:
    """The inviters of those who have counted, by platform ids."""
    assert world.app is not None
    async with world.app.db.read() as session:
        ids = dict((await session.execute(select(Person.id, Person.platform_id))).all())
        rows = await session.execute(select(Counted.person_id, Counted.inviter_id))
        return {ids[person]: ids[inviter] for person, inviter in rows}


@pytest.mark.parametrize("seed", range(2))
async def test_weeks_of_invitations(sqlite_url: str, seed: int) -> None:
    """None that shouldn't, everyone that should, with the right inviter, whatever crashes."""
    async with open_world(sqlite_url) as world:
        group = await world.group("读书会", "阿宁", "老周", "小明", "小红")
        weeks = Weeks(group, seed)
        for _ in range(30):
            await weeks.day()
        await world.advance(days=3)
        now, found = world.clock.now(), await counted_in(world)
        firsts = {world.id_of(name): first for name, first in weeks.firsts.items()}
        assert [id_ for id_ in found if not firsts[id_].may_count(now)] == []
        assert [id_ for id_, first in firsts.items() if first.must_count(now) and id_ not in found] == []
        assert [id_ for id_ in found if found[id_] != world.id_of(firsts[id_].inviter)] == []
        assert len(found) > 5
