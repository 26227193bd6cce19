"""Which questions wait for somebody, how long, and what counts as a reply. Pure.

A question waits for an hour by day. It was replied to when one who spoke after it has turned to the asker (quoted or
mentioned them) that day, when others have written three messages since, or when the asker says that it is solved.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.inbox.helping import is_question, is_thanks
from bot.times.recurrence import to_utc
from plugins.nudges.reconnect.rules import EVENING, MORNING
from storage.base import MILLISECOND, from_ms, to_ms

HOUR = timedelta(hours=1)
ENOUGH = 3
"""Messages of others after a question that are taken for replies."""
STALE = timedelta(hours=6)
"""A question that could not be shown for so long is let be."""
OLD = timedelta(hours=14)
"""What was asked longer ago, as before a night, is no question of now."""
QUARTER = timedelta(minutes=15)
FOLLOWED = timedelta(hours=24)
"""For so long after it was shown a reply to it is looked for."""
AT_ONCE = timedelta(hours=2)
"""Who was asked and says something within this time has seen to it; so long the asker's next question is the same."""
SAME = timedelta(days=7)
"""Within it the same words of the same person are the same question."""
MOST_OPEN = 20
SHORTEST = 5
COMMANDS = ("/", "／")
_SOLVED = re.compile(r"解决了|已解决|搞定|知道了|明白了|懂了|找到了|\b(?:solved|sorted|got it|found it|never mind)\b")
_UNSOLVED = re.compile(r"没有?(?:解决|搞定|找到|明白)|不(?:懂|明白)|\bnot? (?:solved|sorted)\b")


class Heard(NamedTuple):
    """A message in a group that has volunteers."""

    id: int
    group_id: int
    person_id: int
    sent_at: datetime
    text: str


@dataclass(slots=True)
class Open:
    """A question that is not settled; `speakers` are the others who spoke after it, of those now looked at."""

    id: int | None
    group_id: int
    message_id: int
    person_id: int
    asked_at: datetime
    due_at: datetime
    turned: int = 0
    others: int = 0
    shown_at: datetime | None = None
    to_id: int | None = None
    answered_at: datetime | None = None
    is_settled: bool = False
    text: str = ""
    speakers: set[int] = field(default_factory=set[int])

    def hear(self, message: Heard) -> None:
        """What somebody says after it."""
        if message.person_id == self.person_id:
            if says_solved(message.text):
                self._reply(message.sent_at)
            return
        self.others += 1
        self.speakers.add(message.person_id)
        if self.shown_at is None:
            self.is_settled = self.is_settled or self.others >= ENOUGH
        elif message.person_id == self.to_id and message.sent_at <= self.shown_at + AT_ONCE:
            self._reply(message.sent_at)

    def weigh(self, turns: Mapping[int, int], now: datetime) -> None:
        """How often each of the others has turned to the asker since the day of the question, for as far as is known.

        Of one that is new, who spoke after it may have done so to reply; of any other, what came since is a reply.
        """
        total = sum(turns.values())
        if self.id is None:
            self.turned = total
            self.is_settled = self.is_settled or not self.speakers.isdisjoint(turns)
        elif total > self.turned:
            self._reply(now)
        if self.shown_at is not None and now >= self.shown_at + FOLLOWED:
            self.is_settled = True

    def _reply(self, at: datetime) -> None:
        self.is_settled = True
        if self.shown_at is not None and self.answered_at is None:
            self.answered_at = max(at, self.shown_at)


def follow(known: Iterable[Open], messages: Iterable[Heard], zones: Mapping[int, str], now: datetime) -> list[Open]:
    """All questions with what was said after them, those that are new among them; `messages` in order."""
    every = list(known)
    by_group: dict[int, list[Open]] = {}
    for each in every:
        by_group.setdefault(each.group_id, []).append(each)
    for message in messages:
        if message.text.startswith(COMMANDS) or message.group_id not in zones:
            continue
        there = by_group.setdefault(message.group_id, [])
        for question in there:
            question.hear(message)
        if not _is_new(message, there, now):
            continue
        at = min(message.sent_at, now)
        due = hour_after(at, zones[message.group_id])
        new = Open(None, message.group_id, message.id, message.person_id, at, due, text=message.text)
        there.append(new)
        every.append(new)
    return every


def asks_anybody(text: str) -> bool:
    """Whether it is a question to whoever knows, not to one person."""
    return len(text.strip()) >= SHORTEST and "@" not in text and "＠" not in text and is_question(text)


def says_solved(text: str) -> bool:
    """Whether an asker says that no help is needed any longer."""
    lowered = text.lower()
    return (_SOLVED.search(lowered) is not None and not _UNSOLVED.search(lowered)) or (
        is_thanks(text) and not is_question(text)
    )


def is_day(now: datetime, zone: str) -> bool:
    """Whether volunteers may be turned to."""
    return MORNING <= now.astimezone(ZoneInfo(zone)).time() < EVENING


def hour_after(asked: datetime, zone: str) -> datetime:
    """When an hour by day has gone by since a moment."""
    begins = asked
    if not is_day(asked, zone):
        begins = next_morning(asked, zone)
    day = begins.astimezone(ZoneInfo(zone)).date()
    rest = begins + HOUR - _at(day, EVENING, zone)
    return begins + HOUR if rest <= timedelta() else _at(day + timedelta(days=1), MORNING, zone) + rest


def next_look(now: datetime, zones: Iterable[str], dues: Iterable[datetime]) -> datetime:
    """When to look again: at the next full hour, before that a little after a question has waited long enough.

    At night in all these zones, in the first of their mornings.
    """
    hour = _ceiled(now, HOUR)
    awake = [hour if is_day(hour, zone) else next_morning(hour, zone) for zone in set(zones)]
    return min([*awake, *(_ceiled(max(due, now), QUARTER) for due in dues)], default=hour)


def next_morning(now: datetime, zone: str) -> datetime:
    """When the next day begins on which volunteers may be turned to."""
    local = now.astimezone(ZoneInfo(zone))
    return _at(local.date() + timedelta(days=local.time() >= MORNING), MORNING, zone)


def key_of(text: str) -> str:
    """What two ways to write the same question have in common."""
    return "".join(each for each in text.lower() if each.isalnum())


def without_repeats(new: Sequence[Open], shown: Iterable[tuple[int, int, str]]) -> list[Open]:
    """Those that were not shown before, as (group, asker, text)."""
    had = {(group_id, person_id, key_of(text)) for group_id, person_id, text in shown}
    return [each for each in new if (each.group_id, each.person_id, key_of(each.text)) not in had]


def _is_new(message: Heard, there: Sequence[Open], now: datetime) -> bool:
    """One that somebody asks while another of theirs waits, or was shown just now, is part of that."""
    if message.sent_at < now - OLD or not asks_anybody(message.text):
        return False
    still = [each for each in there if not each.is_settled]
    theirs = [each for each in still if each.person_id == message.person_id]
    return len(still) < MOST_OPEN and all(
        each.shown_at is not None and each.shown_at < now - AT_ONCE for each in theirs
    )


def _ceiled(at: datetime, step: timedelta) -> datetime:
    """The first moment on the clock after it, in steps since 1970."""
    return from_ms((to_ms(at) // (ms := step // MILLISECOND) + 1) * ms)


def _at(day: date, wall: time, zone: str) -> datetime:
    return to_utc(datetime.combine(day, wall), zone)
