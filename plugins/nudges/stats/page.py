"""The page on what happened in a group: the picture of `/数据`, who helped, and how warm the last weeks were."""

import asyncio
from collections.abc import Sequence

from bot.pages import Acts, Block, Chart, Facts, Go, Look, Page, Words
from plugins.nudges.stats import drawing, looking, showing, wording
from plugins.nudges.stats import messages as m
from plugins.nudges.stats.rules import Report
from plugins.nudges.stats.wording import Asked
from plugins.nudges.temperature import page as temperature

CHART = "stats"
SPANS = (7, 14, 30)
"""Days that can be looked at."""


async def show(look: Look) -> Sequence[Block]:
    """The picture first; where nobody spoke, that in words."""
    asked, report = await _seen(look)
    ways = Acts(ways=[Go(look.t(m.LAST_DAYS, n=days), query={"days": str(days)}) for days in SPANS])
    told = showing.words(asked, report)
    if not report.total.now.messages:
        return [ways, Words(told), *await temperature.blocks(look)]
    return [
        ways,
        Chart(CHART, told),
        Words(showing.aside(asked, report)),
        *_helpers(look, asked, report),
        *await temperature.blocks(look),
    ]


async def draw(look: Look) -> bytes | None:
    """The picture."""
    return await asyncio.to_thread(drawing.draw, *await _seen(look))


async def _seen(look: Look) -> tuple[Asked, Report]:
    asked = look.query.get("days", "")
    days = next((each for each in SPANS if str(each) == asked), SPANS[0])
    group = look.group
    report = await looking.Look.of(look, days).read(look.session)
    return Asked(group.name, {group.id: group.name}, look.zone, look.language, is_public=False), report


def _helpers(look: Look, asked: Asked, report: Report) -> list[Facts]:
    helped = list(wording.helpers(asked, report))
    return [Facts(helped, title=look.t(m.T_HELPERS))] if helped else []


PAGE = Page("stats", m.PAGE_TITLE, show, draws={CHART: draw, temperature.CHART: temperature.draw}, section="people")
