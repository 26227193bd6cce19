"""The special days of the year, each with its names, and how they and dates of one's own are read.

年货节 begins on Laba, as the national one (全国网上年货节) does. 小年 is the northern one, a day before the southern.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count
from typing import Literal

from bot.commands.wording import chinese_number, fold
from bot.phrases import Phrase
from bot.times.cron import LONGEST_MONTHS
from bot.times.days import LUNAR_MONTHS, lunar_day_name
from bot.times.yearly import TERMS, Lunar, NthWeekday, Solar, SolarTerm, Yearly

Kind = Literal["festival", "shopping", "term", "own"]
"""A solar term that is a festival too, such as 清明, is a term; "own" is a bare date."""

_SUNDAY, _THURSDAY = 6, 3
_LONGEST = 40
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day that comes each year; `rule` reads its Chinese and its English name back."""

    name: Phrase
    kind: Kind
    aliases: tuple[str, ...]
    on: Yearly

    def dates(self, year: int) -> tuple[date, ...]:
        """Its days in a solar year: one; of a lunar date sometimes two or none."""
        return self.on.dates(year)

    def next_on_or_after(self, day: date) -> date:
        """The first time it comes that is not before `day`."""
        return next(found for year in count(day.year) for found in self.dates(year) if found >= day)


def occasion(text: str) -> Occasion | None:
    """The one that is known by this name: 双11, 端午, Mother's Day; None when there is none."""
    word = _key(text)
    return next((_by_name()[each] for each in (word, f"{word}节", word.removesuffix("节")) if each in _by_name()), None)


def rule(text: str) -> Occasion | None:
    """The occasion of this name, or of a date: `11-11`, `5月20日`, `20 May`, `农历八月初三`, `闰六月初一`; or None."""
    word = " ".join(fold(text[:_LONGEST]).split())
    return occasion(word) or _solar(word) or _lunar(word)


def _key(text: str) -> str:
    return re.sub(r"[\s'’]|(?<!\d)-", "", fold(text))


@cache
def _by_name() -> dict[str, Occasion]:
    return {_key(name): each for each in OCCASIONS for name in (each.name.zh, each.name.en, *each.aliases)}


_DAY = r"(?P<d>\d{1,2}|[初廿卅一二三四五六七八九十]{1,3})[日号]?"
_MONTH = r"(?P<m>\d{1,2}|[正冬腊]|十?[一二三四五六七八九十])"
_SOLAR = re.compile(rf"(?:每年的?)?{_MONTH}(?:[-/.]|月){_DAY}")
_NAMED = "|".join(_MONTHS_EN).lower()
_SOLAR_EN = re.compile(
    rf"(?P<m>{_NAMED})[a-z]*\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?P<m2>{_NAMED})[a-z]*"
)
_LUNAR = re.compile(rf"(?:每年的?)?(?:(?P<said>农历|阴历|旧历|lunar) ?)?(?P<leap>闰|leap )?{_MONTH}(?:[-/.]|月){_DAY}")
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_OLD_WORDS = re.compile(r"[正冬腊闰初廿卅]")


def _solar(word: str) -> Occasion | None:
    if english := _SOLAR_EN.fullmatch(word):
        month = _MONTHS_EN.index((english["m"] or english["m2"]).capitalize()) + 1
        return _of_date(month, int(english["d"] or english["d2"]))
    match = _SOLAR.fullmatch(word)
    if match is None or _OLD_WORDS.search(word):
        return None
    return _of_date(chinese_number(match["m"]) or 0, chinese_number(match["d"]) or 0)


def _of_date(month: int, day: int) -> Occasion | None:
    if not (1 <= month <= len(LONGEST_MONTHS) and 1 <= day <= LONGEST_MONTHS[month - 1]):
        return None
    name = Phrase(f"{month}月{day}日", f"{day} {_MONTHS_EN[month - 1]}")
    return Occasion(name, "own", (), Solar(month, day))


def _lunar(word: str) -> Occasion | None:
    """Words such as 腊月廿三 are of the lunar calendar without saying so."""
    match = _LUNAR.fullmatch(word)
    if match is None or not (match["said"] or _OLD_WORDS.search(word)):
        return None
    month = _LUNAR_MONTHS.get(match["m"]) or chinese_number(match["m"]) or 0
    day = chinese_number(match["d"]) or 0
    if not (1 <= month <= len(LUNAR_MONTHS) and 1 <= day <= max(LONGEST_MONTHS) - 1):
        return None
    zh = f"农历{'闰' if match['leap'] else ''}{LUNAR_MONTHS[month - 1]}月{lunar_day_name(day)}"
    en = f"lunar {'leap ' if match['leap'] else ''}{month}-{day}"
    return Occasion(Phrase(zh, en), "own", (), Lunar(month, day, bool(match["leap"])))


def _all() -> Iterator[Occasion]:
    for zh, en, on, *aliases in _FESTIVALS:
        yield Occasion(Phrase(zh, en), "festival", tuple(aliases), on)
    for zh, en, on, *aliases in _SHOPPING:
        yield Occasion(Phrase(zh, en), "shopping", tuple(aliases), on)
    for number, name in enumerate(TERMS):
        yield Occasion(name, "term", _TERM_ALIASES.get(name.zh, ()), SolarTerm(number))


# What most people would name first of a day comes first.
_FESTIVALS: tuple[tuple[str, str, Yearly, *tuple[str, ...]], ...] = (
    ("元旦", "New Year", Solar(1, 1), "New Year's Day", "阳历新年"),
    ("除夕", "Lunar New Year's Eve", Lunar(12, 30), "年三十", "大年三十", "大年夜", "Chinese New Year's Eve"),
    ("春节", "Spring Festival", Lunar(1, 1), "大年初一", "过年", "农历新年", "Chinese New Year", "Lunar New Year"),
    ("元宵节", "Lantern Festival", Lunar(1, 15), "上元节", "灯节", "正月十五"),
    ("龙抬头", "Dragon Raises Its Head", Lunar(2, 2), "二月二"),
    ("上巳节", "Shangsi", Lunar(3, 3), "三月三"),
    ("劳动节", "Labour Day", Solar(5, 1), "五一", "五一节", "51", "Labor Day", "May Day"),
    ("端午节", "Dragon Boat Festival", Lunar(5, 5), "端阳节", "粽子节", "Dragon Boat", "Duanwu"),
    ("七夕", "Qixi", Lunar(7, 7), "乞巧节", "七巧节", "Double Seventh"),
    ("中元节", "Ghost Festival", Lunar(7, 15), "鬼节", "盂兰盆节", "七月半"),
    ("国庆节", "National Day", Solar(10, 1), "十一", "国庆", "十一黄金周", "Golden Week"),
    ("中秋节", "Mid-Autumn Festival", Lunar(8, 15), "八月十五", "月饼节", "团圆节", "Mid-Autumn", "Moon Festival"),
    ("重阳节", "Double Ninth", Lunar(9, 9), "老人节", "九月九", "九九重阳", "Chongyang"),
    ("寒衣节", "Winter Clothes Day", Lunar(10, 1)),
    ("下元节", "Xiayuan", Lunar(10, 15)),
    ("腊八", "Laba", Lunar(12, 8), "腊八节"),
    ("小年", "Little New Year", Lunar(12, 23), "北小年", "北方小年", "祭灶节"),
    ("南小年", "Southern Little New Year", Lunar(12, 24), "南方小年"),
    ("情人节", "Valentine's Day", Solar(2, 14), "214", "Valentines"),
    ("妇女节", "Women's Day", Solar(3, 8), "三八节", "三八妇女节", "国际妇女节", "International Women's Day"),
    ("植树节", "Arbor Day", Solar(3, 12)),
    ("315", "Consumer Rights Day", Solar(3, 15), "3.15", "消费者权益日", "消费者日"),
    ("世界读书日", "World Book Day", Solar(4, 23), "读书日", "读书节", "423", "Book Day"),
    ("青年节", "Youth Day", Solar(5, 4), "五四", "五四青年节", "54"),
    ("母亲节", "Mother's Day", NthWeekday(5, 2, _SUNDAY), "妈妈节"),
    ("儿童节", "Children's Day", Solar(6, 1), "六一", "六一节", "六一儿童节", "61"),
    ("父亲节", "Father's Day", NthWeekday(6, 3, _SUNDAY), "爸爸节"),
    ("建党节", "Party Founding Day", Solar(7, 1), "七一", "71"),
    ("建军节", "Army Day", Solar(8, 1), "八一", "81"),
    ("教师节", "Teachers' Day", Solar(9, 10), "老师节", "Teacher's Day"),
    ("万圣夜", "Halloween", Solar(10, 31), "万圣节"),
    ("感恩节", "Thanksgiving", NthWeekday(11, 4, _THURSDAY)),
    ("平安夜", "Christmas Eve", Solar(12, 24)),
    ("圣诞节", "Christmas", Solar(12, 25), "圣诞", "Xmas", "Christmas Day"),
)
_SHOPPING: tuple[tuple[str, str, Yearly, *tuple[str, ...]], ...] = (
    ("年货节", "New Year Shopping Festival", Lunar(12, 8), "网上年货节", "New Year Shopping"),
    ("38", "3.8", Solar(3, 8), "三八", "女王节", "女神节", "38女王节", "三八大促"),
    ("520", "5.20", Solar(5, 20), "五二零", "网络情人节", "表白日"),
    ("618", "6.18", Solar(6, 18), "六一八", "618大促", "年中大促"),
    ("818", "8.18", Solar(8, 18), "八一八"),
    ("99", "9.9", Solar(9, 9), "99划算节", "划算节"),
    ("双11", "Double 11", Solar(11, 11), "双十一", "1111", "11.11", "光棍节", "Double Eleven", "Singles' Day"),
    ("双12", "Double 12", Solar(12, 12), "双十二", "1212", "12.12", "Double Twelve"),
)
_TERM_ALIASES = {
    "清明": ("清明节", "扫墓节", "Tomb Sweeping Day", "Qingming Festival"),
    "冬至": ("冬至节", "冬节", "Dongzhi"),
}

OCCASIONS = tuple(_all())
