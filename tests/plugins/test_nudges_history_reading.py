"""How the lines of exported logs are read, and whom they belong to."""

import codecs
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from plugins.nudges.history.gathering import Sender
from plugins.nudges.history.lines import Line, Notice, Wrong, read_log
from plugins.nudges.history.matching import Known, Member, match_all
from plugins.nudges.history.moments import read_moment
from storage.base import to_ms
from tests.fakes.corpus import Shape, corpus

ZONE = "Asia/Shanghai"
ZONES = [ZONE, "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu"]


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-01 20:15:08",
        "2026/3/1 20:15:08",
        "2026.03.01 20:15:08",
        "2026年3月1日 20:15:08",
        "2026年03月01日 星期日 20点15分08秒",
        "2026-03-01 下午8:15:08",
        "2026/3/1 8:15:08 PM",
        "2026-03-01T20:15:08+08:00",
        "2026-03-01T12:15:08Z",
        "20260301T201508",
        "2026-03-01 20:15:08.000",
        "1772367308",
        "1772367308000",
        1772367308,
        1772367308000,
        1772367308.0,
    ],
)
def test_times(written: str | float) -> None:
    """In any common form; where no offset is given it is the group's clock."""
    assert read_moment(written, ZONE) == to_ms(datetime(2026, 3, 1, 12, 15, 8, tzinfo=UTC))


@pytest.mark.parametrize("written", ["", "昨天", "2026-03-01", "3/1/2026 20:15", "2026-13-01 20:15", "12", -5, 1e30])
def test_no_times(written: str | float) -> None:
    """Nothing is guessed: neither a month and a day in doubt nor a day without an hour."""
    with pytest.raises(UserError):
        read_moment(written, ZONE)


@given(st.datetimes(datetime(2001, 1, 1), datetime(2030, 1, 1)), st.sampled_from(ZONES))  # noqa: DTZ001
def test_walls(wall: datetime, zone: str) -> None:
    """As the zone's own rules have it, whatever the season."""
    wall = wall.replace(microsecond=0, fold=0)
    assert read_moment(f"{wall:%Y-%m-%d %H:%M:%S}", zone) == to_ms(wall.replace(tzinfo=ZoneInfo(zone)))


TABLE = """我们的群,,,,,
时间,发送者 ID,发送者,类型,内容,备注
2026-03-01 20:15:08,wx1,小明,文本,"大家好
今天读什么？",x
2026-03-01 20:16,,小红,图片,,
,,,,,
2026-03-01 20:17,,,系统,某某进群,
昨天,wx1,小明,,你好,
"""
READ = [
    Line(3, to_ms(datetime(2026, 3, 1, 12, 15, 8, tzinfo=UTC)), "wx1", "小明", "text", "大家好\n今天读什么？"),
    Line(5, to_ms(datetime(2026, 3, 1, 12, 16, tzinfo=UTC)), "", "小红", "image", ""),
    Notice(7),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_tables(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """In any encoding, cut by whatever, with a title above; what is wrong is known by its line."""
    file = tmp_path / "log.csv"
    file.write_text(TABLE.replace(",", delimiter), encoding, newline="")
    *read, wrong = read_log(file, ZONE)
    assert read == READ
    assert isinstance(wrong, Wrong)
    assert (wrong.number, wrong.why.values) == (8, {"text": "昨天"})


def test_json_lines(tmp_path: Path) -> None:
    """Names of either language, times as numbers, lists of who is mentioned; other fields don't matter."""
    file = tmp_path / "log.jsonl"
    file.write_bytes(
        codecs.BOM_UTF8
        + '{"Time": 1772367308, "sender_id": 7, "sender": "Ming", "text": "@Hong hi", "mentions": ["Hong"], "x": {}}\n'
        '\n{"时间": "2026-03-01 20:16", "发送者": "小红", "消息类型": 3}\n'
        '[1]\n{"time": "2026-03-01 20:16", "type": "system"}\n'.encode()
    )
    first, second, third, fourth = read_log(file, ZONE)
    assert first == Line(1, 1772367308000, "7", "Ming", "text", "@Hong hi", ("Hong",))
    assert isinstance(second, Line)
    assert (second.number, second.kind) == (3, "image")
    assert isinstance(third, Wrong)
    assert fourth == Notice(5)


@pytest.mark.parametrize(
    "log",
    [
        "localId,Type,IsSender,CreateTime,StrContent,NickName,Sender\n9,1,0,1772367308,hi,小明,wx1\n",
        '{"seq": 1, "time": "2026-03-01T20:15:08+08:00", "sender": "wx1", "senderName": "小明", "content": "hi"}',
        "时间;发送者;昵称;内容\n2026-03-01 20:15:08;wx1;小明;hi\n",
    ],
)
def test_logs_of_others(tmp_path: Path, log: str) -> None:
    """Of programs that export: a sender beside a name is an id."""
    (tmp_path / "log").write_text(log)
    (line,) = read_log(tmp_path / "log", ZONE)
    assert isinstance(line, Line)
    assert line[1:6] == (1772367308000, "wx1", "小明", "text", "hi")


@pytest.mark.parametrize("log", ["", "\n\n"])
def test_nothing_to_read(tmp_path: Path, log: str) -> None:
    """An empty log has no lines."""
    (tmp_path / "log").write_text(log)
    assert list(read_log(tmp_path / "log", ZONE)) == []


@pytest.mark.parametrize("log", ["a,b,c\n1,2,3\n", '[{"time": 1}]', "时间,内容\n2026-03-01 20:15,x\n"])
def test_no_log(tmp_path: Path, log: str) -> None:
    """Without a header that names a time and a sender, or as one array, it is none."""
    (tmp_path / "log").write_text(log)
    with pytest.raises(UserError):
        list(read_log(tmp_path / "log", ZONE))


def test_a_quote_that_never_ends(tmp_path: Path) -> None:
    """Such a line swallows the rest: it is said where it began."""
    (tmp_path / "log").write_text(
        "time,sender,text\n2026-03-01 20:15,x,hi\n" + '2026-03-01 20:15,x,"' + "hi\n" * 500_000
    )
    line, wrong = read_log(tmp_path / "log", ZONE)
    assert isinstance(line, Line)
    assert isinstance(wrong, Wrong)
    assert wrong.number == 3


def _sender(key: str, name: str = "") -> Sender:
    return Sender(f"id:{key}" if key else f"name:{name}", key, name, 0, 0)


def test_who_is_who() -> None:
    """By id, else by a name that only one bears there and here; those who are in the group come before who left."""
    members = [
        Member(1, "小明", "", True),
        Member(2, "小红", "红红", True),
        Member(3, "小红", "", True),
        Member(4, "小李", "", False),
        Member(5, "小李", "", True),
        Member(6, "老王", "", False),
    ]
    senders = [
        _sender("wx1", "谁"),
        _sender("", "小明"),
        _sender("", "小红"),
        _sender("wx9", "红红"),
        _sender("", "小李"),
        _sender("", "老王"),
        _sender("a", "重名"),
        _sender("b", "重名"),
    ]
    known = Known({}, {"wx1": 7}, [*members, Member(8, "重名", "", True)])
    found = match_all(3, senders, known)
    assert [(match.who, match.how) for match in found] == [
        (7, "id"),
        (1, "name"),
        (-3, "stranger"),
        (2, "name"),
        (5, "name"),
        (6, "name"),
        (-7, "stranger"),
        (-8, "stranger"),
    ]


def test_the_corpus() -> None:
    """Is what it says: the same for a seed, Zipf-like, quiet at night, in bursts, halving."""
    shape = Shape(members=60, silent=20, days=70, a_day=200, halves_in=35)
    talks = list(corpus(shape, 3))
    assert talks == list(corpus(shape, 3))
    assert talks != list(corpus(shape, 4))
    counts = sorted((sum(t.member == n for t in talks) for n in range(60)), reverse=True)
    assert counts[40:] == [0] * 20
    assert counts[0] > 3 * counts[5] > 6 * counts[20]
    night = sum(2 <= t.at.hour < 6 for t in talks)
    evening = sum(20 <= t.at.hour < 23 for t in talks)
    assert night * 20 < evening
    first, last = (sum(a <= (t.at.date() - shape.first_day).days < a + 14 for t in talks) for a in (0, 56))
    assert 0.2 < last / first < 0.5
    gaps = [b.at - a.at for a, b in pairwise(talks)]
    assert sum(gap < timedelta(minutes=2) for gap in gaps) > len(gaps) * 0.7
