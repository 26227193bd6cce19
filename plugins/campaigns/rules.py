"""What an owner has filled in, and when each phase of a campaign comes. Pure."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.commands.suggest import suggest
from bot.commands.wording import fold
from bot.errors import UserError
from bot.phrases import Language, Phrase
from bot.times.occasions import rule
from bot.times.recurrence import to_utc
from bot.times.timewords import parse_moment
from plugins.campaigns import messages as m
from plugins.campaigns.scenes import Input, Phase, Scene
from plugins.campaigns.scenes.offsets import Offset, read_offset, read_until

PAGE = 10
MOST = 50
"""Campaigns of one group or set of groups that are not over."""
LONGEST_VALUE = 200
LONGEST_TEXT = 2000
FARTHEST = timedelta(days=400)
PATIENCE = timedelta(hours=12)
"""How late a phase may still be of use, should it have to wait."""
EVENING = timedelta(hours=2)
"""What comes so late on a day may wait for the morning."""
CLOSE = timedelta(minutes=30)
"""Two things in one group within so long are a clash."""
AHEAD = timedelta(minutes=1)
"""How long before its moment a phase is made ready for a thousand groups, so that it is there on the dot."""
RECAP_AFTER = timedelta(hours=12)
"""How long after the last that happens the campaign is looked back on; never at night."""
DAYTIME = time(10), time(20)

DATE = Phrase("日期", "date")
_EQUALS = "=＝"
_FIELD = re.compile(rf"(?:(?<=\s)|^)([^\s{_EQUALS}]{{1,20}})\s*[{_EQUALS}]\s*")
_ISO = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?")


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in: the values by the inputs' keys, and the day where one was named."""

    values: Mapping[str, str]
    day: str


def read_name(line: str) -> tuple[str, str]:
    """The scene's name that a line begins with, and the fields behind it."""
    first = _FIELD.search(line)
    return (line, "") if first is None else (line[: first.start()].strip(), line[first.start() :])


def read_fields(text: str, inputs: Sequence[Input], language: Language) -> Filled:
    """The values in `商品=手工皂 价格=99 日期=2026-11-11`, one or more a line.

    Raises UserError for what is no field of the scene and for a value that is too long.
    """
    found = list(_FIELD.finditer(text))
    if (text[: found[0].start()] if found else text).strip():
        raise UserError(m.NO_FIELD, text=short(text), fields=names_of(inputs, language))
    keys = {fold(name): each.key for each in inputs for name in (each.name.zh, each.name.en, each.key)}
    keys |= {fold(name): "" for name in (DATE.zh, DATE.en)}
    values: dict[str, str] = {}
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=False):
        value = text[match.end() : end].strip()
        key = keys.get(fold(match[1]))
        if key is None:
            near = suggest(fold(match[1]), list(keys))
            raise UserError(m.UNKNOWN_FIELD, name=match[1], near=near or "", fields=names_of(inputs, language))
        if len(value) > LONGEST_VALUE:
            raise UserError(m.VALUE_TOO_LONG, name=match[1], most=LONGEST_VALUE)
        values[key] = value
    day = values.pop("", "")
    return Filled({key: value for key, value in values.items() if value}, day)


def names_of(inputs: Iterable[Input], language: Language) -> str:
    """What can be filled in."""
    return "、".join([*(each.name(language) for each in inputs), DATE(language)])


def missing(inputs: Sequence[Input], values: Mapping[str, str]) -> list[Input]:
    """What has still to be filled in."""
    return [each for each in inputs if each.is_required and each.key not in values]


def day_of(scene: Scene, asked: str, now: datetime, zone: str) -> date:
    """The campaign's day: the one that was named, else the next one of the scene's own.

    Raises UserError for a day that is over, too far, or not named where it has to be.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    if asked:
        return day_named(asked, now, zone)
    occasion = rule(scene.date) if scene.date else None
    if occasion is None:
        raise UserError(m.DATE_NEEDED)
    return _checked(occasion.next_on_or_after(today), today)


def again(scene_date: str, day: date) -> date | None:
    """The same occasion the next year, by the calendar it goes by; None where the scene has no day of its own."""
    occasion = rule(scene_date) if scene_date else None
    return None if occasion is None else occasion.next_on_or_after(day + timedelta(days=2))


def day_named(asked: str, now: datetime, zone: str) -> date:
    """A day in words, or an occasion by its name, not past. Raises UserError."""
    today = now.astimezone(ZoneInfo(zone)).date()
    if match := _ISO.fullmatch(fold(asked).strip()):
        try:
            return _checked(date(int(match[1]), int(match[2]), int(match[3])), today)
        except ValueError:
            raise UserError(m.DATE_UNREADABLE, text=short(asked)) from None
    if (occasion := rule(asked)) is not None:
        return _checked(occasion.next_on_or_after(today), today)
    try:
        moment, _ = parse_moment([*asked.split(), "23:59"], now, zone)
    except UserError:
        raise UserError(m.DATE_UNREADABLE, text=short(asked)) from None
    return _checked(moment.astimezone(ZoneInfo(zone)).date(), today)


def _checked(day: date, today: date) -> date:
    if day < today:
        raise UserError(m.DATE_PAST, day=day)
    if day - today > FARTHEST:
        raise UserError(m.DATE_FAR, day=day)
    return day


def moment_of(day: date, days: int, clock: time, zone: str) -> datetime:
    """When a phase comes."""
    return to_utc(datetime.combine(day + timedelta(days=days), clock), zone)


def useful_until(at: datetime, zone: str) -> datetime:
    """Until when a phase may be said: not on another day, as it speaks of its own, unless it comes late at night."""
    tomorrow = at.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    midnight = to_utc(datetime.combine(tomorrow, time()), zone)
    return at + PATIENCE if midnight - at < EVENING else min(at + PATIENCE, midnight)


def closing(until: str, day: date, opened_at: datetime, zone: str) -> datetime | None:
    """When something closes that a phase opens: at an offset or after a while; None where nothing is said."""
    if not until:
        return None
    at = read_until(until)
    return moment_of(day, at.days, at.clock, zone) if isinstance(at, Offset) else opened_at + at


def read_when(text: str, now: Offset) -> Offset | None:
    """Another time for a phase: `T-1天 19:00`, or only `19:00`; None for what is neither."""
    words = fold(text).strip()
    if not words:
        return None
    try:
        return read_offset(words if words.startswith("t") else f"T{now.days:+d} {words}")
    except UserError:
        if words.startswith("t"):
            raise
        return None


def recap_at(last: datetime, zone: str) -> datetime:
    """When to look back: some hours after the last that happens, in daytime."""
    local = (last + RECAP_AFTER).astimezone(ZoneInfo(zone))
    start, end = DAYTIME
    if start <= local.time() <= end:
        return last + RECAP_AFTER
    day = local.date() + timedelta(days=local.time() > end)
    return to_utc(datetime.combine(day, start), zone)


def variant_of(campaign_id: int, number: int, group_id: int, variants: int) -> int:
    """Which of several texts a group gets: by chance, and always the same."""
    if variants < 2:
        return 0
    return hashlib.sha256(f"{campaign_id}:{number}:{group_id}".encode()).digest()[0] % variants


def held_back(servings: Sequence[tuple[int, str]], values: int, ratio: int) -> list[tuple[int, int]]:
    """Of phases by number and serving those that will wait for value, each with how much is lacking.

    `values` have gone out since the last promo; what else is posted meanwhile is not known here.
    """
    found: list[tuple[int, int]] = []
    for number, serving in servings:
        if serving != "promo":
            values += 1
        elif values < ratio:
            found.append((number, ratio - values))
        else:
            values = 0
    return found


def phases_in_order(scene: Scene) -> list[Phase]:
    """As they come."""
    return sorted(scene.phases, key=lambda phase: (phase.days, phase.clock))


def short(text: str) -> str:
    """The beginning of something somebody wrote."""
    line = " ".join(text.split())
    return line if len(line) <= 20 else line[:20] + "…"
