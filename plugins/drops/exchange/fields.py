"""Reads what stands in a field of any file: a time, an end, a yes or no, a place."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.commands.wording import fold, normalize
from bot.errors import UserError
from bot.times import messages as times
from bot.times.clockwords import mistake
from bot.times.recurrence import Once, Recurrence, next_after, to_utc
from bot.times.timewords import parse_recurrence
from plugins.drops.exchange import messages as m
from plugins.drops.exchange.plan import End, Reading, Where

SHOWN = 30
MOST_TIMES = 100_000

_YES = frozenset({"是", "对", "y", "yes", "true", "1", "√", "✓", "✔", "x", "推广", "必发", "promo", "must"})
_NO = frozenset({"", "否", "不", "n", "no", "false", "0", "-", "—"})
_NEVER = frozenset({"不限", "永远", "forever", "noend", "never"})
_TIMES = re.compile(r"(?:共|x|×)?\s*(\d{1,6})\s*(?:次|回|times?)?", re.IGNORECASE)
_BETWEEN_TAGS = re.compile(r"[\s#＃、,，]+")
_DATE = re.compile(r"(?:直到|到|截止|until)?\s*(2[01]\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.IGNORECASE)


def short(text: str) -> str:
    """So much of a text as an error can show."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def read_when(text: str, zone: str, reading: Reading) -> Recurrence:
    """A recurrence or a single time that is still ahead; raises UserError."""
    tokens = text.split()
    when, used = parse_recurrence(tokens, reading.now, zone)
    if used < len(tokens):
        raise mistake(times.UNREADABLE, text, "每周五 20:00", "every fri 20:00")
    return _ahead(when, text, zone, reading)


def read_wall(wall: datetime, zone: str, reading: Reading) -> Recurrence:
    """A date with its time, as a spreadsheet or a calendar keeps it."""
    return _ahead(Once(wall.replace(second=0, microsecond=0)), f"{wall:%Y-%m-%d %H:%M}", zone, reading)


def read_zone(text: str) -> str:
    """The name of a time zone, or empty for none."""
    if not text:
        return ""
    try:
        return ZoneInfo(text).key
    except (ValueError, OSError, KeyError):
        raise UserError(m.NO_ZONE, text=short(text)) from None


def read_flag(value: str, column: str) -> bool:
    """Yes or no; an empty field is no."""
    word = normalize(value).strip().lower()
    if word not in _YES | _NO:
        raise UserError(m.NO_FLAG, column=column, text=short(value))
    return word in _YES


def read_where(text: str, *, is_tag: bool = False) -> Where:
    """A group by name or number, or #tag, or several: #读书 #早起."""
    if is_tag or text[:1] in ("#", "＃"):
        return Where(tag=" ".join(dict.fromkeys(fold(tag) for tag in _BETWEEN_TAGS.split(text) if tag)))
    return Where(group=text)


def read_end(text: str, zone: str, reading: Reading) -> End:
    """不限, 共10次, 直到 2026-12-31; nothing for as long as usual."""
    word = normalize(text).strip()
    if not word:
        return End()
    if word.replace(" ", "").lower() in _NEVER:
        return End(never=True)
    if (found := _TIMES.fullmatch(word)) and 0 < int(found[1]) <= MOST_TIMES:
        return End(times=int(found[1]))
    if found := _DATE.fullmatch(word):
        try:
            return checked_end(End(date(*map(int, found.groups()))), zone, reading)
        except ValueError:
            raise UserError(times.NO_SUCH_DATE, text=short(text)) from None
    raise UserError(m.NO_END, text=short(text))


def checked_end(end: End, zone: str, reading: Reading) -> End:
    """The same; raises UserError for one that is past."""
    if end.at is not None and end_moment(end.at, zone) <= reading.now:
        raise UserError(times.PAST, text=f"{end.at:%Y-%m-%d}")
    return end


def end_moment(at: datetime | date, zone: str) -> datetime:
    """The last instant (UTC) that belongs to it: a day lasts until 23:59, as in chat."""
    return at.astimezone(UTC) if isinstance(at, datetime) else to_utc(datetime.combine(at, time(23, 59)), zone)


def _ahead(when: Recurrence, text: str, zone: str, reading: Reading) -> Recurrence:
    if next_after(when, reading.now, zone) is None:
        tomorrow = f"{reading.now.astimezone(ZoneInfo(zone)):%Y-%m-%d} 23:00"
        raise mistake(times.PAST, text, tomorrow, tomorrow)
    return when
