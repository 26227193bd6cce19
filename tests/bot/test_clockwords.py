"""Lengths of time and times of day are read as people write them."""

from datetime import time, timedelta

import pytest

from bot.errors import UserError
from bot.times.clockwords import parse_duration, parse_time_of_day


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("30分钟", timedelta(minutes=30)), ("2小时", timedelta(hours=2)), ("1小时30分", timedelta(minutes=90)),
        ("14天", timedelta(days=14)), ("2w", timedelta(weeks=2)), ("两周", timedelta(weeks=2)),
        ("90s", timedelta(seconds=90)), ("半小时", timedelta(minutes=30)), ("一个半小时", timedelta(minutes=90)),
        ("半天", timedelta(hours=12)), ("十分钟", timedelta(minutes=10)), ("３０分", timedelta(minutes=30)),
        ("1.5h", timedelta(minutes=90)), ("1h 30m", timedelta(minutes=90)), ("2 days", timedelta(days=2)),
        ("an hour", timedelta(hours=1)), ("3个星期", timedelta(weeks=3)), ("1天2小时", timedelta(hours=26)),
        ("10年", None), ("5", None), ("0分钟", None), ("", None), ("小时", None), ("-2小时", None), ("2小时吧", None),
        ("9999天", None), ("999999w", None), ("2 months", None),
    ],
)  # fmt: skip
def test_durations(text: str, length: timedelta | None) -> None:
    """Positive lengths up to ten years, in both languages, units one after the other."""
    if length is None:
        with pytest.raises(UserError) as caught:
            parse_duration(text)
        assert parse_duration(caught.value.example)
    else:
        assert parse_duration(text) == length


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("08:30", time(8, 30)), ("9:00", time(9)), ("８：３０", time(8, 30)), ("8点", time(8)),
        ("8点半", time(8, 30)), ("9点30分", time(9, 30)), ("8点零五", time(8, 5)), ("8点一刻", time(8, 15)),
        ("8点钟", time(8)), ("八点二十", time(8, 20)), ("二十点", time(20)), ("晚上8点", time(20)),
        ("晚上8:30", time(20, 30)), ("晚上十一点半", time(23, 30)), ("晚上20点", time(20)), ("晚8点", time(20)),
        ("下午3点20", time(15, 20)), ("下午15点", time(15)), ("早上8点", time(8)), ("凌晨3点", time(3)),
        ("凌晨12点", time(0)), ("中午", time(12)), ("中午12点", time(12)), ("中午1点", time(13)),
        ("中午11点半", time(11, 30)), ("8pm", time(20)), ("8:30 PM", time(20, 30)), ("12am", time(0)),
        ("12pm", time(12)), ("noon", time(12)), ("0点", time(0)), ("24:00", time(0)), ("晚上12点", time(0)),
        ("晚上1点", time(1)), ("25:00", None), ("24:01", None), ("8:60", None), ("8点70", None), ("13pm", None),
        ("0am", None), ("上午13点", None), ("8", None), ("8:3", None), ("08:30:15", None), ("", None), ("早上", None),
        ("八十点", None),
    ],
)  # fmt: skip
def test_times_of_day(text: str, clock: time | None) -> None:
    """The part of the day counts, halves and quarters too; a time that no clock shows is refused."""
    if clock is None:
        with pytest.raises(UserError) as caught:
            parse_time_of_day(text)
        assert parse_time_of_day(caught.value.example)
    else:
        assert parse_time_of_day(text) == clock
