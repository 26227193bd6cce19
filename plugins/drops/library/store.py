"""Queries on materials and their tags."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, Select, delete, exists, func, insert, select, type_coerce

from bot.commands.wording import fold
from plugins.drops.library.tables import Material, MaterialTag
from storage.engine import ReadSession, Session


def of_person(account_id: int, owner_id: int) -> Select[Material]:
    """Somebody's materials."""
    mine = Material.account_id == account_id, Material.owner_id == owner_id, Material.deleted_at.is_(None)
    return select(Material).where(*mine)


async def count(session: ReadSession, materials: Select[Material]) -> int:
    """How many there are."""
    return await session.scalar(select(func.count()).select_from(materials.order_by(None).subquery())) or 0


async def page(session: ReadSession, materials: Select[Material], start: int, size: int) -> Sequence[Material]:
    """Some of them, the newest first."""
    return (await session.scalars(materials.order_by(Material.id.desc()).offset(start).limit(size))).all()


def having(materials: Select[Material], word: str, tags: Iterable[str]) -> Select[Material]:
    """Those of them that hold a word and have all of these tags."""
    if word:
        materials = materials.where(Material.words.contains(fold(word), autoescape=True))
    for tag in tags:
        materials = materials.where(_tagged(tag))
    return materials


async def tags_of(session: ReadSession, material_ids: Iterable[int]) -> dict[int, list[str]]:
    """Each material's tags in order."""
    query = select(MaterialTag.material_id, MaterialTag.tag).where(MaterialTag.material_id.in_(tuple(material_ids)))
    found: dict[int, list[str]] = defaultdict(list)
    for material_id, tag in (await session.execute(query.order_by(MaterialTag.tag))).all():
        found[material_id].append(tag)
    return found


async def all_tags(session: ReadSession, materials: Select[Material], most: int) -> Sequence[tuple[str, int]]:
    """The tags that these have, with how many have each, the most used first."""
    ids = materials.with_only_columns(Material.id)
    n = func.count()
    query = select(MaterialTag.tag, n).where(MaterialTag.material_id.in_(ids)).group_by(MaterialTag.tag)
    return [(tag, times) for tag, times in await session.execute(query.order_by(n.desc(), MaterialTag.tag).limit(most))]


async def put_tags(session: Session, material: Material, tags: Sequence[str]) -> None:
    """Let a material have exactly these tags."""
    await session.execute(delete(MaterialTag).where(MaterialTag.material_id == material.id))
    rows = [{"material_id": material.id, "tag": tag, "account_id": material.account_id} for tag in tags]
    if rows:
        await session.execute(insert(MaterialTag), rows)


async def next_one(
    session: ReadSession, account_id: int, owner_id: int, tag: str, not_since: datetime
) -> Material | None:
    """Of those with this tag not used since a moment the longest rested, then the least used, then the oldest."""
    rested = having(of_person(account_id, owner_id), "", [tag])
    rested = rested.where((Material.last_used_at.is_(None)) | (Material.last_used_at <= not_since))
    longest_ago = func.coalesce(type_coerce(Material.last_used_at, BigInteger), 0)
    return await session.scalar(rested.order_by(longest_ago, Material.used, Material.id).limit(1))


async def forget_deleted(session: Session, account_id: int, owner_id: int, before: datetime) -> None:
    """Let go of what somebody deleted long ago."""
    long_gone = Material.account_id == account_id, Material.owner_id == owner_id, Material.deleted_at < before
    ids = select(Material.id).where(*long_gone)
    await session.execute(delete(MaterialTag).where(MaterialTag.material_id.in_(ids)))
    await session.execute(delete(Material).where(*long_gone).execution_options(synchronize_session=False))


def _tagged(tag: str) -> ColumnElement[bool]:
    return exists().where(MaterialTag.material_id == Material.id, MaterialTag.tag == tag)
