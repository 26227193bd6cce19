"""When a group is silent beyond its own normal: its profile, and who is asked to be woken."""

from collections.abc import AsyncIterator, Callable, Iterable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert

from plugins.nudges.temperature import rules, showing
from plugins.nudges.temperature.judging import Facts
from plugins.nudges.temperature.rules import DAY, HOUR_MS, WEEK, Heard, Silence, Temperature, cells, profile, silence
from plugins.nudges.temperature.showing import Shown
from plugins.nudges.temperature.store import Silent, hour_of, last_talk, silent_groups
from plugins.nudges.temperature.tables import Heard as Counted
from plugins.nudges.temperature.tables import Pulse
from storage.engine import Database
from storage.hours import Outage
from storage.tables import Account, Group, Message, Person

SHANGHAI = "Asia/Shanghai"
MONDAY = hour_of(datetime.fromisoformat("2026-03-02T00:00:00+08:00"))
FIRST = MONDAY - 4 * WEEK


def made_of(talks: Callable[[int, int], bool], zone: str = SHANGHAI, heard: Iterable[int] | None = None) -> bytes:
    """The profile of a group that in the four weeks before that Monday talked when (weekday, hour) says so."""
    week = cells(FIRST, MONDAY, zone)
    hours = range(FIRST, MONDAY) if heard is None else list(heard)
    talked = [hour for hour in range(FIRST, MONDAY) if talks(*divmod(week[hour - FIRST], DAY))]
    return profile(talked, hours, FIRST, week)


def evenings(weekday: int, hour: int) -> bool:
    """Every evening from seven to eleven, and at the weekend from ten on."""
    return 19 <= hour < 23 or (weekday >= 5 and 10 <= hour < 23)


def nights(weekday: int, hour: int) -> bool:
    """From eleven at night to four."""
    return hour >= 23 or hour < 4


def sundays(weekday: int, hour: int) -> bool:
    """On Sunday evenings alone."""
    return weekday == 6 and hour in (20, 21)


def always(weekday: int, hour: int) -> bool:
    """At any time."""
    return True


def never(weekday: int, hour: int) -> bool:
    """At no time."""
    return False


def quiet(made: bytes, last: str, now: str, zone: str = SHANGHAI, heard: Heard | None = None) -> Silence:
    """The silence between two wall-clock times of the week of that Monday, as 2T09 for Tuesday at nine."""
    start, end = (MONDAY + (int(text[0]) - 1) * DAY + int(text[2:]) for text in (last, now))
    return silence(made, start, end, heard or Heard(FIRST), zone)


@pytest.mark.parametrize(
    ("talks", "last", "now", "hours", "remarkable"),
    [
        (evenings, "1T22", "2T11", 12, False),  # a quiet Tuesday morning is no silence
        (evenings, "1T22", "2T19", 20, False),
        (evenings, "1T22", "2T21", 22, True),  # an evening that begins without a word is
        (evenings, "5T22", "6T13", 14, True),  # and so is a Saturday morning, in this group
        (nights, "2T03", "2T22", 18, False),  # night owls sleep all day
        (nights, "2T03", "2T23", 19, False),
        (nights, "2T03", "3T00", 20, True),
        (sundays, "1T09", "4T08", 70, False),
        (sundays, "1T09", "4T10", 72, True),  # three days are too long for anybody
        (always, "1T09", "1T12", 2, False),  # less than three hours never are
        (always, "1T09", "1T13", 3, True),
    ],
)
def test_silence_is_measured_by_the_group_itself(
    talks: Callable[[int, int], bool], last: str, now: str, hours: int, remarkable: bool
) -> None:
    """The same hours without a word are a silence in one group and none in another."""
    found = quiet(made_of(talks), last, now)
    assert found.hours == hours
    assert found.is_remarkable() is remarkable


def test_a_profile_is_the_formula() -> None:
    """It is (k + m q) / (n + m) with q = (k' + 1/2) / (n' + 1), in bytes."""
    made = made_of(sundays)
    q = (4 + 0.5) / (28 + 1)
    assert made[6 * DAY + 20] == round(255 * (4 + 4 * q) / (4 + 4))
    assert made[20] == round(255 * 4 * q / 8)
    assert made[5] == round(255 * (4 * 0.5 / 29) / 8)


def test_what_was_not_heard_is_on_neither_side() -> None:
    """Two weeks without the bot leave the profile of the other two; hours never heard are as their hour of day."""
    whole = made_of(evenings)
    half = made_of(evenings, heard=range(FIRST, MONDAY - 2 * WEEK))
    assert all((one > 128) == (other > 128) for one, other in zip(whole, half, strict=True))
    never = made_of(always, heard=())
    assert set(never) == {round(255 * 0.5)}


def test_the_time_the_bot_was_away_is_no_silence() -> None:
    """Neither its length nor its evenings count."""
    made, tuesday = made_of(evenings), MONDAY + DAY
    away = Heard(FIRST, [(tuesday + 12, tuesday + 23)])
    assert quiet(made, "1T22", "2T23").is_remarkable()
    assert quiet(made, "1T22", "2T23", heard=away).hours == 13
    assert not quiet(made, "1T22", "2T23", heard=away).is_remarkable()
    week = Heard(FIRST, [(MONDAY, MONDAY + WEEK)])
    assert quiet(made, "1T22", "7T22", heard=week) == Silence(0, 1.0)


def test_before_the_bot_came_nobody_was_silent() -> None:
    """Unless a log tells of that time."""
    assert Heard(MONDAY).hours(MONDAY - 5, MONDAY + 2) == [MONDAY, MONDAY + 1]
    logged = Heard(MONDAY, before=[(MONDAY - 9, MONDAY - 3)])
    assert logged.hours(MONDAY - 5, MONDAY + 1) == [MONDAY - 5, MONDAY - 4, MONDAY]
    assert logged.length(MONDAY - 5, MONDAY + 1) == 3


@pytest.mark.parametrize("gaps", [[], [(0, 5)], [(3, 7), (9, 30)], [(-5, 2), (4, 4), (8, 9)]])
@pytest.mark.parametrize("before", [[], [(-20, -10), (-8, 4)]])
def test_hours_are_counted_as_they_are_listed(gaps: list[tuple[int, int]], before: list[tuple[int, int]]) -> None:
    """Whatever stretch is asked for."""
    heard = Heard(0, gaps, before)
    for first in range(-25, 15):
        for end in range(first, 35):
            assert heard.length(first, end) == len(heard.hours(first, end))
            assert heard.hours(first, end) == sorted(set(heard.hours(first, end)))


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", "2026-03-29T00:00:00+01:00", 23),
        ("Europe/Berlin", "2026-10-25T00:00:00+02:00", 25),
        ("Asia/Kolkata", "2026-03-29T00:00:00+05:30", 24),
    ],
)
def test_a_day_of_the_week_is_the_zone_s(zone: str, day: str, hours: int) -> None:
    """A changed clock makes a day longer or shorter; in zones by the half hour an hour is where it begins."""
    first = hour_of(datetime.fromisoformat(day))
    week = cells(first, first + 30, zone)
    of_sunday = [cell for cell in week if cell // DAY == 6]
    assert len(of_sunday) - (zone == "Asia/Kolkata") in (hours, hours - 1)
    assert week == tuple(
        local.weekday() * DAY + local.hour
        for local in (
            rules.from_ms(hour * HOUR_MS).astimezone(rules.ZoneInfo(zone)) for hour in range(first, first + 30)
        )
    )


NOW = datetime.fromisoformat("2026-03-03T21:30:00+08:00")
HOUR = timedelta(hours=1)


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    """Three groups of an account: one that talks in the evening, one that is not known yet, one that was left."""
    async with Database(database_url) as opened:
        async with opened.write() as session:
            session.add(Account(id=1, platform="test", platform_id="bot", created_at=NOW))
            await session.flush()
            session.add(Person(id=1, account_id=1, platform_id="ming"))
            for id_, left_at in ((1, None), (2, None), (3, NOW)):
                group = Group(id=id_, account_id=1, platform_id=f"g{id_}", joined_at=NOW, left_at=left_at)
                session.add(group)
            await session.flush()
            for id_, made in ((1, made_of(evenings)), (2, None), (3, made_of(evenings))):
                pulse = Pulse(group_id=id_, account_id=1, heard_since=NOW - 40 * DAY * HOUR, profile=made, since=NOW)
                pulse.last_hour, pulse.temperature, pulse.told = hour_of(NOW) - 23, "active", "active"
                session.add(pulse)
        yield opened


async def silent(db: Database, groups: list[int] | None = None, now: datetime = NOW) -> list[Silent]:
    """Whoever is silent now."""
    async with db.read() as session:
        return await silent_groups(session, 1, groups, now, SHANGHAI)


async def test_who_is_silent(db: Database) -> None:
    """The groups the bot is in, with the hours and their chance; a group that is not known well has none."""
    one, two = await silent(db)
    assert (one.group_id, one.hours) == (1, 22)
    assert one.chance < 0.05
    assert one.is_remarkable()
    assert two == Silent(2, 22, 1.0)
    assert not two.is_remarkable()
    assert two.is_remarkable(patience=20)
    assert [each.group_id for each in await silent(db, [2, 3])] == [2]
    assert await silent(db, [1], NOW - 20 * HOUR) == []


@pytest.mark.parametrize(("since", "until", "hours"), [(40, 30, 22), (10, 4, 15), (10, -9000, 12), (30, 0, 0)])
async def test_an_outage_is_no_silence(db: Database, since: int, until: int, hours: int) -> None:
    """One that still lasts included; of an hour that was heard in part nothing is known."""
    async with db.write() as session:
        session.add(Outage(account_id=1, since=NOW - since * HOUR, until=NOW - until * HOUR))
    assert [each.hours for each in await silent(db, [1])] == ([hours] if hours else [])


async def test_silence_begins_with_the_last_word_there_was(db: Database) -> None:
    """One that no pass has counted yet included: an outage that comes right after it makes nobody silent."""
    async with db.write() as session:
        session.add(Outage(account_id=1, since=NOW - 10 * HOUR, until=NOW))
    async with db.read() as session:
        known = await silent_groups(session, 1, [1], NOW, SHANGHAI, {1: hour_of(NOW) - 11})
        unknown = await silent_groups(session, 1, [1], NOW, SHANGHAI)
    assert known == []
    assert [each.hours for each in unknown] == [12]


async def test_the_last_word_may_not_be_counted_yet(db: Database) -> None:
    """What came since the pass is known to the hour, and what is dated ahead of now was said now."""
    async with db.write() as session:
        session.add(Counted(account_id=1, message_id=5))
        rows = [(5, NOW, 1), (6, NOW - 3 * HOUR, 2), (7, NOW + 9 * HOUR, 2), (8, NOW - 90 * HOUR, 1)]
        for id_, sent_at, group_id in rows:
            values = {"id": id_, "account_id": 1, "sent_at": sent_at, "platform_id": f"m{id_}", "person_id": 1}
            await session.execute(insert(Message).values(**values, group_id=group_id, kind="text", text="早"))
    async with db.read() as session:
        found = await last_talk(session, 1, [1, 2], NOW)
    assert found == {1: hour_of(NOW) - 23, 2: hour_of(NOW)}


@pytest.mark.parametrize(
    ("talks", "hours"),
    [
        (evenings, "周一到周五 19:00-23:00，周末 10:00-23:00"),
        (nights, "每天 23:00-04:00"),
        (sundays, "周末 20:00-22:00"),
        (always, "每天 00:00-24:00"),
        (never, "没有固定的聊天时段"),
    ],
)
def test_usual_hours_are_named(talks: Callable[[int, int], bool], hours: str) -> None:
    """In a few stretches, past midnight too."""
    group = Shown("读书会", Temperature.ACTIVE, 0, 1.0, 1.0, made_of(talks), SHANGHAI)
    assert hours in showing.one(group, Facts(40, ()), "", "zh", is_here=True)
