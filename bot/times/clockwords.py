"""Reads lengths of time and times of day: 1小时30分, 2w, 晚上8点半, 8pm."""

import re
from datetime import time, timedelta

from bot.commands.wording import chinese_number, normalize
from bot.errors import UserError
from bot.phrases import Phrase
from bot.times import messages as say

HOUR = 60
DAY = 24 * HOUR
_NUMERAL = r"[零〇一二两三四五六七八九十百廿卅]{1,6}"
NUMBER = rf"(?:\d{{1,6}}|{_NUMERAL})"
END = r"(?=\s|$)"
"""The end of a token: nothing that is read may stop inside one."""

LONGEST_TEXT = 120
"""No time takes more characters than this to say, so nothing longer is looked at."""

_LONGEST = timedelta(days=3660)
_SHOWN = 30
_UNITS = {
    "seconds": r"秒钟?|seconds?|secs?|s",
    "minutes": r"分钟?|minutes?|mins?|m",
    "hours": r"个?半?(?:小时|钟头)|hours?|hrs?|h",
    "days": r"天|days?|d",
    "weeks": r"周|个?(?:星期|礼拜)|weeks?|w",
}
_PIECE = re.compile(
    rf"\s*(?P<n>\d{{1,6}}(?:\.\d{{1,3}})?|{_NUMERAL}|半|an?\b)\s*"
    rf"(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _UNITS.items())})(?![a-z])",
    re.IGNORECASE,
)

_MORNING = ("凌晨", "清晨", "早晨", "早上", "早", "上午")
_AFTERNOON = ("下午", "傍晚")
_EVENING = ("晚上", "晚")
_NOON = ("中午", "正午", "noon")
_PARTS = {"半": 30, "一刻": 15, "三刻": 45}
_PERIODS = "|".join((*_MORNING, *_AFTERNOON, *_EVENING, "中午"))
_CLOCK = re.compile(
    r"(?P<h12>\d{1,2})(?::(?P<m12>\d{2}))?\s?(?P<half>[ap])\.?m\b\.?"
    rf"|(?:(?P<period>{_PERIODS})\s*)?"
    rf"(?:(?P<h>\d{{1,2}}):(?P<m>\d{{2}})(?!\d)"
    rf"|(?P<hour>{NUMBER})[点时](?:(?P<part>半|[一三]刻|整|钟)|(?P<minute>{NUMBER})分?)?)"
    rf"|{'|'.join(_NOON)}",
    re.IGNORECASE,
)


def unnamed(pattern: str) -> str:
    """A pattern without group names, to be used within others more than once."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


DURATION = rf"(?:{unnamed(_PIECE.pattern)})+"
CLOCK = rf"(?:{unnamed(_CLOCK.pattern)})"
CLOCKS = rf"{CLOCK}(?:(?:\s*(?:[,、和及&]|and\b)\s*|\s+|(?={_PERIODS})){CLOCK})*"
"""One time of day or more. Each text can be cut into times in one way only, or a failing match would take for ever."""


def mistake(phrase: Phrase, text: str, zh: str, en: str) -> UserError:
    """The error for a text, with the example in the language the text was written in."""
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return UserError(phrase, example=en if text.isascii() else zh, text=shown)


def parse_duration(text: str) -> timedelta:
    """A length of time above zero and up to ten years: 30分钟, 2小时, 1小时30分, 半小时, 14天, 2w, 90s."""
    plain = normalize(text).strip()
    if len(plain) > LONGEST_TEXT or not re.fullmatch(DURATION, plain, re.IGNORECASE):
        raise mistake(say.NO_DURATION, text, "1小时30分", "1h30m")
    total = sum((_length(piece) for piece in _PIECE.finditer(plain)), timedelta())
    if not total:
        raise mistake(say.NO_DURATION, text, "1小时30分", "1h30m")
    if total > _LONGEST:
        raise mistake(say.TOO_FAR, text, "14天", "14d")
    return total


def parse_time_of_day(text: str) -> time:
    """A time of day: 08:30, 8点半, 晚上8点, 下午3点20, 8pm, 中午. 24:00 and 晚上12点 are 00:00."""
    plain = normalize(text).strip()
    match = _CLOCK.fullmatch(plain[:LONGEST_TEXT])
    if match is None:
        raise mistake(say.UNREADABLE, text, "晚上8点半", "8:30pm")
    return as_time(_minutes(match) % DAY)


def clock_minutes(text: str) -> list[int]:
    """The times of day in a text in order, as minutes since midnight; 24:00 and later are in the following night."""
    return [_minutes(match) for match in _CLOCK.finditer(text)]


def as_time(minutes: int) -> time:
    """The time of day that is so many minutes after midnight."""
    return time(*divmod(minutes, HOUR))


def _length(piece: re.Match[str]) -> timedelta:
    unit = next(name for name in _UNITS if piece[name])
    amount = 0.5 if piece["n"] == "半" else 1 if piece["n"].lower() in ("a", "an") else _amount(piece["n"])
    if unit == "hours" and "半" in piece["hours"]:
        amount += 0.5
    return timedelta(**{unit: amount})


def _amount(text: str) -> float:
    return float(text) if text[0].isdigit() else chinese_number(text) or 0


def _minutes(match: re.Match[str]) -> int:
    wrong = mistake(say.NO_SUCH_CLOCK_TIME, match[0].strip(), "20:30", "20:30")
    if match["half"]:
        hour, minute = int(match["h12"]), int(match["m12"] or 0)
        if not 1 <= hour <= 12 or minute >= HOUR:
            raise wrong
        return (hour % 12 + (12 if match["half"] in "pP" else 0)) * HOUR + minute
    if not (match["h"] or match["hour"]):
        return DAY // 2
    hour = chinese_number(match["h"] or match["hour"])
    minute = _PARTS.get(match["part"], 0) if match["part"] else chinese_number(match["m"] or match["minute"] or "0")
    if hour is None or minute is None or minute >= HOUR or hour * HOUR + minute > DAY:
        raise wrong
    if match["period"] in _MORNING and hour > 12:
        raise wrong
    return _hour_in(match["period"], hour) * HOUR + minute


def _hour_in(period: str | None, hour: int) -> int:
    """The hour on a clock of 24 for one said with its part of the day; late evening runs past 24."""
    if period == "凌晨" and hour == 12:
        return 0
    if (period in _AFTERNOON and hour < 12) or (period == "中午" and hour <= 3):
        return hour + 12
    if period in _EVENING and hour <= 12:
        return hour + 12 if hour >= 5 else hour + 24
    return hour
