"""What the tests of drops' files share: a time, and the files that several of them read."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from openpyxl import Workbook

from bot.content import Text
from plugins.drops.exchange.plan import (
    PlannedDrop,
    Reading,
    Words,
)

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)  # a Monday, 10:00 in Shanghai
READING = Reading(NOW, "Asia/Shanghai", "zh")


def wall(*parts: int) -> datetime:
    """A time as a clock on the wall shows it."""
    year, month, day, hour, minute = (*parts, 0, 0)[:5]
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001


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


def workbook(*rows: Sequence[object]) -> bytes:
    """An .xlsx of these rows."""
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(out)
    return out.getvalue()


def calendar(*events: str, head: str = "") -> bytes:
    """A calendar of these events, line 3 being the first."""
    inner = "".join(f"BEGIN:VEVENT\nUID:{n}\n{event}\nEND:VEVENT\n" for n, event in enumerate(events))
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{inner}END:VCALENDAR\n".encode()


LAST = datetime(2026, 12, 31, 16, tzinfo=UTC)
START = "DTSTART;TZID=Asia/Shanghai:20260304T203000"  # a Wednesday

WHOLE = '''
[[drop]]
title = "午报"
when = "每天 12:30"
text = "午安 {日期}"
times = 3

[[drop]]
when = "2036-04-01 20:00"
text = """
愚人节
快乐"""
tag = "都要"
promo = true
must = true
paused = true

[[drop]]
when = "每天 09:00"
library = { tag = "早安", rest_days = 30 }

[[drop]]
when = "每周三 09:00"
starts = 2036-06-01T00:00:00Z
until = 2036-12-31
zone = "America/New_York"
without = []
[[drop.content]]
link = "https://example.org/"
title = "一个网页"
[[drop.content]]
text = "看看"

[[series]]
name = "读书"
when = "每周五 20:00"
evergreen = true
served = 3
[[series.issue]]
text = "第一章"
number = 3
posted_at = 2026-02-27T12:00:00Z
[[series.issue]]
text = "第二章"

[[feed]]
url = "https://example.org/feed.xml"
title = "网志"
when = "工作日 08:30"
most = 2

[[material]]
text = "早安，朋友"
tags = ["早安", "短"]
used = 2
last_used_at = 2026-02-01T00:00:00Z
[[material]]
link = "https://example.org/a"
title = "好文"
'''
