"""Reads drops from a table, one a row: .csv as any program saves it, or the first sheet of an .xlsx."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from bot.commands.wording import normalize
from bot.content import Text
from bot.errors import UserError
from plugins.drops.exchange import messages as m
from plugins.drops.exchange.fields import read_end, read_flag, read_wall, read_when, read_where, read_zone, short
from plugins.drops.exchange.plan import MOST_ITEMS, Plan, PlannedDrop, Problems, Reading, Words

Cell = str | date | datetime | time | UserError
"""What stands in a cell; an error for a formula that nobody has worked out."""
Row = tuple[int, Sequence[Cell]]
"""A row's number and its cells."""

NAMES: dict[str, tuple[str, ...]] = {
    "date": ("日期", "date", "day"),
    "when": ("时间", "何时", "time", "when"),
    "title": ("标题", "名称", "title", "name"),
    "text": ("正文", "内容", "文案", "text", "body", "content"),
    "where": ("群/标签", "群", "群名", "group/tag", "group", "groups", "where"),
    "tag": ("标签", "tag"),
    "promo": ("推广", "promo"),
    "must": ("必发", "must"),
    "end": ("直到/共", "直到", "共", "截止", "until/times", "until", "end", "times"),
    "zone": ("时区", "zone", "timezone"),
}
"""The columns, each by the names it may have."""

HEADER_WITHIN = 10
"""Rows above the table that may hold a title."""
MOST_COLUMNS = 50
UNPACKED = 64 << 20
"""Bytes that a workbook may unpack to."""
FIELD = 100_000

_COLUMN = {name: column for column, names in NAMES.items() for name in names}
_DELIMITERS = ",\t;，；"


def read_csv(data: bytes, reading: Reading, problems: Problems) -> Plan:
    """The drops of a .csv in UTF-8, UTF-16 or GBK, cut by commas, tabs or semicolons."""
    return _read(_csv_rows(_decoded(data)), reading, problems)


def read_xlsx(data: bytes, reading: Reading, problems: Problems) -> Plan:
    """The drops of an .xlsx; cells that hold formulas count by their last result."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
        if unpacked > UNPACKED:
            raise UserError(m.TOO_LARGE, most=UNPACKED >> 20)
        return _read(_sheet_rows(data), reading, problems)
    except (UserError, MemoryError):
        raise
    except Exception as error:  # the library raises whatever a broken workbook leads it to
        raise UserError(m.BROKEN_WORKBOOK) from error


def _decoded(data: bytes) -> str:
    has_wide_mark = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if has_wide_mark else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UserError(m.NOT_TEXT)


def _csv_rows(text: str) -> Iterator[Row]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(FIELD)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in rows:
            yield line, [cell.strip() for cell in cells[:MOST_COLUMNS]]
            line = rows.line_num + 1
    except csv.Error:
        raise UserError(m.BROKEN_ROW, line=line) from None


def _sheet_rows(data: bytes) -> Iterator[Row]:
    written, worked_out = (_sheet(data, data_only=data_only) for data_only in (False, True))
    for number, (row, results) in enumerate(zip(written, worked_out, strict=True), 1):
        yield number, [_cell(cell, result) for cell, result in zip(row, results, strict=True)]


def _sheet(data: bytes, *, data_only: bool) -> Iterator[tuple[Any, ...]]:
    from openpyxl import load_workbook  # slow to import, and most bots never read a workbook

    sheet: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=data_only).worksheets[0]
    return sheet.iter_rows(max_row=MOST_ITEMS + HEADER_WITHIN + 1, max_col=MOST_COLUMNS)


def _cell(written: Any, worked_out: Any) -> Cell:
    value = worked_out.value
    if value is None:
        return UserError(m.NO_RESULT, text=short(str(written.value))) if written.data_type == "f" else ""
    if worked_out.data_type == "e":
        return UserError(m.CELL_ERROR, text=short(str(value)))
    if isinstance(value, datetime | date | time):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _read(rows: Iterable[Row], reading: Reading, problems: Problems) -> Plan:
    rows = iter(rows)
    columns, ignored = _columns(islice(rows, HEADER_WITHIN))
    drops: list[PlannedDrop] = []
    for line, cells in rows:
        row = {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell != ""}
        if not row:
            continue
        if len(drops) + len(problems.found) >= MOST_ITEMS:
            raise UserError(m.TOO_MANY, most=MOST_ITEMS)
        with problems.at(line):
            drops.append(_drop(line, row, reading))
    return Plan(tuple(drops), ignored=ignored)


def _columns(head: Iterable[Row]) -> tuple[list[str | None], tuple[str, ...]]:
    """What each column is, from the first row that names a time and a text; and the names that mean nothing to us."""
    for _, cells in head:
        names = ["".join(normalize(str(cell)).lower().split()) for cell in cells]
        found = [_COLUMN.get(name) for name in names]
        if "text" in found and ("when" in found or "date" in found):
            twice = next((column for column in found if column and found.count(column) > 1), None)
            if twice is not None:
                raise UserError(m.COLUMN_TWICE, column=NAMES[twice][0])
            unknown = [short(str(cell)) for cell, column in zip(cells, found, strict=True) if cell and not column]
            return found, tuple(unknown)
    raise UserError(m.NO_HEADER, example=m.TABLE_EXAMPLE)


def _drop(line: int, row: dict[str, Cell], reading: Reading) -> PlannedDrop:
    for cell in row.values():
        if isinstance(cell, UserError):
            raise cell
    words = {column: str(cell) for column, cell in row.items()}
    zone = read_zone(words.get("zone", ""))
    local = zone or reading.zone
    if not (text := words.get("text", "").replace("\r\n", "\n").replace("\r", "\n")):
        raise UserError(m.NO_TEXT)
    if "tag" in words and "where" in words:
        raise UserError(m.GROUP_OR_TAG)
    where = read_where(words["tag"], is_tag=True) if "tag" in words else read_where(words.get("where", ""))
    return PlannedDrop(
        line=line,
        when=_when(row, local, reading),
        source=Words((Text((text,)),)),
        where=where,
        zone=zone,
        title=words.get("title", ""),
        is_promo=read_flag(words.get("promo", ""), NAMES["promo"][0]),
        is_must=read_flag(words.get("must", ""), NAMES["must"][0]),
        end=read_end(_day(row.get("end", "")), local, reading),
    )


def _when(row: dict[str, Cell], zone: str, reading: Reading):
    """The time, put together with the date where that has a column of its own."""
    day, at = row.get("date"), row.get("when")
    if isinstance(day, date) and isinstance(at, time):
        return read_wall(datetime.combine(day, at), zone, reading)
    if isinstance(at, datetime) and day is None:
        return read_wall(at, zone, reading)
    pieces = [_day(each) if isinstance(each, date) else _clock(each) for each in (day, at) if each is not None]
    if not pieces:
        raise UserError(m.NO_WHEN)
    return read_when(" ".join(pieces), zone, reading)


def _day(cell: Cell) -> str:
    return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else str(cell)


def _clock(cell: Cell) -> str:
    return f"{cell:%H:%M}" if isinstance(cell, time) else str(cell)
