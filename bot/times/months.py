"""Which month is meant by 11月, 2026-11, 下月, nov."""

import re
from datetime import date

from bot.commands.wording import chinese_number, fold

_NUMBERED = re.compile(r"(?:(?P<y>(?:19|20)\d\d)[-/.年])?\s*(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})月?(?:份)?")
_STEPS = {"本月": 0, "这个月": 0, "这月": 0, "this": 0, "this month": 0} | {
    "下月": 1, "下个月": 1, "next": 1, "next month": 1, "上月": -1, "上个月": -1, "last": -1, "last month": -1,
}  # fmt: skip
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def month_in(text: str, today: date) -> date | None:
    """The first day of the month that is meant, the present one when nothing is said; None for what is no month.

    A month without a year is this year's or, once that is over, next year's.
    """
    word = " ".join(fold(text).split())
    if not word or word in _STEPS:
        return months_on(today, _STEPS.get(word, 0))
    match = _NUMBERED.fullmatch(word)
    english = next((n for n, name in enumerate(_ENGLISH, 1) if word.startswith(name) and word.isalpha()), None)
    number = english or (match and chinese_number(match["m"])) or 0
    if not 1 <= number <= 12:
        return None
    return date(int(match["y"]) if match and match["y"] else today.year + (number < today.month), number, 1)


def months_on(day: date, n: int) -> date:
    """The first day of the month so many months on."""
    months = day.year * 12 + day.month - 1 + n
    return date(months // 12, months % 12 + 1, 1)
