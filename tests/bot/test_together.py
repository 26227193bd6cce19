"""Jobs that are given all their due moments of one transaction at once."""

from collections.abc import Sequence
from datetime import timedelta

from bot.content import Text
from bot.scheduler import JobRun, Together
from tests.bot.speaking import NOON, speaking
from tests.bot.test_scheduler import runs, schedule

MINUTE = timedelta(minutes=1)


class Choir:
    """Says where it was asked to speak and with how many others; what is in a bad group makes it fail."""

    def __init__(self, *bad: int) -> None:
        self.given: list[list[int | None]] = []
        self._bad = bad

    async def sing(self, runs: Sequence[JobRun]) -> None:
        """One word for each."""
        self.given.append([run.group_id for run in runs])
        for run in runs:
            run.post(Text(("la",)))
        if any(run.group_id in self._bad for run in runs):
            raise ValueError("out of tune")


async def test_it_is_given_all_that_is_due(database_url: str) -> None:
    """The longest due first; whoever is due later comes later."""
    choir = Choir()
    async with speaking(database_url, jobs={"sing": Together(choir.sing)}) as bot:
        for group, late in ((1, 0), (2, -1), (3, 0), (4, 5)):
            await schedule(bot, job="sing", key=f"sing:{group}", group_id=group, at=NOON + late * MINUTE)
        await bot.play(10 * MINUTE)
        assert choir.given == [[2, 1, 3], [4]]
        assert [(at - NOON, room) for at, room, _ in bot.platform.taken[:3]] == [
            (timedelta(0), room) for room in ("room2", "room1", "room3")
        ]
        assert len(bot.platform.taken) == 4


async def test_who_makes_it_fail_is_left_alone(database_url: str) -> None:
    """The others have theirs, each once."""
    choir = Choir(2)
    async with speaking(database_url, jobs={"sing": Together(choir.sing)}) as bot:
        for group in (1, 2, 3):
            await schedule(bot, job="sing", key=f"sing:{group}", group_id=group, at=NOON)
        await bot.play(10 * MINUTE)
        assert choir.given == [[1, 2, 3], [1], [2], [3]]
        assert [room for _, room, _ in bot.platform.taken] == ["room1", "room3"]
        assert [outcome for _, outcome in await runs(bot)] == ["done", "failed", "done"]
