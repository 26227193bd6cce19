"""Files of drops: what each format says, what is wrong with it by line, and that TOML gives back what was written."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.content import Content, File, Image, Link, MiniProgram, Text
from bot.times.recurrence import Once, Recurrence, due_between
from bot.times.timewords import recurrence_of
from plugins.drops.exchange.files import read_plan
from plugins.drops.exchange.icswriter import write_ics
from plugins.drops.exchange.plan import (
    End,
    News,
    Plan,
    PlannedDrop,
    PlannedIssue,
    PlannedMaterial,
    Queue,
    Reading,
    Where,
    Words,
    identity,
    without_lines,
)
from plugins.drops.exchange.tomlwriter import write_toml
from plugins.drops.library.rules import Pick

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)  # a Monday, 10:00 in Shanghai
READING = Reading(NOW, "Asia/Shanghai", "zh")

RULES = (
    "每天 08:30",
    "每周一、三 20:00",
    "每月1号、最后一天 09:00",
    "工作日 09:00",
    "农历八月十五 18:00",
    "每2小时",
    "cron 30 8 * * 1-5",
    "每年2月29日 12:00",
    "从2026-01-01起每3天 07:00 21:30",
)


def wall(*parts: int) -> datetime:
    """A time as a clock on the wall shows it."""
    year, month, day, hour, minute = (*parts, 0, 0)[:5]
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001


words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=40)
names = words.filter(str.strip).map(str.strip)
plain_names = st.text("abc读书會 x1-_.", min_size=1, max_size=10).filter(lambda text: bool(text.strip()))
tags = st.lists(st.text("读书早安ab", min_size=1, max_size=5), min_size=1, max_size=3, unique=True)
moments = st.datetimes(wall(2026, 3, 3), wall(2099, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
dates = st.dates(date(2026, 3, 4), date(2099, 1, 1))
zones = st.sampled_from(["", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"])
whens = st.one_of(
    st.sampled_from(RULES).map(recurrence_of),
    st.datetimes(wall(2026, 3, 4), wall(2098, 1, 1)).map(lambda at: Once(at.replace(second=0, microsecond=0))),
)
contents = st.one_of(
    words.map(lambda text: Text((text,))),
    names.map(Image),
    st.builds(File, names, names),
    st.builds(Link, names, names, st.one_of(st.just(""), words), st.one_of(st.just(""), words)),
    st.dictionaries(words, words, max_size=2).map(MiniProgram),
)
several = st.lists(contents, min_size=1, max_size=3).map(tuple)
issues = st.builds(
    PlannedIssue, several, st.none() | st.integers(1, 99), st.none() | st.integers(1, 99), st.none() | moments
)
sources = st.one_of(
    st.builds(Words, several),
    tags.map(lambda some: Pick(some[0], len(some))),
    st.builds(
        Queue,
        names,
        st.booleans(),
        st.none() | dates.map(lambda day: day.year * 10_000 + day.month * 100 + day.day),
        st.integers(0, 99),
        st.lists(issues, max_size=3).map(tuple),
    ),
    st.builds(News, names, st.just(""), st.integers(1, 9), st.one_of(st.just(""), words)),
)
ends = st.one_of(
    st.just(End()), st.just(End(never=True)), st.integers(1, 9999).map(lambda n: End(times=n)),
    dates.map(End), st.builds(End, moments, renews=st.booleans()),
)  # fmt: skip
wheres = st.one_of(st.just(Where()), plain_names.map(Where), tags.map(lambda some: Where(tag=" ".join(some))))
drops = st.builds(
    PlannedDrop,
    line=st.just(0),
    when=whens,
    source=sources,
    where=wheres,
    zone=zones,
    title=st.just("") | names,
    is_promo=st.booleans(),
    is_must=st.booleans(),
    end=ends,
    starts=st.none() | moments,
    is_paused=st.booleans(),
    language=st.sampled_from([None, "zh", "en"]),
    came=st.integers(0, 99),
    since=st.none() | moments,
    without=st.lists(names, max_size=2, unique=True).map(tuple),
).map(lambda drop: replace(drop, title="") if isinstance(drop.source, News) else drop)
materials = st.builds(
    PlannedMaterial,
    st.just(0),
    contents,
    tags.map(lambda some: tuple(sorted(some))),
    st.integers(0, 99),
    st.none() | moments,
)
plans = st.builds(
    Plan,
    st.lists(drops, max_size=4).map(lambda some: tuple(sorted(some, key=_kind))),
    st.lists(materials, max_size=3).map(tuple),
)


def _kind(drop: PlannedDrop) -> int:
    return {Words: 0, Pick: 0, Queue: 1, News: 2}[type(drop.source)]


@settings(max_examples=150, deadline=None)
@given(plans, st.sampled_from(["zh", "en"]))
def test_toml_gives_back_what_was_written(plan: Plan, language: str):
    """Whatever the words are made of, in either language."""
    text = write_toml(plan, NOW, "en" if language == "en" else "zh")
    read, problems = read_plan(text.encode(), "drops.toml", READING)
    if plan == Plan():
        return
    assert [problem.text("en") for problem in problems] == []
    assert without_lines(read) == plan
    assert [identity(drop) for drop in read.drops] == [identity(drop) for drop in plan.drops]


TABLE = """时间,标题,正文,群/标签,推广,必发,直到/共
每天 08:30,早报,早安 {日期},,,,
每周五 20:00,读书夜,"今晚读
第三章",#读书,是,,共10次
2026-11-11 20:00,双十一,今晚见,读书会,推广,必发,
工作日 9:00,,开工,#读书 #早起,,,不限
每月1号 9点,月报,上个月,,否,,2026-12-31
"""


def only_words(drop: PlannedDrop) -> str:
    """The text of a drop that is nothing else."""
    assert isinstance(drop.source, Words)
    (content,) = drop.source.contents
    assert isinstance(content, Text)
    return "".join(part for part in content.parts if isinstance(part, str))


def expected_of_the_table(plan: Plan) -> None:
    """What `TABLE` says, by hand."""
    assert [str(drop.when) for drop in plan.drops] == [
        "每天 08:30", "每周五 20:00", "2026-11-11 20:00", "工作日 09:00", "每月1号 09:00",
    ]  # fmt: skip
    assert [drop.title for drop in plan.drops] == ["早报", "读书夜", "双十一", "", "月报"]
    assert [only_words(drop) for drop in plan.drops] == ["早安 {日期}", "今晚读\n第三章", "今晚见", "开工", "上个月"]
    assert [drop.where for drop in plan.drops] == [
        Where(), Where(tag="读书"), Where("读书会"), Where(tag="读书 早起"), Where(),
    ]  # fmt: skip
    assert [drop.is_promo for drop in plan.drops] == [False, True, True, False, False]
    assert [drop.is_must for drop in plan.drops] == [False, False, True, False, False]
    assert [drop.end for drop in plan.drops] == [
        End(), End(times=10), End(), End(never=True), End(date(2026, 12, 31)),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_table_as_programs_save_it(encoding: str, delimiter: str):
    """UTF-8 with and without its mark, GBK, UTF-16; commas, tabs, semicolons; lines of either kind."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(csv.reader(io.StringIO(TABLE)))
    plan, problems = read_plan(out.getvalue().encode(encoding), "投放.CSV", READING)
    assert problems == []
    expected_of_the_table(plan)


def test_english_headers_in_another_order():
    """Columns are known by name, wherever they stand; unknown ones are told."""
    table = "Body,Remarks,WHEN,until/times\nHello,mine,every fri 8pm,10 times\n"
    plan, problems = read_plan(table.encode(), "drops.csv", READING)
    assert problems == []
    (drop,) = plan.drops
    assert (str(drop.when), only_words(drop), drop.end, plan.ignored) == (
        "每周五 20:00", "Hello", End(times=10), ("Remarks",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("每天,你好,,", "还要写几点"),
        (",你好,,", "没有写时间"),
        ("每天 8:00,,是,", "没有写正文"),
        ("2020-01-01 8:00,你好,,", "已经过去"),
        ("每天 8:00,你好,也许,", "推广"),
        ("每天 8:00,你好,,随便", "什么时候结束"),
        ("每天 8:00,你好,,2020-01-01", "已经过去"),
        ("每天 8:00,你好,,2026-02-30", "没有"),
        ("cron 61 * * * *,你好,,", "cron"),
        ("每7小时,你好,,", "整除"),
    ],
)
def test_one_bad_row_among_good_ones(row: str, what: str):
    """The row is named with its reason, and the others are read."""
    rows = ["时间,正文,推广,直到", *["每天 8:00,早安,,"] * 400, row, *["每天 9:00,早安,,"] * 99]
    plan, problems = read_plan("\n".join(rows).encode(), "a.csv", READING)
    assert len(plan.drops) == 499
    (problem,) = problems
    assert problem.line == 402
    assert problem.text("zh").startswith("第 402 行：")
    assert what in problem.text("zh")


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (b"", "a.csv", "表头"),
        ("时间,标题\n每天 8:00,早\n".encode(), "a.csv", "表头"),
        ("时间,正文,内容\n每天 8:00,早,早\n".encode(), "a.csv", "两列"),
        ('时间,正文\n每天 8:00,"没有合上\n'.encode() + "字".encode() * 40_000, "a.csv", "引号"),
        (b"\xff\xff\x80\x81\x00", "a.csv", "UTF-8"),
        ("时间,正文\n".encode(), "a.csv", "没有可以导入"),
        (b"x" * (2 << 20) + b"y", "a.csv", "2 MB"),
        (("时间,正文\n" + "每天 8:00,早\n" * 2001).encode(), "a.csv", "2000"),
        (b"whatever", "a.xlsx", "打不开"),
        (b"PK\x03\x04", "a.xlsx", "打不开"),
        (b"whatever", "a.xls", "另存为"),
        (b"whatever", "a.pdf", ".toml"),
        (b"whatever", "csv", ".toml"),
        (b"not = = toml", "a.toml", "TOML"),
        (b"a = " + b"[" * 100_000, "a.toml", "TOML"),
        (b"version = 2", "a.toml", "更新版本"),
        (b"\xff\xfe\x00", "a.toml", "UTF-8"),
        (b"[[drops]]\n", "a.toml", "drop, series, feed, material"),
        (b"BEGIN:VCALENDAR\nno colon\nEND:VCALENDAR\nmore: x", "a.ics", "日历"),
        (b"hello", "a.ics", "日历"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR", "a.ics", "没有可以导入"),
    ],
)
def test_files_that_are_none(data: bytes, name: str, what: str):
    """One clear word, however broken it is."""
    plan, problems = read_plan(data, name, READING)
    assert plan == Plan()
    (problem,) = problems
    assert what in problem.text("zh"), problem.text("zh")


def workbook(*rows: Sequence[object]) -> bytes:
    """An .xlsx of these rows."""
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(out)
    return out.getvalue()


def test_a_workbook_with_real_dates():
    """Dates and times as a spreadsheet keeps them, in one column or in two, below a title, with numbers and gaps."""
    data = workbook(
        ["三月的投放"],
        ["日期", "时间", "正文", "共", "推广"],
        [date(2026, 3, 8), time(8, 30), "女生节", None, "是"],
        [],
        [None, wall(2026, 3, 12, 9), "植树节"],
        [None, "每天 21:00", 365, 10],
        ["2026-03-15", "20:00", "晚上好", None, True],
        [wall(2026, 3, 16), time(7), "早"],
    )
    plan, problems = read_plan(data, "三月.xlsx", READING)
    assert problems == []
    assert [(drop.line, str(drop.when), only_words(drop)) for drop in plan.drops] == [
        (3, "2026-03-08 08:30", "女生节"),
        (5, "2026-03-12 09:00", "植树节"),
        (6, "每天 21:00", "365"),
        (7, "2026-03-15 20:00", "晚上好"),
        (8, "2026-03-16 07:00", "早"),
    ]
    assert [drop.is_promo for drop in plan.drops] == [True, False, False, True, False]
    assert plan.drops[2].end == End(times=10)


def test_formulas_that_nobody_worked_out():
    """A formula without its result is told by its row, as is an error; text that begins like one is text."""
    data = workbook(["时间", "正文"], ["每天 8:00", "=A1&B1"], ["每天 9:00", "好"], ["每天 10:00", "#REF!"])
    plan, problems = read_plan(data, "a.xlsx", READING)
    assert [drop.line for drop in plan.drops] == [3]
    assert [problem.line for problem in problems] == [2, 4]
    assert "=A1&B1" in problems[0].text("zh")


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


def calendar(*events: str, head: str = "") -> bytes:
    """A calendar of these events, line 3 being the first."""
    inner = "".join(f"BEGIN:VEVENT\nUID:{n}\n{event}\nEND:VEVENT\n" for n, event in enumerate(events))
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{inner}END:VCALENDAR\n".encode()


LAST = datetime(2026, 12, 31, 16, tzinfo=UTC)
START = "DTSTART;TZID=Asia/Shanghai:20260304T203000"  # a Wednesday


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


def test_a_hand_written_toml_and_its_mistakes():
    """Each mistake by the line where its table begins, a header within a text being none."""
    text = '''# 我的投放
[[drop]]
when = "每天 08:30"
text = """
[[drop]] 不是表头
"""

[[drop]]
when = 2026-11-11T20:00:00
txt = "写错了"

[[drop]]
when = "每天"
text = "没有钟点"

[[series]]
name = "读书"
when = "每周五 20:00"
[[series.issue]]
text = "第一期"
[[series.issue]]
title = "没有正文"

[[material]]
text = "素材"
image = "a.jpg"

[[feed]]
when = "每天 08:30"
'''
    plan, problems = read_plan(text.encode(), "a.toml", READING)
    assert [(problem.line, problem.text("en").partition(": ")[2]) for problem in problems] == [
        (8, "There is no text."),
        (12, "Please add the time of day to “每天”."),
        (21, "There is no text."),
        (28, "“url” is missing."),
        (24, "One content is one of: text, image, file, link, miniprogram."),
    ]
    assert [drop.line for drop in plan.drops] == [2, 16]


def test_what_is_over_in_a_file_of_our_own():
    """Restoring an older export leaves out what was due once and has been; anybody else's is told."""
    once = '[[drop]]\nwhen = "2026-03-01 20:00"\ntext = "x"\n'
    plan, problems = read_plan(f"exported = 2026-02-01T00:00:00Z\n{once}".encode(), "a.toml", READING)
    assert (plan.passed, problems) == (1, [])
    assert "已经过去" in read_plan(once.encode(), "a.toml", READING)[1][0].text("zh")


def everything(when: Recurrence, *some: Content) -> Plan:
    """A plan with one drop."""
    return Plan((PlannedDrop(0, when, Words(some)),))


def test_texts_stay_readable_in_toml():
    """Lines are lines, and Chinese is Chinese."""
    text = write_toml(everything(recurrence_of("每天 08:30"), Text(("早安\n今天 {日期}",))), NOW, "zh")
    assert 'text = """\n早安\n今天 {日期}"""' in text
    assert 'when = "每天 08:30"' in text


def test_the_seconds_of_an_instant_are_kept():
    """三小时后 is an instant and stays one."""
    plan = everything(Once(NOW + timedelta(hours=3, seconds=17)), Text(("x",)))
    read, problems = read_plan(write_toml(plan, NOW, "zh").encode(), "a.toml", READING)
    assert problems == []
    assert without_lines(read) == plan
