"""What holds for every recurrence, wherever and whenever."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import UserError
from bot.times.clockwords import parse_duration, parse_time_of_day
from bot.times.days import (
    Days,
    EveryDay,
    EveryNDays,
    LunarMonthly,
    LunarYearly,
    Monthly,
    Weekly,
    Workdays,
    Yearly,
)
from bot.times.recurrence import Cron, Interval, Once, OnDays, Recurrence, due_between, next_after
from bot.times.timewords import parse_moment, parse_recurrence, recurrence_of

without_deadline = settings(deadline=None)  # the first use of a calendar loads its tables
ZONES = st.sampled_from(
    ["Asia/Shanghai", "America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu"]
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
DATES = st.dates(date(2024, 1, 1), date(2030, 1, 1))
MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
YEAR_DAYS = st.dates(date(2028, 1, 1), date(2028, 12, 31))


def ordered(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[tuple[int, ...]]:
    """A few different numbers, in order."""
    return st.sets(numbers, min_size=1, max_size=4).map(lambda found: tuple(sorted(found)))


DAYS: st.SearchStrategy[Days] = st.one_of(
    st.builds(EveryDay),
    st.builds(Weekly, ordered(st.integers(0, 6))),
    st.builds(Monthly, ordered(st.integers(1, 31))),
    YEAR_DAYS.map(lambda day: Yearly(day.month, day.day)),
    st.builds(EveryNDays, st.integers(1, 60), DATES),
    st.builds(Workdays, st.booleans()),
    st.builds(LunarYearly, st.integers(1, 12), st.integers(1, 30)),
    st.builds(LunarMonthly, ordered(st.integers(1, 30))),
)
TIMES = st.sets(MINUTES, min_size=1, max_size=3).map(lambda found: tuple(sorted(found)))
CRONS = st.builds(
    "{} {} {} * {}".format,
    st.sampled_from(["0", "*/15", "5,35", "10-12"]),
    st.sampled_from(["*", "1", "2-3", "*/6"]),
    st.sampled_from(["*", "1", "*/2", "13,31"]),
    st.sampled_from(["*", "1-5", "0", "7", "fri"]),
)
STEPS = [n for n in range(1, 60) if 60 % n == 0] + [60 * n for n in range(1, 25) if 24 % n == 0]
REPEATING: st.SearchStrategy[Recurrence] = st.one_of(
    st.builds(OnDays, DAYS, TIMES), st.builds(Cron, CRONS), st.builds(Interval, st.sampled_from(STEPS))
)
ANY: st.SearchStrategy[Recurrence] = st.one_of(
    REPEATING,
    st.builds(Once, st.builds(datetime.combine, DATES, MINUTES)),
    st.builds(Once, MOMENTS.map(lambda moment: moment.replace(microsecond=0).astimezone(ZoneInfo("Asia/Shanghai")))),
)


@without_deadline
@given(ANY)
def test_the_text_of_a_recurrence_parses_back_to_it(recurrence: Recurrence) -> None:
    """In Chinese, which is how it is kept, and in English."""
    assert recurrence_of(str(recurrence)) == recurrence
    assert recurrence_of(recurrence.describe("en")) == recurrence


@without_deadline
@given(ANY, MOMENTS, ZONES)
def test_time_only_moves_forward(recurrence: Recurrence, after: datetime, zone: str) -> None:
    """Each moment is later than the one it was asked from, and is UTC."""
    for _ in range(5):
        moment = next_after(recurrence, after, zone)
        if moment is None:
            assert isinstance(recurrence, Once)
            return
        assert moment > after
        assert moment.tzinfo is UTC
        after = moment


@without_deadline
@given(
    ANY, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=3)), st.timedeltas(timedelta(0), timedelta(days=3)), ZONES
)
def test_a_stretch_of_time_can_be_cut_anywhere(
    recurrence: Recurrence, start: datetime, first: timedelta, second: timedelta, zone: str
) -> None:
    """A restart between two ticks neither loses a moment nor brings one twice."""
    middle, end = start + first, start + first + second
    whole = due_between(recurrence, start, end, zone, 10_000)
    assert whole == due_between(recurrence, start, middle, zone, 10_000) + due_between(
        recurrence, middle, end, zone, 10_000
    )
    assert whole[:2] == due_between(recurrence, start, end, zone, 2)
    assert next_after(recurrence, start, zone) == (whole[0] if whole else next_after(recurrence, end, zone))


@without_deadline
@given(st.builds(OnDays, DAYS, TIMES), MOMENTS, ZONES)
def test_a_rule_fires_at_its_own_wall_clock_time(recurrence: OnDays, after: datetime, zone: str) -> None:
    """Unless that time was skipped: then the minute before it, on the wall, does not exist either."""
    moment = next_after(recurrence, after, zone)
    assert moment is not None
    local = moment.astimezone(ZoneInfo(zone))
    before = (moment - timedelta(minutes=1)).astimezone(ZoneInfo(zone))
    skipped = local.utcoffset() != before.utcoffset()
    assert local.time() in recurrence.times or skipped
    assert local.fold == 0


@settings(max_examples=50, deadline=None)
@given(TIMES, ordered(st.integers(0, 6)), DATES)
def test_weekly_rules_agree_with_counting_days(times: tuple[time, ...], weekdays: tuple[int, ...], start: date) -> None:
    """An independent reckoning, in a zone whose clocks don't change."""
    zone = ZoneInfo("Asia/Shanghai")
    days = [start + timedelta(days=n) for n in range(21)]
    expected = [datetime.combine(d, t, zone) for d in days if d.weekday() in weekdays for t in times]
    midnight = datetime.combine(start, time(), zone).astimezone(UTC) - timedelta(microseconds=1)
    found = due_between(OnDays(Weekly(weekdays), times), midnight, midnight + timedelta(days=21), "Asia/Shanghai", 1000)
    assert found == expected


@without_deadline
@given(
    st.lists(
        st.text(
            alphabet="每天周月年一三十二0123456789:点半号日农历初 /-后小时分钟明今晚下crontab*every at in", max_size=8
        ),
        max_size=6,
    ),
    ZONES,
)
def test_any_words_are_read_or_refused(tokens: list[str], zone: str) -> None:
    """Whatever is typed, the answer is a time or an explanation, never a crash, and never more tokens than given."""
    now = datetime(2026, 3, 3, tzinfo=UTC)
    for parse in (parse_recurrence, parse_moment):
        with suppress(UserError):
            assert 1 <= parse(tokens, now, zone)[1] <= len(tokens)
    for read in (parse_duration, parse_time_of_day):
        with suppress(UserError):
            read(" ".join(tokens))
