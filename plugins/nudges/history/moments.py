"""Times as logs write them, to milliseconds since 1970 UTC."""

import re
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.errors import UserError
from bot.times.localday import QUARTER_MS
from plugins.nudges.history import messages as m
from storage.base import EPOCH, MILLISECOND, from_ms, to_ms

HOUR_MS = 3_600_000
SECONDS = (946_684_800, 9_999_999_999)
"""Between these, numbers are seconds since 1970, from 2000 on; a thousand times as much is milliseconds."""

_WRITTEN = re.compile(
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?\s*"
    r"(?:(?:星期|周|礼拜)[一二三四五六日天]\s*)?"
    r"(?P<half>上午|下午|早上|中午|晚上|凌晨|[AaPp]\.?[Mm]\.?)?\s*"
    r"(?P<hour>\d{1,2})\s*[:：点时]\s*(?P<minute>\d{1,2})\s*(?:[:：分]\s*(?P<second>\d{1,2}))?(?:\.\d+)?\s*[秒分]?\s*"
    r"(?P<after>[AaPp]\.?[Mm]\.?)?"
)
_WALL_EPOCH = EPOCH.replace(tzinfo=None)
_AFTERNOON = {"下午", "晚上", "中午", "p"}
_MORNING = {"上午", "早上", "凌晨", "a"}


def read_moment(written: str | int | float, zone: str) -> int:
    """The moment; without an offset of its own it is one of the zone's clock. Raises UserError."""
    if isinstance(written, int | float):
        return _counted(written)
    text = written.strip()
    if text.isdigit() and len(text) in (10, 13):
        return _counted(int(text))
    try:
        moment = datetime.fromisoformat(text) if ":" in text or "T" in text else _loosely(text)
    except ValueError:
        moment = _loosely(text)
    return to_ms(moment) if moment.tzinfo is not None else _of_wall(moment, zone)


def _counted(number: float) -> int:
    first, last = SECONDS
    if first <= number <= last:
        return int(number * 1000)
    if first <= number / 1000 <= last:
        return int(number)
    raise UserError(m.BAD_TIME, text=number)


def _loosely(text: str) -> datetime:
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise UserError(m.BAD_TIME, text=text[:40])
    half = (match["half"] or match["after"] or "").lower().rstrip("m.").rstrip(".")
    hour = int(match["hour"])
    if half in _AFTERNOON and hour < 12 and not (half == "中午" and hour > 9):
        hour += 12
    elif half in _MORNING and hour == 12:
        hour = 0
    year, month, day, minute, second = (int(match[name] or 0) for name in ("year", "month", "day", "minute", "second"))
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        raise UserError(m.BAD_TIME, text=text[:40]) from None


def _of_wall(wall: datetime, zone: str) -> int:
    ms = (wall - _WALL_EPOCH) // MILLISECOND
    return ms - _offset(ms // QUARTER_MS, zone)


@lru_cache(maxsize=4096)
def _offset(wall_quarter: int, zone: str) -> int:
    wall = from_ms(wall_quarter * QUARTER_MS).replace(tzinfo=ZoneInfo(zone))
    offset = wall.utcoffset()
    assert offset is not None
    return offset // MILLISECOND
