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
