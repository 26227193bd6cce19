"""Reads calendars: their events become drops."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from bot.content import Text
from bot.errors import UserError
from bot.times.days import LAST, Days, EveryDay, EveryNDays, Monthly, Weekly, Yearly
from bot.times.recurrence import OnDays, Recurrence, due_between, to_utc
from plugins.drops.exchange import messages as m
from plugins.drops.exchange.fields import checked_end, read_wall, short
from plugins.drops.exchange.plan import MOST_ITEMS, End, Plan, PlannedDrop, Problems, Reading, Words

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SHORTEST = 28
"""Days that every month has."""

_BEGIN = re.compile(r"^BEGIN:VEVENT\s*$", re.MULTILINE | re.IGNORECASE)
_KNOWN_PARTS = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "COUNT", "UNTIL", "WKST"}
_EXCEPTIONS = ("EXDATE", "RDATE", "EXRULE", "RECURRENCE-ID")


def read_ics(data: bytes, reading: Reading, problems: Problems) -> Plan:
    """The events of a calendar: the title and the words of each, at its time, again and again by its rule."""
    from icalendar import Calendar  # slow to import, and most bots never read a calendar

    try:
        text = data.decode("utf-8-sig")
        calendars = cast(list[Any], Calendar.from_ical(text, multiple=True))
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except UnicodeDecodeError:
        raise UserError(m.NOT_TEXT) from None
    except Exception as error:  # the library raises whatever a broken calendar leads it to
        raise UserError(m.BAD_ICS, what=short(str(error))) from error
    if len(events) > MOST_ITEMS:
        raise UserError(m.TOO_MANY, most=MOST_ITEMS)
    lines = [text.count("\n", 0, match.start()) + 1 for match in _BEGIN.finditer(text)]
    lines += [0] * (len(events) - len(lines))
    found = [
        drop for line, event in zip(lines, events, strict=False) for drop in _noted(line, event, reading, problems)
    ]
    drops = [drop for drop in found if drop is not None]
    return Plan(tuple(drops), passed=len(found) - len(drops))


def _noted(line: int, event: Any, reading: Reading, problems: Problems) -> Iterator[PlannedDrop | None]:
    with problems.at(line):
        yield _drop(line, event, reading)


def _drop(line: int, event: Any, reading: Reading) -> PlannedDrop | None:
    """The event as a drop; None for one that is over."""
    start, zone = _start(event, reading)
    title, words = (str(_value(event, name, "") or "").strip() for name in ("SUMMARY", "DESCRIPTION"))
    if not (words or title):
        raise UserError(m.NO_TEXT)
    source, wall = Words((Text((words or title,)),)), start.replace(tzinfo=None)
    if any(name in event for name in _EXCEPTIONS):
        raise UserError(m.EXCEPTIONS)
    rule = _value(event, "RRULE", None)
    if rule is None:
        if to_utc(wall, zone) <= reading.now:
            return None
        return PlannedDrop(line, read_wall(wall, zone, reading), source, zone=zone, title=title)
    when = OnDays(_days(rule, wall), (wall.time().replace(second=0, microsecond=0),))
    end = _end(rule, when, wall, zone, reading)
    if end is None:
        return None
    first = to_utc(wall, zone)
    starts = first if first > reading.now else None
    return PlannedDrop(line, when, source, zone=zone, title=title, end=checked_end(end, zone, reading), starts=starts)


def _start(event: Any, reading: Reading) -> tuple[datetime, str]:
    """The wall-clock time of the event and the zone it stands in; one in UTC is told by our own clock."""
    start = getattr(_value(event, "DTSTART", None), "dt", None)
    if isinstance(start, date) and not isinstance(start, datetime):
        raise UserError(m.ALL_DAY)
    if not isinstance(start, datetime):
        raise UserError(m.BAD_EVENT, name="DTSTART")
    if start.tzinfo is None:
        return start, reading.zone
    zone = getattr(start.tzinfo, "key", None)
    if zone in (None, "UTC", "Etc/UTC"):
        return start.astimezone(ZoneInfo(reading.zone)), reading.zone
    return start, str(zone)


def _value(event: Any, name: str, default: Any) -> Any:
    """A property; raises UserError where it can't be read, or is there twice."""
    value = event.get(name, default)
    if isinstance(value, list) or type(value).__name__ == "vBroken":
        raise UserError(m.BAD_EVENT, name=name)
    return value


def _days(rule: Any, start: datetime) -> Days:
    """The rule as days of ours; raises UserError for one we would keep in another way."""
    refused = UserError(m.NO_RULE, rule=short(rule.to_ical().decode()))
    parts = {str(name).upper(): list(values) for name, values in rule.items()}
    if parts.keys() - _KNOWN_PARTS or len(parts.get("FREQ", ())) != 1:
        raise refused
    every = int(parts.get("INTERVAL", [1])[0])
    if every < 1 or int(parts.get("COUNT", [1])[0]) < 1:
        raise refused
    weekdays = [str(each).upper() for each in parts.get("BYDAY", ())]
    if set(weekdays) - set(WEEKDAYS):
        raise refused
    on = tuple(sorted({WEEKDAYS.index(each) for each in weekdays}))
    days, months = (_numbers(parts, name) for name in ("BYMONTHDAY", "BYMONTH"))
    match str(parts["FREQ"][0]).upper():
        case "DAILY" if not days and not months and not (on and every > 1):
            return Weekly(on) if on else EveryDay() if every == 1 else EveryNDays(every, start.date())
        case "WEEKLY" if not days and not months and (every == 1 or on in ((), (start.weekday(),))):
            return Weekly(on or (start.weekday(),)) if every == 1 else EveryNDays(7 * every, start.date())
        case "MONTHLY" if every == 1 and not on and not months:
            return Monthly(tuple(sorted(_day_of_month(day) for day in days or [start.day])))
        case "YEARLY" if every == 1 and not on and len(months) < 2 and len(days) < 2:
            return Yearly(*_checked_date((months or [start.month])[0], (days or [start.day])[0]))
        case _:
            raise refused


def _numbers(parts: dict[str, list[Any]], name: str) -> list[int]:
    return [int(str(each)) for each in parts.get(name, ())]


def _day_of_month(day: int) -> int:
    if day == -1:
        return LAST
    if not 1 <= day <= SHORTEST:
        raise UserError(m.SHORT_MONTHS, day=day)
    return day


def _checked_date(month: int, day: int) -> tuple[int, int]:
    try:
        date(2023, month, day)
    except ValueError:
        raise UserError(m.SHORT_MONTHS, day=day) from None
    return month, day


def _end(rule: Any, when: Recurrence, start: datetime, zone: str, reading: Reading) -> End | None:
    """When the rule ends; None where that is past."""
    if counts := rule.get("COUNT"):
        before = to_utc(start, zone) - timedelta(seconds=1)
        gone = due_between(when, before, reading.now, zone, limit=int(counts[0]))
        left = int(counts[0]) - len(gone)
        return End(times=left) if left > 0 else None
    if not (untils := rule.get("UNTIL")):
        return End(never=True)
    until = untils[0]
    if isinstance(until, datetime):
        moment = to_utc(until, zone)
        return End(moment) if moment > reading.now else None
    last = to_utc(datetime.combine(until, start.time()), zone)
    return End(until) if last > reading.now else None
