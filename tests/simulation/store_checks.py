"""What was wrong in the store's year, by what the groups have read and what the database has."""

import re
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select

from plugins.campaigns.codes.tables import Code
from plugins.campaigns.signup.tables import Signup, SignupEntry
from plugins.campaigns.tables import CampaignPost
from storage.engine import ReadSession
from storage.tables import Group, Outbox, Person
from tests.simulation.store_goods import CodesPart
from tests.simulation.store_parts import PollPart, SignupPart
from tests.simulation.store_truth import DAYS, Show
from tests.world import START, plain

if TYPE_CHECKING:
    from tests.simulation.store import Store

END = START + timedelta(days=DAYS - 2)
PATIENCE = timedelta(hours=12)
AGE = timedelta(minutes=8)
"""What was said longer ago, while the bot was away, may be left unanswered; or a little less."""
AT_ONCE = timedelta(minutes=3)
RESENT = timedelta(days=1)
"""So long after its owner's word what was missed may come."""


class Read(NamedTuple):
    """A step as a group has read it."""

    show: Show
    step: int
    place: int
    at: datetime
    message: int
    text: str


async def wrongs_of(store: "Store") -> list[str]:
    """All of them in words."""
    doubt(store)
    read = list(_read(store))
    found = [*_phases(store, read), *_polls_told(store, read)]
    found += [wrong for part in store.parts for wrong in part.wrongs()]
    found += [*_endings(store), *_looked_back(store)]
    assert store.world.app is not None
    async with store.world.app.db.read() as session:
        found += [wrong async for wrong in _lacking(store, session, read)]
        found += [wrong async for wrong in _seats(store, session)]
        found += [wrong async for wrong in _codes(store, session)]
    return found


def doubt(store: "Store") -> None:
    """What was said to a bot that was away for long, or came back after the end, may not have counted."""
    for part in store.parts:
        for said_at in part.limbo:
            backs = [each for each in store.opens if said_at < each < said_at + AGE]
            if not backs or backs[-1] >= part.closes:
                part.unsure = True


def _read(store: "Store") -> Iterator[Read]:
    """What the groups have read of the campaigns."""
    places = {chat.group_id: number for number, chat in store.groups.items()}
    for message in store.world.platform.accepted:
        if not message.to.group_id:
            continue
        place, text = places[message.to.group_id], plain(message.text)
        found = [
            (abs(message.at - show.due(step.number)), id(show), show, step.number)
            for show in store.shows
            if place in show.places
            for step in show.steps
            if any(mark in text for mark in (*show.marks_of(step.number), *step.marks))
        ]
        if found:
            _, _, show, step = min(found)
            yield Read(show, step, place, message.at, message.number, text)


def _phases(store: "Store", read: list[Read]) -> Iterator[str]:
    """What came twice, at a wrong time, with words that were changed, or after it was called off."""
    times: Counter[tuple[int, int, int]] = Counter()
    for each in read:
        show, due = each.show, each.show.due(each.step)
        label = f"{show.slug} step {each.step} in group {each.place} at {each.at}, due {due}"
        times[id(show), each.step, each.place] += 1
        if times[id(show), each.step, each.place] > 1:
            yield f"twice: {label}"
        if each.step in show.left_out:
            yield f"left out, but came: {label}"
        if not any(mark in each.text for mark in show.marks_of(each.step)):
            yield f"old words: {label}"
        if show.is_silent(each.message):
            yield f"called off or held back: {label}"
        here = ZoneInfo(store.zone_of(each.place, each.at))
        if any(moment <= each.at < moment + RESENT for moment in store.resends):
            continue
        is_the_day = any(each.at.astimezone(zone).date() == due.astimezone(zone).date() for zone in (here, due.tzinfo))
        if each.at < due or not is_the_day or each.at > due + PATIENCE:
            yield f"wrong date: {label}"


def _polls_told(store: "Store", read: list[Read]) -> Iterator[str]:
    """Where a later step names what a poll has come to, it is that."""
    polls = {(id(part.show), part.place): part for part in store.parts if isinstance(part, PollPart)}
    for each in read:
        part = polls.get((id(each.show), each.place))
        if part is None or part.unsure or not part.votes or not each.show.asks_poll(each.step):
            continue
        if each.at > part.closes and not any(option in each.text for option in part.first):
            yield f"{part.label}: step {each.step} does not name {part.first}: {each.text[:80]!r}"


def _endings(store: "Store") -> Iterator[str]:
    """What is over is said to be so once; of what was called off nothing more is said."""
    for part in store.parts:
        planned, over = part.show.closes(part.step), part.show.over_after
        if part.kind == "codes" or planned is None:
            continue
        is_off = over is not None and store.at_of(over) < planned
        if part.endings > 1 or (is_off and part.endings):
            yield f"{part.label}: ended {part.endings} times"
        elif not part.endings and not part.unsure and not is_off and planned < END:
            yield f"{part.label}: never ended, planned for {planned}"


def _looked_back(store: "Store") -> Iterator[str]:
    """The owner reads once what a campaign came to, if it was not called off."""
    said = [text for _, text in store.told]
    for show in store.shows:
        n = sum(f"活动 #{show.number} " in text and "复盘" in text for text in said)
        is_over = show.due(len(show.steps)) < END - timedelta(days=2)
        if n != int(is_over and show.over_after is None):
            yield f"{show.slug} #{show.number}: looked back on {n} times"


async def _lacking(store: "Store", session: ReadSession, read: list[Read]) -> AsyncIterator[str]:
    """Each step has come to each group, or there is a reason on record why not."""
    came = {(each.show.number, each.step, each.place) for each in read}
    groups = await _groups(store, session)
    posts = {post.key: post for post in await session.scalars(select(Outbox).where(Outbox.key.startswith("campaign:")))}
    rows = await session.scalars(select(CampaignPost))
    noted = {(row.campaign_id, row.number, row.group_id): row.outcome for row in rows}
    reports = [at for at, text in store.told if "错过" in text]
    reasons: Counter[str] = Counter()
    for show in store.shows:
        for step in show.steps:
            due = show.due(step.number)
            if step.number in show.left_out or due > END:
                continue
            for place in show.places:
                if (show.number, step.number, place) in came:
                    store.counts["came"] += 1
                    continue
                post = posts.get(f"campaign:{show.number}:{step.number}:{groups[place]}")
                outcome = noted.get((show.number, step.number, groups[place]))
                reason = _reason(show, due, post, outcome, reports, store)
                reasons[reason or "?"] += 1
                if reason is None:
                    yield f"never came: {show.slug} #{show.number} step {step.number} in group {place}, due {due}"
    store.counts.update({f"not: {reason}": n for reason, n in reasons.items()})


def _reason(
    show: Show, due: datetime, post: Outbox | None, outcome: str | None, reports: list[datetime], store: "Store"
) -> str | None:
    """Why a step has not come, None where nobody can tell."""
    if outcome:
        return outcome
    if post is not None and post.state in ("failed", "expired", "dropped", "missed"):
        return f"{post.state} {(post.reason or '?').split(':')[0]}"
    if show.over_after is not None and store.at_of(show.over_after) <= due + timedelta(minutes=1):
        return "called off"
    if any(store.at_of(start) <= due <= store.at_of(end) for start, end in show.pauses):
        return "held back"
    if post is None and any(due <= at <= due + timedelta(days=4) for at in reports):
        return "missed and told"
    return None


async def _seats(store: "Store", session: ReadSession) -> AsyncIterator[str]:
    """Who is in and who waits is whom the rules let in, and there are never more than there are seats."""
    groups = await _groups(store, session)
    signups = {(each.campaign_id, each.group_id): each for each in await session.scalars(select(Signup))}
    query = select(SignupEntry, Person.platform_id).outerjoin(Person, Person.id == SignupEntry.person_id)
    has: dict[int, dict[str, tuple[int, str]]] = defaultdict(dict)
    for entry, member in (await session.execute(query)).all():
        has[entry.signup_id][member or entry.who] = entry.heads, entry.state
    for part in store.parts:
        if not isinstance(part, SignupPart):
            continue
        signup = signups[part.show.number, groups[part.place]]
        entries = has[signup.id]
        heads = sum(n for n, state in entries.values() if state == "in")
        if signup.taken != heads or (part.cap is not None and heads > part.cap):
            yield f"{part.label}: {signup.taken} taken, {heads} in, {part.cap} seats"
        if part.unsure:
            store.counts["signups unsure"] += 1
            continue
        store.counts["signups sure"] += 1
        expected = {member: (each.heads, each.state) for member, each in part.entries.items()}
        if entries != expected:
            wrong = {m: (entries.get(m), expected.get(m)) for m in entries.keys() | expected.keys()}
            yield f"{part.label}: has, should have { ({m: v for m, v in wrong.items() if v[0] != v[1]}) }"


async def _codes(store: "Store", session: ReadSession) -> AsyncIterator[str]:
    """No code is two people's, nobody has two, none was read in a group or by who did not ask; all that could went."""
    had: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    of_code = {code: number for number, codes in store.codes.items() for code in codes}
    for message in store.world.platform.accepted:
        for code in re.findall(r"(?:MAY|NEW)-\d+-\d{6}", message.text):
            if message.to.group_id or message.to.member_id == store.owner.member_id:
                yield f"{code} was said in {message.to}"
            had[of_code[code]][code].add(message.to.member_id)
    for show in store.shows:
        if show.number not in store.codes:
            continue
        codes, asked = had[show.number], CodesPart.asked[id(show)]
        owners = [member for members in codes.values() for member in members]
        wrong = [f"{code} is {members}'s" for code, members in codes.items() if len(members) > 1]
        wrong += [f"{member} has {n} codes" for member, n in Counter(owners).items() if n > 1]
        wrong += [f"{member} has one and never asked" for member in owners if member not in asked]
        for each in wrong:
            yield each
        rows = (await session.scalars(select(Code).where(Code.code.in_(store.codes[show.number])))).all()
        taken = [row for row in rows if row.person_id is not None]
        store.counts["codes read"] += len(owners)
        store.counts["codes taken"] += len(taken)
        people = dict((await session.execute(select(Person.id, Person.platform_id))).all())
        for row in taken:
            if row.state == "arrived" and people[row.person_id or 0] not in codes[row.code]:
                yield f"{row.code} has arrived, says the bot, but {people[row.person_id or 0]} has not read it"
        is_sure = not any(part.unsure for part in store.parts if part.show is show and isinstance(part, CodesPart))
        most = min(len(asked), len(rows))
        if len(taken) > most or (is_sure and len(taken) < most and show.slug == "labour-day"):
            yield f"{show.slug}: {len(taken)} codes taken of {len(rows)}, {len(asked)} asked"


async def _groups(store: "Store", session: ReadSession) -> Mapping[int, int]:
    """The database's numbers of the groups."""
    ids = dict((await session.execute(select(Group.platform_id, Group.id))).all())
    return {place: ids[chat.group_id] for place, chat in store.groups.items()}
