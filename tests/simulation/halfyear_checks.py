"""What was wrong in the half-year, by what people have read and what they have said."""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select

from plugins.nudges.tables import Nudge
from tests.simulation.halfyear_diary import Diary, Sent, deaf, stands
from tests.simulation.halfyear_people import CHARACTERS

if TYPE_CHECKING:
    from tests.simulation.halfyear import HalfYear

WINDOW = timedelta(hours=2)
"""For so long after a nudge talk counts as its effect, and so long before one nobody may have talked."""
REST = timedelta(days=14)
PEACE = timedelta(days=90)
NEW = timedelta(days=7)
NEAR = timedelta(hours=3)
"""No nudge so near to what was planned for the group."""
WAKING = (time(9), time(21, 30))
SLEEP = (time(22, 30), time(8))
"""The quiet hours of whoever has said nothing else."""
DEAD, DEAD_SINCE = 6, 40


async def wrongs_of(story: "HalfYear") -> list[str]:
    """All of them in words."""
    diary = story.diary
    nudges = [each for each in diary.sent if each.cause == "nudge"]
    first = {each.cause_id: each for each in reversed(nudges)}
    story.counts.update({"nudges": len(first), "mentions": sum(len(each.mentions) for each in nudges)})
    story.counts["private"] = sum(bool(each.member) for each in nudges)
    found = [*_twice(nudges), *_people(story, nudges), *_optings(story)]
    for each in nudges:
        found += [f"{wrong}: {_label(story, each)}" for wrong in _moment(story, each)]
    found += [*_caps(story, list(first.values())), *_ladder(story, sorted(first.values(), key=lambda each: each.at))]
    found += [wrong async for wrong in _effects(story, first)]
    found += [wrong async for wrong in _unexplained(story, nudges)]
    return found


def _place(story: "HalfYear", each: Sent) -> int:
    return each.place if each.place is not None else story.place_of[int(each.cause_id)]


def _label(story: "HalfYear", each: Sent) -> str:
    place = _place(story, each)
    local = each.at.astimezone(ZoneInfo(CHARACTERS[place].zone))
    return (
        f"{each.cause} {each.cause_id} in {CHARACTERS[place].title}{place} at {local:%m-%d %a %H:%M} {each.addressed}"
    )


def _local(place: int, at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(CHARACTERS[place].zone))


def _twice(nudges: Sequence[Sent]) -> Iterator[str]:
    """No nudge reaches the same chat twice."""
    times = Counter((each.cause_id, each.place, each.member) for each in nudges)
    yield from (f"twice: nudge {key}" for key, n in times.items() if n > 1)
    rungs = defaultdict[str, set[bool]](set)
    for each in nudges:
        rungs[each.cause_id].add(bool(each.member))
    yield from (f"both to the group and privately: nudge {key}" for key, kinds in rungs.items() if len(kinds) > 1)


def _moment(story: "HalfYear", each: Sent) -> Iterator[str]:
    """What stands against saying something unasked in this group at this moment."""
    diary, place = story.diary, _place(story, each)
    clock = _local(place, each.at).time()
    hours = next(((start, end) for since, start, end in reversed(diary.hours[place]) if since <= each.at), SLEEP)
    if _within(clock, *hours):
        yield "in quiet hours"
    if not WAKING[0] <= clock <= WAKING[1]:
        yield "outside waking hours"
    if not stands(diary.is_on[place], each.at, otherwise=False):
        yield "not switched on"
    last = diary.last_heard(place, each.at)
    if last is not None and each.at - last < WINDOW:
        yield f"in a conversation, {each.at - last} after the last word"
    elif any(each.at - WINDOW < at < each.at for at, _ in diary.unheard[place]):
        yield "in a conversation nobody heard"
    elif last is not None and each.at - last - deaf(diary, place, last, each.at) < WINDOW:
        yield f"after a silence nobody heard, since {last}"
    drops = [drop for drop in diary.sent if drop.place == place and "今天的一条" in drop.text]
    if any(abs(drop.at - each.at) < NEAR for drop in drops):
        yield "near what was planned"
    if len(each.addressed) > 3:
        yield "to more than three"
    if last is not None and _is_usual(diary, place, last, each.at):
        yield f"in its usual silence since {_local(place, last):%m-%d %a %H:%M}"


def _within(clock: time, start: time, end: time) -> bool:
    return start <= clock < end if start < end else clock >= start or clock < end


def _is_usual(diary: Diary, place: int, last: datetime, at: datetime) -> bool:
    """Whether none of the four weeks before had a word in these hours either, all heard; three days never are."""
    if at - last >= timedelta(days=2, hours=20):
        return False
    for week in (timedelta(weeks=n) for n in range(1, 5)):
        start, end = last - week, at - week
        heard_from = diary.is_there[place][0][0]
        if start < heard_from or deaf(diary, place, start, end) or diary.speakers(place, start, end):
            return False
    return True


def _people(story: "HalfYear", nudges: Sequence[Sent]) -> Iterator[str]:
    """Who is turned to wants it, is there, and has been left in peace for long enough."""
    diary, turned = story.diary, defaultdict[str, list[Sent]](list)
    for each in sorted(nudges, key=lambda each: each.at):
        place = _place(story, each)
        for who in each.addressed:
            turned[who].append(each)
            label = f"{who}: {_label(story, each)}"
            if not stands(diary.inside[place, who], each.at, otherwise=False):
                yield f"not in the group {label}"
            if who in diary.chiefs[place]:
                yield f"owner or admin {label}"
            if any(start <= each.at < end for start, end in diary.away[who]):
                yield f"on leave {label}"
            if (joined := diary.joined.get((place, who))) and each.at - joined < NEW:
                yield f"a newcomer {label}"
            if stands(diary.opted_out[who], each.at, otherwise=False) and each.member:
                yield f"opted out {label}"
    for who, times in turned.items():
        yield from _rests(story, who, times)


def _rests(story: "HalfYear", who: str, times: Sequence[Sent]) -> Iterator[str]:
    for one, two in pairwise(times):
        if two.at - one.at < REST:
            yield f"{who} again after {two.at - one.at}: {_label(story, two)}"
    for one, two, three in zip(times, times[1:], times[2:], strict=False):
        said = any(_has_spoken(story.diary, who, start, end) for start, end in ((one.at, two.at), (two.at, three.at)))
        if not said and three.at - two.at < PEACE:
            yield f"{who} for the third time though silent: {_label(story, three)}"


def _has_spoken(diary: Diary, who: str, start: datetime, end: datetime) -> bool:
    """Whether they gave a sign of life, be it to the bot."""
    said = (log for logs in (diary.heard, diary.asked) for log in logs.values())
    return any(each == who and start < at <= end for log in said for at, each in log)


def _optings(story: "HalfYear") -> Iterator[str]:
    """Nobody who wants peace is mentioned or written to by anything that is no answer."""
    for each in story.diary.sent:
        if each.cause != "command":
            for who in each.addressed:
                if stands(story.diary.opted_out[who], each.at, otherwise=False):
                    yield f"opted out, but {who} read by {each.cause} {each.cause_id} at {each.at}: {each.text[:40]!r}"


def _caps(story: "HalfYear", firsts: Sequence[Sent]) -> Iterator[str]:
    """One a day for a group."""
    days = Counter[tuple[int, date]]()
    for each in firsts:
        days[_place(story, each), _local(_place(story, each), each.at).date()] += 1
    yield from (f"{n} nudges in group {place} on {day}" for (place, day), n in days.items() if n > 1)


def _ladder(story: "HalfYear", firsts: Sequence[Sent]) -> Iterator[str]:
    """After three in a row without effect none comes until the owner says so; unheard, it may have had one."""
    diary, failures, last = story.diary, Counter[int](), dict[int, datetime]()
    for each in firsts:
        place = _place(story, each)
        if any(is_on and last.get(place, each.at) < at <= each.at for at, is_on in diary.is_on[place]):
            failures[place] = 0
        if failures[place] >= 3:
            yield f"after three without effect: {_label(story, each)}"
        end = each.at + WINDOW
        has_effect = len(diary.speakers(place, each.at, end)) >= 2 or deaf(diary, place, each.at, end)
        failures[place] = 0 if has_effect else failures[place] + 1
        last[place] = each.at
    to_the_dead = [each for each in firsts if _place(story, each) == DEAD and each.at > story.day(DEAD_SINCE + 1)]
    if len(to_the_dead) > 3:
        yield f"{len(to_the_dead)} to the dead group"


async def _effects(story: "HalfYear", first: dict[str, Sent]) -> AsyncIterator[str]:
    """What was found to come of each is what came of it."""
    assert story.world.app is not None
    async with story.world.app.db.read() as session:
        chances = (await session.scalars(select(Nudge))).all()
    story.counts["held out"] = sum(each.is_held_out for each in chances)
    for each in chances:
        sent, place = first.get(str(each.id)), story.place_of[each.id]
        start = each.at if each.is_held_out else sent.at if sent else None
        end = (start or each.at) + WINDOW
        if start is None or deaf(story.diary, place, start, end + timedelta(hours=2)):
            continue
        speakers = len(story.diary.speakers(place, start, end))
        if each.speakers is None and end < story.day(story.days - 1):
            yield f"never judged: nudge {each.id} of {start}"
        elif each.speakers is not None and each.speakers != speakers:
            yield f"nudge {each.id} of {start} (held out: {each.is_held_out}): {each.speakers} spoke, really {speakers}"


async def _unexplained(story: "HalfYear", nudges: Sequence[Sent]) -> AsyncIterator[str]:
    """Each tells why it was said; a private word does so itself, since only owners and admins may ask."""
    for each in nudges:
        place = _place(story, each)
        said = each.text if each.member else await story.tell_of(place, f"/为什么 {each.outbox_id}")
        explains = ("没人说话", "安静", "别@我") if each.place else (story.groups[place].name, "安静", "别@我")
        if not all(word in said for word in explains):
            yield f"not explained: {_label(story, each)}: {said[:200]!r}"
