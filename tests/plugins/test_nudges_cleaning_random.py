"""Cleanings by chance, with crashes: whatever happens, only who was asked and never answered is removed, and once."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.platforms.base import Outcome, TryAgain
from tests.plugins.silences import WITHOUT_HOURLY, fallen_silent, is_in
from tests.world import GroupChat, World, open_world

NAMES = [f"旧友{chr(ord('甲') + n)}" for n in range(8)]
WEEK = timedelta(days=7)


@dataclass
class Diary:
    """What people did and what was done to them, by their platform ids; `lies` is what should not have been."""

    world: World
    group: GroupChat
    last_word: dict[str, datetime] = field(default_factory=dict[str, datetime])
    away_until: dict[str, datetime] = field(default_factory=dict[str, datetime])
    spared: set[str] = field(default_factory=set[str])
    removed: dict[str, datetime] = field(default_factory=dict[str, datetime])
    downs: list[tuple[datetime, datetime]] = field(default_factory=list[tuple[datetime, datetime]])
    lies: list[str] = field(default_factory=list[str])

    def remove(self, member_id: str) -> None:
        """Check everything that must be true at this moment."""
        now = self.world.clock.now()
        read = [
            said.at for said in self.world.platform.accepted if "好一阵子" in said.text and member_id in said.mentions
        ]
        told = [at for at in read if self._heard(at, now) >= WEEK]
        word = self.last_word.get(member_id)
        truths = {
            "twice": member_id not in self.removed,
            "untold": bool(told),
            "spoke": word is None or bool(told and word < max(told)),
            "away": self.away_until.get(member_id, now) <= now,
            "spared": member_id not in self.spared,
            "night": 8 <= now.astimezone(ZoneInfo("Asia/Shanghai")).hour < 23,
        }
        self.lies += [f"{member_id} {why} at {now}" for why, is_true in truths.items() if not is_true]
        self.removed[member_id] = now

    def _heard(self, since: datetime, until: datetime) -> timedelta:
        unheard = (min(until, end) - max(since, begin) for begin, end in self.downs)
        return until - since - sum((each for each in unheard if each > timedelta(minutes=59)), timedelta())


@pytest.mark.parametrize("seed", range(4))
async def test_only_who_was_asked_and_never_answered(sqlite_url: str, seed: int, monkeypatch: pytest.MonkeyPatch):
    """People speak, go on leave, are spared; admins begin, confirm, call off; the bot and the platform fail."""
    chance = random.Random(seed)
    async with open_world(sqlite_url, WITHOUT_HOURLY) as world:
        group = await fallen_silent(world, *NAMES)
        diary, really = Diary(world, group), world.platform.remove_member

        async def remove(group_id: str, member_id: str) -> Outcome:
            if chance.random() < 0.2:
                return TryAgain("busy")
            if member_id in world.platform.groups[group_id].members:
                diary.remove(member_id)
            return await really(group_id, member_id)

        monkeypatch.setattr(world.platform, "remove_member", remove)
        for _ in range(3):
            await _one_cleaning(chance, diary)
        assert diary.lies == []
        assert diary.removed


async def _one_cleaning(chance: random.Random, diary: Diary) -> None:
    owner = diary.group.owner
    await owner.whispers("/潜水 清理 30")
    await owner.whispers("确认")
    for _ in range(10):
        await _something(chance, diary, hours=45)
    await owner.whispers("/潜水 清理 移出")
    for _ in range(chance.randrange(3)):
        await _something(chance, diary, hours=0.005)
    await owner.whispers("确认")
    await owner.whispers("确认")
    for _ in range(8):
        await _something(chance, diary, hours=0.1)
    await diary.world.advance(days=1)
    await owner.whispers("/潜水 清理 移出")
    await owner.whispers("确认")
    await diary.world.advance(days=chance.choice((1, 20)))
    await owner.whispers("/潜水 清理 取消")
    await diary.world.advance(days=20)


async def _something(chance: random.Random, diary: Diary, *, hours: float) -> None:
    world, group = diary.world, diary.group
    who, act = group[chance.choice(NAMES)], chance.random()
    is_here = is_in(group, who.name)
    if act < 0.12:
        down = chance.choice((0.01, 0.2, 2.0, 50.0))
        diary.downs.append((world.clock.now(), world.clock.now() + timedelta(hours=down)))
        await world.crash(hours=down)
        await world.advance(hours=down)
    elif act < 0.2:
        world.crash_at_next_send(chance.choice(("before_send", "after_send")), minutes=chance.randrange(1, 9))
    elif act < 0.27 and is_here:
        await who.says(chance.choice(("在的", "留下", "哈哈")))
        diary.last_word[who.id] = world.clock.now()
    elif act < 0.32 and is_here:
        await who.whispers("留下")
        diary.last_word[who.id] = world.clock.now()
    elif act < 0.36:
        await who.whispers("/请假 3天")
        diary.away_until[who.id] = world.clock.now() + timedelta(days=3)
    elif act < 0.4 and is_here:
        await group.owner.says(f"/潜水 白名单 添加 @{who.name}")
        diary.spared.add(who.id)
    await world.advance(hours=chance.random() * hours)
