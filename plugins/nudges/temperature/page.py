"""How warm groups are, in the list of all of them and as lines over the last weeks."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from bot import messages as core
from bot.pages import Badge, Block, Chart, Look, Sign, Tone, Trend
from bot.phrases import Language
from plugins.nudges.temperature import advice, weeks
from plugins.nudges.temperature import messages as m
from plugins.nudges.temperature.rules import Temperature, temperature_of
from plugins.nudges.temperature.tables import Pulse
from plugins.nudges.temperature.weeks import Warmth
from storage.engine import ReadSession
from storage.tables import Group

TONES: Mapping[Temperature, Tone] = {
    Temperature.FORMING: "",
    Temperature.ACTIVE: "good",
    Temperature.COOLING: "warn",
    Temperature.DEAD: "bad",
}
LEAST_WEEKS = 2
"""One week is no trend."""
CHART = "warmth"
MOST = advice.MUCH
"""Times the usual, beyond which a line does not rise."""


async def signs(session: ReadSession, groups: Sequence[Group], now: datetime, language: Language) -> Mapping[int, Sign]:
    """How warm each group is, and what was said in its last weeks."""
    ids = [group.id for group in groups]
    query = select(Pulse.group_id, Pulse.temperature).where(Pulse.group_id.in_(ids))
    known = {group_id: temperature_of(key) for group_id, key in (await session.execute(query)).all()}
    said = await weeks.messages(session, ids, now)
    return {each: _sign(known.get(each, Temperature.FORMING), said.get(each, ()), language) for each in ids}


def _sign(temperature: Temperature, said: Sequence[int], language: Language) -> Sign:
    badge = Badge(temperature.value(language), TONES[temperature])
    if len(said) < LEAST_WEEKS:
        return (badge,)
    figures = core.COMMA(language).join(map(str, said))
    return badge, Trend(said, m.TREND(language, n=len(said), figures=figures))


async def blocks(look: Look) -> list[Block]:
    """The last weeks as a picture, where they can be compared."""
    known = await _known(look)
    told = core.COMMA(look.language).join(_told(week, look.language) for week in known)
    return [Chart(CHART, f"{look.t(m.WARMTH, group=look.group.name)}: {told}")] if known else []


async def draw(look: Look) -> bytes | None:
    """The picture."""
    known = await _known(look)
    return await asyncio.to_thread(_drawn, known, look.group.name, look.language) if known else None


async def _known(look: Look) -> list[Warmth]:
    return await weeks.warmth(look.session, look.account_id, look.group.id, look.now, look.zone)


def _told(week: Warmth, language: Language) -> str:
    ratios = advice.ratios(week.messages, week.speakers, language)
    return m.WARM_WEEK(language, day=_day(week), **ratios)


def _drawn(known: Sequence[Warmth], group: str, language: Language) -> bytes:
    from bot.pictures.lines import Line, draw_lines  # whoever asks for no picture need not load what draws

    lines = [
        Line(name(language), [_percent(each) for each in values], advice.part(values[-1], language))
        for name, values in (
            (m.MESSAGES, [week.messages for week in known]),
            (m.SPEAKERS, [week.speakers for week in known]),
        )
    ]
    title, labels = m.WARMTH(language, group=group), [_day(week) for week in known]
    return draw_lines(title, m.OF_USUAL(language), lines, labels=labels, language=language)


def _percent(ratio: float | None) -> float | None:
    return None if ratio is None else 100 * min(ratio, MOST)


def _day(week: Warmth) -> str:
    digits = str(week.day)
    return f"{digits[4:6]}-{digits[6:]}"
