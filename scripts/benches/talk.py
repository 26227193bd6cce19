"""The talk that ingest is measured with: 1,000 groups of 500, of whom 10 % talk much, 80 % a little, 10 % never."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.events import GroupSeen, MessagePosted, Quote

WORDS = "今天的菜谱我试了一下味道很好谢谢群主分享大家周末有空一起去爬山吗我报名一个名额请问几点集合"
LOUD_SHARE = 0.7
"""How much of the talk comes from the tenth that talks much."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many groups, and how many members each."""

    groups: int = 1000
    members: int = 500


def listings(size: Size, at: datetime) -> Iterator[GroupSeen]:
    """Every group as the platform lists it."""
    for group in range(size.groups):
        members = {member_id(group, n): f"成员{group}-{n}" for n in range(size.members)}
        yield GroupSeen(group_id(group), at, f"社群 {group}", member_id(group, 0), members)


def talk(size: Size, count: int, start: datetime, seed: int) -> Iterator[MessagePosted]:
    """So many messages, each a fifth of a millisecond after the last; of twenty one mentions, one quotes somebody."""
    rng = random.Random(seed)
    loud, quiet = size.members // 10, size.members - size.members // 10
    for n in range(count):
        group = rng.randrange(size.groups)
        member = rng.randrange(loud) if rng.random() < LOUD_SHARE else rng.randrange(loud, quiet)
        cut = rng.randrange(20)
        other = member_id(group, rng.randrange(loud))
        yield MessagePosted(
            message_id=f"{seed:03}{rng.getrandbits(52):016}",
            sent_at=start + timedelta(milliseconds=n // 5),
            sender_id=member_id(group, member),
            text=WORDS[cut:] + str(n),
            group_id=group_id(group),
            sender_name=f"成员{group}-{member}",
            mentions=(other,) if n % 20 == 0 else (),
            quote=Quote(sender_id=other, text="好") if n % 20 == 10 else None,
        )


def group_id(n: int) -> str:
    """As WeChat writes them."""
    return f"{10_000_000_000 + n}@chatroom"


def member_id(group: int, n: int) -> str:
    """As WeChat writes them."""
    return f"wxid_{group:05}{n:05}abcdef"
