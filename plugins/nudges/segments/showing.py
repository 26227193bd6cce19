"""How a group's members read: three parts of ten, and who has been silent for how long."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

import structlog

from bot import messages as core
from bot.commands.readers import short
from bot.phrases import Language, Phrase
from bot.times.moments import shown
from plugins.nudges.segments import messages as m
from plugins.nudges.segments.rules import NEAR, USUAL, Known, Look, Segment, Tenths, count, has_spoken, tenths
from plugins.nudges.segments.settings import Definitions
from plugins.nudges.segments.store import Member

log = structlog.get_logger()

PAGE = 20


@dataclass(frozen=True, slots=True)
class Seen:
    """A group's members by kind, `gone` and how long the bot has heard the group beside them."""

    group: str
    counts: Mapping[Segment, int]
    gone: int
    heard_days: int
    definitions: Definitions

    @classmethod
    def of(cls, group: str, members: Iterable[Member], gone: int, look: Look) -> Self:
        """As seen from there."""
        return cls(group, count(each.segment for each in members), gone, look.heard_days, look.definitions)


def name_of(name: str, language: Language) -> str:
    """What somebody is called, in one short line."""
    return short(name) or m.NAMELESS(language)


def definitions(given: Definitions, language: Language) -> str:
    """In words, with how to change them."""
    numbers = {name: getattr(given, name) for name in m.WHATS}
    return m.DEFINITIONS(language, once=given.once_active, **numbers)


def words(seen: Seen, language: Language) -> str:
    """The three parts, how each compares with what is usual, and what else there is."""
    parts, counts = tenths(seen.counts), seen.counts
    lines = [m.HEAD(language, group=seen.group, n=parts.members + parts.away)]
    lines += [
        m.LINE(language, part=part, n=n, percent=percent, usual=usual, compared=compared)
        for part, n, percent, usual, compared in _parts(parts, language)
    ]
    half, new, drifting = (counts.get(e, 0) for e in (Segment.HALF_ACTIVE, Segment.NEWCOMER, Segment.DRIFTING))
    lines.append(m.OF_MIDDLE(language, half=half, new=new, drifting=drifting))
    besides = [said(language, n=n) for said, n in ((m.AWAY, parts.away), (m.GONE, seen.gone)) if n]
    if besides:
        lines.append(m.BESIDES(language, others=core.COMMA(language).join(besides)))
    if (young := _young(seen, language)) is not None:
        lines.append(young)
    return "\n".join([*lines, m.SEE_MORE(language)])


def picture(seen: Seen, at: datetime, zone: str, language: Language) -> bytes | None:
    """The same as bars; None where nothing can be drawn. Slow enough to be done beside the event loop."""
    from bot.pictures.bars import Bar, draw_bars
    from bot.pictures.fonts import FontError

    parts = tenths(seen.counts)
    day = shown(at, zone, language).rpartition(" ")[0]
    subtitle = m.SUBTITLE(language, group=seen.group, n=parts.members + parts.away, day=day)
    bars = [
        Bar(
            part(language),
            m.FIGURE(language, n=n, percent=percent),
            n / parts.members if parts.members else None,
            m.NOTE(language, usual=usual, compared=compared),
        )
        for part, n, percent, usual, compared in _parts(parts, language)
    ]
    try:
        foot = _young(seen, language) or ""
        return draw_bars(m.TITLE(language), subtitle, bars, foot=foot, language=language)
    except FontError as error:
        log.error("members.not_drawn", why=str(error))
        return None


def silent(people: Sequence[Known], look: Look, language: Language) -> str:
    """A line each: how long they have said nothing, and what one should know before turning to them."""
    return "\n".join(
        m.SILENT_LINE(
            language,
            number=who.person_id,
            name=name_of(who.name, language),
            silence=silence(who, look, language),
            mark=f"{m.COMMA(language)}{known}" if (known := mark(who, look, language)) else "",
        )
        for who in people
    )


def silence(who: Known, look: Look, language: Language) -> str:
    """For how long, and since what."""
    said = m.SINCE if has_spoken(who) else m.NEVER if who.joined_at is not None else m.NEVER_HEARD
    return said(language, days=look.silent_days(who))


def mark(who: Known, look: Look, language: Language) -> str:
    """What one should know before turning to them."""
    if who.away_until is not None and who.away_until > look.now:
        return m.IS_AWAY(language, until=shown(who.away_until, look.zone, language))
    return m.IS_QUIET(language) if who.quiet_at is not None else ""


def _parts(parts: Tenths, language: Language) -> list[tuple[Phrase, int, int, int, str]]:
    """Of each part its name, how many, percent, what is usual, and how these compare."""
    found: list[tuple[Phrase, int, int, int, str]] = []
    for part, n, usual in zip((m.ACTIVE, m.MIDDLE, m.SILENT), parts, USUAL, strict=False):
        percent = round(100 * n / parts.members) if parts.members else 0
        more = percent - usual
        compared = m.NEAR if abs(more) <= NEAR else m.MORE if more > 0 else m.FEWER
        found.append((part, n, percent, usual, compared(language, n=abs(more))))
    return found


def _young(seen: Seen, language: Language) -> str | None:
    window = seen.definitions.window
    return None if seen.heard_days >= window else m.YOUNG(language, days=seen.heard_days, window=window)
