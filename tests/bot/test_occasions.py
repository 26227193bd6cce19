"""Special days fall where printed calendars have them, from 1990 to 2050, and are known by what people call them."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from holidays import country_holidays
from holidays.calendars.chinese import _ChineseLunisolar

from bot.times.occasions import OCCASIONS, Occasion, occasion, rule

YEARS = range(1990, 2051)
TABLE: Any = _ChineseLunisolar()
"""Another library's, from tables of its own."""

SPRING_FESTIVALS = """
1990-01-27 1991-02-15 1992-02-04 1993-01-23 1994-02-10 1995-01-31 1996-02-19 1997-02-07 1998-01-28 1999-02-16
2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-18 2008-02-07 2009-01-26
2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05
2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13
2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08 2036-01-28 2037-02-15 2038-02-04 2039-01-24
2040-02-12 2041-02-01 2042-01-22 2043-02-10 2044-01-30 2045-02-17 2046-02-06 2047-01-26 2048-02-14 2049-02-02
2050-01-23
"""


def named(name: str) -> Occasion:
    """It exists."""
    found = occasion(name)
    assert found is not None, name
    return found


def only(name: str, year: int) -> date:
    """The one day of the year that it is on."""
    [day] = named(name).dates(year)
    return day


def test_spring_festival() -> None:
    """As printed; its eve is the day before, also where the twelfth month has 29 days."""
    printed = [date.fromisoformat(each) for each in SPRING_FESTIVALS.split()]
    assert [only("春节", year) for year in YEARS] == printed
    assert [only("除夕", year) for year in YEARS] == [day - timedelta(days=1) for day in printed]
    assert [only("元宵", year) for year in YEARS] == [day + timedelta(days=14) for day in printed]


@pytest.mark.parametrize("year", YEARS)
def test_lunar_festivals_agree_with_another_table(year: int) -> None:
    """Leap months included."""
    others = {
        "春节": TABLE.lunar_new_year_date(year)[0],
        "端午": TABLE.dragon_boat_date(year)[0],
        "中秋": TABLE.mid_autumn_date(year)[0],
        "重阳": TABLE.double_ninth_date(year)[0],
        "清明": TABLE.qingming_date(year)[0],
        "冬至": TABLE.winter_solstice_date(year)[0],
    }
    assert {name: only(name, year) for name in others} == others


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("清明", "1990-04-05 2000-04-04 2008-04-04 2019-04-05 2020-04-04 2026-04-05 2032-04-04 2050-04-04"),
        ("冬至", "1990-12-22 2008-12-21 2019-12-22 2020-12-21 2026-12-22 2028-12-21 2050-12-22"),
        ("立春", "1990-02-04 2017-02-03 2020-02-04 2021-02-03 2025-02-03 2026-02-04 2050-02-03"),
        ("七夕", "2006-07-31 2020-08-25 2023-08-22 2024-08-10 2025-08-29 2026-08-19"),
        ("中元节", "2020-09-02 2023-08-30 2025-09-06 2026-08-27"),
        ("龙抬头", "2023-02-21 2024-03-11 2025-03-01 2026-03-20"),
        ("小年", "2023-01-14 2024-02-02 2025-01-22 2026-02-10"),
        ("南小年", "2023-01-15 2024-02-03 2025-01-23 2026-02-11"),
        ("母亲节", "1990-05-13 2000-05-14 2020-05-10 2022-05-08 2026-05-10 2039-05-08 2050-05-08"),
        ("父亲节", "1990-06-17 2020-06-21 2022-06-19 2026-06-21 2050-06-19"),
        ("感恩节", "2020-11-26 2023-11-23 2026-11-26 2028-11-23"),
        ("教师节", "2026-09-10"),
        ("双11", "2026-11-11"),
        ("年货节", "2021-01-20 2024-01-18 2025-01-07 2026-01-26"),  # as the national one has begun on Laba
    ],
)
def test_known_days(name: str, days: str) -> None:
    """As published."""
    published = [date.fromisoformat(each) for each in days.split()]
    assert [only(name, day.year) for day in published] == published


@pytest.mark.parametrize(("year", "days"), [(2022, ["2022-01-10", "2022-12-30"]), (2023, []), (2024, ["2024-01-18"])])
def test_a_lunar_day_comes_once_a_lunar_year(year: int, days: list[str]) -> None:
    """So twice in some solar years, and in others never; what comes next is right all the same."""
    assert [day.isoformat() for day in named("腊八").dates(year)] == days
    assert named("腊八").next_on_or_after(date(2022, 12, 31)) == date(2024, 1, 18)
    assert named("腊八").next_on_or_after(date(2022, 12, 30)) == date(2022, 12, 30)


@pytest.mark.parametrize("year", range(2008, 2027))
def test_the_law_gives_these_days_off(year: int) -> None:
    """Every holiday of the law is an occasion we know."""
    official = country_holidays("CN", years=year)
    for name in ("元旦", "春节", "清明", "劳动节", "端午节", "中秋节", "国庆节"):
        assert only(name, year) in official, name


@pytest.mark.parametrize("each", OCCASIONS, ids=lambda each: each.name.zh)
def test_every_occasion_comes_in_its_season(each: Occasion) -> None:
    """About once a year and never twice in half a year, and each of its names finds it."""
    days = [day for year in YEARS for day in each.dates(year)]
    assert len(YEARS) - 1 <= len(days) <= len(YEARS) + 1
    assert days == sorted(days)
    assert all(timedelta(days=353) <= b - a <= timedelta(days=385) for a, b in pairwise(days))
    assert [rule(name) for name in (each.name.zh, each.name.en, *each.aliases)] == [each] * (2 + len(each.aliases))


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("双十一", "双11"),
        ("双１１", "双11"),
        ("11.11", "双11"),
        ("double 11", "双11"),
        ("端午", "端午节"),
        ("清明节", "清明"),
        ("七夕节", "七夕"),
        ("mothers day", "母亲节"),
        ("mother’s day", "母亲节"),
        ("mid autumn festival", "中秋节"),
        ("三八节", "妇女节"),
        ("三八", "38"),
        ("女王节", "38"),
        ("五一", "劳动节"),
        ("十一", "国庆节"),
    ],
)
def test_what_people_call_them(word: str, name: str) -> None:
    """In any width, case and spelling."""
    assert named(word).name.zh == name


@pytest.mark.parametrize(
    "word", ["", "节", "双13", "生日", "明天", "11", "。", "13-01", "31-5", "2-30", "0-5", "农历十三月初一"]
)
def test_what_is_none(word: str) -> None:
    """No occasion and no date."""
    assert rule(word) is None


@pytest.mark.parametrize(
    ("text", "zh", "en", "after", "day"),
    [
        ("11-12", "11月12日", "12 Nov", "2026-03-02", "2026-11-12"),
        ("3-8", "3月8日", "8 Mar", "2026-03-02", "2026-03-08"),
        ("5月20日", "5月20日", "20 May", "2026-05-20", "2026-05-20"),
        ("5月20", "5月20日", "20 May", "2026-05-21", "2027-05-20"),
        ("每年5月20号", "5月20日", "20 May", "2026-03-02", "2026-05-20"),
        ("十二月三十一日", "12月31日", "31 Dec", "2026-03-02", "2026-12-31"),
        ("May 20", "5月20日", "20 May", "2026-03-02", "2026-05-20"),
        ("20th may", "5月20日", "20 May", "2026-03-02", "2026-05-20"),
        ("2/29", "2月29日", "29 Feb", "2026-03-02", "2027-02-28"),
        ("2-29", "2月29日", "29 Feb", "2028-01-01", "2028-02-29"),
        ("农历八月初三", "农历八月初三", "lunar 8-3", "2026-03-02", "2026-09-13"),
        ("农历 8-3", "农历八月初三", "lunar 8-3", "2026-03-02", "2026-09-13"),
        ("阴历十一月初一", "农历冬月初一", "lunar 11-1", "2026-03-02", "2026-12-09"),
        ("lunar 12-23", "农历腊月廿三", "lunar 12-23", "2026-03-02", "2027-01-30"),
        ("腊月二十三", "农历腊月廿三", "lunar 12-23", "2026-03-02", "2027-01-30"),
        ("八月初三", "农历八月初三", "lunar 8-3", "2026-03-02", "2026-09-13"),
        ("正月十六", "农历正月十六", "lunar 1-16", "2026-03-05", "2027-02-21"),
        ("农历八月三十", "农历八月三十", "lunar 8-30", "2026-03-02", "2026-10-09"),  # a short month's last day
        ("农历六月初一", "农历六月初一", "lunar 6-1", "2025-06-26", "2026-07-14"),  # not in the leap month
        ("农历闰六月初一", "农历闰六月初一", "lunar leap 6-1", "2025-01-01", "2025-07-25"),
        ("闰六月初一", "农历闰六月初一", "lunar leap 6-1", "2025-07-26", "2026-07-14"),  # no leap sixth
        ("lunar leap 6-1", "农历闰六月初一", "lunar leap 6-1", "2025-01-01", "2025-07-25"),
    ],
)
def test_dates_of_ones_own(text: str, zh: str, en: str, after: str, day: str) -> None:
    """Read, said back in a way that reads the same, and found in the calendar."""
    found = rule(text)
    assert found is not None
    assert (found.name.zh, found.name.en, found.kind) == (zh, en, "own")
    assert found == rule(zh) == rule(en)
    assert found.next_on_or_after(date.fromisoformat(after)).isoformat() == day
