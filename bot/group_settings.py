"""What a group's admins may change: frozen dataclasses whose fields are kept one row each, defaults unsaid.

A class names its prefix: `class Welcome: prefix = "welcome"` keeps `text` as `welcome.text`.
"""

from dataclasses import fields
from typing import Any, ClassVar, Protocol, TypeVar, cast

from sqlalchemy import delete, select

from storage.engine import ReadSession, Session
from storage.tables import GroupSetting


class GroupSettings(Protocol):
    """A frozen dataclass of JSON-able fields with defaults, and a prefix."""

    prefix: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


S = TypeVar("S", bound=GroupSettings)


async def load(session: ReadSession, group_id: int, cls: type[S]) -> S:
    """The group's settings of this kind, lists as tuples; a field that the code no longer knows is ignored."""
    names = {f"{cls.prefix}.{f.name}": f.name for f in fields(cls)}
    query = select(GroupSetting.name, GroupSetting.value).where(
        GroupSetting.group_id == group_id, GroupSetting.name.in_(names)
    )
    rows = (await session.execute(query)).all()
    return cls(**{names[name]: _frozen(value) for name, value in rows})


async def value_of(session: ReadSession, group_id: int, name: str) -> Any:
    """One setting as it is stored, or None when it has its default."""
    query = select(GroupSetting.value).where(GroupSetting.group_id == group_id, GroupSetting.name == name)
    return await session.scalar(query)


async def store(session: Session, group_id: int, name: str, value: Any) -> None:
    """Set one setting, or return it to its default with None."""
    mine = delete(GroupSetting).where(GroupSetting.group_id == group_id, GroupSetting.name == name)
    await session.execute(mine)
    if value is not None:
        session.add(GroupSetting(group_id=group_id, name=name, value=value))
        await session.flush()


def _frozen(value: Any) -> Any:
    return tuple(cast(list[Any], value)) if isinstance(value, list) else value
