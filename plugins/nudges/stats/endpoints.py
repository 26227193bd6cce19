"""A group's figures for programs: those of /数据, without anybody's name."""

from collections.abc import Mapping
from typing import Any

from bot.endpoints import NUMBER, Reading, Schema, many, record
from bot.pages import Look as Seen
from bot.times.localday import day_number
from plugins.nudges.stats import rules
from plugins.nudges.stats.looking import Look

USUAL = 7
DAY: Schema = {"type": "string", "format": "date"}
MAYBE: Schema = {"type": ["integer", "null"], "description": "Percent against as many days before, where comparable"}
ANSWER = record(
    first=DAY,
    last=DAY,
    members=NUMBER,
    speakers=NUMBER,
    messages=NUMBER,
    messages_change=MAYBE,
    joined=NUMBER,
    left=NUMBER,
    newcomers=NUMBER,
    newcomers_stayed=NUMBER,
    by_day=many(record(day=DAY, messages=NUMBER)),
)


async def show(look: Seen) -> Mapping[str, Any]:
    """Of whole days up to yesterday, in the group's zone."""
    report = await Look.of(look, int(look.query.get("days", USUAL))).read(look.session)
    total = report.total
    by_day = [{"day": str(day), "messages": report.by_day.get(day_number(day), 0)} for day in report.span.dates]
    return {
        "first": str(report.span.dates[0]),
        "last": str(report.span.dates[-1]),
        "members": total.standing.members,
        "speakers": total.now.speakers,
        "messages": total.now.messages,
        "messages_change": rules.change(total.like.messages, total.before.messages),
        "joined": total.now.joined,
        "left": total.now.left,
        "newcomers": total.standing.newcomers,
        "newcomers_stayed": total.standing.stayed,
        "by_day": by_day,
    }


STATS = Reading("stats", "What happened in a group", ANSWER, show, {"days": {"type": "integer", "enum": [7, 30]}})
