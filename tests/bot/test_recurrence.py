"""Recurrences fire when a person with a wall calendar would say so, in any zone."""

from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest

from bot.times.recurrence import due_between, next_after
from bot.times.timewords import recurrence_of

SHANGHAI = "Asia/Shanghai"


def at(text: str) -> datetime:
    """An ISO moment as UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def local(text: str) -> datetime:
    """A wall-clock time in Shanghai as UTC."""
    return at(f"{text}+08:00")


@pytest.mark.parametrize(
    ("rule", "after", "fires"),
    [
        ("每天 08:30", "2026-03-03 08:29", ["2026-03-03 08:30", "2026-03-04 08:30"]),
        ("每天 08:30", "2026-03-03 08:30", ["2026-03-04 08:30"]),
        ("每天 08:30 20:00", "2026-03-03 09:00", ["2026-03-03 20:00", "2026-03-04 08:30", "2026-03-04 20:00"]),
        ("每周五 20:00", "2026-03-03 09:00", ["2026-03-06 20:00", "2026-03-13 20:00"]),
        ("每周六、日 10:00", "2026-03-07 10:00", ["2026-03-08 10:00", "2026-03-14 10:00"]),
        ("每月1号、15号 09:00", "2026-12-20 00:00", ["2027-01-01 09:00", "2027-01-15 09:00"]),
        ("每月最后一天 09:00", "2028-02-01 00:00", ["2028-02-29 09:00", "2028-03-31 09:00", "2028-04-30 09:00"]),
        ("每月31号 09:00", "2026-04-01 00:00", ["2026-04-30 09:00", "2026-05-31 09:00"]),
        ("每月30号 09:00", "2026-01-31 00:00", ["2026-02-28 09:00", "2026-03-30 09:00"]),
        ("每月29号、30号 09:00", "2028-02-01 00:00", ["2028-02-29 09:00", "2028-03-29 09:00", "2028-03-30 09:00"]),
        ("每年11月11日 20:00", "2026-11-11 20:00", ["2027-11-11 20:00"]),
        ("每年2月29日 09:00", "2026-03-01 00:00", ["2027-02-28 09:00", "2028-02-29 09:00", "2029-02-28 09:00"]),
        ("工作日 09:00", "2026-02-13 10:00", ["2026-02-14 09:00", "2026-02-24 09:00"]),
        ("休息日 09:00", "2026-09-30 10:00", [f"2026-10-0{n} 09:00" for n in range(1, 8)] + ["2026-10-11 09:00"]),
        ("农历八月十五 18:00", "2025-01-01 00:00", ["2025-10-06 18:00", "2026-09-25 18:00"]),
        ("农历六月初一 09:00", "2025-06-01 00:00", ["2025-06-25 09:00", "2026-07-14 09:00"]),
        ("农历腊月三十 20:00", "2026-01-01 00:00", ["2026-02-16 20:00", "2027-02-05 20:00", "2028-01-25 20:00"]),
        ("农历每月初一 09:00", "2025-06-01 00:00", ["2025-06-25 09:00", "2025-07-25 09:00", "2025-08-23 09:00"]),
        ("农历每月初一、十五 09:00", "2026-02-16 12:00", ["2026-02-17 09:00", "2026-03-03 09:00"]),
        ("从2026-03-01起每3天 09:00", "2026-02-01 00:00", ["2026-03-01 09:00", "2026-03-04 09:00", "2026-03-07 09:00"]),
        ("从2026-03-01起每14天 09:00", "2026-03-20 00:00", ["2026-03-29 09:00"]),
        ("每2小时", "2026-03-03 21:00", ["2026-03-03 22:00", "2026-03-04 00:00"]),
        ("每24小时", "2026-03-03 21:00", ["2026-03-04 00:00", "2026-03-05 00:00"]),
        ("每15分钟", "2026-03-03 21:50", ["2026-03-03 22:00", "2026-03-03 22:15"]),
        ("cron 30 8 * * 1-5", "2026-03-05 12:00", ["2026-03-06 08:30", "2026-03-09 08:30"]),
        ("cron 0 9 * * 0", "2026-03-05 12:00", ["2026-03-08 09:00", "2026-03-15 09:00"]),
        ("cron 0 9 * * 7", "2026-03-05 12:00", ["2026-03-08 09:00"]),
        ("cron 0 9 * * sun-tue", "2026-03-05 12:00", None),
        ("cron 0 9 * * sat,sun", "2026-03-05 12:00", ["2026-03-07 09:00", "2026-03-08 09:00"]),
        ("cron 0 9 13 * 5", "2026-03-01 00:00", ["2026-03-06 09:00", "2026-03-13 09:00", "2026-03-20 09:00"]),
        ("cron 0 9 10 * fri", "2026-03-07 00:00", ["2026-03-10 09:00", "2026-03-13 09:00"]),
        ("cron 0 0 29 2 *", "2026-03-01 00:00", ["2028-02-29 00:00", "2032-02-29 00:00"]),
        ("cron 0 0 31 * *", "2026-03-31 00:00", ["2026-05-31 00:00"]),
        ("cron */20 8-9 * jan,dec *", "2026-12-31 09:30", ["2026-12-31 09:40", "2027-01-01 08:00"]),
        ("cron 5/20 8 * * *", "2026-03-03 08:05", ["2026-03-03 08:25", "2026-03-03 08:45", "2026-03-04 08:05"]),
        ("2026-11-11 20:00", "2026-11-11 19:59", ["2026-11-11 20:00"]),
        ("2026-11-11T20:00:30+08:00", "2026-11-11 19:59", ["2026-11-11 20:00:30"]),
    ],
)
def test_fires(rule: str, after: str, fires: list[str] | None) -> None:
    """The policies for short months, leap days, leap months, make-up workdays and cron lines hold."""
    if fires is None:
        fires = ["2026-03-08 09:00", "2026-03-09 09:00", "2026-03-10 09:00", "2026-03-15 09:00"]
    moments = due_between(recurrence_of(rule), local(after), local("2040-01-01 00:00"), SHANGHAI, len(fires))
    assert moments == [local(each) for each in fires]


@pytest.mark.parametrize(
    ("zone", "rule", "after", "fires"),
    [
        # 02:00 became 03:00: the first instant after the gap, and only once
        (
            "America/New_York",
            "每天 02:30",
            "2026-03-08T00:00-05:00",
            ["2026-03-08T03:00-04:00", "2026-03-09T02:30-04:00"],
        ),
        (
            "America/New_York",
            "每天 02:15 02:45 03:00",
            "2026-03-08T00:00-05:00",
            ["2026-03-08T03:00-04:00", "2026-03-09T02:15-04:00"],
        ),
        ("America/New_York", "2026-03-08 02:30", "2026-03-08T00:00-05:00", ["2026-03-08T03:00-04:00"]),
        # 02:00 became 01:00: the first of the two, and nothing at the second
        (
            "America/New_York",
            "每天 01:30",
            "2026-11-01T00:00-04:00",
            ["2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00"],
        ),
        ("America/New_York", "每天 01:30", "2026-11-01T01:10-05:00", ["2026-11-02T01:30-05:00"]),
        (
            "America/New_York",
            "每30分钟",
            "2026-11-01T01:00-04:00",
            ["2026-11-01T01:30-04:00", "2026-11-01T02:00-05:00"],
        ),
        ("Europe/London", "每天 01:30", "2026-03-29T00:00+00:00", ["2026-03-29T02:00+01:00", "2026-03-30T01:30+01:00"]),
        ("Europe/London", "每天 01:15", "2026-10-25T00:00+01:00", ["2026-10-25T01:15+01:00", "2026-10-26T01:15+00:00"]),
        # half an hour of daylight saving
        (
            "Australia/Lord_Howe",
            "每天 02:15",
            "2026-10-03T23:00+10:30",
            ["2026-10-04T02:30+11:00", "2026-10-05T02:15+11:00"],
        ),
        (
            "Australia/Lord_Howe",
            "每天 01:45",
            "2026-04-05T00:00+11:00",
            ["2026-04-05T01:45+11:00", "2026-04-06T01:45+10:30"],
        ),
        # a whole day that never was
        ("Pacific/Apia", "每天 09:00", "2011-12-29T10:00-10:00", ["2011-12-31T00:00+14:00", "2011-12-31T09:00+14:00"]),
    ],
)
def test_clock_changes(zone: str, rule: str, after: str, fires: list[str]) -> None:
    """A skipped time fires right after the gap, one that comes twice fires at its first."""
    moments = due_between(recurrence_of(rule), at(after), at("2040-01-01T00:00+00:00"), zone, len(fires))
    assert moments == [at(each) for each in fires]


def test_a_rule_follows_the_group_to_another_zone() -> None:
    """The wall-clock time is kept, the instant moves; a length of time from now is an instant and stays."""
    now = at("2026-07-01T00:00+00:00")
    assert next_after(recurrence_of("每天 08:30"), now, SHANGHAI) == at("2026-07-01T08:30+08:00")
    assert next_after(recurrence_of("每天 08:30"), now, "Europe/London") == at("2026-07-01T08:30+01:00")
    instant = recurrence_of("2026-07-01T12:00:00+08:00")
    assert next_after(instant, now, SHANGHAI) == next_after(instant, now, "Europe/London")


def test_a_single_time_is_over_when_it_was() -> None:
    """Nothing is due after it, and it is due up to and including its own moment."""
    once, moment = recurrence_of("2026-11-11 20:00"), local("2026-11-11 20:00")
    assert next_after(once, moment, SHANGHAI) is None
    assert due_between(once, moment - timedelta(days=1), moment, SHANGHAI, 10) == [moment]
    assert due_between(once, moment, moment + timedelta(days=1), SHANGHAI, 10) == []


@pytest.mark.parametrize(
    "rule", ["每天 08:30", "每月1号、30号 08:30", "每年2月29日 09:00", "工作日 09:00", "cron 30 8 * * 1-5"]
)
def test_the_next_time_is_cheap(rule: str) -> None:
    """Far under a millisecond, since a scheduler asks for thousands in a second."""
    recurrence, after = recurrence_of(rule), local("2026-03-03 03:03")
    next_after(recurrence, after, SHANGHAI)
    start = perf_counter()
    for _ in range(200):
        next_after(recurrence, after, SHANGHAI)
    assert (perf_counter() - start) / 200 < 0.001
