"""Writes drops as events that a phone's calendar shows: repeating where calendars know how, else one by one."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.content import Text
from bot.times.days import LAST, EveryDay, EveryNDays, Monthly, Weekly, Yearly
from bot.times.recurrence import Once, OnDays, due_between, next_after
from plugins.drops.exchange.fields import end_moment
from plugins.drops.exchange.icsfile import SHORTEST, WEEKDAYS
from plugins.drops.exchange.plan import Plan, PlannedDrop, Words, identity

if TYPE_CHECKING:
    from icalendar import Event

AHEAD = timedelta(days=90)
"""So far ahead events are written one by one."""
MOST_EVENTS = 500
"""Of one drop."""
FAR = datetime(9999, 1, 1, tzinfo=UTC)
LASTS = timedelta(minutes=10)

Rule = dict[str, object]


def write_ics(plan: Plan, now: datetime) -> bytes:
    """The calendar of every drop that is not paused; each zone is to be filled in."""
    from icalendar import Calendar

    calendar = Calendar.new(prodid="-//Dandelion//Content drops//ZH", name="蒲公英")
    for drop in plan.drops:
        if not drop.is_paused:
            for number, (at, rule) in enumerate(_times(drop, now)):
                calendar.add_component(_event(drop, number, at, rule, now))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(drop: PlannedDrop, number: int, at: datetime, rule: Rule | None, now: datetime) -> "Event":
    from icalendar import Event, vRecur

    digest = hashlib.sha256(identity(drop).encode()).hexdigest()[:24]
    event = Event.new(
        uid=f"{digest}-{number}@dandelion",
        stamp=now,
        start=at,
        end=at + LASTS,
        summary=drop.title or _words(drop)[:40],
        description=_words(drop) or None,
    )
    if rule is not None:
        event["RRULE"] = vRecur(rule)
    return event


def _words(drop: PlannedDrop) -> str:
    if not isinstance(drop.source, Words):
        return ""
    texts = [content for content in drop.source.contents if isinstance(content, Text)]
    return "\n".join("".join(part for part in text.parts if isinstance(part, str)) for text in texts)


def _times(drop: PlannedDrop, now: datetime) -> Iterator[tuple[datetime, Rule | None]]:
    """Each event's first moment on the clock of its zone, and its rule."""
    after = max(now, drop.starts - timedelta(seconds=1)) if drop.starts else now
    ends_at = None if drop.end.at is None else end_moment(drop.end.at, drop.zone)
    rules = list(_rules(drop))
    for one_time, rule in rules:
        first = next_after(one_time, after, drop.zone)
        if first is not None and (ends_at is None or first <= ends_at):
            yield first.astimezone(ZoneInfo(drop.zone)), _ended(rule, drop, ends_at)
    if not rules:
        until = FAR if isinstance(drop.when, Once) else min(after + AHEAD, ends_at or FAR)
        for moment in due_between(drop.when, after, until, drop.zone, min(MOST_EVENTS, drop.end.times or MOST_EVENTS)):
            yield moment.astimezone(ZoneInfo(drop.zone)), None


def _rules(drop: PlannedDrop) -> Iterator[tuple[OnDays, Rule]]:
    """A rule for each time of the day; none where no calendar would mean the same."""
    if not isinstance(drop.when, OnDays) or (drop.end.times is not None and len(drop.when.times) > 1):
        return
    rule = _rule(drop.when)
    if rule is not None:
        for at in drop.when.times:
            yield OnDays(drop.when.days, (at,)), rule


def _rule(when: OnDays) -> Rule | None:
    match when.days:
        case EveryDay():
            return {"FREQ": "DAILY"}
        case EveryNDays(every):
            return {"FREQ": "DAILY", "INTERVAL": every}
        case Weekly(weekdays):
            return {"FREQ": "WEEKLY", "BYDAY": [WEEKDAYS[day] for day in weekdays]}
        case Monthly(days) if all(day <= SHORTEST or day == LAST for day in days):
            return {"FREQ": "MONTHLY", "BYMONTHDAY": [-1 if day == LAST else day for day in days]}
        case Yearly(month, day) if (month, day) != (2, 29):
            return {"FREQ": "YEARLY", "BYMONTH": month, "BYMONTHDAY": day}
        case _:
            return None


def _ended(rule: Rule, drop: PlannedDrop, ends_at: datetime | None) -> Rule:
    if drop.end.times is not None:
        return rule | {"COUNT": drop.end.times}
    return rule if ends_at is None else rule | {"UNTIL": ends_at}
