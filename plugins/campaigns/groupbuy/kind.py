"""A group buy as part of a campaign: opened in all its groups at once, closed with it, told of at its end."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select, update

from bot.content import Content
from bot.phrases import Language
from bot.scheduler import JobRun
from plugins.campaigns.activities import ActivityKind, Opening, Part
from plugins.campaigns.groupbuy import messages as m
from plugins.campaigns.groupbuy import plans, rules, showing, store
from plugins.campaigns.groupbuy.rules import Prices
from plugins.campaigns.groupbuy.tables import Groupbuy, GroupbuyEntry
from storage.engine import ReadSession, Session


def check(params: Mapping[str, str], language: Language) -> None:
    """The tiers are what only we can read."""
    rules.read_prices(params.get("tiers", ""))


async def open_all(run: JobRun, openings: Sequence[Opening]) -> Sequence[tuple[Content, ...]]:
    """One in each group, with few statements for all."""
    made = [_groupbuy(run, each) for each in openings]
    run.session.add_all(made)
    await run.session.flush()
    await store.plan(run.session, [job for each in made for job in plans.ends(each, run.now)], run.now)
    return [(showing.opened(each, is_only=True),) for each in made]


async def close(session: Session, campaign_id: int, now: datetime) -> None:
    """Those still open are called off without a word."""
    mine = (Groupbuy.campaign_id == campaign_id, Groupbuy.closed_at.is_(None))
    ids = (await session.scalars(select(Groupbuy.id).where(*mine))).all()
    await store.unplan(session, [key for number in ids for key in plans.keys(number)])
    over = update(Groupbuy).where(*mine).values(closed_at=now, outcome="cancelled", tells_at=None)
    await session.execute(over.execution_options(synchronize_session=False))


async def took_part(session: ReadSession, campaign_id: int) -> Sequence[Part]:
    """The members who are in."""
    query = select(Groupbuy.group_id, GroupbuyEntry.person_id)
    query = query.join(GroupbuyEntry, GroupbuyEntry.groupbuy_id == Groupbuy.id)
    query = query.where(Groupbuy.campaign_id == campaign_id, GroupbuyEntry.state == "in").distinct()
    return [Part(*row) for row in await session.execute(query)]


async def summary(session: ReadSession, campaign_id: int, language: Language) -> Mapping[int, str]:
    """How many are bought, by group."""
    query = select(Groupbuy.group_id, Groupbuy.taken, Groupbuy.unit, Groupbuy.outcome)
    query = query.where(Groupbuy.campaign_id == campaign_id, Groupbuy.taken > 0).order_by(Groupbuy.id)
    lines: defaultdict[int, list[str]] = defaultdict(list)
    for group, taken, unit, outcome in await session.execute(query):
        phrase = m.RECAP if outcome == "reached" else m.RECAP_SHORT
        lines[group].append(phrase(language, count=rules.counted(taken, unit, language)))
    return {group: m.RECAP_AND(language).join(theirs) for group, theirs in lines.items()}


def new(prices: Prices, language: Language, now: datetime) -> Groupbuy:
    """One at these prices, in which nobody is yet."""
    return Groupbuy(
        unit=prices.unit,
        currency=prices.currency,
        tiers=[[str(tier.number), tier.price] for tier in prices.tiers],
        next_step="",
        language=language,
        opened_at=now,
        outcome="",
        taken=0,
        told=0,
    )


def _groupbuy(run: JobRun, opening: Opening) -> Groupbuy:
    params = opening.params
    prices = rules.read_prices(params.get("tiers", ""))
    made = new(prices._replace(unit=prices.unit or params.get("unit", "")[:10]), opening.language, run.now)
    made.account_id, made.group_id, made.campaign_id = run.account_id, opening.group_id, opening.campaign_id
    made.author_id, made.zone = opening.author_id, opening.zone
    made.item = (params.get("item") or opening.title)[: rules.LONGEST_ITEM]
    made.closes_at = opening.until or run.now + rules.STAYS_OPEN
    return made


KIND = ActivityKind(check, open_all, close, took_part, summary)
