"""The second channel, on a real web address and a clock that is moved by hand."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import VirtualClock
from bot.operations.alerts import Alerts
from bot.settings.kinds import Secret
from tests.fakes.webhook import Webhook, listening

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Watch:
    """Alerts about a link that goes up and down, ticked whenever they ask for it and whenever they are woken."""

    def __init__(self, hook: Webhook) -> None:
        self.told = hook.told
        self.hook = hook
        self._clock = VirtualClock(START)
        self._alerts = Alerts(Secret(hook.url), "en")
        self._due: datetime | None = None

    async def down(self, why: str) -> None:
        """The link is down."""
        self._alerts.down(self._clock.now(), why)
        await self._tick()

    async def up(self) -> None:
        """The link is up."""
        self._alerts.up(self._clock.now())
        await self._tick()

    async def wait(self, seconds: float) -> None:
        """Time goes by."""
        end = self._clock.now() + timedelta(seconds=seconds)
        while self._due is not None and self._due <= end:
            self._clock.move_to(self._due)
            await self._tick()
        self._clock.move_to(end)

    async def _tick(self) -> None:
        now = self._clock.now()
        self._due = await self._alerts.tick(now)
        assert self._due is None or self._due > now


@pytest.fixture
async def link() -> AsyncGenerator[Watch]:
    """A link that is watched."""
    async with listening() as hook:
        yield Watch(hook)


async def test_a_minute_offline_is_told_once_and_so_is_the_return(link: Watch) -> None:
    """Not before the minute is over, not again though it stays away, and back only when it has held."""
    await link.up()
    await link.down("no answer in time")
    await link.wait(59)
    assert link.told == []
    await link.wait(3600)
    assert link.told == ["Dandelion has been offline for over 1 minute: no answer in time. It keeps trying."]
    await link.up()
    await link.wait(29)
    assert len(link.told) == 1
    await link.wait(3600)
    assert link.told[1:] == ["Dandelion is online again."]


async def test_a_short_outage_is_not_told(link: Watch) -> None:
    """Nor several of them, with quiet times between."""
    for _ in range(3):
        await link.down("connection lost")
        await link.wait(50)
        await link.up()
        await link.wait(40)
    assert link.told == []


async def test_a_new_reason_does_not_begin_the_minute_anew(link: Watch) -> None:
    """Each failed attempt says something else; the minute is counted from the first, the latest reason told."""
    await link.down("connection lost")
    await link.wait(30)
    await link.down("connection refused")
    await link.wait(30)
    assert [("connection refused" in told) for told in link.told] == [True]


async def test_a_link_that_flickers_is_down(link: Watch) -> None:
    """Two bots that fight for one gateway are both of no use, and their operator learns it."""
    await link.up()
    for _ in range(10):
        await link.down("another client took the stream")
        await link.wait(10)
        await link.up()
        await link.wait(5)
    assert len(link.told) == 1
    await link.wait(30)
    assert link.told[1:] == ["Dandelion is online again."]


async def test_what_the_hook_did_not_take_is_told_later(link: Watch) -> None:
    """A hook that fails is tried every minute, with the bad news and with the good."""
    link.hook.broken = True
    await link.down("connection lost")
    await link.wait(200)
    link.hook.broken = False
    await link.wait(60)
    assert len(link.told) == 1
    link.hook.broken = True
    await link.up()
    await link.wait(100)
    link.hook.broken = False
    await link.wait(60)
    assert link.told[1:] == ["Dandelion is online again."]


async def test_nobody_hears_of_a_return_without_having_heard_of_the_loss(link: Watch) -> None:
    """When the hook was away for all of the outage, there is nothing to take back."""
    link.hook.broken = True
    await link.down("connection lost")
    await link.wait(100)
    await link.up()
    link.hook.broken = False
    await link.wait(200)
    assert link.told == []


async def test_a_second_outage_is_told_like_the_first(link: Watch) -> None:
    """Each outage has its two sentences."""
    for _ in range(2):
        await link.down("connection lost")
        await link.wait(70)
        await link.up()
        await link.wait(40)
    assert [("offline" in told) for told in link.told] == [True, False, True, False]


async def test_without_a_hook_nothing_is_asked_of_anyone() -> None:
    """The setting is optional, and its absence is no failure to be repeated for ever."""
    alerts = Alerts(Secret(""), "en")
    alerts.down(START, "connection lost")
    assert await alerts.tick(START + timedelta(minutes=2)) is None
