"""Who is told in private what concerns a group: one person for each, whoever is nearest to owning it."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import func, or_, select

from storage.engine import ReadSession
from storage.tables import Account, Grant, Group, Person

EVERYWHERE = 0
"""The group of an operator's grant."""
NEAREST = ("owner", "admin")


async def owners_of(
    session: ReadSession, group_ids: Collection[int], operators: Collection[str] = ()
) -> Mapping[int, int]:
    """For each group the person to tell: its owner as the platform says, who was bound as its owner, an admin, else
    an operator, bound or one of `operators` (platform ids) whom the bot has met. Who has nobody is left out.
    """
    platform_owner = select(Group.id, func.nullif(Person.platform_id, Account.platform_id), Group.owner_id)
    platform_owner = platform_owner.join(Account, Account.id == Group.account_id)
    platform_owner = platform_owner.outerjoin(Person, Person.id == Group.owner_id).where(Group.id.in_(group_ids))
    rows = (await session.execute(platform_owner)).all()
    owners = {group_id: owner_id for group_id, other_than_us, owner_id in rows if owner_id and other_than_us}
    orphans = {group_id for group_id, _, _ in rows} - owners.keys()
    if orphans:
        owners |= await _granted(session, orphans)
        orphans -= owners.keys()
    if orphans and (operator := await _operator(session, orphans, operators)) is not None:
        owners |= dict.fromkeys(orphans, operator)
    return owners


async def _granted(session: ReadSession, group_ids: Collection[int]) -> dict[int, int]:
    """Who was bound longest as the owner, else as an admin."""
    query = select(Grant.group_id, Grant.role, Grant.person_id).where(Grant.group_id.in_(group_ids))
    rows = (await session.execute(query.order_by(Grant.granted_at, Grant.person_id))).all()
    return _first((group_id, person_id) for near in NEAREST for group_id, role, person_id in rows if role == near)


async def _operator(session: ReadSession, group_ids: Collection[int], operators: Collection[str]) -> int | None:
    account = select(Group.account_id).where(Group.id.in_(group_ids)).limit(1).scalar_subquery()
    bound = Person.id.in_(select(Grant.person_id).where(Grant.group_id == EVERYWHERE))
    named = (Person.platform_id.in_(operators)) if operators else bound
    query = select(Person.id).where(Person.account_id == account, or_(bound, named))
    return await session.scalar(query.order_by(Person.id).limit(1))


def _first(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for group_id, person_id in pairs:
        found.setdefault(group_id, person_id)
    return found
