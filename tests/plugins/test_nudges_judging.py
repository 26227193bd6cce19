"""How warm groups of every character are judged to be, from the ledger as both databases keep it."""

from collections.abc import AsyncIterator, Mapping
from datetime import date, datetime, timedelta

import pytest

from plugins.nudges.temperature.judging import Compared, Facts, calendar, judge
from plugins.nudges.temperature.rules import DAY, Temperature, cells
from plugins.nudges.temperature.store import hour_of
from storage.engine import Database
from storage.hours import HeardBefore, Outage
from tests.plugins.warming import CAME, NOW, TODAY, Talk, Town

ACTIVE, COOLING, DEAD, FORMING = Temperature.ACTIVE, Temperature.COOLING, Temperature.DEAD, Temperature.FORMING


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """A group, and another."""
    async with Database(database_url) as db:
        town = Town(db)
        await town.settle_in(1, 2)
        yield town


def everybody(_: int) -> Mapping[int, int]:
    """Six people write four messages each, every day."""
    return dict.fromkeys(range(1, 7), 4)


def since(days: int, then: Talk, before: Talk = everybody) -> Talk:
    """On the last days so, before them otherwise."""
    return lambda back: then(back) if back < days else before(back)


def nobody(_: int) -> Mapping[int, int]:
    """Silence."""
    return {}


def two(_: int) -> Mapping[int, int]:
    """Two people."""
    return {1: 4, 2: 4}


def spam(_: int) -> Mapping[int, int]:
    """Everybody, and one of them five hundred times."""
    return {**everybody(0), 1: 500}


def few_and_spam(_: int) -> Mapping[int, int]:
    """Two people, one of them five hundred times."""
    return {1: 500, 2: 4}


def at_weekends(back: int) -> Mapping[int, int]:
    """Everybody, on Saturdays and Sundays."""
    return everybody(back) if back % 7 < 2 else {}


def now_and_then(back: int) -> Mapping[int, int]:
    """Two people, once a week, but not in the last."""
    return {1: 1, 2: 1} if back % 7 == 3 and back > 7 else {}


def less(back: int) -> Mapping[int, int]:
    """Everybody still writes, but a third as much."""
    return {**dict.fromkeys(range(1, 7), 1), 1: 2} if back % 7 < 6 else {}


@pytest.mark.parametrize(
    ("talk", "was", "now"),
    [
        (everybody, FORMING, ACTIVE),
        (everybody, COOLING, ACTIVE),
        (everybody, DEAD, ACTIVE),
        (at_weekends, ACTIVE, ACTIVE),  # five silent days of the week are its own normal
        (since(7, two), ACTIVE, COOLING),
        (since(7, less), ACTIVE, COOLING),
        (since(3, nobody), ACTIVE, ACTIVE),  # four of seven days are left
        (since(4, nobody), ACTIVE, COOLING),
        (since(7, nobody), ACTIVE, COOLING),
        (since(14, nobody), ACTIVE, DEAD),
        (since(14, nobody), FORMING, DEAD),
        (since(14, lambda _: {1: 20}), ACTIVE, DEAD),  # who talks alone does not keep a group alive
        (since(30, nobody), COOLING, DEAD),
        (since(1, two, since(20, nobody)), DEAD, COOLING),  # two who talk bring it back
        (since(1, two, since(28, nobody)), DEAD, ACTIVE),
        (since(1, lambda _: {1: 9}, since(28, nobody)), DEAD, DEAD),
        (since(7, spam), ACTIVE, ACTIVE),
        (since(7, everybody, since(14, spam)), ACTIVE, ACTIVE),  # after one's spam it is no cooler
        (since(7, everybody, since(21, spam)), ACTIVE, ACTIVE),
        (since(7, few_and_spam), ACTIVE, COOLING),  # nor warmer by it
        (since(7, few_and_spam), COOLING, COOLING),
        (now_and_then, ACTIVE, ACTIVE),  # too quiet to cool
    ],
)
async def test_judged_by_its_own_weeks(town: Town, talk: Talk, was: Temperature, now: Temperature) -> None:
    """Messages and speakers of the last week against the same of the four before."""
    await town.talked(1, talk)
    await town.talked(2, everybody)
    _, facts = await town.looked(1)
    assert judge(was, facts).temperature is now
    assert judge(ACTIVE, (await town.looked(2))[1]).temperature is ACTIVE


async def test_the_figures(town: Town) -> None:
    """Each of the four weeks is compared by itself; who wrote most counts as who wrote second most."""
    await town.talked(1, since(7, lambda _: {1: 100, 2: 10, 3: 10}))
    _, facts = await town.looked(1)
    assert facts.weeks == [Compared(210, 168, 3, 6)] * 4
    assert judge(ACTIVE, facts) == (ACTIVE, 1.25, 0.5)


def weeks(messages: float, speakers: float) -> Facts:
    """A last week of so large a part of the usual."""
    return Facts(100, [Compared(100 * messages, 100, round(20 * speakers), 20)] * 4)


@pytest.mark.parametrize(
    ("was", "messages", "speakers", "now"),
    [
        (ACTIVE, 0.5, 1, ACTIVE),
        (ACTIVE, 0.49, 1, COOLING),
        (ACTIVE, 1, 0.45, COOLING),
        (COOLING, 0.69, 1, COOLING),
        (COOLING, 3, 0.65, COOLING),
        (COOLING, 0.7, 0.7, ACTIVE),
        (FORMING, 0.6, 0.6, ACTIVE),
        (DEAD, 0.4, 0.4, COOLING),
    ],
)
def test_it_cools_at_a_half_and_warms_at_seven_tenths(
    was: Temperature, messages: float, speakers: float, now: Temperature
) -> None:
    """In between it stays as it was."""
    assert judge(was, weeks(messages, speakers)).temperature is now


def test_a_young_group_is_forming() -> None:
    """Whatever is said in it."""
    assert judge(ACTIVE, Facts(13, weeks(0.1, 0.1).weeks)) == (FORMING, None, None)
    assert judge(FORMING, Facts(14, weeks(1, 1).weeks[:1])).temperature is FORMING
    assert judge(FORMING, Facts(14, weeks(1, 1).weeks[:2])).temperature is ACTIVE


@pytest.mark.parametrize(("days", "known", "comparable"), [(13, 13, 0), (17, 17, 1), (20, 20, 2), (40, 40, 4)])
async def test_weeks_without_the_bot_are_not_compared(town: Town, days: int, known: int, comparable: int) -> None:
    """A week counts by the days of which as much was heard as of those of the last."""
    came = datetime.combine(TODAY - timedelta(days=days - 1), datetime.min.time(), NOW.tzinfo)
    await town.talked(1, everybody, days)
    profile, facts = await town.looked(1, came=came)
    assert (facts.known_days, len(facts.weeks)) == (known, comparable)
    assert (profile is None) is (known < 14)


async def test_a_log_of_the_time_before_counts(town: Town) -> None:
    """Who brings a group's history along starts with it."""
    came = datetime.combine(TODAY - timedelta(days=2), datetime.min.time(), NOW.tzinfo)
    async with town.db.write() as session:
        session.add(HeardBefore(group_id=1, since=came - timedelta(days=60), until=came))
    await town.talked(1, everybody)
    await town.talked(2, everybody)
    profile, facts = await town.looked(1, came=came)
    assert facts.known_days >= 60
    assert facts.weeks == [Compared(168, 168, 6, 6)] * 4
    assert profile is not None
    assert not (await town.looked(2, came=came))[1].weeks


@pytest.mark.parametrize("first", [0, 7, 10, 14])
async def test_a_week_without_the_bot(town: Town, first: int) -> None:
    """Nobody is judged by it: neither is the group cooler while it lasts or after, nor is its week of less worth."""
    await town.talked(1, lambda back: {} if first <= back < first + 7 else everybody(back))
    midnight = datetime.combine(TODAY - timedelta(days=first + 6), datetime.min.time(), NOW.tzinfo)
    async with town.db.write() as session:
        session.add(Outage(account_id=1, since=midnight, until=midnight + timedelta(days=7)))
    profile, facts = await town.looked(1)
    assert all(week.messages == week.usual_messages and week.speakers == week.usual_speakers for week in facts.weeks)
    found = judge(ACTIVE, facts)
    assert found.temperature is ACTIVE
    assert len(facts.weeks) == {0: 0, 7: 3, 10: 3, 14: 3}[first]
    assert profile is not None
    evening, noon = profile[20], profile[12]
    assert evening > 200
    assert noon < 20


async def test_two_weeks_of_silence_are_heard_ones(town: Town) -> None:
    """With five of them unheard, a group is not dead yet; and then it is."""
    await town.talked(1, since(16, nobody))
    midnight = datetime.combine(TODAY - timedelta(days=9), datetime.min.time(), NOW.tzinfo)
    async with town.db.write() as session:
        session.add(Outage(account_id=1, since=midnight, until=midnight + timedelta(days=5)))
    _, facts = await town.looked(1)
    assert facts.lately == 6
    assert judge(ACTIVE, facts).temperature is COOLING


@pytest.mark.parametrize(("earlier", "dead"), [(10, True), (18, True), (19, False), (60, False)])
async def test_a_group_that_rests_between_holidays(town: Town, earlier: int, dead: bool) -> None:
    """It is dead only when it is silent for longer than it ever came back from; here for nineteen days."""
    await town.talked(1, lambda back: everybody(0) if back in (19, 19 + earlier) else {}, days=200)
    _, facts = await town.looked(1)
    assert (facts.resting, facts.rested) == (19, earlier)
    assert judge(ACTIVE, facts).temperature is (DEAD if dead else ACTIVE)


def test_no_rest_is_longer_than_three_months() -> None:
    """Then it is dead, whatever it was."""
    resting = Facts(400, weeks(0, 0).weeks, lately=0, resting=91, rested=200)
    assert judge(COOLING, resting).temperature is DEAD


@pytest.mark.parametrize(
    ("zone", "last", "hours"),
    [
        ("Asia/Shanghai", 20260329, 840),
        ("Europe/Berlin", 20260329, 839),
        ("Europe/Berlin", 20261025, 841),
        ("Asia/Kolkata", 20260329, 840),
    ],
)
def test_the_days_are_the_zone_s(zone: str, last: int, hours: int) -> None:
    """Thirty-five of them, one longer or shorter where clocks change."""
    days = calendar(last, zone)
    assert len(days.slots) == hours
    assert days.days[-1] == last
    assert days.slots[0] == 0
    assert {slot // DAY for slot in days.slots} == set(range(35))
    week = cells(days.first, days.end, zone)
    first = date.fromisoformat(str(days.days[0])).weekday()
    assert all((slot + first * DAY) % (7 * DAY) == cell for slot, cell in zip(days.slots, week, strict=True))


async def test_a_changed_clock_makes_no_week_cooler(town: Town) -> None:
    """Nor does a group's move to another zone, by whose days the ledger then goes on."""
    await town.talked(1, everybody, hour=2, zone="Europe/Berlin")
    for zone in ("Europe/Berlin", "America/New_York"):
        _, facts = await town.looked(1, zone=zone)
        assert judge(ACTIVE, facts).temperature is ACTIVE
        assert len(facts.weeks) == 4


async def test_who_came_back_to_a_group_begins_anew(town: Town) -> None:
    """The bot heard nothing while it was out of it."""
    await town.talked(1, since(20, nobody))
    back = datetime.combine(TODAY, datetime.min.time(), NOW.tzinfo)
    _, facts = await town.looked(1, came=back)
    assert judge(FORMING, facts).temperature is FORMING
    assert hour_of(CAME) < hour_of(back)
