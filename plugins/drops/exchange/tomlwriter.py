"""Writes the whole desk as TOML that `tomlfile` reads back as it was."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from bot.content import Content, File, Image, Link, MiniProgram, Removal, Text
from bot.phrases import Language
from plugins.drops.exchange.plan import End, News, Plan, PlannedDrop, PlannedIssue, Queue, Words
from plugins.drops.exchange.tomlfile import VERSION
from plugins.drops.library.rules import Pick

Value = str | bool | int | date | datetime | tuple[str, ...] | None
Pairs = Iterable[tuple[str, Value]]

_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
_UNFIT = re.compile(r'[\\"\x00-\x1f\x7f]')
_UNFIT_IN_LINES = re.compile(r'\\|"(?="")|"$|[\x00-\x09\x0b-\x1f\x7f]')


def write_toml(plan: Plan, exported: datetime, language: Language) -> str:
    """The file's text."""
    parts = [_lines((("version", VERSION), ("exported", exported.astimezone(UTC))))]
    for drop in plan.drops:
        parts += _drop(drop, language)
    for material in plan.materials:
        use = ("used", material.used), ("last_used_at", material.last_used_at)
        parts.append("[[material]]\n" + _lines((*_content(material.content), ("tags", material.tags), *use)))
    return "\n".join(parts)


def _drop(drop: PlannedDrop, language: Language) -> Iterator[str]:
    common = (*_timing(drop, language), *_end(drop.end), *_state(drop))
    match drop.source:
        case Words(contents):
            own, inner = _contents(contents, "drop.content")
            yield "[[drop]]\n" + _lines((("title", drop.title), *common, *own))
            yield from inner
        case Pick(tag, rest_days):
            pick = f"library = {{ tag = {_string(tag)}, rest_days = {rest_days} }}\n"
            yield "[[drop]]\n" + _lines((("title", drop.title), *common)) + pick
        case Queue(name, is_evergreen, starts_on, served, issues):
            own = (("evergreen", is_evergreen), ("starts_on", _day(starts_on)), ("served", served))
            yield "[[series]]\n" + _lines((("name", name), ("title", drop.title), *common, *own))
            for issue in issues:
                yield from _issue(issue)
        case News(url, title, most, template):
            own = (("most", most), ("template", template))
            yield "[[feed]]\n" + _lines((("url", url), ("title", title), *common, *own))


def _timing(drop: PlannedDrop, language: Language) -> Pairs:
    yield from (("when", drop.when.describe(language)), ("zone", drop.zone))
    yield from (("group", drop.where.group), ("tag", drop.where.tag))
    yield from (("promo", drop.is_promo), ("must", drop.is_must))


def _end(end: End) -> Pairs:
    yield from (("until", "forever" if end.never else end.at), ("times", end.times), ("renews", end.renews))


def _state(drop: PlannedDrop) -> Pairs:
    yield from (("starts", drop.starts), ("paused", drop.is_paused), ("language", drop.language))
    yield from (("came", drop.came), ("since", drop.since), ("without", drop.without))


def _issue(issue: PlannedIssue) -> Iterator[str]:
    own, inner = _contents(issue.contents, "series.issue.content")
    yield "[[series.issue]]\n" + _lines(
        (("day", issue.day), ("number", issue.number), ("posted_at", issue.posted_at), *own)
    )
    yield from inner


def _contents(contents: tuple[Content, ...], name: str) -> tuple[Pairs, list[str]]:
    """What stands in the table itself, a single text, and the tables of whatever else there is."""
    if len(contents) == 1 and isinstance(contents[0], Text):
        return _content(contents[0]), []
    return (), [f"[[{name}]]\n" + _lines(_content(content)) for content in contents]


def _content(content: Content) -> Pairs:
    match content:
        case Text(parts):
            return (("text", "".join(part for part in parts if isinstance(part, str))),)
        case Image(path):
            return (("image", path),)
        case File(path, name):
            return ("file", path), ("name", name)
        case Link(url, title, description, thumbnail):
            return ("link", url), ("title", title), ("description", description), ("thumbnail", thumbnail)
        case MiniProgram(payload):
            return (("miniprogram", json.dumps(payload, ensure_ascii=False, sort_keys=True)),)
        case Removal():
            raise ValueError("a drop removes nobody")


def _day(number: int | None) -> date | None:
    return None if number is None else date(number // 10_000, number // 100 % 100, number % 100)


def _lines(pairs: Pairs) -> str:
    """A line each, but for what says nothing: false, empty, none."""
    return "".join(f"{key} = {_value(value)}\n" for key, value in pairs if value not in (None, "", False, ()))


def _value(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case tuple():
            return "[" + ", ".join(map(_string, value)) + "]"
        case str():
            return _in_lines(value) if "\n" in value else _string(value)
        case _:
            return str(value)


def _string(text: str) -> str:
    return f'"{_UNFIT.sub(_escape, text)}"'


def _in_lines(text: str) -> str:
    """Over several lines, as it will look; what is special is escaped."""
    return f'"""\n{_UNFIT_IN_LINES.sub(_escape, text)}"""'


def _escape(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[0]) or f"\\u{ord(match[0]):04x}"
