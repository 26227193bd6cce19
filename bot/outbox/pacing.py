"""How fast the bot may speak, and when it may not: arithmetic over (state, now), without a clock and without I/O.

A bucket is one moment, the theoretical arrival time of the cell rate algorithm: all there is to rebuild after a crash.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import IntEnum, StrEnum
from functools import lru_cache
from math import ceil
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

from bot.settings import Settings, kinds
from bot.times.localday import local_day
from bot.times.recurrence import to_utc
from storage.base import to_ms

DAY = timedelta(days=1)
MINUTE_MS = 60_000
NEW_ACCOUNT_CAP = 200
NEW_ACCOUNT_SLOWNESS = 3
REMEMBERED = 4096
"""Buckets kept; full ones beyond it are forgotten, which changes nothing."""
LONG_AGO = datetime(1970, 1, 2, tzinfo=UTC)


class Priority(IntEnum):
    """Who goes first. Answers and welcomes follow a person's act; only posts know quiet hours and daily caps.

    Answers know only the account's pace: in a conversation the person who asks sets the pace of the chat.
    """

    ANSWER = 0
    WELCOME = 1
    POST = 2


class Held(StrEnum):
    """Why a message has to wait."""

    HUMAN_PAUSE = "human_pause"
    ACCOUNT_PACE = "account_pace"
    GROUP_PACE = "group_pace"
    QUIET_HOURS = "quiet_hours"
    ACCOUNT_CAP = "account_cap"
    GROUP_CAP = "group_cap"
    FLOOD = "flood"
    RETRY = "retry"
    OFFLINE = "offline"
    ORDER = "order"
    RATIO = "ratio"
    FATIGUE = "fatigue"


@dataclass(frozen=True, slots=True)
class Hold:
    """Not before `until`, because of `why`; `account` when it stops every message of that priority.

    For value or for talk, of which so much is `lacking`, it waits until then at the longest.
    """

    until: datetime
    why: Held
    account: bool = False
    lacking: int = 0


class Wish(NamedTuple):
    """What pacing needs to know of a message. `chat` is the group's key, or a person's as a negative number."""

    key: str
    chat: int
    zone: str
    priority: Priority
    due_at: datetime
    again: bool = False
    """Tried before: it was counted, and has waited, then."""
    quiet_hours: str | None = None
    """The group's own, as its row has them; None where the setting's hold."""


@dataclass(frozen=True, slots=True)
class PacingRules:
    """The settings on sending, named as in `.env.example`."""

    enabled: bool
    account_per_minute: int
    account_burst: int
    group_per_minute: int
    group_burst: int
    daily_cap: int
    group_daily_cap: int
    new_account: timedelta
    quiet_hours: tuple[time, time] | None
    jitter: timedelta
    zone: str

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """The rules as the owner set them."""
        return cls(
            enabled=settings.pacing,
            account_per_minute=settings.account_per_minute,
            account_burst=settings.account_burst,
            group_per_minute=settings.group_per_minute,
            group_burst=settings.group_burst,
            daily_cap=settings.daily_cap,
            group_daily_cap=settings.group_daily_cap,
            new_account=timedelta(days=settings.new_account_days),
            quiet_hours=settings.quiet_hours,
            jitter=settings.jitter,
            zone=settings.zone,
        )


@dataclass(frozen=True, slots=True)
class Rate:
    """A message each `interval`, and `burst` at once after a rest."""

    interval: timedelta
    burst: int

    def bounded(self, arrival: datetime, now: datetime) -> datetime:
        """The bucket as it can be at most; one from the future, left by a clock set back, is merely empty."""
        return min(arrival, now + self.burst * self.interval)

    def clear_at(self, arrival: datetime) -> datetime:
        """When the next message may go."""
        return arrival - (self.burst - 1) * self.interval

    def after(self, arrival: datetime, now: datetime) -> datetime:
        """The bucket once a message has gone."""
        return self.bounded(max(arrival, now) + self.interval, now)


@dataclass(slots=True)
class Tally:
    """Posts on one local day."""

    day: int = 0
    posts: int = 0


class Pacing:
    """What has been said lately, and so what may be said now; `take` checks and spends in one step."""

    def __init__(self, rules: PacingRules, seed: int, account_created_at: datetime) -> None:
        self.rules = rules
        self.flood_until = LONG_AGO
        self._seed, self._grown_up_at = seed, account_created_at + rules.new_account
        self._account = self._unasked = LONG_AGO
        self._chats: dict[int, datetime] = {}
        self._posts = Tally()
        self._chat_posts: dict[int, Tally] = {}
        self._last_key = ""

    def take(self, wish: Wish, now: datetime) -> Hold | None:
        """Spend what one message costs, or say what it has to wait for; then nothing was spent."""
        hold = self.gate(wish.priority, now) or self._hold_of_chat(wish, now)
        if hold is None:
            self.spend(wish, now)
        return hold

    def would_hold(self, wish: Wish, now: datetime) -> Hold | None:
        """What a message would have to wait for at this moment."""
        return self.gate(wish.priority, now) or self._hold_of_chat(wish, now)

    def gate(self, priority: Priority, now: datetime) -> Hold | None:
        """What keeps the whole account from saying anything of this priority."""
        if self.flood_until > now:
            return Hold(self.flood_until, Held.FLOOD, account=True)
        if not self.rules.enabled:
            return None
        clear = self._account_clear_at(priority, now) + self._jitter(f"after {self._last_key}")
        if clear > now:
            return Hold(clear, Held.ACCOUNT_PACE, account=True)
        if priority is Priority.POST and self.posts_left(now) <= 0:
            return Hold(next_midnight(now, self.rules.zone), Held.ACCOUNT_CAP, account=True)
        return None

    def spend(self, wish: Wish, now: datetime) -> None:
        """Count a message that went, or may have gone, at `now`."""
        if not self.rules.enabled:
            return
        self._account = self.account_rate(now, Priority.ANSWER).after(self._account, now)
        if wish.priority is not Priority.ANSWER:
            self._unasked = self.account_rate(now, wish.priority).after(self._unasked, now)
        self._forget(now)
        self._chats[wish.chat] = self.group_rate(now).after(self._chats.get(wish.chat, LONG_AGO), now)
        self._last_key = wish.key
        if wish.priority is Priority.POST and not wish.again:
            _count(self._posts, _day(now, self.rules.zone))
            _count(self._chat_posts.setdefault(wish.chat, Tally()), _day(now, wish.zone))

    def replay(self, past: Iterable[tuple[Wish, datetime]]) -> None:
        """Rebuild the state from what was tried before, oldest first."""
        for wish, at in past:
            self.spend(wish, at)

    def account_rate(self, now: datetime, priority: Priority) -> Rate:
        """The account's rate; while it is new, only answers go at full pace: whoever asks waits for them."""
        slow = self.is_new(now) and priority is not Priority.ANSWER
        return _rate(self.rules.account_per_minute, self.rules.account_burst, slow)

    def group_rate(self, now: datetime) -> Rate:
        """Each chat's rate at the account's present age."""
        return _rate(self.rules.group_per_minute, self.rules.group_burst, self.is_new(now))

    def is_new(self, now: datetime) -> bool:
        """Whether the account still has to be gentle."""
        return now < self._grown_up_at

    def posts_left(self, now: datetime) -> int:
        """Posts the account may still make today."""
        cap = min(self.rules.daily_cap, NEW_ACCOUNT_CAP) if self.is_new(now) else self.rules.daily_cap
        return cap - self.posts_today(now)

    def posts_today(self, now: datetime) -> int:
        """Posts the account has made today, in its own zone."""
        return _on(self._posts, _day(now, self.rules.zone))

    def posts_today_in(self, chat: int, zone: str, now: datetime) -> int:
        """Posts a chat has had today, in its zone."""
        return _on(self._chat_posts.get(chat, Tally()), _day(now, zone))

    def tokens(self, now: datetime) -> int:
        """About how many messages the account may send at once; where there is no limit, a great many."""
        if not self.rules.enabled:
            return REMEMBERED
        rate = self.account_rate(now, Priority.ANSWER)
        return max(0, 1 + (now - rate.clear_at(rate.bounded(self._account, now))) // rate.interval)

    def quiet_hours(self, own: str | None) -> tuple[time, time] | None:
        """The quiet hours of a group with these of its own, or None for those of the setting."""
        return self.rules.quiet_hours if own is None else hours_of(own)

    def _account_clear_at(self, priority: Priority, now: datetime) -> datetime:
        """All messages share a bucket; those nobody asked for have another besides, slower while the account is new."""
        rate = self.account_rate(now, Priority.ANSWER)
        self._account = rate.bounded(self._account, now)
        if priority is Priority.ANSWER:
            return rate.clear_at(self._account)
        slower = self.account_rate(now, priority)
        self._unasked = slower.bounded(self._unasked, now)
        return max(rate.clear_at(self._account), slower.clear_at(self._unasked))

    def _hold_of_chat(self, wish: Wish, now: datetime) -> Hold | None:
        if wish.priority is Priority.POST:
            morning = quiet_until(self.quiet_hours(wish.quiet_hours), now, wish.zone)
            if morning is not None:
                return Hold(morning, Held.QUIET_HOURS)
        if not self.rules.enabled:
            return None
        if self._spent_for_today(wish, now):
            return Hold(next_midnight(now, wish.zone), Held.GROUP_CAP)
        clear = self._chat_clear_at(wish.chat, now)
        if clear > now and wish.priority is not Priority.ANSWER:
            return Hold(clear, Held.GROUP_PACE)
        ready = wish.due_at if wish.again else wish.due_at + self._jitter(wish.key)
        return Hold(ready, Held.HUMAN_PAUSE) if ready > now else None

    def _chat_clear_at(self, chat: int, now: datetime) -> datetime:
        rate = self.group_rate(now)
        arrival = self._chats.get(chat, LONG_AGO)
        if arrival > now:
            self._chats[chat] = arrival = rate.bounded(arrival, now)
        return rate.clear_at(arrival)

    def _spent_for_today(self, wish: Wish, now: datetime) -> bool:
        if wish.priority is not Priority.POST or wish.again:
            return False
        return self.posts_today_in(wish.chat, wish.zone, now) >= self.rules.group_daily_cap

    def _jitter(self, key: str) -> timedelta:
        """From nothing to the longest pause, always the same for a key, whatever crashed meanwhile."""
        digest = hashlib.sha256(f"{self._seed}:{key}".encode()).digest()
        share = int.from_bytes(digest[:4], "big") / 2**32
        return timedelta(milliseconds=int(share * (self.rules.jitter / timedelta(milliseconds=1))))

    def _forget(self, now: datetime) -> None:
        if len(self._chats) < REMEMBERED:
            return
        self._chats = {chat: arrival for chat, arrival in self._chats.items() if arrival > now}
        today = {_day(now - DAY, "UTC"), _day(now, "UTC"), _day(now + DAY, "UTC")}
        self._chat_posts = {chat: tally for chat, tally in self._chat_posts.items() if tally.day in today}


def _rate(per_minute: int, burst: int, slow: bool) -> Rate:
    slowness = NEW_ACCOUNT_SLOWNESS if slow else 1
    return Rate(timedelta(milliseconds=ceil(MINUTE_MS * slowness / per_minute)), burst)


@lru_cache(maxsize=256)
def hours_of(text: str) -> tuple[time, time] | None:
    """The quiet hours that a group's row has as text."""
    return kinds.quiet_hours.parse(text)


def quiet_until(hours: tuple[time, time] | None, now: datetime, zone: str) -> datetime | None:
    """When the quiet hours that `now` lies in are over; None when it lies in none."""
    if hours is None:
        return None
    start, end = hours
    local = now.astimezone(ZoneInfo(zone))
    clock = local.time()
    overnight = start > end
    if not (clock >= start or clock < end if overnight else start <= clock < end):
        return None
    last_day = local.date() + DAY if overnight and clock >= start else local.date()
    wall = datetime.combine(last_day, end)
    over = to_utc(wall, zone)
    if over <= now:  # the clock went back and this hour comes twice
        over = wall.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(UTC)
    return over if over > now else None


def next_midnight(now: datetime, zone: str) -> datetime:
    """When the next local day begins."""
    return to_utc(datetime.combine(now.astimezone(ZoneInfo(zone)).date() + DAY, time()), zone)


def _day(now: datetime, zone: str) -> int:
    return local_day(to_ms(now), zone)


def _count(tally: Tally, day: int) -> None:
    tally.posts = _on(tally, day) + 1
    tally.day = day


def _on(tally: Tally, day: int) -> int:
    return tally.posts if tally.day == day else 0
