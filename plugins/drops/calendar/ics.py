"""Drops as an iCalendar file, for the calendar of a phone."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.phrases import Language
from plugins.drops.calendar import messages as m
from plugins.drops.calendar.rules import Happening
from storage.base import to_ms

PRODUCT = "-//Dandelion//drops//EN"
LASTS = timedelta(minutes=15)
"""A moment without length is drawn as nothing by some calendars."""


def to_ics(happenings: Iterable[Happening], *, name: str, zone: str, now: datetime, language: Language) -> bytes:
    """One event for each moment, in this zone; the same moment of a drop has the same UID in every file."""
    from icalendar import Calendar

    calendar: Any = Calendar()
    for key, value in (("prodid", PRODUCT), ("version", "2.0"), ("method", "PUBLISH"), ("x-wr-calname", name)):
        calendar.add(key, value)
    calendar.add("x-wr-timezone", zone)
    for each in happenings:
        calendar.add_component(_event(each, zone, now, language))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(each: Happening, zone: str, now: datetime, language: Language) -> Any:
    from icalendar import Event

    local = each.at.astimezone(ZoneInfo(zone))
    event: Any = Event()
    event.add("uid", f"drop-{each.drop_id}-{to_ms(each.at)}@dandelion")
    event.add("dtstamp", now)
    event.add("dtstart", local)
    event.add("dtend", (each.at + LASTS).astimezone(ZoneInfo(zone)))
    event.add("summary", each.title + (m.PROMO_MARK(language) if each.is_promo else ""))
    event.add("transp", "TRANSPARENT")
    return event
