"""Reads the whole desk from TOML, the form that people can write by hand and that gives back the same state."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar, cast

from bot.commands.suggest import suggest
from bot.content import Content, File, Image, Link, MiniProgram, Text
from bot.errors import UserError
from bot.phrases import Language, Phrase
from bot.times import messages as times
from bot.times.localday import day_number
from bot.times.recurrence import Recurrence
from plugins.drops.exchange import messages as m
from plugins.drops.exchange.fields import checked_end, read_end, read_wall, read_when, read_where, read_zone, short
from plugins.drops.exchange.plan import (
    MOST_ITEMS,
    End,
    News,
    Plan,
    PlannedDrop,
    PlannedIssue,
    PlannedMaterial,
    Problems,
    Queue,
    Reading,
    Source,
    Where,
    Words,
)
from plugins.drops.library import rules as library
from plugins.drops.library.rules import Pick

VERSION = 1
CONTENT_KEYS = ("text", "image", "file", "link", "miniprogram")

T = TypeVar("T")

_HEADERS = re.compile(
    r"\"\"\"(?:\\.|[^\\])*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|#[^\n]*"
    r"|^[ \t]*\[\[[ \t]*(?P<name>[\w.]+)[ \t]*\]\]",
    re.MULTILINE | re.DOTALL,
)


def read_toml(data: bytes, reading: Reading, problems: Problems) -> Plan:
    """All that the file holds; raises UserError where it is not TOML at all."""
    document, lines = _parsed(data)
    if int(document.take("version", int, m.A_NUMBER, VERSION)) > VERSION:
        raise UserError(m.NEWER_FILE)
    is_ours = document.take("exported", datetime, m.A_MOMENT, None) is not None
    reader = _Reader(reading, problems, lines, is_ours)
    tables = {name: document.tables(name) for name in ("drop", "series", "feed", "material")}
    document.done("")
    if sum(map(len, tables.values())) > MOST_ITEMS:
        raise UserError(m.TOO_MANY, most=MOST_ITEMS)
    readers = {"drop": reader.words_or_pick, "series": reader.queue, "feed": reader.news}
    drops = [
        drop for name, read in readers.items() for table in tables[name] for drop in reader.drop(name, table, read)
    ]
    materials = [material for table in tables["material"] for material in reader.material(table)]
    return Plan(tuple(drops), tuple(materials), reader.passed)


def _parsed(data: bytes) -> "tuple[_Table, Lines]":
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        return _Table(tomllib.loads(text)), Lines(text)
    except UnicodeDecodeError:
        raise UserError(m.NOT_TEXT) from None
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise UserError(m.BAD_TOML, what=short(str(error)) or type(error).__name__) from None


class Lines:
    """At which line each table of an array begins; 0 where it was written in another way."""

    def __init__(self, text: str) -> None:
        self._found: dict[str, Iterator[int]] = {}
        lines: dict[str, list[int]] = {}
        line, position = 1, 0
        for match in _HEADERS.finditer(text):
            if name := match["name"]:
                line += text.count("\n", position, match.start())
                position = match.start()
                lines.setdefault(name, []).append(line)
        self._found = {name: iter(numbers) for name, numbers in lines.items()}

    def next(self, name: str) -> int:
        """The line of the next table with this name."""
        return next(self._found.get(name, iter(())), 0)


class _Table:
    """A table whose values are taken out one by one; what is left in the end is not ours."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = dict(values)
        self.known: list[str] = []

    def take(self, key: str, kind: type[T] | tuple[type[T], ...], valid: Phrase, default: T) -> T:
        """The value of a key, or what stands for none."""
        self.known.append(key)
        value = self.values.pop(key, None)
        if value is None:
            return default
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise UserError(m.WRONG_VALUE, key=key, valid=valid)
        if valid is m.A_NUMBER and cast(int, value) < 0:
            raise UserError(m.WRONG_VALUE, key=key, valid=valid)
        return value

    def text(self, key: str) -> str:
        """A text without the NUL that no database takes; empty where there is none."""
        return self.take(key, str, m.A_TEXT, "").replace("\0", "")

    def number(self, key: str, default: int | None = None) -> int | None:
        """A whole number."""
        return self.take(key, int, m.A_NUMBER, default)

    def flag(self, key: str) -> bool:
        """True or false; without it false."""
        return self.take(key, bool, m.A_FLAG, False)

    def moment(self, key: str) -> datetime | None:
        """A moment, which has to tell its offset."""
        value = self.take(key, datetime, m.A_MOMENT, None)
        if value is not None and value.tzinfo is None:
            raise UserError(m.WRONG_VALUE, key=key, valid=m.A_MOMENT)
        return None if value is None else value.astimezone(UTC)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, each once."""
        found: list[Any] = self.take(key, list, m.A_LIST, [])
        if not all(isinstance(each, str) for each in found):
            raise UserError(m.WRONG_VALUE, key=key, valid=m.A_LIST)
        return tuple(dict.fromkeys(str(each).replace("\0", "") for each in found))

    def tables(self, key: str) -> "list[_Table]":
        """The tables of an array."""
        found: list[Any] = self.take(key, list, m.A_LIST, [])
        if not all(isinstance(each, dict) for each in found):
            raise UserError(m.WRONG_VALUE, key=key, valid=m.A_LIST)
        return [_Table(each) for each in found]

    def done(self, name: str) -> None:
        """Raises UserError for a key that nothing asked for."""
        for key in self.values:
            if not name:
                raise UserError(m.UNKNOWN_TABLE, table=short(key), known="drop, series, feed, material")
            near = suggest(key, self.known)
            phrase = m.UNKNOWN_KEY if near is None else m.UNKNOWN_KEY_NEAR
            raise UserError(phrase, table=name, key=short(key), near=near)


class _PassedError(Exception):
    """It was due once, and that is over."""


class _Reader:
    """Makes items of tables, noting what is wrong with each."""

    def __init__(self, reading: Reading, problems: Problems, lines: Lines, is_ours: bool) -> None:
        self.reading, self.problems, self.lines, self.is_ours = reading, problems, lines, is_ours
        self.passed = 0

    def drop(self, name: str, table: _Table, source: Callable[[_Table], Source]) -> Iterator[PlannedDrop]:
        """The drop of a table of any kind; none where something is wrong with it, or it is over."""
        line = self.lines.next(name)
        with self.problems.at(line):
            try:
                drop = self._drop(line, table, source(table))
            except _PassedError:
                self.passed += 1
                return
            table.done(name)
            yield drop

    def _drop(self, line: int, table: _Table, source: Source) -> PlannedDrop:
        zone = read_zone(table.text("zone"))
        local = zone or self.reading.zone
        starts = table.moment("starts")
        group, tag = table.text("group"), table.text("tag")
        if group and tag:
            raise UserError(m.GROUP_OR_TAG)
        return PlannedDrop(
            line=line,
            when=self._when(table, local),
            source=source,
            where=read_where(tag, is_tag=True) if tag else Where(group),
            zone=zone,
            title=source.title if isinstance(source, News) else table.text("title"),
            is_promo=table.flag("promo"),
            is_must=table.flag("must"),
            end=self._end(table, local),
            starts=starts if starts is not None and starts > self.reading.now else None,
            is_paused=table.flag("paused"),
            language=self._language(table),
            came=table.number("came") or 0,
            since=table.moment("since"),
            without=table.texts("without"),
        )

    def _language(self, table: _Table) -> Language | None:
        match table.text("language"):
            case "":
                return None
            case "zh" | "en" as language:
                return language
            case _:
                raise UserError(m.WRONG_VALUE, key="language", valid=Phrase("zh 或 en", "zh or en"))

    def _when(self, table: _Table, zone: str) -> Recurrence:
        when = table.take("when", (str, datetime), m.A_TEXT, "")
        if not when:
            raise UserError(m.MISSING_KEY, key="when")
        try:
            if isinstance(when, str):
                return read_when(when, zone, self.reading)
            return read_wall(when, zone, self.reading)
        except UserError as error:
            if self.is_ours and error.phrase is times.PAST:
                raise _PassedError from None
            raise

    def _end(self, table: _Table, zone: str) -> End:
        count, renews = table.number("times"), table.flag("renews")
        until = table.take("until", (str, date), m.A_DATE, "")
        if count and until:
            raise UserError(m.UNTIL_OR_TIMES)
        if count:
            return End(times=count)
        if isinstance(until, str):
            return replace(read_end(until, zone, self.reading), renews=renews)
        if isinstance(until, datetime) and until.tzinfo is None:
            raise UserError(m.WRONG_VALUE, key="until", valid=m.A_MOMENT)
        at = until.astimezone(UTC) if isinstance(until, datetime) else until
        return checked_end(End(at, renews=renews), zone, self.reading)

    def words_or_pick(self, table: _Table) -> Source:
        """Of a [[drop]]: `library`, or its own contents."""
        picked: dict[str, Any] = table.take("library", dict, m.A_TEXT, {})
        if picked:
            pick = _Table(picked)
            tag, rest_days = library.tag_of(pick.text("tag")), pick.number("rest_days")
            pick.done("library")
            return Pick(tag) if rest_days is None else Pick(tag, min(rest_days, library.MOST_REST_DAYS))
        return Words(self._contents(table, "drop.content"))

    def queue(self, table: _Table) -> Source:
        """Of a [[series]]: its name and its issues."""
        if not (name := table.text("name")):
            raise UserError(m.MISSING_KEY, key="name")
        starts_on = table.take("starts_on", date, m.A_DATE, None)
        issues = [issue for each in table.tables("issue") for issue in self._issue(each)]
        day = None if starts_on is None else day_number(starts_on)
        return Queue(name, table.flag("evergreen"), day, table.number("served") or 0, tuple(issues))

    def _issue(self, table: _Table) -> Iterator[PlannedIssue]:
        with self.problems.at(self.lines.next("series.issue")):
            contents = self._contents(table, "series.issue.content")
            posted_at = table.moment("posted_at")
            issue = PlannedIssue(contents, table.number("day"), table.number("number"), posted_at)
            table.done("issue")
            yield issue

    def news(self, table: _Table) -> Source:
        """Of a [[feed]]: its address and how its news are written."""
        if not (url := table.text("url")):
            raise UserError(m.MISSING_KEY, key="url")
        return News(url, table.text("title"), table.number("most") or 3, table.text("template"))

    def material(self, table: _Table) -> Iterator[PlannedMaterial]:
        """One of the library."""
        line = self.lines.next("material")
        with self.problems.at(line):
            tags = tuple(sorted(library.tags_of(table.texts("tags"))))
            used, last_used_at = table.number("used") or 0, table.moment("last_used_at")
            material = PlannedMaterial(line, _content(table), tags, used, last_used_at)
            table.done("material")
            yield material

    def _contents(self, table: _Table, name: str) -> tuple[Content, ...]:
        """A `text`, or several contents of any kind."""
        several = table.tables("content")
        for _ in several:
            self.lines.next(name)
        if text := table.text("text"):
            if several:
                raise UserError(m.TEXT_OR_CONTENT)
            return (Text((text,)),)
        if not several:
            raise UserError(m.NO_TEXT)
        contents = tuple(_content(each) for each in several)
        for each in several:
            each.done("content")
        return contents


def _content(table: _Table) -> Content:
    """The one content that a table is."""
    given = [key for key in CONTENT_KEYS if table.values.get(key)]
    table.known += CONTENT_KEYS
    if len(given) != 1:
        raise UserError(m.ONE_CONTENT if given else m.NO_TEXT, choices=", ".join(CONTENT_KEYS))
    value = table.text(given[0])
    match given[0]:
        case "text":
            return Text((value,))
        case "image":
            return Image(value)
        case "file":
            return File(value, table.text("name") or value)
        case "link":
            return Link(value, table.text("title") or value, table.text("description"), table.text("thumbnail"))
        case _:
            return MiniProgram(_payload(value))


def _payload(text: str) -> dict[str, Any]:
    try:
        payload = json.loads(text)
    except (ValueError, RecursionError):
        payload = None
    if not isinstance(payload, dict):
        raise UserError(m.WRONG_VALUE, key="miniprogram", valid=m.A_JSON)
    return cast(dict[str, Any], payload)
