"""What was wrong in what the owner was told of the groups, and in what the bot learned of what wakes them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from plugins.nudges.tables import Nudge
from tests.simulation.halfyear_people import BEST, BEST_TITLE, CHARACTERS, DAYS

if TYPE_CHECKING:
    from tests.simulation.halfyear import HalfYear

LATER = DAYS / 2
TURNED = {"变凉了": "cooling", "安静下来了": "dead", "又有人说话了": "awake", "又暖起来了": "active"}
STEADY = (1, 2, 4, 10)
"""Groups that never change."""
DECLINING, DYING, YOUNG, FLOODED = 3, 6, 11, 7
KINDS = 7
"""Kinds of topics that ship: by chance the best of them is taken once in so many."""


class Note(NamedTuple):
    """What the owner read of one group."""

    at: datetime
    place: int
    turned: str


async def warmth(story: "HalfYear") -> list[str]:
    """What was wrong in what the owner was told of how warm the groups are."""
    notes = list(_notes(story))
    told = Counter(note.turned for note in notes)
    print(f"told {dict(told)}, of {dict(Counter(note.place for note in notes))}")
    return [*_repeated(notes), *_untrue(story, notes)]


def _notes(story: "HalfYear") -> Iterator[Note]:
    names = {story.groups[place].name: place for place in story.groups}
    turned = "|".join(TURNED)
    for sent in story.diary.sent:
        if sent.cause == "temperature" and sent.member == story.owner.member_id:
            for name, what in re.findall(rf"「([^」]+)」({turned})", sent.text):
                yield Note(sent.at, names[name], TURNED[what])


def _repeated(notes: Sequence[Note]) -> Iterator[str]:
    """Once for a change, which is no change back before anybody noticed."""
    for place in {note.place for note in notes}:
        mine = [note for note in notes if note.place == place]
        for one, two in pairwise(mine):
            if one.turned == two.turned or two.at - one.at < timedelta(hours=20):
                yield f"told again of {CHARACTERS[place].title}{place}: {one.turned} {one.at}, {two.turned} {two.at}"


def _untrue(story: "HalfYear", notes: Sequence[Note]) -> Iterator[str]:
    def told(place: int, *turned: str, since: float = 0, until: float = DAYS) -> list[Note]:
        start, end = story.day(since), story.day(until)
        return [note for note in notes if note.place == place and note.turned in turned and start <= note.at < end]

    for place in STEADY:
        yield from (f"never changed, but told: {note}" for note in told(place, "cooling", "dead"))
    yield from (
        f"nothing but a flood was over: {note}" for note in told(FLOODED, "cooling", "dead", since=90, until=105)
    )
    yield from (f"too young to tell: {note}" for note in told(YOUNG, *TURNED.values(), until=114))
    if not told(DECLINING, "cooling", since=45, until=120):
        yield "never told that the declining group cools"
    if len(told(DYING, "dead", since=53, until=65)) != 1:
        yield f"the group that died on day 40: {told(DYING, *TURNED.values())}"


async def lessons(story: "HalfYear") -> list[str]:
    """What was wrong in what was learned, and in what is said of effects."""
    assert story.world.app is not None
    async with story.world.app.db.read() as session:
        chances = (await session.scalars(select(Nudge).where(~Nudge.is_held_out))).all()
    halves = [[each for each in chances if (each.at >= story.day(LATER)) is is_later] for is_later in (False, True)]
    shares = [sum(each.kind == BEST for each in half) / max(1, len(half)) for half in halves]
    story.counts.update({"best % first": round(100 * shares[0]), "best % later": round(100 * shares[1])})
    said = await story.tell("/激活 效果 #全")
    print(said)
    if story.is_null:
        return [] if re.search("还说不准|样本不足，两边", said) else [f"nothing was planted, but: {said}"]
    found = (
        []
        if shares[1] > 2 / KINDS and shares[1] > shares[0]
        else [f"{BEST} taken {shares[0]:.0%}, then {shares[1]:.0%}"]
    )
    found += [] if "所以有用" in said else [f"something was planted, but: {said}"]
    best = re.search(rf"{BEST_TITLE}：.*相差 ([+-]\d+)（([+-]\d+) 到", said)
    return found if best and int(best[2]) > 0 else [*found, f"{BEST} works, but: {said}"]
