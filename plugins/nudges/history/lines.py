"""A log, line by line, whatever its encoding and form; never more of it in memory than a line."""

import codecs
import csv
import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from bot.commands.wording import normalize
from bot.errors import UserError
from bot.events import MessageKind
from plugins.nudges.history import messages as m
from plugins.nudges.history.moments import read_moment

NAMES: dict[str, tuple[str, ...]] = {
    "date": ("日期", "date", "day"),
    "time": (
        *("时间", "发送时间", "消息时间", "日期时间"),
        *("time", "datetime", "timestamp", "sent_at", "createtime", "strtime"),
    ),
    "id": ("发送者id", "发送人id", "成员id", "用户id", "wxid", "sender_id", "member_id", "user_id"),
    "name": ("昵称", "群昵称", "成员", "姓名", "发送者昵称", "发送人昵称", "name", "nickname", "sender_name"),
    "sender": ("发送者", "发送人", "sender", "from"),
    "text": ("内容", "消息", "消息内容", "文本", "正文", "text", "message", "content", "msg", "strcontent"),
    "kind": ("类型", "消息类型", "kind", "type"),
    "mentions": ("提到", "艾特", "@", "mentions", "at"),
    "quoted": ("引用谁", "回复谁", "引用", "回复", "quoted", "reply_to", "quoted_sender"),
    "quoted_text": ("引用内容", "被引用内容", "quoted_text"),
}
"""The columns, each by the names it may have; spaces and capitals don't matter.

What is called the sender is an id where there is a name beside it, else it is the name.
"""

_KINDS: tuple[tuple[MessageKind, tuple[str, ...]], ...] = (
    ("text", ("", "text", "文本", "文字", "1")),
    ("image", ("image", "picture", "photo", "图片", "3")),
    ("link", ("link", "url", "链接", "49")),
    ("file", ("file", "文件")),
    ("miniprogram", ("miniprogram", "小程序")),
)
KINDS: dict[str, MessageKind] = {name: kind for kind, names in _KINDS for name in names}
NOTICES = frozenset({"system", "notice", "系统", "系统消息", "提示", "10000", "10002"})
"""Kinds of lines that nobody said."""

HEADER_WITHIN = 10
FIELD = 1 << 20
LONGEST = 10_000
WITH_DATE = 14
"""Characters; a time as long as that has its date."""
_COLUMN = {name.replace("_", ""): column for column, names in NAMES.items() for name in names}
_DELIMITERS = ",\t;，；|"
_LIST = str.maketrans(dict.fromkeys("、;；,，\u2005", "\n"))


class Line(NamedTuple):
    """One message; whoever it mentions or quotes is named as the log does, by id or by name."""

    number: int
    ms: int
    sender_id: str
    name: str
    kind: MessageKind
    text: str
    mentions: Sequence[str] = ()
    quoted: str = ""
    quoted_text: str = ""


class Wrong(NamedTuple):
    """A line that can't be read."""

    number: int
    why: UserError


class Notice(NamedTuple):
    """A line that nobody said."""

    number: int


Read = Line | Wrong | Notice
Fields = dict[str, Any]


def read_log(file: Path, zone: str) -> Iterator[Read]:
    """Every line of a log. Raises UserError where it is none at all."""
    with file.open(encoding=_encoding(file), newline="") as log, _decoding():
        head = [line for line in islice(log, HEADER_WITHIN) if line.strip()]
        if not head:
            return
        start = head[0].lstrip("\ufeff \t")
        if start.startswith("["):
            raise UserError(m.AN_ARRAY, json=m.JSON_EXAMPLE)
        log.seek(0)
        rows = _objects(log) if start.startswith("{") else _rows(log, _delimiter(head))
        for number, fields in rows:
            yield _read(number, fields, zone)


def _encoding(file: Path) -> str:
    with file.open("rb") as log:
        if log.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        log.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            for chunk in iter(lambda: log.read(1 << 20), b""):
                decoder.decode(chunk)
        except UnicodeDecodeError:
            return "gb18030"
    return "utf-8-sig"


@contextmanager
def _decoding() -> Generator[None]:
    try:
        yield
    except UnicodeDecodeError:
        raise UserError(m.NOT_TEXT) from None


def _delimiter(head: Sequence[str]) -> str:
    return max(_DELIMITERS, key="".join(head).count)


def _objects(log: IO[str]) -> Iterator[tuple[int, Fields | UserError]]:
    for number, line in enumerate(log, 1):
        if not line.strip():
            continue
        try:
            found: object = json.loads(line.lstrip("\ufeff"))
        except ValueError:
            found = None
        if isinstance(found, dict):
            given = cast(dict[str, Any], found)
            yield number, {column: value for key, value in given.items() if (column := _column(key))}
        else:
            yield number, UserError(m.BAD_JSON, json=m.JSON_EXAMPLE)


def _rows(log: IO[str], delimiter: str) -> Iterator[tuple[int, Fields | UserError]]:
    csv.field_size_limit(FIELD)
    rows = csv.reader(log, delimiter=delimiter)
    columns = _header(rows)
    line = rows.line_num + 1
    try:
        for cells in rows:
            if any(cells):
                yield line, {column: cell for column, cell in zip(columns, cells, strict=False) if column}
            line = rows.line_num + 1
    except csv.Error:
        yield line, UserError(m.BAD_ROW)


def _header(rows: Iterator[list[str]]) -> list[str]:
    for cells in islice(rows, HEADER_WITHIN):
        columns = [_column(cell) for cell in cells]
        if {"time", "date"} & {*columns} and {"id", "name", "sender"} & {*columns}:
            return [column if columns.index(column) == place else "" for place, column in enumerate(columns)]
    raise UserError(m.NO_HEADER, json=m.JSON_EXAMPLE)


def _column(name: str) -> str:
    """The first that bears a name counts; what is none of ours is nothing."""
    folded = _FOLDED.get(name)
    if folded is None:
        if len(_FOLDED) > 1000:
            _FOLDED.clear()
        folded = _FOLDED[name] = _COLUMN.get("".join(normalize(name).lower().replace("_", "").split()), "")
    return folded


_FOLDED: dict[str, str] = {}


def _read(number: int, fields: Fields | UserError, zone: str) -> Read:
    if isinstance(fields, UserError):
        return Wrong(number, fields)
    kind = _text(fields.get("kind")).lower()
    sender_id, name, sender = _text(fields.get("id")), _text(fields.get("name")), _text(fields.get("sender"))
    sender_id, name = (sender_id or sender, name) if name else (sender_id, sender)
    if kind in NOTICES or not (sender_id or name):
        return Notice(number)
    try:
        ms = read_moment(_moment(fields), zone)
    except UserError as error:
        return Wrong(number, error)
    text = fields.get("text")
    return Line(
        number,
        ms,
        sender_id,
        name,
        KINDS.get(kind, "other"),
        text[:LONGEST] if isinstance(text, str) else "",
        _people(fields.get("mentions")),
        _text(fields.get("quoted")),
        _text(fields.get("quoted_text")),
    )


def _moment(fields: Fields) -> str | int | float:
    day, at = fields.get("date"), fields.get("time")
    if at in (None, "") and day in (None, ""):
        raise UserError(m.NO_TIME)
    if day in (None, "") or at in (None, ""):
        only = at if day in (None, "") else day
        return only if isinstance(only, int | float) else _text(only)
    clock = _text(at)
    return clock if len(clock) >= WITH_DATE else f"{_text(day)} {clock}"


def _people(value: object) -> Sequence[str]:
    if not value:
        return ()
    if isinstance(value, list):
        named = [_text(each) for each in cast(list[object], value)]
    else:
        named = [each.strip(" @") for each in _text(value).translate(_LIST).splitlines()]
    return tuple(dict.fromkeys(filter(None, named)))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)
