"""A group whose log was imported is known from the first day."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from plugins.nudges.history.console import AllThereError, bring_in, plan
from storage.engine import Database
from tests.fakes.corpus import Shape, corpus, name_of, write_csv
from tests.world import GroupChat, World, open_world

SHAPE = Shape(members=9, silent=2, days=60, a_day=60, first_day=date(2026, 1, 1))


async def _known(world: World, folder: Path) -> GroupChat:
    """The bot is brought into a group that has talked for sixty days, and the log is imported the same morning."""
    group = await world.group("读书会", "阿宁", *(name_of(member) for member in range(SHAPE.members)))
    write_csv(folder / "log.csv", corpus(SHAPE), ids=False)
    async with Database(world.settings.database_url) as db:
        await bring_in(
            db, await plan(db, folder / "log.csv", "读书会", world.settings, world.clock.now()), folder / "log.csv"
        )
    await world.advance(hours=20)
    group.heard()
    return group


async def test_members_and_temperature(sqlite_url: str, tmp_path: Path) -> None:
    """Who is active and how warm the group is takes no weeks to learn; two who said nothing are lurkers."""
    async with open_world(sqlite_url) as world:
        group = await _known(world, tmp_path)
        await group.owner.says("/成员")
        members = group.heard()[-1]
        assert "潜水 2 人" in members
        assert "活跃 0 人" not in members
        assert "满 28 天才看得准" not in members
        await group.owner.says("/群况")
        warmth = group.heard()[-1]
        assert "活跃" in warmth
        assert "20:00" in warmth or "21:00" in warmth


async def test_silence_is_judged_by_its_own_week(sqlite_url: str, tmp_path: Path) -> None:
    """Without its log the bot would wait for three days; with it, half a day of silence is enough to see."""
    async with open_world(sqlite_url) as world:
        group = await _known(world, tmp_path)
        await group.owner.says("/激活 开启")
        await world.advance(days=1)
        group.heard()
        await group.owner.says("/激活")
        group.bot_replied("最近几次")


async def test_who_was_forgotten_stays_so(sqlite_url: str, tmp_path: Path) -> None:
    """The same log again brings back neither their words nor their counts, and nobody else's change."""
    async with open_world(sqlite_url) as world:
        group = await _known(world, tmp_path)
        member = group[name_of(0)]
        await member.whispers("/忘记我")
        await member.whispers("确认")
        await world.advance(hours=2)
        assert "忘好了" in member.private.heard()[-1]
        async with Database(sqlite_url) as db:
            before = await _state(db)
            assert before["theirs"] == [(0, 0)]
            with pytest.raises(AllThereError):
                await plan(db, tmp_path / "log.csv", "读书会", world.settings, world.clock.now())
            lines = (tmp_path / "log.csv").read_text().splitlines()
            (tmp_path / "more.csv").write_text("\n".join([*lines, f"2025-12-31 20:00:00,{name_of(0)},早,,"]))
            wishes = await plan(db, tmp_path / "more.csv", "读书会", world.settings, world.clock.now())
            await bring_in(db, wishes, tmp_path / "more.csv")
            after = await _state(db)
            assert (after["theirs"], after["texts"]) == (before["theirs"], before["texts"])
            assert after["said"][0][0] == before["said"][0][0] + 1


async def _state(db: Database) -> dict[str, list[tuple[int, ...]]]:
    """What counts and words there are, and how many of them are the first member's."""
    whose = "SELECT count(*), count(m.person_id) FROM people p JOIN {} m ON m.person_id = p.id WHERE p.name = '成员0'"
    queries = {
        "said": "SELECT sum(messages) FROM activity",
        "texts": "SELECT count(*) FROM messages WHERE id < 0",
        "theirs": whose.format("activity"),
    }
    async with db.read() as session:
        return {name: [tuple(row) for row in await session.execute(text(query))] for name, query in queries.items()}
