"""The world of the chat in the terminal: a few people and groups, kept in the bot's own database between runs."""

from datetime import datetime

from sqlalchemy import func, select

from bot.platforms.simulator import BOT, SimulatedGroup, Simulator
from storage.engine import Database, ReadSession
from storage.tables import Account, Group, Membership, Message, Outbox, Person

SAMPLES = {
    "春日读书会": ("阿宁", "小明", "小红", "老周"),
    "周末徒步群": ("老周", "阿宁", "小雨"),
}
"""Groups of a first run: the owner stands first, and everybody's id is the name."""


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
