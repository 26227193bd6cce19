"""Drops as TOML: it gives back what was written, and tells mistakes by line."""

from dataclasses import replace
from datetime import UTC, date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import Content, File, Image, Link, MiniProgram, Text
from bot.times.recurrence import Once, Recurrence
from bot.times.timewords import recurrence_of
from plugins.drops.exchange.files import read_plan
from plugins.drops.exchange.plan import (
    End,
    News,
    Plan,
    PlannedDrop,
    PlannedIssue,
    PlannedMaterial,
    Queue,
    Where,
    Words,
    identity,
    without_lines,
)
from plugins.drops.exchange.tomlwriter import write_toml
from plugins.drops.library.rules import Pick
from tests.plugins.exchanging import NOW, READING, wall

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
