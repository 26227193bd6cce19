"""What was wrong in what the owner was told of how warm the groups are."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from tests.simulation.halfyear_diary import Diary, deaf
from tests.simulation.halfyear_people import CHARACTERS, DAYS

if TYPE_CHECKING:
    from tests.simulation.halfyear import HalfYear

TURNED = {"变凉了": "cooling", "安静下来了": "dead", "又有人说话了": "awake", "又暖起来了": "active"}
LIVELIEST, DECLINING, DYING, YOUNG = 1, 3, 6, 11
RETURNED_TO = 14
"""Where the bot was thrown out it begins anew."""
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
LEAST_HEARD = timedelta(days=4)
MUCH = 10
COLD, WARM = 0.7, 0.5
"""What is told of as cooling is below the one, as warm again above the other; few are to be seen otherwise."""


class Note(NamedTuple):
    """What the owner read of one group."""

    at: datetime
    place: int
    turned: str


def warmth(story: "HalfYear") -> list[str]:
    """What was wrong in what the owner was told of how warm the groups are."""
    notes = list(_notes(story))
    told = Counter(note.turned for note in notes)
    print(f"told {dict(told)}, of {dict(Counter(note.place for note in notes))}")
    untrue = list(_untrue(story, notes))
    story.counts["told though doubtful"] = len(untrue)
    found = [*_repeated(notes), *(untrue if len(untrue) > len(notes) / 10 else ())]
    return [*found, *(_missing(notes, story) if story.days >= DAYS else ())]


def _notes(story: "HalfYear") -> Iterator[Note]:
    names = {story.groups[place].name: place for place in story.groups}
    turned = "|".join(TURNED)
    for sent in story.diary.sent:
        if sent.cause == "temperature" and sent.member == story.owner.member_id:
            for name, what in re.findall(rf"「([^」]+)」({turned})", sent.text):
                yield Note(sent.at, names[name], TURNED[what])


def _repeated(notes: Sequence[Note]) -> Iterator[str]:
    """Once for a change, which is no change back before anybody noticed."""
    for place in {note.place for note in notes} - {RETURNED_TO}:
        mine = [note for note in notes if note.place == place]
        for one, two in pairwise(mine):
            if one.turned == two.turned or two.at - one.at < timedelta(hours=20):
                yield f"told again of {CHARACTERS[place].title}{place}: {one.turned} {one.at}, {two.turned} {two.at}"


def _untrue(story: "HalfYear", notes: Sequence[Note]) -> Iterator[str]:
    """It is as the owner was told, on that day or the one before."""
    for note in notes:
        midnight = note.at.astimezone(story.day(0).tzinfo).replace(hour=0, minute=0, second=0, microsecond=0)
        ends = [midnight - DAY * n for n in range(4)]
        heats = [heat(story.diary, note.place, end) for end in ends]
        match note.turned:
            case "cooling":
                is_so = any(each is None or min(each) < COLD for each in heats)
            case "active":
                is_so = any(each is None or min(max(each[:2]), each[2]) > WARM for each in heats)
            case "dead":
                is_so = any(len(story.diary.speakers(note.place, end - 2 * WEEK, end)) < 2 for end in ends)
            case _:
                is_so = len({who for _, who in story.diary.words(note.place, ends[-1] - WEEK, note.at)}) >= 2
        if not is_so:
            yield f"told {note.turned}, but: {CHARACTERS[note.place].title}{note.place} {note.at} {heats}"


def heat(diary: Diary, place: int, end: datetime) -> tuple[float, float, float] | None:
    """The week before a moment as a part of the usual ones, by words, by hours in which people spoke, and by people.

    None where too little was heard to say.
    """
    weeks = [_week(diary, place, end - WEEK * (n + 1), end - WEEK * n) for n in range(5)]
    if weeks[0] is None:
        return None
    usual = [week for week in weeks[1:] if week is not None]
    if len(usual) < 2:
        return None
    words, hours, people = (median(_part(last, each[n]) for each in usual) for n, last in enumerate(weeks[0]))
    return words, hours, people


def _part(last: float, usual: float) -> float:
    """Nothing is as usual where there usually is nothing."""
    return last / usual if usual else MUCH if last else 1


def _week(diary: Diary, place: int, start: datetime, end: datetime) -> tuple[float, float, float] | None:
    """How much was said on a heard day, in how many hours by each, and by how many."""
    heard = WEEK - deaf(diary, place, start, end)
    if heard < LEAST_HEARD or start < diary.is_there[place][0][0]:
        return None
    words, days = diary.words(place, start, end), heard / DAY
    hours = {(who, at.replace(minute=0, second=0, microsecond=0)) for at, who in words}
    return len(words) / days, len(hours) / days, len({who for who, _ in hours})


def _missing(notes: Sequence[Note], story: "HalfYear") -> Iterator[str]:
    """What an owner has to know, and what nobody can know yet."""

    def told(place: int, *turned: str, since: float = 0, until: float = DAYS) -> list[Note]:
        start, end = story.day(since), story.day(until)
        return [note for note in notes if note.place == place and note.turned in turned and start <= note.at < end]

    yield from (f"too young to tell: {note}" for note in told(YOUNG, *TURNED.values(), until=114))
    yield from (f"as lively as ever: {note}" for note in told(LIVELIEST, "cooling", "dead"))
    if not told(DECLINING, "cooling", since=45, until=120):
        yield "never told that the declining group cools"
    if len(told(DYING, "dead", since=53, until=65)) != 1:
        yield f"the group that died on day 40: {told(DYING, *TURNED.values())}"
