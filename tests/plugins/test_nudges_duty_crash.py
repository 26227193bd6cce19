"""Duty through crashes and odd weeks: nothing twice, nobody flooded, nobody called at night."""

import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, time, timedelta
from itertools import chain, repeat
from zoneinfo import ZoneInfo

import pytest

from bot.platforms.simulator import Crashed
from plugins.nudges.reconnect import questions
from plugins.nudges.reconnect.tables import Question
from storage.engine import Session
from tests.plugins.reconnecting import ONLY
from tests.world import GroupChat, World, open_world, plain

ASKED = "请问哪里能买到旧书？"
PEOPLE = ("阿宁", "老周", "小明", "小红")


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A running bot that does little else."""
    async with open_world(sqlite_url, ONLY) as opened:
        yield opened


@pytest.fixture
async def club(world: World, group: GroupChat) -> GroupChat:
    """The usual group on Monday at 10:01 with 小明 on duty."""
    await group.member.says("/值日 加入")
    group.heard()
    return group


async def test_a_crash_while_showing(world: World, club: GroupChat, monkeypatch: pytest.MonkeyPatch):
    """Had again from the start: said once, written down once."""
    crashes, note_shown = chain([True], repeat(False)), questions.note_shown
    world._stage.crash_lasts(timedelta(minutes=5))

    async def crashing(session: Session, shown: Sequence[tuple[Question, int]], now: datetime) -> None:
        await note_shown(session, shown, now)
        if shown and next(crashes):
            world.platform.crashed = True
            raise Crashed

    monkeypatch.setattr(questions, "note_shown", crashing)
    await club["小红"].says(ASKED)
    await world.advance(minutes=74)
    club.bot_stayed_silent()
    await world.advance(hours=2)
    club.bot_replied("@小明 小红问的")
    await world.advance(hours=20)
    club.bot_stayed_silent()
    await club.admin.says("/值日 记录")
    club.bot_replied("提了 1 个没人接的问题，之后有人接的 0 个")


async def test_a_job_that_fails_once(world: World, club: GroupChat, monkeypatch: pytest.MonkeyPatch):
    """The next hour has it again; nothing is forgotten."""
    failures, keep = chain([True], repeat(False)), questions.keep

    async def failing(session: Session, *rest: object) -> None:
        if next(failures):
            raise RuntimeError
        await keep(session, *rest)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(questions, "keep", failing)
    await club["小红"].says(ASKED)
    await world.advance(hours=3)
    club.bot_replied("@小明 小红问的")
    club.bot_stayed_silent()


@pytest.mark.parametrize("seed", range(3))
async def test_odd_days(world: World, club: GroupChat, seed: int):
    """Whatever happens: by day only, three a day, never one's own question, never the same twice."""
    dice = random.Random(seed)
    asked = 0
    for _ in range(60):
        who = club[dice.choice(PEOPLE)]
        match dice.randrange(10):
            case 0 | 1 | 2 | 3:
                asked += 1
                await who.says(f"请问第{asked}件事怎么办？")
            case 4 | 5:
                await who.says("今天天气真好")
            case 6:
                await who.says(f"@{dice.choice(PEOPLE)} 好的")
            case 7:
                await who.says("/值日 加入")
            case 8:
                await who.says("/值日 退出")
            case _:
                await world.crash(seconds=dice.choice([5, 4000]))
        await world.advance(minutes=dice.choice([1, 5, 30, 90, 200]))
    shown = [each for each in world.platform.accepted if "过了一个小时还没人接" in each.text]
    assert shown, "or this test tests nothing"
    texts = [plain(each.text) for each in shown]
    assert max(Counter(text.split(" ", 1)[1] for text in texts).values()) == 1
    days = Counter[object]()
    for each, text in zip(shown, texts, strict=True):
        local = each.at.astimezone(ZoneInfo("Asia/Shanghai"))
        days[local.date()] += 1
        assert time(9) <= local.time() < time(21, 31)
        called, rest = text.removeprefix("@").split(" ", 1)
        assert not rest.startswith(called)
    assert max(days.values()) <= 3
