"""Queries on what a campaign came to; run outside any writing, for they walk over many days."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.phrases import Language
from bot.times.localday import day_number
from plugins.campaigns.activities import ACTIVITIES
from plugins.campaigns.making import day_of
from plugins.campaigns.recap.rules import Held, InGroup, Variant, Whole
from plugins.campaigns.store import post_key
from plugins.campaigns.tables import Campaign, CampaignPhase, CampaignPost
from storage.bulk import BATCH
from storage.engine import ReadSession
from storage.invitations import counted_in
from storage.tables import Activity, Group, Message, Outbox, RosterChange

USUAL_DAYS = 14
KNOWN_DAYS = 7
"""A group known for less before the campaign has no usual day."""
TALK = timedelta(hours=2)
UNSENT = ("expired", "failed", "dropped", "missed", "unknown")
GUARDS = ("ratio", "fatigue")


async def whole(session: ReadSession, campaign: Campaign, now: datetime) -> Whole | None:
    """What it came to until now; None before its first phase."""
    posts = (await session.execute(_posts(campaign))).all()
    if not posts:
        return None
    zone = ZoneInfo(campaign.zone)
    first, last = min(post.at for post in posts).astimezone(zone).date(), now.astimezone(zone).date()
    reached = {post.group_id: post.name for post in posts if post.outcome is None}
    part = await _took_part(session, campaign.id)
    joined = await _joined(session, list(reached), min(post.at for post in posts))
    talk = await _talk(session, list(reached), first - timedelta(days=USUAL_DAYS), last)
    lines = await _lines(session, campaign.id, campaign.language)
    groups = [
        InGroup(id_, name, len(part[id_]), joined[id_], *_days(talk[id_], first, last), lines[id_])
        for id_, name in reached.items()
    ]
    not_posted = len({post.group_id for post in posts} - reached.keys())
    people = len({person for people in part.values() for person in people})
    return Whole(
        campaign.id,
        campaign.title,
        day_of(campaign),
        first,
        last,
        campaign.state not in ("running", "paused"),
        people,
        await _invited(session, list(reached), min(post.at for post in posts), now),
        sorted(groups, key=lambda group: (-group.took_part, -group.messages, group.group_id)),
        not_posted,
        await _held(session, campaign.id),
        await _variants(session, campaign),
    )


def _posts(campaign: Campaign):
    query = select(CampaignPost.group_id, Group.name, CampaignPost.at, CampaignPost.outcome)
    query = query.join(Group, Group.id == CampaignPost.group_id).where(CampaignPost.campaign_id == campaign.id)
    return query.order_by(CampaignPost.group_id)


async def _took_part(session: ReadSession, campaign_id: int) -> defaultdict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for kind in ACTIVITIES.values():
        for part in await kind.took_part(session, campaign_id):
            found[part.group_id].add(part.person_id)
    return found


async def _lines(session: ReadSession, campaign_id: int, language: Language) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for kind in ACTIVITIES.values():
        for group_id, line in (await kind.summary(session, campaign_id, language)).items():
            found[group_id].append(line)
    return found


async def _joined(session: ReadSession, groups: Sequence[int], since: datetime) -> Counter[int]:
    found: Counter[int] = Counter()
    for start in range(0, len(groups), BATCH):
        query = select(RosterChange.group_id, func.count(func.distinct(RosterChange.person_id)))
        query = query.where(RosterChange.group_id.in_(groups[start : start + BATCH]), RosterChange.at >= since)
        query = query.where(RosterChange.kind == "joined").group_by(RosterChange.group_id)
        for group_id, n in (await session.execute(query)).all():
            found[group_id] = n
    return found


async def _invited(session: ReadSession, groups: Sequence[int], since: datetime, until: datetime) -> int:
    parts = [groups[start : start + BATCH] for start in range(0, len(groups), BATCH)]
    return sum([await counted_in(session, part, since, until) for part in parts])


async def _talk(
    session: ReadSession, groups: Sequence[int], first: date, last: date
) -> defaultdict[int, dict[int, int]]:
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for start in range(0, len(groups), BATCH):
        query = select(Activity.group_id, Activity.day, func.sum(Activity.messages))
        query = query.where(Activity.group_id.in_(groups[start : start + BATCH]))
        query = query.where(Activity.day.between(day_number(first), day_number(last)))
        for group_id, day, n in (await session.execute(query.group_by(Activity.group_id, Activity.day))).all():
            found[group_id][day] = int(n)
    return found


def _days(talk: Mapping[int, int], first: date, last: date) -> tuple[dict[date, int], float | None]:
    """What was said on each day of it, and on a usual one before."""
    span = (last - first).days + 1
    by_day = {day: talk.get(day_number(day), 0) for day in (first + timedelta(days=n) for n in range(span))}
    before = [first - timedelta(days=n) for n in range(1, USUAL_DAYS + 1)]
    known = [day for day in before if day_number(day) in talk]
    if not known or (first - min(known)).days < KNOWN_DAYS:
        return by_day, None
    return by_day, sum(talk.get(day_number(day), 0) for day in before) / (first - min(known)).days


async def _held(session: ReadSession, campaign_id: int) -> list[Held]:
    """What has not gone out although it was posted, by phase and reason."""
    query = select(CampaignPost.number, Outbox.state, Outbox.reason, func.count())
    query = query.join(Outbox, Outbox.key == post_key()).where(CampaignPost.campaign_id == campaign_id)
    query = query.where(Outbox.state.in_(UNSENT)).group_by(CampaignPost.number, Outbox.state, Outbox.reason)
    rows = (await session.execute(query.order_by(CampaignPost.number))).all()
    return [Held(number, reason if reason in GUARDS else state, n) for number, state, reason, n in rows]


async def _variants(session: ReadSession, campaign: Campaign) -> list[Variant]:
    """How much was said after each text of the phases that have several."""
    phases = await session.scalars(select(CampaignPhase).where(CampaignPhase.campaign_id == campaign.id))
    found: list[Variant] = []
    for phase in phases:
        if len(phase.texts) < 2 or phase.state != "posted":
            continue
        query = select(CampaignPost.group_id, CampaignPost.variant, CampaignPost.at).where(
            CampaignPost.campaign_id == campaign.id, CampaignPost.number == phase.number, CampaignPost.outcome.is_(None)
        )
        posts = (await session.execute(query)).all()
        if not posts:
            continue
        said = await _said(session, campaign.account_id, posts[0].at)
        for variant in range(len(phase.texts)):
            talk = [said[post.group_id] for post in posts if post.variant == variant]
            found.append(Variant(phase.number, variant, talk))
    return found


async def _said(session: ReadSession, account_id: int, at: datetime) -> Counter[int]:
    """How much was said in each group in the two hours after a moment."""
    query = select(Message.group_id, func.count()).where(
        Message.account_id == account_id,
        Message.sent_at >= at,
        Message.sent_at < at + TALK,
        Message.group_id.is_not(None),
    )
    rows = (await session.execute(query.group_by(Message.group_id))).all()
    return Counter({group_id: n for group_id, n in rows if group_id is not None})
