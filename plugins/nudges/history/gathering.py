"""What a log tells of the time before the bot came, added up: so much that it fits into memory however long it is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.errors import UserError
from bot.inbox.helping import is_answer, is_thanks
from bot.times.localday import local_day
from plugins.nudges.history import messages as m
from plugins.nudges.history.lines import Line, Notice, Read, Wrong
from plugins.nudges.history.moments import HOUR_MS
from storage.base import to_ms

MOST_SENDERS = 20_000
KEPT_WRONG = 10
QUOTES, MENTIONS, ANSWERS, THANKS = range(4)


@dataclass(slots=True)
class Sender:
    """Somebody in a log, known by an id, or where there is none by a name; `name` is the latest."""

    key: str
    id: str
    name: str
    first_ms: int
    last_ms: int
    messages: int = 0
    texts: int = 0


@dataclass(frozen=True, slots=True)
class Bounds:
    """What of a log counts: what is from before `until_ms`, and with its words from `texts_from_ms` on."""

    zone: str
    now_ms: int
    until_ms: int
    texts_from_ms: int


@dataclass(slots=True)
class Tally:
    """The sums. People stand by their place in `senders`, those they turn to by what the log calls them."""

    senders: dict[str, Sender] = field(default_factory=dict[str, Sender])
    places: dict[str, int] = field(default_factory=dict[str, int])
    activity: Counter[tuple[int, int]] = field(default_factory=Counter[tuple[int, int]])  # by day and place
    hours: Counter[int] = field(default_factory=Counter[int])
    ties: dict[tuple[int, int, str], list[int]] = field(default_factory=dict[tuple[int, int, str], list[int]])
    messages: int = 0
    notices: int = 0
    later: int = 0
    first_ms: int = 0
    last_ms: int = 0
    wrong: int = 0
    examples: list[Wrong] = field(default_factory=list[Wrong])

    @property
    def lines(self) -> int:
        """How many lines could be read."""
        return self.messages + self.notices + self.later


def until_ms(joined_at: datetime, zone: str) -> int:
    """The beginning of the local day on which the bot came: that day and all later ones it has counted itself."""
    local = joined_at.astimezone(ZoneInfo(zone))
    return to_ms(datetime.combine(local.date(), time(), ZoneInfo(zone)))


def gather(lines: Iterable[Read], bounds: Bounds) -> Tally:
    """Add up a log. Raises UserError where it can't be the log of one group."""
    tally = Tally()
    for line in lines:
        match line:
            case Line():
                _add(tally, line, bounds)
            case Notice():
                tally.notices += 1
            case Wrong():
                _note(tally, line)
    return tally


def has_words(line: Line, bounds: Bounds) -> bool:
    """Whether the words of a message are to be kept."""
    return bounds.texts_from_ms <= line.ms < bounds.until_ms and line.kind == "text" and bool(line.text.strip())


def key_of(line: Line) -> str:
    """What tells one sender from another."""
    return f"id:{line.sender_id}" if line.sender_id else f"name:{line.name}"


def _add(tally: Tally, line: Line, bounds: Bounds) -> None:
    ms = line.ms
    if ms > bounds.now_ms:
        _note(tally, Wrong(line.number, UserError(m.NOT_YET)))
        return
    tally.last_ms = max(tally.last_ms, ms)
    if ms >= bounds.until_ms:
        tally.later += 1
        return
    tally.first_ms = min(tally.first_ms or ms, ms)
    tally.messages += 1
    day, place = local_day(ms, bounds.zone), _place(tally, line, bounds)
    tally.activity[day, place] += 1
    if (hour := ms // HOUR_MS) < bounds.until_ms // HOUR_MS:
        tally.hours[hour] += 1
    if line.mentions or line.quoted:
        _tie(tally, line, day, place)


def _place(tally: Tally, line: Line, bounds: Bounds) -> int:
    key = key_of(line)
    sender = tally.senders.get(key)
    if sender is None:
        if len(tally.senders) == MOST_SENDERS:
            raise UserError(m.TOO_MANY_SENDERS, most=MOST_SENDERS)
        sender = tally.senders[key] = Sender(key, line.sender_id, line.name, line.ms, line.ms)
        tally.places[key] = len(tally.places)
    sender.messages += 1
    sender.texts += has_words(line, bounds)
    sender.first_ms = min(sender.first_ms, line.ms)
    if line.ms >= sender.last_ms:
        sender.last_ms, sender.name = line.ms, line.name or sender.name
    return tally.places[key]


def _tie(tally: Tally, line: Line, day: int, place: int) -> None:
    thanks = is_thanks(line.text)
    for other in {*line.mentions, line.quoted} - {""}:
        counts = tally.ties.setdefault((day, place, other), [0, 0, 0, 0])
        is_quoted = other == line.quoted
        counts[QUOTES] += is_quoted
        counts[MENTIONS] += other in line.mentions
        counts[ANSWERS] += is_quoted and is_answer(line.text, line.quoted_text)
        counts[THANKS] += thanks


def _note(tally: Tally, wrong: Wrong) -> None:
    tally.wrong += 1
    if len(tally.examples) < KEPT_WRONG:
        tally.examples.append(wrong)
