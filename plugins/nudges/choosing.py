"""What a group would be asked now, and whom that would turn to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random

from bot import group_settings
from bot.shares import Share
from bot.times.recurrence import to_utc
from plugins.nudges import learning, rules, store
from plugins.nudges.learning import Record
from plugins.nudges.looking import Seen, View
from plugins.nudges.rules import DAY, Rung
from plugins.nudges.segments.store import Member, people_of
from plugins.nudges.topics import shipped
from plugins.nudges.topics import store as topics_store
from plugins.nudges.topics.rules import fresh, suiting, words_of, year_ago
from plugins.nudges.topics.settings import TopicSettings, of_settings
from plugins.nudges.topics.topic import GroupKind, Kind, Topic

AGAIN = 3
"""After so many other topics what was talked about a year ago may be one again."""


@dataclass(frozen=True, slots=True)
class Chance:
    """What would be said in a group, or is let pass to know what happens by itself."""

    seen: Seen
    day: int
    rung: Rung
    topic: Topic
    people: tuple[Member, ...]
    is_held_out: bool
    worth_until: datetime


@dataclass(frozen=True, slots=True)
class Stock:
    """What a group can be asked: all that suits it, and what it was asked before."""

    topics: Sequence[Topic]
    used: Sequence[str]
    kinds: Sequence[GroupKind]


async def choose(view: View, seen: Sequence[Seen]) -> list[Chance]:
    """What each of these groups would be asked now."""
    if not seen:
        return []
    records = await store.records(view.session, view.account_id, view.now)
    every = _together(records.values())
    stocks = await stocks_of(view, seen)
    chances: list[Chance] = []
    taken: set[int] = set()
    for each in seen:
        here = records.get(each.group.id, {})
        chance = await _choose(view, each, stocks[each.group.id], here, every, taken)
        taken.update(() if chance.is_held_out else (member.known.person_id for member in chance.people))
        chances.append(chance)
    return chances


async def stocks_of(view: View, seen: Sequence[Seen]) -> Mapping[int, Stock]:
    """What each group can be asked."""
    ids = [each.group.id for each in seen]
    kinds = await group_settings.load_each(view.session, ids, TopicSettings)
    own = await topics_store.topics_of(view.session, view.account_id, ids, view.around.operators)
    past = await _years_ago(view, seen)
    found: dict[int, Stock] = {}
    for group_id in ids:
        used, suits = await store.used(view.session, group_id), of_settings(kinds[group_id])
        topics = suiting([*own.get(group_id, ()), *shipped.load()], suits)
        topics += [topic for topic in past.get(group_id, ()) if topic.slug not in used[-AGAIN:]]
        found[group_id] = Stock(topics, [slug for slug in used if slug != Kind.YEAR_AGO.value], suits)
    return found


async def _choose(view: View, seen: Seen, stock: Stock, here: Record, every: Record, taken: Collection[int]) -> Chance:
    """Nobody who is `taken` is turned to: another group has them."""
    standing, day = seen.standing, rules.today(view.now, seen.standing.zone)
    dice = learning.chance(view.account_id, seen.group.id, day, "topic")
    people, rung = await _people(view, seen, taken, dice)
    topic, people = await _suiting(view, seen, stock, people, dice)
    if topic is None:
        topic = _learned(stock, here, learning.without(every, here), dice)
    people = people[: min(standing.settings.people, rules.MOST_PEOPLE)]
    held_out = learning.is_held_out(view.account_id, seen.group.id, day)
    return Chance(seen, day, rung, topic, tuple(people), held_out, rules.worth_until(standing, view.now))


def _learned(stock: Stock, here: Record, elsewhere: Record, dice: Random) -> Topic:
    """By the kind that is expected to do best, among those of which something is left."""
    unused = [topic for topic in stock.topics if topic.slug not in stock.used] or stock.topics
    kind = learning.choose({topic.kind for topic in unused}, here, elsewhere, dice)
    of_kind = [topic for topic in stock.topics if topic.kind is kind]
    topic = fresh(of_kind, stock.used, stock.kinds, dice.getrandbits(32))
    assert topic is not None  # some suit any group
    return topic


async def _people(view: View, seen: Seen, taken: Collection[int], dice: Random) -> tuple[list[Member], Rung]:
    """Whom to turn to at this rung; where there is nobody, the one before it is tried."""
    settings, rung = seen.standing.settings, rules.rung_of(seen.standing.failures, seen.standing.settings)
    if rung is Rung.TOPIC:
        return [], rung
    members = [member for member in await wakeable(view, seen) if member.known.person_id not in taken]
    if rung is Rung.PRIVATE and (friends := [member for member in members if member.known.is_friend]):
        return rules.pool_of(friends, dice), rung
    if members and settings.mention:
        return rules.pool_of(members, dice), Rung.MENTION
    return [], Rung.TOPIC


async def wakeable(view: View, seen: Seen) -> list[Member]:
    """Who in a group may be turned to now."""
    session = view.session
    every = await people_of(session, seen.group.id, view.now, view.zone, view.around.operators)
    bot = await store.itself(session, view.account_id)
    quiet = [each for each in every if each.known.person_id != bot and rules.may_be_nudged(each, (), view.now)]
    turned = await store.turned_to(session, [each.known.person_id for each in quiet])
    return [each for each in quiet if rules.may_be_nudged(each, turned.get(each.known.person_id, ()), view.now)]


async def _suiting(
    view: View, seen: Seen, stock: Stock, pool: list[Member], dice: Random
) -> tuple[Topic | None, list[Member]]:
    """A topic that suits some of them by what they told or said, and those first."""
    theirs = await _words(view, seen, pool)
    unused = [topic for topic in stock.topics if topic.slug not in stock.used]
    about = [words_of(topic.text.zh) | words_of(topic.text.en) for topic in unused]
    fit = rules.fitting(about, [(each.known.person_id, theirs[each.known.person_id]) for each in pool], dice)
    if fit is None:
        return None, pool
    return unused[fit.topic], sorted(pool, key=lambda each: each.known.person_id not in fit.people)


async def _words(view: View, seen: Seen, pool: Sequence[Member]) -> Mapping[int, frozenset[str]]:
    if not pool:
        return {}
    people = [each.known.person_id for each in pool]
    spoken = {each.known.person_id: at for each in pool if (at := each.known.last_spoken_at) is not None}
    told = await store.told_of(view.session, seen.group.id, people)
    last = await store.last_words(view.session, view.account_id, seen.group.id, spoken)
    return {who: words_of(" ".join([*told.get(who, ()), last.get(who, "")])) for who in people}


async def _years_ago(view: View, seen: Sequence[Seen]) -> Mapping[int, Sequence[Topic]]:
    """What groups talked about on this day a year ago, zone by zone."""
    found: dict[int, Sequence[Topic]] = {}
    for zone in {each.standing.zone for each in seen}:
        start, end = _day_a_year_ago(view.now, zone)
        ids = [each.group.id for each in seen if each.standing.zone == zone]
        texts = await store.texts_between(view.session, view.account_id, ids, start, end)
        found |= {group: [topic] for group, said in texts.items() if (topic := year_ago(said)) is not None}
    return found


def _day_a_year_ago(now: datetime, zone: str) -> tuple[datetime, datetime]:
    today = rules.today(now, zone)
    then = today - 10_000
    if then % 10_000 == 229:
        then -= 1
    day = datetime.combine(date.fromisoformat(str(then)), time())
    return to_utc(day, zone), to_utc(day + DAY, zone)


def _together(records: Iterable[Record]) -> Record:
    every: dict[Kind, Share] = {}
    for record in records:
        for kind, share in record.items():
            every[kind] = learning.pooled([every.get(kind, learning.NOTHING), share])
    return every
