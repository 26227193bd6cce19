"""The world one tries the bot in, in the terminal or the browser: a few people, kept in its database between runs."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.platforms.simulator import BOT, SimulatedGroup, Simulator
from bot.settings import Settings
from storage.engine import Database, ReadSession
from storage.tables import Account, Group, Membership, Message, Outbox, Person

BOT_NAME = "蒲公英"
LONGEST_GATHERING = timedelta(seconds=3)
"""Whoever tries the welcome does not want to wait for more newcomers."""
SAMPLES = {
    "春日读书会": ("阿宁", "小明", "小红", "老周"),
    "周末徒步群": ("老周", "阿宁", "小雨"),
}
"""Groups of a first run in the terminal: the owner stands first, and everybody's id is the name."""


def impatient(settings: Settings) -> Settings:
    """The settings where no account can be banned and nobody likes to wait."""
    gathering = min(settings.welcome_window, LONGEST_GATHERING)
    return replace(settings, pacing=False, welcome_window=gathering)


async def restore(db: Database, platform: Simulator) -> datetime | None:
    """Put the groups the bot knows back on the platform; the latest moment anything was said, if ever."""
    async with db.read() as session:
        account = select(Account.id).where(Account.platform == platform.name, Account.platform_id == BOT)
        account_id = await session.scalar(account)
        if account_id is None:
            return None
        owner = select(Person.platform_id).where(Person.id == Group.owner_id).scalar_subquery()
        query = select(Group.id, Group.platform_id, Group.name, owner)
        mine = query.where(Group.account_id == account_id, Group.left_at.is_(None)).order_by(Group.id)
        rows = await session.execute(mine)
        for group_id, platform_id, name, owner_id in rows.all():
            members = await _members(session, group_id)
            if members:
                platform.groups[platform_id] = SimulatedGroup(name, owner_id or next(iter(members)), members)
        heard = await session.scalar(select(func.max(Message.sent_at)).where(Message.account_id == account_id))
        sent = await session.scalar(select(func.max(Outbox.sent_at)).where(Outbox.account_id == account_id))
    return max((moment for moment in (heard, sent) if moment), default=None)


async def populate(platform: Simulator) -> None:
    """Make the sample groups with the bot in them."""
    for name, people in SAMPLES.items():
        await platform.add_bot(name, name, people[0], {person: person for person in people})


async def _members(session: ReadSession, group_id: int) -> dict[str, str]:
    query = select(Person.platform_id, Person.name).join(Membership, Membership.person_id == Person.id)
    query = query.where(Membership.group_id == group_id, Membership.left_at.is_(None), Person.platform_id != BOT)
    rows = await session.execute(query.order_by(Person.id))
    return {platform_id: name or platform_id for platform_id, name in rows.all()}
