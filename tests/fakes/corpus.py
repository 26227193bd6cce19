"""A made-up group's log of any length, of a known shape; the same seed gives the same log, byte for byte.

- Members are Zipf-like: who stands at place k says about 1/k of what the first says; the last never say anything.
- A day holds conversations: bursts of about `burst` messages by two to six people, half a minute apart on average.
- The hours they begin in follow the week: little at night, most at noon and from 20:00 to 23:00, later at weekends.
- Every `halves_in` days half as much is said; with None it stays as it was.
- One message in eight asks, and the next one in the conversation answers and quotes it; one answer in three is thanked.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

WEEKDAY = (2, 1, 1, 0, 0, 1, 3, 8, 12, 14, 14, 16, 26, 18, 12, 12, 13, 15, 20, 24, 34, 36, 26, 10)
WEEKEND = (6, 3, 1, 1, 0, 0, 1, 3, 8, 14, 18, 20, 24, 20, 18, 18, 18, 18, 20, 24, 32, 34, 30, 18)
"""How likely a conversation begins in each hour of a day, as parts of their sum."""
ASKED_EACH = 8
THANKED_EACH = 3
PAUSE_S = 30.0

SAID = (
    "哈哈",
    "收到",
    "早上好",
    "今天真冷",
    "周末去爬山",
    "这本书我也读过",
    "晚上一起吗",
    "好的好的",
    "图书馆开门了",
    "新买的锅真好用",
)
ASKED = ("有人知道附近哪里能修车吗？", "请问几点开始？", "这个怎么用？", "谁有推荐的牙医？")
ANSWERED = ("在东门那边", "八点开始", "长按就行", "我发你")
THANKED = "谢谢！"


@dataclass(frozen=True, slots=True)
class Shape:
    """How many people talk how much for how long."""

    members: int = 100
    silent: int = 30
    days: int = 60
    a_day: float = 80.0
    burst: float = 8.0
    halves_in: float | None = None
    first_day: date = date(2026, 1, 1)
    zone: str = "Asia/Shanghai"


class Talk(NamedTuple):
    """One message; `answers` is the one it quotes."""

    at: datetime
    member: int
    text: str
    answers: "Talk | None" = None


def corpus(shape: Shape, seed: int = 1) -> Iterator[Talk]:
    """The log, in order, drawn as it is read."""
    random = Random(seed)
    speaking = max(2, shape.members - shape.silent)
    weights = list(accumulate(1 / place for place in range(1, speaking + 1)))
    for n in range(shape.days):
        day = shape.first_day + timedelta(days=n)
        much = shape.a_day * (0.5 ** (n / shape.halves_in) if shape.halves_in else 1.0)
        yield from sorted(_day(shape, day, much, weights, random), key=lambda talk: talk.at)


def id_of(member: int) -> str:
    """A member's platform id."""
    return f"wxid_{member:04d}"


def name_of(member: int) -> str:
    """A member's name."""
    return f"成员{member}"


def write_csv(file: Path, talks: Iterable[Talk], *, encoding: str = "utf-8", ids: bool = True) -> None:
    """The log as a table with Chinese headers."""
    with file.open("w", encoding=encoding, newline="") as log:
        table = csv.writer(log)
        table.writerow(("时间", *(("发送者ID",) if ids else ()), "发送者", "内容", "引用谁", "引用内容"))
        for talk in talks:
            who = (id_of(talk.member),) if ids else ()
            name = id_of if ids else name_of
            quoted = (name(talk.answers.member), talk.answers.text) if talk.answers else ("", "")
            table.writerow((f"{talk.at:%Y-%m-%d %H:%M:%S}", *who, name_of(talk.member), talk.text, *quoted))


def write_jsonl(file: Path, talks: Iterable[Talk]) -> None:
    """The log as JSON lines with English names."""
    with file.open("w", encoding="utf-8") as log:
        for talk in talks:
            fields = {"time": talk.at.isoformat(), "sender_id": id_of(talk.member), "sender": name_of(talk.member)}
            quoted = {"quoted": id_of(talk.answers.member), "quoted_text": talk.answers.text} if talk.answers else {}
            log.write(json.dumps(fields | {"text": talk.text} | quoted, ensure_ascii=False) + "\n")


def _day(shape: Shape, day: date, much: float, weights: Sequence[float], random: Random) -> list[Talk]:
    hours = WEEKEND if day.weekday() >= 5 else WEEKDAY
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(shape.zone))
    talks: list[Talk] = []
    conversations = int(much / shape.burst + random.random())
    for hour in random.choices(range(24), hours, k=conversations):
        start = midnight + timedelta(hours=hour, seconds=random.randrange(3600))
        talks += _conversation(start, 1 + int(random.expovariate(1 / shape.burst)), weights, random)
    return [talk for talk in talks if talk.at.date() == day]


def _conversation(at: datetime, length: int, weights: Sequence[float], random: Random) -> Iterator[Talk]:
    people = list(dict.fromkeys(random.choices(range(len(weights)), cum_weights=weights, k=random.randint(2, 6))))
    last: Talk | None = None
    for _ in range(length):
        at += timedelta(seconds=1 + int(random.expovariate(1 / PAUSE_S)))
        last = _said(at, random.choice(people), last, random)
        yield last


def _said(at: datetime, member: int, last: Talk | None, random: Random) -> Talk:
    if last is not None and last.text in ASKED and last.member != member:
        return Talk(at, member, random.choice(ANSWERED), last)
    if last is not None and last.answers is not None and last.member != member and not random.randrange(THANKED_EACH):
        return Talk(at, last.answers.member, THANKED, last)
    words = ASKED if not random.randrange(ASKED_EACH) else SAID
    return Talk(at, member, random.choice(words))
