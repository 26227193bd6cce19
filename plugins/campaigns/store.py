"""Queries on campaigns."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, select

from bot.audience import Audience
from plugins.campaigns.rules import AHEAD, PAGE
from plugins.campaigns.tables import Campaign, CampaignPhase, CampaignPost
from storage.engine import ReadSession
from storage.tables import Outbox, Schedule

MOST_MESSAGES = 6
"""Of one phase in one group: its text, what was added to it, and what its activity says."""
MOST_PLANS = 500
OPEN = ("draft", "running", "paused")


def key_of(campaign_id: int, number: int | str) -> str:
    """The key of the schedule of a phase, or of what ends it all."""
    return f"campaign:{campaign_id}:{number}"


def audience_of(campaign: Campaign) -> Audience:
    """For which groups it is."""
    return Audience(campaign.account_id, campaign.group_id, campaign.tag, campaign.author_id)


def standing(account_id: int) -> Select[Campaign]:
    """The campaigns of an account that were not deleted."""
    return select(Campaign).where(Campaign.account_id == account_id, Campaign.deleted_at.is_(None))


async def count(session: ReadSession, account_id: int, group_id: int | None, tag: str | None) -> int:
    """How many that are not over a group or a set of groups has."""
    where = Campaign.group_id == group_id if group_id is not None else Campaign.tag == tag
    mine = standing(account_id).where(where, Campaign.state.in_(OPEN))
    return await session.scalar(mine.with_only_columns(func.count())) or 0


async def page(
    session: ReadSession, account_id: int, concerned: ColumnElement[bool], number: int
) -> tuple[Sequence[Campaign], int]:
    """One page, what is not over first and then the nearest day first, and how many there are."""
    query = standing(account_id).where(concerned)
    total = await session.scalar(query.with_only_columns(func.count())) or 0
    is_over = Campaign.state.not_in(OPEN)
    query = query.order_by(is_over, Campaign.day, Campaign.id).offset((number - 1) * PAGE).limit(PAGE)
    return (await session.scalars(query)).all(), total


async def phases(session: ReadSession, campaign_id: int) -> Sequence[CampaignPhase]:
    """Its phases in their order."""
    query = select(CampaignPhase).where(CampaignPhase.campaign_id == campaign_id).order_by(CampaignPhase.number)
    return (await session.scalars(query)).all()


async def schedules(session: ReadSession, campaign_id: int, numbers: Sequence[int | str]) -> Mapping[str, Schedule]:
    """When its phases are due, by the keys of their schedules."""
    keys = [key_of(campaign_id, number) for number in numbers]
    found = await session.scalars(select(Schedule).where(Schedule.key.in_(keys)))
    return {schedule.key: schedule for schedule in found}


async def next_moments(session: ReadSession, campaign_ids: Sequence[int]) -> Mapping[int, datetime]:
    """When each of these campaigns goes on."""
    key = literal("campaign:").concat(cast(CampaignPhase.campaign_id, String))
    key = key.concat(":").concat(cast(CampaignPhase.number, String))
    query = select(CampaignPhase.campaign_id, func.min(Schedule.next_due_at)).join(Schedule, Schedule.key == key)
    query = query.where(CampaignPhase.campaign_id.in_(campaign_ids), CampaignPhase.state == "planned")
    query = query.where(Schedule.next_due_at.is_not(None), Schedule.paused_at.is_(None))
    rows = await session.execute(query.group_by(CampaignPhase.campaign_id))
    return {campaign_id: at + AHEAD for campaign_id, at in rows.all() if at is not None}


async def coming(
    session: ReadSession, account_id: int, concerned: ColumnElement[bool], start: datetime, end: datetime
) -> Sequence[tuple[int, str, datetime]]:
    """The phases of running campaigns after one moment and up to another: number, title, moment."""
    query = select(Campaign.id, Campaign.title, CampaignPhase.at)
    query = query.join(CampaignPhase, CampaignPhase.campaign_id == Campaign.id)
    query = query.where(Campaign.account_id == account_id, concerned, Campaign.state == "running")
    query = query.where(CampaignPhase.state == "planned", CampaignPhase.at > start, CampaignPhase.at <= end)
    rows = (await session.execute(query.order_by(CampaignPhase.at).limit(MOST_PLANS))).all()
    return [(number, title, at) for number, title, at in rows]


async def same_day(session: ReadSession, campaign: Campaign) -> Sequence[Campaign]:
    """Others in the same group or set of groups on the same day that are not over."""
    where = Campaign.group_id == campaign.group_id if campaign.group_id is not None else Campaign.tag == campaign.tag
    query = standing(campaign.account_id).where(where, Campaign.day == campaign.day, Campaign.id != campaign.id)
    return (await session.scalars(query.where(Campaign.state.in_(OPEN)).limit(3))).all()


async def reached(session: ReadSession, campaign_id: int) -> Sequence[int]:
    """The groups that have had anything of it."""
    query = select(CampaignPost.group_id).where(CampaignPost.campaign_id == campaign_id, CampaignPost.outcome.is_(None))
    return (await session.scalars(query.distinct().order_by(CampaignPost.group_id))).all()


async def waiting_posts(session: ReadSession, campaign_id: int) -> Sequence[int]:
    """The messages of a campaign that wait to be sent."""
    key = post_key()
    keys = [key, *(key.concat(f":{n}") for n in range(1, MOST_MESSAGES))]
    query = select(Outbox.id).join(CampaignPost, Outbox.key.in_(keys))
    query = query.where(CampaignPost.campaign_id == campaign_id, Outbox.state == "waiting")
    return (await session.scalars(query)).all()


def post_key() -> ColumnElement[str]:
    """The key in the outbox of the first message of a `CampaignPost`."""
    key = literal("campaign:").concat(cast(CampaignPost.campaign_id, String))
    key = key.concat(":").concat(cast(CampaignPost.number, String))
    return key.concat(":").concat(cast(CampaignPost.group_id, String))
