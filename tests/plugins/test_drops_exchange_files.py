"""Tables of drops: what each row says, what is wrong by row, and files that are none."""

import csv
import io
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import Text
from bot.times.timewords import recurrence_of
from plugins.drops.exchange.files import read_plan
from plugins.drops.exchange.plan import (
    End,
    Plan,
    PlannedDrop,
    Where,
    Words,
)
from plugins.drops.exchange.tomlwriter import write_toml
from tests.plugins.exchanging import NOW, READING, START, TABLE, calendar, only_words, wall, workbook


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


SEEDS = {
    "a.csv": TABLE.encode(),
    "a.toml": write_toml(
        Plan((PlannedDrop(0, recurrence_of("每天 08:30"), Words((Text(("a\nb",)),))),)), NOW, "zh"
    ).encode(),
    "a.ics": calendar(f"{START}\nRRULE:FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20261231T160000Z\nSUMMARY:x"),
    "a.xlsx": workbook(["时间", "正文"], ["每天 8:00", "x"]),
}
PIECES = (
    b"",
    b"\0",
    b"\xff",
    b"[[drop]]",
    b"INTERVAL=0",
    b"9999999999",
    b"-1",
    b'"""',
    b"\n",
    b";",
    b"BYDAY=ZZ",
    b"inf",
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(SEEDS)), st.data())
def test_no_file_is_too_broken_to_be_answered(name: str, data: st.DataObject):
    """Whatever is put in the midst of a good file, it is read or refused in words of either language."""
    good = SEEDS[name]
    start = data.draw(st.integers(0, len(good)))
    piece = data.draw(st.sampled_from(PIECES) | st.binary(max_size=20))
    bad = good[:start] + piece + good[start + data.draw(st.integers(0, 30)) :]
    _, problems = read_plan(bad, name, READING)
    assert all(problem.text("zh") and problem.text("en") for problem in problems)
