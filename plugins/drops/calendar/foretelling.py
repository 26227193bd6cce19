"""What a rehearsal has shown, in words: what goes out when, what doesn't and why, and what one may want to change."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from bot.content import Text, from_json
from bot.phrases import Language, Phrase
from bot.rehearsal import Message, Rehearsal
from bot.times.moments import shown
from plugins.drops.calendar import messages as m
from plugins.drops.calendar.showing import short
from plugins.drops.messages import MOVED_MARK
from storage.base import from_ms

LISTED = 40
"""Messages told one by one."""
TROUBLES = 5
"""Of each kind."""
LATE = timedelta(minutes=1)
CLOSE = timedelta(minutes=30)
"""Two different things in one group within so long are a clash."""

_UNFILLED = re.compile(r"[{｛][^{}｛｝\n]{1,20}[}｝]")


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a drop."""

    title: str
    is_promo: bool
    is_feed: bool
    moved: Mapping[datetime, datetime] = field(default_factory=dict[datetime, datetime])
    """From when what comes at a moment was moved."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose days are told, and how."""

    now: datetime
    until: datetime
    where: str
    zone: str
    language: Language
    drops: Mapping[int, About]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing said in one or more groups: from when to when, or what becomes of it instead."""

    drop_id: int | None
    words: str
    due_at: datetime
    first: datetime
    last: datetime
    state: str
    reason: str
    groups: int


def foretell(rehearsal: Rehearsal, asked: Asked) -> str:
    """The answer to `/预演`."""
    told = list(_told(rehearsal.messages))
    sent = [each for each in told if each.state == "sent"]
    lines = [_head(asked, len(sent)), *_days(sent, asked)]
    lines += _section(m.NOT_SENT, [_unsent(each, asked) for each in told if each.state in m.UNSENT], asked)
    lines += _section(m.STILL_WAITING, [_waiting(each, asked) for each in told if each.state == "waiting"], asked)
    lines += _section(m.CLASHES, list(_clashes(rehearsal.messages, asked)), asked)
    lines += _section(m.NOTHING_THEN, list(_empty(rehearsal, asked, "done")), asked)
    lines += _section(m.BROKEN, list(_empty(rehearsal, asked, "failed")), asked)
    lines += _section(m.UNFILLED, list(_unfilled(rehearsal.messages, asked)), asked)
    if rehearsal.is_alone:
        lines.append(m.ALONE(asked.language))
    if rehearsal.until < asked.until:
        lines.append(m.NOT_ALL(asked.language, at=shown(rehearsal.until, asked.zone, asked.language)))
    return "\n".join([*lines, m.ONLY_REHEARSED(asked.language)])


def drop_of(key: str) -> tuple[int, datetime] | None:
    """The drop and the moment that a message's key names."""
    parts = key.partition("#")[0].split(":")
    return (int(parts[1]), from_ms(int(parts[2]))) if parts[0] == "drop" and len(parts) >= 4 else None


def _told(messages: Sequence[Message]) -> Iterator[Told]:
    """The same thing in several groups, or in several parts, is told once for each fate it has."""
    together: dict[tuple[object, ...], list[Message]] = {}
    for message in messages:
        moment = drop_of(message.key)
        fate = (message.state, "" if message.state == "sent" else _why(message))
        together.setdefault((*(moment or (message.key,)), *fate), []).append(message)
    for same in together.values():
        moment = drop_of(same[0].key)
        at = [each.at or each.due_at for each in same]
        groups = len({each.group_id for each in same})
        due = moment[1] if moment else same[0].due_at
        why = next((_why(each) for each in same if _why(each)), "")
        words = _words(same[0])
        yield Told(moment[0] if moment else None, words, due, min(at), max(at), same[0].state, why, groups)


def _why(message: Message) -> str:
    return (message.held if message.state == "sent" else message.reason or message.held).partition(":")[0]


def _words(message: Message) -> str:
    content = from_json(dict(message.content))
    return "".join(part for part in content.parts if isinstance(part, str)) if isinstance(content, Text) else ""


def _head(asked: Asked, n: int) -> str:
    end = shown(asked.until, asked.zone, asked.language)
    return m.REHEARSED(asked.language, where=asked.where, end=end, zone=asked.zone, n=n)


def _days(sent: Sequence[Told], asked: Asked) -> Iterator[str]:
    """Day by day, as they arrive."""
    in_order = sorted(sent, key=lambda each: (each.first, each.drop_id or 0))
    for day, some in groupby(in_order[:LISTED], lambda each: _day(each.first, asked)):
        yield day
        yield from (f" {_line(each, asked)}" for each in some)
    if in_order[LISTED:]:
        yield m.AND_MORE_POSTS(asked.language, n=len(in_order) - LISTED)


def _line(told: Told, asked: Asked) -> str:
    say = asked.language
    times = _clock(told.first, asked)
    if told.last - told.first >= LATE:
        times = m.FROM_TO(say, first=times, last=_clock(told.last, asked))
    notes = [m.TO_GROUPS(say, n=told.groups)] if told.groups > 1 else []
    if told.first - told.due_at >= LATE:
        notes.append(_later(told, asked))
    about = asked.drops.get(told.drop_id or 0)
    if about is not None and (moved_from := about.moved.get(told.due_at)) is not None:
        notes.append(MOVED_MARK(say, at=_shown(moved_from, asked)))
    return m.SENT_LINE(say, times=times, title=_title(told, asked), notes="".join(notes))


def _later(told: Told, asked: Asked) -> str:
    due, why = _moment(told.due_at, told.first, asked), _reason(m.HELD, told.reason, asked.language)
    return m.LATER_SINCE(asked.language, due=due, why=why) if why else m.LATER(asked.language, due=due)


def _unsent(told: Told, asked: Asked) -> str:
    why = _reason(m.ENDED, told.reason or told.state, asked.language)
    return m.TROUBLE_LINE(asked.language, at=_shown(told.due_at, asked), title=_title(told, asked), why=why)


def _waiting(told: Told, asked: Asked) -> str:
    why = _reason(m.HELD, told.reason, asked.language) or m.IN_QUEUE(asked.language)
    return m.TROUBLE_LINE(asked.language, at=_shown(told.due_at, asked), title=_title(told, asked), why=why)


def _clashes(messages: Sequence[Message], asked: Asked) -> Iterator[str]:
    """Each pair of drops once, at its first clash."""
    in_groups: defaultdict[int, list[Message]] = defaultdict(list)
    for message in messages:
        if message.at is not None and drop_of(message.key):
            in_groups[message.group_id].append(message)
    known = set[tuple[int, int]]()
    for one, two in (pair for some in in_groups.values() for pair in pairwise(some)):
        first, second = drop_of(one.key), drop_of(two.key)
        if first and second and one.at and two.at and first[0] != second[0] and two.at - one.at < CLOSE:
            pair = (min(first[0], second[0]), max(first[0], second[0]))
            if pair not in known:
                known.add(pair)
                at, then = _shown(one.at, asked), _clock(two.at, asked)
                titles = {"one": _name(first[0], asked), "two": _name(second[0], asked)}
                yield m.CLASH_LINE(asked.language, at=at, then=then, **titles)


def _empty(rehearsal: Rehearsal, asked: Asked, outcome: str) -> Iterator[str]:
    """Moments of these drops at which nothing was posted anywhere."""
    posted = {drop_of(message.key) for message in rehearsal.messages}
    for moment in rehearsal.moments:
        prefix, _, number = moment.key.partition(":")
        if prefix != "drop" or moment.outcome != outcome or int(number) not in asked.drops:
            continue
        if (int(number), moment.due_at) not in posted:
            yield f"{_shown(moment.due_at, asked)} {_name(int(number), asked)}"


def _unfilled(messages: Iterable[Message], asked: Asked) -> Iterator[str]:
    """Each drop once that has braces left in what it says."""
    known = set[int]()
    for message in messages:
        moment = drop_of(message.key)
        about = asked.drops.get(moment[0]) if moment else None
        left = _UNFILLED.search(_words(message)) if moment and about and not about.is_feed else None
        if moment and left and moment[0] not in known:
            known.add(moment[0])
            yield f"{_name(moment[0], asked)} {left[0]}"


def _section(head: Phrase, lines: Sequence[str], asked: Asked) -> list[str]:
    if not lines:
        return []
    more = [m.AND_MORE_POSTS(asked.language, n=len(lines) - TROUBLES)] if lines[TROUBLES:] else []
    return ["", head(asked.language), *(f" {line}" for line in [*lines[:TROUBLES], *more])]


def _title(told: Told, asked: Asked) -> str:
    if told.drop_id is None or told.drop_id not in asked.drops:
        return short(told.words) or m.SOMETHING(asked.language)
    about = asked.drops[told.drop_id]
    feed = m.UNFORESEEN(asked.language) if about.is_feed else ""
    return short(about.title) + (m.PROMO_MARK(asked.language) if about.is_promo else "") + feed


def _name(drop_id: int, asked: Asked) -> str:
    title = short(asked.drops[drop_id].title) if drop_id in asked.drops else ""
    return m.NUMBERED(asked.language, n=drop_id, title=title)


def _reason(words: Mapping[str, Phrase], why: str, language: Language) -> str:
    return words[why](language) if why in words else ""


def _moment(at: datetime, beside: datetime, asked: Asked) -> str:
    """The time of day, with the day where that is another."""
    return _clock(at, asked) if _day(at, asked) == _day(beside, asked) else _shown(at, asked)


def _shown(at: datetime, asked: Asked) -> str:
    """Such as 11-23 周一 08:30; the year is in the head."""
    return shown(at, asked.zone, asked.language)[5:]


def _day(at: datetime, asked: Asked) -> str:
    return _shown(at, asked).rpartition(" ")[0]


def _clock(at: datetime, asked: Asked) -> str:
    return f"{at.astimezone(ZoneInfo(asked.zone)):%H:%M}"
