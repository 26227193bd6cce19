"""The Chinese calendar knows who works when, and when the moon is new."""

from datetime import date, timedelta

import holidays
import pytest

from bot.times.calendar import is_workday, lunar_date, lunar_months, workday_table_known


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 3, 3), True),  # a Tuesday
        (date(2026, 3, 7), False),  # a Saturday
        (date(2026, 2, 14), True),  # a Saturday to make up for Spring Festival
        (date(2026, 2, 20), False),  # the Friday it makes up for
        (date(2026, 10, 1), False),  # National Day
        (date(2025, 10, 11), True),  # a Saturday to make up for the National Day week
        (date(2027, 9, 30), True),  # not announced yet: a Thursday
        (date(2027, 10, 1), False),  # not announced yet, but the law says so
        (date(2027, 10, 9), False),  # not announced yet: a Saturday
    ],
)
def test_workdays(day: date, works: bool) -> None:
    """Make-up weekends are worked, legal holidays are not, in years not announced yet the law alone counts."""
    assert is_workday(day) == works


def test_the_two_libraries_agree_on_announced_years() -> None:
    """The make-up days we read are those of an independent table."""
    other = holidays.country_holidays("CN", years=(2024, 2025, 2026))
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(3 * 365 + 1)]
    assert [day for day in days if is_workday(day) != other.is_working_day(day)] == []


def test_the_two_libraries_agree_on_what_the_law_fixes() -> None:
    """Until a year is announced, its legal holidays are those of an independent table."""
    other = holidays.country_holidays("CN", years=range(2027, 2040), language="en_US")
    fixed = [day for day, name in other.items() if "observed" not in name and day.weekday() < 5]
    assert len(fixed) > 100
    assert [day for day in fixed if is_workday(day)] == []


def test_an_unannounced_year_is_known_to_be_unknown() -> None:
    """The warning about make-up days depends on it."""
    assert workday_table_known(2026)
    assert not workday_table_known(2040)
    assert not workday_table_known(2001)  # the table only has its last days, for the holiday of 2002


@pytest.mark.parametrize(
    ("lunar", "solar"),
    [
        ((2024, 1, 1), date(2024, 2, 10)),
        ((2025, 6, 6), date(2025, 6, 30)),  # the regular sixth month; 2025 has a leap sixth too
        ((2025, 7, 1), date(2025, 8, 23)),  # after the leap month
        ((2025, 8, 15), date(2025, 10, 6)),
        ((2025, 12, 30), date(2026, 2, 16)),  # a short month: its 29th
        ((2026, 1, 1), date(2026, 2, 17)),
        ((2026, 12, 30), date(2027, 2, 5)),
    ],
)
def test_lunar_dates(lunar: tuple[int, int, int], solar: date) -> None:
    """Festivals fall on the days that calendars print."""
    assert lunar_date(*lunar) == solar


@pytest.mark.parametrize("year", [2020, 2023, 2025, 2033, 2034])
def test_lunar_months_follow_each_other(year: int) -> None:
    """A lunar year is twelve months and perhaps a leap one, without gaps, up to the next year's first."""
    months = lunar_months(year)
    assert [abs(number) for number, _, _ in months if number > 0] == list(range(1, 13))
    ends = [first + timedelta(days=length) for _, first, length in months]
    assert ends == [first for _, first, _ in months[1:]] + [lunar_date(year + 1, 1, 1)]
