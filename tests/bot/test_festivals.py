"""A day is known for what calendars print on it."""

from datetime import date, timedelta

import pytest

from bot.times.festivals import day_off, lunar_of, occasions
from bot.times.yearly import TERMS


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2026-01-01", ["元旦"]),
        ("2026-01-26", ["腊八", "年货节"]),
        ("2022-12-30", ["腊八", "年货节"]),  # of that very year
        ("2026-02-10", ["小年"]),
        ("2026-02-16", ["除夕"]),
        ("2025-01-28", ["除夕"]),  # the twelfth month has 29 days
        ("2026-02-17", ["春节"]),
        ("2026-03-03", ["元宵节"]),
        ("2026-03-08", ["妇女节", "38"]),
        ("2026-03-20", ["龙抬头", "春分"]),
        ("2026-04-05", ["清明"]),
        ("2026-05-01", ["劳动节"]),
        ("2026-05-10", ["母亲节"]),
        ("2026-05-20", ["520"]),
        ("2026-06-01", ["儿童节"]),
        ("2026-06-18", ["618"]),
        ("2026-06-19", ["端午节"]),
        ("2026-06-21", ["父亲节", "夏至"]),
        ("2026-08-18", ["818"]),
        ("2026-08-19", ["七夕"]),
        ("2026-08-27", ["中元节"]),
        ("2025-08-29", ["七夕"]),  # after a leap sixth month
        ("2026-09-09", ["99"]),
        ("2026-09-10", ["教师节"]),
        ("2026-09-25", ["中秋节"]),
        ("2020-10-01", ["国庆节", "中秋节"]),
        ("2026-10-18", ["重阳节"]),
        ("2026-11-11", ["双11"]),
        ("2026-12-12", ["双12"]),
        ("2026-12-22", ["冬至"]),
        ("2027-01-05", ["小寒"]),
        ("2026-11-12", []),
    ],
)
def test_occasions(day: str, names: list[str]) -> None:
    """What most people would name first comes first."""
    assert [each("zh") for each in occasions(date.fromisoformat(day))] == names


@pytest.mark.parametrize("year", [2020, 2025, 2026, 2033, 2050])
def test_every_year_has_each_term_once(year: int) -> None:
    """24 terms, two a month, in their order."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    terms = [name for day in days for name in occasions(day) if name in TERMS]
    assert [term.zh for term in terms] == [term.zh for term in (*TERMS[1:], TERMS[0])]


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        ("2026-11-11", "初三", "10-3"),
        ("2026-11-09", "十月", "10-1"),
        ("2025-07-25", "闰六月", "leap 6-1"),
        ("2025-07-26", "初二", "6-2"),
        ("2026-02-16", "廿九", "12-29"),
        ("2026-01-01", "十三", "11-13"),
        ("2033-12-22", "闰冬月", "leap 11-1"),
    ],
)
def test_lunar_days(day: str, zh: str, en: str) -> None:
    """The day's name, on the first of a month the month's."""
    assert (lunar_of(date.fromisoformat(day)).name.zh, lunar_of(date.fromisoformat(day)).name.en) == (zh, en)


@pytest.mark.parametrize(
    ("day", "mark"),
    [("2026-10-01", "off"), ("2026-10-10", "made up"), ("2026-10-11", ""), ("2040-10-01", "off"), ("2026-11-02", "")],
)
def test_days_off(day: str, mark: str) -> None:
    """Announced days off and made-up days; ordinary weekends have no mark."""
    assert day_off(date.fromisoformat(day)) == mark
