"""A month of a feed on a bad road: sites that fail, a bot that crashes, and no news lost or said twice."""

import random
import re

import pytest

from bot.platforms.simulator import CrashPoint
from tests.fakes.site import Page, Site, open_site
from tests.plugins.conftest import settled_group
from tests.plugins.feeding import item, rss, subscribe
from tests.world import World, open_world

STEPS = 120
"""Of six hours each."""
WINDOW = 20
"""Items the site lists: more than come between two times at which it can be had."""


def publish(site: Site, last: int) -> None:
    """The site lists its latest items up to this one."""
    site["/feed"] = rss(*(item(n) for n in range(last, max(0, last - WINDOW), -1)))


async def trouble(world: World, site: Site, dice: random.Random) -> None:
    """Now and then the site fails, or the bot vanishes, or it does at its next word."""
    if dice.random() < 0.1:
        site["/feed"] = Page(status=dice.choice((404, 500, 503)))
    match dice.randrange(10):
        case 0:
            await world.crash(minutes=dice.choice((1, 20, 100, 300)))
        case 1:
            point: CrashPoint = dice.choice(("before_send", "after_send"))
            world.crash_at_next_send(point, minutes=dice.choice((1, 200)))

        case _:
            pass


@pytest.mark.parametrize("seed", range(3))
async def test_every_piece_of_news_comes_once(sqlite_url: str, seed: int) -> None:
    """Whatever happens between the site's telling it and the group's hearing it."""
    dice = random.Random(seed)
    async with open_site() as site, open_world(sqlite_url, fetch_private="on", quiet_hours="") as world:
        group = await settled_group(world)
        site["/feed"] = rss()
        await subscribe(group, site, "每3小时 最多10条 #必发 不限")
        last = 0
        for _ in range(STEPS):
            last += dice.choice((0, 0, 0, 1, 1, 2))
            publish(site, last)
            await trouble(world, site, dice)
            await world.advance(hours=6)
        publish(site, last)
        await world.advance(days=2)
        said = [int(number) for text in group.heard() for number in re.findall(r"第(\d+)篇", text)]
    assert last > STEPS // 2
    assert said == list(range(1, last + 1))
