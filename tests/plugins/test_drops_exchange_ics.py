"""Calendars of drops: events that become drops, drops that become events, and what can't."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.content import Text
from bot.times.recurrence import due_between
from bot.times.timewords import recurrence_of
from plugins.drops.exchange.files import read_plan
from plugins.drops.exchange.icswriter import write_ics
from plugins.drops.exchange.plan import (
    End,
    Plan,
    PlannedDrop,
    Words,
    without_lines,
)
from tests.plugins.exchanging import LAST, NOW, READING, START, calendar, only_words


def round_trip(plan: Plan) -> Plan:
    """The plan as its calendar tells it."""
    read, problems = read_plan(write_ics(plan, NOW), "a.ics", READING)
    assert [problem.text("en") for problem in problems] == []
    return without_lines(read)


@pytest.mark.parametrize(
    ("when", "end"),
    [
        ("每天 08:30", End(never=True)),
        ("每周一、三 20:00", End(times=7)),
        ("每月1号、最后一天 09:00", End(datetime(2026, 12, 31, 15, 59, tzinfo=UTC))),
        ("每年11月11日 20:00", End(never=True)),
        ("2026-11-11 20:00", End()),
    ],
)
def test_a_calendar_gives_back_what_it_can_say(when: str, end: End):
    """Daily, weekly, monthly, yearly and once: the same times, titles and words, in their zone."""
    drop = PlannedDrop(
        0, recurrence_of(when), Words((Text(("今晚，见；\n带书",)),)), zone="Asia/Tokyo", title="读书", end=end
    )
    (back,) = round_trip(Plan((drop,))).drops
    assert replace(back, starts=None) == drop


@pytest.mark.parametrize("when", ["工作日 09:00", "农历每月初一 09:00", "每2小时", "每月31号、30号 09:00"])
def test_what_no_calendar_can_say(when: str):
    """Each time of the next 90 days is an event of its own."""
    recurrence = recurrence_of(when)
    drop = PlannedDrop(0, recurrence, Words((Text(("x",)),)), zone="Asia/Tokyo", title="y")
    back = round_trip(Plan((drop,))).drops
    assert [str(each.when) for each in back][:3] == [
        f"{at.astimezone(ZoneInfo('Asia/Tokyo')):%Y-%m-%d %H:%M}"
        for at in due_between(recurrence, NOW, NOW + timedelta(days=90), "Asia/Tokyo", 3)
    ]


@pytest.mark.parametrize(
    ("event", "when", "end"),
    [
        (START, "2026-03-04 20:30", End()),
        ("DTSTART:20260304T203000", "2026-03-04 20:30", End()),
        ("DTSTART:20260304T123000Z", "2026-03-04 20:30", End()),
        (f"{START}\nRRULE:FREQ=DAILY", "每天 20:30", End(never=True)),
        (f"{START}\nRRULE:FREQ=DAILY;INTERVAL=3", "从2026-03-04起每3天 20:30", End(never=True)),
        (f"{START}\nRRULE:FREQ=DAILY;BYDAY=MO,TU", "每周一、二 20:30", End(never=True)),
        (f"{START}\nRRULE:FREQ=WEEKLY", "每周三 20:30", End(never=True)),
        (f"{START}\nRRULE:FREQ=WEEKLY;BYDAY=FR,MO;WKST=SU", "每周一、五 20:30", End(never=True)),
        (f"{START}\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "从2026-03-04起每14天 20:30", End(never=True)),
        (f"{START}\nRRULE:FREQ=MONTHLY", "每月4号 20:30", End(never=True)),
        (f"{START}\nRRULE:FREQ=MONTHLY;BYMONTHDAY=1,15,-1", "每月1号、15号、最后一天 20:30", End(never=True)),
        (f"{START}\nRRULE:FREQ=YEARLY", "每年3月4日 20:30", End(never=True)),
        (f"{START}\nRRULE:FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=11", "每年11月11日 20:30", End(never=True)),
        (f"{START}\nRRULE:FREQ=DAILY;COUNT=5", "每天 20:30", End(times=5)),
        (f"{START}\nRRULE:FREQ=DAILY;UNTIL=20261231", "每天 20:30", End(date(2026, 12, 31))),
        (f"{START}\nRRULE:FREQ=DAILY;UNTIL=20261231T160000Z", "每天 20:30", End(LAST)),
        ("DTSTART;TZID=Asia/Shanghai:20260228T203000\nRRULE:FREQ=DAILY;COUNT=5", "每天 20:30", End(times=3)),
    ],
)  # fmt: skip
def test_events_become_drops(event: str, when: str, end: End):
    """Once, daily, weekly, monthly, yearly, and when it ends; what has been of a count is gone."""
    plan, problems = read_plan(calendar(f"{event}\nSUMMARY:读书夜\nDESCRIPTION:今晚见\\n带书"), "a.ics", READING)
    assert problems == []
    (drop,) = plan.drops
    assert (str(drop.when), drop.end, drop.title, only_words(drop)) == (when, end, "读书夜", "今晚见\n带书")
    assert drop.zone == "Asia/Shanghai"


def test_an_event_that_begins_later():
    """A rule whose first day is ahead does not begin before it; its zone is its own."""
    event = "DTSTART;TZID=America/New_York:20260601T090000\nRRULE:FREQ=WEEKLY\nSUMMARY:Hi"
    plan, _ = read_plan(calendar(event), "a.ics", READING)
    (drop,) = plan.drops
    assert (drop.zone, drop.starts) == ("America/New_York", datetime(2026, 6, 1, 13, tzinfo=UTC))


def test_events_that_are_over():
    """They are counted, not imported and not wrong."""
    past = "DTSTART;TZID=Asia/Shanghai:20260101T090000\nSUMMARY:x"
    ended = (f"{past}\nRRULE:FREQ=DAILY;COUNT=3", f"{past}\nRRULE:FREQ=DAILY;UNTIL=20260201T000000Z")
    plan, problems = read_plan(calendar(past, *ended, f"{START}\nSUMMARY:y"), "a.ics", READING)
    assert (len(plan.drops), plan.passed, problems) == (1, 3, [])


@pytest.mark.parametrize(
    ("event", "what"),
    [
        ("DTSTART;VALUE=DATE:20260304", "全天"),
        ("DTSTART:2026", "DTSTART"),
        ("DTEND:20260304T203000", "DTSTART"),
        (f"{START}\nRRULE:FREQ=HOURLY", "FREQ=HOURLY"),
        (f"{START}\nRRULE:FREQ=MONTHLY;BYDAY=1FR", "BYDAY=1FR"),
        (f"{START}\nRRULE:FREQ=MONTHLY;INTERVAL=2", "INTERVAL=2"),
        (f"{START}\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "INTERVAL=2"),
        (f"{START}\nRRULE:FREQ=MONTHLY;BYMONTHDAY=31", "月底"),
        (f"{START}\nRRULE:FREQ=MONTHLY;BYMONTHDAY=0", "0"),
        (f"{START}\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "29"),
        (f"{START}\nRRULE:FREQ=DAILY\nEXDATE:20260305T123000Z", "例外"),
        (f"{START}\nRRULE:FREQ=DAILY;INTERVAL=x", "RRULE"),
        (f"{START}\nRRULE:FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
        (f"{START}\nRRULE:FREQ=DAILY;COUNT=0", "COUNT=0"),
    ],
)
def test_events_that_cannot_be_kept(event: str, what: str):
    """Each is told by its line, with its reason; the others are read."""
    plan, problems = read_plan(calendar(f"{START}\nSUMMARY:好", f"{event}\nSUMMARY:坏"), "a.ics", READING)
    assert len(plan.drops) == 1
    (problem,) = problems
    assert problem.line == 8
    assert what in problem.text("zh"), problem.text("zh")
